from __future__ import annotations

import pytest
from tests.samples import READING

from trialkg.linking import Linker, link_study
from trialkg.study import Outcome, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeAspect, OutcomeLevel

LINKER = Linker(load_terminology())


def objectives_of(text: str) -> list[tuple[str, str]]:
    study = Study(registry_id="NCT99999901", reading=READING, brief_summary=text)
    return [
        (each.level.removesuffix("Outcome").lower(), each.text)
        for each in link_study(study, LINKER).objectives
    ]


def test_the_main_objective_is_primary_and_a_list_of_others_secondary() -> None:
    text = (
        "The main objective of this study is to measure overall survival. Secondary objectives are: 1. To "
        "count adverse events. 2. Assess the cost of care. Those who wish can take part."
    )
    assert objectives_of(text) == [
        ("primary", "to measure overall survival"),
        ("secondary", "To count adverse events"),
        ("secondary", "Assess the cost of care"),
    ]


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("The aim of the study is to see. The aim is also to hear.", ["primary", "secondary"]),
        ("The secondary endpoint is pain. The primary endpoint is death.", ["secondary", "primary"]),
        ("The aim of this trial was to test a pill.", ["primary"]),
        ("No one says what it is for.", []),
    ],
)
def test_the_first_is_the_main_one_unless_words_say_otherwise(text: str, levels: list[str]) -> None:
    assert [level for level, _ in objectives_of(text)] == levels


def test_an_objective_is_linked_as_an_outcome_is_and_marked() -> None:
    text = "The primary objective is to compare overall survival."
    study = Study(registry_id="NCT99999901", reading=READING, detailed_description=text)
    (link,) = link_study(study, LINKER).outcomes
    assert (link.of_objective, link.outcome, link.aspect, link.concept) == (
        True,
        1,
        OutcomeAspect.MEASURES,
        "OS",
    )
    assert (link.evidence.quote, link.evidence.field) == ("overall survival", "detailedDescription")


def test_a_record_that_lists_outcomes_has_its_objectives_there() -> None:
    outcome = Outcome(level=OutcomeLevel.PRIMARY, measure="Overall survival")
    text = "The primary objective is to compare overall survival."
    study = Study(registry_id="NCT99999901", reading=READING, brief_summary=text, outcomes=(outcome,))
    assert link_study(study, LINKER).objectives == ()
