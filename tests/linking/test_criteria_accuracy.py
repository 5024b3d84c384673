"""Criteria of real records, held against what was judged by hand; see benchmarks/accuracy/criteria.py."""

from __future__ import annotations

from typing import Any

import pytest
from tests.conftest import shared_data

LOWEST = {
    "items, read": (0.99, 0.99),
    "the same, with nesting, read": (0.99, 0.99),
    "numeric limits, read": (0.96, 0.80),
    "the same, of features of the vocabulary, read": (0.96, 0.94),
    "items, set-aside": (0.97, 0.97),
    "the same, with nesting, set-aside": (0.97, 0.97),
    "numeric limits, set-aside": (0.90, 0.80),
    "the same, of features of the vocabulary, set-aside": (0.90, 0.87),
    "numeric limits, all": (0.95, 0.81),
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    shared_data("ctgov_xml", "records")
    shared_data("ctgov_v2", "records")
    criteria = pytest.importorskip(
        "benchmarks.accuracy.criteria", reason="the benchmarks are not part of a wheel"
    )
    return {score.name: score for score in criteria.scores()}


@pytest.mark.parametrize("name", LOWEST)
def test_criteria_are_right_as_often_as_they_were(name: str, scores: dict[str, Any]) -> None:
    score = scores[name]
    precision, recall = LOWEST[name]
    assert score.right / score.found >= precision
    assert score.right / score.expected >= recall
