from __future__ import annotations

from typing import Any

import pytest
from tests.registries.records import NCT, raw_json, record, study_of

from trialkg.errors import RecordError
from trialkg.registries import read_study
from trialkg.study import (
    Arm,
    DerivedTerm,
    Finding,
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
    InterventionType,
    IpdInfoType,
    IpdSharing,
    MaskedRole,
    Masking,
    OrganizationClass,
    OutcomeLevel,
    Phase,
    RecruitmentStatus,
    ResponsiblePartyType,
    Sex,
    StandardAge,
    StudyType,
    ValueStatus,
)


def findings(**modules: Any) -> list[tuple[str, str]]:
    return [(finding.path, finding.value) for finding in study_of(**modules).reading.findings]


def identification(**fields: Any) -> dict[str, Any]:
    return {"nctId": NCT, **fields}


def test_a_record_of_its_number_alone_is_a_study() -> None:
    study = read_study(raw_json({"protocolSection": {"identificationModule": {"nctId": NCT}}}))
    assert study.registry_id == NCT
    assert study.reading.source == "ClinicalTrials.gov API v2"
    assert study.reading.url == f"https://clinicaltrials.gov/study/{NCT}"
    assert study.reading.findings == ()
    assert (study.brief_title, study.arms, study.dates.start, study.design.phases) == (None, (), None, ())


@pytest.mark.parametrize("nct", [None, "", "NCT123", "nct99999901", "NCT999999012"])
def test_a_record_without_a_proper_number_is_an_error_that_names_the_place(nct: str | None) -> None:
    raw = raw_json({"protocolSection": {"identificationModule": {"nctId": nct}}})
    with pytest.raises(RecordError) as caught:
        read_study(raw)
    assert caught.value.path == "protocolSection.identificationModule.nctId"
    assert caught.value.where == "made.json"


def test_a_value_of_the_wrong_type_is_an_error_that_names_record_and_place() -> None:
    raw = raw_json(record(designModule={"enrollmentInfo": {"count": "many"}}))
    with pytest.raises(RecordError) as caught:
        read_study(raw)
    assert caught.value.registry_id == NCT
    assert caught.value.path == "protocolSection.designModule.enrollmentInfo.count"


@pytest.mark.parametrize(
    "data", [b'{"protocolSection": {', b"{}x", b'"text"', b"[]", b'{"hasResults": "\xff"}']
)
def test_what_is_no_record_is_an_error(data: bytes) -> None:
    with pytest.raises(RecordError):
        read_study(raw_json(data))


def test_unknown_values_are_findings_and_the_rest_stands() -> None:
    modules = {
        "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2", "PHASE9"]},
        "statusModule": {"overallStatus": "DREAMING", "whyStopped": "no reason"},
    }
    study = study_of(**modules)
    assert study.study_type is StudyType.INTERVENTIONAL
    assert study.design.phases == (Phase.PHASE2,)
    assert study.status is None
    assert study.why_stopped == "no reason"
    assert set(findings(**modules)) == {
        ("protocolSection.designModule.phases", "PHASE9"),
        ("protocolSection.statusModule.overallStatus", "DREAMING"),
    }


def test_unknown_modules_and_fields_are_passed_over() -> None:
    study = study_of(newModule={"a": [1]}, statusModule={"overallStatus": "COMPLETED", "newField": {"b": 2}})
    assert study.status is RecruitmentStatus.COMPLETED
    assert study.reading.findings == ()


def test_dates_keep_their_precision_and_type() -> None:
    dates = study_of(
        statusModule={
            "startDateStruct": {"date": "2024-02", "type": "ESTIMATED"},
            "completionDateStruct": {"date": "2025-02-28", "type": "ACTUAL"},
            "studyFirstPostDateStruct": {"date": "2024-01-05"},
            "statusVerifiedDate": "2024-03",
        }
    ).dates
    assert dates.start == RegistryDate(date="2024-02", status=ValueStatus.ESTIMATED)
    assert dates.completion == RegistryDate(date="2025-02-28", status=ValueStatus.ACTUAL)
    assert dates.first_posted == RegistryDate(date="2024-01-05")
    assert dates.verification == RegistryDate(date="2024-03")


