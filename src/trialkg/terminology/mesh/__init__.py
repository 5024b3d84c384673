"""MeSH by name, id and tree: the slice that ships with trialkg, in memory, and whole years on disk."""

from trialkg.terminology.mesh.index import MeshIndex
from trialkg.terminology.mesh.installation import install_mesh
from trialkg.terminology.mesh.interface import Mesh
from trialkg.terminology.mesh.layout import About
from trialkg.terminology.mesh.memory import MemoryMesh
from trialkg.terminology.mesh.place import FOLDER_VARIABLE, index_folder, index_of, installed_index

__all__ = [
    "FOLDER_VARIABLE",
    "About",
    "MemoryMesh",
    "Mesh",
    "MeshIndex",
    "index_folder",
    "index_of",
    "install_mesh",
    "installed_index",
]
