"""Reads a ClinicalTrials.gov API v2 record into a Study.

One function a module of the record; ``json_record`` has the structures, ``codes`` the closed sets.
"""

from __future__ import annotations

import re

import msgspec

from trialkg.errors import RecordError
from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.arms import Uses, joined_arms
from trialkg.registries.ctgov.identity import is_nct_id, study_page
from trialkg.registries.ctgov.json_record import (
    ArmsInterventionsModule,
    BrowseModule,
    DateStruct,
    DerivedSection,
    DesignModule,
    EligibilityModule,
    IdentificationModule,
    IpdSharingStatementModule,
    Location,
    OutcomeInfo,
    OutcomesModule,
    ProtocolSection,
    Record,
    Sponsor,
    SponsorCollaboratorsModule,
    StatusModule,
)
from trialkg.registries.descriptors import mesh_id
from trialkg.registries.notes import Notes
from trialkg.registries.records import RawRecord
from trialkg.registries.text import markup_text, plain_text, plain_texts
from trialkg.study import (
    Arm,
    Dates,
    DerivedTerm,
    Design,
    Eligibility,
    Identifier,
    Intervention,
    IpdStatement,
    Organization,
    Outcome,
    Oversight,
    Reading,
    RegistryDate,
    ResponsibleParty,
    Site,
    Study,
)
from trialkg.vocabulary.codes import IdentifierType, OutcomeLevel

_DECODER = msgspec.json.Decoder(Record)
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_ID_IN_BYTES = re.compile(rb'"nctId"\s*:\s*"(NCT\d{8})"')

_ID = "protocolSection.identificationModule"
_STATUS = "protocolSection.statusModule"
_SPONSORS = "protocolSection.sponsorCollaboratorsModule"
_DESIGN = "protocolSection.designModule"
_ARMS = "protocolSection.armsInterventionsModule"
_OUTCOMES = "protocolSection.outcomesModule"
_ELIGIBILITY = "protocolSection.eligibilityModule"
_LOCATIONS = "protocolSection.contactsLocationsModule.locations"
_IPD = "protocolSection.ipdSharingStatementModule"

_NO_DATE = DateStruct()


def read_json(raw: RawRecord) -> Study:
    """The study of one API v2 record; raises RecordError with the JSON path where it cannot be read."""
    record = _decoded(raw)
    registry_id = _registry_id(record.protocol_section.identification_module, raw)
    return _study(record, registry_id, raw.format.value)


