"""Property paths as functions over a light graph (https://www.w3.org/TR/shacl/#property-paths)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import TypeAlias

from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from trialkg.validation.compiled.graph import LightGraph, Values
from trialkg.validation.compiled.terms import written
from trialkg.validation.compiled.unsupported import UnsupportedShapeError

Path: TypeAlias = Callable[[LightGraph, str], Values]
"""From a node to the distinct nodes at the end of the path."""

_DEEPEST = 60


def compile_path(shapes: Graph, path: Node, *, inverse: bool = False, depth: int = 0) -> Path:
    """A path of the shapes graph; raises UnsupportedShapeError where it is none."""
    if isinstance(path, URIRef):
        return _backward(written(path)) if inverse else _forward(written(path))
    if isinstance(path, Literal) or depth > _DEEPEST:
        raise UnsupportedShapeError("a property path is not well-formed")

    def inner(step: Node, turned: bool = inverse) -> Path:
        return compile_path(shapes, step, inverse=turned, depth=depth + 1)

    if (path, RDF.first, None) in shapes:
        steps = [inner(step) for step in Collection(shapes, path)]
        return reduce(_sequence, reversed(steps) if inverse else steps)
    alternatives = shapes.value(path, SH.alternativePath)
    if alternatives is not None:
        return _alternatives([inner(step) for step in Collection(shapes, alternatives)])
    turned = shapes.value(path, SH.inversePath)
    if turned is not None:
        return inner(turned, not inverse)
    for predicate, repeated in _REPEATED.items():
        step = shapes.value(path, predicate)
        if step is not None:
            return repeated(inner(step))
    raise UnsupportedShapeError("a property path is not well-formed")


def predicates_of(shapes: Graph, path: Node) -> set[str]:
    """The predicates that a path goes along, either way."""
    if isinstance(path, URIRef):
        return {written(path)}
    found: set[str] = set()
    for predicate, value in shapes.predicate_objects(path):
        if predicate in _STEPS and value != RDF.nil:
            found |= predicates_of(shapes, value)
    return found


def _forward(predicate: str) -> Path:
    return lambda graph, node: graph.values(node, predicate)


def _backward(predicate: str) -> Path:
    return lambda graph, node: graph.owners(node, predicate)


def _sequence(first: Path, second: Path) -> Path:
    return lambda graph, node: {end: None for middle in first(graph, node) for end in second(graph, middle)}


def _alternatives(paths: Sequence[Path]) -> Path:
    return lambda graph, node: {end: None for path in paths for end in path(graph, node)}


def _zero_or_one(path: Path) -> Path:
    return lambda graph, node: dict.fromkeys((node, *path(graph, node)))


def _one_or_more(path: Path) -> Path:
    def follow(graph: LightGraph, node: str) -> Values:
        found: dict[str, None] = {}
        waiting = [node]
        while waiting:
            for end in path(graph, waiting.pop()):
                if end not in found:
                    found[end] = None
                    waiting.append(end)
        return found

    return follow


def _zero_or_more(path: Path) -> Path:
    more = _one_or_more(path)
    return lambda graph, node: dict.fromkeys((node, *more(graph, node)))


_REPEATED = {
    SH.zeroOrMorePath: _zero_or_more,
    SH.oneOrMorePath: _one_or_more,
    SH.zeroOrOnePath: _zero_or_one,
}
_STEPS = {RDF.first, RDF.rest, SH.alternativePath, SH.inversePath, *_REPEATED}
