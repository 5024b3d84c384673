"""The SPARQL endpoint: ``/sparql``, read only."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from trialkg.endpoint.answering import Answering
from trialkg.endpoint.description import service_description
from trialkg.endpoint.negotiation import GRAPH_TYPES, HTML, named, preferred
from trialkg.endpoint.requests import read_question
from trialkg.errors import UsageError
from trialkg.formats import RdfFormat

PATH: Final = "/sparql"
_METHODS: Final = ("GET", "HEAD", "POST", "OPTIONS")
_ALLOW: Final = {"Allow": ", ".join(_METHODS)}
_VARY: Final = {"Vary": "Accept"}
_PAGE: Final = "/query"
"""Where people ask."""


def protocol_routes(answering: Answering) -> list[Route]:
    """The routes of the SPARQL Protocol."""

    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_ALLOW)
        question = await read_question(request, answering.settings)
        if question.text is None:
            return _described(request, answering, question.format)
        return await answering.response(request, question.text, question.dataset, question.format)

    return [Route(path, sparql, methods=list(_METHODS)) for path in (PATH, f"{PATH}/")]


def _described(request: Request, answering: Answering, asked: str | None) -> Response:
    """The service description in the format that is asked for; browsers are led to the page for queries."""
    chosen = _format(request, asked)
    if chosen == HTML:
        return RedirectResponse(_PAGE, status_code=303, headers=_VARY)
    if not isinstance(chosen, RdfFormat):
        offered = ", ".join(each.media_type for each in RdfFormat)
        raise HTTPException(406, f"the description of this service comes as {offered}.")
    address = answering.address(request)
    body = service_description(address, answering.standing.manifest, chosen)
    return Response(body, media_type=chosen.media_type, headers=_VARY)


def _format(request: Request, asked: str | None) -> RdfFormat | str | None:
    if asked is None:
        offers: dict[RdfFormat | str, tuple[str, ...]] = dict(GRAPH_TYPES.items())
        offers[HTML] = (HTML,)
        return preferred(", ".join(request.headers.getlist("accept")), offers)
    try:
        return named(asked).graphs
    except UsageError as error:
        raise HTTPException(400, str(error)) from error
