"""The SPARQL 1.1 Service Description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from trialkg.endpoint.evaluation import GRAPH_WRITERS
from trialkg.formats import RdfFormat
from trialkg.store import Manifest
from trialkg.vocabulary.namespaces import PREFIXES, RDF, VOID, XSD

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_WRITTEN: Final = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML",
)  # fmt: skip
"""The formats of answers by their names there."""

_TYPE = ox.NamedNode(f"{RDF}type")
_INTEGER = ox.NamedNode(f"{XSD}integer")


def service_description(address: str, manifest: Manifest, rdf_format: RdfFormat) -> bytes:
    """What the endpoint at an address offers, and how many triples its default graph has."""
    prefixes = {"sd": SD, **PREFIXES, "void": VOID}
    return (
        ox.serialize(_triples(address, manifest), format=GRAPH_WRITERS[rdf_format], prefixes=prefixes) or b""
    )


def _triples(address: str, manifest: Manifest) -> Iterator[ox.Triple]:
    service, dataset, graph = ox.BlankNode("service"), ox.BlankNode("dataset"), ox.BlankNode("graph")
    yield ox.Triple(service, _TYPE, _sd("Service"))
    yield ox.Triple(service, _sd("endpoint"), ox.NamedNode(address))
    yield ox.Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    for name in _WRITTEN:
        yield ox.Triple(service, _sd("resultFormat"), ox.NamedNode(_FORMATS + name))
    yield ox.Triple(service, _sd("defaultDataset"), dataset)
    yield ox.Triple(dataset, _TYPE, _sd("Dataset"))
    yield ox.Triple(dataset, _sd("defaultGraph"), graph)
    yield ox.Triple(graph, _TYPE, _sd("Graph"))
    triples = ox.Literal(str(manifest.triples), datatype=_INTEGER)
    yield ox.Triple(graph, ox.NamedNode(f"{VOID}triples"), triples)


def _sd(name: str) -> ox.NamedNode:
    return ox.NamedNode(SD + name)
