"""Stages that hold studies against shapes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyshacl
import rdflib

from benchmarks.work import Done, mapped_texts
from trialkg.build import BuildOptions, build_store
from trialkg.store import EmbeddedStore
from trialkg.validation import (
    CompiledShapes,
    Shapes,
    ShapesChoice,
    load_shapes,
    validate_ntriples,
    validate_store,
)

_BATCHES_BEFORE = 8
"""As many as two processes have under way at once, of some 48 studies each."""


def _validated(corpus: str, check: Callable[[list[bytes]], object], most: int) -> Done:
    """Check mapped studies 50 at a time, a first study before the clock runs."""
    texts = mapped_texts(corpus, most)
    batches = [texts[start : start + 50] for start in range(0, len(texts), 50)]
    check(texts[:1])
    start = time.perf_counter()
    for batch in batches:
        check(batch)
    return Done(len(texts), 0, time.perf_counter() - start)


def _core_only() -> Shapes:
    """The core shapes without those that are SPARQL."""
    shapes = load_shapes()
    for shape in set(shapes.graph.subjects(rdflib.SH.sparql)):
        shapes.graph.remove((shape, rdflib.SH.targetClass, None))
    return shapes


def _pyshacl(texts: list[bytes], shapes: Shapes) -> object:
    """A peer: pySHACL as it comes, on a graph of rdflib."""
    data = rdflib.Graph().parse(data=b"".join(texts), format="nt")
    return pyshacl.validate(data, shacl_graph=shapes.graph, inference="none", inplace=True)


def peer_pyshacl(corpus: str) -> Done:
    """A peer: pySHACL on the core shapes without SPARQL."""
    shapes = _core_only()
    return _validated(corpus, lambda texts: _pyshacl(texts, shapes), 100)


def peer_pyshacl_sparql(corpus: str) -> Done:
    """A peer: pySHACL on all core shapes; rdflib takes seconds a study for its queries."""
    shapes = load_shapes()
    return _validated(corpus, lambda texts: _pyshacl(texts, shapes), 5)


def validate_reference(corpus: str) -> Done:
    """pySHACL on all core shapes, with Oxigraph for its queries."""
    shapes = load_shapes()
    return _validated(corpus, lambda texts: validate_ntriples(b"".join(texts), shapes), 200)


def validate_compiled(corpus: str) -> Done:
    """The core shapes without SPARQL, compiled."""
    return _validated(corpus, CompiledShapes(_core_only()).validate_studies, 2000)


def validate_compiled_sparql(corpus: str) -> Done:
    """All core shapes, compiled."""
    return _validated(corpus, CompiledShapes(load_shapes()).validate_studies, 2000)


def validate_a_store(corpus: str) -> Done:
    """A store read back and checked, in two processes; the clock runs when both are at work."""
    done: list[tuple[int, float]] = []

    def advance(studies: int) -> None:
        done.append((studies, time.perf_counter()))

    with tempfile.TemporaryDirectory() as folder:
        build_store([corpus], Path(folder) / "store", BuildOptions(jobs=2, profile=None))
        store = EmbeddedStore.open(Path(folder) / "store")
        validate_store(store, ShapesChoice(), jobs=2, advance=advance)
        triples_a_study = store.manifest.triples / store.manifest.studies
    _, start = done[_BATCHES_BEFORE - 1]
    studies = sum(each for each, _ in done[_BATCHES_BEFORE:])
    return Done(studies, round(studies * triples_a_study), done[-1][1] - start)
