"""The report as lines that a person reads and a terminal links: place, severity, rule, study, message."""

from __future__ import annotations

from trialkg.formats import printable
from trialkg.validation.outcome import Outcome
from trialkg.validation.report import Result


def text(outcome: Outcome) -> str:
    """A line a result, then what is stale in the baseline, then the summary."""
    lines = [result_line(result) for result in outcome.report.results]
    lines = [printable(line, on_one_line=True) for line in (*lines, *stale_lines(outcome))]
    return "\n".join([*lines, outcome.summary]) + "\n"


def result_line(result: Result) -> str:
    """One result on one line."""
    place = f"{result.location}: " if result.location else ""
    about = " ".join(part for part in (result.study, part_of(result)) if part)
    return f"{place}{result.severity.word} {result.rule} {about}: {result.message}{detail(result)}"


def part_of(result: Result) -> str:
    """The focus node within its study: its fragment; the whole IRI where the study is not known."""
    document, _, fragment = result.focus.partition("#")
    if not result.study:
        return result.focus
    return f"#{fragment}" if fragment and document else ""


def detail(result: Result) -> str:
    """The path and value objected to, in brackets; nothing where the result has neither."""
    found = " ".join(part for part in (result.path, result.value) if part)
    return f" [{found}]" if found else ""


def stale_lines(outcome: Outcome) -> list[str]:
    """What the baseline accepts but nobody finds any more."""
    return [
        f"stale in the baseline: {entry.rule} {entry.focus} {entry.path} {entry.value}".rstrip()
        for entry in outcome.stale
    ]
