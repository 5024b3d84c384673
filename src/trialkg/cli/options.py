"""Options that several commands share, each written once so that they mean the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.console import streams
from trialkg.errors import UsageError
from trialkg.terminology import load_terminology
from trialkg.terminology.mesh import index_of, installed_index
from trialkg.validation import Severity

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
MeshOption = Annotated[
    Path | None,
    typer.Option(
        "--mesh",
        metavar="PATH",
        help="MeSH: NLM's file or the folder of an index; else the installed index, else the shipped slice.",
    ),
]
NoValidateOption = Annotated[
    bool, typer.Option("--no-validate", help="Do not hold the studies against the core shapes.")
]
FailOnOption = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="SEVERITY", help="Exit with 1 on findings: violation, warning or info."
    ),
]


def index_chosen(option: Path | None) -> Path | None:
    """The folder of the MeSH index to use, None for the shipped slice; raises SourceError."""
    if option is None:
        return installed_index()
    if option.is_file():
        streams.say(f"Taking MeSH from {option} ...")
    return index_of(option)


def say_mesh(index: Path | None) -> None:
    """Tell which MeSH was used, and how to get all of it."""
    mesh = load_terminology(index).mesh
    if mesh.complete:
        streams.say(f"Linked with MeSH {mesh.year or '(year unknown)'}.")
    else:
        how = "for the whole of it: trialkg mesh install"
        streams.say(f"Linked with the small slice of MeSH {mesh.year} that ships with trialkg; {how}")


def refuse_store_beside(other: str, context: typer.Context) -> None:
    """Raise UsageError where the command line names a store beside another thing that is to be read."""
    source = context.get_parameter_source("store")
    if source is not None and source.name == "COMMANDLINE":
        raise UsageError(f"--store and {other} exclude each other", remedy="Name one of them.")


def threshold_of(fail_on: str | None, *, no_validate: bool) -> Severity | None:
    """The severity at which a build fails; raises UsageError where nothing would find any."""
    if fail_on is not None and no_validate:
        raise UsageError("--no-validate leaves --fail-on nothing to find", remedy="Leave out one of them.")
    return severity_of(fail_on)


def severity_of(option: str | None) -> Severity | None:
    """The severity an option names; raises UsageError with those that exist."""
    if option is None:
        return None
    for severity in Severity:
        if severity.word == option.lower():
            return severity
    names = ", ".join(severity.word for severity in reversed(Severity))
    raise UsageError(f"unknown severity '{option}'", remedy=f"Choose one of: {names}.")
