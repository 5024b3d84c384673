from __future__ import annotations

from pathlib import Path

import pytest

from trialkg.errors import SourceError
from trialkg.terminology import Concept, ConceptKind, Descriptor, Terminology, load_terminology
from trialkg.terminology.loading import read_terminology

BODY = Descriptor(id="D1", label="Body Part", names=("Body Part", "Part"))
HAND = Descriptor(id="D2", label="Hand", names=("Hand", "Hands", "Part"), broader=("D1",))
THUMB = Descriptor(id="D3", label="Part", names=("Part", "Thumb"), broader=("D2",))


def concept(notation: str, *broader: str) -> Concept:
    return Concept(
        notation=notation,
        label=notation,
        kind=ConceptKind.INTERVENTION,
        names=(notation,),
        broader=broader,
    )


TERMINOLOGY = Terminology(
    concepts={c.notation: c for c in (concept("top"), concept("class", "top"), concept("drug", "class"))},
    descriptors={d.id: d for d in (BODY, HAND, THUMB)},
)


@pytest.mark.parametrize("text", ["Hands", "HANDS", "  hands ", "body  part"])
def test_a_descriptor_is_found_by_any_of_its_names_whatever_case_and_white_space(text: str) -> None:
    assert TERMINOLOGY.descriptor_named(text) in (HAND, BODY)


def test_a_label_goes_before_the_entry_term_of_another_descriptor() -> None:
    assert TERMINOLOGY.descriptor_named("part") is THUMB


def test_a_name_that_no_descriptor_has_is_not_found() -> None:
    assert TERMINOLOGY.descriptor_named("han") is None


def test_ancestors_are_all_above_and_leave_out_the_descriptor_itself() -> None:
    assert TERMINOLOGY.ancestors("D3") == {"D2", "D1"}


def test_an_unknown_descriptor_has_no_ancestors() -> None:
    assert TERMINOLOGY.ancestors("D9") == frozenset()


def test_narrower_concepts_are_all_below_and_leave_out_the_concept_itself() -> None:
    assert TERMINOLOGY.narrower_concepts("top") == {"class", "drug"}


def test_broader_concepts_are_all_above() -> None:
    assert TERMINOLOGY.broader_concepts("drug") == {"class", "top"}


def test_a_loop_in_the_tree_ends_nowhere_but_where_it_began() -> None:
    looped = Terminology(
        concepts={c.notation: c for c in (concept("a", "b"), concept("b", "a"))}, descriptors={}
    )
    assert looped.broader_concepts("a") == {"b"}


def test_the_terminology_that_ships_links_breast_cancer_to_its_descriptor() -> None:
    found = load_terminology().descriptor_named("breast cancer")
    assert found is not None
    assert (found.id, found.label) == ("D001943", "Breast Neoplasms")


def test_the_terminology_that_ships_knows_the_cdk46_inhibitors_by_class_and_code() -> None:
    terminology = load_terminology()
    drugs = {"palbociclib", "ribociclib", "abemaciclib", "dalpiciclib", "trilaciclib", "lerociclib"}
    assert terminology.narrower_concepts("CDK4-6-inhibitor") == drugs
    assert "PD-0332991" in terminology.concepts["palbociclib"].names


def test_an_ambiguous_abbreviation_is_no_name() -> None:
    complete_response = load_terminology().concepts["CR"]
    assert "CR" in complete_response.abbreviations
    assert "CR" not in complete_response.names


def test_a_folder_without_the_files_is_named_in_the_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"concepts\.ttl"):
        read_terminology(tmp_path)


def test_a_file_that_is_no_turtle_is_named_in_the_error(tmp_path: Path) -> None:
    (tmp_path / "concepts.ttl").write_text("<a> <b>")
    with pytest.raises(SourceError, match=r"concepts\.ttl"):
        read_terminology(tmp_path)
