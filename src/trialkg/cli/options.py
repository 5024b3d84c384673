"""Options that several commands share, each written once so that they mean the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from trialkg.errors import UsageError
from trialkg.validation import Severity

CORES = os.cpu_count() or 1
"""How many processes work together where no number is given."""

StoreOption = Annotated[
    Path, typer.Option("--store", envvar="TRIALKG_STORE", metavar="DIR", help="The folder of the store.")
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes to work with.")]
BaseOption = Annotated[
    str,
    typer.Option(
        "--base", metavar="IRI", help="What study IRIs start with, for portals that mint their own."
    ),
]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="SEVERITY", help="Exit with 1 on findings: violation, warning or info."
    ),
]


def severity_of(option: str | None) -> Severity | None:
    """The severity an option names; raises UsageError with those that exist."""
    if option is None:
        return None
    for severity in Severity:
        if severity.word == option.lower():
            return severity
    names = ", ".join(severity.word for severity in reversed(Severity))
    raise UsageError(f"unknown severity '{option}'", remedy=f"Choose one of: {names}.")
