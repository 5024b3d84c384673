"""The compiled shapes against the SHACL Core tests of the W3C, without any help of pySHACL."""

from __future__ import annotations

import pytest

from tests.conftest import PROJECT, shared_data
from tests.validation.w3c import Case, cases, compiled, results

FOLDER = PROJECT.parent / "shared" / "data" / "w3c" / "shacl" / "core"

LEFT = {
    "validation-reports/shared": "expects that a shape which is reached twice reports twice",
}


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases(FOLDER)])
def test_a_core_test_of_the_w3c_gives_the_results_it_expects(case: Case) -> None:
    shared_data("w3c", "shacl", "core")
    shapes = compiled(case)
    assert shapes.left == ()
    assert results(case, shapes) == case.expected


def test_all_core_tests_are_there() -> None:
    shared_data("w3c", "shacl", "core")
    assert len(list(cases(FOLDER))) == 98
