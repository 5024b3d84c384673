"""The constraint components of SHACL Core, each as a check over value nodes.

In the order of https://www.w3.org/TR/shacl/#core-components; those that lead to other shapes stand in
``nested``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rdflib import RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from trialkg.validation.compiled import datatypes, regexes
from trialkg.validation.compiled.datatypes import Order
from trialkg.validation.compiled.findings import Check, Finding, Source
from trialkg.validation.compiled.graph import LightGraph, Values
from trialkg.validation.compiled.terms import (
    is_literal,
    language_of,
    string_of,
    written,
)
from trialkg.validation.compiled.unsupported import UnsupportedShapeError


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a shape says with the property of one component, and where."""

    shapes: Graph
    shape: Node
    values: Sequence[Node]

    @property
    def one(self) -> Node:
        """The value of a parameter that has only one."""
        if len(self.values) != 1:
            raise UnsupportedShapeError("a parameter that takes one value has several")
        return self.values[0]

    @property
    def number(self) -> int:
        """The value of a parameter that is a count."""
        value = self.one
        if not isinstance(value, Literal) or not isinstance(value.value, int):
            raise UnsupportedShapeError("a count is no xsd:integer")
        return int(value.value)

    @property
    def flag(self) -> bool:
        """The value of a parameter that is true or not; only ``true`` itself is."""
        return self.one == Literal(True)

    @property
    def members(self) -> list[Node]:
        """The members of the list that is the value."""
        return list(Collection(self.shapes, self.one))

    @property
    def terms(self) -> list[str]:
        """All values as terms."""
        return [written(value) for value in self.values]

    @property
    def property_shape(self) -> bool:
        """Whether the shape has a path."""
        return (self.shape, SH.path, None) in self.shapes

    def source(self, component: str) -> Source:
        """Where the findings of a component come from."""
        return Source(self.shape, f"{component}ConstraintComponent")


Builder: TypeAlias = Callable[[Parameters], Sequence[Check]]

Accepts: TypeAlias = Callable[[LightGraph, str], bool]


def each(source: Source, accepts: Accepts) -> Check:
    """A check that looks at value nodes one by one."""

    def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
        for value in values:
            if not accepts(graph, value):
                found.append(Finding(source, focus, value))  # noqa: PERF401 - mostly there is nothing to add

    return check


def _class(parameters: Parameters) -> list[Check]:
    def of(kind: str) -> Accepts:
        return lambda graph, value: graph.is_instance(value, kind)

    return [each(parameters.source("Class"), of(kind)) for kind in parameters.terms]


def _datatype(parameters: Parameters) -> list[Check]:
    if parameters.one in (RDFS.Literal, RDFS.Datatype):
        raise UnsupportedShapeError("a class of literals is no datatype")
    wanted = str(parameters.one)

    def accepts(_: LightGraph, value: str) -> bool:
        return is_literal(value) and datatypes.is_of(value, wanted)

    return [each(parameters.source("Datatype"), accepts)]


_KINDS: dict[Node, str] = {
    SH.IRI: "<",
    SH.BlankNode: "_",
    SH.Literal: '"',
    SH.BlankNodeOrIRI: "_<",
    SH.BlankNodeOrLiteral: '_"',
    SH.IRIOrLiteral: '<"',
}
"""How terms of each kind start."""


def _node_kind(parameters: Parameters) -> list[Check]:
    starts = _KINDS.get(parameters.one)
    if starts is None:
        raise UnsupportedShapeError("there is no such kind of node")
    return [each(parameters.source("NodeKind"), lambda _, value: value[0] in starts)]