@pytest.mark.parametrize("odd", ["2024-02-30", "2024-13", "2020-07-27T16:54", "soon"])
def test_an_odd_date_is_a_finding_and_no_date(odd: str) -> None:
    module = {"startDateStruct": {"date": odd, "type": "ACTUAL"}}
    assert study_of(statusModule=module).dates.start is None
    assert findings(statusModule=module) == [("protocolSection.statusModule.startDateStruct.date", odd)]


def test_identifiers_carry_type_and_issuer() -> None:
    study = study_of(
        identificationModule=identification(
            orgStudyIdInfo={"id": "XY-1"},
            secondaryIdInfos=[{"id": "G-7", "type": "OTHER_GRANT", "domain": "A Fund"}, {"id": "Z-3"}],
            nctIdAliases=["NCT99999977"],
        )
    )
    assert study.aliases == ("NCT99999977",)
    assert study.identifiers == (
        Identifier(value="XY-1", type=IdentifierType.ORGANIZATION),
        Identifier(value="G-7", type=IdentifierType.OTHER_GRANT, issuer="A Fund"),
        Identifier(value="Z-3"),
    )


def test_the_own_number_has_another_type_where_the_record_says_so() -> None:
    module = identification(orgStudyIdInfo={"id": "1X01", "type": "NIH"})
    assert study_of(identificationModule=module).identifiers == (
        Identifier(value="1X01", type=IdentifierType.NIH),
    )


def test_the_design_is_mapped_and_a_plan_is_told_from_a_count() -> None:
    design = study_of(
        designModule={
            "enrollmentInfo": {"count": 0, "type": "ESTIMATED"},
            "designInfo": {
                "allocation": "NA",
                "maskingInfo": {"masking": "DOUBLE", "whoMasked": ["PARTICIPANT", "INVESTIGATOR"]},
            },
        }
    ).design
    assert (design.enrollment, design.enrollment_status) == (0, ValueStatus.PLANNED)
    assert design.allocation is Allocation.NA
    assert design.masking is Masking.DOUBLE
    assert design.who_masked == (MaskedRole.PARTICIPANT, MaskedRole.INVESTIGATOR)


def test_persons_stay_out_and_their_organisation_stands() -> None:
    study = study_of(
        sponsorCollaboratorsModule={
            "responsibleParty": {
                "type": "PRINCIPAL_INVESTIGATOR",
                "investigatorFullName": "A Person",
                "investigatorTitle": "Dr",
                "investigatorAffiliation": "A Clinic",
            },
            "leadSponsor": {"name": "A Sponsor", "class": "NETWORK"},
            "collaborators": [{"name": "A Helper"}, {"class": "OTHER"}],
        },
        contactsLocationsModule={
            "centralContacts": [{"name": "B Person"}],
            "overallOfficials": [{"name": "C Person"}],
            "locations": [{"city": "Anytown", "contacts": [{"name": "D Person"}]}],
        },
    )
    expected = ResponsibleParty(type=ResponsiblePartyType.PRINCIPAL_INVESTIGATOR, organization="A Clinic")
    assert study.responsible_party == expected
    assert study.lead_sponsor == Organization(name="A Sponsor", organization_class=OrganizationClass.NETWORK)
    assert study.collaborators == (Organization(name="A Helper"),)
    assert "Person" not in repr(study)


def test_an_older_responsible_party_is_its_organisation_alone() -> None:
    party = {"oldNameTitle": "A Person - Chair", "oldOrganization": "A Clinic"}
    study = study_of(sponsorCollaboratorsModule={"responsibleParty": party})
    assert study.responsible_party == ResponsibleParty(organization="A Clinic")


def test_sites_are_those_of_the_plain_list_with_their_place() -> None:
    location = {
        "facility": "A Clinic",
        "city": "Anytown",
        "state": "A State",
        "zip": "12345",
        "country": "France",
        "status": "RECRUITING",
        "geoPoint": {"lat": 48.5, "lon": 2},
    }
    module = {"locations": [location, {}], "locations_nested": [location, location]}
    assert study_of(contactsLocationsModule=module).sites == (
        Site(
            facility="A Clinic",
            city="Anytown",
            state="A State",
            postal_code="12345",
            country="France",
            status=RecruitmentStatus.RECRUITING,
            latitude=48.5,
            longitude=2.0,
        ),
    )


