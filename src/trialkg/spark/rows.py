"""Records to rows, on an executor: what a build's worker makes of a record, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import msgspec

from trialkg.build.work import Unchanged, Worked, work_record
from trialkg.registries import RawRecord, RecordFormat, Rejection
from trialkg.registries.records import Origin
from trialkg.terminology.mesh.layout import INDEX_FILE

_encode = msgspec.json.Encoder().encode


class Row(NamedTuple):
    """What became of a record; of one that was rejected, only ``rejected``.

    ``text`` is N-Triples, ``updated``, ``richness`` and ``content`` are what the best record of a study is
    chosen by. ``rejected`` and each of ``findings`` is a JSON object, as a build's log files have them.
    """

    iri: str | None = None
    updated: str | None = None
    richness: int | None = None
    content: str | None = None
    text: str | None = None
    rejected: str | None = None
    findings: list[str] | None = None


SCHEMA = (
    "iri string, updated string, richness int, content string, text string, "
    "rejected string, findings array<string>"
)
"""The same, as Spark writes it."""


@dataclass(frozen=True)
class Work:
    """Works the records of a partition, given as the file and the bytes of each line.

    ``mesh`` says whether the index of MeSH was shipped to the executors.
    """

    base: str
    mesh: bool

    def __call__(self, lines: Iterable[tuple[str, bytes]]) -> Iterator[Row]:
        """A row for each line that is not blank."""
        mesh = _shipped_index() if self.mesh else None
        for file, line in lines:
            if line.strip():
                raw = RawRecord(RecordFormat.CTGOV_JSON, Origin(file), line)
                worked = work_record(raw, self.base, mesh)
                assert not isinstance(
                    worked, Unchanged
                )  # Nothing stands here that it could be compared with.
                yield _row(worked)


def _row(worked: Worked | Rejection) -> Row:
    if isinstance(worked, Rejection):
        return Row(rejected=_encode(worked).decode())
    lines = ({"registry_id": worked.registry_id, **msgspec.structs.asdict(each)} for each in worked.findings)
    return Row(
        iri=worked.iri,
        updated=worked.rank.updated,
        richness=worked.rank.richness,
        content=worked.rank.content,
        text=worked.text.decode(),
        findings=[_encode(line).decode() for line in lines],
    )


def _shipped_index() -> Path:
    from pyspark import SparkFiles

    return Path(SparkFiles.get(INDEX_FILE)).parent
