"""The graph as files: six serialisations, equal to the byte for equal graphs."""

from trialkg.publishing.output import open_output
from trialkg.publishing.writing import write_rdf

__all__ = ["open_output", "write_rdf"]
