"""What a build did, so that every record is accounted for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import msgspec

from trialkg.build.work import Worked
from trialkg.registries import Rejection
from trialkg.validation import Report, Severity

_SHOWN = 10


class Checks(msgspec.Struct):
    """What the shapes found, counted: so many reports would fill the memory in a large build."""

    focus_nodes: int = 0
    studies: int = 0
    severities: dict[str, int] = {}
    rules: dict[str, int] = {}
    messages: dict[str, str] = {}
    """For each rule one message, the first in the order of the alphabet."""

    def add(self, report: Report) -> None:
        """Count the results of one more report."""
        self.focus_nodes += report.focus_nodes
        self.studies += report.studies
        for result in report.results:
            word = result.severity.word
            self.severities[word] = self.severities.get(word, 0) + 1
            self.rules[result.rule] = self.rules.get(result.rule, 0) + 1
            said = self.messages.setdefault(result.rule, result.message)
            self.messages[result.rule] = min(said, result.message)

    def count(self, severity: Severity) -> int:
        """How many results are of this severity."""
        return self.severities.get(severity.word, 0)

    def reaches(self, threshold: Severity) -> bool:
        """Whether any result is at or above a severity."""
        return any(self.count(severity) for severity in Severity if severity >= threshold)


@dataclass
class Summary:
    """The count of records by what became of them; ``records`` is the sum of the rest.

    ``rejections`` are the first few of those counted; the log files have them all. ``resumed`` of the built
    were loaded before the build was stopped, ``withdrawn`` are studies that stood and stand no more.
    """

    built: int = 0
    replaced: int = 0
    unchanged: int = 0
    superseded: int = 0
    rejected: int = 0
    resumed: int = 0
    withdrawn: int = 0
    findings: int = 0
    triples: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    finding_reasons: Counter[str] = field(default_factory=Counter)
    checks: Checks = field(default_factory=Checks)

    @property
    def records(self) -> int:
        """All records met."""
        return self.built + self.replaced + self.unchanged + self.superseded + self.rejected

    @property
    def studies(self) -> int:
        """The records that stand in the graph."""
        return self.built + self.replaced + self.unchanged


class Account(msgspec.Struct, frozen=True):
    """What a build knows of the records it has loaded, for one that goes on with it."""

    findings: int = 0
    reasons: dict[str, int] = {}
    logged: int = 0
    """The bytes of the log of findings."""
    checks: Checks = msgspec.field(default_factory=Checks)


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

    def account(self) -> bytes:
        """The account so far as JSON; what it counts is on the disk."""
        logged = 0
        if self._findings is not None:
            self._findings.flush()
            logged = self._findings.tell()
        summary = self._summary
        return self._encode(Account(summary.findings, dict(summary.finding_reasons), logged, summary.checks))

    def take_up(self, account: Account) -> None:
        """Go on from the account of a build that was stopped."""
        self._summary.findings = account.findings
        self._summary.finding_reasons = Counter(account.reasons)
        self._summary.checks = account.checks
        if self._findings is not None:
            self._findings.truncate(account.logged)
            self._findings.seek(0, os.SEEK_END)


def removed_if_empty(paths: Iterable[Path]) -> None:
    """Remove log files that have nothing in them."""
    for path in paths:
        if path.exists() and not path.stat().st_size:
            path.unlink()
