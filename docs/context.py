"""Writes ontology/context.jsonld, the context of our JSON-LD, from the ontology.

A property has its local name. Members of closed value sets and classes are read against the vocabulary,
other things as IRIs, numbers that are no whole ones as decimals. Run ``python docs/context.py`` to write it
again; a test fails while the file is not what this writes.
"""

from __future__ import annotations

import json
from typing import Any

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef

from trialkg.resources import ontology_folder
from trialkg.vocabulary.namespaces import PREFIXES, TKG
from trialkg.vocabulary.terms import Property

CONTEXT = ontology_folder() / "context.jsonld"

BORROWED = {
    "label": "rdfs:label",
    "seeAlso": "rdfs:seeAlso",
    "subClassOf": "rdfs:subClassOf",
    "subPropertyOf": "rdfs:subPropertyOf",
    "identifier": "dcterms:identifier",
    "description": "dcterms:description",
    "latitude": "geo:lat",
    "longitude": "geo:long",
    "page": "foaf:page",
    "wasDerivedFrom": "prov:wasDerivedFrom",
    "notation": "skos:notation",
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
    "hiddenLabel": "skos:hiddenLabel",
    "definition": "skos:definition",
    "broader": "skos:broader",
    "inScheme": "skos:inScheme",
    "topConceptOf": "skos:topConceptOf",
    "exactMatch": "skos:exactMatch",
    "closeMatch": "skos:closeMatch",
    "broadMatch": "skos:broadMatch",
}
"""The names of other vocabularies that are written without a prefix."""

_TEXTS = frozenset(
    (
        "label",
        "identifier",
        "description",
        "latitude",
        "longitude",
        "notation",
        "prefLabel",
        "altLabel",
        "hiddenLabel",
        "definition",
    )
)
_DATATYPES = {XSD.decimal: "xsd:decimal", XSD.anyURI: "xsd:anyURI"}


def context() -> str:
    """The whole file."""
    ontology = Graph().parse(ontology_folder() / "trialkg.ttl")
    terms: dict[str, Any] = {"@vocab": TKG, **PREFIXES, "id": "@id", "type": "@type"}
    for name, iri in BORROWED.items():
        terms[name] = {"@id": iri, "@type": "@id"} if name not in _TEXTS else iri
    for name in _properties(ontology):
        iri, read_as = f"tkg:{name}", _read_as(ontology, URIRef(TKG + name))
        # A name that means something else already, such as the prefix of the concepts, stays with its prefix.
        terms[iri if name in terms else name] = {"@id": iri, "@type": read_as} if read_as else iri
    return json.dumps({"@context": terms}, indent=2) + "\n"


def _properties(ontology: Graph) -> list[str]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    found = {str(prop) for kind in kinds for prop in ontology.subjects(RDF.type, kind)}
    return sorted(name.removeprefix(TKG) for name in found if name.startswith(TKG))


def _read_as(ontology: Graph, prop: URIRef) -> str | None:
    """How a plain string as the value of a property is to be read; None for as a string."""
    if prop == URIRef(TKG + Property.RELATION_TYPE):
        return "@vocab"  # Its values are the properties between studies.
    kind = ontology.value(prop, RDFS.range)
    if (prop, RDF.type, OWL.ObjectProperty) not in ontology:
        return _DATATYPES.get(kind) if isinstance(kind, URIRef) else None
    members = ontology.subjects(RDF.type, kind) if kind else ()
    closed = any((member, RDF.type, OWL.NamedIndividual) in ontology for member in members)
    return "@vocab" if closed else "@id"


if __name__ == "__main__":
    CONTEXT.write_text(context(), encoding="utf-8")