def _decoded(raw: RawRecord) -> Record:
    try:
        return _DECODER.decode(raw.data)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        what = str(error)[: place.start()] if place else str(error)
        raise _record_error(
            raw, what, place[1] if place else "", "Correct the value in the record."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _record_error(raw, f"is not valid JSON: {error}", "", "Fetch the record again.") from None


def _record_error(raw: RawRecord, what: str, path: str, remedy: str) -> RecordError:
    found = _ID_IN_BYTES.search(raw.data)
    registry_id = found[1].decode() if found else ""
    return RecordError(what, where=str(raw.origin), registry_id=registry_id, path=path, remedy=remedy)


def _registry_id(module: IdentificationModule, raw: RawRecord) -> str:
    registry_id = (module.nct_id or "").strip()
    if is_nct_id(registry_id):
        return registry_id
    what = f"'{registry_id}' is no registry number" if registry_id else "has no registry number"
    remedy = "A ClinicalTrials.gov record needs its number, NCT and eight digits."
    raise RecordError(what, where=str(raw.origin), path=f"{_ID}.nctId", remedy=remedy)


def _study(record: Record, registry_id: str, source: str) -> Study:
    protocol, derived, notes = record.protocol_section, record.derived_section, Notes()
    identification, status = protocol.identification_module, protocol.status_module
    design, sponsors = protocol.design_module, protocol.sponsor_collaborators_module
    arms, interventions = _arms(protocol.arms_interventions_module, notes)
    return Study(
        registry_id=registry_id,
        study_type=notes.code(codes.STUDY_TYPES, design.study_type, f"{_DESIGN}.studyType"),
        patient_registry=design.patient_registry,
        aliases=plain_texts(identification.nct_id_aliases),
        identifiers=_identifiers(identification, notes),
        brief_title=plain_text(identification.brief_title),
        official_title=plain_text(identification.official_title),
        acronym=plain_text(identification.acronym),
        brief_summary=markup_text(protocol.description_module.brief_summary),
        detailed_description=markup_text(protocol.description_module.detailed_description),
        status=notes.code(codes.STATUSES, status.overall_status, f"{_STATUS}.overallStatus"),
        last_known_status=notes.code(codes.STATUSES, status.last_known_status, f"{_STATUS}.lastKnownStatus"),
        why_stopped=plain_text(status.why_stopped),
        has_expanded_access=status.expanded_access_info.has_expanded_access,
        has_results=_has_results(record),
        dates=_dates(status, notes),
        design=_design(design, notes),
        lead_sponsor=_organization(sponsors.lead_sponsor, f"{_SPONSORS}.leadSponsor", notes),
        collaborators=_collaborators(sponsors, notes),
        responsible_party=_responsible_party(sponsors, notes),
        oversight=_oversight(protocol),
        conditions=plain_texts(protocol.conditions_module.conditions),
        keywords=plain_texts(protocol.conditions_module.keywords),
        condition_terms=_terms(derived.condition_browse_module),
        intervention_terms=_terms(derived.intervention_browse_module),
        arms=arms,
        interventions=interventions,
        outcomes=_outcomes(protocol.outcomes_module, notes),
        eligibility=_eligibility(protocol.eligibility_module, notes),
        sites=_sites(protocol.contacts_locations_module.locations, notes),
        ipd=_ipd(protocol.ipd_sharing_statement_module, notes),
        reading=_reading(source, registry_id, derived, notes),
    )


def _reading(source: str, registry_id: str, derived: DerivedSection, notes: Notes) -> Reading:
    version = plain_text(derived.misc_info_module.version_holder)
    return Reading(source=source, url=study_page(registry_id), version=version, findings=notes.findings)


def _has_results(record: Record) -> bool | None:
    # Some mirrors leave the flag out and keep the results themselves.
    if record.has_results is None and record.results_section is not None:
        return True
    return record.has_results


def _identifiers(module: IdentificationModule, notes: Notes) -> tuple[Identifier, ...]:
    own, found = module.org_study_id_info, []
    if value := plain_text(own.id):
        kind = notes.code(codes.IDENTIFIER_TYPES, own.type, f"{_ID}.orgStudyIdInfo.type")
        found.append(Identifier(value=value, type=kind or IdentifierType.ORGANIZATION))
    for index, info in enumerate(module.secondary_id_infos):
        if value := plain_text(info.id):
            kind = notes.code(codes.IDENTIFIER_TYPES, info.type, f"{_ID}.secondaryIdInfos[{index}].type")
            found.append(Identifier(value=value, type=kind, issuer=plain_text(info.domain)))
    return tuple(found)


def _dates(module: StatusModule, notes: Notes) -> Dates:
    def typed(struct: DateStruct, name: str) -> RegistryDate | None:
        if struct is _NO_DATE or not struct.date:
            return None
        status = notes.code(codes.DATE_TYPES, struct.type, f"{_STATUS}.{name}.type")
        return notes.date(struct.date, status, f"{_STATUS}.{name}.date")

    def plain(date: str | None, name: str) -> RegistryDate | None:
        return notes.date(date, None, f"{_STATUS}.{name}")

    return Dates(
        start=typed(module.start_date_struct, "startDateStruct"),
        primary_completion=typed(module.primary_completion_date_struct, "primaryCompletionDateStruct"),
        completion=typed(module.completion_date_struct, "completionDateStruct"),
        verification=plain(module.status_verified_date, "statusVerifiedDate"),
        first_submitted=plain(module.study_first_submit_date, "studyFirstSubmitDate"),
        first_posted=typed(module.study_first_post_date_struct, "studyFirstPostDateStruct"),
        last_update_submitted=plain(module.last_update_submit_date, "lastUpdateSubmitDate"),
        last_update_posted=typed(module.last_update_post_date_struct, "lastUpdatePostDateStruct"),
        results_first_submitted=plain(module.results_first_submit_date, "resultsFirstSubmitDate"),
        results_first_posted=typed(module.results_first_post_date_struct, "resultsFirstPostDateStruct"),
    )


def _design(module: DesignModule, notes: Notes) -> Design:
    info, masking = module.design_info, module.design_info.masking_info
    at = f"{_DESIGN}.designInfo"
    code = notes.code
    return Design(
        phases=notes.codes(codes.PHASES, module.phases, f"{_DESIGN}.phases"),
        primary_purpose=code(codes.PURPOSES, info.primary_purpose, f"{at}.primaryPurpose"),
        allocation=code(codes.ALLOCATIONS, info.allocation, f"{at}.allocation"),
        intervention_model=code(
            codes.INTERVENTION_MODELS, info.intervention_model, f"{at}.interventionModel"
        ),
        intervention_model_description=markup_text(info.intervention_model_description),
        masking=code(codes.MASKINGS, masking.masking, f"{at}.maskingInfo.masking"),
        masking_description=markup_text(masking.masking_description),
        who_masked=notes.codes(codes.MASKED_ROLES, masking.who_masked, f"{at}.maskingInfo.whoMasked"),
        observational_model=code(
            codes.OBSERVATIONAL_MODELS, info.observational_model, f"{at}.observationalModel"
        ),
        time_perspective=code(codes.TIME_PERSPECTIVES, info.time_perspective, f"{at}.timePerspective"),
        target_duration=plain_text(module.target_duration),
        enrollment=module.enrollment_info.count,
        enrollment_status=code(
            codes.ENROLLMENT_TYPES, module.enrollment_info.type, f"{_DESIGN}.enrollmentInfo.type"
        ),
        biospecimen_retention=code(
            codes.RETENTIONS, module.bio_spec.retention, f"{_DESIGN}.bioSpec.retention"
        ),
        biospecimen_description=markup_text(module.bio_spec.description),
    )


def _organization(sponsor: Sponsor | None, path: str, notes: Notes) -> Organization | None:
    name = plain_text(sponsor.name) if sponsor else None
    if sponsor is None or name is None:
        return None
    kind = notes.code(codes.ORGANIZATION_CLASSES, sponsor.class_, f"{path}.class")
    return Organization(name=name, organization_class=kind)


def _collaborators(module: SponsorCollaboratorsModule, notes: Notes) -> tuple[Organization, ...]:
    found = (
        _organization(sponsor, f"{_SPONSORS}.collaborators[{index}]", notes)
        for index, sponsor in enumerate(module.collaborators)
    )
    return tuple(organization for organization in found if organization)


def _responsible_party(module: SponsorCollaboratorsModule, notes: Notes) -> ResponsibleParty | None:
    info = module.responsible_party
    if info is None:
        return None
    kind = notes.code(codes.RESPONSIBLE_PARTY_TYPES, info.type, f"{_SPONSORS}.responsibleParty.type")
    organization = plain_text(info.investigator_affiliation) or plain_text(info.old_organization)
    return ResponsibleParty(type=kind, organization=organization) if kind or organization else None


def _oversight(protocol: ProtocolSection) -> Oversight:
    module = protocol.oversight_module
    return Oversight(
        has_data_monitoring_committee=module.oversight_has_dmc,
        fda_regulated_drug=module.is_fda_regulated_drug,
        fda_regulated_device=module.is_fda_regulated_device,
    )


def _terms(module: BrowseModule) -> tuple[DerivedTerm, ...]:
    return tuple(
        DerivedTerm(label=label, descriptor=mesh_id(mesh.id) if mesh.id else None)
        for mesh in module.meshes
        if (label := plain_text(mesh.term) or mesh.id)
    )


def _arms(module: ArmsInterventionsModule, notes: Notes) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    groups = [group for group in module.arm_groups if plain_text(group.label)]
    infos = [info for info in module.interventions if plain_text(info.name)]
    if len(groups) + len(infos) < len(module.arm_groups) + len(module.interventions):
        notes.add(_ARMS, "", "has an arm without a label or an intervention without a name")
    interventions = tuple(
        Intervention(
            name=plain_text(info.name) or "",
            type=notes.code(codes.INTERVENTION_TYPES, info.type, f"{_ARMS}.interventions[{index}].type"),
            description=markup_text(info.description),
            other_names=plain_texts(info.other_names),
        )
        for index, info in enumerate(infos)
    )
    uses = Uses(
        arms=[
            Arm(
                label=plain_text(group.label) or "",
                type=notes.code(codes.ARM_TYPES, group.type, f"{_ARMS}.armGroups[{index}].type"),
                description=markup_text(group.description),
            )
            for index, group in enumerate(groups)
        ],
        interventions=interventions,
        names=[group.intervention_names for group in groups],
        names_path=f"{_ARMS}.armGroups[{{}}].interventionNames",
        labels=[info.arm_group_labels for info in infos],
        labels_path=f"{_ARMS}.interventions[{{}}].armGroupLabels",
    )
    return joined_arms(uses, notes), interventions


def _outcomes(module: OutcomesModule, notes: Notes) -> tuple[Outcome, ...]:
    primary = _outcomes_of(OutcomeLevel.PRIMARY, module.primary_outcomes, "primaryOutcomes", notes)
    secondary = _outcomes_of(OutcomeLevel.SECONDARY, module.secondary_outcomes, "secondaryOutcomes", notes)
    other = _outcomes_of(OutcomeLevel.OTHER, module.other_outcomes, "otherOutcomes", notes)
    return (*primary, *secondary, *other)


def _outcomes_of(
    level: OutcomeLevel, infos: tuple[OutcomeInfo, ...], name: str, notes: Notes
) -> list[Outcome]:
    outcomes = []
    for index, info in enumerate(infos):
        if measure := plain_text(info.measure):
            description, time_frame = markup_text(info.description), plain_text(info.time_frame)
            outcomes.append(
                Outcome(level=level, measure=measure, description=description, time_frame=time_frame)
            )
        else:
            notes.add(f"{_OUTCOMES}.{name}[{index}].measure", "", "names no measure")
    return outcomes


def _eligibility(module: EligibilityModule, notes: Notes) -> Eligibility:
    at = _ELIGIBILITY
    return Eligibility(
        criteria=markup_text(module.eligibility_criteria),
        sex=notes.code(codes.SEXES, module.sex, f"{at}.sex"),
        gender_based=module.gender_based,
        gender_description=markup_text(module.gender_description),
        minimum_age=notes.age(module.minimum_age, f"{at}.minimumAge"),
        maximum_age=notes.age(module.maximum_age, f"{at}.maximumAge"),
        standard_ages=notes.codes(codes.STANDARD_AGES, module.std_ages, f"{at}.stdAges"),
        healthy_volunteers=module.healthy_volunteers,
        sampling_method=notes.code(codes.SAMPLING_METHODS, module.sampling_method, f"{at}.samplingMethod"),
        population=markup_text(module.study_population),
    )


def _sites(locations: tuple[Location, ...], notes: Notes) -> tuple[Site, ...]:
    sites = (
        _site(location, f"{_LOCATIONS}[{index}].status", notes) for index, location in enumerate(locations)
    )
    return tuple(site for site in sites if site != _NOWHERE)


_NOWHERE = Site()


def _site(location: Location, status_path: str, notes: Notes) -> Site:
    point = location.geo_point
    return Site(
        facility=plain_text(location.facility),
        city=plain_text(location.city),
        state=plain_text(location.state),
        postal_code=plain_text(location.zip),
        country=plain_text(location.country),
        status=notes.code(codes.STATUSES, location.status, status_path),
        latitude=point.lat if point else None,
        longitude=point.lon if point else None,
    )


def _ipd(module: IpdSharingStatementModule, notes: Notes) -> IpdStatement:
    return IpdStatement(
        sharing=notes.code(codes.IPD_SHARINGS, module.ipd_sharing, f"{_IPD}.ipdSharing"),
        description=markup_text(module.description),
        info_types=notes.codes(codes.IPD_INFO_TYPES, module.info_types, f"{_IPD}.infoTypes"),
        time_frame=markup_text(module.time_frame),
        access_criteria=markup_text(module.access_criteria),
        url=plain_text(module.url),
    )
