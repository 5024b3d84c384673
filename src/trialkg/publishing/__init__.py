"""The graph as files: six serialisations, equal to the byte for equal graphs."""

from trialkg.publishing.output import STANDARD_OUTPUT, open_output
from trialkg.publishing.writing import write_rdf

__all__ = ["STANDARD_OUTPUT", "open_output", "write_rdf"]
