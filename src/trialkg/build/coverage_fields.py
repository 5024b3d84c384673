"""The fields that a coverage run compares: where each stands in the source, and what it becomes in the graph.

The places are written out here anew, apart from the readers, so that a field a reader forgets shows up.
"""

from __future__ import annotations

from typing import Final

import msgspec


class Field(msgspec.Struct, frozen=True):
    """A field, by what the graph has of it and by its place in each form of record.

    ``graph`` is the kind of subject (``study``, or how the part's fragment begins) and a property. ``json``
    is a path below ``protocolSection``, or from the top where it begins with a stroke; lists are walked
    through. ``xml`` is an XPath below the root. An empty place means that this form cannot say it. Values
    in ``besides`` say nothing.
    """

    name: str
    graph: str
    json: str = ""
    xml: str = ""
    besides: frozenset[str] = frozenset()


_NO_LIMIT = frozenset({"N/A"})
_FALSE = frozenset({"false"})
_NO_CRITERIA = frozenset({"No eligibility criteria", "Please contact site for information."})

_ID = "identificationModule"
_STATUS = "statusModule"
_SPONSORS = "sponsorCollaboratorsModule"
_DESIGN = "designModule"
_INFO = "designModule.designInfo"
_ARMS = "armsInterventionsModule"
_OUTCOMES = "outcomesModule"
_WHO = "eligibilityModule"
_SITES = "contactsLocationsModule.locations"
_IPD = "ipdSharingStatementModule"

_SENTENCE = "study_design[contains(., '{}')]"


def _design(label: str, element: str) -> str:
    return f"study_design_info/{element} | {_SENTENCE.format(label)}"


_IDENTITY = (
    Field("registry id", "study identifier", f"{_ID}.nctId", "id_info/nct_id"),
    Field("alias", "study aliasId", f"{_ID}.nctIdAliases", "id_info/nct_alias"),
    Field("own number", "identifier- label", f"{_ID}.orgStudyIdInfo.id", "id_info/org_study_id"),
    Field(
        "number type",
        "identifier- identifierType",
        f"{_ID}.orgStudyIdInfo.id",
        "id_info/org_study_id",
    ),
    Field("number issuer", "identifier- issuer", f"{_ID}.secondaryIdInfos.domain"),
    Field("brief title", "study briefTitle", f"{_ID}.briefTitle", "brief_title"),
    Field("official title", "study officialTitle", f"{_ID}.officialTitle", "official_title"),
    Field("acronym", "study acronym", f"{_ID}.acronym", "acronym"),
    Field("brief summary", "study briefSummary", "descriptionModule.briefSummary", "brief_summary//text()"),
    Field(
        "detailed description",
        "study detailedDescription",
        "descriptionModule.detailedDescription",
        "detailed_description//text()",
    ),
    Field("keyword", "study keyword", "conditionsModule.keywords", "keyword"),
    Field(
        "record version",
        "record recordVersion",
        "/derivedSection.miscInfoModule.versionHolder",
        "required_header/*",
    ),
)

