"""SHACL compiled: shapes become checks over dictionaries of terms, many times faster than pySHACL.

::

    shapes graph ─ compiler ─► Plan: targets, paths, constraints, nested, queries; what is left to pySHACL
    N-Triples ──── graph ────► LightGraph ─ engine ─► Report, the same as pySHACL's
    a store ─────── wide ────► WideGraph, the same with all of the store behind it

What the compiler does not know, or what only pySHACL may refuse, is left to pySHACL, shape by shape.
"""

from trialkg.validation.compiled.compiler import Left
from trialkg.validation.compiled.engine import CompiledShapes
from trialkg.validation.compiled.graph import LightGraph, triples_in
from trialkg.validation.compiled.wide import BesideGraph, Whole, WideGraph

__all__ = ["BesideGraph", "CompiledShapes", "Left", "LightGraph", "Whole", "WideGraph", "triples_in"]
