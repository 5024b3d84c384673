"""Reads a legacy ClinicalTrials.gov XML record (``<clinical_study>``, 2017 and later) into a Study.

The schema is that of https://clinicaltrials.gov/ct2/html/images/info/public.xsd; elements that changed
their name over the years are looked for under each.
"""

from __future__ import annotations

from collections.abc import Iterator

from trialkg.errors import RecordError
from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.identity import is_nct_id, study_page
from trialkg.registries.ctgov.textblocks import block
from trialkg.registries.ctgov.xml_document import ROOT, Node, flag, parsed_record, place
from trialkg.registries.ctgov.xml_parts import (
    read_arms,
    read_dates,
    read_design,
    read_eligibility,
    read_ipd,
    read_outcomes,
    read_sites,
)
from trialkg.registries.dates import written_date
from trialkg.registries.notes import Notes
from trialkg.registries.records import RawRecord
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

_PROCESSED = "ClinicalTrials.gov processed this data on "
_REGISTRY_TYPE = "Observational [Patient Registry]"


def read_xml(raw: RawRecord) -> Study:
    """The study of one XML record; raises RecordError with the XML path where it cannot be read."""
    root = parsed_record(raw)
    registry_id = root.text("id_info/nct_id") or ""
    if is_nct_id(registry_id):
        return _study(root, registry_id, raw.format.value)
    what = f"'{registry_id}' is no registry number" if registry_id else "has no registry number"
    remedy = "A ClinicalTrials.gov record needs its number, NCT and eight digits."
    raise RecordError(what, where=str(raw.origin), path=f"{ROOT}/id_info/nct_id", remedy=remedy)


def _study(root: Node, registry_id: str, source: str) -> Study:
    notes = Notes()
    arms, interventions = read_arms(root, notes)
    study_type = root.text("study_type")
    return Study(
        registry_id=registry_id,
        study_type=notes.code(codes.STUDY_TYPE_LABELS, study_type, place("study_type")),
        patient_registry=True if study_type == _REGISTRY_TYPE else None,
        aliases=root.texts("id_info/nct_alias"),
        identifiers=_identifiers(root),
        brief_title=root.text("brief_title"),
        official_title=root.text("official_title"),
        acronym=root.text("acronym"),
        brief_summary=block(root, "brief_summary"),
        detailed_description=block(root, "detailed_description"),
        status=notes.code(codes.STATUS_LABELS, root.text("overall_status"), place("overall_status")),
        last_known_status=notes.code(
            codes.STATUS_LABELS, root.text("last_known_status"), place("last_known_status")
        ),
        why_stopped=root.text("why_stopped"),
        has_expanded_access=flag(root, "has_expanded_access", notes),
        has_results=True if root.has("clinical_results") else None,
        dates=read_dates(root, notes),
        design=read_design(root, notes),
        lead_sponsor=next(_organizations(root, "sponsors/lead_sponsor", notes), None),
        collaborators=tuple(_organizations(root, "sponsors/collaborator", notes)),
        responsible_party=_responsible_party(root, notes),
        oversight=_oversight(root, notes),
        conditions=root.texts("condition"),
        keywords=root.texts("keyword"),
        condition_terms=tuple(DerivedTerm(label=term) for term in root.texts("condition_browse/mesh_term")),
        intervention_terms=tuple(
            DerivedTerm(label=term) for term in root.texts("intervention_browse/mesh_term")
        ),
        arms=arms,
        interventions=interventions,
        outcomes=read_outcomes(root, notes),
        eligibility=read_eligibility(root, notes),
        sites=read_sites(root, notes),
        ipd=read_ipd(root, notes),
        reading=_reading(root, registry_id, source, notes),
    )


def _reading(root: Node, registry_id: str, source: str, notes: Notes) -> Reading:
    processed = root.text("required_header/download_date") or ""
    version = written_date(processed.removeprefix(_PROCESSED)) if processed.startswith(_PROCESSED) else None
    return Reading(source=source, url=study_page(registry_id), version=version, findings=notes.findings)


def _identifiers(root: Node) -> tuple[Identifier, ...]:
    own = root.texts("id_info/org_study_id")
    return (
        *(Identifier(value=value, type=IdentifierType.ORGANIZATION) for value in own),
        *(Identifier(value=value) for value in root.texts("id_info/secondary_id")),
    )


def _organizations(root: Node, path: str, notes: Notes) -> Iterator[Organization]:
    for node in root.all(path):
        if name := node.text("agency"):
            kind = notes.code(
                codes.ORGANIZATION_CLASS_LABELS, node.text("agency_class"), place(f"{path}/agency_class")
            )
            yield Organization(name=name, organization_class=kind)


def _responsible_party(root: Node, notes: Notes) -> ResponsibleParty | None:
    at = "responsible_party"
    text = root.text(f"{at}/responsible_party_type")
    kind = notes.code(codes.RESPONSIBLE_PARTY_LABELS, text, place(f"{at}/responsible_party_type"))
    organization = root.text(f"{at}/investigator_affiliation") or root.text(f"{at}/organization")
    return ResponsibleParty(type=kind, organization=organization) if kind or organization else None


def _oversight(root: Node, notes: Notes) -> Oversight:
    return Oversight(
        has_data_monitoring_committee=flag(root, "oversight_info/has_dmc", notes),
        fda_regulated_drug=flag(root, "oversight_info/is_fda_regulated_drug", notes),
        fda_regulated_device=flag(root, "oversight_info/is_fda_regulated_device", notes),
    )
