"""Where the things of the graph have their pages on this server: the one place that knows the paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlencode

from trialkg.vocabulary.namespaces import CONCEPT, MESH, SHAPES, TKG

STATIC: Final = "/static"
ONTOLOGY: Final = "/ontology"
SHAPE_SETS: Final = "/shapes"
_DESCRIPTOR: Final = re.compile(r"[CD]\d{6,9}", re.ASCII)
_WEB: Final = re.compile(r"https?://[^\s<>\"]+", re.ASCII | re.IGNORECASE)


def study_path(number: str, suffix: str = ".html") -> str:
    """The page of a study by its number; ``suffix`` names another form of it, empty the study itself."""
    return f"/study/{quote(number, safe='')}{suffix}"


def findings_path(number: str) -> str:
    """The page of what validation finds in a study."""
    return f"/study/{quote(number, safe='')}/findings"


def neighbourhood_path(number: str) -> str:
    """The page with the picture of what stands around a study."""
    return f"/study/{quote(number, safe='')}/neighbourhood"


def concept_path(notation: str, suffix: str = ".html") -> str:
    """The page of a concept by its notation."""
    return f"/concept/{quote(notation, safe='')}{suffix}"


def part_path(notation: str, role: str, page: int = 1) -> str:
    """The page of a concept with all studies in which it plays one part."""
    values = {"role": role} | ({"page": str(page)} if page > 1 else {})
    return f"{concept_path(notation)}?{urlencode(values)}"


def condition_path(descriptor: str, suffix: str = ".html") -> str:
    """The page of a MeSH descriptor by its id."""
    return f"/condition/{quote(descriptor, safe='')}{suffix}"


def resource_path(iri: str) -> str:
    """The page with the bare statements of anything that has an IRI."""
    return f"/resource?{urlencode({'iri': iri})}"


def definition_path(path: str, suffix: str = ".html") -> str:
    """The page of the ontology or of shapes by the path of their IRI; ``suffix`` names another form of it."""
    return path + suffix


def shape_path(iri: str) -> str:
    """Where the page of all shapes tells of one."""
    return f"{definition_path(SHAPE_SETS)}#{quote(iri.removeprefix(SHAPES))}"


def term_path(iri: str) -> str:
    """Where the page of the ontology tells of a term."""
    return f"{definition_path(ONTOLOGY)}#{quote(iri.removeprefix(TKG))}"


def list_path(choice: Sequence[tuple[str, str]] = ()) -> str:
    """The list of studies, narrowed by search words, facets and the number of the page."""
    return f"/studies?{urlencode(choice)}" if choice else "/studies"


def query_path(name: str = "", **values: str) -> str:
    """The query page, or that of one stored query; with values of its parameters, its answer."""
    asked = f"?{urlencode({'run': '1', **values})}" if values else ""
    return f"/query/{quote(name, safe='')}{asked}" if name else "/query"


def local_path(iri: str, base: str) -> str:
    """The page on this server that shows an IRI; ``base`` is what study IRIs start with. Any IRI has one."""
    if iri.startswith(base):
        number, mark, part = iri[len(base) :].partition("#")
        return study_path(number) + mark + quote(part)
    if iri.startswith(CONCEPT):
        return concept_path(iri[len(CONCEPT) :])
    if iri.startswith(MESH) and _DESCRIPTOR.fullmatch(iri[len(MESH) :]):
        return condition_path(iri[len(MESH) :])
    return next((path(iri) for start, path in _DEFINED if iri.startswith(start)), resource_path(iri))


_DEFINED: Final = ((TKG, term_path), (SHAPES, shape_path))
"""What the IRIs of definitions start with, and where they are told of."""


def web_address(text: str) -> str:
    """The text where it is an address that a browser may be sent to, else nothing: http and https alone."""
    return text if _WEB.fullmatch(text) else ""
