"""Runs a plan over light graphs and writes the findings as results, as pySHACL's report has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

import pyoxigraph as ox
from rdflib import SH, Graph, URIRef

from trialkg.errors import SourceError
from trialkg.validation.compiled.compiler import Left, compile_shapes
from trialkg.validation.compiled.findings import Finding, Source
from trialkg.validation.compiled.graph import LightGraph
from trialkg.validation.compiled.messages import Messages
from trialkg.validation.compiled.terms import is_literal, literal_parts, read_term
from trialkg.validation.engine import node_text, rule_of, validate_graph
from trialkg.validation.paths import path_text, term_text
from trialkg.validation.report import Report, Result, Severity
from trialkg.validation.shapes import SEVERITIES, Shapes
from trialkg.vocabulary import Class
from trialkg.vocabulary.codes import StudyType
from trialkg.vocabulary.namespaces import DCTERMS, TKG

_STUDY_CLASSES: Final = tuple(f"<{TKG}{name}>" for name in (Class.STUDY, *StudyType))
_IDENTIFIER: Final = f"<{DCTERMS}identifier>"
_TOGETHER: Final = 8
"""Studies in a graph: their dictionaries stay in the cache of the processor, a fifth less time."""


class CompiledShapes:
    """Shapes as checks of this process. What is not compiled is named in ``left`` and checked by pySHACL."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes.graph
        self._plan = compile_shapes(shapes.graph)
        self._origins: dict[Source, _Origin] = {}
        self._messages = Messages(shapes.graph)

    @property
    def left(self) -> tuple[Left, ...]:
        """The shapes that are left to pySHACL, with the reasons."""
        return self._plan.left

    @property
    def predicates(self) -> frozenset[str] | None:
        """The predicates whose triples matter; None where any may."""
        return self._plan.predicates

    def validate_ntriples(self, text: bytes) -> Report:
        """Check studies given as N-Triples from anywhere; raises SourceError."""
        try:
            return self.validate(LightGraph.parsed(text))
        except SyntaxError as error:
            remedy = "Build the store again."
            raise SourceError(f"the triples cannot be read: {error}", remedy=remedy) from error

    def validate_studies(self, texts: Iterable[bytes]) -> Report:
        """Check studies, each given as the N-Triples that this package writes, a few at a time."""
        return Report.merged(self.validate(LightGraph.of_lines(some)) for some in _a_few(texts))

    def validate_quads(self, quads: Iterable[ox.Quad]) -> Report:
        """Check triples that were parsed before, as one graph."""
        return self.validate(LightGraph.of_quads(quads))

    def validate(self, graph: LightGraph) -> Report:
        """Check a graph. The report has no places, as that of the reference engine."""
        graph.queried = self._plan.queried
        results = [self._result(finding, graph) for finding in self._findings(graph)]
        if self._plan.rest is not None and graph.takes_left:
            results.extend(validate_graph(graph.rdflib, Shapes(self._plan.rest, Graph())).results)
        targeted = self._plan.targets.focus_nodes(graph)
        return Report(
            results=tuple(sorted(results, key=lambda result: result.sort_key)),
            focus_nodes=sum(node in graph for node in targeted),
            studies=len({study for kind in _STUDY_CLASSES for study in graph.instances(kind)}),
        )

    def _findings(self, graph: LightGraph) -> list[Finding]:
        found: list[Finding] = []
        select = lru_cache(maxsize=None)(lambda targets: targets.focus_nodes(graph))
        for targets, shape in self._plan.targeted:
            shape.validate_all(graph, select(targets), found)
        return found

    def _result(self, finding: Finding, graph: LightGraph) -> Result:
        origin = self._origin(finding.source)
        value = "" if finding.value is None else term_text(read_term(finding.value))
        return Result(
            focus=node_text(read_term(finding.focus)),
            rule=origin.rule,
            severity=origin.severity,
            message=self._message(finding, origin, graph),
            shape=origin.shape,
            component=finding.source.component,
            path=origin.path if finding.path is None else term_text(read_term(finding.path)),
            value=value,
            study=_registry_id(graph, finding.focus),
        )

    def _message(self, finding: Finding, origin: _Origin, graph: LightGraph) -> str:
        if finding.messages is not None:
            return "; ".join(finding.messages)
        return origin.message or self._messages.generic(finding, graph)

    def _origin(self, source: Source) -> _Origin:
        found = self._origins.get(source)
        if found is None:
            found = self._origins[source] = _origin_of(source, self._shapes)
        return found


def _a_few(texts: Iterable[bytes]) -> Iterator[list[bytes]]:
    waiting = iter(texts)
    while some := list(islice(waiting, _TOGETHER)):
        yield some


@dataclass(frozen=True, slots=True)
class _Origin:
    """What all results of a source have in common."""

    rule: str
    severity: Severity
    shape: str
    path: str
    message: str


def _origin_of(source: Source, shapes: Graph) -> _Origin:
    shape = source.shape
    path = shapes.value(shape, SH.path)
    severity = shapes.value(shape, SH.severity) or SH.Violation
    return _Origin(
        rule=rule_of(shapes, shape, source.constraint) or source.component,
        severity=SEVERITIES.get(severity, Severity.VIOLATION),
        shape=str(shape) if isinstance(shape, URIRef) else "",
        path="" if path is None else path_text(shapes, path),
        message="; ".join(sorted(str(message) for message in shapes.objects(shape, SH.message))),
    )


def _registry_id(graph: LightGraph, focus: str) -> str:
    document = f"{focus.rstrip('>').partition('#')[0]}>" if focus[0] == "<" else ""
    for identifier in graph.values(document, _IDENTIFIER):
        if is_literal(identifier):
            return literal_parts(identifier)[0]
    return ""
