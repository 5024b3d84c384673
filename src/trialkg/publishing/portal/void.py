"""The graph in numbers, as VoID has them (https://www.w3.org/TR/void/): partitions, and links to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from trialkg.formats import RdfFormat
from trialkg.publishing.documents import Node
from trialkg.publishing.names import Names
from trialkg.publishing.portal.described import GRAPH, VOCABULARY, VOID, Described
from trialkg.publishing.portal.files import Part
from trialkg.publishing.portal.terms import iri, iris, node, number, plain, words
from trialkg.vocabulary.namespaces import (
    BIO2RDF_CLINICALTRIALS,
    BIOREGISTRY_CLINICALTRIALS,
    CONCEPT,
    DCTERMS,
    FOAF,
    MESH,
    PROV,
    SKOS,
    TKG,
)

_TARGETS: Final = {
    MESH: (
        "mesh",
        "Medical Subject Headings, U.S. National Library of Medicine",
        "https://id.nlm.nih.gov/mesh/",
    ),
    BIOREGISTRY_CLINICALTRIALS: ("bioregistry", "The registry's studies as Bioregistry names them", ""),
    BIO2RDF_CLINICALTRIALS: ("bio2rdf", "The registry's studies as Bio2RDF names them", ""),
}
_DUMPS: Final = (RdfFormat.TURTLE, RdfFormat.NQUADS)


def void_nodes(package: Described) -> list[Node]:
    """The graph, its partitions by class and property, and its links by property and target."""
    classes = package.studies.classes + package.vocabulary.classes
    properties = package.studies.properties + package.vocabulary.properties
    graph = package.address(GRAPH)
    return [
        node(package.address(VOID), "void:DatasetDescription", ("foaf:primaryTopic", iris(graph))),
        node(graph, "void:Dataset", *_numbers(package, classes, properties)),
        *_partitions(package, "class", classes, "void:entities"),
        *_partitions(package, "property", properties, "void:triples"),
        *_linksets(package),
        *_targets(package),
    ]


def _numbers(
    package: Described, classes: Counter[str], properties: Counter[str]
) -> Iterator[tuple[str, list[str]]]:
    studies, vocabulary = package.studies, package.vocabulary
    yield "dcterms:title", words(package.details.title)
    yield "void:triples", number(studies.triples + vocabulary.triples)
    yield "void:distinctSubjects", number(studies.subjects + vocabulary.subjects)
    yield "void:entities", number(studies.studies)
    yield "void:classes", number(len(classes))
    yield "void:properties", number(len(properties))
    yield "void:uriSpace", plain(package.manifest.base)
    yield "void:exampleResource", [studies.first_study] if studies.first_study else []
    yield "void:rootResource", [studies.first_study] if studies.first_study else []
    yield "void:vocabulary", iris(TKG, SKOS, DCTERMS, FOAF, PROV)
    dumps = [file for file in package.files_of(Part.DATA) if file.rdf_format in _DUMPS]
    yield "void:dataDump", iris(*(package.address(file.path) for file in dumps))
    yield "void:classPartition", [_partition(package, "class", each) for each in sorted(classes)]
    yield "void:propertyPartition", [_partition(package, "property", each) for each in sorted(properties)]
    yield "void:subset", [_linkset(package, *link) for link in sorted(studies.links)]


def _partitions(package: Described, kind: str, counts: Counter[str], unit: str) -> Iterator[Node]:
    for term in sorted(counts):
        place = _partition(package, kind, term).strip("<>")
        yield node(place, "void:Dataset", (f"void:{kind}", [term]), (unit, number(counts[term])))


def _linksets(package: Described) -> Iterator[Node]:
    for predicate, namespace in sorted(package.studies.links):
        count = package.studies.links[predicate, namespace]
        yield node(
            _linkset(package, predicate, namespace).strip("<>"),
            "void:Linkset",
            ("void:subjectsTarget", iris(package.address(GRAPH))),
            ("void:linkPredicate", [predicate]),
            ("void:objectsTarget", [_target(package, namespace)]),
            ("void:triples", number(count)),
        )


def _targets(package: Described) -> Iterator[Node]:
    used = {namespace for _, namespace in package.studies.links}
    for namespace in sorted(used & _TARGETS.keys()):
        _, title, homepage = _TARGETS[namespace]
        yield node(
            _target(package, namespace).strip("<>"),
            "void:Dataset",
            ("dcterms:title", words(title)),
            ("void:uriSpace", plain(namespace)),
            ("foaf:homepage", iris(homepage)),
        )


def _target(package: Described, namespace: str) -> str:
    """The dataset that links lead to; the concepts are the package's own."""
    if namespace == CONCEPT:
        return iri(package.address(VOCABULARY))
    return iri(package.address(f"{VOID}#{_TARGETS[namespace][0]}"))


def _partition(package: Described, kind: str, term: str) -> str:
    return iri(package.address(f"{VOID}#{kind}-{_slug(term)}"))


def _linkset(package: Described, predicate: str, namespace: str) -> str:
    target = _TARGETS[namespace][0] if namespace in _TARGETS else "concepts"
    return iri(package.address(f"{VOID}#links-{target}-{_slug(predicate)}"))


def _slug(term: str) -> str:
    """A term as part of a fragment: with its prefix, else whole without what only addresses have."""
    address = term.strip("<>")
    short = Names("").prefixed(address) or address.partition("://")[2]
    return short.replace(":", "-").replace("#", "-").replace("/", "-")
