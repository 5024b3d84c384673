"""All routes of the pages, and what answers queries straight from a store."""

from __future__ import annotations

import asyncio
import io

import pyoxigraph as ox
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from trialkg.endpoint.pages.addresses import STATIC
from trialkg.endpoint.pages.asking import JSON, Answered, Queries, asking_routes
from trialkg.endpoint.pages.browsing import browsing_routes
from trialkg.endpoint.pages.context import Context
from trialkg.endpoint.pages.definition_routes import definition_routes
from trialkg.endpoint.pages.making import Made, PageSource, StudyPages, Wanted
from trialkg.endpoint.pages.rendering import STATIC_FOLDER
from trialkg.endpoint.pages.study_routes import study_routes
from trialkg.store import Answer, QueryTarget, refuse_reaching_out


def page_routes(context: Context, queries: Queries, studies: PageSource | None = None) -> list[BaseRoute]:
    """The routes of all pages; ``queries`` answers what people ask on the query page.

    ``studies`` makes the pages of studies; without it they are made within this process.
    """
    return [
        *browsing_routes(context),
        *study_routes(context, studies or DirectPages(context)),
        *asking_routes(context, queries),
        *definition_routes(context),
        Mount(STATIC, _StaticFiles(directory=STATIC_FOLDER), name="static"),
    ]


class _StaticFiles(StaticFiles):
    """Files whose address says what they hold, so that a browser may keep them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


class DirectQueries:
    """Answers queries from a target within this process: without a deadline, so for one's own use only."""

    def __init__(self, target: QueryTarget) -> None:
        self._target = target

    async def answer(self, text: str, client: str) -> Answered:  # noqa: ARG002 - nobody is counted here
        """The answer of a query that reaches nowhere else; raises QueryError."""
        return await asyncio.to_thread(self._answered, text)

    def _answered(self, text: str) -> Answered:
        # No variable for the answer here: errors that the parser keeps hold this frame, and an answer of
        # Oxigraph has to go in the thread it came in.
        refuse_reaching_out(text)
        return _written(self._target.query(text))


class DirectPages:
    """Makes the pages of studies within this process."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def page(self, wanted: Wanted, client: str, *, zipped: bool) -> Made | None:  # noqa: ARG002 - of the protocol
        """The page of a study, never compressed here; None for an unknown one."""
        snapshot = self._context.snapshot
        pages = StudyPages(snapshot.store, snapshot.vocabulary, self._context.renderer)
        body = await asyncio.to_thread(pages.page, wanted)
        return None if body is None else Made(body)


def _written(answer: Answer) -> Answered:
    out = io.BytesIO()
    if isinstance(answer, ox.QueryTriples):
        answer.serialize(out, ox.RdfFormat.N_TRIPLES)
        return Answered("application/n-triples", out.getvalue())
    answer.serialize(out, ox.QueryResultsFormat.JSON)
    return Answered(JSON, out.getvalue())
