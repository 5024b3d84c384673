"""Tells cheaply of most focus nodes that a SPARQL constraint has nothing to say of them.

A query is followed over the light graph, from the focus node along its patterns. What is not certain counts
as possible: a node that is sieved out has no solution, one that is kept may have one, which only the engine
finds. Queries that cannot be followed so have no sieve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, count
from typing import Any, Final, TypeAlias

from rdflib import Literal, URIRef
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from trialkg.validation.compiled.graph import LightGraph
from trialkg.validation.compiled.sieve_expressions import (
    ORDERS,
    Expression,
    Solution,
    among,
    among_iris,
    bound,
    choice,
    constant,
    joined,
    looks_further,
    unknown,
)
from trialkg.validation.compiled.sieve_patterns import (
    Limits,
    Step,
    Then,
    filtered,
    in_turn,
    is_open,
    limits_in,
    pattern,
)
from trialkg.validation.compiled.sieve_values import (
    ERROR,
    FUNCTIONS,
    UNKNOWN,
    Value,
    all_of,
    any_of,
    opposite,
    truth,
)
from trialkg.validation.compiled.terms import written

Sieve: TypeAlias = Callable[[LightGraph, str], bool]
"""Whether a query may have a solution for a focus node."""

_NO_LIMITS: Final[Limits] = {}


class _UnfollowedError(Exception):
    """A query that cannot be followed from its focus node."""


def sieve_of(query: CompValue) -> Sieve | None:
    """The sieve of a query that can be asked at once of many focus nodes, if it can be followed."""
    try:
        may_hold = _Follower().follow(query.p)(_found)
    except _UnfollowedError:
        return None
    return lambda graph, focus: may_hold(graph, {"this": focus})


def _found(_: LightGraph, __: Solution) -> bool:
    """What is after the last part of a query: it may have a solution."""
    return True


class _Follower:
    """Follows a query pattern by pattern; knows the variables that are bound to terms, or may be bound."""

    def __init__(self) -> None:
        self._certain = {"this"}
        self._possible = {"this"}
        self._optionals = count()

    def follow(self, node: CompValue, limits: Limits = _NO_LIMITS) -> Step:
        """A part of the query, for the solutions it has, and such as may be none."""
        if node.name in ("Project", "Distinct", "Reduced"):
            return self.follow(node.p, limits)
        if node.name == "BGP":
            return self._patterns(node.triples, limits, certain=True)[0]
        if node.name == "Filter":
            inner = self.follow(node.p, {**limits, **dict(limits_in(node.expr))})
            return in_turn((inner, filtered(self._expression(node.expr))))
        if node.name == "Extend":
            return self._extended(node, limits)
        if node.name == "LeftJoin" and node.p2.name == "BGP":
            return self._optional(node, limits)
        raise _UnfollowedError

    def _extended(self, node: CompValue, limits: Limits) -> Step:
        inner, expression = self.follow(node.p, limits), self._expression(node.expr)
        name = str(node.var)
        self._possible.add(name)

        def step(then: Then) -> Then:
            def extended(graph: LightGraph, solution: Solution) -> bool:
                value = expression(graph, solution)
                if value is ERROR:
                    return then(graph, solution)
                solution[name] = value
                holds = then(graph, solution)
                del solution[name]
                return holds

            return extended

        return in_turn((inner, step))

    def _optional(self, node: CompValue, limits: Limits) -> Step:
        first = self.follow(node.p1, limits)
        second, exact = self._patterns(node.p2.triples, dict(limits_in(node.expr)), certain=False)
        expression = self._expression(node.expr)
        # No variable of SPARQL is named so.
        matched = f"matched {next(self._optionals)}"

        def step(then: Then) -> Then:
            def with_it(graph: LightGraph, solution: Solution) -> bool:
                holds = truth(expression(graph, solution))
                if holds is not True and holds is not UNKNOWN:
                    return False
                if exact and holds is True:
                    solution[matched] = True
                return then(graph, solution)

            with_second = second(with_it)

            def optional(graph: LightGraph, solution: Solution) -> bool:
                solution[matched] = False
                holds = with_second(graph, solution)
                alone = not solution.pop(matched)
                return holds or (alone and then(graph, solution))

            return optional

        return in_turn((first, step))

    def _patterns(self, triples: Iterable[Any], limits: Limits, *, certain: bool) -> tuple[Step, bool]:
        """The patterns in an order in which each starts from a known node; whether they match exactly."""
        waiting, known, seen = list(triples), set(self._certain), set(self._possible)
        steps, exact = [], True
        while waiting:
            ready = [each for each in waiting if isinstance(each[0], URIRef) or str(each[0]) in known]
            if not ready:
                raise _UnfollowedError
            triple = min(ready, key=lambda each: is_open(each[2], seen))
            waiting.remove(triple)
            if not isinstance(triple[1], URIRef | Variable) or str(triple[1]) in seen - known:
                raise _UnfollowedError
            exact = exact and (isinstance(triple[2], URIRef) or is_open(triple[2], seen))
            steps.append(pattern(triple, limits))
            names = {str(term) for term in triple if isinstance(term, Variable)}
            # What an expression gave is no node of the graph to go on from.
            known |= names if not names & (seen - known) else names - seen
            seen |= names
        self._possible = seen
        if certain:
            self._certain = known
        return in_turn(steps), exact

    def _expression(self, node: Any) -> Expression:
        if isinstance(node, Variable):
            name = str(node)
            return lambda _, solution: solution.get(name, ERROR)
        if isinstance(node, URIRef | Literal):
            value = constant(node)
            return lambda _, __: value
        if isinstance(node, CompValue):
            return self._operation(node)
        return unknown

    def _operation(self, node: CompValue) -> Expression:
        if node.name == "TrueFilter":
            return lambda _, __: True
        if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            return self._exists(node)
        if node.name == "Builtin_BOUND":
            return bound(str(node.arg))
        if node.name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            join = all_of if node.name == "ConditionalAndExpression" else any_of
            return joined(join, [self._expression(each) for each in (node.expr, *node.other)])
        if node.name == "UnaryNot":
            inner = self._expression(node.expr)
            return lambda graph, solution: opposite(truth(inner(graph, solution)))
        if node.name == "RelationalExpression":
            return self._relation(node)
        if node.name == "Builtin_IF":
            return choice(*(self._expression(node[name]) for name in ("arg1", "arg2", "arg3")))
        return self._function(node)

    def _function(self, node: CompValue) -> Expression:
        function, names = FUNCTIONS.get(node.name, (None, ()))
        if function is None:
            # It may hold a pattern that leads elsewhere.
            if looks_further(node):
                raise _UnfollowedError
            return unknown
        if not all(name in node for name in names):
            return unknown
        arguments = [self._expression(node[name]) for name in names]
        return lambda graph, solution: function(*(each(graph, solution) for each in arguments))

    def _relation(self, node: CompValue) -> Expression:
        left = self._expression(node.expr)
        if node.op in ORDERS:
            compare, right = ORDERS[node.op], self._expression(node.other)
            return lambda graph, solution: compare(left(graph, solution), right(graph, solution))
        if node.op not in ("IN", "NOT IN") or not isinstance(node.other, list):
            return unknown
        chosen = among(left, [self._expression(each) for each in node.other])
        if all(isinstance(each, URIRef) for each in node.other):
            chosen = among_iris(left, frozenset(map(written, node.other)))
        if node.op == "IN":
            return chosen
        return lambda graph, solution: opposite(truth(chosen(graph, solution)))

    def _exists(self, node: CompValue) -> Expression:
        """EXISTS with plain patterns, as they were parsed, and nothing beside them."""
        flat = [term for block in dict(node.items())["graph"].part for term in chain(*block.triples)]
        before_ = set(self._possible)
        triples = zip(flat[::3], flat[1::3], flat[2::3], strict=True)
        patterns, exact = self._patterns(triples, _NO_LIMITS, certain=False)
        self._possible = before_
        exists, wanted = patterns(_found), node.name == "Builtin_EXISTS"

        def holds(graph: LightGraph, solution: Solution) -> Value:
            found = exists(graph, solution)
            return UNKNOWN if found and not exact else found is wanted

        return holds
