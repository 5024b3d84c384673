"""The report as SARIF 2.1.0, which code hosts show beside lines (https://docs.oasis-open.org/sarif/sarif/v2.1.0/)."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

import msgspec

from trialkg import __version__
from trialkg.validation.outcome import Outcome
from trialkg.validation.outputs.text import detail
from trialkg.validation.report import Result, Severity
from trialkg.validation.shapes import Rule

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
MOST_RESULTS: Final = 25_000
"""GitHub refuses a run with more results than these."""


def sarif(outcome: Outcome) -> str:
    """The outcome as one run of one tool."""
    results = outcome.report.results
    ids = [rule.id for rule in outcome.rules]
    extra = sorted({result.rule for result in results} - set(ids))
    index = {identifier: number for number, identifier in enumerate([*ids, *extra])}
    run = {
        "tool": {"driver": _driver(outcome.rules, extra)},
        "invocations": [_invocation(len(results), outcome.summary)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(result, index) for result in results[:MOST_RESULTS]],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def _driver(rules: tuple[Rule, ...], extra: list[str]) -> dict[str, Any]:
    return {
        "name": "trialkg",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules] + [{"id": identifier} for identifier in extra],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.name or rule.id},
        "fullDescription": {"text": rule.message or rule.name or rule.id},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"shape": rule.shape},
    }


def _invocation(found: int, summary: str) -> dict[str, Any]:
    notes = [summary]
    if found > MOST_RESULTS:
        notes.append(f"Cut after {MOST_RESULTS:,} of {found:,} results: hosts refuse more in one run.")
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "note", "message": {"text": note}} for note in notes],
    }


def _result(result: Result, index: dict[str, int]) -> dict[str, Any]:
    key = "\n".join((result.rule, result.focus, result.path, result.value))
    return {
        "ruleId": result.rule,
        "ruleIndex": index[result.rule],
        "level": _LEVELS[result.severity],
        "message": {"text": f"{result.message}{detail(result)}"},
        "locations": [_location(result)],
        "partialFingerprints": {"finding/v1": hashlib.sha256(key.encode()).hexdigest()},
    }


def _location(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = {"logicalLocations": [{"fullyQualifiedName": result.focus}]}
    if result.location:
        place: dict[str, Any] = {
            "artifactLocation": {"uri": quote(PurePath(result.location.source).as_posix())}
        }
        if result.location.line:
            place["region"] = {"startLine": result.location.line}
        found["physicalLocation"] = place
    return found
