"""What the ontology says of itself, and the terms under which the files that ship with trialkg stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from trialkg.publishing.portal.files import Part
from trialkg.resources import ontology_folder
from trialkg.vocabulary.namespaces import DCTERMS, OWL, TKG

ONTOLOGY: Final = TKG.rstrip("#")
"""The IRI of the ontology."""

_CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_MIT: Final = "https://spdx.org/licenses/MIT"
_NLM: Final = "https://www.nlm.nih.gov/databases/download/terms_and_conditions.html"
_SLICE: Final = "mesh-slice.ttl"


@dataclass(frozen=True, slots=True)
class Ontology:
    """The version of the ontology, as its IRI and as text, and the day of its last change."""

    version_iri: str
    version: str
    modified: str


def read_ontology() -> Ontology:
    """Read the head of the ontology that ships with trialkg."""
    path = ontology_folder() / "trialkg.ttl"
    said = {
        triple.predicate.value: triple.object.value
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(triple.subject, ox.NamedNode)
        and triple.subject.value == ONTOLOGY
        and isinstance(triple.object, ox.NamedNode | ox.Literal)
    }
    return Ontology(
        version_iri=said[f"{OWL}versionIRI"],
        version=said[f"{OWL}versionInfo"],
        modified=said[f"{DCTERMS}modified"],
    )


def licence_of(part: Part, name: str) -> str:
    """The licence of a file that ships: MeSH is NLM's, the ontology is free, shapes are as the code."""
    if name == _SLICE:
        return _NLM
    return _CC0 if part is Part.ONTOLOGY else _MIT
