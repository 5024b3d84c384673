"""Changes of a graph in whole steps: each is made at once or not at all, however the process ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pyoxigraph as ox

from trialkg.store.documents import document_of
from trialkg.store.folder import disk_error

_DEFAULT = ox.DefaultGraph()


class Changes:
    """Changes of one graph; ``gained`` is by how many triples its default graph has grown through them.

    ``folder`` is the store that the graph belongs to, for one that is on disk; ``outdate`` is told which
    documents change, before they do.
    """

    def __init__(
        self,
        graph: ox.Store,
        folder: Path | None = None,
        outdate: Callable[[set[str]], object] = lambda _: None,
    ) -> None:
        self._graph = graph
        self._folder = folder
        self._outdate = outdate
        self.gained = 0

    def replace(self, standing: Iterable[ox.Quad], wanted: Iterable[ox.Quad]) -> None:
        """Put some quads in place of others, which are as they stand in the graph; those in both stay."""
        before, after = set(standing), _as_stored(wanted)
        gone = [quad for quad in before - after if quad in self._graph]
        new = [quad for quad in after - before if quad not in self._graph]
        parts = (("DELETE", gone), ("INSERT", new))
        text = ";\n".join(f"{verb} DATA {{\n{_data(quads)}}}" for verb, quads in parts if quads)
        if text:
            self._outdate({document for quad in (*gone, *new) if (document := _document(quad))})
            self._update(text)
            self.gained += _in_default(new) - _in_default(gone)

    def _update(self, text: str) -> None:
        try:
            self._graph.update(text)
        except OSError as error:
            if self._folder is None:
                raise
            raise disk_error(self._folder, error) from error


def _as_stored(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Quads as a store gives them back, which writes numbers and times in its own way."""
    memory = ox.Store()
    memory.extend(quads)
    return set(memory)


def _data(quads: Iterable[ox.Quad]) -> str:
    return "".join(sorted(_statement(quad) for quad in quads))


def _statement(quad: ox.Quad) -> str:
    if quad.graph_name == _DEFAULT:
        return f"{quad.triple} .\n"
    return f"GRAPH {quad.graph_name} {{ {quad.triple} }}\n"


def _document(quad: ox.Quad) -> str:
    """The document that a quad of the default graph stands in."""
    if quad.graph_name != _DEFAULT or not isinstance(quad.subject, ox.NamedNode):
        return ""
    return document_of(quad.subject.value)


def _in_default(quads: Iterable[ox.Quad]) -> int:
    return sum(quad.graph_name == _DEFAULT for quad in quads)
