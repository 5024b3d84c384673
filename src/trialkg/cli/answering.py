"""Asking a store or an endpoint, and showing the answer: what ``query run`` and ``sparql`` share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from trialkg.cli.console import streams
from trialkg.cli.deadline import deadline
from trialkg.cli.tables import print_rows
from trialkg.errors import UsageError
from trialkg.formats import ResultFormat
from trialkg.publishing import open_output
from trialkg.queries import write_graph, write_results
from trialkg.store import Answer, EmbeddedStore, QueryTarget, RemoteStore

TABLE = "table"
TURTLE = "turtle"
_NAMES = (TABLE, *(each.option for each in ResultFormat), TURTLE)

EndpointOption = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not a store.")
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", min=0.1, metavar="SECONDS", help="The longest a query may take.")
]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=f"{', '.join(_NAMES)}; a table on a terminal, else csv."),
]
OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="PATH", help="A file; - is stdout.")]


def target_of(store: Path, endpoint: str | None, timeout: float) -> QueryTarget:
    """The endpoint where one is named, else the store."""
    return RemoteStore(endpoint, timeout) if endpoint else EmbeddedStore.open(store)


def show_answer(
    target: QueryTarget, text: str, result_format: str | None, output: str, timeout: float
) -> None:
    """Ask and write the answer, within the time; says so where there are no rows."""
    if result_format is not None and result_format not in _NAMES:
        raise UsageError(f"unknown format '{result_format}'", remedy=f"Choose one of: {', '.join(_NAMES)}.")
    with deadline(timeout):
        answer = target.query(text)
        chosen = result_format or _usual(answer, output)
        if chosen == TABLE and isinstance(answer, ox.QuerySolutions):
            if not print_rows(answer):
                streams.say("No rows.")
        else:
            _write(answer, chosen, output)


def _usual(answer: Answer, output: str) -> str:
    if isinstance(answer, ox.QueryTriples):
        return TURTLE
    return TABLE if output == "-" and sys.stdout.isatty() else ResultFormat.CSV.option


def _write(answer: Answer, chosen: str, output: str) -> None:
    with open_output(output) as out:
        if chosen == TURTLE:
            write_graph(answer, out)
        elif chosen == TABLE:
            out.write(b"true\n" if answer else b"false\n")
        else:
            write_results(answer, out, ResultFormat.from_option(chosen))
