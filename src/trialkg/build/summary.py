"""What a build did, so that every record is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from trialkg.build.work import Worked
from trialkg.registries import Rejection
from trialkg.validation import Report

_SHOWN = 10


@dataclass
class Summary:
    """The count of records by what became of them; ``records`` is the sum of the rest.

    ``rejections`` and ``findings`` are the first few of those counted; the log files have them all.
    """

    built: int = 0
    replaced: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    findings: int = 0
    triples: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    finding_reasons: Counter[str] = field(default_factory=Counter)
    reports: list[Report] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """What the shapes say of all records."""
        return Report.merged(self.reports)

    @property
    def records(self) -> int:
        """All records met."""
        return self.built + self.replaced + self.unchanged + self.superseded + self.rejected

    @property
    def studies(self) -> int:
        """The records that stand in the graph."""
        return self.built + self.replaced + self.unchanged


class Log:
    """Writes rejections and findings as they come, a JSON object a line, and counts them in a summary."""

    def __init__(self, summary: Summary, rejected: IO[bytes] | None, findings: IO[bytes] | None) -> None:
        self._summary = summary
        self._rejected = rejected
        self._findings = findings
        self._encode = msgspec.json.Encoder().encode

    def reject(self, rejection: Rejection) -> None:
        """Account for a record that could not be read."""
        self._summary.rejected += 1
        if len(self._summary.rejections) < _SHOWN:
            self._summary.rejections.append(rejection)
        if self._rejected is not None:
            self._rejected.write(self._encode(rejection) + b"\n")

    def note(self, worked: Worked) -> None:
        """Account for what could be read only in part."""
        self._summary.findings += len(worked.findings)
        for finding in worked.findings:
            self._summary.finding_reasons[finding.reason] += 1
            if self._findings is not None:
                line = {"registry_id": worked.registry_id, **msgspec.structs.asdict(finding)}
                self._findings.write(self._encode(line) + b"\n")


def removed_if_empty(paths: Iterable[Path]) -> None:
    """Remove log files that have nothing in them."""
    for path in paths:
        if path.exists() and not path.stat().st_size:
            path.unlink()
