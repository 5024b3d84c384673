"""SHACL validation of graphs, files and stores, and the reports it gives.

``load_shapes`` once in a process, then ``validate_ntriples`` a batch of studies at a time with pySHACL, or
``CompiledShapes``, many times faster. ``validate_studies`` and ``validate_store`` use all cores.
``validate_families`` is for what holds between studies.
"""

from trialkg.validation.baseline import compare, read_baseline, write_baseline
from trialkg.validation.batches import (
    Engine,
    ShapesChoice,
    left_to_reference,
    validate_store,
    validate_studies,
)
from trialkg.validation.compiled import CompiledShapes
from trialkg.validation.engine import validate_graph, validate_ntriples
from trialkg.validation.families import validate_families
from trialkg.validation.files import RdfFile, read_rdf, validate_file
from trialkg.validation.outcome import Outcome, counted
from trialkg.validation.outputs import OutputFormat, render
from trialkg.validation.report import Location, Report, Result, Severity
from trialkg.validation.shapes import Profile, Rule, Shapes, load_shapes, rules_of

__all__ = [
    "CompiledShapes",
    "Engine",
    "Location",
    "Outcome",
    "OutputFormat",
    "Profile",
    "RdfFile",
    "Report",
    "Result",
    "Rule",
    "Severity",
    "Shapes",
    "ShapesChoice",
    "compare",
    "counted",
    "left_to_reference",
    "load_shapes",
    "read_baseline",
    "read_rdf",
    "render",
    "rules_of",
    "validate_families",
    "validate_file",
    "validate_graph",
    "validate_ntriples",
    "validate_store",
    "validate_studies",
    "write_baseline",
]
