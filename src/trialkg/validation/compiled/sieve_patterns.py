"""Triple patterns of SPARQL, followed over a light graph from nodes that are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from rdflib import URIRef
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node, Variable

from trialkg.validation.compiled.graph import NOTHING, LightGraph, Values
from trialkg.validation.compiled.sieve_expressions import Expression, Solution
from trialkg.validation.compiled.sieve_values import UNKNOWN, Value, may_be_same, truth
from trialkg.validation.compiled.terms import written

Solve: TypeAlias = Callable[[LightGraph, Iterable[Solution]], Iterable[Solution]]
Limits: TypeAlias = Mapping[str, tuple[str, ...]]
"""Variables that can only be some IRIs."""


def filtered(inner: Solve, expression: Expression) -> Solve:
    """The solutions for which an expression is true, or may be."""

    def solve(graph: LightGraph, given: Iterable[Solution]) -> Iterator[Solution]:
        for each in inner(graph, given):
            holds = truth(expression(graph, each))
            if holds is True or holds is UNKNOWN:
                yield each

    return solve


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


def in_turn(steps: Sequence[Solve]) -> Solve:
    """Several patterns, each followed from what the one before found."""

    def solve(graph: LightGraph, given: Iterable[Solution]) -> Iterable[Solution]:
        for step in steps:
            given = step(graph, given)
        return given

    return solve


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A triple pattern: names of variables, or terms."""

    subject: str
    predicate: str
    value: str
    variables: tuple[bool, bool, bool]
    predicates: tuple[str, ...] | None

    def __call__(self, graph: LightGraph, given: Iterable[Solution]) -> Iterator[Solution]:
        by_name, named, open_ = self.variables
        for solution in given:
            subject = solution[self.subject] if by_name else self.subject
            assert isinstance(subject, str)
            node = graph.nodes.get(subject)
            if node is None:
                continue
            for predicate in self._predicates(solution, node) if named else (self.predicate,):
                found = node.get(predicate, NOTHING)
                if not found:
                    continue
                more = {**solution, self.predicate: predicate} if named else solution
                wanted = more.get(self.value) if open_ else self.value
                if wanted is None:
                    for value in found:
                        yield {**more, self.value: value}
                elif _has(found, wanted):
                    yield more

    def _predicates(self, solution: Solution, node: Mapping[str, object]) -> Iterable[str]:
        bound = solution.get(self.predicate)
        if isinstance(bound, str):
            return (bound,)
        return node if self.predicates is None else self.predicates


def _has(found: Values, wanted: Value) -> bool:
    """Whether a value may be among those of a predicate."""
    if not isinstance(wanted, str) or wanted in found:
        return True
    return wanted[0] == '"' and any(may_be_same(wanted, value) for value in found)


def step(triple: Sequence[Node], limits: Limits) -> Solve:
    """A triple pattern, whose subject is a term or a variable that is bound to one."""
    subject, predicate, value = (
        str(term) if isinstance(term, Variable) else written(term) for term in triple
    )
    by_name, named, open_ = (isinstance(term, Variable) for term in triple)
    predicates = limits.get(predicate) if named else None
    return _Pattern(subject, predicate, value, (by_name, named, open_), predicates)
