"""Telling a person what a build did: every record accounted for, and where to read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from trialkg.build import Summary
from trialkg.cli.console import streams
from trialkg.registries import Rejection
from trialkg.validation import Severity, counted

_SHOWN = 5
_REASONS = 3


def say_summary(summary: Summary, *, doing: str) -> None:
    """The accounts of a build or a mapping, on standard error."""
    parts = (
        (summary.built, doing),
        (summary.replaced, "replaced"),
        (summary.unchanged, "unchanged"),
        (summary.superseded, "passed over for another record of the same study"),
        (summary.rejected, "rejected"),
    )
    accounts = ", ".join(f"{count:,} {word}" for count, word in parts if count) or "none"
    streams.say(f"{counted(summary.records, 'record')}: {accounts}.")
    if summary.resumed:
        streams.say(f"{counted(summary.resumed, 'study')} of them stood already when the build was stopped.")
    if summary.withdrawn:
        streams.say(f"{counted(summary.withdrawn, 'study')} removed that the sources do not hold.")
    if summary.findings:
        streams.say(f"{counted(summary.findings, 'value')} could not be used in full:")
    for reason, count in summary.finding_reasons.most_common(_REASONS):
        streams.say(f"  {count:,} x {reason}")


def warn_rejections(summary: Summary, log: Path | None) -> None:
    """The first rejections, and where all of them are."""
    warn_rejected(summary.rejections, summary.rejected, log)


def warn_rejected(rejections: Sequence[Rejection], total: int, log: Path | None) -> None:
    """The first of some rejections, how many more there are, and where all of them are written down."""
    for rejection in rejections[:_SHOWN]:
        streams.warn(f"  rejected {rejection}")
    more = total - min(len(rejections), _SHOWN)
    if more > 0:
        streams.warn(f"  and {more:,} more")
    if total and log is not None:
        streams.warn(f"  all of them: {log}")


def say_validation(summary: Summary) -> None:
    """How many findings of each severity the shapes gave, and the rules that gave most."""
    checks = summary.checks
    counts = ", ".join(counted(checks.count(severity), severity.word) for severity in reversed(Severity))
    streams.say(f"Validation: {counted(checks.focus_nodes, 'focus node')}, {counts}.")
    if summary.unchanged:
        streams.say("  Unchanged studies were validated when they were built: trialkg validate checks all.")
    for rule, count in Counter(checks.rules).most_common(_SHOWN):
        streams.say(f"  {count:,} x {rule}: {checks.messages[rule]}")


def exit_code(summary: Summary, fail_on: Severity | None) -> int:
    """0 done, 1 if records were rejected or findings reach the severity asked for, 2 if nothing was built."""
    if not summary.studies:
        return 2
    found = fail_on is not None and summary.checks.reaches(fail_on)
    return 1 if summary.rejected or found else 0
