"""What settling references asks of a graph and writes to it: the next generation, or one in memory."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from trialkg.linking.resolution import Reference
from trialkg.store.changes import Changes
from trialkg.store.references import (
    bearers_of,
    described,
    open_references,
    write_references,
    write_unresolved,
)


class ReferenceGraph:
    """A graph whose references can be settled, changed through ``changes``."""

    def __init__(self, graph: ox.Store, changes: Changes) -> None:
        self._graph = graph
        self._changes = changes

    @classmethod
    def in_memory(cls) -> ReferenceGraph:
        """An empty graph, for as much of one that stands elsewhere as settling takes."""
        graph = ox.Store()
        return cls(graph, Changes(graph))

    def add(self, lines: Iterable[str]) -> None:
        """Add lines of N-Triples."""
        self._graph.extend(ox.Quad(*triple) for triple in _triples(lines))

    def lines(self) -> set[str]:
        """All that stands in the graph, as lines of N-Triples."""
        return {f"{quad.triple} ." for quad in self._graph}

    def open_references(self, base: str) -> list[Reference]:
        """The references to studies that have to be looked for, with all relations of their studies."""
        return open_references(self._graph, base)

    def bearers_of(self, keys: Iterable[str]) -> dict[str, frozenset[str]]:
        """The studies that bear each of these keys of names."""
        return bearers_of(self._graph, keys)

    def described(self, iris: Iterable[str]) -> frozenset[str]:
        """Those of some studies that are described."""
        return described(self._graph, iris)

    def settle_references(self, before: Iterable[Reference], after: Iterable[Reference], base: str) -> None:
        """Put references as they should stand, and the studies they lead to that are not described."""
        write_references(self._changes, before, after)
        write_unresolved(self._graph, self._changes, base)


def _triples(lines: Iterable[str]) -> Iterable[ox.Triple]:
    return (quad.triple for quad in ox.parse("\n".join(lines), ox.RdfFormat.N_TRIPLES))
