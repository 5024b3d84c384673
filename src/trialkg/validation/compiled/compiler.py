"""From a shapes graph to a plan: each shape with a target as checks, or else left to pySHACL."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib import DCTERMS, RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from trialkg.validation.compiled.constraints import OF_FOCUS, OF_VALUES, Parameters
from trialkg.validation.compiled.findings import Check, Finding
from trialkg.validation.compiled.graph import NOTHING, TYPE, Described, LightGraph, Values
from trialkg.validation.compiled.nested import NESTED, NESTED_OF_FOCUS, Validate
from trialkg.validation.compiled.paths import Path, compile_path, predicates_of
from trialkg.validation.compiled.queries import Queries, QueryCheck
from trialkg.validation.compiled.targets import Targets, targets_of
from trialkg.validation.compiled.terms import written
from trialkg.validation.compiled.unsupported import UnsupportedShapeError
from trialkg.validation.shapes import TARGETS, implicit_classes

_SAID: Final = frozenset({
    *TARGETS, SH.path, SH.severity, SH.message, SH.name, SH.description, SH.order, SH.group,
    SH.defaultValue, SH.deactivated, SH.flags, SH.ignoredProperties, SH.qualifiedMinCount,
    SH.qualifiedMaxCount, SH.qualifiedValueShapesDisjoint, SH.sparql,
})  # fmt: skip
"""What a shape may say beside its constraints."""

_NO_NODE: Final[Described] = {}
_COMPARED: Final = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)


@dataclass(frozen=True, slots=True)
class CompiledShape:
    """A shape as checks of a focus node: those of values, and those that also look where there are none."""

    path: Path | None
    predicate: str | None = None
    of_values: tuple[Check, ...] = ()
    of_focus: tuple[Check, ...] = ()
    queries: tuple[QueryCheck, ...] = ()

    def validate(self, graph: LightGraph, focus: str, found: list[Finding]) -> None:
        """Add what a focus node does not fulfil."""
        self._check(graph, (focus,), found)
        for query in self.queries:
            found.extend(query.of_nodes(graph, (focus,)))

    def validate_all(self, graph: LightGraph, focus_nodes: Values, found: list[Finding]) -> None:
        """The same for many focus nodes, which each query is asked about at once."""
        self._check(graph, focus_nodes, found)
        for query in self.queries:
            found.extend(query.of_nodes(graph, focus_nodes))

    def _check(self, graph: LightGraph, focus_nodes: Collection[str], found: list[Finding]) -> None:
        if not self.of_values and not self.of_focus:
            return
        for focus in focus_nodes:
            values = {focus: None} if self.path is None else self.path(graph, focus)
            for check in self.of_focus:
                check(graph, focus, values, found)
            if values:
                for check in self.of_values:
                    check(graph, focus, values, found)


@dataclass(frozen=True, slots=True)
class Together:
    """Shapes with the same targets that each look along one predicate: this is where the time goes.

    Each is the predicate, the checks of focus nodes without values, and all of its checks.
    """

    shapes: tuple[tuple[str, tuple[Check, ...], tuple[Check, ...]], ...]

    @staticmethod
    def of(shapes: Iterable[CompiledShape]) -> Together:
        """These shapes, which have a predicate and no queries."""
        return Together(
            tuple(
                (each.predicate, each.of_focus, each.of_focus + each.of_values)
                for each in shapes
                if each.predicate is not None
            )
        )

    def validate_all(self, graph: LightGraph, focus_nodes: Collection[str], found: list[Finding]) -> None:
        """Add what focus nodes do not fulfil."""
        described, shapes = graph.node, self.shapes
        for focus in focus_nodes:
            node = described(focus) or _NO_NODE
            for predicate, of_focus, every in shapes:
                values = node.get(predicate)
                if values:
                    for check in every:
                        check(graph, focus, values, found)
                else:
                    for check in of_focus:
                        check(graph, focus, NOTHING, found)


def _together(
    shapes: Iterable[tuple[Targets, CompiledShape]],
) -> Iterator[tuple[Targets, CompiledShape | Together]]:
    """Shapes with their targets, those along one predicate together."""
    alike: dict[Targets, list[CompiledShape]] = {}
    for targets, shape in shapes:
        if shape.predicate is not None and not shape.queries:
            alike.setdefault(targets, []).append(shape)
        else:
            yield targets, shape
    for targets, several in alike.items():
        yield targets, Together.of(several)


@dataclass(frozen=True, slots=True)
class Left:
    """A shape that is left to pySHACL, and why."""

    shape: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to check: compiled shapes by their targets, and the shapes that are left to pySHACL.

    ``predicates`` are those the shapes look at, ``queried`` those that SPARQL constraints look at; None where
    they may look at any.
    """

    targeted: tuple[tuple[Targets, CompiledShape | Together], ...]
    targets: Targets
    predicates: frozenset[str] | None
    queried: frozenset[str] | None = frozenset()
    left: tuple[Left, ...] = ()
    rest: Graph | None = None


def compile_shapes(shapes: Graph) -> Plan:
    """The plan for a shapes graph, which is only read."""
    compiler = _Compiler(shapes)
    targeted: list[tuple[Targets, CompiledShape]] = []
    left: dict[Node, str] = {}
    own = {shape: targets_of(shapes, shape) for shape in _targeted(shapes)}
    for shape, targets in own.items():
        try:
            targeted.append((targets, compiler.shape(shape)))
        except UnsupportedShapeError as error:
            left[shape] = str(error)
        compiler.looks_at(targets.predicates)
    return Plan(
        targeted=tuple(_together(targeted)),
        targets=Targets.merged(own.values()),
        predicates=None if left else compiler.predicates,
        queried=compiler.queried,
        left=tuple(sorted((Left(str(shape), reason) for shape, reason in left.items()), key=str)),
        rest=_only(shapes, set(left)) if left else None,
    )


