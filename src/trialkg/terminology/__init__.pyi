from .entries import Concept as Concept
from .entries import ConceptKind as ConceptKind
from .entries import Descriptor as Descriptor
from .entries import MeshEdition as MeshEdition
from .entries import Named as Named
from .index import Terminology as Terminology
from .loading import load_terminology as load_terminology
from .mesh import Mesh as Mesh
