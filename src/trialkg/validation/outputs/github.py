"""The report as workflow commands that GitHub shows as annotations.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
GitHub shows ten of each kind a step.
"""

from __future__ import annotations

from typing import Final

from trialkg.validation.outcome import Outcome
from trialkg.validation.outputs.text import detail, part_of, result_line, stale_lines
from trialkg.validation.report import Result, Severity

_COMMANDS: Final = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN: Final = 10
"""How many annotations of a kind GitHub shows for a step; the rest would be dropped without a word."""


def github(outcome: Outcome) -> str:
    """The gravest results as annotations, the others as a folded list in the log, then the summary."""
    lines: list[str] = []
    for severity, command in _COMMANDS.items():
        found = [result for result in outcome.report.results if result.severity == severity]
        lines += [_annotation(command, result) for result in found[:SHOWN]]
        lines += _folded(found[SHOWN:], severity)
    lines += [_inert(line) for line in stale_lines(outcome)]
    return "\n".join([*lines, outcome.summary]) + "\n"


def _annotation(command: str, result: Result) -> str:
    properties = {"title": result.rule}
    if result.location:
        properties = {"file": result.location.source, **properties}
        if result.location.line:
            properties["line"] = str(result.location.line)
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    about = " ".join(part for part in (result.study, part_of(result)) if part)
    return f"::{command} {written}::{_data(f'{about}: {result.message}{detail(result)}')}"


def _folded(results: list[Result], severity: Severity) -> list[str]:
    if not results:
        return []
    title = f"{len(results):,} more of severity {severity.word}, beyond the {SHOWN} that GitHub annotates"
    return [f"::group::{title}", *(_inert(result_line(result)) for result in results), "::endgroup::"]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _inert(line: str) -> str:
    """A line of the log that cannot be taken for a command, whatever text stands in it."""
    return _data(line).replace("::", ": :").replace("##[", "# #[")
