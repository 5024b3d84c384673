"""Which records go into the store: each study once, the best record of it, whatever order they come in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO, NamedTuple

from trialkg.build.summary import Log, Summary
from trialkg.build.work import Batch, Unchanged, Worked
from trialkg.registries import Rejection
from trialkg.store import StoreUpdate

Progress = Callable[[int], object]
"""Called with the number of records done since the last call."""

_UNCHANGED = b"="
"""After a rank: the record of this rank is the one that stands."""


class _Waiting(NamedTuple):
    """Where a text lies that waits, and whether it replaces what stood before the build."""

    offset: int
    length: int
    replaces: bool


class Arrivals:
    """Sends the triples of new studies straight to the store's loader, and keeps aside those that replace.

    A study that comes twice, or stands in the store already, is rare in one build and cannot be taken out
    while the loader runs: its triples wait in a temporary file until the loader is done. A record that stands
    just so is only counted. Of each study some 200 bytes are held.
    """

    def __init__(
        self, update: StoreUpdate, base: str, aside: IO[bytes], summary: Summary, log: Log, progress: Progress
    ) -> None:
        self._update = update
        self._base = base
        self._summary = summary
        self._log = log
        self._progress = progress
        self._ranks: dict[str, bytes] = {}
        self._waiting: dict[str, _Waiting] = {}
        self._resumed = frozenset(iri for part in update.taken_up for iri in part.studies)
        self._aside = aside

    def load(self, batches: Iterable[Batch], *, history: bool = False) -> None:
        """Load all batches; afterwards each study stands once."""
        self._update.load_studies(self._straight(batches), self._log.account)
        for iri, (offset, length, replaces) in self._waiting.items():
            self._aside.seek(offset)
            self._update.put_study(iri, self._aside.read(length), keep=history and replaces)
        for iri in self._resumed:
            if not self._met(iri):
                # The sources had it when the build was begun, and have it no more.
                self._update.remove_study(iri)

    def withdraw(self, *, history: bool = False) -> None:
        """Remove the studies that stand and did not come."""
        for iri in [iri for iri in self._update.study_iris() if not self._met(iri)]:
            self._update.remove_study(iri, keep=history)
            self._summary.withdrawn += 1

    def _met(self, iri: str) -> bool:
        return iri.removeprefix(self._base) in self._ranks

    def _straight(self, batches: Iterable[Batch]) -> Iterator[list[Worked]]:
        """Of each batch the studies that go straight to the loader."""
        for batch in batches:
            self._summary.checks.add(batch.report)
            straight = [each for each in batch.records if self._goes_straight(each)]
            self._progress(len(batch.records))
            yield [each for each in straight if isinstance(each, Worked)]

    def _goes_straight(self, record: Worked | Unchanged | Rejection) -> bool:
        if isinstance(record, Rejection):
            self._log.reject(record)
            return False
        if isinstance(record, Worked):
            self._log.note(record)
        key, rank = record.iri.removeprefix(self._base), record.rank.packed
        best = self._ranks.get(key)
        if best is not None and rank <= best.removesuffix(_UNCHANGED):
            self._summary.superseded += 1
            return False
        self._ranks[key] = rank + _UNCHANGED if isinstance(record, Unchanged) else rank
        if best is not None:
            self._summary.superseded += 1
            self._take_place(record, best.endswith(_UNCHANGED))
            return False
        return self._arrive(record)

    def _arrive(self, record: Worked | Unchanged) -> bool:
        """Account for the first record of a study; whether its triples go straight to the loader."""
        if isinstance(record, Unchanged):
            self._count_standing(record)
            return False
        if self._update.starts_empty or not self._update.mentions(record.iri):
            self._summary.built += 1
            return True
        replaces = self._update.has_study(record.iri) and record.iri not in self._resumed
        if replaces:
            self._summary.replaced += 1
        else:
            self._summary.built += 1
        self._put_aside(record, replaces=replaces)
        return False

    def _count_standing(self, record: Unchanged) -> None:
        if record.iri in self._resumed:
            self._summary.built += 1
            self._summary.resumed += 1
        else:
            self._summary.unchanged += 1

    def _take_place(self, record: Worked | Unchanged, of_unchanged: bool) -> None:
        """Let a better record take the place of one that came before it."""
        before = self._waiting.pop(record.iri, None)
        replaced = (of_unchanged and record.iri not in self._resumed) or (before and before.replaces)
        if isinstance(record, Worked):
            if of_unchanged and replaced:
                self._summary.unchanged -= 1
                self._summary.replaced += 1
            self._put_aside(record, replaces=bool(replaced))
        elif before and before.replaces:
            self._summary.replaced -= 1
            self._summary.unchanged += 1

    def _put_aside(self, record: Worked, *, replaces: bool) -> None:
        self._waiting[record.iri] = _Waiting(self._aside.seek(0, 2), len(record.text), replaces)
        self._aside.write(record.text)
