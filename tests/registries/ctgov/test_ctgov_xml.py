from __future__ import annotations

import pytest
from tests.registries.records import NCT, raw_xml, study_of, xml, xml_study

from trialkg.errors import RecordError
from trialkg.registries import read_study
from trialkg.registries.ctgov.textblocks import running_text
from trialkg.study import (
    Arm,
    DerivedTerm,
    Identifier,
    Intervention,
    Organization,
    Outcome,
    RegistryDate,
    ResponsibleParty,
    Site,
)
from trialkg.vocabulary.codes import (
    Allocation,
    ArmType,
    IdentifierType,
    InterventionModel,
    InterventionType,
    MaskedRole,
    Masking,
    OrganizationClass,
    OutcomeLevel,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    ResponsiblePartyType,
    Sex,
    StudyType,
    TimePerspective,
    ValueStatus,
)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<clinical_study>", "not well-formed"),
        (b"<clinical_study/>", "has no registry number"),
        (b"<search_results/>", "is XML of <search_results>"),
        (xml("", "NCT1"), "'NCT1' is no registry number"),
        (b"<!DOCTYPE clinical_study>" + xml(""), "DOCTYPE"),
        (b'<!DOCTYPE c [<!ENTITY a "b">]>' + xml("<acronym>&a;</acronym>"), "DOCTYPE"),
        (
            b'<!DOCTYPE c [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + xml("<acronym>&a;</acronym>"),
            "DOCTYPE",
        ),
    ],
)
def test_what_is_no_record_is_an_error_that_says_why(data: bytes, what: str) -> None:
    with pytest.raises(RecordError, match=what):
        read_study(raw_xml(data))


def test_identity_titles_and_derived_terms_are_read() -> None:
    study = read_study(
        raw_xml(
            b"<clinical_study><required_header><download_date>ClinicalTrials.gov processed this data on "
            b"August 08, 2017</download_date></required_header><id_info><org_study_id>A-1</org_study_id>"
            b"<secondary_id>B-2</secondary_id><nct_id>NCT99999901</nct_id><nct_alias>NCT99999977</nct_alias>"
            b"</id_info><brief_title>A &amp; B</brief_title><condition_browse><mesh_term>Pain</mesh_term>"
            b"</condition_browse></clinical_study>"
        )
    )
    assert study.identifiers == (
        Identifier(value="A-1", type=IdentifierType.ORGANIZATION),
        Identifier(value="B-2"),
    )
    assert study.aliases == ("NCT99999977",)
    assert study.brief_title == "A & B"
    assert study.condition_terms == (DerivedTerm(label="Pain"),)
    assert (study.reading.source, study.reading.version) == ("ClinicalTrials.gov XML", "2017-08-08")


@pytest.mark.parametrize(
    "body",
    [
        "<firstreceived_date>May 3, 2016</firstreceived_date>"
        "<lastchanged_date>June 2, 2017</lastchanged_date>",
        "<study_first_submitted>May 3, 2016</study_first_submitted>"
        "<last_update_submitted>June 2, 2017</last_update_submitted>",
    ],
)
def test_dates_are_read_under_older_and_later_names(body: str) -> None:
    dates = xml_study(body).dates
    assert dates.first_submitted == RegistryDate(date="2016-05-03")
    assert dates.last_update_submitted == RegistryDate(date="2017-06-02")


@pytest.mark.parametrize(
    ("attribute", "status"),
    [(' type="Anticipated"', ValueStatus.ESTIMATED), (' type="Actual"', ValueStatus.ACTUAL), ("", None)],
)
def test_a_date_is_actual_or_estimated_as_the_record_says(attribute: str, status: ValueStatus | None) -> None:
    study = xml_study(f"<completion_date{attribute}>June 2017</completion_date>")
    assert study.dates.completion == RegistryDate(date="2017-06", status=status)


def test_an_odd_date_is_a_finding() -> None:
    study = xml_study("<start_date>in spring</start_date>")
    assert study.dates.start is None
    (finding,) = study.reading.findings
    assert (finding.path, finding.value) == ("clinical_study/start_date", "in spring")


