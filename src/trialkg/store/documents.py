"""The triples of one study's document in a graph: the study, and every part that is reached from it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from trialkg.store.evaluation import asked
from trialkg.vocabulary.namespaces import RDF, TKG
from trialkg.vocabulary.terms import Class

_TYPE = ox.NamedNode(f"{RDF}type")
_STUDY = ox.NamedNode(f"{TKG}{Class.STUDY.value}")
_DEFAULT = ox.DefaultGraph()


def study_quads(graph: ox.Store, iri: str) -> Iterator[ox.Quad]:
    """The quads whose subject is the study or one of its parts.

    Parts are found by walking: every part is an object of the study or of another part.
    """
    parts = f"{iri}#"
    waiting = [ox.NamedNode(iri)]
    seen = set(waiting)
    while waiting:
        for quad in graph.quads_for_pattern(waiting.pop(), None, None, _DEFAULT):
            yield quad
            target = quad.object
            if isinstance(target, ox.NamedNode) and target.value.startswith(parts) and target not in seen:
                seen.add(target)
                waiting.append(target)


def document_of(node: str) -> str:
    """The IRI of the study whose document a node stands in."""
    return node.partition("#")[0]


def study_iris(graph: ox.Store) -> list[str]:
    """The IRIs of all studies of a graph, sorted."""
    quads = graph.quads_for_pattern(None, _TYPE, _STUDY, _DEFAULT)
    return sorted(quad.subject.value for quad in quads if isinstance(quad.subject, ox.NamedNode))


def study_numbers(graph: ox.Store) -> list[str]:
    """The registry ids of all studies of a graph, sorted."""
    return sorted(row["number"].value for row in asked(graph, "study-numbers"))


def has_study(graph: ox.Store, iri: str) -> bool:
    """Whether a study is described in the graph, not only referred to."""
    return any(graph.quads_for_pattern(ox.NamedNode(iri), _TYPE, _STUDY, _DEFAULT))


def ntriples(quads: Iterator[ox.Quad]) -> bytes:
    """Quads as sorted N-Triples lines, without their graph."""
    lines = sorted(f"{quad.triple} .\n" for quad in quads)
    return "".join(lines).encode()
