"""Reads a ClinicalTrials.gov API v2 record into a Study.

One function a module of the record; ``json_record`` has the structures, ``codes`` the closed sets.
"""

from __future__ import annotations

import re

import msgspec

from trialkg.errors import RecordError
from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.identity import is_nct_id, study_page
from trialkg.registries.ctgov.json_parts import (
    read_arms,
    read_dates,
    read_design,
    read_eligibility,
    read_ipd,
    read_outcomes,
    read_sites,
)
from trialkg.registries.ctgov.json_record import (
    BrowseModule,
    DerivedSection,
    IdentificationModule,
    ProtocolSection,
    Record,
    Sponsor,
    SponsorCollaboratorsModule,
)
from trialkg.registries.descriptors import mesh_id
from trialkg.registries.notes import At, Notes
from trialkg.registries.records import RawRecord
from trialkg.registries.text import cleaned_json, markup_text, plain_text, plain_texts
from trialkg.study import (
    DerivedTerm,
    Identifier,
    Organization,
    Oversight,
    Reading,
    ResponsibleParty,
    Study,
)
from trialkg.vocabulary.codes import IdentifierType

_DECODER = msgspec.json.Decoder(Record)
_PLACE = re.compile(r" - at `\$\.?(.*)`$")
_ID_IN_BYTES = re.compile(rb'"nctId"\s*:\s*"(NCT\d{8})"')

_ID = "protocolSection.identificationModule"
_SECONDARY_TYPE = f"{_ID}.secondaryIdInfos[{{}}].type"
_OWN_TYPE = f"{_ID}.orgStudyIdInfo.type"
_STATUS = "protocolSection.statusModule"
_OVERALL_STATUS = f"{_STATUS}.overallStatus"
_LAST_KNOWN_STATUS = f"{_STATUS}.lastKnownStatus"
_SPONSORS = "protocolSection.sponsorCollaboratorsModule"
_LEAD_SPONSOR_CLASS = f"{_SPONSORS}.leadSponsor.class"
_COLLABORATOR_CLASS = f"{_SPONSORS}.collaborators[{{}}].class"
_RESPONSIBLE_PARTY_TYPE = f"{_SPONSORS}.responsibleParty.type"
_STUDY_TYPE = "protocolSection.designModule.studyType"


def read_json(raw: RawRecord) -> Study:
    """The study of one API v2 record; raises RecordError with the JSON path where it cannot be read."""
    record = decode_record(raw)
    registry_id = _registry_id(record.protocol_section.identification_module, raw)
    return _study(record, registry_id, str(raw.format))


def decode_record(raw: RawRecord) -> Record:
    """The record as typed values, fields that are not ours left out; raises RecordError."""
    try:
        return _DECODER.decode(cleaned_json(raw.data))
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        what = str(error)[: place.start()] if place else str(error)
        raise _record_error(
            raw, what, place[1] if place else "", "Correct the value in the record."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _record_error(raw, f"is not valid JSON: {error}", "", "Fetch the record again.") from None
    except RecursionError:
        raise _record_error(raw, "is nested too deeply", "", "Fetch the record again.") from None


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
    arms, interventions = read_arms(protocol.arms_interventions_module, notes)
    return Study(
        registry_id=registry_id,
        study_type=notes.code(codes.STUDY_TYPES, design.study_type, _STUDY_TYPE),
        patient_registry=design.patient_registry,
        aliases=plain_texts(identification.nct_id_aliases),
        identifiers=_identifiers(identification, notes),
        brief_title=plain_text(identification.brief_title),
        official_title=plain_text(identification.official_title),
        acronym=plain_text(identification.acronym),
        brief_summary=markup_text(protocol.description_module.brief_summary),
        detailed_description=markup_text(protocol.description_module.detailed_description),
        status=notes.code(codes.STATUSES, status.overall_status, _OVERALL_STATUS),
        last_known_status=notes.code(codes.STATUSES, status.last_known_status, _LAST_KNOWN_STATUS),
        why_stopped=plain_text(status.why_stopped),
        has_expanded_access=status.expanded_access_info.has_expanded_access,
        has_results=_has_results(record),
        dates=read_dates(status, notes),
        design=read_design(design, notes),
        lead_sponsor=_organization(sponsors.lead_sponsor, notes, _LEAD_SPONSOR_CLASS),
        collaborators=_collaborators(sponsors, notes),
        responsible_party=_responsible_party(sponsors, notes),
        oversight=_oversight(protocol),
        conditions=plain_texts(protocol.conditions_module.conditions),
        keywords=plain_texts(protocol.conditions_module.keywords),
        condition_terms=_terms(derived.condition_browse_module),
        intervention_terms=_terms(derived.intervention_browse_module),
        arms=arms,
        interventions=interventions,
        outcomes=read_outcomes(protocol.outcomes_module, notes),
        eligibility=read_eligibility(protocol.eligibility_module, notes),
        sites=read_sites(protocol.contacts_locations_module.locations, notes),
        ipd=read_ipd(protocol.ipd_sharing_statement_module, notes),
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
        kind = notes.code(codes.IDENTIFIER_TYPES, own.type, _OWN_TYPE)
        found.append(Identifier(value=value, type=kind or IdentifierType.ORGANIZATION))
    for index, info in enumerate(module.secondary_id_infos):
        if value := plain_text(info.id):
            kind = notes.code(codes.IDENTIFIER_TYPES, info.type, _SECONDARY_TYPE, index)
            found.append(Identifier(value=value, type=kind, issuer=plain_text(info.domain)))
    return tuple(found)


def _organization(sponsor: Sponsor | None, notes: Notes, path: str, at: At = None) -> Organization | None:
    name = plain_text(sponsor.name) if sponsor else None
    if sponsor is None or name is None:
        return None
    kind = notes.code(codes.ORGANIZATION_CLASSES, sponsor.class_, path, at)
    return Organization(name=name, organization_class=kind)


def _collaborators(module: SponsorCollaboratorsModule, notes: Notes) -> tuple[Organization, ...]:
    found = [
        _organization(sponsor, notes, _COLLABORATOR_CLASS, index)
        for index, sponsor in enumerate(module.collaborators)
    ]
    return tuple([organization for organization in found if organization])


def _responsible_party(module: SponsorCollaboratorsModule, notes: Notes) -> ResponsibleParty | None:
    info = module.responsible_party
    if info is None:
        return None
    kind = notes.code(codes.RESPONSIBLE_PARTY_TYPES, info.type, _RESPONSIBLE_PARTY_TYPE)
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
    terms = [
        DerivedTerm(label=label, descriptor=mesh_id(mesh.id) if mesh.id else None)
        for mesh in module.meshes
        if (label := plain_text(mesh.term) or mesh.id)
    ]
    return tuple(terms)