def test_eligibility_has_durations_and_the_whole_text() -> None:
    eligibility = study_of(
        eligibilityModule={
            "eligibilityCriteria": "Inclusion Criteria:\n\n* Age \\> 18\n* able to read",
            "sex": "FEMALE",
            "minimumAge": "18 Years",
            "maximumAge": "N/A",
            "stdAges": ["ADULT", "OLDER_ADULT"],
            "healthyVolunteers": False,
        }
    ).eligibility
    assert eligibility.criteria == "Inclusion Criteria:\n\n* Age > 18\n* able to read"
    assert eligibility.sex is Sex.FEMALE
    assert (eligibility.minimum_age, eligibility.maximum_age) == ("P18Y", None)
    assert eligibility.standard_ages == (StandardAge.ADULT, StandardAge.OLDER_ADULT)
    assert eligibility.healthy_volunteers is False


def test_an_age_in_other_words_is_a_finding() -> None:
    expected = [("protocolSection.eligibilityModule.minimumAge", "grown up")]
    assert findings(eligibilityModule={"minimumAge": "grown up"}) == expected


def test_outcomes_stand_by_level_and_one_without_a_measure_is_a_finding() -> None:
    module = {
        "otherOutcomes": [{"measure": "C"}],
        "primaryOutcomes": [
            {"measure": "A", "timeFrame": "2 years", "description": "a \\< b"},
            {"timeFrame": "x"},
        ],
        "secondaryOutcomes": [{"measure": "B"}],
    }
    assert study_of(outcomesModule=module).outcomes == (
        Outcome(level=OutcomeLevel.PRIMARY, measure="A", time_frame="2 years", description="a < b"),
        Outcome(level=OutcomeLevel.SECONDARY, measure="B"),
        Outcome(level=OutcomeLevel.OTHER, measure="C"),
    )
    assert findings(outcomesModule=module) == [
        ("protocolSection.outcomesModule.primaryOutcomes[1].measure", "")
    ]


def test_derived_terms_have_ids_of_nlm_and_no_ancestors() -> None:
    browse = {
        "meshes": [{"id": "D000001943", "term": "Breast Neoplasms"}, {"term": "Of No Id"}],
        "ancestors": [{"id": "D000009369", "term": "Neoplasms"}],
    }
    value = record()
    value["derivedSection"] = {
        "conditionBrowseModule": browse,
        "interventionBrowseModule": {"meshes": [{"id": "C000500026", "term": "palbociclib"}]},
        "miscInfoModule": {"versionHolder": "2026-01-02"},
    }
    study = read_study(raw_json(value))
    assert study.condition_terms == (
        DerivedTerm(label="Breast Neoplasms", descriptor="D001943"),
        DerivedTerm(label="Of No Id"),
    )
    assert study.intervention_terms == (DerivedTerm(label="palbociclib", descriptor="C500026"),)
    assert study.reading.version == "2026-01-02"


def test_results_are_known_from_the_flag_or_from_their_section() -> None:
    value = record()
    assert read_study(raw_json(value)).has_results is False
    del value["hasResults"]
    assert read_study(raw_json(value)).has_results is None
    value["resultsSection"] = {"baselineCharacteristicsModule": {}}
    assert read_study(raw_json(value)).has_results is True


def test_the_sharing_plan_is_read() -> None:
    module = {
        "ipdSharing": "YES",
        "infoTypes": ["SAP", "ICF"],
        "timeFrame": "a year",
        "url": "https://example.org/",
    }
    ipd = study_of(ipdSharingStatementModule=module).ipd
    assert (ipd.sharing, ipd.info_types) == (IpdSharing.YES, (IpdInfoType.SAP, IpdInfoType.ICF))
    assert (ipd.time_frame, ipd.url) == ("a year", "https://example.org/")


def arms_module(arms: list[dict[str, Any]], interventions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"armsInterventionsModule": {"armGroups": arms, "interventions": interventions}}


def uses(modules: dict[str, Any]) -> list[tuple[int, ...]]:
    return [arm.interventions for arm in study_of(**modules).arms]


