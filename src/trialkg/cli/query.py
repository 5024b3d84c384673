"""``trialkg query``: the stored queries listed, shown and run."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.answering import (
    FORMATS,
    EndpointOption,
    GraphOption,
    OutputOption,
    Place,
    TimeoutOption,
    show_answer,
    show_listing,
)
from trialkg.cli.console import streams
from trialkg.cli.family import PICTURES, QUERY, show_family
from trialkg.cli.options import StoreOption, refuse_store_beside
from trialkg.cli.tables import plain_table
from trialkg.errors import UsageError
from trialkg.queries import StoredQuery, bind, stored_queries, stored_query, usage
from trialkg.store import EmbeddedStore

_DRAWN = f"For {QUERY} also: {', '.join(PICTURES)}."
_LISTED = ("query", "parameters", "answers")

query_app = typer.Typer(
    help="Ask the graph stored questions.", no_args_is_help=True, rich_markup_mode=None, add_completion=False
)


@query_app.command("list")
def list_queries() -> None:
    """List the stored queries with their parameters.

    Example: trialkg query list
    """
    rows = [(query.name, _parameters(query), query.summary) for query in stored_queries()]
    if not sys.stdout.isatty():
        csv.writer(sys.stdout, lineterminator="\n").writerows([_LISTED, *rows])
        return
    table = plain_table(*_LISTED)
    for row in rows:
        table.add_row(*row)
    streams.out.print(table)


def _parameters(query: StoredQuery) -> str:
    return " ".join(each.name if each.required else f"[{each.name}]" for each in query.parameters)


@query_app.command("show")
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="A name that query list gives.")]) -> None:
    """Show a stored query: what it answers, how it is run, and its SPARQL.

    Example: trialkg query show studies-by-intervention
    """
    query = stored_query(name)
    streams.say(f"{query.summary}\n{query.description}\nRun it: {usage(query)}")
    streams.out.print(query.source, end="")


@query_app.command("run")
def run(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name that query list gives.")],
    parameters: Annotated[
        list[str] | None, typer.Argument(metavar="PARAM=VALUE", help="Values for its parameters.")
    ] = None,
    store: StoreOption = Path("trialkg-store"),
    endpoint: EndpointOption = None,
    graph: GraphOption = None,
    result_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"{', '.join(FORMATS)}; a table on a terminal, else csv. {_DRAWN}",
        ),
    ] = None,
    iris: Annotated[bool, typer.Option("--iris", help="Full IRIs in the cells, not short forms.")] = False,
    output: OutputOption = "-",
    timeout: TimeoutOption = 60.0,
) -> None:
    """Run a stored query over a store or an endpoint.

    Example: trialkg query run studies-by-intervention concept=FES-PET
    """
    if endpoint is not None:
        refuse_store_beside("--endpoint", context)
    place = Place(store, endpoint, graph)
    values = _values(parameters or [])
    query = stored_query(name)
    text = bind(query, values, iris=iris)
    if result_format is not None and result_format in PICTURES:
        show_family(name, values, result_format, output, place=place, timeout=timeout)
        return
    target = place.target(timeout)
    if query.by and not values and isinstance(target, EmbeddedStore):
        show_listing(target, query, result_format, output, timeout, iris=iris)
    else:
        show_answer(target, text, result_format, output, timeout)


def _values(parameters: list[str]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in map(_pair, parameters):
        if name in values:
            raise UsageError(f"{name} is given twice", remedy="Give it once; run the query for each value.")
        values[name] = value
    return values


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals:
        raise UsageError(f"'{parameter}' is no parameter", remedy="Write it as name=value.")
    return name, value