def _min_count(parameters: Parameters) -> list[Check]:
    source, least = parameters.source("MinCount"), parameters.number

    def check(_: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
        if len(values) < least:
            found.append(Finding(source, focus))

    return [check]


def _max_count(parameters: Parameters) -> list[Check]:
    source, most = parameters.source("MaxCount"), parameters.number

    def check(_: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
        if len(values) > most:
            found.append(Finding(source, focus))

    return [check]


def _limit(component: str, order: Order, *, lower: bool) -> Builder:
    def build(parameters: Parameters) -> list[Check]:
        def within(limit: str) -> Accepts:
            if lower:
                return lambda _, value: order(limit, value)
            return lambda _, value: order(value, limit)

        if not all(isinstance(value, Literal) for value in parameters.values):
            raise UnsupportedShapeError("a limit is no literal")
        return [each(parameters.source(component), within(limit)) for limit in parameters.terms]

    return build


def _min_length(parameters: Parameters) -> list[Check]:
    least = parameters.number

    def accepts(_: LightGraph, value: str) -> bool:
        text = string_of(value)
        return text is not None and len(text) >= least

    return [each(parameters.source("MinLength"), accepts)]


def _max_length(parameters: Parameters) -> list[Check]:
    most = parameters.number

    def accepts(_: LightGraph, value: str) -> bool:
        text = string_of(value)
        return text is not None and len(text) <= most

    return [each(parameters.source("MaxLength"), accepts)]


def _pattern(parameters: Parameters) -> list[Check]:
    flags = [str(each) for each in parameters.shapes.objects(parameters.shape, SH.flags)]
    if len(flags) > 1:
        raise UnsupportedShapeError("a pattern has several sh:flags")

    def matching(pattern: Node) -> Accepts:
        search = regexes.compiled(str(pattern), "".join(flags)).search

        def accepts(_: LightGraph, value: str) -> bool:
            text = string_of(value)
            return text is not None and search(text) is not None

        return accepts

    return [each(parameters.source("Pattern"), matching(pattern)) for pattern in parameters.values]


def _language_in(parameters: Parameters) -> list[Check]:
    ranges = tuple(str(member).lower() for member in parameters.members)

    def accepts(_: LightGraph, value: str) -> bool:
        tag = language_of(value)
        return bool(tag) and any(wanted in ("*", tag) or tag.startswith(f"{wanted}-") for wanted in ranges)

    return [each(parameters.source("LanguageIn"), accepts)]


def _unique_lang(parameters: Parameters) -> list[Check]:
    source = parameters.source("UniqueLang")
    if not parameters.property_shape:
        raise UnsupportedShapeError("sh:uniqueLang stands on a node shape")

    def check(_: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
        tags = [tag for value in values if (tag := language_of(value))]
        found.extend(Finding(source, focus) for tag in set(tags) if tags.count(tag) > 1)

    return [check] if parameters.flag else []


def _equals(parameters: Parameters) -> list[Check]:
    source = parameters.source("Equals")

    def to(predicate: str) -> Check:
        def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
            others = graph.values(focus, predicate)
            if set(values) != set(others):
                found.extend(Finding(source, focus, value) for value in values if value not in others)
                found.extend(Finding(source, focus, value) for value in others if value not in values)

        return check

    return [to(predicate) for predicate in parameters.terms]


def _disjoint(parameters: Parameters) -> list[Check]:
    source = parameters.source("Disjoint")

    def from_(predicate: str) -> Check:
        def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
            others = graph.values(focus, predicate)
            found.extend(Finding(source, focus, value) for value in values if value in others)

        return check

    return [from_(predicate) for predicate in parameters.terms]


def _before(component: str, order: Order) -> Builder:
    def build(parameters: Parameters) -> list[Check]:
        source = parameters.source(component)
        if not parameters.property_shape or not all(isinstance(each, URIRef) for each in parameters.values):
            raise UnsupportedShapeError("two properties are compared on a node shape, or no property")

        def than(predicate: str) -> Check:
            def check(graph: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
                if values:
                    others = graph.values(focus, predicate)
                    found.extend(
                        Finding(source, focus, value)
                        for value in values
                        for other in others
                        if not order(value, other)
                    )

            return check

        return [than(predicate) for predicate in parameters.terms]

    return build


def _has_value(parameters: Parameters) -> list[Check]:
    source = parameters.source("HasValue")

    def of(wanted: str) -> Check:
        def check(_: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
            if wanted not in values:
                found.append(Finding(source, focus))

        return check

    return [of(wanted) for wanted in parameters.terms]


def _in(parameters: Parameters) -> list[Check]:
    source = parameters.source("In")
    allowed = frozenset(written(member) for member in parameters.members)

    def check(_: LightGraph, focus: str, values: Values, found: list[Finding]) -> None:
        if not allowed.issuperset(values):
            found.extend(Finding(source, focus, value) for value in values if value not in allowed)

    return [check]


OF_VALUES: dict[Node, Builder] = {
    SH["class"]: _class,
    SH.datatype: _datatype,
    SH.nodeKind: _node_kind,
    SH.maxCount: _max_count,
    SH.minInclusive: _limit("MinInclusive", datatypes.less_or_equal, lower=True),
    SH.minExclusive: _limit("MinExclusive", datatypes.less, lower=True),
    SH.maxInclusive: _limit("MaxInclusive", datatypes.less_or_equal, lower=False),
    SH.maxExclusive: _limit("MaxExclusive", datatypes.less, lower=False),
    SH.minLength: _min_length,
    SH.maxLength: _max_length,
    SH.pattern: _pattern,
    SH.languageIn: _language_in,
    SH.uniqueLang: _unique_lang,
    SH.disjoint: _disjoint,
    SH.lessThan: _before("LessThan", datatypes.less),
    SH.lessThanOrEquals: _before("LessThanOrEquals", datatypes.less_or_equal),
    SH["in"]: _in,
}
"""The components that have nothing to say of a focus node without values."""

OF_FOCUS: dict[Node, Builder] = {
    SH.minCount: _min_count,
    SH.equals: _equals,
    SH.hasValue: _has_value,
}
"""The components that also look at a focus node without values."""
