from __future__ import annotations

import pytest
from tests.registries.pages.pages import finding, page_text, read, read_fixture

from trialkg.study import (
    Arm,
    Dates,
    Design,
    Eligibility,
    Identifier,
    Intervention,
    IpdStatement,
    Organization,
    Outcome,
    Oversight,
    RegistryDate,
    ResponsibleParty,
    Site,
)
from trialkg.vocabulary.codes import (
    Allocation,
    ArmType,
    BiospecimenRetention,
    IdentifierType,
    InterventionModel,
    InterventionType,
    IpdSharing,
    MaskedRole,
    Masking,
    ObservationalModel,
    OutcomeLevel,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    SamplingMethod,
    Sex,
    StandardAge,
    StudyType,
    TimePerspective,
    ValueStatus,
)


def test_titles_acronym_and_texts_are_read_without_the_menu() -> None:
    study = read_fixture("ctgov2017-two-arms")

    assert study.registry_id == "NCT99999931"
    assert study.brief_title == "Cooling Caps for Hair Loss During Chemotherapy"
    assert study.acronym == "COLD-CAP"
    assert study.official_title == "A Crossover Trial of Scalp Cooling"
    assert study.brief_summary == "A cap that cools the scalp is compared with no cap."
    assert study.detailed_description == "The caps are made for the trial.\n\nStudy Design: four cycles."


def test_brackets_that_shorten_the_words_before_them_stay_in_the_title() -> None:
    study = read_fixture("ctgov2017-cohort")

    assert study.brief_title == "Growing Up With Short Bowel and Body Mass Index (BMI)"
    assert study.acronym is None
    assert finding(study, "title").value == "BMI"


def test_the_design_of_an_interventional_study_is_read() -> None:
    study = read_fixture("ctgov2017-two-arms")

    assert study.study_type is StudyType.INTERVENTIONAL
    assert study.design == Design(
        phases=(Phase.PHASE1, Phase.PHASE2),
        primary_purpose=PrimaryPurpose.SUPPORTIVE_CARE,
        allocation=Allocation.RANDOMIZED,
        intervention_model=InterventionModel.CROSSOVER,
        masking=Masking.DOUBLE,
        who_masked=(MaskedRole.PARTICIPANT, MaskedRole.OUTCOMES_ASSESSOR),
        enrollment=1024,
    )


def test_dates_are_estimated_or_actual_only_where_their_heading_says_so() -> None:
    assert read_fixture("ctgov2017-two-arms").dates == Dates(
        start=RegistryDate(date="2015-02-10", status=ValueStatus.ACTUAL),
        primary_completion=RegistryDate(date="2017-06-30"),
        completion=RegistryDate(date="2018-06", status=ValueStatus.ESTIMATED),
        verification=RegistryDate(date="2017-03"),
        first_submitted=RegistryDate(date="2015-01-05"),
        last_update_submitted=RegistryDate(date="2017-03-02"),
    )


def test_arms_use_the_listed_interventions_which_gain_descriptions_and_other_names() -> None:
    study = read_fixture("ctgov2017-two-arms")

    assert study.interventions == (
        Intervention(
            name="Cooling cap",
            type=InterventionType.DEVICE,
            description="A silicone cap at 4 degrees.",
            other_names=("ColdHat", "IceCrown"),
        ),
        Intervention(name="Shampoo", type=InterventionType.DRUG),
        Intervention(name="Advice on hair care", type=InterventionType.OTHER, description="A leaflet."),
        Intervention(name="Conditioner", type=InterventionType.DRUG),
    )
    assert study.arms == (
        Arm(
            label="Cap first",
            type=ArmType.EXPERIMENTAL,
            description="Cap in cycles 1 and 2, then none.",
            interventions=(1, 2, 3),
        ),
        Arm(label="No cap", type=ArmType.OTHER, description="Nothing on the head.", interventions=(3, 4)),
    )
    assert finding(study, "Arms Assigned Interventions").value == "Conditioner"


def test_outcomes_are_told_from_bullets_in_their_descriptions() -> None:
    assert read_fixture("ctgov2017-two-arms").outcomes == (
        Outcome(
            level=OutcomeLevel.PRIMARY,
            measure="Hair kept [grade 0 or 1]",
            time_frame="3 weeks after cycle 4 [± 3 days]",
            description="judged on photographs\n• front\n• back",
        ),
        Outcome(level=OutcomeLevel.PRIMARY, measure="Headache"),
        Outcome(level=OutcomeLevel.SECONDARY, measure="Comfort", time_frame="Day 1"),
        Outcome(level=OutcomeLevel.OTHER, measure="Use of a wig"),
    )


