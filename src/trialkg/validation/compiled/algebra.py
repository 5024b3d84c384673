"""What is known of a query before it is asked: which triples matter, and whether it can be asked at once.

Asked once for all focus nodes, ``$this`` is joined in by ``VALUES`` at the head of the outermost group. That
is what binding it beforehand means (https://www.w3.org/TR/shacl/#pre-binding) as long as no inner group uses
it in an expression without matching it, and nothing counts, cuts or selects anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pyparsing import ParseResults
from rdflib import URIRef
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import (
    translatePath,
    translatePName,
    translatePrologue,
    translateQuery,
    traverse,
)
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from trialkg.validation.compiled.terms import written

_THIS: Final = Variable("this")
_PLAIN: Final = frozenset(
    {"SelectQuery", "Project", "Distinct", "Reduced", "Filter", "BGP", "Join", "LeftJoin", "Extend", "Union"}
)
_ELSEWHERE: Final = frozenset({"GraphGraphPattern", "ServiceGraphPattern"})
_OF_GROUPS: Final = frozenset(
    {"SubSelect", "MinusGraphPattern", "InlineData", "ServiceGraphPattern", "GraphGraphPattern"}
)
_LEVELS: Final = frozenset(
    f"{name}Expression"
    for name in ("ConditionalOr", "ConditionalAnd", "Relational", "Additive", "Multiplicative")
)
_EXISTS: Final = frozenset({"Builtin_EXISTS", "Builtin_NOTEXISTS"})
_ALGEBRA: Final = _PLAIN | {"ToMultiSet", "Minus", "Graph", "Group", "AggregateJoin", "OrderBy", "Slice"}

Limits = Mapping[Variable, frozenset[str]]
"""Variables that can only be some IRIs."""


class _AnyPredicateError(Exception):
    """A query that may look at triples of any predicate."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The variables of a query, the predicates it looks at (None: any), whether it can be asked at once.

    ``algebra`` is the query itself, which has lost what stands in EXISTS beside patterns; ``plain_exists``
    tells that there was nothing.
    """

    names: frozenset[str]
    predicates: frozenset[str] | None
    at_once: bool
    algebra: CompValue
    plain_exists: bool


def read_query(text: str) -> Reading:
    """Read a SELECT query; raises whatever rdflib raises for text that is none."""
    parsed = parseQuery(text)
    predicates, plain = _predicates(parsed), _has_plain_exists(parsed[1])
    query = translateQuery(parsed).algebra
    names = frozenset(str(variable) for variable in query.PV)
    return Reading(names, predicates, "this" in names and _at_once(query), query, plain)


def _predicates(parsed: Any) -> frozenset[str] | None:
    """The predicates in a query as it was parsed: its algebra no longer has all that stands in EXISTS."""
    resolve = partial(translatePName, prologue=translatePrologue(parsed[0], None))
    tree = traverse(traverse(parsed[1], visitPost=resolve), visitPost=translatePath)
    try:
        return frozenset(_looked_at(tree, {}))
    except _AnyPredicateError:
        return None


def _looked_at(node: Any, limits: Limits) -> Iterator[str]:
    """The predicates of all triple patterns in a part of a query.

    A filter of a group holds for what the group itself matches; into inner groups it is not followed.
    """
    if isinstance(node, list | tuple | ParseResults):
        for each in node:
            yield from _looked_at(each, limits)
    elif isinstance(node, CompValue):
        if node.name in _ELSEWHERE:
            raise _AnyPredicateError
        if node.name == "TriplesBlock":
            for triples in node.triples:
                for predicate in triples[1::3]:
                    yield from _of_pattern(predicate, limits)
        elif node.name == "GroupGraphPatternSub":
            own = dict(limit for part in node.part if part.name == "Filter" for limit in _limits(part.expr))
            for part in node.part:
                yield from _looked_at(part, own if part.name == "TriplesBlock" else {})
        else:
            for each in node.values():
                yield from _looked_at(each, {})


def _has_plain_exists(node: Any) -> bool:
    """Whether there are only triple patterns in all EXISTS of a query as it was parsed."""
    if isinstance(node, CompValue):
        if node.name in _EXISTS:
            parts = getattr(node.graph, "part", None) or [None]
            return all(isinstance(each, CompValue) and each.name == "TriplesBlock" for each in parts)
        return all(map(_has_plain_exists, node.values()))
    return not isinstance(node, list | tuple | ParseResults) or all(map(_has_plain_exists, node))


def _limits(wrapped: Any) -> Iterator[tuple[Variable, frozenset[str]]]:
    """The variables that a filter holds to some IRIs, with these."""
    expression = _bare(wrapped)
    if not isinstance(expression, CompValue):
        return
    if expression.name == "ConditionalAndExpression":
        for each in (expression.expr, *expression.other):
            yield from _limits(each)
    elif expression.name == "RelationalExpression" and expression.op in ("IN", "="):
        variable = _bare(expression.expr)
        others = expression.other if expression.op == "IN" else [expression.other]
        values = [_bare(each) for each in others]
        if isinstance(variable, Variable) and all(isinstance(value, URIRef) for value in values):
            yield variable, frozenset(written(value) for value in values)


def _bare(expression: Any) -> Any:
    """An expression without the levels of precedence in which the parser wraps it."""
    while isinstance(expression, CompValue) and expression.name in _LEVELS and not expression.other:
        expression = expression.expr
    return expression


def _of_pattern(predicate: Any, limits: Limits) -> Iterator[str]:
    if isinstance(predicate, URIRef):
        yield written(predicate)
    elif isinstance(predicate, Variable) and predicate in limits:
        yield from limits[predicate]
    elif isinstance(predicate, InvPath):
        yield from _of_pattern(predicate.arg, {})
    elif isinstance(predicate, SequencePath | AlternativePath):
        for each in predicate.args:
            yield from _of_pattern(each, {})
    elif isinstance(predicate, MulPath) and predicate.mod == "+":
        yield from _of_pattern(predicate.path, {})
    else:
        # A path of no steps leads from every node to itself, whatever triples it stands in.
        raise _AnyPredicateError


def _at_once(node: CompValue, *, outermost: bool = True) -> bool:
    if node.name not in _PLAIN or any(_starts_anew(part) for part in node.values()):
        return False
    if node.name == "BGP":
        return not any(_may_be_empty(triple[1]) for triple in node.triples)
    uses_this = "expr" in node and _uses_this(node.expr)
    if uses_this and not outermost and _THIS not in _certain(node):
        return False
    parts = [(key, node[key]) for key in ("p", "p1", "p2") if key in node]
    inner = ("p1", "p2") if node.name == "Union" else ("p2",)
    return all(_at_once(part, outermost=outermost and key not in inner) for key, part in parts)


def _starts_anew(part: Any) -> bool:
    """Whether a part holds a pattern that cannot be asked at once, in EXISTS too."""
    if isinstance(part, CompValue):
        if part.name in _OF_GROUPS or (part.name in _ALGEBRA and part.name not in _PLAIN):
            return True
        return part.name not in _PLAIN and any(_starts_anew(each) for each in part.values())
    return isinstance(part, list | ParseResults) and any(_starts_anew(each) for each in part)


def _uses_this(expression: Any) -> bool:
    """Whether an expression may use the focus node; EXISTS hides what it uses."""
    if isinstance(expression, CompValue):
        if expression.name in _EXISTS:
            return True
        return any(_uses_this(each) for each in expression.values())
    if isinstance(expression, list | tuple | set | ParseResults):
        return any(_uses_this(each) for each in expression)
    return bool(expression == _THIS)


def _may_be_empty(predicate: Any) -> bool:
    if isinstance(predicate, MulPath):
        return predicate.mod != "+" or _may_be_empty(predicate.path)
    if isinstance(predicate, InvPath):
        return _may_be_empty(predicate.arg)
    return isinstance(predicate, Path) and any(_may_be_empty(each) for each in getattr(predicate, "args", ()))


def _certain(node: CompValue) -> set[Variable]:
    """The variables that every solution of a pattern binds."""
    if node.name == "BGP":
        return {term for triple in node.triples for term in triple if isinstance(term, Variable)}
    if node.name == "Join":
        return _certain(node.p1) | _certain(node.p2)
    if node.name == "Union":
        return _certain(node.p1) & _certain(node.p2)
    return _certain(node["p1" if "p1" in node else "p"])
