from __future__ import annotations

import pytest
from tests.samples import READING

from trialkg.linking.criteria import criteria_of
from trialkg.linking.links import StudyReference
from trialkg.linking.other_studies import other_studies
from trialkg.study import Eligibility, Outcome, Study
from trialkg.vocabulary.codes import OutcomeLevel

MAIN = StudyReference(number="NCT99999902", name="MAIN")
SUMMARY = "This is a substudy of the MAIN trial (NCT99999902). "


def referring(criterion: str) -> StudyReference | None:
    text = f"Inclusion Criteria:\n\n* {criterion}"
    record = Study(
        registry_id="NCT99999901",
        reading=READING,
        brief_summary=SUMMARY,
        eligibility=Eligibility(criteria=text),
    )
    (found,) = other_studies(record, criteria_of(text)).criteria
    return found.refers_to


@pytest.mark.parametrize(
    "criterion",
    [
        "Meets the inclusion and exclusion criteria of the MAIN trial",
        "Patient is eligible and participates in the MAIN trial",
        "Fulfils all MAIN eligibility criteria",
        "Same entry criteria as in MAIN",
    ],
)
def test_a_criterion_that_takes_over_another_studys_points_to_it(criterion: str) -> None:
    assert referring(criterion) == MAIN


@pytest.mark.parametrize(
    "criterion", ["Enrolled in the MAIN trial", "Measurable by RECIST criteria", "Adult"]
)
def test_a_criterion_of_its_own_points_nowhere(criterion: str) -> None:
    assert referring(criterion) is None


def outcomes(summary: str, *measures: str) -> list[tuple[int, str, str]]:
    record = Study(
        registry_id="NCT99999901",
        reading=READING,
        brief_summary=SUMMARY + summary,
        outcomes=tuple(Outcome(level=OutcomeLevel.PRIMARY, measure=measure) for measure in measures),
    )
    found = other_studies(record, ()).outcomes
    return [(each.outcome, each.evidence.quote, each.evidence.field) for each in found]


def test_an_outcome_measured_by_another_studys_criteria_points_to_it() -> None:
    found = outcomes("", "Survival", "Response according to MAIN criteria")
    assert found == [(2, "Response according to MAIN criteria", "outcomes[2].measure")]


def test_prose_tells_it_of_the_outcome_it_names_by_its_short_form() -> None:
    found = outcomes(
        "We look at PFS1 (according to MAIN criteria).", "Survival", "Survival free of disease (PFS1)"
    )
    assert found == [(2, "PFS1 (according to MAIN criteria", "briefSummary")]


def test_common_criteria_are_of_no_study() -> None:
    assert outcomes("PFS by RECIST criteria.", "PFS according to RECIST criteria") == []
