"""The protocol of one study, whatever registry it was read from: frozen values, no input or output.

Texts are as registered, with the markup of the source undone: no markdown escapes, no HTML entities, no lines
broken only for width, no control characters but tab and line end. Absent is None or an empty tuple, never an
empty string. Positions count from 1.
"""

from __future__ import annotations

import hashlib

import msgspec

from trialkg.study.record import Reading
from trialkg.vocabulary.codes import (
    Allocation,
    ArmType,
    BiospecimenRetention,
    IdentifierType,
    InterventionModel,
    InterventionType,
    IpdInfoType,
    IpdSharing,
    MaskedRole,
    Masking,
    ObservationalModel,
    OrganizationClass,
    OutcomeLevel,
    Phase,
    PrimaryPurpose,
    RecruitmentStatus,
    ResponsiblePartyType,
    SamplingMethod,
    Sex,
    StandardAge,
    StudyType,
    TimePerspective,
    ValueStatus,
)


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Base of all protocol values: frozen, compared by content, unset fields left out when encoded."""


class RegistryDate(Value, frozen=True):
    """A calendar date as precise as registered: ``2014-02-13`` or ``2014-02``."""

    date: str
    status: ValueStatus | None = None


class Identifier(Value, frozen=True):
    """A further number of the study, as the registry lists it."""

    value: str
    type: IdentifierType | None = None
    issuer: str | None = None


class Organization(Value, frozen=True):
    """A sponsor, collaborator or other body, by its registered name."""

    name: str
    organization_class: OrganizationClass | None = None


class ResponsibleParty(Value, frozen=True):
    """Who answers for the record. Names of persons stay out of it."""

    type: ResponsiblePartyType | None = None
    organization: str | None = None


class Site(Value, frozen=True):
    """A place where the study is run. Latitude and longitude are WGS 84 degrees."""

    facility: str | None = None
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None
    status: RecruitmentStatus | None = None
    latitude: float | None = None
    longitude: float | None = None


class DerivedTerm(Value, frozen=True):
    """A MeSH term the registry derived for the study; its id, where given, repaired to NLM's form."""

    label: str
    descriptor: str | None = None


class Arm(Value, frozen=True):
    """An arm of an interventional study or a group of an observational one.

    ``interventions`` are positions in ``Study.interventions``.
    """

    label: str
    type: ArmType | None = None
    description: str | None = None
    interventions: tuple[int, ...] = ()


class Intervention(Value, frozen=True):
    """What is given, done or looked at, as registered."""

    name: str
    type: InterventionType | None = None
    description: str | None = None
    other_names: tuple[str, ...] = ()


class Outcome(Value, frozen=True):
    """An outcome measure as registered."""

    level: OutcomeLevel
    measure: str
    description: str | None = None
    time_frame: str | None = None


class Design(Value, frozen=True):
    """How the study is laid out."""

    phases: tuple[Phase, ...] = ()
    primary_purpose: PrimaryPurpose | None = None
    allocation: Allocation | None = None
    intervention_model: InterventionModel | None = None
    intervention_model_description: str | None = None
    masking: Masking | None = None
    masking_description: str | None = None
    who_masked: tuple[MaskedRole, ...] = ()
    observational_model: ObservationalModel | None = None
    time_perspective: TimePerspective | None = None
    target_duration: str | None = None
    enrollment: int | None = None
    enrollment_status: ValueStatus | None = None
    biospecimen_retention: BiospecimenRetention | None = None
    biospecimen_description: str | None = None


class Eligibility(Value, frozen=True):
    """Who may take part. ``criteria`` is the whole text; ages are ISO 8601 durations such as ``P18Y``."""

    criteria: str | None = None
    sex: Sex | None = None
    gender_based: bool | None = None
    gender_description: str | None = None
    minimum_age: str | None = None
    maximum_age: str | None = None
    standard_ages: tuple[StandardAge, ...] = ()
    healthy_volunteers: bool | None = None
    sampling_method: SamplingMethod | None = None
    population: str | None = None


class Dates(Value, frozen=True):
    """The dates of a study and of its record."""

    start: RegistryDate | None = None
    primary_completion: RegistryDate | None = None
    completion: RegistryDate | None = None
    verification: RegistryDate | None = None
    first_submitted: RegistryDate | None = None
    first_posted: RegistryDate | None = None
    last_update_submitted: RegistryDate | None = None
    last_update_posted: RegistryDate | None = None
    results_first_submitted: RegistryDate | None = None
    results_first_posted: RegistryDate | None = None


class Oversight(Value, frozen=True):
    """Who watches over the study."""

    has_data_monitoring_committee: bool | None = None
    fda_regulated_drug: bool | None = None
    fda_regulated_device: bool | None = None


class IpdStatement(Value, frozen=True):
    """The plan to share individual participant data."""

    sharing: IpdSharing | None = None
    description: str | None = None
    info_types: tuple[IpdInfoType, ...] = ()
    time_frame: str | None = None
    access_criteria: str | None = None
    url: str | None = None


class Study(Value, frozen=True):
    """One study as one registry record states it.

    ``derived_terms_mix_ancestors`` says that the source lists derived terms and the terms above them as one.
    """

    registry_id: str
    reading: Reading
    study_type: StudyType | None = None
    patient_registry: bool | None = None
    aliases: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    brief_title: str | None = None
    official_title: str | None = None
    acronym: str | None = None
    brief_summary: str | None = None
    detailed_description: str | None = None
    status: RecruitmentStatus | None = None
    last_known_status: RecruitmentStatus | None = None
    why_stopped: str | None = None
    has_expanded_access: bool | None = None
    has_results: bool | None = None
    dates: Dates = Dates()
    design: Design = Design()
    lead_sponsor: Organization | None = None
    collaborators: tuple[Organization, ...] = ()
    responsible_party: ResponsibleParty | None = None
    oversight: Oversight = Oversight()
    conditions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    condition_terms: tuple[DerivedTerm, ...] = ()
    intervention_terms: tuple[DerivedTerm, ...] = ()
    derived_terms_mix_ancestors: bool = False
    arms: tuple[Arm, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    eligibility: Eligibility = Eligibility()
    sites: tuple[Site, ...] = ()
    ipd: IpdStatement = IpdStatement()


_HASH_ENCODER = msgspec.msgpack.Encoder()
_NO_READING = Reading(source="", findings=())


def content_hash(study: Study) -> str:
    """SHA-256 over what the record says of the study, in hex: equal for equal content in any container."""
    content = msgspec.structs.replace(study, reading=_NO_READING)
    return hashlib.sha256(_HASH_ENCODER.encode(content)).hexdigest()
