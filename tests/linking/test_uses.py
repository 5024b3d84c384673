from __future__ import annotations

import pytest
from tests.samples import IMAGING_STUDY, READING

from trialkg.linking import Linker, link_study
from trialkg.linking.links import ConceptUse
from trialkg.study import Arm, Eligibility, Intervention, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import ArmType, Method, Role, StudyType

LINKER = Linker(load_terminology())


def study(**fields: object) -> Study:
    return Study(registry_id="NCT99999901", reading=READING, **fields)  # type: ignore[arg-type]  # of any field


def roles(**fields: object) -> dict[str, str]:
    return {use.concept: use.role.name.lower() for use in link_study(study(**fields), LINKER).concepts}


def uses(*interventions: Intervention) -> tuple[ConceptUse, ...]:
    return link_study(study(interventions=interventions), LINKER).concepts


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


def test_quotes_are_substrings_of_their_field() -> None:
    for use in link_study(IMAGING_STUDY, LINKER).concepts:
        assert use.evidence.quote in IMAGING_STUDY.interventions[0].name


ARMS = (
    Arm(label="A", type=ArmType.EXPERIMENTAL, interventions=(1,)),
    Arm(label="B", type=ArmType.ACTIVE_COMPARATOR, interventions=(2,)),
)


def test_what_only_comparator_arms_give_is_a_comparator() -> None:
    interventions = (Intervention(name="Giredestrant"), Intervention(name="Letrozole"))
    assert roles(interventions=interventions, arms=ARMS) == {
        "giredestrant": "studied",
        "letrozole": "comparator",
    }


def test_what_all_arms_give_is_studied() -> None:
    arms = (ARMS[0], Arm(label="B", type=ArmType.ACTIVE_COMPARATOR, interventions=(1,)))
    assert roles(interventions=(Intervention(name="Letrozole"),), arms=arms) == {"letrozole": "studied"}


def test_without_an_experimental_arm_nothing_is_a_comparator() -> None:
    arms = (Arm(label="B", type=ArmType.ACTIVE_COMPARATOR, interventions=(1,)),)
    assert roles(interventions=(Intervention(name="Letrozole"),), arms=arms) == {"letrozole": "studied"}


def test_a_name_with_a_prefix_of_not_is_not_one_of_want() -> None:
    assert notations("Non-steroidal aromatase inhibitor") == {"aromatase-inhibitor"}


def test_what_an_arm_gives_by_its_description_has_the_role_of_the_arm() -> None:
    arms = (
        Arm(label="A", type=ArmType.EXPERIMENTAL, description="SBRT to all sites"),
        Arm(label="B", type=ArmType.ACTIVE_COMPARATOR, description="Letrozole alone"),
    )
    assert roles(arms=arms) == {"SBRT": "studied", "letrozole": "comparator"}


def test_a_prior_drug_in_the_exclusion_criteria_is_no_intervention() -> None:
    criteria = "Exclusion Criteria:\n\n* Prior CDK4/6 inhibitor\n* Pregnancy"
    (use,) = link_study(study(eligibility=Eligibility(criteria=criteria)), LINKER).concepts
    assert (use.concept, use.role, use.interventions) == ("CDK4-6-inhibitor", Role.ELIGIBILITY, ())
    assert (use.evidence.quote, use.evidence.field) == ("* Prior CDK4/6 inhibitor", "eligibility.criteria")


def test_a_heading_of_criteria_is_no_use() -> None:
    criteria = "PRIOR TREATMENT\n\nEndocrine therapy: Not specified\n\nSurgery: Not specified"
    assert roles(eligibility=Eligibility(criteria=criteria)) == {}


def test_a_concept_has_one_use_in_its_highest_role() -> None:
    criteria = "Exclusion Criteria:\n\n* Prior palbociclib"
    summary = "Palbociclib is approved in many countries. Participants will receive palbociclib."
    (use,) = link_study(
        study(brief_summary=summary, eligibility=Eligibility(criteria=criteria)), LINKER
    ).concepts
    assert (use.role, use.method) == (Role.STUDIED, Method.CONTEXT)
    assert use.evidence.quote == "Participants will receive palbociclib."


def test_a_class_is_implied_by_its_drug_in_as_high_a_role() -> None:
    assert roles(brief_summary="Women will receive the CDK4/6 inhibitor ribociclib.") == {
        "ribociclib": "studied"
    }


def test_a_class_is_kept_beside_a_drug_of_a_lower_role() -> None:
    summary = "Women will receive endocrine therapy. Tamoxifen has been shown to cause hot flushes."
    assert roles(brief_summary=summary) == {"endocrine-therapy": "studied", "tamoxifen": "mentioned"}


def test_a_class_had_before_is_kept_beside_a_drug_that_is_studied() -> None:
    found = roles(brief_title="Palbociclib After Progression on a CDK4/6 Inhibitor")
    assert found == {"palbociclib": "studied", "CDK4-6-inhibitor": "eligibility"}


def test_what_is_registered_is_not_said_again_by_prose() -> None:
    found = roles(interventions=(Intervention(name="Ibrance"),), brief_summary="Palbociclib is approved.")
    assert found == {"palbociclib": "studied"}


def test_a_mention_without_a_cue_is_studied_only_where_nothing_is_registered() -> None:
    summary = "SBRT for liver tumors."
    assert roles(brief_summary=summary) == {"SBRT": "studied"}
    assert roles(brief_summary=summary, interventions=(Intervention(name="Vitamin D"),)) == {
        "SBRT": "mentioned"
    }


