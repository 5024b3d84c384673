"""What a whole run of a validation comes to: the report, what it was held against, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from trialkg.validation.baseline import Accepted
from trialkg.validation.report import Report, Severity
from trialkg.validation.shapes import Rule


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report without the findings accepted before, and all that an output says about the run."""

    report: Report
    threshold: Severity
    rules: tuple[Rule, ...] = ()
    accepted: int = 0
    stale: tuple[Accepted, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether a result reaches the threshold."""
        return self.report.reaches(self.threshold)

    @property
    def summary(self) -> str:
        """One line for a person: what was checked and what was found."""
        counts = ", ".join(counted(number, severity.word) for severity, number in self.report.counts.items())
        known = f", {self.accepted} accepted by the baseline" if self.accepted else ""
        checked = (
            f"{counted(self.report.focus_nodes, 'focus node')} of {counted(self.report.studies, 'study')}"
        )
        return f"Checked {checked}: {counts}{known}."


def counted(number: int, noun: str) -> str:
    """A number of things, the noun in its number."""
    plural = {"study": "studies", "info": "infos"}.get(noun, f"{noun}s")
    return f"{number:,} {noun if number == 1 else plural}"
