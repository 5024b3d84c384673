"""The report as JSON; ``docs/validation.md`` describes its members, ``version`` counts their changes."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from trialkg import __version__
from trialkg.validation.outcome import Outcome
from trialkg.validation.report import Result

_VERSION: Final = 1


def json_report(outcome: Outcome) -> str:
    """The whole outcome as one JSON object."""
    report = outcome.report
    document = {
        "version": _VERSION,
        "tool": {"name": "trialkg", "version": __version__},
        "conforms": not outcome.failed,
        "threshold": outcome.threshold.word,
        "focusNodes": report.focus_nodes,
        "studies": report.studies,
        "counts": {severity.word: number for severity, number in report.counts.items()},
        "accepted": outcome.accepted,
        "stale": [msgspec.to_builtins(entry) for entry in outcome.stale],
        "results": [_result(result) for result in report.results],
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def _result(result: Result) -> dict[str, Any]:
    """A result; what it does not have is null."""
    location = result.location
    return {
        "severity": result.severity.word,
        "rule": result.rule,
        "message": result.message,
        "focus": result.focus,
        "study": result.study or None,
        "path": result.path or None,
        "value": result.value or None,
        "shape": result.shape or None,
        "component": result.component,
        "location": {"source": location.source, "line": location.line or None} if location else None,
    }
