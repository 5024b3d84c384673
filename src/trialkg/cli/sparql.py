"""``trialkg sparql``: a query of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.answering import (
    EndpointOption,
    FormatOption,
    OutputOption,
    TimeoutOption,
    show_answer,
    target_of,
)
from trialkg.cli.options import StoreOption
from trialkg.errors import SourceError, UsageError
from trialkg.store import refuse_reaching_out


def sparql(
    file: Annotated[
        str | None, typer.Argument(metavar="[FILE]", help="A file with the query; - is standard input.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--execute", "-e", metavar="TEXT", help="The query itself.")
    ] = None,
    store: StoreOption = Path("trialkg-store"),
    endpoint: EndpointOption = None,
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
    show_answer(target_of(store, endpoint, timeout), query, result_format, output, timeout)


def _query(file: str | None, text: str | None) -> str:
    if (file is None) == (text is None):
        raise UsageError("give one query", remedy="Name a file, or - for standard input, or use -e TEXT.")
    if text is not None:
        return text
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(str(file)).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise SourceError(
            f"the query cannot be read ({reason})", where=str(file), remedy="Check the path."
        ) from error
