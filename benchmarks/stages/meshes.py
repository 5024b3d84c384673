"""Stages that install and open a year of MeSH."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.corpus import REAL_MESH
from benchmarks.work import Done
from trialkg.terminology.mesh import MeshIndex, install_mesh


def mesh_install(_: str) -> Done:
    """A whole year of MeSH into an index; records are descriptors."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        about = install_mesh([REAL_MESH], Path(folder))
        return Done(about.descriptors, 0, time.perf_counter() - start)


def mesh_open(_: str) -> Done:
    """That index opened and asked one name; a record is an opening."""
    with tempfile.TemporaryDirectory() as folder:
        install_mesh([REAL_MESH], Path(folder))
        times = 200
        start = time.perf_counter()
        for _each in range(times):
            index = MeshIndex(Path(folder))
            index.named("breast cancer")
            index.close()
        return Done(times, 0, time.perf_counter() - start)