def test_standard_care_that_something_is_added_to_is_background() -> None:
    found = roles(
        brief_title="Ribociclib With Endocrine Therapy",
        brief_summary="The study asks whether adding ribociclib to standard endocrine therapy helps.",
    )
    assert found == {"ribociclib": "studied", "endocrine-therapy": "background"}


def test_standard_care_with_or_without_something_is_background() -> None:
    found = roles(
        brief_title="Endocrine Therapy With or Without Abemaciclib",
        brief_summary="The study evaluates abemaciclib together with standard endocrine therapy.",
    )
    assert found == {"abemaciclib": "studied", "endocrine-therapy": "background"}


def test_what_is_given_anyway_and_only_followed_or_added_to_is_background() -> None:
    found = roles(
        brief_title="Needle Biopsy of Nodes in Patients Awaiting SBRT",
        detailed_description="Patients who are negative on biopsy will undergo SBRT of the lung.",
    )
    assert found == {"SBRT": "background"}


def test_what_is_given_outright_is_studied_though_the_title_says_they_await_it() -> None:
    found = roles(
        brief_title="Needle Biopsy of Nodes in Patients Awaiting SBRT",
        detailed_description="All patients will undergo SBRT of the lung in five sessions.",
    )
    assert found == {"SBRT": "studied"}


def test_a_drug_that_scans_only_guide_is_background_where_its_benefit_is_foretold() -> None:
    found = roles(
        brief_title="PET Guided Fulvestrant",
        brief_summary="To determine whether FES-PET can predict clinical benefit from fulvestrant.",
    )
    assert found == {"fulvestrant": "background", "FES-PET": "studied"}


def test_a_part_of_a_regimen_is_studied_though_its_class_is_the_standard_compared_with() -> None:
    found = roles(brief_title="Palbociclib Plus Fulvestrant Versus Standard Endocrine Therapy")
    assert found["fulvestrant"] == "studied"


def test_the_exposure_that_a_title_names_is_studied_though_patients_are_under_it() -> None:
    found = roles(
        brief_title="Real-world Experience With Ribociclib",
        brief_summary="The study will describe adverse events in women treated with ribociclib.",
    )
    assert found == {"ribociclib": "studied"}


def test_a_quote_ends_with_its_item_of_a_list() -> None:
    text = "* Compare SBRT with drug X on study 12-345.\n* Compare quality of life."
    (use,) = link_study(study(detailed_description=text), LINKER).concepts
    assert use.evidence.quote == "* Compare SBRT with drug X on study 12-345."


def test_a_ground_that_nothing_calls_standard_is_studied() -> None:
    assert roles(brief_title="Letrozole With or Without Palbociclib") == {
        "letrozole": "studied",
        "palbociclib": "studied",
    }


def test_standard_care_that_leads_the_title_is_studied() -> None:
    found = roles(
        brief_title="SBRT in Lung Cancer",
        brief_summary="Standard SBRT will be compared with longer schedules.",
    )
    assert found == {"SBRT": "studied"}


@pytest.mark.parametrize(
    "fields",
    [
        {"brief_title": "FDG-PET in Women With Breast Cancer"},
        {"study_type": StudyType.OBSERVATIONAL},
        {"interventions": (Intervention(name="FDG-PET"),)},
    ],
)
def test_a_treatment_is_background_in_a_study_that_looks_on(fields: dict[str, object]) -> None:
    found = roles(**fields, brief_summary="The aim is to predict the response to fulvestrant.")
    assert found["fulvestrant"] == "background"


def test_a_treatment_that_the_title_of_an_observational_study_names_is_studied() -> None:
    assert roles(study_type=StudyType.OBSERVATIONAL, brief_title="Ibrance in Daily Practice") == {
        "palbociclib": "studied"
    }


def test_a_treatment_that_a_study_of_scans_gives_is_studied() -> None:
    found = roles(brief_title="FES-PET in Breast Cancer", brief_summary="All patients will start tamoxifen.")
    assert found == {"FES-PET": "studied", "tamoxifen": "studied"}


def test_the_items_of_a_list_share_the_words_around_it() -> None:
    found = roles(brief_summary="Patients will have had prior tamoxifen, letrozole or exemestane.")
    assert found == {"tamoxifen": "eligibility", "letrozole": "eligibility", "exemestane": "eligibility"}


def test_a_quote_is_a_part_of_its_field_and_about_a_sentence() -> None:
    text = f"{'Before. ' * 60}They will receive {'very ' * 90}much letrozole {'and so on ' * 90}."
    (use,) = link_study(study(detailed_description=text), LINKER).concepts
    assert use.evidence.quote in text
    assert "letrozole" in use.evidence.quote
    assert len(use.evidence.quote) <= 330


def test_a_quote_of_a_long_list_is_made_of_whole_clauses() -> None:
    clauses = [f"to determine outcome number {place} of all the women who take part" for place in range(9)]
    clauses[4] = "to determine the toxicity of SBRT in all the women who take part"
    text = f"The objectives are {'; '.join(clauses)}."
    (use,) = link_study(study(detailed_description=text), LINKER).concepts
    quoted = use.evidence.quote.rstrip(";").split("; ")
    assert clauses[4] in quoted
    assert set(quoted) <= set(clauses)


def test_a_sentence_that_a_full_stop_cuts_is_read_as_one() -> None:
    found = roles(detailed_description="Women will receive 500 mg i.\n\nm. fulvestrant each month.")
    assert found == {"fulvestrant": "studied"}


def test_a_study_without_any_concept_has_no_uses() -> None:
    assert roles(brief_title="Walking", brief_summary="Participants walk.") == {}
