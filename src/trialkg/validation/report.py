"""What a validation found: results with their place, and how much was checked. Plain values, no RDF library.

The terms are those of the SHACL validation report (https://www.w3.org/TR/shacl/#validation-report).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much a result matters; a higher member matters more."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def word(self) -> str:
        """The name as options and outputs write it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """Where a focus node stands: a file and, where the format has lines, the line; or a store."""

    source: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}" if self.line else self.source


@dataclass(frozen=True, slots=True)
class Result:
    """What a shape objects to; ``path`` and ``value`` as Turtle writes them, empty where there is none."""

    focus: str
    rule: str
    severity: Severity
    message: str
    shape: str
    component: str
    path: str = ""
    value: str = ""
    study: str = ""
    location: Location | None = None

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Place, then study, focus node and rule: the order of every report."""
        place = (self.location.source, self.location.line) if self.location else ("", 0)
        return (*place, self.study, self.focus, self.rule, self.path, self.value, self.message)


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a validation in their order, and the distinct focus nodes and studies that were checked.

    ``focus_nodes`` of 0 means that nothing was checked, which is no success.
    """

    results: tuple[Result, ...] = ()
    focus_nodes: int = 0
    studies: int = 0

    @staticmethod
    def merged(reports: Iterable[Report]) -> Report:
        """One report of several that checked different studies."""
        every = tuple(reports)
        results = (result for report in every for result in report.results)
        return Report(
            results=tuple(sorted(results, key=lambda result: result.sort_key)),
            focus_nodes=sum(report.focus_nodes for report in every),
            studies=sum(report.studies for report in every),
        )

    @property
    def counts(self) -> dict[Severity, int]:
        """How many results there are of each severity, the gravest first."""
        found = Counter(result.severity for result in self.results)
        return {severity: found[severity] for severity in sorted(Severity, reverse=True)}

    def reaches(self, threshold: Severity) -> bool:
        """Whether any result is at or above a severity."""
        return any(result.severity >= threshold for result in self.results)
