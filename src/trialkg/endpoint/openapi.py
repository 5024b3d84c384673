"""The stored queries in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

from typing import Any, Final

from trialkg import __version__
from trialkg.endpoint.settings import Settings
from trialkg.formats import RdfFormat, ResultFormat
from trialkg.queries import Parameter, StoredQuery

Schema = dict[str, Any]

_ROWS: Final[Schema] = {
    ResultFormat.JSON.media_type: {"schema": {"$ref": "#/components/schemas/Results"}},
    **{
        each.media_type: {"schema": {"type": "string"}}
        for each in ResultFormat
        if each is not ResultFormat.JSON
    },
}
_GRAPH: Final[Schema] = {each.media_type: {"schema": {"type": "string"}} for each in RdfFormat}
_GRAPH_OPTIONS: Final = [each.option for each in RdfFormat]
_RESULTS: Final[Schema] = {
    "type": "object",
    "description": "SPARQL 1.1 Query Results JSON Format",
    "required": ["head"],
    "properties": {
        "head": {"type": "object", "properties": {"vars": {"type": "array", "items": {"type": "string"}}}},
        "boolean": {"type": "boolean"},
        "results": {
            "type": "object",
            "properties": {"bindings": {"type": "array", "items": {"type": "object"}}},
        },
    },
}
_FAULTS: Final = {
    "400": "a parameter is missing, unknown or of another form, or the query is refused or cannot be parsed",
    "406": "no format that the client takes",
    "429": "too many requests of one client are in hand",
    "503": "the query took too long, or the server is busy",
}


def openapi_document(queries: tuple[StoredQuery, ...], settings: Settings) -> Schema:
    """The document that describes the stored queries and the SPARQL endpoint."""
    paths: Schema = {f"/api/queries/{query.name}": {"get": _operation(query)} for query in queries}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "trialkg",
            "version": __version__,
            "summary": "Stored queries over a knowledge graph of clinical trials",
        },
        "servers": [{"url": settings.public_url or "/"}],
        "paths": paths
        | {
            "/api/studies/{number}": {"get": _study()},
            "/sparql": {"get": _sparql(), "post": _sparql_posted()},
        },
        "components": {"schemas": {"Results": _RESULTS}, "headers": _headers(settings)},
    }


def _operation(query: StoredQuery) -> Schema:
    formats = [each.option for each in ResultFormat]
    own = [
        _parameter(
            "format", "The format, in place of the Accept header.", {"type": "string", "enum": formats}
        ),
        _parameter("iris", "Full IRIs in the cells, not short forms.", {"type": "boolean", "default": False}),
    ]
    columns = ", ".join(query.columns)
    return {
        "operationId": query.name,
        "summary": query.summary,
        "description": f"{query.description}\n\nColumns: {columns}." if columns else query.description,
        "tags": list(query.tags),
        "parameters": [*map(_stored_parameter, query.parameters), *own],
        "responses": _responses(_ROWS),
    }


def _stored_parameter(parameter: Parameter) -> Schema:
    described = _parameter(parameter.name, f"{parameter.type.form[0].upper()}{parameter.type.form[1:]}.")
    return described | {"required": parameter.required, "example": parameter.example}


def _parameter(name: str, description: str, schema: Schema | None = None) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema or {"type": "string"}}


def _sparql() -> Schema:
    formats = [each.option for each in (*ResultFormat, *RdfFormat)]
    graphs = {"type": "array", "items": {"type": "string", "format": "iri"}}
    return {
        "operationId": "sparql",
        "summary": "A SPARQL query of your own",
        "tags": ["sparql"],
        "parameters": [
            _parameter("query", "SELECT, ASK, CONSTRUCT or DESCRIBE.") | {"required": True},
            _parameter("default-graph-uri", "A graph of the default graph.", graphs),
            _parameter("named-graph-uri", "A named graph.", graphs),
            _parameter(
                "format", "The format, in place of the Accept header.", {"type": "string", "enum": formats}
            ),
        ],
        "responses": _responses(_ROWS | _GRAPH),
    }


def _sparql_posted() -> Schema:
    form: Schema = {
        "type": "object",
        "required": ["query"],
        "properties": {"query": {"type": "string"}, "format": {"type": "string"}},
    }
    content: Schema = {
        "application/sparql-query": {"schema": {"type": "string"}},
        "application/x-www-form-urlencoded": {"schema": form},
    }
    return {
        "operationId": "sparqlPosted",
        "summary": "A SPARQL query of your own, of any length",
        "tags": ["sparql"],
        "requestBody": {"required": True, "content": content},
        "responses": _responses(_ROWS | _GRAPH),
    }


def _study() -> Schema:
    number = _parameter("number", "A registry id, such as NCT04125277.")
    formats = _parameter(
        "format", "The format, in place of the Accept header.", {"type": "string", "enum": _GRAPH_OPTIONS}
    )
    return {
        "operationId": "study",
        "summary": "All that the graph says of a study",
        "description": "The study and its parts, and the names of what they refer to.",
        "tags": ["study"],
        "parameters": [number | {"in": "path", "required": True}, formats],
        "responses": _responses(_GRAPH) | {"404": {"description": "there is no such study"}},
    }


def _responses(content: Schema) -> Schema:
    headers = {
        name: {"$ref": f"#/components/headers/{name}"} for name in ("X-Result-Limit", "X-Result-Truncated")
    }
    answered: Schema = {"description": "The answer", "headers": headers, "content": content}
    text: Schema = {"text/plain": {"schema": {"type": "string"}}}
    faults = {status: {"description": what, "content": text} for status, what in _FAULTS.items()}
    return {"200": answered, **faults}


def _headers(settings: Settings) -> Schema:
    return {
        "X-Result-Limit": {
            "description": "The most rows or triples of an answer.",
            "schema": {"type": "integer", "example": settings.rows},
        },
        "X-Result-Truncated": {
            "description": "Whether rows beyond the limit were cut off.",
            "schema": {"type": "boolean"},
        },
    }
