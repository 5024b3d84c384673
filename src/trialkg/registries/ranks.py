"""Which of several records of one study is the one to keep."""

from __future__ import annotations

import msgspec

from trialkg.registries.records import RecordFormat
from trialkg.study import Study

_RICHEST_FIRST = (
    RecordFormat.CTGOV_JSON,
    RecordFormat.CTGOV_XML,
    RecordFormat.CTGOV_PAGE_2017,
    RecordFormat.MEDPATH_PAGE,
    RecordFormat.SUMMARY_PAGE,
)
_KEPT_OF_HASH = 16


class Rank(msgspec.Struct, frozen=True, order=True):
    """Which of two records of one study to keep: the newer, then the richer, then always the same one."""

    updated: str
    richness: int
    content: str

    @property
    def packed(self) -> bytes:
        """The rank in few bytes, which compare as ranks do."""
        richness = chr(len(_RICHEST_FIRST) + self.richness)
        return f"{self.updated}\0{richness}\0{self.content[:_KEPT_OF_HASH]}".encode()


def rank_of(study: Study, source: RecordFormat, content: str) -> Rank:
    """The rank of a record of this form, which says this of a study, under this content hash."""
    updated = study.dates.last_update_submitted or study.dates.last_update_posted
    return Rank(
        updated=updated.date if updated else "",
        richness=-_RICHEST_FIRST.index(source),
        content=content,
    )
