"""Asking a store or an endpoint, and showing the answer: what ``query run`` and ``sparql`` share."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Annotated, BinaryIO, cast

import pyoxigraph as ox
import typer
from rich.table import Table

from trialkg.cli.console import streams
from trialkg.cli.deadline import deadline
from trialkg.cli.tables import rows_table
from trialkg.errors import QueryError, UsageError
from trialkg.formats import ResultFormat
from trialkg.publishing import STANDARD_OUTPUT, check_output, open_output
from trialkg.queries import StoredQuery, bind, write_graph, write_listing, write_results
from trialkg.store import Answer, EmbeddedStore, QueryTarget, RemoteStore

TABLE = "table"
TURTLE = "turtle"
FORMATS = (TABLE, *(each.option for each in ResultFormat), TURTLE)
_IN_MEMORY = 32 << 20
_DAY = 86_400.0

EndpointOption = Annotated[
    str | None, typer.Option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not a store.")
]
GraphOption = Annotated[
    str | None,
    typer.Option("--graph", metavar="IRI", help="The endpoint's graph to ask; else its default graph."),
]
TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", min=0.1, max=_DAY, metavar="SECONDS", help="The longest a query may take."),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMAT", help=f"{', '.join(FORMATS)}; a table on a terminal, else csv."
    ),
]
OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="PATH", help="A file; - is stdout.")]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a question goes: to the endpoint where one is named, or a graph of it; else to the store."""

    store: Path
    endpoint: str | None = None
    graph: str | None = None

    def __post_init__(self) -> None:
        if self.graph is not None and self.endpoint is None:
            raise UsageError("--graph is of an endpoint", remedy="Name it with --endpoint URL.")

    def target(self, timeout: float) -> QueryTarget:
        """What answers there, given so many seconds for each query."""
        if self.endpoint is None:
            return EmbeddedStore.open(self.store)
        return RemoteStore(self.endpoint, timeout, self.graph)


def show_answer(
    target: QueryTarget, text: str, result_format: str | None, output: str, timeout: float
) -> None:
    """Ask, and then write the answer; says so where there are no rows.

    The time counts until the answer is complete: whoever reads it may take theirs.
    """
    _require_known(result_format, output)
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        with deadline(timeout):
            table = _answered(target, text, result_format, _usual(output), cast(BinaryIO, spool))
        if table is None:
            _hand_on(cast(BinaryIO, spool), output)
            return
    streams.out.print(table)
    if not table.row_count:
        streams.say("No rows.")


def show_listing(
    store: EmbeddedStore,
    query: StoredQuery,
    result_format: str | None,
    output: str,
    timeout: float,
    *,
    iris: bool,
) -> None:
    """The same for a stored query that lists all studies: for a file or pipe it is asked in parts."""
    chosen = result_format or _usual(output)
    if chosen in (TABLE, TURTLE) or chosen not in FORMATS:
        show_answer(store, bind(query, {}, iris=iris), result_format, output, timeout)
        return
    check_output(output)
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spooled:
        spool = cast(BinaryIO, spooled)
        with deadline(timeout), _readable_errors():
            write_listing(store, query, spool, ResultFormat.from_option(chosen), iris=iris)
        _hand_on(spool, output)


def _hand_on(spool: BinaryIO, output: str) -> None:
    spool.seek(0)
    with open_output(output) as out:
        shutil.copyfileobj(spool, out)


def _require_known(result_format: str | None, output: str) -> None:
    if result_format is not None and result_format not in FORMATS:
        raise UsageError(f"unknown format '{result_format}'", remedy=f"Choose one of: {', '.join(FORMATS)}.")
    if result_format == TABLE and output != STANDARD_OUTPUT:
        raise UsageError("a table is for reading, not for a file", where=output, remedy="Use --format csv.")
    check_output(output)


def _usual(output: str) -> str:
    return TABLE if output == STANDARD_OUTPUT and sys.stdout.isatty() else ResultFormat.CSV.option


def _answered(target: QueryTarget, text: str, asked: str | None, usual: str, spool: BinaryIO) -> Table | None:
    """The rows as a table where that is wanted; otherwise the answer is written to the spool."""
    with _readable_errors():
        answer = target.query(text)
        chosen = asked or (TURTLE if isinstance(answer, ox.QueryTriples) else usual)
        if chosen == TABLE and isinstance(answer, ox.QuerySolutions):
            return rows_table(answer)
        _write(answer, chosen, spool)
    return None


@contextmanager
def _readable_errors() -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError) as error:
        remedy = "Ask for less, or free some space; if the store is damaged, build it again."
        raise QueryError(f"the query could not be answered ({error})", remedy=remedy) from error


def _write(answer: Answer, chosen: str, out: BinaryIO) -> None:
    if chosen == TABLE and isinstance(answer, ox.QueryTriples):
        raise UsageError("the answer is a graph, not rows", remedy="Use --format turtle.")
    if chosen == TURTLE:
        write_graph(answer, out)
    elif chosen == TABLE:
        out.write(b"true\n" if answer else b"false\n")
    else:
        write_results(answer, out, ResultFormat.from_option(chosen))
