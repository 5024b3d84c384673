"""Studies as documents: ``/api/studies/{number}`` says all that the graph says of one, in any RDF format."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trialkg.endpoint.answering import Answering
from trialkg.endpoint.requests import address_parameters
from trialkg.errors import UsageError
from trialkg.queries.parameters import ParameterType

PATH: Final = "/api/studies"


def study_routes(answering: Answering) -> list[Route]:
    """The routes of the studies' documents."""

    async def study(request: Request) -> Response:
        iri = study_iri(answering, request.path_params["number"])
        return await answering.document(request, iri, address_parameters(request).one("format"))

    return [Route(f"{PATH}/{{number}}", study)]


def study_iri(answering: Answering, number: str) -> str:
    """The IRI of the study of a registry number in the store that stands; HTTP 404 for what is no number."""
    try:
        term = ParameterType.REGISTRY_ID.term(number)
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    return f"{answering.standing.manifest.base}{term.value}"
