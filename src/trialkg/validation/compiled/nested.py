"""The components that hold value nodes against other shapes (https://www.w3.org/TR/shacl/#core-components-shape)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from rdflib import RDFS, SH, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from trialkg.validation.compiled.constraints import Parameters, each
from trialkg.validation.compiled.findings import Check, Finding, Source
from trialkg.validation.compiled.graph import TYPE, LightGraph, Values
from trialkg.validation.compiled.terms import written
from trialkg.validation.compiled.unsupported import UnsupportedShapeError

Validate: TypeAlias = Callable[[LightGraph, str, list[Finding]], None]
"""A compiled shape, asked of one focus node."""

Find: TypeAlias = Callable[[Node], Validate]
"""The compiled shape of a node of the shapes graph."""

NestedBuilder: TypeAlias = Callable[[Parameters, Find], Sequence[Check]]

_RESOURCE = f"<{RDFS.Resource}>"


def conforms(shape: Validate, graph: LightGraph, node: str) -> bool:
    """Whether a node fulfils a shape."""
    found: list[Finding] = []
    shape(graph, node, found)
    return not found


def _not(parameters: Parameters, find: Find) -> list[Check]:
    def to(shape: Validate) -> Check:
        return each(parameters.source("Not"), lambda graph, value: not conforms(shape, graph, value))

    return [to(find(value)) for value in parameters.values]


def _counting(component: str, enough: Callable[[Iterable[bool]], bool]) -> NestedBuilder:
    def build(parameters: Parameters, find: Find) -> list[Check]:
        def among(members: Sequence[Validate]) -> Check:
            return each(
                parameters.source(component),
                lambda graph, value: enough(conforms(member, graph, value) for member in members),
            )

        lists = [list(Collection(parameters.shapes, value)) for value in parameters.values]
        if not all(lists):
            raise UnsupportedShapeError("a list of shapes is empty")
        return [among([find(member) for member in members]) for members in lists]

    return build


def _exactly_one(conforming: Iterable[bool]) -> bool:
    return sum(conforming) == 1


def _node(parameters: Parameters, find: Find) -> list[Check]:
    source = parameters.source("Node")

    def to(shape: Validate) -> Check:
        def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
            for value in values:
                details: list[Finding] = []
                shape(graph, value, details)
                if details:
                    found.append(Finding(source, focus, value))
                    found.extend(details)

        return check

    for value in parameters.values:
        if (value, SH.path, None) in parameters.shapes:
            raise UnsupportedShapeError("sh:node names a property shape")
    return [to(find(value)) for value in parameters.values]


def _property(parameters: Parameters, find: Find) -> list[Check]:
    def to(shape: Validate) -> Check:
        def check(graph: LightGraph, _: str, values: Values, found: list[Finding]) -> None:
            for value in values:
                shape(graph, value, found)

        return check

    for value in parameters.values:
        if (value, SH.path, None) not in parameters.shapes:
            raise UnsupportedShapeError("sh:property names a node shape")
    return [to(find(value)) for value in parameters.values]


def _qualified(parameters: Parameters, find: Find) -> list[Check]:
    least, most = _count(parameters, SH.qualifiedMinCount), _count(parameters, SH.qualifiedMaxCount)
    if not parameters.property_shape or (least is None and most is None):
        raise UnsupportedShapeError("sh:qualifiedValueShape stands on a node shape, or without a count")
    too_few, too_many = parameters.source("QualifiedMinCount"), parameters.source("QualifiedMaxCount")

    def of(shape: Validate, siblings: Sequence[Validate]) -> Check:
        def counts(graph: LightGraph, value: str) -> bool:
            return conforms(shape, graph, value) and not any(
                conforms(sibling, graph, value) for sibling in siblings
            )

        def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
            number = sum(counts(graph, value) for value in values)
            if most is not None and number > most:
                found.append(Finding(too_many, focus))
            if least is not None and number < least:
                found.append(Finding(too_few, focus))

        return check

    return [
        of(find(value), [find(sibling) for sibling in _siblings(parameters, value)])
        for value in parameters.values
    ]


def _count(parameters: Parameters, predicate: URIRef) -> int | None:
    values = list(parameters.shapes.objects(parameters.shape, predicate))
    return Parameters(parameters.shapes, parameters.shape, values).number if values else None


def _siblings(parameters: Parameters, value: Node) -> list[Node]:
    """https://www.w3.org/TR/shacl/#dfn-sibling-shapes"""
    shapes, shape = parameters.shapes, parameters.shape
    if (shape, SH.qualifiedValueShapesDisjoint, Literal(True)) not in shapes:
        return []
    found = {
        sibling
        for parent in shapes.subjects(SH.property, shape)
        for beside in shapes.objects(parent, SH.property)
        for sibling in shapes.objects(beside, SH.qualifiedValueShape)
    }
    return sorted(found - {value}, key=str)


def _closed(parameters: Parameters, _: Find) -> list[Check]:
    shapes, shape = parameters.shapes, parameters.shape
    source = parameters.source("Closed")
    paths = {path for each in shapes.objects(shape, SH.property) for path in shapes.objects(each, SH.path)}
    ignored = {
        member for each in shapes.objects(shape, SH.ignoredProperties) for member in Collection(shapes, each)
    }
    allowed = frozenset(written(each) for each in paths | ignored if isinstance(each, URIRef))

    def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
        for value in values:
            for predicate, objects in (graph.node(value) or {}).items():
                if predicate not in allowed:
                    found.extend(_unlisted(source, focus, predicate, objects))

    return [check] if parameters.flag else []


def _unlisted(source: Source, focus: str, predicate: str, objects: Values) -> Iterable[Finding]:
    for value in objects:
        if (predicate, value) != (TYPE, _RESOURCE):
            yield Finding(source, focus, value, predicate)


NESTED: dict[Node, NestedBuilder] = {
    SH["not"]: _not,
    SH["and"]: _counting("And", all),
    SH["or"]: _counting("Or", any),
    SH.xone: _counting("Xone", _exactly_one),
    SH.node: _node,
    SH.property: _property,
    SH.closed: _closed,
}
"""The components that have nothing to say of a focus node without values."""

NESTED_OF_FOCUS: dict[Node, NestedBuilder] = {SH.qualifiedValueShape: _qualified}
"""The component that also looks at a focus node without values."""
