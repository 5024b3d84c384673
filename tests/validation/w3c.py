"""The SHACL Core tests of the W3C, read from their manifests (https://w3c.github.io/data-shapes/data-shapes-test-suite/)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.namespace import Namespace
from rdflib.term import Node

from trialkg.validation import CompiledShapes, Report, Severity, Shapes
from trialkg.validation.graphs import to_rdflib
from trialkg.validation.paths import path_text, term_text

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

SEVERITIES: dict[Node, Severity] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}

Row = tuple[str, str, str, str, str, Severity]
"""Focus node, path, value, component, shape and severity; a node without an IRI is only known to be one."""


@dataclass(frozen=True)
class Case:
    """A test: two graphs, and the results that are expected of them."""

    name: str
    data: Path
    shapes: Path
    expected: Counter[Row]


def cases(folder: Path) -> Iterator[Case]:
    """The tests of a folder and those below it."""
    for path in sorted(folder.rglob("*.ttl")):
        graph = read(path)
        for entry in graph.subjects(RDF.type, SHT.Validate):
            action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
            yield Case(
                name=str(path.relative_to(folder).with_suffix("")),
                data=_file(graph.value(action, SHT.dataGraph)),
                shapes=_file(graph.value(action, SHT.shapesGraph)),
                expected=Counter(_expected(graph, each) for each in graph.objects(result, SH.result)),
            )


def read(path: Path) -> Graph:
    """A file as a graph, its literals as they are written: rdflib's reader would make ``"1"`` a ``true``."""
    graph = Graph()
    base = path.absolute().as_uri()
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=base):
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


def compiled(case: Case) -> CompiledShapes:
    """The shapes of a case."""
    return CompiledShapes(Shapes(read(case.shapes), Graph()))


def results(case: Case, shapes: CompiledShapes) -> Counter[Row]:
    """What the shapes find in the data of a case."""
    base = case.data.absolute().as_uri()
    report = shapes.validate_quads(ox.parse(path=case.data, format=ox.RdfFormat.TURTLE, base_iri=base))
    return Counter(_found(report))


def _found(report: Report) -> Iterator[Row]:
    for each in report.results:
        focus = each.focus if each.focus[0] in '_"' else term_text(URIRef(each.focus))
        yield (
            _anonymous(focus),
            each.path,
            _anonymous(each.value),
            each.component,
            each.shape or "_:",
            each.severity,
        )


def _expected(graph: Graph, result: Node) -> Row:
    path = graph.value(result, SH.resultPath)
    shape = graph.value(result, SH.sourceShape)
    component = graph.value(result, SH.sourceConstraintComponent)
    severity = graph.value(result, SH.resultSeverity)
    assert severity is not None
    return (
        _text(graph.value(result, SH.focusNode)),
        "" if path is None else path_text(graph, path),
        _text(graph.value(result, SH.value)),
        str(component).removeprefix(str(SH)),
        "_:" if isinstance(shape, BNode) else str(shape),
        SEVERITIES.get(severity, Severity.VIOLATION),
    )


def _text(term: Node | None) -> str:
    return "" if term is None else _anonymous(term_text(term))


def _anonymous(text: str) -> str:
    return "_:" if text.startswith("_:") else text


def _file(iri: Node | None) -> Path:
    return Path(str(iri).removeprefix("file://"))
