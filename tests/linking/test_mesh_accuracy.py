from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import PROJECT, shared_data

_MEASURE = """
from benchmarks.accuracy.mesh import condition_scores, intervention_scores
scores = {score.name: score for score in (*condition_scores(), *intervention_scores())}
with_titles = "conditions, with what titles and context name"
carried = f"{with_titles}, of records that carry a derivation"
narrowest = "conditions, of derived terms that stand above no other of the record"
narrowest += ", of records that carry a derivation"
names = ("conditions", with_titles, carried, narrowest, "interventions, chemicals and drugs")
for score in map(scores.__getitem__, names):
    print(score.right / score.found, score.right / score.expected)
"""


@pytest.mark.long
def test_links_are_mostly_those_of_the_registrys_own_derivation(
    mesh_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (PROJECT / "benchmarks").is_dir():
        pytest.skip("the benchmarks are not part of a wheel")
    # In a process of its own, whose memory is not this one's: other tests measure theirs.
    monkeypatch.setenv("XDG_CACHE_HOME", str(mesh_cache))
    shared_data("ctgov_v2", "records")
    command = [sys.executable, "-c", _MEASURE]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    measured = (tuple(map(float, line.split())) for line in done.stdout.splitlines())
    conditions, with_titles, carried, narrowest, drugs = measured
    assert conditions[0] >= 0.92
    assert conditions[1] >= 0.82
    assert with_titles[0] >= 0.90
    assert with_titles[1] >= 0.86
    assert carried[0] >= 0.92
    assert carried[1] >= 0.86
    assert narrowest[0] >= 0.93
    assert narrowest[1] >= 0.88
    assert drugs[0] >= 0.90
    assert drugs[1] >= 0.80
