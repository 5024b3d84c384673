"""``trialkg validate``: RDF files or a store against the SHACL shapes."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from trialkg.cli.console import streams
from trialkg.cli.options import JobsOption, StoreOption, refuse_store_beside, severity_of
from trialkg.cli.tables import plain_table
from trialkg.errors import SourceError, UsageError, member_of
from trialkg.formats import printable
from trialkg.store import EmbeddedStore, read_manifest
from trialkg.validation import (
    Engine,
    Location,
    Outcome,
    OutputFormat,
    Profile,
    Report,
    Severity,
    Shapes,
    ShapesChoice,
    compare,
    counted,
    left_to_reference,
    read_baseline,
    read_rdf,
    render,
    rules_of,
    validate_families,
    validate_file,
    validate_store,
    write_baseline,
)
from trialkg.validation.outputs.text import detail, part_of, stale_lines
from trialkg.workers import CORES

_STORE = Path("trialkg-store")
_PUBLISH = "Write one: trialkg publish -o package, then name its package/catalog.ttl."
_STYLES = {Severity.VIOLATION: "red", Severity.WARNING: "yellow", Severity.INFO: "none"}


_FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE",
        help="RDF files: .ttl .nt .nq .trig .jsonld .rdf, plain or .gz. Without any: the store.",
        show_default=False,
    ),
]
_ShapesOption = Annotated[
    list[Path] | None,
    typer.Option("--shapes", metavar="FILE", help="SHACL shapes of your own, in Turtle; may be repeated."),
]
_ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="core, registration (which includes core), or portal, for the description of a dataset."
        " [default: core, none with --shapes]",
    ),
]
_OutputFormatOption = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="text, json, turtle, sarif, junit or github.")
]
_FailOnOption = Annotated[
    str, typer.Option("--fail-on", metavar="SEVERITY", help="Exit with 1 on: violation, warning or info.")
]
_BaselineOption = Annotated[
    Path | None, typer.Option("--baseline", metavar="FILE", help="Findings accepted before, as JSON.")
]
_UpdateBaselineOption = Annotated[
    bool, typer.Option("--update-baseline", help="Accept all findings of this run: write the baseline.")
]
_EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        help="pyshacl, compiled (many times faster) or auto: pyshacl for files, compiled for a store.",
    ),
]


def validate(
    context: typer.Context,
    files: _FilesArgument = None,
    store: StoreOption = _STORE,
    shapes: _ShapesOption = None,
    profile: _ProfileOption = None,
    output_format: _OutputFormatOption = OutputFormat.TEXT.value,
    fail_on: _FailOnOption = Severity.VIOLATION.word,
    baseline: _BaselineOption = None,
    update_baseline: _UpdateBaselineOption = False,
    engine: _EngineOption = Engine.AUTO.value,
    jobs: JobsOption = CORES,
) -> int:
    """Check files or a store against the SHACL shapes, and say what to change and where.

    Exits with 0 if nothing is found, 1 if findings reach --fail-on, 2 if nothing could be checked.

    Example: trialkg validate study.ttl --profile registration
    """
    if files:
        refuse_store_beside("files", context)
        _refuse_what_is_no_file(files)
    if update_baseline and baseline is None:
        raise UsageError("--update-baseline needs a file to write", remedy="Name it with --baseline FILE.")
    written = member_of(OutputFormat, output_format)
    threshold = severity_of(fail_on) or Severity.VIOLATION
    choice = _choice(profile, shapes or [])
    if choice.profile == Profile.PORTAL and not files:
        raise UsageError("a store has no description of itself that portals ask for", remedy=_PUBLISH)
    loaded = choice.load()
    used = Engine.from_option(engine).resolved(Engine.PYSHACL if files else Engine.COMPILED)
    if used is Engine.COMPILED:
        _say_what_is_left(choice)
    report = (
        _check_files(files, choice, used, jobs) if files else _check_store(store, choice, loaded, used, jobs)
    )
    _require_checked(report, files or [store])
    if baseline is not None and update_baseline:
        write_baseline(baseline, report.results)
        streams.say(f"{baseline}: {counted(len(report.results), 'finding')} accepted from now on.")
    outcome = _outcome(report, baseline, threshold, loaded)
    with suppress(BrokenPipeError):  # The verdict stands though nobody reads it to its end.
        _write(outcome, written)
    return 1 if outcome.failed else 0


def _outcome(report: Report, baseline: Path | None, threshold: Severity, shapes: Shapes) -> Outcome:
    if baseline is None:
        return Outcome(report=report, threshold=threshold, rules=rules_of(shapes), accepted=0, stale=())
    compared = compare(report, read_baseline(baseline))
    return Outcome(
        report=compared.report,
        threshold=threshold,
        rules=rules_of(shapes),
        accepted=compared.accepted,
        stale=compared.stale,
    )


def _refuse_what_is_no_file(files: Sequence[Path]) -> None:
    for path in files:
        if str(path) == "-":
            remedy = "Write it to a file whose name tells its format."
            raise UsageError("standard input does not tell its format", remedy=remedy)
        if path.is_dir() and read_manifest(path) is not None:
            remedy = f"Name it as one: trialkg validate --store {shlex.quote(str(path))}"
            raise UsageError("this is a store", where=str(path), remedy=remedy)


def _choice(profile: str | None, shapes: Sequence[Path]) -> ShapesChoice:
    """A profile asked for stands beside shapes of the user's own; without one they stand alone."""
    if profile is not None:
        return ShapesChoice(Profile.from_option(profile), tuple(shapes))
    return ShapesChoice(None, tuple(shapes)) if shapes else ShapesChoice()


