"""Expressions of SPARQL as functions of a solution, as far as they can be told without an engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from rdflib import Literal
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from trialkg.validation.compiled.graph import LightGraph
from trialkg.validation.compiled.sieve_values import (
    UNKNOWN,
    Doubt,
    Value,
    any_of,
    before,
    equal,
    not_after,
    opposite,
    truth,
)
from trialkg.validation.compiled.terms import written

Solution: TypeAlias = dict[str, Value]
"""What the variables stand for."""

Expression: TypeAlias = Callable[[LightGraph, Solution], Value]

ORDERS: Final[Mapping[str, Callable[[Value, Value], Value]]] = {
    "=": equal,
    "!=": lambda one, two: opposite(equal(one, two)),
    "<": before,
    ">": lambda one, two: before(two, one),
    "<=": not_after,
    ">=": lambda one, two: not_after(two, one),
}


def unknown(_: LightGraph, __: Solution) -> Value:
    """An expression that is not known."""
    return UNKNOWN


def constant(node: Node) -> Value:
    """The value of a term that stands in a query."""
    if isinstance(node, Literal) and type(node.value) is int and str(node) == str(node.value):
        return int(node.value)
    return written(node)


def looks_further(node: Any) -> bool:
    """Whether an expression holds patterns of its own."""
    if isinstance(node, CompValue):
        return node.name.endswith("EXISTS") or any(map(looks_further, node.values()))
    return isinstance(node, list | tuple) and any(map(looks_further, node))


def bound(name: str) -> Expression:
    """What ``BOUND`` gives."""

    def is_bound(_: LightGraph, solution: Solution) -> Value:
        return UNKNOWN if solution.get(name) is UNKNOWN else name in solution

    return is_bound


def joined(join: Callable[[list[bool | Doubt]], bool | Doubt], parts: Sequence[Expression]) -> Expression:
    """What ``&&`` or ``||`` gives of parts, which are looked at until it is certain."""
    decisive = join is any_of

    def holds(graph: LightGraph, solution: Solution) -> Value:
        found: list[bool | Doubt] = []
        for each in parts:
            found.append(truth(each(graph, solution)))
            if found[-1] is decisive:
                return decisive
        return join(found)

    return holds


def choice(condition: Expression, then: Expression, otherwise: Expression) -> Expression:
    """What ``IF`` gives."""

    def chosen(graph: LightGraph, solution: Solution) -> Value:
        holds = truth(condition(graph, solution))
        if isinstance(holds, Doubt):
            return holds
        return (then if holds else otherwise)(graph, solution)

    return chosen


def among(left: Expression, members: Sequence[Expression]) -> Expression:
    """What ``IN`` gives."""

    def is_in(graph: LightGraph, solution: Solution) -> Value:
        value = left(graph, solution)
        return any_of([equal(value, each(graph, solution)) for each in members])

    return is_in


def among_iris(left: Expression, members: frozenset[str]) -> Expression:
    """The same where all members are IRIs."""

    def is_in(graph: LightGraph, solution: Solution) -> Value:
        value = left(graph, solution)
        return value in members if isinstance(value, str) and value[0] == "<" else UNKNOWN

    return is_in
