"""Reads a legacy ClinicalTrials.gov XML record (``<clinical_study>``, 2017 and later) into a Study.

The schema is that of https://clinicaltrials.gov/ct2/html/images/info/public.xsd; elements that changed
their name over the years are looked for under each.
"""

from __future__ import annotations

from collections.abc import Iterator

from trialkg.errors import RecordError
from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.arms import Uses, joined_arms
from trialkg.registries.ctgov.identity import is_nct_id, study_page
from trialkg.registries.ctgov.textblocks import running_text
from trialkg.registries.ctgov.written_design import masking_of, written_design
from trialkg.registries.ctgov.xml_document import ROOT, Node, parsed_record
from trialkg.registries.dates import written_date
from trialkg.registries.notes import Notes
from trialkg.registries.records import RawRecord
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
from trialkg.vocabulary.codes import IdentifierType, OutcomeLevel, Phase

_PROCESSED = "ClinicalTrials.gov processed this data on "
_REGISTRY_TYPE = "Observational [Patient Registry]"
_YES_NO = {"Yes": True, "No": False, "Accepts Healthy Volunteers": True, "true": True, "false": False}
_LEVELS = (
    (OutcomeLevel.PRIMARY, "primary_outcome"),
    (OutcomeLevel.SECONDARY, "secondary_outcome"),
    (OutcomeLevel.OTHER, "other_outcome"),
)


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
    arms, interventions = _arms(root, notes)
    study_type = root.text("study_type")
    return Study(
        registry_id=registry_id,
        study_type=notes.code(codes.STUDY_TYPE_LABELS, study_type, _at("study_type")),
        patient_registry=True if study_type == _REGISTRY_TYPE else None,
        aliases=root.texts("id_info/nct_alias"),
        identifiers=_identifiers(root),
        brief_title=root.text("brief_title"),
        official_title=root.text("official_title"),
        acronym=root.text("acronym"),
        brief_summary=_block(root, "brief_summary"),
        detailed_description=_block(root, "detailed_description"),
        status=notes.code(codes.STATUS_LABELS, root.text("overall_status"), _at("overall_status")),
        last_known_status=notes.code(
            codes.STATUS_LABELS, root.text("last_known_status"), _at("last_known_status")
        ),
        why_stopped=root.text("why_stopped"),
        has_expanded_access=_flag(root, "has_expanded_access", notes),
        has_results=True if root.has("clinical_results") else None,
        dates=_dates(root, notes),
        design=_design(root, notes),
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
        outcomes=_outcomes(root, notes),
        eligibility=_eligibility(root, notes),
        sites=_sites(root, notes),
        ipd=_ipd(root, notes),
        reading=_reading(root, registry_id, source, notes),
    )


def _at(path: str) -> str:
    return f"{ROOT}/{path}"


def _block(node: Node, path: str) -> str | None:
    return running_text(node.raw(f"{path}/textblock")) or running_text(node.raw(path))


def _flag(root: Node, path: str, notes: Notes) -> bool | None:
    text = root.text(path)
    if text is not None and text not in _YES_NO:
        notes.add(_at(path), text, "is neither Yes nor No")
    return _YES_NO.get(text) if text else None


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


def _dates(root: Node, notes: Notes) -> Dates:
    def date(*names: str) -> RegistryDate | None:
        name = next((name for name in names if root.has(name)), names[0])
        text = root.text(name)
        status = notes.code(codes.DATE_TYPE_LABELS, root.attribute(name, "type"), _at(f"{name}/@type"))
        return notes.date((written_date(text) or text) if text else None, status, _at(name))

    return Dates(
        start=date("start_date"),
        primary_completion=date("primary_completion_date"),
        completion=date("completion_date"),
        verification=date("verification_date"),
        first_submitted=date("study_first_submitted", "firstreceived_date"),
        first_posted=date("study_first_posted"),
        last_update_submitted=date("last_update_submitted", "lastchanged_date"),
        last_update_posted=date("last_update_posted"),
        results_first_submitted=date("results_first_submitted", "firstreceived_results_date"),
        results_first_posted=date("results_first_posted"),
    )


