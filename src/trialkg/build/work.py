"""One record's way to triples, for worker processes: read, link, map, validate. Plain values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

import msgspec

from trialkg.build.descriptors import unknown_descriptors
from trialkg.build.standing import Standing
from trialkg.errors import RecordError
from trialkg.linking import Linker, link_study
from trialkg.mapping import map_study
from trialkg.registries import RawRecord, RecordFormat, Rejection, read_study
from trialkg.study import Finding, Study
from trialkg.terminology import MeshEdition, load_terminology
from trialkg.validation import CompiledShapes, Report, load_shapes

Found: TypeAlias = RawRecord | Rejection
"""What a source gives: a record to read, or word of one that cannot be."""

_RICHEST_FIRST = (
    RecordFormat.CTGOV_JSON,
    RecordFormat.CTGOV_XML,
    RecordFormat.CTGOV_PAGE_2017,
    RecordFormat.MEDPATH_PAGE,
    RecordFormat.SUMMARY_PAGE,
)


class Rank(msgspec.Struct, frozen=True, order=True):
    """Which of two records of one study to keep: the newer, then the richer, then always the same one."""

    updated: str
    richness: int
    content: str


class Worked(msgspec.Struct, frozen=True, kw_only=True):
    """A record that became triples (N-Triples text), with what could be read or written only in part."""

    registry_id: str
    iri: str
    text: bytes
    rank: Rank
    findings: tuple[Finding, ...] = ()


class Batch(msgspec.Struct, frozen=True):
    """What became of a few records, and what the shapes say of them."""

    records: tuple[Worked | Rejection, ...]
    report: Report = Report()


class Task(msgspec.Struct, frozen=True):
    """How to work records: the base of study IRIs, the profile of shapes to hold them against, if any.

    ``mesh`` is the folder of the MeSH index, which each process opens for itself; None is the shipped slice.
    What stands unchanged in ``standing`` was held against them before.
    """

    base: str
    profile: str | None = None
    mesh: Path | None = None
    standing: Standing | None = None

    def __call__(self, found: Sequence[Found]) -> Batch:
        """Work a few records."""
        records = tuple(work_record(each, self.base, self.mesh) for each in found)
        texts = [each.text for each in records if isinstance(each, Worked) and not self._stands(each)]
        if self.profile is None or not texts:
            return Batch(records)
        return Batch(records, _shapes(self.profile).validate_lines(b"".join(texts)))

    def _stands(self, record: Worked) -> bool:
        if self.standing is None:
            return False
        source = _linker(self.mesh).terminology.mesh.source
        return self.standing.has(record.iri, record.rank.content, source)


def work_record(found: Found, base: str, mesh: Path | None = None) -> Worked | Rejection:
    """The triples of one record; a record that cannot be read is a rejection, never an exception."""
    if isinstance(found, Rejection):
        return found
    linker = _linker(mesh)
    try:
        study = read_study(found)
        return _worked(found, study, base, linker)
    except RecordError as error:
        return _rejection(found, error)
    except Exception as error:
        # A fault of ours that one odd record brings out must not cost the others their build.
        return _failure(found, error)


def _worked(found: RawRecord, study: Study, base: str, linker: Linker) -> Worked:
    mesh = linker.terminology.mesh
    edition = MeshEdition(mesh.year, mesh.source)
    links = link_study(study, linker)
    mapped = map_study(study, links, base, edition)
    return Worked(
        registry_id=study.registry_id,
        iri=mapped.iri,
        text=mapped.text,
        rank=_rank(study, found.format, mapped.content_hash),
        findings=(
            *study.reading.findings,
            *links.findings,
            *mapped.findings,
            *unknown_descriptors(study, mesh),
        ),
    )


def _failure(raw: RawRecord, error: Exception) -> Rejection:
    return Rejection(
        origin=raw.origin,
        reason=f"trialkg failed on this record ({type(error).__name__}: {error})",
        remedy="Please report it, with the record.",
    )


def _rejection(raw: RawRecord, error: RecordError) -> Rejection:
    return Rejection(
        origin=raw.origin,
        reason=error.what,
        remedy=error.remedy,
        registry_id=error.registry_id,
        path=error.path,
    )


@cache
def _linker(mesh: Path | None) -> Linker:
    return Linker(load_terminology(mesh))


@cache
def _shapes(profile: str) -> CompiledShapes:
    return CompiledShapes(load_shapes(profile))


def _rank(study: Study, source: RecordFormat, content: str) -> Rank:
    updated = study.dates.last_update_submitted or study.dates.last_update_posted
    return Rank(
        updated=updated.date if updated else "",
        richness=-_RICHEST_FIRST.index(source),
        content=content,
    )
