"""The web application: endpoint, stored queries and watch around one pool of processes, and the pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from trialkg.endpoint.answering import Answering
from trialkg.endpoint.health import health_routes
from trialkg.endpoint.metrics import Metrics
from trialkg.endpoint.negotiation import HTML
from trialkg.endpoint.page_queries import PoolPages, PoolQueries
from trialkg.endpoint.pages import Context, page_routes
from trialkg.endpoint.pool import Pool
from trialkg.endpoint.protection import MIDDLEWARE
from trialkg.endpoint.protocol import protocol_routes
from trialkg.endpoint.settings import Settings
from trialkg.endpoint.standing import Standing
from trialkg.endpoint.stored import stored_routes
from trialkg.endpoint.studies import study_routes
from trialkg.terminology import load_terminology


def create_app(settings: Settings) -> Starlette:
    """The application that serves a store; raises StoreError where there is none.

    Its query processes start with it and end with it.
    """
    standing, metrics = Standing(settings), Metrics()
    pool = Pool(settings, standing)
    answering = Answering(settings, pool, standing, metrics)
    pages = Context(settings.store, settings.iri_status)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        # What the names of concepts are read with takes a while to load: not while somebody waits.
        await asyncio.to_thread(load_terminology)
        try:
            await pool.open()
            yield
        finally:
            pages.close()
            await pool.close()

    routes = [
        *protocol_routes(answering),
        *stored_routes(answering),
        *study_routes(answering),
        *health_routes(answering, pool, metrics),
        *page_routes(pages, PoolQueries(answering), PoolPages(answering)),
    ]

    async def told(request: Request, error: Exception) -> Response:
        return _told(request, error, pages)

    handlers = {HTTPException: told, Exception: _failed}
    return Starlette(
        routes=routes, middleware=list(MIDDLEWARE), exception_handlers=handlers, lifespan=lifespan
    )


def _told(request: Request, error: Exception, pages: Context) -> Response:
    """What is wrong, in words; to a person who looks for what is not here, with a search."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.NOT_FOUND and HTML in request.headers.get("accept", ""):
        return pages.not_found(request)
    headers = {"Cache-Control": "no-store", **(error.headers or {})}
    return PlainTextResponse(f"{error.detail}\n", error.status_code, headers)


async def _failed(_: Request, _error: Exception) -> Response:
    return PlainTextResponse("this is a fault of the server, which has noted it.\n", 500)
