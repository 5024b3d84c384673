"""The command line: one file a command, listed here by hand. Only this room prints or exits.

Exit codes everywhere: 0 done, 1 checked and found, 2 could not.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from trialkg import __version__
from trialkg.cli.build import build
from trialkg.cli.console import streams
from trialkg.cli.coverage import coverage
from trialkg.cli.demo import demo
from trialkg.cli.doctor import doctor
from trialkg.cli.export import export
from trialkg.cli.map import map_
from trialkg.cli.query import query_app
from trialkg.cli.reason import reason
from trialkg.cli.sparql import sparql
from trialkg.cli.validate import validate
from trialkg.errors import TrialkgError

COULD_NOT = 2
"""The exit code of a command that could not do what it was asked."""

app = typer.Typer(
    name="trialkg",
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
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but data and errors.")] = False,
    version: Annotated[  # noqa: ARG001 - the callback does the work
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    streams.quiet = quiet


app.command("demo")(demo)
app.command("build")(build)
app.command("map")(map_)
app.add_typer(query_app, name="query")
app.command("sparql")(sparql)
app.command("export")(export)
app.command("validate")(validate)
app.command("reason")(reason)
app.command("coverage")(coverage)
app.command("doctor")(doctor)


def main() -> None:
    """Run the command line and leave with its exit code; no traceback ever reaches a person."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        result = app(arguments, prog_name="trialkg", standalone_mode=False)
    except typer.TyperException as error:
        streams.warn(_usage(error))
        return COULD_NOT
    except (typer.Abort, KeyboardInterrupt):
        streams.warn("Stopped.")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except TrialkgError as error:
        streams.warn(f"trialkg: {error}")
        return COULD_NOT
    return result if isinstance(result, int) else 0


def _usage(error: typer.TyperException) -> str:
    """What was wrong with the command line, and where its help is; the help itself where nothing is asked."""
    message = error.format_message()
    if message.startswith("Usage:"):
        return message
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "trialkg"
    stop = "" if message.endswith((".", "?")) else "."
    return f"trialkg: {message}{stop} See: {command} --help"
