from __future__ import annotations

import pytest
from tests.registries.pages.pages import finding, page_text, read, read_fixture

from trialkg.study import Arm, Design, Eligibility, Intervention, Organization, Outcome, Site
from trialkg.vocabulary.codes import (
    InterventionModel,
    InterventionType,
    OutcomeLevel,
    Phase,
    RecruitmentStatus,
    Sex,
    StudyType,
    ValueStatus,
)


def test_the_top_of_the_page_gives_title_phases_conditions_and_sponsors() -> None:
    study = read_fixture("medpath-two-arms")

    assert study.registry_id == "NCT99999921"
    assert study.brief_title == "Calm Sleep After Surgery"
    assert study.status is RecruitmentStatus.RECRUITING
    assert study.study_type is StudyType.INTERVENTIONAL
    assert study.conditions == ("Insomnia", "Delirium, Postoperative")
    assert study.lead_sponsor == Organization(name="Institute of Quiet Nights")
    assert study.collaborators == (
        Organization(name="Foundation for Rest"),
        Organization(name="Second Hospital"),
    )
    assert study.design == Design(
        phases=(Phase.PHASE2, Phase.PHASE3),
        intervention_model=InterventionModel.PARALLEL,
        enrollment=1050,
        enrollment_status=ValueStatus.PLANNED,
    )


def test_paragraphs_of_prose_are_kept_and_a_heading_of_another_part_in_them_stays_prose() -> None:
    study = read_fixture("medpath-two-arms")

    assert study.brief_summary == "Two pills are compared after surgery.\n\nMusic is offered to all."
    assert study.detailed_description == (
        "The plan follows an earlier pilot.\n\nInclusion Criteria\n\nwere taken over from that pilot."
    )


def test_both_lists_of_criteria_become_one_text_with_escapes_undone() -> None:
    assert read_fixture("medpath-two-arms").eligibility == Eligibility(
        criteria=(
            "Inclusion Criteria:\n\n  * Surgery under general anaesthesia\n  * Pain score <4\n\n"
            "Exclusion Criteria:\n\n  * Sleep apnoea"
        ),
        sex=Sex.ALL,
    )


def test_rows_that_run_together_are_split_at_a_listed_intervention_and_merged_by_arm() -> None:
    study = read_fixture("medpath-two-arms")

    assert study.interventions == (
        Intervention(name="Examplozole", type=InterventionType.DRUG),
        Intervention(name="Placebo", type=InterventionType.DRUG),
        Intervention(name="Evening music", type=InterventionType.BEHAVIORAL),
    )
    assert study.arms == (
        Arm(
            label="Active pill",
            description="One tablet of Examplozole in the evening.",
            interventions=(1, 3),
        ),
        Arm(label="Placebo pill", interventions=(2,)),
        Arm(label="Usual care without any pill"),
    )


def test_an_arm_row_that_names_no_listed_intervention_stays_whole_as_a_finding() -> None:
    found = finding(read_fixture("medpath-two-arms"), "Arm && Interventions")

    assert found.value == "Usual care without any pill"


def test_outcome_rows_are_split_at_the_time_expression_glued_to_the_measure() -> None:
    primary, saturation, steps, death, *_ = read_fixture("medpath-two-arms").outcomes

    assert primary == Outcome(
        level=OutcomeLevel.PRIMARY,
        measure="Sleep quality (PSQI)",
        time_frame="Baseline, 3 and 6 months",
        description="Score on the index, from 0 to 21.",
    )
    assert (saturation.measure, saturation.time_frame) == ("Night-time saturation on room", "Up to 48 hours")
    assert (steps.level, steps.time_frame) == (OutcomeLevel.SECONDARY, "12 weeks")
    assert steps.description == "Counted by a wristband.\nAs a mean of seven days."
    assert death.time_frame == "Through study completion, an average of 1 year"


def test_rows_that_could_be_split_in_two_ways_or_none_stay_whole_as_findings() -> None:
    study = read_fixture("medpath-two-arms")

    assert study.outcomes[-2:] == (
        Outcome(level=OutcomeLevel.SECONDARY, measure="FEV112 weeks"),
        Outcome(level=OutcomeLevel.OTHER, measure="Cost of care in the year after surgery"),
    )
    assert finding(study, "Secondary Outcome Measures").value == "FEV112 weeks"
    assert finding(study, "Other Outcome Measures").value == "Cost of care in the year after surgery"


