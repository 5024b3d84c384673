"""The classes of differences from the registry's derivation; see benchmarks/accuracy/mesh_differences.py."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.linking.mesh_of_diseases import LINKER, MESH
from tests.samples import READING

from trialkg.linking.descriptors import condition_links
from trialkg.study import Study

STUDY = Study(
    registry_id="NCT99999901",
    reading=READING,
    conditions=("Type 2 diabetes", "Chronic pain of arthritis"),
    brief_title="Obesity and diet",
)


@pytest.fixture(scope="module")
def differences() -> Any:
    return pytest.importorskip(
        "benchmarks.accuracy.mesh_differences", reason="the benchmarks are not part of a wheel"
    )


@pytest.mark.parametrize(
    ("descriptor", "reason"),
    [
        ("D003920", "ABOVE"),
        ("D003924", "WHOLE"),
        ("D001168", "PART"),
        ("D009765", "IN_TITLES"),
        ("D016481", "NOWHERE"),
        ("C000000", "NOWHERE"),
    ],
)
def test_what_is_derived_alone_is_told_by_where_it_stands(
    differences: Any, descriptor: str, reason: str
) -> None:
    found = differences.why_derived_alone(STUDY, descriptor, {"D003924"}, MESH)
    assert found is differences.Reason[reason]


def test_what_is_ours_alone_is_told_by_how_it_was_found(differences: Any) -> None:
    study = msgspec.structs.replace(STUDY, conditions=("Obesity", "CMV", "Brest cancer"))
    links = condition_links(study, LINKER).links
    told = [differences.why_ours_alone(link, carried=True, ranked_low=False).name for link in links]
    assert told == ["WRITTEN", "OTHER_FORM", "NEARLY"]
    low = {differences.why_ours_alone(link, carried=True, ranked_low=True).name for link in links}
    assert low == {"RANKED_LOW"}


def test_nothing_is_held_against_a_record_that_carries_no_derivation(differences: Any) -> None:
    (link,) = condition_links(msgspec.structs.replace(STUDY, conditions=("Obesity",)), LINKER).links
    assert differences.why_ours_alone(link, carried=False, ranked_low=False).name == "NO_DERIVATION"
