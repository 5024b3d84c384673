"""Which records go into the store: each study once, the best record of it, whatever order they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from trialkg.build.stream import chunk_stream
from trialkg.build.summary import Log, Summary
from trialkg.build.work import Batch, Rank, Worked
from trialkg.mapping import MAPPING_VERSION
from trialkg.registries import Rejection
from trialkg.store import StoreUpdate

Progress = Callable[[int], object]
"""Called with the number of records done since the last call."""


class Arrivals:
    """Sends the triples of new studies straight to the store's loader, and keeps aside those that replace.

    A study that comes twice, or stands in the store already, is rare in one build and cannot be taken out
    while the loader runs: its triples wait in a temporary file until the loader is done.
    """

    def __init__(
        self,
        update: StoreUpdate,
        aside: IO[bytes],
        summary: Summary,
        log: Log,
        progress: Progress,
        mesh_source: str,
    ) -> None:
        self._update = update
        self._summary = summary
        self._log = log
        self._progress = progress
        self._mesh_source = mesh_source
        self._ranks: dict[str, Rank] = {}
        self._waiting: dict[str, tuple[int, int]] = {}
        self._aside = aside

    def load(self, batches: Iterator[Batch]) -> None:
        """Load all batches; afterwards each study stands once."""
        self._update.load(chunk_stream(self._straight(batches)))
        for iri in self._waiting:
            self._update.remove_study(iri)
        self._update.load(chunk_stream(self._replacements()))

    def _straight(self, batches: Iterator[Batch]) -> Iterator[bytes]:
        for batch in batches:
            self._summary.reports.append(batch.report)
            for record in batch.records:
                if isinstance(record, Rejection):
                    self._log.reject(record)
                else:
                    self._log.note(record)
                    if self._arrive(record):
                        yield record.text
            self._progress(len(batch.records))

    def _arrive(self, record: Worked) -> bool:
        """Whether the record's triples go straight to the loader; those that wait are put aside."""
        best = self._ranks.get(record.iri)
        if best is not None:
            self._summary.superseded += 1
            if record.rank > best:
                self._ranks[record.iri] = record.rank
                self._put_aside(record)
            return False
        self._ranks[record.iri] = record.rank
        if self._update.starts_empty or not self._update.has_study(record.iri):
            self._summary.built += 1
            return True
        if self._update.fingerprint(record.iri) == (record.rank.content, MAPPING_VERSION, self._mesh_source):
            self._summary.unchanged += 1
        else:
            self._summary.replaced += 1
            self._put_aside(record)
        return False

    def _put_aside(self, record: Worked) -> None:
        self._waiting[record.iri] = (self._aside.seek(0, 2), len(record.text))
        self._aside.write(record.text)

    def _replacements(self) -> Iterator[bytes]:
        for offset, length in self._waiting.values():
            self._aside.seek(offset)
            yield self._aside.read(length)
