"""Writes docs/ontology.html from ontology, alignments and shapes, so that the page cannot go stale.

Run ``python docs/ontology.py`` to write it again; a test fails while the page is not what this writes. The
page stands alone: no script, no font, nothing that is fetched. (pyLODE, which writes such pages too, leaves
the shapes out.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import VANN
from rdflib.term import BNode, Node

from trialkg.resources import ontology_folder, shapes_folder
from trialkg.validation.shapes import SEVERITIES
from trialkg.vocabulary.namespaces import PREFIXES, TKG

FOLDER = Path(__file__).parent
PAGE = FOLDER / "ontology.html"
THIS = URIRef(TKG.rstrip("#"))

ALIGNED = {
    "https://schema.org/": "schema:",
    "http://purl.obolibrary.org/obo/": "obo:",
    "http://hl7.org/fhir/": "fhir:",
    "https://w3id.org/biolink/vocab/": "biolink:",
}
"""The vocabularies that alignments lead to, beside those of the graph."""

HEAD = {
    "version": OWL.versionInfo,
    "address": VANN.preferredNamespaceUri,
    "preferred prefix": VANN.preferredNamespacePrefix,
    "version address": OWL.versionIRI,
    "licence": DCTERMS.license,
    "made by": DCTERMS.creator,
    "published by": DCTERMS.publisher,
    "created": DCTERMS.created,
    "changed": DCTERMS.modified,
    "cite as": DCTERMS.bibliographicCitation,
    "contact": URIRef("http://www.w3.org/ns/dcat#contactPoint"),
}
KINDS = {
    "classes": OWL.Class,
    "object properties": OWL.ObjectProperty,
    "datatype properties": OWL.DatatypeProperty,
    "annotation properties": OWL.AnnotationProperty,
    "members of closed sets": OWL.NamedIndividual,
}
SAYS = {
    "subclass of": RDFS.subClassOf,
    "the same as": OWL.equivalentClass,
    "disjoint with": OWL.disjointWith,
    "subproperty of": RDFS.subPropertyOf,
    "from": RDFS.domain,
    "to": RDFS.range,
    "inverse of": OWL.inverseOf,
    "much like": SKOS.closeMatch,
    "exactly": SKOS.exactMatch,
}
CHARACTERS = {
    OWL.FunctionalProperty: "has one value at most",
    OWL.SymmetricProperty: "holds both ways",
    OWL.AsymmetricProperty: "holds one way only",
    OWL.IrreflexiveProperty: "never leads to itself",
    OWL.TransitiveProperty: "carries over",
}

Link = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule of the shapes, and the terms of ours it is about."""

    id: str
    severity: str
    name: str
    message: str
    about: tuple[Link, ...]


@dataclass(frozen=True)
class Term:
    """A term of the ontology with what is said of it."""

    name: str
    label: str
    definition: str
    comment: str
    facts: tuple[tuple[str, list[Link]], ...]
    rules: list[Rule] = field(default_factory=list)


def page() -> str:
    """The whole page."""
    ontology = Graph()
    for name in ("trialkg.ttl", "alignments.ttl"):
        ontology.parse(ontology_folder() / name)
    rules = tuple(_rules())
    groups = [(heading, list(_terms(ontology, kind, rules))) for heading, kind in KINDS.items()]
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("ontology.html.jinja").render(
        title=str(ontology.value(THIS, DCTERMS.title)),
        version=str(ontology.value(THIS, OWL.versionInfo)),
        description=str(ontology.value(THIS, DCTERMS.description)),
        about=list(_head(ontology)),
        groups=groups,
        rules=rules,
    )


def _head(ontology: Graph) -> Iterator[tuple[str, str, str]]:
    for name, predicate in HEAD.items():
        value = ontology.value(THIS, predicate)
        if value is not None:
            yield name, str(value), str(value) if isinstance(value, URIRef) else ""


