from __future__ import annotations

from tests.registries.pages.pages import finding, page_text, read, read_fixture

from trialkg.study import Dates, Design, Organization, RegistryDate
from trialkg.vocabulary.codes import (
    ObservationalModel,
    Phase,
    RecruitmentStatus,
    StudyType,
    TimePerspective,
    ValueStatus,
)


def test_a_reordered_page_of_an_observational_study_is_read_whole() -> None:
    study = read_fixture("summary-observational")

    assert study.registry_id == "NCT99999911"
    assert study.study_type is StudyType.OBSERVATIONAL
    assert study.patient_registry is True
    assert study.lead_sponsor == Organization(name="Example University Hospital of the North")
    assert study.status is RecruitmentStatus.ACTIVE_NOT_RECRUITING
    assert study.brief_title is None
    assert study.brief_summary == "A registry of people with heart failure [any stage]."
    assert study.dates == Dates(
        start=RegistryDate(date="2019-03"),
        completion=RegistryDate(date="2027-12-31", status=ValueStatus.ESTIMATED),
    )
    assert study.design == Design(
        observational_model=ObservationalModel.COHORT,
        time_perspective=TimePerspective.PROSPECTIVE,
        enrollment=1250,
    )
    assert study.reading.findings == ()


def test_prose_that_begins_like_a_field_stays_prose_and_the_pages_end_mark_goes() -> None:
    assert read_fixture("summary-observational").detailed_description == (
        "People with a weak heart are followed for five years.\n\n"
        "Status of the heart is looked at once a year & written down.\n"
        "Source documents stay at the hospital."
    )


def test_conditions_are_as_printed_and_each_once() -> None:
    assert read_fixture("summary-observational").conditions == ("Heart Failure", "Atrial Fibrillation")


def test_a_page_without_description_and_dates_reads_what_it_has() -> None:
    study = read_fixture("summary-sparse")

    assert study.registry_id == "NCT99999912"
    assert study.study_type is StudyType.INTERVENTIONAL
    assert study.brief_summary == "A small study of a new inhaler in children with asthma."
    assert study.detailed_description is None
    assert study.status is RecruitmentStatus.NOT_YET_RECRUITING
    assert study.design == Design(phases=(Phase.PHASE2, Phase.PHASE3))
    assert study.dates == Dates(start=RegistryDate(date="2026-02"))
    assert study.lead_sponsor == Organization(name="Inhaler Works")
    assert study.conditions == ("Asthma",)


def test_fields_with_their_values_on_the_next_line_are_read() -> None:
    study = read_fixture("summary-repeated")

    assert study.registry_id == "NCT99999913"
    assert study.lead_sponsor == Organization(name="Clinic One")
    assert study.design.phases == (Phase.EARLY_PHASE1,)
    assert study.dates.start == RegistryDate(date="2020-05-04", status=ValueStatus.ACTUAL)


def test_of_a_repeated_text_the_first_stands_and_only_a_different_one_is_a_finding() -> None:
    study = read_fixture("summary-repeated")

    assert study.brief_summary == "The first account of the study."
    assert study.detailed_description == "One text, printed twice."
    assert finding(study, "Clinical Trial Summary").value == "A second account, with other words."
    assert not [each for each in study.reading.findings if each.path == "Clinical Trial Description"]


def test_an_unknown_status_and_a_season_for_a_date_are_findings() -> None:
    study = read_fixture("summary-repeated")

    assert study.status is None
    assert finding(study, "Status").value == "Finished long ago"
    assert study.dates.completion is None
    assert finding(study, "Completion date").value == "Spring 2021"


def test_other_trials_listed_on_the_page_do_not_claim_it() -> None:
    text = page_text("summary-sparse") + "\nSee also\nCompleted NCT99999001 - An older trial\n"

    assert read(text) == read_fixture("summary-sparse")
