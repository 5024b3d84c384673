from __future__ import annotations

from pathlib import Path

import pytest
from tests.reasoning.graphs import (
    IMAGING_SIDE_STUDY,
    MAIN,
    PALBOCICLIB_STUDY,
    SIDE,
    number,
    study,
    tkg,
    triple,
)

from trialkg.reasoning import Inference, Reasoned, reason
from trialkg.reasoning.ontology import load_ontology
from trialkg.resources import ontology_folder
from trialkg.vocabulary.namespaces import CONCEPT, RDF, TKG


@pytest.fixture(scope="module")
def sonimage_like() -> Reasoned:
    return reason(IMAGING_SIDE_STUDY | PALBOCICLIB_STUDY)


def is_a(iri: str, name: str) -> Inference:
    return Inference(iri, f"{RDF}type", TKG + name)


def test_ontology_and_a_sample_with_dates_are_consistent(sonimage_like: Reasoned) -> None:
    assert sonimage_like.consistent


def test_no_class_of_the_ontology_is_unsatisfiable(sonimage_like: Reasoned) -> None:
    assert sonimage_like.unsatisfiable == ()


@pytest.mark.parametrize("name", ["ImagingStudy", "Substudy", "ImagingSideStudy"])
def test_an_imaging_side_study_is_recognised(sonimage_like: Reasoned, name: str) -> None:
    assert is_a(SIDE, name) in sonimage_like.inferences


def test_a_study_that_uses_palbociclib_uses_a_cdk46_inhibitor(sonimage_like: Reasoned) -> None:
    assert Inference(MAIN, f"{TKG}studiesConcept", f"{CONCEPT}CDK4-6-inhibitor") in sonimage_like.inferences
    assert is_a(MAIN, "Cdk46InhibitorStudy") in sonimage_like.inferences


def test_a_parent_has_its_sub_study(sonimage_like: Reasoned) -> None:
    assert Inference(MAIN, f"{TKG}hasSubstudy", SIDE) in sonimage_like.inferences


def test_the_parent_is_no_imaging_study_and_the_side_study_no_drug_study(sonimage_like: Reasoned) -> None:
    assert is_a(MAIN, "ImagingStudy") not in sonimage_like.inferences
    assert is_a(SIDE, "Cdk46InhibitorStudy") not in sonimage_like.inferences


def test_a_class_that_can_have_no_member_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    axioms = "tkg:Hybrid a owl:Class ; rdfs:subClassOf tkg:Arm, tkg:Site ."
    broken.write_text((ontology_folder() / "trialkg.ttl").read_text() + axioms)
    found = reason(PALBOCICLIB_STUDY, ontology=load_ontology(broken))
    assert (found.unsatisfiable, found.consistent, found.sound) == ((f"{TKG}Hybrid",), True, False)


def test_what_was_written_is_not_called_inferred(sonimage_like: Reasoned) -> None:
    assert is_a(SIDE, "InterventionalStudy") not in sonimage_like.inferences


def test_a_clash_is_narrowed_to_the_two_statements_and_the_axiom_behind_them() -> None:
    twice = study(MAIN, triple(MAIN, "status", tkg("Recruiting")), triple(MAIN, "status", tkg("Completed")))
    clash = reason(IMAGING_SIDE_STUDY | twice).clash
    assert clash is not None
    assert (clash.study, clash.minimal) == (MAIN, True)
    assert set(clash.statements) == {"NCT99999902 status Recruiting", "NCT99999902 status Completed"}
    assert "status has one value at most" in clash.reasons
    assert "Completed and Recruiting exclude each other" in clash.reasons


def test_a_study_with_two_enrolments_clashes() -> None:
    two = study(MAIN, triple(MAIN, "enrollment", number(10)), triple(MAIN, "enrollment", number(20)))
    clash = reason(two, explain_seconds=0).clash
    assert clash is not None
    assert not clash.minimal
    assert "NCT99999902 enrollment 10" in clash.statements
