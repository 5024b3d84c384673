"""The floor under the measured accuracy of outcome links, where the hand-made answers are at hand."""

from __future__ import annotations

import pytest
from tests.conftest import shared_data

FLOORS = {
    "outcome concept right, none where none fits": 0.9,
    "outcome concepts": 0.9,
    "response and toxicity criteria": 0.95,
    "questionnaires and scales": 0.9,
}


def test_outcome_links_are_as_often_right_as_they_have_been() -> None:
    shared_data("gold", "outcome_concepts.tsv")
    measured = pytest.importorskip(
        "benchmarks.accuracy.outcomes", reason="the benchmarks are not part of a wheel"
    )
    f1 = {each.name: 2 * each.right / (each.found + each.expected) for each in measured.scores()}
    assert {name for name, floor in FLOORS.items() if f1[name] < floor} == set()
