"""What passes between finding records in a source and reading them: raw records, and rejections."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from trialkg.errors import RecordError


class RecordFormat(StrEnum):
    """The form of one record; the value names the source in the graph and in messages."""

    __hash__ = str.__hash__  # enum's own is written in Python, and a reader is looked up for every record

    CTGOV_JSON = "ClinicalTrials.gov API v2"
    CTGOV_XML = "ClinicalTrials.gov XML"
    CTGOV_PAGE_2017 = "ClinicalTrials.gov page of 2017"
    MEDPATH_PAGE = "MedPath page"
    SUMMARY_PAGE = "Aggregator summary page"


class Origin(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Where a record stands: file, archive member, and its index (from 1) or line in there."""

    file: str
    member: str | None = None
    index: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = f"{self.file}!{self.member}" if self.member else self.file
        if self.line is not None:
            return f"{place}:{self.line}"
        return f"{place}[{self.index}]" if self.index is not None else place


class RawRecord(msgspec.Struct, frozen=True, gc=False):
    """The bytes of one record, cut out of its container but not decoded."""

    format: RecordFormat
    origin: Origin
    data: bytes


class Rejection(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A record, or a whole source, that could not be read, and why. One line of ``rejected.ndjson``."""

    origin: Origin
    reason: str
    remedy: str = ""
    registry_id: str = ""
    path: str = ""

    @classmethod
    def of(cls, origin: Origin, error: RecordError) -> Rejection:
        """The rejection of the record there, for the reason of the error."""
        return cls(origin, error.what, error.remedy, error.registry_id, error.path)

    def __str__(self) -> str:
        place = " ".join(part for part in (str(self.origin), self.registry_id, self.path) if part)
        return f"{place}: {self.reason}" + (f". {self.remedy}" if self.remedy else "")
