"""A graph light enough to be made anew for every few studies: dictionaries of terms that stay strings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, KeysView, Sequence
from functools import cached_property
from typing import Final, TypeAlias

import pyoxigraph as ox

from trialkg.validation.graphs import DataGraph
from trialkg.vocabulary.namespaces import RDF, RDFS

TYPE: Final = f"<{RDF}type>"
SUBCLASS: Final = f"<{RDFS}subClassOf>"
_UNUSUAL: Final = (b"\\u00", b"\x7f")
"""What Oxigraph and the mapping write in different ways: control characters."""

Values: TypeAlias = Collection[str]
"""Distinct terms in the order they came."""

Objects: TypeAlias = "tuple[str, ...] | dict[str, None]"
"""Most are one: a tuple takes a quarter of the room of a dictionary, which is Python's ordered set."""

Described: TypeAlias = dict[str, Objects]
"""What is said of a node: the objects of each predicate."""

NOTHING: Final[Values] = ()


def triples_in(texts: Iterable[bytes]) -> Iterator[Sequence[str]]:
    """The triples of some N-Triples as this package and Oxigraph write them, a triple a line."""
    for text in texts:
        if any(escape in text for escape in _UNUSUAL):
            yield from _parsed(text)
        else:
            yield from (line.split(" ", 2) for line in text.decode().split(" .\n") if line)


def _parsed(text: str | bytes) -> Iterator[Sequence[str]]:
    for each in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
        yield str(each.subject), str(each.predicate), str(each.object)


