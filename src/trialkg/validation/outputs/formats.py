"""The formats a report is written in, each with the function that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from trialkg.validation.outcome import Outcome
from trialkg.validation.outputs.github import github
from trialkg.validation.outputs.json import json_report
from trialkg.validation.outputs.junit import junit
from trialkg.validation.outputs.sarif import sarif
from trialkg.validation.outputs.text import text
from trialkg.validation.outputs.turtle import turtle


class OutputFormat(StrEnum):
    """A format of a report, by the name that ``--format`` takes."""

    TEXT = "text"
    JSON = "json"
    TURTLE = "turtle"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


_WRITERS: Final[Mapping[OutputFormat, Callable[[Outcome], str]]] = {
    OutputFormat.TEXT: text,
    OutputFormat.JSON: json_report,
    OutputFormat.TURTLE: turtle,
    OutputFormat.SARIF: sarif,
    OutputFormat.JUNIT: junit,
    OutputFormat.GITHUB: github,
}


def render(outcome: Outcome, output_format: OutputFormat) -> str:
    """The outcome in a format, ending in a line break."""
    return _WRITERS[output_format](outcome)