def _design(root: Node, notes: Notes) -> Design:
    design = written_design(root)
    masking, who_masked = masking_of(design.get("masking"), _at("study_design_info/masking"), notes)
    at = _at("study_design_info")
    return Design(
        phases=_phases(root, notes),
        primary_purpose=notes.code(
            codes.PURPOSE_LABELS, design.get("primary_purpose"), f"{at}/primary_purpose"
        ),
        allocation=notes.code(codes.ALLOCATION_LABELS, design.get("allocation"), f"{at}/allocation"),
        intervention_model=notes.code(
            codes.INTERVENTION_MODEL_LABELS, design.get("intervention_model"), f"{at}/intervention_model"
        ),
        intervention_model_description=_block(root, "study_design_info/intervention_model_description"),
        masking=masking,
        masking_description=_block(root, "study_design_info/masking_description"),
        who_masked=who_masked,
        observational_model=notes.code(
            codes.OBSERVATIONAL_MODEL_LABELS, design.get("observational_model"), f"{at}/observational_model"
        ),
        time_perspective=notes.code(
            codes.TIME_PERSPECTIVE_LABELS, design.get("time_perspective"), f"{at}/time_perspective"
        ),
        target_duration=root.text("target_duration"),
        enrollment=_enrollment(root, notes),
        enrollment_status=notes.code(
            codes.ENROLLMENT_TYPE_LABELS, root.attribute("enrollment", "type"), _at("enrollment/@type")
        ),
        biospecimen_retention=notes.code(
            codes.RETENTION_LABELS, root.text("biospec_retention"), _at("biospec_retention")
        ),
        biospecimen_description=_block(root, "biospec_descr"),
    )


def _phases(root: Node, notes: Notes) -> tuple[Phase, ...]:
    text = root.text("phase")
    # An observational study has no phase; the XML writes N/A for that too, and API v2 leaves it out.
    if text is None or (text == "N/A" and root.text("study_type") != "Interventional"):
        return ()
    phases = codes.PHASE_LABELS.get(text)
    if phases is None:
        notes.add(_at("phase"), text, "is no value that trialkg knows for this field")
    return phases or ()


def _enrollment(root: Node, notes: Notes) -> int | None:
    text = root.text("enrollment")
    if text is None or text.isdecimal():
        return int(text) if text else None
    notes.add(_at("enrollment"), text, "is no whole number")
    return None


def _organizations(root: Node, path: str, notes: Notes) -> Iterator[Organization]:
    for node in root.all(path):
        if name := node.text("agency"):
            kind = notes.code(
                codes.ORGANIZATION_CLASS_LABELS, node.text("agency_class"), _at(f"{path}/agency_class")
            )
            yield Organization(name=name, organization_class=kind)


def _responsible_party(root: Node, notes: Notes) -> ResponsibleParty | None:
    at = "responsible_party"
    text = root.text(f"{at}/responsible_party_type")
    kind = notes.code(codes.RESPONSIBLE_PARTY_LABELS, text, _at(f"{at}/responsible_party_type"))
    organization = root.text(f"{at}/investigator_affiliation") or root.text(f"{at}/organization")
    return ResponsibleParty(type=kind, organization=organization) if kind or organization else None


def _oversight(root: Node, notes: Notes) -> Oversight:
    return Oversight(
        has_data_monitoring_committee=_flag(root, "oversight_info/has_dmc", notes),
        fda_regulated_drug=_flag(root, "oversight_info/is_fda_regulated_drug", notes),
        fda_regulated_device=_flag(root, "oversight_info/is_fda_regulated_device", notes),
    )