def _terms(ontology: Graph, kind: URIRef, rules: Iterable[Rule]) -> Iterator[Term]:
    found = {term for term in ontology.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    for term in sorted(term for term in found if term.startswith(TKG)):
        link = _link(term)
        yield Term(
            name=term.removeprefix(TKG),
            label=str(ontology.value(term, RDFS.label)),
            definition=str(ontology.value(term, SKOS.definition)),
            comment=str(ontology.value(term, RDFS.comment) or ""),
            facts=tuple(_facts(ontology, term)),
            rules=[rule for rule in rules if link in rule.about],
        )


def _facts(ontology: Graph, term: URIRef) -> Iterator[tuple[str, list[Link]]]:
    for name, predicate in SAYS.items():
        values = sorted(_shown(ontology, value) for value in ontology.objects(term, predicate))
        if values:
            yield name, values
    characters = [(said, "") for kind, said in CHARACTERS.items() if (term, RDF.type, kind) in ontology]
    if characters:
        yield "character", characters
    sets = [kind for kind in ontology.objects(term, RDF.type) if str(kind).startswith(TKG)]
    for name, links in (
        ("member of", _links(sets)),
        ("members", _links(ontology.subjects(RDF.type, term))),
        ("subclasses", _links(ontology.subjects(RDFS.subClassOf, term))),
        ("properties", _links(ontology.subjects(RDFS.domain, term))),
        ("value of", _links(ontology.subjects(RDFS.range, term))),
    ):
        if links:
            yield name, links


def _links(nodes: Iterable[Node]) -> list[Link]:
    return sorted(_link(node) for node in nodes if isinstance(node, URIRef))


def _shown(ontology: Graph, node: Node) -> Link:
    return (_expression(ontology, node), "") if isinstance(node, BNode) else _link(node)


def _expression(ontology: Graph, node: Node | None) -> str:
    """An expression of OWL in words, as in: tkg:Study and (tkg:allocation value tkg:Randomized)."""
    if not isinstance(node, BNode):
        return _link(node or RDF.nil)[0]
    for predicate, word in ((OWL.unionOf, " or "), (OWL.intersectionOf, " and ")):
        members = ontology.value(node, predicate)
        if members is not None:
            return word.join(_expression(ontology, each) for each in Collection(ontology, members))
    for predicate, word in (
        (OWL.someValuesFrom, "some"),
        (OWL.hasValue, "value"),
        (OWL.allValuesFrom, "only"),
    ):
        value = ontology.value(node, predicate)
        if value is not None:
            prop = _expression(ontology, ontology.value(node, OWL.onProperty))
            return f"({prop} {word} {_expression(ontology, value)})"
    raise SystemExit(f"docs/ontology.py cannot put this into words: {list(ontology.predicate_objects(node))}")


def _link(node: Node) -> Link:
    """A term by its prefixed name, with the place where it is told of."""
    iri = str(node)
    if iri.startswith(TKG):
        return f"tkg:{iri.removeprefix(TKG)}", f"#{iri.removeprefix(TKG)}"
    prefixes = {**{namespace: f"{prefix}:" for prefix, namespace in PREFIXES.items()}, **ALIGNED}
    for namespace, prefix in sorted(prefixes.items(), key=lambda each: -len(each[0])):
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace), iri
    return iri, iri


def _rules() -> Iterator[Rule]:
    """The rules of all profiles in the order of their numbers."""
    shapes = Graph()
    for path in sorted(shapes_folder().glob("*.ttl")):
        shapes.parse(path)
    found: dict[str, Rule] = {}
    for shape, identifier in shapes.subject_objects(DCTERMS.identifier):
        severity = shapes.value(shape, SH.severity)
        if severity is not None:
            found[str(identifier)] = Rule(
                id=str(identifier),
                severity=SEVERITIES[severity].word,
                name=str(shapes.value(shape, SH.name)),
                message=str(shapes.value(shape, SH.message)),
                about=tuple(sorted(_about(shapes, shape))),
            )
    yield from (found[identifier] for identifier in sorted(found))


def _about(shapes: Graph, shape: Node) -> set[Link]:
    """The terms of ours that a shape targets, and those on its paths and in its queries."""
    targets = set(shapes.objects(shape, SH.targetClass))
    paths = {node for path in shapes.objects(shape, SH.path) for node in _walked(shapes, path)}
    queries = (str(shapes.value(query, SH.select)) for query in shapes.objects(shape, SH.sparql))
    named = {URIRef(TKG + name) for query in queries for name in re.findall(r"\btkg:(\w+)", query)}
    return {_link(node) for node in targets | paths | named if str(node).startswith(TKG)}


def _walked(shapes: Graph, node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, BNode):
        for value in shapes.objects(node):
            if not isinstance(value, Literal) and value != RDF.nil:
                yield from _walked(shapes, value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
