"""Runs pySHACL in this process and reads its report (https://www.w3.org/TR/shacl/#validation).

No inference, no SHACL rules. What is checked is counted here: an engine is content with checking nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

import pyoxigraph
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from trialkg.errors import ShapesError, SourceError
from trialkg.validation.graphs import DataGraph
from trialkg.validation.paths import path_text, term_text
from trialkg.validation.report import Report, Result, Severity
from trialkg.validation.shapes import SEVERITIES, Shapes, implicit_classes
from trialkg.vocabulary import Class
from trialkg.vocabulary.codes import StudyType
from trialkg.vocabulary.namespaces import TKG

_STUDY_CLASSES: Final = tuple(URIRef(TKG + name) for name in (Class.STUDY, *StudyType))


def validate_ntriples(text: str | bytes, shapes: Shapes) -> Report:
    """Check a batch of studies, given as N-Triples."""
    try:
        triples = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
        graph = DataGraph(triples)
    except SyntaxError as error:
        raise SourceError(f"the triples cannot be read: {error}", remedy="Build the store again.") from error
    return validate_graph(graph, shapes)


def validate_graph(graph: Graph, shapes: Shapes) -> Report:
    """Check a graph. The report has no places: who read the graph knows where its nodes stand."""
    try:
        _, found, text = pyshacl.validate(graph, shacl_graph=shapes.graph, inference="none", inplace=True)
    except ReportableRuntimeError as error:
        raise ShapesError(f"the shapes cannot be used: {error.message}", remedy="Mend the shape.") from error
    if not isinstance(found, Graph):
        raise ShapesError(f"the shapes cannot be used: {text}", remedy="Mend the shape.")
    results = (
        _result(node, found, graph, shapes.graph) for node in found.subjects(RDF.type, SH.ValidationResult)
    )
    return Report(
        results=tuple(sorted(results, key=lambda result: result.sort_key)),
        focus_nodes=len(set(_focus_nodes(graph, shapes.graph))),
        studies=len({study for kind in _STUDY_CLASSES for study in graph.subjects(RDF.type, kind)}),
    )


def _focus_nodes(graph: Graph, shapes: Graph) -> Iterator[Node]:
    """The nodes that targets select (https://www.w3.org/TR/shacl/#targets), as far as the graph has them."""
    for _, kind in shapes.subject_objects(SH.targetClass):
        yield from _instances(graph, kind)
    for kind in implicit_classes(shapes):
        yield from _instances(graph, kind)
    for _, node in shapes.subject_objects(SH.targetNode):
        if (node, None, None) in graph or (None, None, node) in graph:
            yield node
    for _, predicate in shapes.subject_objects(SH.targetSubjectsOf):
        yield from graph.subjects(cast(URIRef, predicate))
    for _, predicate in shapes.subject_objects(SH.targetObjectsOf):
        yield from graph.objects(None, cast(URIRef, predicate))


def _instances(graph: Graph, kind: Node) -> Iterator[Node]:
    for each in graph.transitive_subjects(RDFS.subClassOf, kind):
        yield from graph.subjects(RDF.type, each)


def _result(node: Node, found: Graph, graph: Graph, shapes: Graph) -> Result:
    shape = found.value(node, SH.sourceShape)
    constraint = found.value(node, SH.sourceConstraint)
    component = str(found.value(node, SH.sourceConstraintComponent)).removeprefix(str(SH))
    focus = found.value(node, SH.focusNode)
    path = found.value(node, SH.resultPath)
    value = found.value(node, SH.value)
    return Result(
        focus=node_text(focus),
        rule=rule_of(shapes, shape, constraint) or component,
        severity=SEVERITIES.get(found.value(node, SH.resultSeverity) or SH.Violation, Severity.VIOLATION),
        message=_message(node, found, shapes, constraint),
        shape=str(shape) if isinstance(shape, URIRef) else "",
        component=component,
        path="" if path is None else path_text(found, path),
        value="" if value is None else term_text(value),
        study=_registry_id(graph, focus),
    )


def rule_of(shapes: Graph, shape: Node | None, constraint: Node | None) -> str:
    """The identifier of a constraint or its shape, or the last part of the shape's IRI; empty for neither."""
    for source in (constraint, shape):
        identifier = source and shapes.value(source, DCTERMS.identifier)
        if identifier:
            return str(identifier)
    if isinstance(shape, URIRef):
        return str(shape).rpartition("#")[2].rpartition("/")[2]
    return ""


def _message(node: Node, found: Graph, shapes: Graph, constraint: Node | None) -> str:
    """The message of the shape; of a SPARQL constraint its own, which the engine lists beside the shape's."""
    messages = sorted(str(message) for message in found.objects(node, SH.resultMessage))
    general = set()
    shape = found.value(node, SH.sourceShape)
    if constraint is not None and shape is not None and len(messages) > 1:
        general = {str(message) for message in shapes.objects(shape, SH.message)}
    return "; ".join(message for message in messages if message not in general) or "; ".join(messages)


def node_text(node: Node | None) -> str:
    """An IRI as it is; a blank node or a literal as Turtle writes it."""
    return str(node) if isinstance(node, URIRef) or node is None else term_text(node)


def _registry_id(graph: Graph, focus: Node | None) -> str:
    if not isinstance(focus, URIRef):
        return ""
    identifier = graph.value(URIRef(focus.partition("#")[0]), DCTERMS.identifier)
    return str(identifier) if isinstance(identifier, Literal) else ""