def _arms(root: Node, notes: Notes) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    groups = root.all("arm_group")
    nodes = [node for node in root.all("intervention") if node.text("intervention_name")]
    labelled = [group for group in groups if group.text("arm_group_label")]
    if len(labelled) < len(groups):
        notes.add(_at("arm_group"), "", "has no label")
    interventions = tuple(_intervention(node, notes) for node in nodes)
    uses = Uses(
        arms=[_arm(group, notes) for group in labelled],
        interventions=interventions,
        labels=[node.texts("arm_group_label") for node in nodes],
        labels_path=_at("intervention[{}]/arm_group_label"),
    )
    return joined_arms(uses, notes), interventions


def _arm(node: Node, notes: Notes) -> Arm:
    kind = notes.code(codes.ARM_TYPE_LABELS, node.text("arm_group_type"), _at("arm_group/arm_group_type"))
    return Arm(label=node.text("arm_group_label") or "", type=kind, description=_block(node, "description"))


def _intervention(node: Node, notes: Notes) -> Intervention:
    label = node.text("intervention_type")
    return Intervention(
        name=node.text("intervention_name") or "",
        type=notes.code(codes.INTERVENTION_TYPE_LABELS, label, _at("intervention/intervention_type")),
        description=_block(node, "description"),
        other_names=node.texts("other_name"),
    )


def _outcomes(root: Node, notes: Notes) -> tuple[Outcome, ...]:
    outcomes = []
    for level, path in _LEVELS:
        for node in root.all(path):
            if measure := node.text("measure"):
                description, frame = _block(node, "description"), node.text("time_frame")
                outcomes.append(
                    Outcome(level=level, measure=measure, description=description, time_frame=frame)
                )
            else:
                notes.add(_at(f"{path}/measure"), "", "names no measure")
    return tuple(outcomes)


def _eligibility(root: Node, notes: Notes) -> Eligibility:
    at = "eligibility"
    method = root.text(f"{at}/sampling_method")
    return Eligibility(
        criteria=_block(root, f"{at}/criteria"),
        sex=notes.code(codes.SEX_LABELS, root.text(f"{at}/gender"), _at(f"{at}/gender")),
        gender_based=_flag(root, f"{at}/gender_based", notes),
        gender_description=_block(root, f"{at}/gender_description"),
        minimum_age=notes.age(root.text(f"{at}/minimum_age"), _at(f"{at}/minimum_age")),
        maximum_age=notes.age(root.text(f"{at}/maximum_age"), _at(f"{at}/maximum_age")),
        healthy_volunteers=_flag(root, f"{at}/healthy_volunteers", notes),
        sampling_method=notes.code(codes.SAMPLING_METHOD_LABELS, method, _at(f"{at}/sampling_method")),
        population=_block(root, f"{at}/study_pop"),
    )


def _sites(root: Node, notes: Notes) -> tuple[Site, ...]:
    sites = (_site(node, notes) for node in root.all("location"))
    return tuple(site for site in sites if site != Site())


def _site(node: Node, notes: Notes) -> Site:
    address = "facility/address"
    return Site(
        facility=node.text("facility/name"),
        city=node.text(f"{address}/city"),
        state=node.text(f"{address}/state"),
        postal_code=node.text(f"{address}/zip"),
        country=node.text(f"{address}/country"),
        status=notes.code(codes.STATUS_LABELS, node.text("status"), _at("location/status")),
    )


def _ipd(root: Node, notes: Notes) -> IpdStatement:
    at = "patient_data"
    infos = root.texts(f"{at}/ipd_info_type")
    return IpdStatement(
        sharing=notes.code(
            codes.IPD_SHARING_LABELS, root.text(f"{at}/sharing_ipd"), _at(f"{at}/sharing_ipd")
        ),
        description=_block(root, f"{at}/ipd_description"),
        info_types=notes.codes(codes.IPD_INFO_TYPE_LABELS, infos, _at(f"{at}/ipd_info_type")),
        time_frame=_block(root, f"{at}/ipd_time_frame"),
        access_criteria=_block(root, f"{at}/ipd_access_criteria"),
        url=root.text(f"{at}/ipd_url"),
    )
