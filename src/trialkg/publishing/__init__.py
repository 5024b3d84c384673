"""The graph as files: six serialisations and a table of links, equal to the byte for equal graphs."""

from trialkg.publishing.output import STANDARD_OUTPUT, check_output, open_output
from trialkg.publishing.sssom import LinkTable
from trialkg.publishing.writing import write_rdf

__all__ = ["STANDARD_OUTPUT", "LinkTable", "check_output", "open_output", "write_rdf"]
