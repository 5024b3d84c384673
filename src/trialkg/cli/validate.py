"""``trialkg validate``: RDF files or a store against the SHACL shapes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from trialkg.cli.console import streams
from trialkg.cli.options import CORES, JobsOption, StoreOption, severity_of
from trialkg.errors import SourceError, UsageError
from trialkg.store import EmbeddedStore
from trialkg.validation import (
    Location,
    Outcome,
    OutputFormat,
    Profile,
    Report,
    Severity,
    ShapesChoice,
    compare,
    read_baseline,
    render,
    rules_of,
    validate_file,
    validate_studies,
    write_baseline,
)
from trialkg.validation.outputs.text import detail, part_of, stale_lines

_STORE = Path("trialkg-store")


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE...]",
            help="RDF files: .ttl .nt .nq .trig .jsonld .rdf, plain or .gz. Without any, the store is checked.",
            show_default=False,
        ),
    ] = None,
    store: StoreOption = _STORE,
    shapes: Annotated[
        list[Path] | None,
        typer.Option("--shapes", metavar="FILE", help="SHACL shapes of your own, in Turtle; may be repeated."),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            help="core or registration (which includes core). [default: core, none with --shapes]",
        ),
    ] = None,
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, json, turtle, sarif, junit or github.")
    ] = OutputFormat.TEXT.value,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="SEVERITY", help="Exit with 1 on: violation, warning or info.")
    ] = Severity.VIOLATION.word,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Findings accepted before, as JSON.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Accept all findings of this run: write the baseline.")
    ] = False,
    jobs: JobsOption = CORES,
) -> int:
    """Check files or a store against the SHACL shapes, and say what to change and where.

    Exits with 0 if nothing is found, 1 if findings reach --fail-on, 2 if nothing could be checked.

    Example: trialkg validate study.ttl --profile registration
    """
    if update_baseline and baseline is None:
        raise UsageError("--update-baseline needs a file to write", remedy="Name it with --baseline FILE.")
    written = _member(OutputFormat, output_format, "format")
    threshold = severity_of(fail_on) or Severity.VIOLATION
    choice = _choice(profile, shapes or [])
    rules = rules_of(choice.load())
    report = _check_files(files, choice, jobs) if files else _check_store(store, choice, jobs)
    _require_checked(report, files or [store])
    if baseline is not None and update_baseline:
        write_baseline(baseline, report.results)
        streams.say(f"{baseline}: {len(report.results):,} findings accepted from now on.")
    compared = compare(report, read_baseline(baseline)) if baseline else None
    outcome = Outcome(
        report=compared.report if compared else report,
        threshold=threshold,
        rules=rules,
        accepted=compared.accepted if compared else 0,
        stale=compared.stale if compared else (),
    )
    _write(outcome, written)
    return 1 if outcome.failed else 0


def _member[T: (Profile, OutputFormat)](kind: type[T], option: str, what: str) -> T:
    try:
        return kind(option)
    except ValueError as error:
        names = ", ".join(member.value for member in kind)
        raise UsageError(f"unknown {what} '{option}'", remedy=f"Choose one of: {names}.") from error
