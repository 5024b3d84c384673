"""From text and codes to links: MeSH, concepts, criteria, other studies, each with its evidence. No RDF."""

from trialkg.linking.criteria import criteria_of
from trialkg.linking.descriptors import DescriptorLinker, link_terms
from trialkg.linking.linker import Linker, link_study
from trialkg.linking.links import Links
from trialkg.linking.term_links import TermLink

__all__ = ["DescriptorLinker", "Linker", "Links", "TermLink", "criteria_of", "link_study", "link_terms"]