_STATUS_AND_DATES = (
    Field("status", "study status", f"{_STATUS}.overallStatus", "overall_status"),
    Field("last known status", "study lastKnownStatus", f"{_STATUS}.lastKnownStatus", "last_known_status"),
    Field("why stopped", "study whyStopped", f"{_STATUS}.whyStopped", "why_stopped"),
    Field(
        "expanded access",
        "study hasExpandedAccess",
        f"{_STATUS}.expandedAccessInfo.hasExpandedAccess",
        "has_expanded_access",
    ),
    Field("results", "study hasResults", "/hasResults|resultsSection", "clinical_results//text()"),
    Field("start", "study startDate", f"{_STATUS}.startDateStruct.date", "start_date"),
    Field("start type", "study startDateType", f"{_STATUS}.startDateStruct.type", "start_date/@type"),
    Field(
        "primary completion",
        "study primaryCompletionDate",
        f"{_STATUS}.primaryCompletionDateStruct.date",
        "primary_completion_date",
    ),
    Field(
        "primary completion type",
        "study primaryCompletionDateType",
        f"{_STATUS}.primaryCompletionDateStruct.type",
        "primary_completion_date/@type",
    ),
    Field("completion", "study completionDate", f"{_STATUS}.completionDateStruct.date", "completion_date"),
    Field(
        "completion type",
        "study completionDateType",
        f"{_STATUS}.completionDateStruct.type",
        "completion_date/@type",
    ),
    Field("verified", "study verificationDate", f"{_STATUS}.statusVerifiedDate", "verification_date"),
    Field(
        "first submitted",
        "study firstSubmittedDate",
        f"{_STATUS}.studyFirstSubmitDate",
        "study_first_submitted | firstreceived_date",
    ),
    Field(
        "first posted",
        "study firstPostedDate",
        f"{_STATUS}.studyFirstPostDateStruct.date",
        "study_first_posted",
    ),
    Field(
        "first posted type",
        "study firstPostedDateType",
        f"{_STATUS}.studyFirstPostDateStruct.type",
        "study_first_posted/@type",
    ),
    Field(
        "update submitted",
        "study lastUpdateSubmittedDate",
        f"{_STATUS}.lastUpdateSubmitDate",
        "last_update_submitted | lastchanged_date",
    ),
    Field(
        "update posted",
        "study lastUpdatePostedDate",
        f"{_STATUS}.lastUpdatePostDateStruct.date",
        "last_update_posted",
    ),
    Field(
        "update posted type",
        "study lastUpdatePostedDateType",
        f"{_STATUS}.lastUpdatePostDateStruct.type",
        "last_update_posted/@type",
    ),
    Field(
        "results submitted",
        "study resultsFirstSubmittedDate",
        f"{_STATUS}.resultsFirstSubmitDate",
        "results_first_submitted | firstreceived_results_date",
    ),
    Field(
        "results posted",
        "study resultsFirstPostedDate",
        f"{_STATUS}.resultsFirstPostDateStruct.date",
        "results_first_posted",
    ),
    Field(
        "results posted type",
        "study resultsFirstPostedDateType",
        f"{_STATUS}.resultsFirstPostDateStruct.type",
        "results_first_posted/@type",
    ),
)

_PEOPLE_AND_PLACES = (
    Field("sponsor", "sponsor label", f"{_SPONSORS}.leadSponsor.name", "sponsors/lead_sponsor/agency"),
    Field(
        "sponsor class",
        "sponsor organizationClass",
        f"{_SPONSORS}.leadSponsor.class",
        "sponsors/lead_sponsor/agency_class",
    ),
    Field(
        "collaborator",
        "collaborator- label",
        f"{_SPONSORS}.collaborators.name",
        "sponsors/collaborator/agency",
    ),
    Field(
        "collaborator class",
        "collaborator- organizationClass",
        f"{_SPONSORS}.collaborators.class",
        "sponsors/collaborator/agency_class",
    ),
    Field(
        "responsible party type",
        "study responsiblePartyType",
        f"{_SPONSORS}.responsibleParty.type",
        "responsible_party/responsible_party_type",
    ),
    Field(
        "responsible party",
        "responsible-party label",
        f"{_SPONSORS}.responsibleParty.investigatorAffiliation|oldOrganization",
        "responsible_party/investigator_affiliation | responsible_party/organization",
    ),
    Field(
        "monitoring committee",
        "study hasDataMonitoringCommittee",
        "oversightModule.oversightHasDmc",
        "oversight_info/has_dmc",
    ),
    Field(
        "FDA regulated drug",
        "study fdaRegulatedDrug",
        "oversightModule.isFdaRegulatedDrug",
        "oversight_info/is_fda_regulated_drug",
    ),
    Field(
        "FDA regulated device",
        "study fdaRegulatedDevice",
        "oversightModule.isFdaRegulatedDevice",
        "oversight_info/is_fda_regulated_device",
    ),
    Field("site facility", "site- facility", f"{_SITES}.facility", "location/facility/name"),
    Field("site city", "site- city", f"{_SITES}.city", "location/facility/address/city"),
    Field("site state", "site- state", f"{_SITES}.state", "location/facility/address/state"),
    Field("site postal code", "site- postalCode", f"{_SITES}.zip", "location/facility/address/zip"),
    Field("site country", "site- country", f"{_SITES}.country", "location/facility/address/country"),
    Field("site status", "site- siteStatus", f"{_SITES}.status", "location/status"),
    Field("site latitude", "site- lat", f"{_SITES}.geoPoint.lat"),
    Field("site longitude", "site- long", f"{_SITES}.geoPoint.lon"),
)

