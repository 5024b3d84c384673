"""MeSH by name, id and tree: the slice that ships with trialkg, in memory, and whole years on disk."""

from trialkg.terminology.mesh.index import MeshIndex
from trialkg.terminology.mesh.installation import install_mesh
from trialkg.terminology.mesh.interface import Mesh
from trialkg.terminology.mesh.memory import MemoryMesh

__all__ = ["MemoryMesh", "Mesh", "MeshIndex", "install_mesh"]
