"""From text and codes to links: MeSH, concepts, criteria, other studies, each with its evidence. No RDF."""

from trialkg.linking.linker import Linker, link_study
from trialkg.linking.links import Links

__all__ = ["Linker", "Links", "link_study"]
