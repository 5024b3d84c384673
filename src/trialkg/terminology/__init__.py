"""The words of the field: the project's concept schemes and MeSH descriptors, by name, id and rank."""

from trialkg.terminology.entries import Concept, ConceptKind, Descriptor, MeshEdition, Named
from trialkg.terminology.index import Terminology
from trialkg.terminology.loading import load_terminology
from trialkg.terminology.mesh import Mesh

__all__ = [
    "Concept",
    "ConceptKind",
    "Descriptor",
    "Mesh",
    "MeshEdition",
    "Named",
    "Terminology",
    "load_terminology",
]
