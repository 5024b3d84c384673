"""Messages for shapes that have none: the reference engine words them, so that both engines say the same."""

from __future__ import annotations

from functools import cached_property

from pyshacl.constraints import ALL_CONSTRAINT_COMPONENTS
from pyshacl.shapes_graph import ShapesGraph
from rdflib import Graph

from trialkg.validation.compiled.findings import Finding
from trialkg.validation.compiled.graph import LightGraph
from trialkg.validation.compiled.queries import read_shapes
from trialkg.validation.compiled.terms import read_term

_COMPONENTS = {component.constraint_name(): component for component in ALL_CONSTRAINT_COMPONENTS}
_QUALIFIED = _COMPONENTS["QualifiedValueShapeConstraintComponent"]


class Messages:
    """Writes what pySHACL would say of a finding."""

    def __init__(self, shapes: Graph) -> None:
        self._graph = shapes

    @cached_property
    def _shapes(self) -> ShapesGraph:
        return read_shapes(self._graph)

    def generic(self, finding: Finding, graph: LightGraph) -> str:
        """The message of a component about a focus node and a value."""
        shape = self._shapes.lookup_shape_from_node(finding.source.shape)
        component = _COMPONENTS.get(finding.source.component, _QUALIFIED)(shape)
        value = None if finding.value is None else read_term(finding.value)
        try:
            messages = component.make_generic_messages(graph.rdflib, read_term(finding.focus), value)
        except LookupError:
            # It cannot word a node without an IRI that says nothing of itself.
            return f"Value does not fulfil the {finding.source.component}."
        return "; ".join(sorted(str(message) for message in messages))
