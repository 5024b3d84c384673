"""SHACL validation of graphs, files and stores, and the reports it gives.

``load_shapes`` once in a process, then ``validate_ntriples`` a batch of studies at a time; or leave both to
``validate_studies``, which uses all cores. ``validate_families`` is for what holds between studies.
"""

from trialkg.validation.baseline import compare, read_baseline, write_baseline
from trialkg.validation.batches import ShapesChoice, validate_studies
from trialkg.validation.engine import validate_graph, validate_ntriples
from trialkg.validation.families import validate_families
from trialkg.validation.files import RdfFile, read_rdf, validate_file
from trialkg.validation.outcome import Outcome, counted
from trialkg.validation.outputs import OutputFormat, render
from trialkg.validation.report import Location, Report, Result, Severity
from trialkg.validation.shapes import Profile, Rule, Shapes, load_shapes, rules_of

__all__ = [
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
    "load_shapes",
    "read_baseline",
    "read_rdf",
    "render",
    "rules_of",
    "validate_families",
    "validate_file",
    "validate_graph",
    "validate_ntriples",
    "validate_studies",
    "write_baseline",
]
