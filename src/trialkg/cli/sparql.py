"""``trialkg sparql``: a query of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.answering import (
    EndpointOption,
    FormatOption,
    GraphOption,
    OutputOption,
    Place,
    TimeoutOption,
    show_answer,
)
from trialkg.cli.options import StoreOption, refuse_store_beside
from trialkg.errors import SourceError, UsageError
from trialkg.store import refuse_reaching_out


def sparql(
    context: typer.Context,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="A file with the query; - is standard input.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--execute", "-e", metavar="TEXT", help="The query itself.")
    ] = None,
    store: StoreOption = Path("trialkg-store"),
    endpoint: EndpointOption = None,
    graph: GraphOption = None,
    result_format: FormatOption = None,
    output: OutputOption = "-",
    timeout: TimeoutOption = 60.0,
) -> None:
    """Ask a SPARQL query of a store or an endpoint.

    A store is asked as it is: queries that would change it, or reach out to other servers, are refused.

    Example: trialkg sparql -e 'SELECT ?study { ?study a <https://w3id.org/trialkg/ontology#Study> }'
    """
    query = _query(file, text)
    if endpoint is None:
        refuse_reaching_out(query)
    else:
        refuse_store_beside("--endpoint", context)
    show_answer(Place(store, endpoint, graph).target(timeout), query, result_format, output, timeout)


def _query(file: str | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise UsageError("give one query", remedy="Name a file, or - for standard input, or use -e TEXT.")
    query = _read(str(file)) if text is None else text
    if not query.strip():
        raise UsageError("the query is empty", where=file or "", remedy="Write a SELECT, ASK or CONSTRUCT.")
    return query


def _read(file: str) -> str:
    where = "standard input" if file == "-" else file
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise SourceError(
            f"the query cannot be read ({error.strerror})", where=where, remedy="Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            f"the query is not UTF-8 at byte {error.start}", where=where, remedy="Save it as UTF-8."
        ) from error
