"""The namespaces of the graph, and the prefixes they are written with."""

from __future__ import annotations

from typing import Final

TKG: Final = "https://w3id.org/trialkg/ontology#"
SHAPES: Final = "https://w3id.org/trialkg/shapes#"
CONCEPT: Final = "https://w3id.org/trialkg/concept/"
STUDY: Final = "https://w3id.org/trialkg/study/"
"""The base of study IRIs where a portal does not mint its own."""

MESH: Final = "http://id.nlm.nih.gov/mesh/"
MESHV: Final = "http://id.nlm.nih.gov/mesh/vocab#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
PROV: Final = "http://www.w3.org/ns/prov#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
VOID: Final = "http://rdfs.org/ns/void#"
GEO: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
SH: Final = "http://www.w3.org/ns/shacl#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
SPDX: Final = "http://spdx.org/rdf/terms#"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"
SCHEMA: Final = "http://schema.org/"
"""As schema.org's own JSON-LD context has it; https is the same to those who read it."""

BIOREGISTRY_CLINICALTRIALS: Final = "https://bioregistry.io/clinicaltrials:"
BIO2RDF_CLINICALTRIALS: Final = "http://bio2rdf.org/clinicaltrials:"

PREFIXES: Final[dict[str, str]] = {
    "tkg": TKG,
    "concept": CONCEPT,
    "mesh": MESH,
    "meshv": MESHV,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "prov": PROV,
    "foaf": FOAF,
    "geo": GEO,
}
"""The prefixes that written Turtle uses, in the order they are declared."""
