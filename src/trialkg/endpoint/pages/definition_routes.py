"""The routes of ontology and shapes: their IRIs lead to a page or to RDF, as the client wants."""

from __future__ import annotations

from functools import cache, partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trialkg.endpoint.pages.addresses import ONTOLOGY, SHAPE_SETS, definition_path
from trialkg.endpoint.pages.context import Context, rdf, split_ending
from trialkg.endpoint.pages.definitions import (
    Definition,
    alignments,
    definitions,
    ontology_sections,
    shape_sections,
)
from trialkg.endpoint.pages.forms import FORM_NAMES, FORMS
from trialkg.vocabulary.namespaces import DCTERMS, OWL

_ALIGNMENTS: Final = f"{ONTOLOGY}/alignments"


def definition_routes(context: Context) -> list[Route]:
    """The routes of the ontology, its version and alignments, and of the shapes and their sets."""

    defined = partial(_answer, context)
    return [
        Route(path + more, context.turns.taking(defined))
        for path in (ONTOLOGY, SHAPE_SETS)
        for more in ("", ".{ending}", "/{name:path}")
    ]


def _answer(context: Context, request: Request) -> Response:
    path, ending = split_ending(request.url.path)
    definition = definitions().get(path)
    if definition is None:
        return context.not_found(request, "There is no such part of the ontology or the shapes.")

    def document(chosen: str) -> Response:
        if chosen in FORMS:
            return rdf(request, definition.rdf(FORMS[chosen]), chosen, definition.iri)
        template = "shapes.html" if path.startswith(SHAPE_SETS) else "ontology.html"
        return context.page(request, template, **_values(path))

    if ending:
        return document(ending)
    return context.sent_on(request, lambda chosen: definition_path(path, chosen), document)


@cache
def _values(path: str) -> dict[str, Any]:
    """What the page of a definition shows, which no build changes."""
    definition = definitions()[path]
    shown = {
        "iri": definition.iri,
        "alternates": [(definition.path + end, form.media_type) for end, form in FORMS.items()],
        "downloads": [(definition.path + end, form) for end, form in FORM_NAMES.items()],
    }
    of_shapes = definition.path.startswith(SHAPE_SETS)
    return shown | (_shape_values(definition) if of_shapes else _ontology_values(definition))


def _shape_values(definition: Definition) -> dict[str, Any]:
    sets = [path for path in definitions() if path.startswith(f"{SHAPE_SETS}/")]
    return {"sections": shape_sections(definition.files), "sets": sets}


def _ontology_values(definition: Definition) -> dict[str, Any]:
    statements, aligned = definition.statements, definition.path == _ALIGNMENTS
    head = statements.part(definition.iri if aligned else definitions()[ONTOLOGY].iri)
    return {
        "title": head.text(f"{DCTERMS}title"),
        "description": head.text(f"{DCTERMS}description"),
        "version": head.text(f"{OWL}versionInfo"),
        "licence": head.text(f"{DCTERMS}license"),
        "sections": [] if aligned else ontology_sections(statements),
        "aligned": alignments(statements) if aligned else [],
    }