class LightGraph:
    """Triples by subject and predicate; what looks the other way is made when it is asked for."""

    takes_left = True
    """Whether shapes that are left to pySHACL are checked with it."""

    def __init__(self, triples: Iterable[Sequence[str]]) -> None:
        self.nodes: dict[str, Described] = {}
        self.node: Callable[[str], Described | None] = self.nodes.get
        """What is said of a node; None where nothing is."""
        self.queried: frozenset[str] | None = None
        self._take(triples)
        self._inverse: dict[str, dict[str, dict[str, None]]] = {}

    @classmethod
    def parsed(cls, text: str | bytes) -> LightGraph:
        """The graph of N-Triples from anywhere; raises SyntaxError."""
        return cls(_parsed(text))

    @classmethod
    def of_quads(cls, quads: Iterable[ox.Quad | ox.Triple]) -> LightGraph:
        """The graph of triples that were parsed before."""
        return cls((str(each.subject), str(each.predicate), str(each.object)) for each in quads)

    @classmethod
    def of_lines(cls, texts: Iterable[bytes]) -> LightGraph:
        """The graph of some N-Triples as this package and Oxigraph write them, a triple a line."""
        return cls(triples_in(texts))

    def _take(self, triples: Iterable[Sequence[str]]) -> None:
        """Take in triples, those of a subject mostly one after the other."""
        last, node = "", {}
        for subject, predicate, value in triples:
            if subject != last:
                node = self.nodes.setdefault(subject, {})
                last = subject
            if predicate not in node:
                node[predicate] = (value,)
                continue
            values = node[predicate]
            if isinstance(values, dict):
                values[value] = None
            else:
                node[predicate] = {values[0]: None, value: None}

    def values(self, subject: str, predicate: str) -> Values:
        """The objects of a subject and predicate."""
        node = self.node(subject)
        return NOTHING if node is None else node.get(predicate, NOTHING)

    def owners(self, value: str, predicate: str) -> Values:
        """The subjects of a predicate and object."""
        return self._owners_here(value, predicate)

    def targeted(self, nodes: Iterable[str]) -> Values:
        """The nodes among those that shapes name which are checked with this graph: all."""
        return tuple(nodes)

    def _owners_here(self, value: str, predicate: str) -> Values:
        found = self._inverse.get(predicate)
        if found is None:
            found = self._inverse[predicate] = {}
            for subject in self._by_predicate.get(predicate, ()):
                for each in self.nodes[subject][predicate]:
                    found.setdefault(each, {})[subject] = None
        return found.get(value, NOTHING)

    def instances(self, kind: str) -> Values:
        """The nodes of a class or one of its subclasses (https://www.w3.org/TR/shacl/#dfn-shacl-instance)."""
        kinds = self._subclasses(kind)
        if len(kinds) == 1:
            return self._owners_here(kind, TYPE)
        return {node: None for each in kinds for node in self._owners_here(each, TYPE)}

    def is_instance(self, node: str, kind: str) -> bool:
        """Whether a node is of a class or one of its subclasses."""
        types = self.values(node, TYPE)
        return kind in types or (self.has_subclasses and not self._subclasses(kind).isdisjoint(types))

    def subjects(self, predicate: str) -> Values:
        """The nodes that have a predicate."""
        return dict.fromkeys(self._by_predicate.get(predicate, ()))

    def objects(self, predicate: str) -> Values:
        """The values of a predicate, whoever has them."""
        subjects = self._by_predicate.get(predicate, ())
        return {each: None for subject in subjects for each in self.nodes[subject][predicate]}

    def __contains__(self, node: object) -> bool:
        """Whether a term stands anywhere as subject or object."""
        return node in self.nodes or node in self._objects

    def triples(self, predicates: frozenset[str] | None = None) -> Iterator[str]:
        """The triples as lines of N-Triples: all, or those of some predicates."""
        return self._triples_of(self.nodes, predicates)

    def _triples_of(self, subjects: Iterable[str], predicates: frozenset[str] | None) -> Iterator[str]:
        for subject in subjects:
            node = self.nodes[subject]
            for predicate in node if predicates is None else node.keys() & predicates:
                for value in node[predicate]:
                    yield f"{subject} {predicate} {value} .\n"

    def _reached(self, nodes: Iterable[str]) -> Iterable[str]:
        """The subjects among some nodes and all that queries can come to from them."""
        reached = {node: None for node in nodes if node in self.nodes}
        waiting = list(reached)
        while waiting:
            node = self.nodes[waiting.pop()]
            for predicate in node if self.queried is None else node.keys() & self.queried:
                for value in node[predicate]:
                    if value in self.nodes and value not in reached:
                        reached[value] = None
                        waiting.append(value)
        return reached

    @cached_property
    def store(self) -> ox.Store:
        """The triples that queries look at (``queried``), in a store that answers them."""
        store = ox.Store()
        store.load("".join(self.triples(self.queried)), format=ox.RdfFormat.N_TRIPLES)
        return store

    def store_from(self, nodes: Iterable[str]) -> ox.Store:
        """The same, but only of what some nodes lead to."""
        store = ox.Store()
        text = "".join(self._triples_of(self._reached(nodes), self.queried))
        store.load(text, format=ox.RdfFormat.N_TRIPLES)
        return store

    @cached_property
    def rdflib(self) -> DataGraph:
        """The same graph for the reference engine."""
        text = "".join(self.triples())
        return DataGraph(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))

    @cached_property
    def _by_predicate(self) -> dict[str, list[str]]:
        """The subjects that have each predicate."""
        found: dict[str, list[str]] = {}
        for subject, node in self.nodes.items():
            for predicate in node:
                found.setdefault(predicate, []).append(subject)
        return found

    @cached_property
    def _objects(self) -> set[str]:
        return {each for node in self.nodes.values() for values in node.values() for each in values}

    @cached_property
    def has_subclasses(self) -> bool:
        """Whether any class is said to be one of another."""
        return any(SUBCLASS in node for node in self.nodes.values())

    def _subclasses(self, kind: str) -> KeysView[str]:
        found = {kind: None}
        if self.has_subclasses:
            waiting = [kind]
            while waiting:
                for each in self.owners(waiting.pop(), SUBCLASS):
                    if each not in found:
                        found[each] = None
                        waiting.append(each)
        return found.keys()
