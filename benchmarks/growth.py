"""Builds of growing size, and what they let expect of a whole registry."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus
from benchmarks.limits import MOST_MEMORY, MOST_MINUTES, STUDIES, verdict
from benchmarks.runs import run
from benchmarks.work import Done


@dataclass(frozen=True)
class Line:
    """``at_one + slope * x``."""

    at_one: float
    slope: float

    def at(self, x: float) -> float:
        """Its value there."""
        return self.at_one + self.slope * x


def fitted(points: Sequence[tuple[float, float]]) -> Line:
    """The line of least squares through two points or more."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    across = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / across
    return Line(middle_y - slope * middle_x, slope)


def grown(sizes: Sequence[int]) -> list[Done]:
    """A build of each size, in two processes, linked and not validated, from a corpus of that size."""
    builds = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "corpus.ndjson"
            write_corpus(corpus, size)
            builds.append(run("build-2", corpus))
    return builds


def cost(done: Done) -> float:
    """Microseconds a study."""
    return done.seconds / done.records * 1e6


def expected_minutes(builds: Sequence[Done], studies: int = STUDIES) -> float:
    """The minutes for so many studies if the cost of one goes on to grow with each doubling as it did.

    The line is fitted to cost over the logarithm of the size. A cost that fell is not taken to go on falling:
    then that of the largest build counts.
    """
    line = fitted([(math.log2(done.records), cost(done)) for done in builds])
    each = max(line.at(math.log2(studies)), cost(builds[-1]))
    return each * studies / 60e6


def growth_lines(builds: Sequence[Done]) -> Iterator[str]:
    """The table of the builds, and what it says of the whole registry."""
    yield "| studies | seconds | µs a study | triples/s | MB in all | MB a process | GB | bytes a triple |"
    yield "|---:|---:|---:|---:|---:|---:|---:|---:|"
    for done in builds:
        cells = (
            f"{done.records:,}",
            f"{done.seconds:,.1f}",
            f"{cost(done):,.0f}",
            f"{done.triple_rate:,.0f}",
            f"{done.tree:,.0f}",
            f"{done.process:,.0f}",
            f"{done.disk / 1e9:.2f}",
            f"{done.disk / done.triples:,.0f}",
        )
        yield f"| {' | '.join(cells)} |"
    largest = builds[-1]
    yield ""
    yield (
        f"Memory of all processes at {largest.records:,} studies: {largest.tree:,.0f} MB"
        f" (limit {MOST_MEMORY:,.0f}: {verdict(largest.tree <= MOST_MEMORY)})."
    )
    if len(builds) > 1:
        yield ""
        yield from _extrapolated(builds)


def _extrapolated(builds: Sequence[Done]) -> Iterator[str]:
    largest = builds[-1]
    minutes = expected_minutes(builds)
    most = max(done.tree for done in builds)
    memory = max(most, fitted([(done.records, done.tree) for done in builds]).at(STUDIES))
    yield f"Extrapolated to {STUDIES:,} studies:"
    yield ""
    yield f"- {cost(largest) * STUDIES / 60e6:.0f} minutes at the cost that a study has in the largest build;"
    yield (
        f"- {minutes:.0f} minutes if the cost goes on to grow with each doubling, on the line of least"
        f" squares through all builds (limit {MOST_MINUTES:.0f}: {verdict(minutes <= MOST_MINUTES)});"
    )
    disk = largest.disk / largest.records * STUDIES
    yield f"- {disk / 1e9:.0f} GB of disk, as many bytes a study as there;"
    yield f"- {memory / 1024:.1f} GB of memory, if it goes on to grow with the studies, where it did."
    yield ""
    yield "Assumed are studies as long and as various, the same two cores and a disk that keeps its rate."
