"""Triple patterns of SPARQL, followed over a light graph from nodes that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from rdflib import URIRef
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, Variable

from trialkg.validation.compiled.graph import NOTHING, LightGraph, Values
from trialkg.validation.compiled.sieve_expressions import Expression, Solution
from trialkg.validation.compiled.sieve_values import UNKNOWN, Value, may_be_same, truth
from trialkg.validation.compiled.terms import written

Then: TypeAlias = Callable[[LightGraph, Solution], bool]
"""Whether what is left of a query may hold for a solution, which it gives back as it was."""
Step: TypeAlias = Callable[[Then], Then]
"""A part of a query, before what is left of it. Nothing is copied: a step binds its variables, asks what
comes after it, and lets go of them."""
Limits: TypeAlias = Mapping[str, tuple[str, ...]]
"""Variables that can only be some IRIs."""
_Match: TypeAlias = Callable[[LightGraph, Solution, Values], bool]
"""The same as ``Then``, of the values of a subject and predicate."""


def filtered(expression: Expression) -> Step:
    """Goes on with solutions for which an expression is true, or may be."""

    def step(then: Then) -> Then:
        def holds(graph: LightGraph, solution: Solution) -> bool:
            value = truth(expression(graph, solution))
            return (value is True or value is UNKNOWN) and then(graph, solution)

        return holds

    return step


def limits_in(expression: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The variables that a filter holds to some IRIs, with these."""
    if isinstance(expression, CompValue) and expression.name == "ConditionalAndExpression":
        for each in (expression.expr, *expression.other):
            yield from limits_in(each)
    elif isinstance(expression, CompValue) and expression.name == "RelationalExpression":
        several = expression.other if expression.op == "IN" else [expression.other]
        if expression.op not in ("IN", "=") or not isinstance(several, list):
            return
        if isinstance(expression.expr, Variable) and all(isinstance(each, URIRef) for each in several):
            yield str(expression.expr), tuple(map(written, several))


def is_open(term: Node, seen: set[str]) -> bool:
    """Whether a term is a variable that nothing has bound."""
    return isinstance(term, Variable) and str(term) not in seen


def in_turn(steps: Sequence[Step]) -> Step:
    """Several parts of a query, one after the other."""

    def step(then: Then) -> Then:
        for each in reversed(steps):
            then = each(then)
        return then

    return step


def pattern(triple: Sequence[Node], limits: Limits) -> Step:
    """A triple pattern, whose subject is a term or a variable that is bound to one."""
    subject, predicate, value = triple
    start = _name_or_term(subject)
    if isinstance(predicate, Variable):
        lead = _any_predicate(start, str(predicate), limits.get(str(predicate)))
    else:
        lead = _predicate(start, written(predicate))
    if not isinstance(value, Variable):
        return _chain(lead, _term(written(value)))
    allowed = limits.get(str(value))
    return _chain(lead, _variable(str(value), None if allowed is None else frozenset(allowed)))


def _chain(lead: Callable[[_Match], Then], end: Callable[[Then], _Match]) -> Step:
    return lambda then: lead(end(then))


def _name_or_term(node: Node) -> Callable[[Solution], str]:
    """What a subject stands for in a solution."""
    if not isinstance(node, Variable):
        term = written(node)
        return lambda _: term
    name = str(node)

    def bound(solution: Solution) -> str:
        term = solution[name]
        assert isinstance(term, str)
        return term

    return bound


def _predicate(start: Callable[[Solution], str], predicate: str) -> Callable[[_Match], Then]:
    """From a subject along a predicate to its values, if it has any."""

    def lead(match: _Match) -> Then:
        def follow(graph: LightGraph, solution: Solution) -> bool:
            node = graph.node(start(solution))
            found = None if node is None else node.get(predicate)
            return bool(found) and match(graph, solution, found or NOTHING)

        return follow

    return lead


def _any_predicate(
    start: Callable[[Solution], str], name: str, allowed: tuple[str, ...] | None
) -> Callable[[_Match], Then]:
    """The same along each predicate that a variable can be."""

    def lead(match: _Match) -> Then:
        def follow(graph: LightGraph, solution: Solution) -> bool:
            node = graph.node(start(solution)) or {}
            bound = solution.get(name)
            if isinstance(bound, str):
                return bound in node and match(graph, solution, node[bound])
            holds = False
            for predicate in node if allowed is None else allowed:
                if predicate in node:
                    solution[name] = predicate
                    holds = match(graph, solution, node[predicate])
                    del solution[name]
                    if holds:
                        break
            return holds

        return follow

    return lead


def _term(term: str) -> Callable[[Then], _Match]:
    """A value that must be there."""

    def end(then: Then) -> _Match:
        return lambda graph, solution, found: _has(found, term) and then(graph, solution)

    return end


def _variable(name: str, allowed: frozenset[str] | None) -> Callable[[Then], _Match]:
    """A variable that stands for each value in turn, or for one already; ``allowed`` are its IRIs."""

    def end(then: Then) -> _Match:
        def match(graph: LightGraph, solution: Solution, found: Values) -> bool:
            wanted = solution.get(name)
            if wanted is not None:
                return _has(found, wanted) and then(graph, solution)
            holds = False
            for value in found:
                if allowed is None or value in allowed or value[0] != "<":
                    solution[name] = value
                    holds = then(graph, solution)
                    if holds:
                        break
            solution.pop(name, None)
            return holds

        return match

    return end


def _has(found: Values, wanted: Value) -> bool:
    """Whether a value may be among those of a predicate."""
    if not isinstance(wanted, str) or wanted in found:
        return True
    return wanted[0] == '"' and any(may_be_same(wanted, value) for value in found)
