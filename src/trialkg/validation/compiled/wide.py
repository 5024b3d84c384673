"""Graphs that look beyond what they hold, into a whole store: for shapes of the user's own.

Such shapes may lead from a study to another or to a concept, and back from whatever refers to it. So a few
studies are checked with the store behind them, each node by the graph that holds its study; one more graph,
which holds no study, is asked about the nodes that are part of none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final

import pyoxigraph as ox

from trialkg.validation.compiled.graph import SUBCLASS, TYPE, Described, LightGraph, Values
from trialkg.validation.compiled.terms import iri_of, oxigraph_term
from trialkg.validation.graphs import DataGraph, StandingGraph

_DEFAULT: Final = ox.DefaultGraph()
_KEPT: Final = 4096
"""Nodes beyond the studies at hand that are kept in mind: most are concepts, which studies share."""


class Whole:
    """The default graph of a store, asked node by node."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.node = lru_cache(maxsize=_KEPT)(self._node)

    def _node(self, subject: str) -> Described | None:
        """What is said of a node; None where nothing is."""
        found: dict[str, dict[str, None]] = {}
        if subject.startswith(("<", "_")):
            for quad in self._quads(subject, None, None):
                found.setdefault(str(quad.predicate), {})[str(quad.object)] = None
        return dict(found) or None

    def owners(self, value: str, predicate: str | None = None) -> Iterator[str]:
        """The subjects of a predicate, or of any, and object."""
        return (str(quad.subject) for quad in self._quads(None, predicate, value))

    def pairs(self, predicate: str) -> Iterator[tuple[str, str]]:
        """The subjects and objects of a predicate."""
        return ((str(quad.subject), str(quad.object)) for quad in self._quads(None, predicate, None))

    @cached_property
    def has_subclasses(self) -> bool:
        """Whether any class is said to be one of another."""
        return next(self.pairs(SUBCLASS), None) is not None

    def _quads(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[ox.Quad]:
        start = None if subject is None else oxigraph_term(subject)
        assert not isinstance(start, ox.Literal)
        along = None if predicate is None else ox.NamedNode(iri_of(predicate))
        end = None if value is None else oxigraph_term(value)
        return self.store.quads_for_pattern(start, along, end, _DEFAULT)


class WideGraph(LightGraph):
    """The triples of a few studies with a whole store behind them; the nodes of these studies are checked."""

    takes_left = False

    def __init__(self, triples: Iterable[Sequence[str]], whole: Whole, studies: Collection[str]) -> None:
        super().__init__(triples)
        self._whole = whole
        self._studies = frozenset(studies)
        here, beyond = self.nodes, whole.node
        self.node = lambda subject: here.get(subject) or beyond(subject)

    def owners(self, value: str, predicate: str) -> Values:
        """The subjects of a predicate and object, wherever they stand."""
        return tuple(self._whole.owners(value, predicate))

    def targeted(self, nodes: Iterable[str]) -> Values:
        """The nodes that shapes name, as far as they are checked with this graph."""
        return tuple(filter(self._is_own, nodes))

    def objects(self, predicate: str) -> Values:
        """The nodes to check that are values of a predicate, whoever has them."""
        near = super().objects(predicate)
        far = (node for node in self.nodes if node not in near and self._is_value(node, predicate))
        return dict.fromkeys((*filter(self._is_own, near), *far))

    def __contains__(self, node: object) -> bool:
        """Whether a term stands anywhere as subject or object."""
        return isinstance(node, str) and (self.node(node) is not None or self._is_value(node))

    def store_from(self, nodes: Iterable[str]) -> ox.Store:  # noqa: ARG002 - that of a light graph
        """The whole store: queries may look anywhere."""
        return self._whole.store

    @cached_property
    def store(self) -> ox.Store:
        """The whole store."""
        return self._whole.store

    @cached_property
    def rdflib(self) -> DataGraph:
        """The whole store for the reference engine."""
        return StandingGraph(self._whole.store)

    @cached_property
    def has_subclasses(self) -> bool:
        """Whether any class is said to be one of another."""
        return self._whole.has_subclasses

    def _is_own(self, node: str) -> bool:
        return self._is_of_study(node)

    def _is_of_study(self, node: str) -> bool:
        return node[0] == "<" and node[1:-1].partition("#")[0] in self._studies

    def _is_value(self, node: str, predicate: str | None = None) -> bool:
        return next(self._whole.owners(node, predicate), None) is not None


class BesideGraph(WideGraph):
    """The whole store, of which all nodes are checked that are part of no study.

    Shapes that are left to pySHACL are checked with it once, of everything.
    """

    takes_left = True

    def __init__(self, whole: Whole, studies: Collection[str]) -> None:
        super().__init__((), whole, studies)

    def instances(self, kind: str) -> Values:
        """The nodes of a class or one of its subclasses."""
        found = (node for each in self._subclasses(kind) for node in self._whole.owners(each, TYPE))
        return dict.fromkeys(filter(self._is_own, found))

    def subjects(self, predicate: str) -> Values:
        """The nodes that have a predicate."""
        found = (subject for subject, _ in self._whole.pairs(predicate))
        return dict.fromkeys(filter(self._is_own, found))

    def objects(self, predicate: str) -> Values:
        """The values of a predicate, whoever has them."""
        found = (value for _, value in self._whole.pairs(predicate))
        return dict.fromkeys(filter(self._is_own, found))

    def _is_own(self, node: str) -> bool:
        return not self._is_of_study(node)
