"""What has happened since the start, in the text format of Prometheus.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from trialkg.endpoint.jobs import Outcome

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Timed:
    """One query that is being timed; who asked says how it went."""

    def __init__(self) -> None:
        self.outcome: Outcome | None = None


class Metrics:
    """Counts queries by how they went, and how long they took in all."""

    def __init__(self) -> None:
        self._outcomes: Counter[str] = Counter()
        self._within = [0] * (len(_BOUNDS) + 1)
        self._seconds = 0.0

    @contextmanager
    def timed(self) -> Iterator[Timed]:
        """Time a query; one that nobody told the outcome of was abandoned by its client."""
        timed = Timed()
        start = time.perf_counter()
        try:
            yield timed
        finally:
            took = time.perf_counter() - start
            self._outcomes[timed.outcome or "abandoned"] += 1
            self._within[bisect_left(_BOUNDS, took)] += 1
            self._seconds += took

    def text(self, gauges: dict[str, tuple[str, float]]) -> str:
        """All of it, and these gauges: what each is, and its value now."""
        return "\n".join((*self._counts(), *self._histogram(), *_gauges(gauges), ""))

    def _counts(self) -> Iterator[str]:
        yield "# HELP trialkg_queries_total Queries by how they went."
        yield "# TYPE trialkg_queries_total counter"
        for outcome in (*Outcome, "abandoned"):
            yield f'trialkg_queries_total{{outcome="{outcome}"}} {self._outcomes[outcome]}'

    def _histogram(self) -> Iterator[str]:
        name = "trialkg_query_seconds"
        yield f"# HELP {name} Seconds from a query's arrival to its complete answer."
        yield f"# TYPE {name} histogram"
        total = 0
        for bound, count in zip(_BOUNDS, self._within, strict=False):
            total += count
            yield f'{name}_bucket{{le="{bound:g}"}} {total}'
        total += self._within[-1]
        yield f'{name}_bucket{{le="+Inf"}} {total}'
        yield f"{name}_sum {self._seconds:.6f}"
        yield f"{name}_count {total}"


def _gauges(gauges: dict[str, tuple[str, float]]) -> Iterator[str]:
    for name, (what, value) in gauges.items():
        yield f"# HELP {name} {what}"
        yield f"# TYPE {name} gauge"
        yield f"{name} {value:g}"
