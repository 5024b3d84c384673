from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.mesh_accuracy import condition_scores, intervention_scores
from tests.conftest import shared_data


def test_links_are_mostly_those_of_the_registrys_own_derivation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared_data("mesh", "mesh2024.nt.gz")
    shared_data("ctgov_v2", "records")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    conditions = next(condition_scores())
    drugs = next(intervention_scores())
    assert conditions.right / conditions.found >= 0.92
    assert conditions.right / conditions.expected >= 0.80
    assert drugs.right / drugs.found >= 0.90
    assert drugs.right / drugs.expected >= 0.80
