"""The words of the field: the project's concept schemes and MeSH descriptors, by name, id and rank."""

from trialkg.terminology.entries import Concept, ConceptKind, Descriptor
from trialkg.terminology.index import Terminology
from trialkg.terminology.loading import load_terminology

__all__ = ["Concept", "ConceptKind", "Descriptor", "Terminology", "load_terminology"]
