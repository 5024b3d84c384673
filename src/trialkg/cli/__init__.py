"""The command line: one file a command, listed here by hand. Only this room prints or exits.

Exit codes everywhere: 0 done, 1 checked and found, 2 could not.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from contextlib import suppress
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from typing import Annotated, Any, Final, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from trialkg import __version__
from trialkg.__main__ import INTERRUPTED
from trialkg.cli.console import streams
from trialkg.errors import TrialkgError

COULD_NOT = 2
"""The exit code of a command that could not do what it was asked."""

_QUIET = ("--quiet", "-q")


class _Place(NamedTuple):
    """Where a command stands, and what the help of all says of it, for which it is not loaded."""

    name: str
    about: str


_COMMANDS: Final = {
    "demo": _Place("trialkg.cli.demo:demo", "Build, validate and query the example trials."),
    "fetch": _Place("trialkg.cli.fetch:fetch", "Download records of ClinicalTrials.gov."),
    "build": _Place("trialkg.cli.build:build", "Build records into a store."),
    "map": _Place("trialkg.cli.map:map_", "Map records to RDF, without a store."),
    "query": _Place("trialkg.cli.query:query_app", "Ask the graph stored questions."),
    "sparql": _Place("trialkg.cli.sparql:sparql", "Ask a SPARQL query of a store or an endpoint."),
    "export": _Place("trialkg.cli.export:export", "Write the graph, or some of its studies, to a file."),
    "publish": _Place("trialkg.cli.publish:publish", "Write the package of a store that a portal takes."),
    "upload": _Place("trialkg.cli.upload:upload", "Copy a store into a remote one."),
    "spark": _Place("trialkg.cli.spark:spark", "Map records on many machines with Apache Spark."),
    "serve": _Place("trialkg.cli.serve:serve", "Serve a store on the web, read only."),
    "mesh": _Place("trialkg.cli.mesh:mesh_app", "Install MeSH, look it up, and link terms to it."),
    "diff": _Place("trialkg.cli.diff:diff", "Tell what changed between two states of studies."),
    "validate": _Place("trialkg.cli.validate:validate", "Check files or a store against the SHACL shapes."),
    "reason": _Place("trialkg.cli.reason:reason", "Reason over the ontology and a sample of studies."),
    "coverage": _Place("trialkg.cli.coverage:coverage", "Compare what records say with what the graph has."),
    "doctor": _Place("trialkg.cli.doctor:doctor", "Look at all that trialkg needs, and say what works."),
}
"""Every command, in the order of the help."""


class _Commands(TyperGroup):
    """The commands of the table; one is imported when it is run, and none waits for what others need."""

    def list_commands(self, ctx: object) -> list[str]:  # noqa: ARG002 - they are the same everywhere
        return list(_COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | TyperGroup | None:  # noqa: ARG002
        return _command(cmd_name) if cmd_name in _COMMANDS else None

    def format_commands(self, ctx: object, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.about) for name, place in _COMMANDS.items()])


@cache
def _command(name: str) -> TyperCommand | TyperGroup:
    found = resolve_name(_COMMANDS[name].name)
    if isinstance(found, typer.Typer):
        return get_group(found)
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.command(name)(found)
    command = get_command(alone)
    assert isinstance(command, TyperCommand)
    return command


app = typer.Typer(
    name="trialkg",
    cls=_Commands,
    help="Clinical-trial protocols as a validated, queryable knowledge graph.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(value: bool) -> None:
    if value:
        print(f"trialkg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing but data and errors; may stand anywhere.")
    ] = False,
    version: Annotated[  # noqa: ARG001 - the callback does the work
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    streams.quiet = quiet


def main() -> None:
    """Run the command line and leave with its exit code; no traceback ever reaches a person."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Data is UTF-8 whatever the locale: one that knows less than Unicode would end in an error.
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    code = 0
    try:
        code = _invoked(_quiet_first(arguments))
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):
        # Typer and rich leave by SystemExit where the reader of a pipe has gone, which has all it wanted.
        _leave_output()
    except Exception as error:
        streams.warn(f"trialkg: {_explained(error)}")
        _leave_output()
        code = COULD_NOT
    finally:
        streams.quiet = False
    if code == INTERRUPTED:
        streams.warn("Stopped.")
    return code


def _invoked(arguments: list[str]) -> int:
    try:
        result = app(arguments, prog_name="trialkg", standalone_mode=False)
    except typer.TyperException as error:
        streams.warn(_usage(error))
        return COULD_NOT
    except (typer.Abort, KeyboardInterrupt):
        return INTERRUPTED
    return result if isinstance(result, int) else 0


def _quiet_first(arguments: list[str]) -> list[str]:
    """The arguments with ``--quiet`` before the command, where it is an option, wherever it was written."""
    own = arguments[: arguments.index("--")] if "--" in arguments else arguments
    quiet = [argument for argument in own if argument in _QUIET]
    others = [argument for argument in own if argument not in _QUIET]
    return [*quiet[:1], *others, *arguments[len(own) :]]


def _explained(error: Exception) -> str:
    """What to tell a person of an error that ended the run; one that nobody foresaw names its place."""
    if isinstance(error, TrialkgError):
        return str(error)
    if isinstance(error, OSError):
        place = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        return f"{place}{error.strerror or error}. Check the place, its permissions and its free space."
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    what = f"{type(error).__name__} at {place}: {error}"
    return f"this is a fault of trialkg ({what}). Please report it with the command you ran."


def _leave_output() -> None:
    """Point standard output at nothing: what is left in its buffer must not fail again at exit."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def _usage(error: typer.TyperException) -> str:
    """What was wrong with the command line, and where its help is; the help itself where nothing is asked."""
    message = error.format_message()
    if message.startswith("Usage:"):
        return message
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "trialkg"
    stop = "" if message.endswith((".", "?")) else "."
    return f"trialkg: {message}{stop} See: {command} --help"
