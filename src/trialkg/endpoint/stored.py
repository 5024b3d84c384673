"""The stored queries as an API: ``/api/queries`` and, described in OpenAPI, ``/api/queries/{name}``."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from trialkg.endpoint.answering import Answering
from trialkg.endpoint.openapi import openapi_document
from trialkg.endpoint.requests import QUERY, Parameters, address_parameters
from trialkg.errors import UsageError
from trialkg.queries import StoredQuery, bind, stored_queries

PATH: Final = "/api/queries"
OPENAPI_PATH: Final = "/api/openapi.json"
_OWN: Final = ("format", "iris")
_TRUTHS: Final = {"true": True, "1": True, "false": False, "0": False}


def stored_routes(answering: Answering) -> list[Route]:
    """The routes of the stored queries, which are read once."""
    queries = {query.name: query for query in stored_queries()}
    document = openapi_document(tuple(queries.values()), answering.settings)

    async def listed(_: Request) -> Response:
        return JSONResponse([_about(query) for query in queries.values()])

    async def described(_: Request) -> Response:
        return JSONResponse(document, media_type="application/openapi+json;version=3.1")

    async def source(request: Request) -> Response:
        query = _found(queries, request.path_params["name"])
        return PlainTextResponse(query.source, media_type=QUERY)

    async def asked(request: Request) -> Response:
        query = _found(queries, request.path_params["name"])
        parameters = address_parameters(request)
        whole = query.by not in parameters.names
        return await answering.response(
            request, _bound(query, parameters), asked=parameters.one("format"), by=query.by if whole else ""
        )

    return [
        Route(PATH, listed),
        Route(OPENAPI_PATH, described),
        Route(f"{PATH}/{{name}}.rq", source),
        Route(f"{PATH}/{{name}}", asked),
    ]


def example_address(query: StoredQuery) -> str:
    """An address, without the host, that asks the query with the example values of its parameters."""
    needed = (each for each in query.parameters if each.required)
    asked = "&".join(f"{each.name}={each.example}" for each in needed)
    return f"{PATH}/{query.name}?{asked}" if asked else f"{PATH}/{query.name}"


def _about(query: StoredQuery) -> dict[str, object]:
    parameters = [
        {
            "name": each.name,
            "type": each.type.value,
            "form": each.type.form,
            "example": each.example,
            "required": each.required,
        }
        for each in query.parameters
    ]
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "parameters": parameters,
        "columns": list(query.columns),
        "example": example_address(query),
        "source": f"{PATH}/{query.name}.rq",
    }


def _found(queries: dict[str, StoredQuery], name: str) -> StoredQuery:
    query = queries.get(name)
    if query is None:
        near = get_close_matches(name[:100], queries, n=3, cutoff=0.5)
        choice = f"Did you mean {' or '.join(near)}?" if near else f"{PATH} lists them."
        raise HTTPException(404, f"there is no stored query of this name. {choice}")
    return query


def _bound(query: StoredQuery, parameters: Parameters) -> str:
    values = {name: parameters.one(name) or "" for name in parameters.names if name not in _OWN}
    for parameter in query.parameters:
        if parameter.required and parameter.name not in values:
            message = f"query {query.name} needs {parameter.name}. For example: {example_address(query)}"
            raise HTTPException(400, message)
    try:
        return bind(query, values, iris=_truth(parameters.one("iris")))
    except UsageError as error:
        raise HTTPException(400, str(error)) from error


def _truth(text: str | None) -> bool:
    truth = _TRUTHS.get((text or "false").lower())
    if truth is None:
        raise HTTPException(400, "the parameter iris is true or false.")
    return truth
