"""Whether the server works (``/health``), and what it does (``/metrics``)."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from trialkg import __version__
from trialkg.endpoint.answering import Answering
from trialkg.endpoint.jobs import Outcome
from trialkg.endpoint.metrics import MEDIA_TYPE, Metrics
from trialkg.endpoint.pool import Pool

_SELF = "trialkg health"
"""Whom the check asks for, so that no client's limit touches it."""


def health_routes(answering: Answering, pool: Pool, metrics: Metrics) -> list[Route]:
    """The routes for those who watch over the server."""

    async def health(_: Request) -> Response:
        reply = await answering.ask("ASK {}", _SELF)
        manifest = answering.standing.manifest
        good = reply.head.outcome is Outcome.ANSWERED
        about = {
            "status": "ok" if good else reply.head.message,
            "version": __version__,
            "generation": manifest.generation,
            "studies": manifest.studies,
            "triples": manifest.triples,
        }
        return JSONResponse(about, 200 if good else 503, {"Cache-Control": "no-store"})

    async def figures(_: Request) -> Response:
        admission, manifest = pool.admission, answering.standing.manifest
        text = metrics.text(
            {
                "trialkg_requests_in_hand": ("Requests that wait or run.", admission.in_hand),
                "trialkg_queries_running": ("Queries that run.", pool.running),
                "trialkg_queries_long": ("Queries that have become long.", admission.long),
                "trialkg_processes_ready": ("Query processes that stand ready.", pool.ready),
                "trialkg_store_studies": ("Studies in the store.", manifest.studies),
                "trialkg_store_triples": ("Triples in the store.", manifest.triples),
            }
        )
        return PlainTextResponse(text, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})

    return [Route("/health", health), Route("/metrics", figures)]
