from __future__ import annotations

import pytest
from tests.samples import IMAGING_STUDY, READING

from trialkg.linking import Linker, link_study
from trialkg.linking.links import ConceptUse
from trialkg.study import Intervention, Outcome, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel, Role

LINKER = Linker(load_terminology())


def uses(*interventions: Intervention) -> tuple[ConceptUse, ...]:
    study = Study(registry_id="NCT99999901", reading=READING, interventions=interventions)
    return link_study(study, LINKER).concepts


def notations(name: str) -> set[str]:
    return {use.concept for use in uses(Intervention(name=name))}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("FES-PET scan, and possibly one additional visit for an FDG-PET", {"FES-PET", "FDG-PET"}),
        ("stereotactic body radiation therapy", {"SBRT"}),
        ("Palbociclib 125 mg", {"palbociclib"}),
        ("PD-0332991", {"palbociclib"}),
        ("CDK4/6 inhibitors", {"CDK4-6-inhibitor"}),
        ("Cognitive behavioural therapy", set()),
    ],
)
def test_names_of_the_scheme_are_found_in_names_of_interventions(name: str, expected: set[str]) -> None:
    assert notations(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Placebo matching palbociclib",
        "Sham FES-PET",
        "No SBRT",
        "Letrozole placebo",
        "Everolimus-eluting stent",
    ],
)
def test_what_is_not_given_is_not_used(name: str) -> None:
    assert notations(name) == set()


@pytest.mark.parametrize(
    "name",
    ["89Zr-trastuzumab", "[89Zr]trastuzumab", "Zirconium Zr 89 DFO-pertuzumab", "111In-DTPA trastuzumab"],
)
def test_a_drug_with_a_radionuclide_is_a_tracer_and_no_use_of_the_drug(name: str) -> None:
    assert notations(name) == set()


def test_a_radionuclide_in_the_name_of_a_scan_hides_nothing() -> None:
    assert notations("18F-FES PET/CT and 18F-FDG PET") == {"FES-PET", "FDG-PET"}


def test_other_names_count_and_say_where_they_stand() -> None:
    (use,) = uses(Intervention(name="Study drug", other_names=("Ibrance",)))
    assert use.concept == "palbociclib"
    assert (use.evidence.quote, use.evidence.field) == ("Ibrance", "interventions[1].otherNames[1]")


def test_the_narrowest_concept_is_kept() -> None:
    assert notations("CDK4/6 inhibitor palbociclib") == {"palbociclib"}


def test_a_concept_of_two_interventions_is_one_use() -> None:
    (use,) = uses(Intervention(name="Palbociclib 75 mg"), Intervention(name="Palbociclib 125 mg"))
    assert use.interventions == (1, 2)
    assert use.role is Role.STUDIED


def concept_of(measure: str, description: str | None = None) -> tuple[str | None, tuple[str, ...]]:
    outcome = Outcome(level=OutcomeLevel.PRIMARY, measure=measure, description=description)
    study = Study(registry_id="NCT99999901", reading=READING, outcomes=(outcome,))
    found = link_study(study, LINKER).outcomes
    return (found[0].concept, found[0].instruments) if found else (None, ())


@pytest.mark.parametrize(
    ("measure", "concept"),
    [
        ("Progression-free survival", "PFS"),
        ("Progression Free Survival (PFS)", "PFS"),
        ("Progression-free survival after first line treatment (PFS1)", "PFS"),
        ("Overall survival at 5 years", "OS"),
        ("PFS", "PFS"),
        ("Time from overall survival", None),
        ("Overall survival questionnaire", None),
        ("Number of visits", None),
        ("Locoregional recurrence-free survival", None),
        ("Locoregional Recurrences-Free Survival (LRRFS)", None),
        ("Functional outcome-Continence", "function"),
        ("Pain - visual analogue scale", "pain"),
        ("Pain-related disability", None),
    ],
)
def test_a_measure_that_begins_with_a_name_measures_the_concept(measure: str, concept: str | None) -> None:
    assert concept_of(measure)[0] == concept


def test_instruments_are_found_in_the_description_with_their_version() -> None:
    assert concept_of("Response", "According to RECIST1.1")[1] == ("RECIST-1.1",)


@pytest.mark.parametrize(
    "description",
    [
        "A scale in wide use, a shortened version of the SF-36.",
        "Blood value, to assess correlation to SF-36",
        "It has one item of each scale of the original SF-36 questionnaire.",
    ],
)
def test_an_instrument_that_only_models_or_judges_the_one_used_is_passed_over(description: str) -> None:
    assert concept_of("Health", description)[1] == ()


def test_of_an_instrument_and_its_version_the_version_is_kept() -> None:
    text = "Common Toxicity Criteria (CTC) version 2.0"
    assert concept_of("Toxicity", text)[1] == ("CTCAE-2",)


def test_instruments_stay_with_their_outcome() -> None:
    outcomes = tuple(
        Outcome(level=OutcomeLevel.SECONDARY, measure=measure, description=description)
        for measure, description in (("a", "RECIST 1.1"), ("b", None), ("c", "graded by CTCAE"))
    )
    study = Study(registry_id="NCT99999901", reading=READING, outcomes=outcomes)
    found = {each.outcome: each.instruments for each in link_study(study, LINKER).outcomes}
    assert found == {1: ("RECIST-1.1",), 3: ("CTCAE",)}


def test_quotes_are_substrings_of_their_field() -> None:
    for use in link_study(IMAGING_STUDY, LINKER).concepts:
        assert use.evidence.quote in IMAGING_STUDY.interventions[0].name
