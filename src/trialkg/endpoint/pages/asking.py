"""The query page: stored queries as forms and SPARQL of one's own, answered as a table, without scripts."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple, Protocol
from urllib.parse import urlencode

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trialkg.endpoint.pages.addresses import local_path
from trialkg.endpoint.pages.context import Context
from trialkg.endpoint.pages.offers import PATH as OFFERS
from trialkg.endpoint.pages.offers import offers
from trialkg.endpoint.pages.rendering import tagged
from trialkg.errors import QueryError, UsageError
from trialkg.queries import StoredQuery, bind, stored_queries
from trialkg.vocabulary.namespaces import CONCEPT, MESH, TKG

SHOWN: Final = 500
"""So many rows of an answer are shown; the downloads have all."""

JSON: Final = "application/sparql-results+json"
_LONGEST: Final = 20_000
_FORMATS: Final = (("csv", "CSV"), ("tsv", "TSV"), ("json", "JSON"), ("xml", "XML"))
_STARTER: Final = "studies"
"""The stored query that stands in the field for SPARQL of one's own until something else does."""


class Answered(NamedTuple):
    """An answer as bytes: rows or a truth as SPARQL JSON, a graph in a form of its own."""

    media_type: str
    body: bytes
    cut: bool = False


class Queries(Protocol):
    """What answers the queries that people write, within its limits."""

    async def answer(self, text: str, client: str) -> Answered:
        """The answer; raises QueryError for a query that cannot be answered, which says why."""
        ...


class _Term(msgspec.Struct, frozen=True):
    type: str
    value: str


class _Bindings(msgspec.Struct, frozen=True):
    bindings: list[dict[str, _Term]] = []


class _Head(msgspec.Struct, frozen=True):
    vars: list[str] = []


class _Results(msgspec.Struct, frozen=True):
    head: _Head = _Head()
    results: _Bindings = _Bindings()
    boolean: bool | None = None


class Cell(msgspec.Struct, frozen=True):
    """A value of an answer and, where it has one, the address it leads to."""

    text: str
    address: str


class Table(msgspec.Struct, frozen=True):
    """An answer as a table, or as a text where it is a graph or a truth."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    text: str
    cut: bool


def asking_routes(context: Context, queries: Queries) -> list[Route]:
    """The routes of the query pages."""
    pages = _Asking(context, queries)
    return [
        Route("/query", pages.own),
        Route(OFFERS, pages.offered),
        Route("/query/{name}", pages.stored),
    ]


@cache
def _stored() -> dict[str, StoredQuery]:
    return {query.name: query for query in stored_queries()}


class _Asking:
    def __init__(self, context: Context, queries: Queries) -> None:
        self._context = context
        self._queries = queries
        self._offers = ("", b"")
        """What the editor is offered, with the generation it is of."""

    async def own(self, request: Request) -> Response:
        """The stored queries as a list, and a field for SPARQL of one's own."""
        text = request.query_params.get("query", "")
        table, problem = await self._asked(request, text) if text.strip() else (None, "")
        return await self._page(
            request,
            "query.html",
            400 if problem else 200,
            queries=_by_tag(),
            text=text or _stored()[_STARTER].text,
            table=table,
            problem=problem,
            downloads=_downloads("/sparql", {"query": text}) if table else [],
        )

    async def stored(self, request: Request) -> Response:
        """One stored query: a form for its parameters and, once they are given, its answer."""
        query = _stored().get(request.path_params["name"])
        if query is None:
            what = f"There is no stored query {request.path_params['name']}."
            return await run_in_threadpool(self._context.not_found, request, what)
        given = {each.name: request.query_params.get(each.name, "").strip() for each in query.parameters}
        values = {name: value for name, value in given.items() if value}
        text, problem, table = "", "", None
        if "run" in request.query_params:
            try:
                text = await run_in_threadpool(bind, query, values)
            except UsageError as error:
                problem = str(error)
            else:
                table, problem = await self._asked(request, text)
        return await self._page(
            request,
            "stored_query.html",
            400 if problem else 200,
            query=query,
            given=given,
            text=text or query.text,
            table=table,
            problem=problem,
            downloads=_downloads(f"/api/queries/{query.name}", values) if table else [],
        )

    def offered(self, request: Request) -> Response:
        """What the editor knows of the graph."""
        snapshot = self._context.snapshot
        generation, body = self._offers
        if generation != snapshot.generation:
            body = offers(snapshot)
            self._offers = (snapshot.generation, body)
        return tagged(request, body, "application/json")

    async def _page(self, request: Request, template: str, status: int, **values: object) -> Response:
        render = self._context.page
        return await run_in_threadpool(render, request, template, status, terms=OFFERS, **values)

    async def _asked(self, request: Request, text: str) -> tuple[Table | None, str]:
        """The answer as a table, or what is wrong."""
        if len(text) > _LONGEST:
            return None, f"The query is longer than {_LONGEST:,} characters: send it to /sparql by POST."
        client = request.client.host if request.client else ""
        try:
            answered = await self._queries.answer(text, client)
        except QueryError as error:
            return None, str(error)
        return await run_in_threadpool(table_of, answered, self._context.snapshot.site.base), ""


def table_of(answered: Answered, base: str) -> Table:
    """An answer as a table, its first rows; a graph as the text it came as."""
    if not answered.media_type.startswith(JSON):
        text = answered.body.decode("utf-8", "replace")
        lines = text.splitlines(keepends=True)
        return Table((), (), len(lines), "".join(lines[:SHOWN]), answered.cut)
    results = msgspec.json.decode(answered.body, type=_Results)
    if results.boolean is not None:
        return Table((), (), 0, "yes" if results.boolean else "no", cut=False)
    names = results.head.vars
    found = results.results.bindings
    rows = tuple(tuple(_cell(name, row.get(name), base) for name in names) for row in found[:SHOWN])
    return Table(tuple(names), rows, len(found), "", answered.cut)


def _cell(name: str, term: _Term | None, base: str) -> Cell:
    if term is None:
        return Cell("", "")
    if term.type == "uri":
        return Cell(_short(term.value, base), local_path(term.value, base))
    if name == "nct" and term.value:
        return Cell(term.value, local_path(base + term.value, base))
    return Cell(term.value, "")


def _short(iri: str, base: str) -> str:
    """An IRI as people read it: with a prefix where it has one."""
    for prefix, namespace in (("", base), ("concept:", CONCEPT), ("mesh:", MESH), ("tkg:", TKG)):
        if iri.startswith(namespace):
            return prefix + iri[len(namespace) :]
    return iri


def _by_tag() -> list[tuple[str, list[StoredQuery]]]:
    """The stored queries by their first tag."""
    groups: dict[str, list[StoredQuery]] = {}
    for query in _stored().values():
        groups.setdefault(query.tags[0], []).append(query)
    return sorted(groups.items())


def _downloads(path: str, values: dict[str, str]) -> list[tuple[str, str]]:
    return [(f"{path}?{urlencode({**values, 'format': option})}", name) for option, name in _FORMATS]
