"""The compiled shapes against the SHACL Core tests of the W3C, without any help of pySHACL."""

from __future__ import annotations

import pytest
from tests.conftest import PROJECT, shared_data
from tests.validation.w3c import Case, cases, compiled, results

FOLDER = PROJECT.parent / "shared" / "data" / "w3c" / "shacl" / "core"

DETAILED = {"node/node-001", "property/node-001", "property/node-002"}
"""Tests of sh:node: reports of this package list what a value lacks (sh:detail) among the results."""


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases(FOLDER)])
def test_a_core_test_of_the_w3c_gives_the_results_it_expects(case: Case) -> None:
    shared_data("w3c", "shacl", "core")
    shapes = compiled(case)
    assert shapes.left == ()
    found = results(case, shapes)
    assert found >= case.expected if case.name in DETAILED else found == case.expected


def test_all_core_tests_are_there() -> None:
    shared_data("w3c", "shacl", "core")
    assert len(list(cases(FOLDER))) == 98
