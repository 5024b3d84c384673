from __future__ import annotations

from pathlib import Path

import pytest

from trialkg.errors import SourceError
from trialkg.terminology import Concept, ConceptKind, Terminology, load_terminology
from trialkg.terminology.keys import exact_key
from trialkg.terminology.loading import read_terminology
from trialkg.terminology.mesh import MemoryMesh


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
    mesh=MemoryMesh(()),
)


def test_narrower_concepts_are_all_below_and_leave_out_the_concept_itself() -> None:
    assert TERMINOLOGY.narrower_concepts("top") == {"class", "drug"}


def test_broader_concepts_are_all_above() -> None:
    assert TERMINOLOGY.broader_concepts("drug") == {"class", "top"}


def test_a_loop_in_the_tree_ends_nowhere_but_where_it_began() -> None:
    looped = Terminology(
        concepts={c.notation: c for c in (concept("a", "b"), concept("b", "a"))}, mesh=MemoryMesh(())
    )
    assert looped.broader_concepts("a") == {"b"}


def test_the_terminology_that_ships_links_breast_cancer_to_its_descriptor() -> None:
    (found,) = load_terminology().mesh.named(exact_key("breast cancer"))
    assert found.id == "D001943"


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


def test_what_has_versions_is_told_by_their_notations() -> None:
    notations = ("CTCAE", "CTCAE-5", "RECIST", "RECIST-1.1", "PHQ-9", "QoL-PRO", "PFS2")
    terminology = Terminology(concepts={each: concept(each) for each in notations}, mesh=TERMINOLOGY.mesh)
    assert terminology.versioned == {"CTCAE", "RECIST", "PHQ"}