SENTENCES = [
    "Allocation: Randomized, Endpoint Classification: Safety/Efficacy Study, Intervention Model: Parallel "
    "Assignment, Masking: Double Blind (Subject, Investigator), Primary Purpose: Treatment",
    "Allocation:  Randomized\nIntervention Model:  Parallel Assignment\nMasking:  Double Blind (Subject, "
    "Investigator)\nPrimary Purpose:  Treatment",
]
ELEMENTS = (
    "<study_design_info><allocation>Randomized</allocation><intervention_model>Parallel Assignment"
    "</intervention_model><primary_purpose>Treatment</primary_purpose>"
    "<masking>Double (Participant, Investigator)</masking></study_design_info>"
)


@pytest.mark.parametrize("body", [*(f"<study_design>{text}</study_design>" for text in SENTENCES), ELEMENTS])
def test_the_design_is_the_same_from_a_sentence_and_from_elements(body: str) -> None:
    design = xml_study(body).design
    assert design.allocation is Allocation.RANDOMIZED
    assert design.intervention_model is InterventionModel.PARALLEL
    assert design.primary_purpose is PrimaryPurpose.TREATMENT
    assert design.masking is Masking.DOUBLE
    assert design.who_masked == (MaskedRole.PARTICIPANT, MaskedRole.INVESTIGATOR)


def test_the_oldest_sentences_have_no_labels() -> None:
    study = xml_study("<study_design>Treatment, Randomized, Double-Blind, Parallel Assignment</study_design>")
    assert study.design.masking is Masking.DOUBLE
    assert study.design.allocation is Allocation.RANDOMIZED
    assert study.reading.findings == ()


def test_the_design_of_an_observational_study_is_read() -> None:
    design = xml_study(
        "<study_design>Observational Model: Cohort, Time Perspective: Prospective</study_design>"
    ).design
    assert design.time_perspective is TimePerspective.PROSPECTIVE


@pytest.mark.parametrize(
    ("text", "masking"),
    [("None (Open Label)", Masking.NONE), ("Open Label", Masking.NONE), ("Quadruple", Masking.QUADRUPLE)],
)
def test_masking_without_parties_is_read(text: str, masking: Masking) -> None:
    body = f"<study_design_info><masking>{text}</masking></study_design_info>"
    design = xml_study(body).design
    assert (design.masking, design.who_masked) == (masking, ())


@pytest.mark.parametrize(
    ("kind", "phase", "phases"),
    [
        ("Interventional", "Phase 1/Phase 2", (Phase.PHASE1, Phase.PHASE2)),
        ("Interventional", "N/A", (Phase.NA,)),
        ("Observational", "N/A", ()),
    ],
)
def test_phases_are_those_that_fit_the_type(kind: str, phase: str, phases: tuple[Phase, ...]) -> None:
    study = xml_study(f"<phase>{phase}</phase><study_type>{kind}</study_type>")
    assert study.design.phases == phases


def test_a_patient_registry_is_told_by_its_type() -> None:
    study = xml_study("<study_type>Observational [Patient Registry]</study_type>")
    assert (study.study_type, study.patient_registry) == (StudyType.OBSERVATIONAL, True)


def test_enrolment_is_a_number_planned_or_actual() -> None:
    design = xml_study('<enrollment type="Anticipated">120</enrollment>').design
    assert (design.enrollment, design.enrollment_status) == (120, ValueStatus.PLANNED)
    (finding,) = xml_study("<enrollment>about 12</enrollment>").reading.findings
    assert finding.value == "about 12"


def test_unknown_values_are_findings_and_the_rest_stands() -> None:
    study = xml_study("<overall_status>Dreaming</overall_status><acronym>ABC</acronym><phase>Phase 9</phase>")
    assert study.acronym == "ABC"
    assert {finding.value for finding in study.reading.findings} == {"Dreaming", "Phase 9"}


def test_arms_take_their_interventions_from_the_side_of_the_interventions() -> None:
    study = xml_study(
        "<arm_group><arm_group_label>One</arm_group_label><arm_group_type>Experimental</arm_group_type></arm_group>"
        "<arm_group><arm_group_label>Two</arm_group_label><description>rest</description></arm_group>"
        "<intervention><intervention_type>Drug</intervention_type><intervention_name>first</intervention_name>"
        "<description>daily</description><arm_group_label>One</arm_group_label><other_name>f</other_name></intervention>"
    )
    assert study.arms == (
        Arm(label="One", type=ArmType.EXPERIMENTAL, interventions=(1,)),
        Arm(label="Two", description="rest"),
    )
    assert study.interventions == (
        Intervention(name="first", type=InterventionType.DRUG, description="daily", other_names=("f",)),
    )


