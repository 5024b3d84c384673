"""Stages from triples, or from records, to a store."""

from __future__ import annotations

import tempfile
import time
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox

from benchmarks.corpus import REAL_MESH, write_changed
from benchmarks.work import Done, mapped_texts
from trialkg.build import BuildOptions, build_store
from trialkg.store import updating
from trialkg.terminology.mesh import index_of


def bulk(corpus: str) -> Done:
    """pyoxigraph's own bulk loader, on mapped text."""
    texts = mapped_texts(corpus)
    text = b"".join(texts)
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(f"{folder}/graph")
        start = time.perf_counter()
        store.bulk_load(text, ox.RdfFormat.N_TRIPLES)
        seconds = time.perf_counter() - start
        triples = len(store)
        del store  # Its threads write to the folder until it is closed.
    return Done(len(texts), triples, seconds)


def load(corpus: str) -> Done:
    """The load of a store, on the same text."""
    texts = mapped_texts(corpus)
    text = BytesIO(b"".join(texts))
    triples = sum(each.count(b"\n") for each in texts)
    with tempfile.TemporaryDirectory() as folder, updating(Path(folder) / "store") as update:
        start = time.perf_counter()
        update.load(text)
        return Done(len(texts), triples, time.perf_counter() - start)


def _build(corpus: str, options: BuildOptions) -> Done:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        start = time.perf_counter()
        summary = build_store([corpus], store, options)
        seconds = time.perf_counter() - start
        disk = sum(path.stat().st_size for path in store.rglob("*") if path.is_file())
        return Done(summary.records, summary.triples, seconds, disk)


def _mesh() -> Path | None:
    return index_of(REAL_MESH) if REAL_MESH.is_file() else None


def build_one(corpus: str) -> Done:
    """Source to store in one process, not validated."""
    return _build(corpus, BuildOptions(jobs=1, profile=None, mesh=_mesh()))


def build_two(corpus: str) -> Done:
    """Source to store in two processes, not validated."""
    return _build(corpus, BuildOptions(jobs=2, profile=None, mesh=_mesh()))


def build_validated(corpus: str) -> Done:
    """Source to store in two processes, held against the core shapes."""
    return _build(corpus, BuildOptions(jobs=2, profile="core", mesh=_mesh()))


def update(corpus: str) -> Done:
    """The sources again, one record in a hundred changed, over a store of them, in two processes."""
    options = BuildOptions(jobs=2, profile=None, mesh=_mesh())
    with tempfile.TemporaryDirectory() as folder:
        build_store([corpus], Path(folder) / "store", options)
        changed = Path(folder) / "changed.ndjson"
        write_changed(Path(corpus), changed)
        start = time.perf_counter()
        summary = build_store([str(changed)], Path(folder) / "store", options)
        return Done(summary.records, 0, time.perf_counter() - start)