_LAYOUT = (
    Field("study type", "study type", f"{_DESIGN}.studyType", "study_type"),
    Field(
        "patient registry",
        "study PatientRegistry",
        f"{_DESIGN}.patientRegistry",
        "study_type[contains(., '[Patient Registry]')]",
        _FALSE,
    ),
    Field(
        "phase", "study phase", f"{_DESIGN}.phases", "phase[. != 'N/A' or ../study_type = 'Interventional']"
    ),
    Field(
        "purpose",
        "study primaryPurpose",
        f"{_INFO}.primaryPurpose",
        _design("Primary Purpose", "primary_purpose"),
    ),
    Field("allocation", "study allocation", f"{_INFO}.allocation", _design("Allocation", "allocation")),
    Field(
        "intervention model",
        "study interventionModel",
        f"{_INFO}.interventionModel",
        _design("Intervention Model", "intervention_model"),
    ),
    Field(
        "intervention model description",
        "study interventionModelDescription",
        f"{_INFO}.interventionModelDescription",
        "study_design_info/intervention_model_description",
    ),
    Field("masking", "study masking", f"{_INFO}.maskingInfo.masking", _design("Masking", "masking")),
    Field(
        "masking description",
        "study maskingDescription",
        f"{_INFO}.maskingInfo.maskingDescription",
        "study_design_info/masking_description",
    ),
    Field(
        "who is masked",
        "study whoMasked",
        f"{_INFO}.maskingInfo.whoMasked",
        "study_design_info/masking[contains(., '(') and not(contains(., 'Open'))]",
    ),
    Field(
        "observational model",
        "study observationalModel",
        f"{_INFO}.observationalModel",
        _design("Observational Model", "observational_model"),
    ),
    Field(
        "time perspective",
        "study timePerspective",
        f"{_INFO}.timePerspective",
        _design("Time Perspective", "time_perspective"),
    ),
    Field("target duration", "study targetDuration", f"{_DESIGN}.targetDuration", "target_duration"),
    Field("enrolment", "study enrollment", f"{_DESIGN}.enrollmentInfo.count", "enrollment"),
    Field("enrolment type", "study enrollmentType", f"{_DESIGN}.enrollmentInfo.type", "enrollment/@type"),
    Field(
        "biospecimen retention",
        "study biospecimenRetention",
        f"{_DESIGN}.bioSpec.retention",
        "biospec_retention",
    ),
    Field(
        "biospecimen description",
        "study biospecimenDescription",
        f"{_DESIGN}.bioSpec.description",
        "biospec_descr//text()",
    ),
)

_CONTENT = (
    Field("condition", "condition- label", "conditionsModule.conditions", "condition"),
    Field(
        "condition MeSH term",
        "condition-link-registry label",
        "/derivedSection.conditionBrowseModule.meshes.term",
        "condition_browse/mesh_term",
    ),
    Field(
        "condition MeSH id",
        "condition-link-registry descriptor",
        "/derivedSection.conditionBrowseModule.meshes.id",
    ),
    Field(
        "intervention MeSH term",
        "intervention-link-registry label",
        "/derivedSection.interventionBrowseModule.meshes.term",
        "intervention_browse/mesh_term",
    ),
    Field(
        "intervention MeSH id",
        "intervention-link-registry descriptor",
        "/derivedSection.interventionBrowseModule.meshes.id",
    ),
    Field("arm", "arm- label", f"{_ARMS}.armGroups.label", "arm_group/arm_group_label"),
    Field("arm type", "arm- armType", f"{_ARMS}.armGroups.type", "arm_group/arm_group_type"),
    Field("arm description", "arm- description", f"{_ARMS}.armGroups.description", "arm_group/description"),
    Field(
        "arm uses intervention",
        "arm- usesIntervention",
        f"{_ARMS}.interventions.armGroupLabels",
        "intervention/arm_group_label",
    ),
    Field(
        "intervention", "intervention- label", f"{_ARMS}.interventions.name", "intervention/intervention_name"
    ),
    Field(
        "intervention type",
        "intervention- interventionType",
        f"{_ARMS}.interventions.type",
        "intervention/intervention_type",
    ),
    Field(
        "intervention description",
        "intervention- description",
        f"{_ARMS}.interventions.description",
        "intervention/description",
    ),
    Field(
        "other name",
        "intervention- otherName",
        f"{_ARMS}.interventions.otherNames",
        "intervention/other_name",
    ),
)


