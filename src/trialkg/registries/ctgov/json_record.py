"""The part of a ClinicalTrials.gov API v2 record that trialkg reads, as typed structures for decoding.

Field names follow https://clinicaltrials.gov/data-api/about-api/study-data-structure. Values of closed sets
stay strings here, so that a value added by the registry costs one field and not the record. Names, phones
and e-mail addresses of persons have no place in these structures and are skipped by the decoder.
"""

from __future__ import annotations

from typing import Annotated

import msgspec


class _Part(msgspec.Struct, frozen=True, kw_only=True, rename="camel", gc=False):
    """Base of all structures: names in camel case, fields we do not list skipped."""


class OrgStudyIdInfo(_Part, frozen=True):
    """The sponsor's own number of the study."""

    id: str | None = None
    type: str | None = None


class SecondaryIdInfo(_Part, frozen=True):
    """A further number, with the body that gave it in ``domain``."""

    id: str | None = None
    type: str | None = None
    domain: str | None = None


class IdentificationModule(_Part, frozen=True):
    """Numbers and titles."""

    nct_id: str | None = None
    nct_id_aliases: tuple[str, ...] = ()
    org_study_id_info: OrgStudyIdInfo = OrgStudyIdInfo()
    secondary_id_infos: tuple[SecondaryIdInfo, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None


class DateStruct(_Part, frozen=True):
    """A date with its type, ACTUAL or ESTIMATED."""

    date: str | None = None
    type: str | None = None


class ExpandedAccessInfo(_Part, frozen=True):
    """Whether the product can be had outside the study."""

    has_expanded_access: bool | None = None


class StatusModule(_Part, frozen=True):
    """Recruitment status and dates."""

    overall_status: str | None = None
    last_known_status: str | None = None
    why_stopped: str | None = None
    expanded_access_info: ExpandedAccessInfo = ExpandedAccessInfo()
    status_verified_date: str | None = None
    start_date_struct: DateStruct = DateStruct()
    primary_completion_date_struct: DateStruct = DateStruct()
    completion_date_struct: DateStruct = DateStruct()
    study_first_submit_date: str | None = None
    study_first_post_date_struct: DateStruct = DateStruct()
    last_update_submit_date: str | None = None
    last_update_post_date_struct: DateStruct = DateStruct()
    results_first_submit_date: str | None = None
    results_first_post_date_struct: DateStruct = DateStruct()


class ResponsiblePartyInfo(_Part, frozen=True):
    """Who answers for the record, by role and organisation."""

    type: str | None = None
    investigator_affiliation: str | None = None
    old_organization: str | None = None


class Sponsor(_Part, frozen=True):
    """A sponsor or collaborator."""

    name: str | None = None
    class_: str | None = msgspec.field(default=None, name="class")


class SponsorCollaboratorsModule(_Part, frozen=True):
    """Who runs and pays for the study."""

    responsible_party: ResponsiblePartyInfo | None = None
    lead_sponsor: Sponsor | None = None
    collaborators: tuple[Sponsor, ...] = ()


class OversightModule(_Part, frozen=True):
    """Who watches over the study."""

    oversight_has_dmc: bool | None = None
    is_fda_regulated_drug: bool | None = None
    is_fda_regulated_device: bool | None = None


class DescriptionModule(_Part, frozen=True):
    """Summary and description, in markdown."""

    brief_summary: str | None = None
    detailed_description: str | None = None


class ConditionsModule(_Part, frozen=True):
    """Conditions and keywords as registered."""

    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


class MaskingInfo(_Part, frozen=True):
    """Masking, its description, and who is masked."""

    masking: str | None = None
    masking_description: str | None = None
    who_masked: tuple[str, ...] = ()


class DesignInfo(_Part, frozen=True):
    """The design of an interventional or observational study."""

    allocation: str | None = None
    intervention_model: str | None = None
    intervention_model_description: str | None = None
    primary_purpose: str | None = None
    observational_model: str | None = None
    time_perspective: str | None = None
    masking_info: MaskingInfo = MaskingInfo()


class BioSpec(_Part, frozen=True):
    """What samples are kept."""

    retention: str | None = None
    description: str | None = None


_MOST = 10**12
"""Beyond this a number counts no people, and may be more than other tools hold."""


class EnrollmentInfo(_Part, frozen=True):
    """How many take part, planned or actual."""

    count: Annotated[int, msgspec.Meta(ge=-_MOST, le=_MOST)] | None = None
    type: str | None = None


class DesignModule(_Part, frozen=True):
    """Type, phases, design and enrolment."""

    study_type: str | None = None
    patient_registry: bool | None = None
    target_duration: str | None = None
    phases: tuple[str, ...] = ()
    design_info: DesignInfo = DesignInfo()
    bio_spec: BioSpec = BioSpec()
    enrollment_info: EnrollmentInfo = EnrollmentInfo()


class ArmGroup(_Part, frozen=True):
    """An arm or group; ``intervention_names`` are written ``Drug: Name``."""

    label: str | None = None
    type: str | None = None
    description: str | None = None
    intervention_names: tuple[str, ...] = ()


class InterventionInfo(_Part, frozen=True):
    """An intervention, with the labels of the arms that use it."""

    type: str | None = None
    name: str | None = None
    description: str | None = None
    arm_group_labels: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()


class ArmsInterventionsModule(_Part, frozen=True):
    """Arms and interventions."""

    arm_groups: tuple[ArmGroup, ...] = ()
    interventions: tuple[InterventionInfo, ...] = ()


class OutcomeInfo(_Part, frozen=True):
    """An outcome measure."""

    measure: str | None = None
    description: str | None = None
    time_frame: str | None = None


class OutcomesModule(_Part, frozen=True):
    """Outcome measures by level."""

    primary_outcomes: tuple[OutcomeInfo, ...] = ()
    secondary_outcomes: tuple[OutcomeInfo, ...] = ()
    other_outcomes: tuple[OutcomeInfo, ...] = ()


class EligibilityModule(_Part, frozen=True):
    """Who may take part."""

    eligibility_criteria: str | None = None
    healthy_volunteers: bool | None = None
    sex: str | None = None
    gender_based: bool | None = None
    gender_description: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    std_ages: tuple[str, ...] = ()
    study_population: str | None = None
    sampling_method: str | None = None


class GeoPoint(_Part, frozen=True):
    """WGS 84 coordinates."""

    lat: float | None = None
    lon: float | None = None


class Location(_Part, frozen=True):
    """A site. Some mirrors repeat the list as ``locations_nested``, which says no more."""

    facility: str | None = None
    status: str | None = None
    city: str | None = None
    state: str | None = None
    zip: str | None = None
    country: str | None = None
    geo_point: GeoPoint | None = None


class ContactsLocationsModule(_Part, frozen=True):
    """Sites; contacts and officials are not read."""

    locations: tuple[Location, ...] = ()


class IpdSharingStatementModule(_Part, frozen=True):
    """The plan to share individual participant data."""

    ipd_sharing: str | None = None
    description: str | None = None
    info_types: tuple[str, ...] = ()
    time_frame: str | None = None
    access_criteria: str | None = None
    url: str | None = None


class ProtocolSection(_Part, frozen=True):
    """What the sponsor registered."""

    identification_module: IdentificationModule = IdentificationModule()
    status_module: StatusModule = StatusModule()
    sponsor_collaborators_module: SponsorCollaboratorsModule = SponsorCollaboratorsModule()
    oversight_module: OversightModule = OversightModule()
    description_module: DescriptionModule = DescriptionModule()
    conditions_module: ConditionsModule = ConditionsModule()
    design_module: DesignModule = DesignModule()
    arms_interventions_module: ArmsInterventionsModule = ArmsInterventionsModule()
    outcomes_module: OutcomesModule = OutcomesModule()
    eligibility_module: EligibilityModule = EligibilityModule()
    contacts_locations_module: ContactsLocationsModule = ContactsLocationsModule()
    ipd_sharing_statement_module: IpdSharingStatementModule = IpdSharingStatementModule()


class MeshTerm(_Part, frozen=True):
    """A MeSH term the registry derived."""

    id: str | None = None
    term: str | None = None


class BrowseModule(_Part, frozen=True):
    """Derived MeSH terms; their ancestors are MeSH's to say and not read."""

    meshes: tuple[MeshTerm, ...] = ()


class MiscInfoModule(_Part, frozen=True):
    """The date of the registry's data release."""

    version_holder: str | None = None


class DerivedSection(_Part, frozen=True):
    """What the registry computed."""

    misc_info_module: MiscInfoModule = MiscInfoModule()
    condition_browse_module: BrowseModule = BrowseModule()
    intervention_browse_module: BrowseModule = BrowseModule()


class ResultsSection(_Part, frozen=True):
    """Posted results, of which only the presence is read."""


class Record(_Part, frozen=True):
    """One study as API v2 returns it."""

    protocol_section: ProtocolSection = ProtocolSection()
    derived_section: DerivedSection = DerivedSection()
    results_section: ResultsSection | None = None
    has_results: bool | None = None