def test_sites_of_several_countries_are_read_and_a_list_cut_short_is_a_finding() -> None:
    study = read_fixture("medpath-two-arms")

    assert study.sites == (
        Site(facility="First Hospital", city="Los Angeles", state="California", country="United States"),
        Site(facility="Second Hospital", city="Seoul", country="Korea, Republic of"),
        Site(country="Singapore"),
    )
    assert finding(study, "Trial Locations").reason == "the page shows 3 of them"


def test_a_reordered_page_without_title_or_enrolment_is_read() -> None:
    study = read_fixture("medpath-tables-reordered")

    assert study.registry_id == "NCT99999922"
    assert study.brief_title is None
    assert study.detailed_description is None
    assert study.study_type is StudyType.OBSERVATIONAL
    assert study.status is RecruitmentStatus.COMPLETED
    assert study.design == Design()
    assert study.eligibility == Eligibility(criteria="Exclusion Criteria:\n\n- Deafness")
    assert study.sites == (Site(facility="Hospital of the Lake", city="Geneva", country="Switzerland"),)


def test_tables_that_kept_tabs_or_bars_are_read_by_their_cells() -> None:
    study = read_fixture("medpath-tables-reordered")

    assert study.arms == (
        Arm(label="Readers", description="Those who read aloud every day", interventions=(1,)),
        Arm(label="Listeners", description="Those who listen"),
    )
    assert study.outcomes == (
        Outcome(
            level=OutcomeLevel.PRIMARY,
            measure="Words a minute",
            time_frame="1 month",
            description="A timed text",
        ),
        Outcome(level=OutcomeLevel.PRIMARY, measure="Errors"),
    )


def test_an_arm_that_uses_an_unlisted_intervention_is_a_finding() -> None:
    values = [each.value for each in read_fixture("medpath-tables-reordered").reading.findings]

    assert "Unlisted drug" in values


def test_of_repeated_conditions_the_first_stand_and_an_unknown_sex_is_a_finding() -> None:
    study = read_fixture("medpath-repeated")

    assert study.conditions == ("Migraine",)
    assert finding(study, "Conditions").value == "Tension Headache"
    assert study.eligibility.sex is None
    assert finding(study, "Sex").value == "Unstated"


def test_the_status_of_the_record_goes_before_another_one_under_the_title() -> None:
    study = read_fixture("medpath-repeated")

    assert study.status is RecruitmentStatus.TERMINATED
    assert finding(study, "Status").reason == "differs from Completed under the title"


@pytest.mark.parametrize(
    ("row", "measure", "time_frame"),
    [
        ("Overall survival (OS)24 months", "Overall survival (OS)", "24 months"),
        ("PFS5 years", "PFS", "5 years"),
        (
            "Adverse eventsUp to 30 days after the last dose",
            "Adverse events",
            "Up to 30 days after the last dose",
        ),
        ("Weight at homeDay 1, Day 8", "Weight at home", "Day 1, Day 8"),
        ("Pain (VAS 0-10)At 1, 3 and 6 months", "Pain (VAS 0-10)", "At 1, 3 and 6 months"),
        ("Relapse within 2 years1-2 years", "Relapse within 2 years", "1-2 years"),
        ("Plasma level6-8 hours", "Plasma level", "6-8 hours"),
        ("Feasibility, in %18 months", "Feasibility, in %", "18 months"),
    ],
)
def test_a_glued_time_frame_is_told_from_its_measure(row: str, measure: str, time_frame: str) -> None:
    text = page_text("medpath-two-arms").replace("Night-time saturation on roomUp to 48 hours", row)

    outcome = read(text).outcomes[1]

    assert (outcome.measure, outcome.time_frame) == (measure, time_frame)


@pytest.mark.parametrize("row", ["EQ-5D12 months", "Change in SF-3612 months", "Score (0-100 days)"])
def test_a_number_that_may_belong_to_the_measure_is_not_split_off(row: str) -> None:
    text = page_text("medpath-two-arms").replace("Cost of care in the year after surgery", row)

    outcome = read(text).outcomes[-1]

    assert (outcome.measure, outcome.time_frame) == (row, None)


def test_an_intervention_whose_name_is_part_of_another_does_not_split_the_row() -> None:
    text = page_text("medpath-two-arms").replace("Drug: Placebo", "Drug: Placebo\nDrug: Examplozole XR")

    study = read(text.replace("Active pillExamplozoleOne tablet", "Active pillExamplozole XROne tablet"))

    assert study.arms[0].interventions == (3, 4)