def test_sponsors_sites_outcomes_and_eligibility_are_read_without_persons() -> None:
    study = xml_study(
        "<sponsors><lead_sponsor><agency>A Fund</agency><agency_class>U.S. Fed</agency_class></lead_sponsor>"
        "<collaborator><agency>B Fund</agency></collaborator></sponsors>"
        "<responsible_party><name_title>A Person</name_title><organization>A Clinic</organization>"
        "</responsible_party>"
        "<overall_official><last_name>B Person</last_name></overall_official>"
        "<location><facility><name>A Clinic</name><address><city>Anytown</city><country>France</country>"
        "</address></facility><status>Recruiting</status>"
        "<contact><last_name>C Person</last_name></contact></location>"
        "<primary_outcome><measure>A</measure><time_frame>2 years</time_frame></primary_outcome>"
        "<eligibility><gender>Both</gender><minimum_age>6 Months</minimum_age><maximum_age>N/A</maximum_age>"
        "<healthy_volunteers>Accepts Healthy Volunteers</healthy_volunteers></eligibility>"
    )
    assert study.lead_sponsor == Organization(name="A Fund", organization_class=OrganizationClass.FED)
    assert study.collaborators == (Organization(name="B Fund"),)
    assert study.responsible_party == ResponsibleParty(organization="A Clinic")
    site = Site(facility="A Clinic", city="Anytown", country="France", status=RecruitmentStatus.RECRUITING)
    assert study.sites == (site,)
    assert study.outcomes == (Outcome(level=OutcomeLevel.PRIMARY, measure="A", time_frame="2 years"),)
    assert (study.eligibility.sex, study.eligibility.healthy_volunteers) == (Sex.ALL, True)
    assert (study.eligibility.minimum_age, study.eligibility.maximum_age) == ("P6M", None)
    assert "Person" not in repr(study)


def test_the_type_of_a_responsible_party_is_read() -> None:
    study = xml_study(
        "<responsible_party><responsible_party_type>Sponsor-Investigator</responsible_party_type>"
        "<investigator_affiliation>A Clinic</investigator_affiliation></responsible_party>"
    )
    expected = ResponsibleParty(type=ResponsiblePartyType.SPONSOR_INVESTIGATOR, organization="A Clinic")
    assert study.responsible_party == expected


def test_lines_broken_for_width_are_joined_and_paragraphs_kept() -> None:
    text = "\n      The first paragraph goes\r\n      on here.\r\n\r\n      The second.\r\n    "
    assert running_text(text) == "The first paragraph goes on here.\n\nThe second."


def test_items_become_bullets_nested_by_their_indentation() -> None:
    text = """
        Inclusion Criteria:

          -  able to read and
             to write

          -  one of these

               -  first

               -  second

          -  last

        Exclusion Criteria:

          1. a number

             -  under it

          2. another
    """
    assert running_text(text) == (
        "Inclusion Criteria:\n\n* able to read and to write\n* one of these\n  * first\n  * second\n"
        "* last\n\nExclusion Criteria:\n\n1. a number\n   * under it\n2. another"
    )


def test_a_dash_in_running_text_is_no_bullet() -> None:
    assert (
        running_text("\n        -Patients who can read\n        - and write\n")
        == "-Patients who can read - and write"
    )


def test_a_text_on_one_line_stands_as_it_is() -> None:
    assert running_text("5 mg -  daily") == "5 mg -  daily"


def test_a_record_cut_off_is_rejected_by_its_number() -> None:
    with pytest.raises(RecordError) as caught:
        read_study(raw_xml(xml("<brief_title>A", "NCT99999902")[:-20]))
    assert caught.value.registry_id == "NCT99999902"


def test_an_enrolment_of_too_many_digits_is_a_finding() -> None:
    study = xml_study(f"<enrollment>{'9' * 5000}</enrollment>")
    assert study.design.enrollment is None
    assert [finding.reason for finding in study.reading.findings] == ["is no whole number"]


def test_line_ends_of_any_system_read_as_in_json() -> None:
    title = "one\r\ntwo\rthree"
    in_json = study_of(identificationModule={"nctId": NCT, "briefTitle": title}).brief_title
    in_xml = xml_study(f"<brief_title>{title.replace(chr(13), '&#13;')}</brief_title>").brief_title
    assert in_json == in_xml == "one\ntwo\nthree"
