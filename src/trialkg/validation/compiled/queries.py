"""SPARQL constraints, asked of Oxigraph for many focus nodes at once (https://www.w3.org/TR/shacl/#sparql-constraints)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox
from pyparsing import ParseException
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadError, ReportableRuntimeError, ValidationFailure
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, Graph
from rdflib.term import Node, URIRef

from trialkg.validation.compiled.algebra import read_query
from trialkg.validation.compiled.findings import Finding, Source
from trialkg.validation.compiled.graph import LightGraph
from trialkg.validation.compiled.sieve import Sieve, sieve_of
from trialkg.validation.compiled.terms import OxigraphTerm, literal_parts, oxigraph_term, string_of, written
from trialkg.validation.compiled.unsupported import UnsupportedShapeError

_HEAD: Final = re.compile(
    r"\s*SELECT\s+(?:(?:DISTINCT|REDUCED)\s+)?(?:[?$]\w+\s+)+(?:WHERE\s*)?\{", re.IGNORECASE
)
"""The start of a query up to its group, where nothing but variables is selected."""

_ANYBODY: Final = URIRef("urn:trialkg:anybody")


@dataclass(frozen=True, slots=True)
class QueryCheck:
    """A SPARQL constraint: its text with prefixes, and what is bound beforehand beside the focus node.

    ``prologue`` and ``group`` are the text before and after the place for the focus nodes, where one query
    can be asked about them all. ``predicates`` are those whose triples can matter (None: all).
    ``sieve`` tells which focus nodes need not be asked about.
    """

    source: Source
    text: str
    messages: tuple[str, ...]
    general: tuple[str, ...]
    of_node_shape: bool
    takes_this: bool
    shape: str | None
    predicates: frozenset[str] | None
    prologue: str = ""
    group: str = ""
    sieve: Sieve | None = None

    def of_nodes(self, graph: LightGraph, focus_nodes: Collection[str]) -> Iterator[Finding]:
        """What the query finds of focus nodes."""
        together = [node for node in focus_nodes if self.prologue and node[0] != "_"]
        yield from self._of_iris(graph, together)
        for node in set(focus_nodes).difference(together):
            answer = graph.store.query(self.text, substitutions=self._bound(node))
            yield from self._findings(answer, node)

    def _of_iris(self, graph: LightGraph, nodes: list[str]) -> Iterator[Finding]:
        """What the query finds of nodes that it is asked about at once: those that the sieve keeps."""
        if self.sieve is not None:
            nodes = [node for node in nodes if self.sieve(graph, node)]
        if nodes:
            # Who has a sieve looks at nothing but what its nodes lead to.
            store = graph.store if self.sieve is None else graph.store_from(nodes)
            values = " ".join(nodes)
            text = f"{self.prologue} VALUES $this {{ {values} }} {self.group}"
            yield from self._findings(store.query(text), "")

    def _bound(self, focus: str) -> dict[ox.Variable, OxigraphTerm]:
        bound: dict[ox.Variable, OxigraphTerm] = (
            {ox.Variable("this"): oxigraph_term(focus)} if self.takes_this else {}
        )
        if self.shape is not None:
            bound[ox.Variable("currentShape")] = oxigraph_term(self.shape)
        return bound

    def _findings(
        self, answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, focus: str
    ) -> Iterator[Finding]:
        assert isinstance(answer, ox.QuerySolutions)
        names = [variable.value for variable in answer.variables]
        seen: set[tuple[str | None, ...]] = set()
        for solution in answer:
            terms = tuple(None if term is None else str(term) for term in solution)
            if terms not in seen:
                seen.add(terms)
                row = {name: term for name, term in zip(names, terms, strict=True) if term is not None}
                if row.keys() & {"this", "path", "value"}:
                    yield self._finding(row, focus)

    def _finding(self, row: dict[str, str], focus: str) -> Finding:
        node = row.get("this", focus)
        value = row.get("value") or (node if self.of_node_shape else None)
        filled = row if value is None else {**row, "value": value}
        return Finding(self.source, node, value, row.get("path"), self._messages(filled))

    def _messages(self, row: dict[str, str]) -> tuple[str, ...]:
        own = {_filled(message, row) for message in self.messages}
        general = {_filled(message, row) for message in self.general}
        every = own | general
        kept = every - set(self.general) if len(every) > 1 else every
        return tuple(sorted(kept or every))


def read_shapes(shapes: Graph) -> ShapesGraph:
    """The shapes as pySHACL reads them; raises ReportableRuntimeError."""
    read = ShapesGraph(shapes)
    # They are found by their nodes only after they were listed.
    assert read.shapes is not None
    return read


def _filled(message: str, row: dict[str, str]) -> str:
    """A message with the values of variables, as ``{?name}`` or ``{$name}``."""
    for name, term in row.items():
        for mark in "?$":
            if f"{{{mark}{name}}}" in message:
                message = message.replace(f"{{{mark}{name}}}", _plain(term))
    return message


def _plain(term: str) -> str:
    return string_of(term) or term[2:] if term[0] != '"' else literal_parts(term)[0]


class Queries:
    """The SPARQL constraints of a shapes graph, read by pySHACL, which knows what is allowed in them."""

    def __init__(self, shapes: Graph) -> None:
        self._graph = shapes
        self._read: ShapesGraph | None = None

    def of(self, node: Node) -> Iterator[QueryCheck]:
        """The constraints of a shape; raises UnsupportedShapeError for those that cannot be asked."""
        if self._read is None:
            self._read = read_shapes(self._graph)
        try:
            shape = self._read.lookup_shape_from_node(node)
            helpers = SPARQLBasedConstraint(shape).sparql_constraints
            for helper in sorted(helpers, key=lambda each: str(each.node)):
                if not helper.deactivated:
                    yield self._check(node, helper)
        except _REFUSALS as error:
            raise UnsupportedShapeError(f"a SPARQL constraint cannot be read: {error}") from error

    def _check(self, node: Node, helper: Any) -> QueryCheck:
        bound, text = helper.pre_bind_variables(_ANYBODY)
        whole = helper.apply_prefixes(text)
        reading = read_query(whole)
        if "failure" in reading.names:
            raise UnsupportedShapeError("a query says by ?failure that it failed")
        if "this" in bound and "this" not in reading.names:
            raise UnsupportedShapeError("a query does not select $this")
        head = _HEAD.match(text) if reading.at_once and set(bound) == {"this"} else None
        shape = bound.get("currentShape")
        return QueryCheck(
            source=Source(node, "SPARQLConstraintComponent", helper.node),
            text=whole,
            messages=tuple(sorted({str(message) for message in helper.messages})),
            general=tuple(sorted({str(each) for each in self._graph.objects(node, SH.message)})),
            of_node_shape=(node, SH.path, None) not in self._graph,
            takes_this="this" in bound,
            shape=None if shape is None else written(shape),
            predicates=reading.predicates,
            prologue=helper.apply_prefixes(text[: head.end()]) if head else "",
            group=text[head.end() :] if head else "",
            sieve=sieve_of(reading.algebra) if head and reading.plain_exists else None,
        )


_REFUSALS: Final = (
    KeyError,
    NotImplementedError,
    ParseException,
    ConstraintLoadError,
    ReportableRuntimeError,
    ValidationFailure,
)
"""What pySHACL and rdflib raise for a constraint that they cannot read."""