def test_eligibility_keeps_the_whole_text_and_both_age_limits() -> None:
    assert read_fixture("ctgov2017-two-arms").eligibility == Eligibility(
        criteria=(
            "Inclusion Criteria:\n\n  - Chemotherapy planned\n  - Hair at the start\n\n"
            "Exclusion Criteria:\n\n  - Cold allergy"
        ),
        sex=Sex.ALL,
        minimum_age="P18Y",
        maximum_age="P75Y",
        standard_ages=(StandardAge.ADULT, StandardAge.OLDER_ADULT),
        healthy_volunteers=False,
    )


def test_sites_are_read_under_headings_of_country_and_state() -> None:
    assert read_fixture("ctgov2017-two-arms").sites == (
        Site(
            facility="Clinic of the South",
            city="Atlanta",
            state="Georgia",
            postal_code="30303",
            country="United States",
        ),
        Site(
            facility="Hospital, Department of Skin",
            city="Melbourne",
            state="Victoria",
            postal_code="3000",
            country="Australia",
            status=RecruitmentStatus.ACTIVE_NOT_RECRUITING,
        ),
        Site(facility="Hospital East", city="Seoul", country="Korea, Republic of"),
        Site(city="Amsterdam", postal_code="1081 HV", country="Netherlands"),
    )


def test_sponsors_are_organisations_and_the_responsible_person_is_only_their_organisation() -> None:
    study = read_fixture("ctgov2017-two-arms")

    assert study.lead_sponsor == Organization(name="Example Cancer Group")
    assert study.collaborators == (
        Organization(name="Example Devices Inc."),
        Organization(name="Second University"),
    )
    assert study.responsible_party == ResponsibleParty(organization="Example Cancer Group")


def test_a_responsible_party_that_no_organisation_vouches_for_is_left_out() -> None:
    text = page_text("ctgov2017-two-arms").replace("Professor, Example Cancer Group", "Professor, Elsewhere")

    assert read(text).responsible_party is None


def test_other_numbers_have_the_kind_printed_behind_them() -> None:
    assert read_fixture("ctgov2017-two-arms").identifiers == (
        Identifier(value="CAP-01", type=IdentifierType.ORGANIZATION),
        Identifier(value="2014-999999-99", type=IdentifierType.EUDRACT_NUMBER),
        Identifier(value="U99XX000000", type=IdentifierType.NIH),
        Identifier(value="XX-7", type=IdentifierType.OTHER, issuer="Example Ethics Board"),
        Identifier(value="YY-8", issuer="Local Number"),
    )


def test_keywords_terms_and_the_sharing_plan_are_read_from_the_end_of_the_page() -> None:
    study = read_fixture("ctgov2017-two-arms")

    assert study.keywords == ("scalp", "cooling")
    assert [term.label for term in study.condition_terms] == ["Alopecia", "Hair Diseases"]
    assert study.derived_terms_mix_ancestors is True
    assert study.ipd == IpdStatement(
        sharing=IpdSharing.UNDECIDED, description="To be settled with the partners."
    )
    assert study.reading.version == "2017-09-20"


def test_a_cohort_has_groups_population_sampling_and_specimens() -> None:
    study = read_fixture("ctgov2017-cohort")

    assert study.study_type is StudyType.OBSERVATIONAL
    assert study.patient_registry is True
    assert study.arms == (
        Arm(label="Short bowel", description="Children who lost part of the gut"),
        Arm(label="Siblings", description="Brothers and sisters"),
    )
    assert study.design == Design(
        observational_model=ObservationalModel.CASE_CONTROL,
        time_perspective=TimePerspective.RETROSPECTIVE,
        target_duration="5 Years",
        biospecimen_retention=BiospecimenRetention.SAMPLES_WITHOUT_DNA,
        biospecimen_description="Serum in three tubes",
    )
    assert study.eligibility == Eligibility(
        criteria="Aged up to 17 years.",
        sex=Sex.ALL,
        minimum_age="P6M",
        maximum_age="P17Y",
        standard_ages=(StandardAge.CHILD,),
        healthy_volunteers=True,
        sampling_method=SamplingMethod.NON_PROBABILITY_SAMPLE,
        population="Children seen at the hospital,\nand their siblings.",
    )
    assert study.oversight == Oversight(fda_regulated_drug=False, fda_regulated_device=True)