def _targeted(shapes: Graph) -> list[Node]:
    found = {shape for target in TARGETS for shape in shapes.subjects(target)}
    return sorted(found | set(implicit_classes(shapes)), key=str)


def _only(shapes: Graph, kept: set[Node]) -> Graph:
    """The shapes without the targets of all but a few, so that only those are checked."""
    rest = Graph()
    for prefix, namespace in shapes.namespaces():
        rest.bind(prefix, namespace)
    implicit = set(implicit_classes(shapes))
    for subject, predicate, value in shapes:
        dropped = predicate in TARGETS or (
            predicate == RDF.type and subject in implicit and value != SH.NodeShape
        )
        if subject in kept or not dropped:
            rest.add((subject, predicate, value))
    return rest


def _both(some: frozenset[str] | None, others: frozenset[str] | None) -> frozenset[str] | None:
    return None if some is None or others is None else some | others


class _Compiler:
    def __init__(self, shapes: Graph) -> None:
        self._shapes = shapes
        self._queries = Queries(shapes)
        self._custom = (None, SH.parameter, None) in shapes
        self._done: dict[Node, CompiledShape] = {}
        self._under_way: set[Node] = set()
        self.predicates: frozenset[str] | None = frozenset({TYPE, written(DCTERMS.identifier)})
        self.queried: frozenset[str] | None = frozenset()

    def looks_at(self, predicates: frozenset[str] | None) -> None:
        """Note what a shape looks at; None is for anything."""
        self.predicates = _both(self.predicates, predicates)

    def shape(self, node: Node) -> CompiledShape:
        """A shape, compiled once; raises UnsupportedShapeError."""
        if node in self._done:
            return self._done[node]
        if node in self._under_way:
            raise UnsupportedShapeError("the shape leads back to itself")
        if self._custom:
            raise UnsupportedShapeError("there are constraint components of the user's own")
        self._under_way.add(node)
        try:
            self._done[node] = self._compiled(node)
        finally:
            self._under_way.discard(node)
        return self._done[node]

    def _compiled(self, node: Node) -> CompiledShape:
        self._require_known(node)
        path = self._path(node)
        if self._is_deactivated(node):
            return CompiledShape(path)
        self._note(node)
        step = self._shapes.value(node, SH.path)
        return CompiledShape(
            path,
            predicate=written(step) if isinstance(step, URIRef) else None,
            of_values=tuple(self._checks(node, of_values=True)),
            of_focus=tuple(self._checks(node, of_values=False)),
            queries=self._sparql(node),
        )

    def _require_known(self, node: Node) -> None:
        known = {*_SAID, *OF_VALUES, *OF_FOCUS, *NESTED, *NESTED_OF_FOCUS}
        for predicate in set(self._shapes.predicates(node)):
            if str(predicate).startswith(str(SH)) and predicate not in known:
                raise UnsupportedShapeError(f"sh:{str(predicate).removeprefix(str(SH))} is not compiled")
        if (node, None, None) not in self._shapes:
            raise UnsupportedShapeError("a shape that is named does not exist")

    def _path(self, node: Node) -> Path | None:
        paths = list(self._shapes.objects(node, SH.path))
        if len(paths) > 1 or (paths and (node, RDF.type, SH.NodeShape) in self._shapes):
            raise UnsupportedShapeError("a shape has several paths, or a node shape has one")
        for path in paths:
            self.looks_at(frozenset(predicates_of(self._shapes, path)))
            return compile_path(self._shapes, path)
        if (node, RDF.type, SH.PropertyShape) in self._shapes:
            raise UnsupportedShapeError("a property shape has no path")
        return None

    def _is_deactivated(self, node: Node) -> bool:
        values = set(self._shapes.objects(node, SH.deactivated))
        if any(not isinstance(value, Literal) for value in values) or len(values) > 1:
            raise UnsupportedShapeError("sh:deactivated is neither true nor false")
        return any(bool(value.value) for value in values if isinstance(value, Literal))

    def _note(self, node: Node) -> None:
        if (node, SH.closed, None) in self._shapes:
            self.looks_at(None)
        for predicate in _COMPARED:
            self.looks_at(frozenset(written(each) for each in self._shapes.objects(node, predicate)))

    def _checks(self, node: Node, *, of_values: bool) -> Iterator[Check]:
        """The checks of a shape, in the order of the components."""
        for parameter, build in (OF_VALUES if of_values else OF_FOCUS).items():
            if values := self._values(node, parameter):
                yield from build(Parameters(self._shapes, node, values))
        for parameter, nest in (NESTED if of_values else NESTED_OF_FOCUS).items():
            if values := self._values(node, parameter):
                yield from nest(Parameters(self._shapes, node, values), self._validate)

    def _validate(self, node: Node) -> Validate:
        return self.shape(node).validate

    def _values(self, node: Node, parameter: Node) -> list[Node]:
        return sorted(self._shapes.objects(node, parameter), key=str)

    def _sparql(self, node: Node) -> tuple[QueryCheck, ...]:
        if (node, SH.sparql, None) not in self._shapes:
            return ()
        queries = tuple(self._queries.of(node))
        for query in queries:
            self.looks_at(query.predicates)
            self.queried = _both(self.queried, query.predicates)
        return queries
