"""A disk that is full, and builds that are killed: nothing that stood is lost."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.kills import rounds
from tests.build.records import record, write_ndjson
from tests.build.test_updates import stated

from trialkg.build import BuildOptions, build_store

PLAIN = BuildOptions(profile=None)


@pytest.mark.parametrize("limit", [10_000, 400_000])
@pytest.mark.parametrize("update", [False, True])
def test_a_disk_that_is_full_is_told_and_nothing_is_lost(tmp_path: Path, update: bool, limit: int) -> None:
    """The size of files is limited, which a process meets as it meets a full disk: a write fails."""
    store = tmp_path / "store"
    before: set[str] = set()
    if update:
        build_store([write_ndjson(tmp_path / "a.ndjson", *map(record, range(40)))], store, PLAIN)
        before = stated(store)
    more = write_ndjson(tmp_path / "b.ndjson", *(record(number, title="new") for number in range(300)))
    command = [sys.executable, "-m", "trialkg", "build", more, "--store", str(store), "--no-validate", "-j1"]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of trialkg" not in done.stderr
    assert "space" in done.stderr
    if update:
        assert stated(store) == before
    build_store([more], store, PLAIN)
    assert len(list(store.glob("graph-*"))) == 1


def test_builds_that_are_killed_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    assert rounds(tmp_path, times=3, size=60, jobs=1, seed=7) == []