def test_a_stopped_study_gives_its_reason_and_a_number_of_another_record_does_not_claim_the_page() -> None:
    study = read_fixture("ctgov2017-cohort")

    assert study.registry_id == "NCT99999932"
    assert study.status is RecruitmentStatus.TERMINATED
    assert study.why_stopped == "The money ran out."
    assert study.responsible_party == ResponsibleParty(organization="Children's Example Hospital")
    assert study.dates == Dates(
        verification=RegistryDate(date="2016-05"),
        results_first_submitted=RegistryDate(date="2016-04-01"),
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("Official Title", "Growth of Children With a Short Bowel"),
        ("Study Start Date", "Autumn 2012"),
        ("Estimated Enrollment", "about sixty"),
    ],
)
def test_what_cannot_be_read_or_differs_on_repetition_is_a_finding(path: str, value: str) -> None:
    study = read_fixture("ctgov2017-cohort")

    assert finding(study, path).value == value
    assert study.official_title == "Growth in Short Bowel"


def test_a_bare_copy_without_big_headings_or_arms_is_read() -> None:
    study = read_fixture("ctgov2017-bare")

    assert study.registry_id == "NCT99999933"
    assert study.brief_title == "Exercise for Sore Backs"
    assert study.brief_summary == "People with a sore back walk every day."
    assert study.status is RecruitmentStatus.UNKNOWN
    assert study.last_known_status is RecruitmentStatus.RECRUITING
    assert study.conditions == ("Back Pain",)
    assert study.interventions == (
        Intervention(name="Daily walk", type=InterventionType.BEHAVIORAL),
        Intervention(name="Diary", type=InterventionType.OTHER),
    )
    assert study.arms == ()
    assert study.eligibility == Eligibility(sex=Sex.MALE, maximum_age="P80Y")
    assert study.sites == (
        Site(facility="Spine Centre", city="Oslo", country="Norway", status=RecruitmentStatus.WITHDRAWN),
    )
    assert [term.label for term in study.condition_terms] == ["Back Pain"]
    assert study.reading.version == "2017-09-19"


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("This study is currently recruiting participants.", RecruitmentStatus.RECRUITING),
        ("This study is not yet open for participant recruitment.", RecruitmentStatus.NOT_YET_RECRUITING),
        (
            "This study is enrolling participants by invitation only.",
            RecruitmentStatus.ENROLLING_BY_INVITATION,
        ),
        ("This study has been completed.", RecruitmentStatus.COMPLETED),
        ("This study has been suspended.", RecruitmentStatus.SUSPENDED),
        ("This study has been withdrawn prior to enrollment.", RecruitmentStatus.WITHDRAWN),
        ("Expanded access is currently available for this treatment.", RecruitmentStatus.AVAILABLE),
        ("Expanded access is no longer available for this treatment.", RecruitmentStatus.NO_LONGER_AVAILABLE),
    ],
)
def test_the_sentence_under_the_title_is_the_status(sentence: str, status: RecruitmentStatus) -> None:
    text = page_text("ctgov2017-two-arms")
    old = "This study is ongoing, but not recruiting participants."

    assert read(text.replace(old, sentence)).status is status


@pytest.mark.parametrize(
    ("label", "masking", "roles"),
    [
        ("None (Open Label)", Masking.NONE, ()),
        ("Open Label", Masking.NONE, ()),
        ("Single (Investigator)", Masking.SINGLE, (MaskedRole.INVESTIGATOR,)),
        ("Participant, Care Provider", Masking.DOUBLE, (MaskedRole.PARTICIPANT, MaskedRole.CARE_PROVIDER)),
    ],
)
def test_masking_is_read_in_the_words_of_each_year(
    label: str, masking: Masking, roles: tuple[MaskedRole, ...]
) -> None:
    text = page_text("ctgov2017-two-arms").replace("Double Blind (Subject, Outcomes Assessor)", label)

    design = read(text).design

    assert (design.masking, design.who_masked) == (masking, roles)
