"""The floor under the measured accuracy of roles, where the hand-made answers are at hand."""

from __future__ import annotations

import pytest
from tests.conftest import shared_data

FLOORS = {
    "FES-PET studied": 0.9,
    "FDG-PET studied": 0.9,
    "SBRT studied": 0.9,
    "CDK4-6-inhibitor studied": 0.9,
    "endocrine-therapy studied": 0.8,
    "CDK4/6 drugs named": 0.95,
    "role right, of labels that are not absent": 0.88,
}


def test_roles_are_as_often_right_as_they_have_been() -> None:
    shared_data("gold", "interventions.tsv")
    measured = pytest.importorskip(
        "benchmarks.accuracy.roles", reason="the benchmarks are not part of a wheel"
    )
    f1 = {each.name: 2 * each.right / (each.found + each.expected) for each in measured.scores()}
    assert {name for name, floor in FLOORS.items() if f1[name] < floor} == set()
