"""Which nodes a shape is for (https://www.w3.org/TR/shacl/#targets)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import SH, Graph
from rdflib.term import Node

from trialkg.validation.compiled.graph import SUBCLASS, TYPE, LightGraph, Values
from trialkg.validation.compiled.terms import written
from trialkg.validation.shapes import implicit_classes


@dataclass(frozen=True, slots=True)
class Targets:
    """The terms of each kind of target."""

    classes: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    subjects_of: frozenset[str] = frozenset()
    objects_of: frozenset[str] = frozenset()

    @staticmethod
    def merged(every: Iterable[Targets]) -> Targets:
        """The targets of several shapes together."""
        several = tuple(every)
        return Targets(
            classes=frozenset().union(*(each.classes for each in several)),
            nodes=frozenset().union(*(each.nodes for each in several)),
            subjects_of=frozenset().union(*(each.subjects_of for each in several)),
            objects_of=frozenset().union(*(each.objects_of for each in several)),
        )

    @property
    def predicates(self) -> frozenset[str]:
        """The predicates by which focus nodes are found."""
        of_classes = frozenset((TYPE, SUBCLASS)) if self.classes else frozenset()
        return of_classes | self.subjects_of | self.objects_of

    def focus_nodes(self, graph: LightGraph) -> Values:
        """The nodes that are selected, whether or not the graph says anything of them."""
        found: dict[str, None] = dict.fromkeys(graph.targeted(sorted(self.nodes)))
        for kind in sorted(self.classes):
            found.update(dict.fromkeys(graph.instances(kind)))
        for predicate in sorted(self.subjects_of):
            found.update(dict.fromkeys(graph.subjects(predicate)))
        for predicate in sorted(self.objects_of):
            found.update(dict.fromkeys(graph.objects(predicate)))
        return found


def targets_of(shapes: Graph, shape: Node) -> Targets:
    """The targets that a shape declares, and itself if it is a class."""
    classes = _terms(shapes, shape, SH.targetClass)
    if shape in set(implicit_classes(shapes)):
        classes |= {written(shape)}
    return Targets(
        classes=classes,
        nodes=_terms(shapes, shape, SH.targetNode),
        subjects_of=_terms(shapes, shape, SH.targetSubjectsOf),
        objects_of=_terms(shapes, shape, SH.targetObjectsOf),
    )


def _terms(shapes: Graph, shape: Node, predicate: Node) -> frozenset[str]:
    return frozenset(written(value) for value in shapes.objects(shape, predicate))