def _outcome(level: str) -> tuple[Field, ...]:
    json, xml, graph = f"{_OUTCOMES}.{level}Outcomes", f"{level}_outcome", f"outcome-{level}-"
    return (
        Field(f"{level} outcome", f"{graph} label", f"{json}.measure", f"{xml}/measure"),
        Field(f"{level} outcome time frame", f"{graph} timeFrame", f"{json}.timeFrame", f"{xml}/time_frame"),
        Field(
            f"{level} outcome description",
            f"{graph} description",
            f"{json}.description",
            f"{xml}/description",
        ),
    )


_PARTICIPANTS = (
    Field(
        "criteria",
        "criterion- description",
        f"{_WHO}.eligibilityCriteria",
        "eligibility/criteria//text()",
        _NO_CRITERIA,
    ),
    Field("sex", "study sex", f"{_WHO}.sex", "eligibility/gender"),
    Field("gender based", "study genderBased", f"{_WHO}.genderBased", "eligibility/gender_based"),
    Field(
        "gender description",
        "study genderDescription",
        f"{_WHO}.genderDescription",
        "eligibility/gender_description",
    ),
    Field("minimum age", "study minimumAge", f"{_WHO}.minimumAge", "eligibility/minimum_age", _NO_LIMIT),
    Field("maximum age", "study maximumAge", f"{_WHO}.maximumAge", "eligibility/maximum_age", _NO_LIMIT),
    Field("age group", "study standardAge", f"{_WHO}.stdAges"),
    Field(
        "healthy volunteers",
        "study healthyVolunteers",
        f"{_WHO}.healthyVolunteers",
        "eligibility/healthy_volunteers",
    ),
    Field("sampling method", "study samplingMethod", f"{_WHO}.samplingMethod", "eligibility/sampling_method"),
    Field("population", "study studyPopulation", f"{_WHO}.studyPopulation", "eligibility/study_pop//text()"),
    Field("data sharing", "study ipdSharing", f"{_IPD}.ipdSharing", "patient_data/sharing_ipd"),
    Field("data sharing plan", "study ipdDescription", f"{_IPD}.description", "patient_data/ipd_description"),
    Field("data sharing documents", "study ipdInfoType", f"{_IPD}.infoTypes", "patient_data/ipd_info_type"),
    Field(
        "data sharing time frame", "study ipdTimeFrame", f"{_IPD}.timeFrame", "patient_data/ipd_time_frame"
    ),
    Field(
        "data sharing access",
        "study ipdAccessCriteria",
        f"{_IPD}.accessCriteria",
        "patient_data/ipd_access_criteria",
    ),
    Field("data sharing address", "study ipdUrl", f"{_IPD}.url", "patient_data/ipd_url"),
)

FIELDS: Final[tuple[Field, ...]] = (
    *_IDENTITY,
    *_STATUS_AND_DATES,
    *_PEOPLE_AND_PLACES,
    *_LAYOUT,
    *_CONTENT,
    *_outcome("primary"),
    *_outcome("secondary"),
    *_outcome("other"),
    *_PARTICIPANTS,
)
"""All fields of the graph that a registry record can have, in the order of the graph's documentation."""
