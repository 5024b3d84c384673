"""From a Study and its links to triples, as N-Triples text. Knows RDF, and no registry's format.

What is written, and under which names, stands in ``docs/graph.md``. The text is deterministic: equal values
give equal bytes, in the order of the tables.
"""

from trialkg.mapping.study import MAPPING_VERSION, Mapped, map_study, study_iri

__all__ = ["MAPPING_VERSION", "Mapped", "map_study", "study_iri"]
