from __future__ import annotations

import pytest
from tests.samples import READING

from trialkg.linking import Linker, link_study
from trialkg.study import Outcome, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel

LINKER = Linker(load_terminology())


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