def test_arms_and_interventions_are_joined_from_both_sides() -> None:
    modules = arms_module(
        [
            {"label": "One", "type": "EXPERIMENTAL", "interventionNames": ["Drug: first: strong"]},
            {"label": "Two", "description": "rest"},
        ],
        [
            {"type": "DRUG", "name": "first: strong", "otherNames": ["f", ""]},
            {"type": "PROCEDURE", "name": "second", "armGroupLabels": ["Two", "One"]},
        ],
    )
    study = study_of(**modules)
    assert study.arms == (
        Arm(label="One", type=ArmType.EXPERIMENTAL, interventions=(1, 2)),
        Arm(label="Two", description="rest", interventions=(2,)),
    )
    assert study.interventions == (
        Intervention(name="first: strong", type=InterventionType.DRUG, other_names=("f",)),
        Intervention(name="second", type=InterventionType.PROCEDURE),
    )
    assert study.reading.findings == ()


def test_of_two_interventions_of_one_name_the_arm_has_the_one_that_names_it() -> None:
    modules = arms_module(
        [{"label": arm, "interventionNames": ["Drug: same"]} for arm in ("low", "high")],
        [{"type": "DRUG", "name": "same", "armGroupLabels": [arm]} for arm in ("low", "high")],
    )
    assert uses(modules) == [(1,), (2,)]
    assert findings(**modules) == []


def test_a_name_that_fits_two_interventions_and_no_side_settles_is_a_finding() -> None:
    modules = arms_module(
        [{"label": "low", "interventionNames": ["Drug: same"]}],
        [{"type": "DRUG", "name": "same"}, {"type": "DRUG", "name": "same"}],
    )
    assert uses(modules) == [()]
    place = "protocolSection.armsInterventionsModule.armGroups[0].interventionNames"
    assert findings(**modules) == [(place, "Drug: same")]


def test_one_name_of_two_types_is_told_apart_by_the_type() -> None:
    modules = arms_module(
        [{"label": "a", "interventionNames": ["Device: patch"]}],
        [{"type": "DRUG", "name": "patch"}, {"type": "DEVICE", "name": "patch"}],
    )
    assert uses(modules) == [(2,)]


def test_names_and_labels_that_are_not_listed_are_findings() -> None:
    modules = arms_module(
        [{"label": "a", "interventionNames": ["Drug: gone"]}],
        [{"type": "DRUG", "name": "here", "armGroupLabels": ["nowhere"]}],
    )
    assert uses(modules) == [()]
    assert study_of(**modules).reading.findings == (
        Finding(
            path="protocolSection.armsInterventionsModule.interventions[0].armGroupLabels",
            value="nowhere",
            reason="names an arm the record does not list",
        ),
        Finding(
            path="protocolSection.armsInterventionsModule.armGroups[0].interventionNames",
            value="Drug: gone",
            reason="names an intervention the record does not list",
        ),
    )


def test_interventions_without_arms_stand_alone() -> None:
    study = study_of(**arms_module([], [{"type": "DRUG", "name": "here"}]))
    assert (study.arms, len(study.interventions)) == ((), 1)


@pytest.mark.parametrize("text", ['{"a":' * 100_000, '{"a":' + "[" * 100_000 + "]" * 100_000 + "}"])
def test_a_record_nested_too_deeply_is_rejected(text: str) -> None:
    with pytest.raises(RecordError, match="nested too deeply"):
        read_study(raw_json(text.encode()))


@pytest.mark.parametrize("count", [10**13, 10**30, -(10**30)])
def test_a_count_no_tool_could_hold_is_rejected_with_its_path(count: int) -> None:
    with pytest.raises(RecordError) as caught:
        study_of(designModule={"enrollmentInfo": {"count": count}})
    assert caught.value.path == "protocolSection.designModule.enrollmentInfo.count"


def test_arms_and_interventions_find_each_other_by_names_with_markup_and_margins() -> None:
    study = study_of(
        armsInterventionsModule={
            "armGroups": [
                {"label": "A &amp; B ", "interventionNames": ["Drug: X &lt; Y"]},
                {"label": "C"},
            ],
            "interventions": [
                {"type": "DRUG", "name": "X &lt; Y"},
                {"type": "DRUG", "name": "Z", "armGroupLabels": ["A &amp; B "]},
            ],
        }
    )
    assert [arm.interventions for arm in study.arms] == [(1, 2), ()]
    assert study.reading.findings == ()
