"""The ontology and the concept schemes as a reasoner needs them: axioms, no words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from trialkg.errors import SourceError
from trialkg.reasoning.statements import Statement, statements
from trialkg.resources import ontology_folder
from trialkg.vocabulary.namespaces import SKOS, TKG

_TYPE = str(RDF.type)
_BROADER = f"{SKOS}broader"


@dataclass(frozen=True)
class Ontology:
    """The axioms of the ontology; literals, which only say things to people, are left out."""

    graph: Graph

    @cached_property
    def ntriples(self) -> bytes:
        """The axioms in the one form that owlready2 can read and rdflib can write."""
        return self.graph.serialize(format="nt", encoding="utf-8")

    @cached_property
    def object_properties(self) -> frozenset[str]:
        """The properties whose values are things."""
        return frozenset(map(str, self.graph.subjects(RDF.type, OWL.ObjectProperty)))

    @cached_property
    def data_properties(self) -> frozenset[str]:
        """The properties whose values are literals."""
        return frozenset(map(str, self.graph.subjects(RDF.type, OWL.DatatypeProperty)))

    def declares(self, prop: str, characteristic: URIRef) -> bool:
        """Whether the ontology says of a property that it is, for instance, functional."""
        return (URIRef(prop), RDF.type, characteristic) in self.graph

    def classes_of(self, prop: str, side: URIRef) -> list[str]:
        """The classes that are the domain (or range) of a property."""
        return sorted(map(str, self.graph.objects(URIRef(prop), side)))

    @cached_property
    def apart(self) -> tuple[frozenset[str], ...]:
        """Groups of classes, or of individuals, no two of which can be the same."""
        lists = [*self.graph.objects(None, OWL.members), *self.graph.objects(None, OWL.distinctMembers)]
        return tuple(frozenset(map(str, self.graph.items(head))) for head in lists)

    def types_of(self, individual: str) -> list[str]:
        """The classes that the ontology itself puts an individual into."""
        found = self.graph.objects(URIRef(individual), RDF.type)
        return sorted(str(name) for name in found if name != OWL.NamedIndividual)

    def upwards(self, name: str) -> frozenset[str]:
        """A class and all classes above it."""
        return frozenset(map(str, self.graph.transitive_objects(URIRef(name), RDFS.subClassOf)))


def load_ontology(path: Path | None = None) -> Ontology:
    """The ontology that ships with trialkg, or the one at a path."""
    source = path or ontology_folder() / "trialkg.ttl"
    graph = Graph()
    try:
        graph.parse(source, format="turtle")
    except (OSError, SyntaxError) as error:
        raise SourceError(str(error), where=str(source), remedy="Install trialkg again.") from error
    for statement in list(graph):
        if isinstance(statement[2], Literal):
            graph.remove(statement)
    return Ontology(graph)


def concept_facts(used: Iterable[str]) -> list[Statement]:
    """What the schemes say of the kinds of the concepts used, and of all broader ones."""
    facts = _facts_by_concept()
    found: dict[str, list[Statement]] = {}
    waiting = list(used)
    while waiting:
        concept = waiting.pop()
        if concept not in found:
            found[concept] = facts.get(concept, [])
            waiting.extend(fact.object for fact in found[concept] if fact.predicate == _BROADER)
    return [fact for concept in sorted(found) for fact in found[concept]]


def _facts_by_concept() -> Mapping[str, list[Statement]]:
    facts: dict[str, list[Statement]] = defaultdict(list)
    parsed = ox.parse(path=ontology_folder() / "concepts.ttl", format=ox.RdfFormat.TURTLE)
    for fact in statements(parsed):
        is_kind = fact.predicate == _TYPE and fact.object.startswith(TKG)
        if is_kind or fact.predicate == _BROADER:
            facts[fact.subject].append(fact)
    return facts