def _say_what_is_left(choice: ShapesChoice) -> None:
    for left in left_to_reference(choice):
        streams.say(f"{left.shape}: checked by pySHACL, since {left.reason}.")


def _check_files(files: Sequence[Path], choice: ShapesChoice, engine: Engine, jobs: int) -> Report:
    reports = []
    with streams.progress("Validating", total=len(files)) as bar:
        for path in files:
            report = validate_file(read_rdf(path), choice, engine=engine, jobs=jobs)
            if not report.focus_nodes:
                streams.say(f"{path}: nothing to check: no node in it is a target of the shapes.")
            reports.append(report)
            bar.advance(bar.task_ids[0])
    return Report.merged(reports)


def _check_store(folder: Path, choice: ShapesChoice, shapes: Shapes, engine: Engine, jobs: int) -> Report:
    store = EmbeddedStore.open(folder)
    with streams.progress("Validating", total=store.manifest.studies) as bar:
        report = validate_store(
            store, choice, engine=engine, jobs=jobs, advance=lambda done: bar.advance(bar.task_ids[0], done)
        )
    report = Report.merged((report, validate_families(store, shapes)))
    place = Location(str(folder))
    return replace(report, results=tuple(replace(result, location=place) for result in report.results))


def _require_checked(report: Report, places: Sequence[Path]) -> None:
    if not report.focus_nodes:
        raise SourceError(
            "nothing was checked: no node is a target of the shapes",
            where=", ".join(map(str, places)),
            remedy="Check that the input holds studies typed tkg:Study, and that the shapes fit it.",
        )


def _write(outcome: Outcome, output_format: OutputFormat) -> None:
    out = streams.out
    if output_format is OutputFormat.TEXT and out.is_terminal:
        _write_table(outcome)
    else:
        out.file.write(render(outcome, output_format))
        out.file.flush()
    if output_format not in (OutputFormat.TEXT, OutputFormat.GITHUB):
        for line in (*stale_lines(outcome), outcome.summary):
            streams.say(line)


def _write_table(outcome: Outcome) -> None:
    table = plain_table("severity", "rule", "study", "where", "message")
    for result in outcome.report.results:
        where = " ".join(part for part in (str(result.location or ""), part_of(result)) if part)
        cells = (result.severity.word, result.rule, result.study, where, f"{result.message}{detail(result)}")
        table.add_row(*(Text(printable(cell)) for cell in cells), style=_STYLES[result.severity])
    console = Console(file=sys.stdout, highlight=False)
    if outcome.report.results:
        console.print(table)
    for line in (*stale_lines(outcome), outcome.summary):
        console.print(Text(line))
