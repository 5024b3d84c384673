"""The stages that are measured, listed by hand with the module each stands in.

Each works a whole corpus in a process of its own, which imports no more than its module needs, so that its
memory is that of the work: ``python -m benchmarks.stages NAME CORPUS`` prints one JSON object.
"""

from __future__ import annotations

from importlib import import_module

from benchmarks.work import Stage

STAGES = {
    "parse": ("mapping", "parse"),
    "read": ("mapping", "read"),
    "map-core": ("mapping", "map_core"),
    "map-core-1": ("mapping", "core_one"),
    "map-core-2": ("mapping", "core_two"),
    "map-core-apart": ("mapping", "core_apart"),
    "map-all": ("mapping", "map_all"),
    "link": ("mapping", "link"),
    "read-link-map": ("mapping", "read_link_map"),
    "stream": ("mapping", "stream"),
    "stream-1": ("streaming", "all_one"),
    "stream-2": ("streaming", "all_two"),
    "peer-morph-kgc": ("peers", "morph_kgc"),
    "peer-maplib": ("peers", "maplib"),
    "bulk": ("storing", "bulk"),
    "load": ("storing", "load"),
    "peer-rdflib-load": ("peers", "rdflib_load"),
    "peer-virtuoso-load": ("peers", "virtuoso_load"),
    "mesh-install": ("meshes", "mesh_install"),
    "mesh-open": ("meshes", "mesh_open"),
    "peer-pyshacl": ("validating", "peer_pyshacl"),
    "peer-pyshacl-sparql": ("validating", "peer_pyshacl_sparql"),
    "validate-reference": ("validating", "validate_reference"),
    "validate-compiled": ("validating", "validate_compiled"),
    "validate-compiled-sparql": ("validating", "validate_compiled_sparql"),
    "validate-store": ("validating", "validate_a_store"),
    "build-1": ("storing", "build_one"),
    "build-2": ("storing", "build_two"),
    "build-validated": ("storing", "build_validated"),
    "update": ("storing", "update"),
}

INSTALLED_PEERS = ("peer-morph-kgc", "peer-maplib", "peer-virtuoso-load")
"""The peers that have to be installed first, or that may be missing."""


def stage(name: str) -> Stage:
    """The function of a stage."""
    module, function = STAGES[name]
    found: Stage = getattr(import_module(f"benchmarks.stages.{module}"), function)
    return found
