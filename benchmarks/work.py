"""What every stage works with: the records of a corpus, what links them, and what it says it did."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from benchmarks.corpus import REAL_MESH
from trialkg.linking import Linker, link_study
from trialkg.mapping import map_study
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.terminology import load_terminology
from trialkg.terminology.mesh import index_of


@dataclass
class Done:
    """What a stage did: seconds of wall clock, MB of memory, bytes of disk where it wrote a store.

    ``process`` is the peak of its largest process, ``tree`` that of all of them together. A stage that could
    not run says in ``skipped`` why.
    """

    records: int
    triples: int
    seconds: float
    disk: int = 0
    process: float = 0.0
    tree: float = 0.0
    skipped: str = ""

    @property
    def rate(self) -> float:
        """Records a second."""
        return self.records / self.seconds

    @property
    def triple_rate(self) -> float:
        """Triples a second."""
        return self.triples / self.seconds


Stage = Callable[[str], Done]
"""Works the corpus of a path; its docstring says in the table what it is."""


class UnavailableError(Exception):
    """What a stage needs is not installed and cannot be; its text says why."""


def corpus_records(corpus: str) -> Iterator[RawRecord]:
    """The records of a corpus, cut out one by one."""
    return (each for each in raw_records([corpus]) if isinstance(each, RawRecord))


def corpus_linker() -> Linker:
    """What links: with the whole of MeSH where it is at hand, else with the slice that ships."""
    return Linker(load_terminology(index_of(REAL_MESH) if REAL_MESH.is_file() else None))


def mapped_texts(corpus: str, most: int | None = None) -> list[bytes]:
    """The studies of a corpus, or so many of them, as N-Triples, linked."""
    linker = corpus_linker()
    studies = (read_study(record) for record in islice(corpus_records(corpus), most))
    return [map_study(study, link_study(study, linker)).text for study in studies]


def timed(items: Iterable[RawRecord], work: Callable[[RawRecord], object]) -> Done:
    """Work on records that are cut already, so that reading the file is no part of the time.

    The first twentieth of them is worked before the clock runs and not counted: a process has a start.
    """
    records = list(items)
    before = len(records) // 20
    for record in records[:before]:
        work(record)
    start = time.perf_counter()
    for record in records[before:]:
        work(record)
    return Done(len(records) - before, 0, time.perf_counter() - start)
