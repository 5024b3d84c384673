"""OWL reasoning over the ontology and a sample of studies: what follows, and what cannot be.

HermiT (http://www.hermit-reasoner.com, run through owlready2) is exact and slow: seconds for ten studies,
half a minute for a hundred. So it sees a sample, and of each study only what a reasoner can use.
"""

from trialkg.reasoning.findings import Clash, Inference, Reasoned
from trialkg.reasoning.java import java_program
from trialkg.reasoning.reasoner import reason
from trialkg.reasoning.sample import DEFAULT_SAMPLE, read_studies, sampled

__all__ = [
    "DEFAULT_SAMPLE",
    "Clash",
    "Inference",
    "Reasoned",
    "java_program",
    "read_studies",
    "reason",
    "sampled",
]
