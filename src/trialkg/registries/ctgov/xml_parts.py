"""The parts of a legacy XML record that are structures or lists: dates, design, arms, outcomes and so on."""

from __future__ import annotations

from trialkg.registries.ctgov import codes
from trialkg.registries.ctgov.arms import Uses, used_in_arms
from trialkg.registries.ctgov.textblocks import block
from trialkg.registries.ctgov.written_design import masking_of, written_design
from trialkg.registries.ctgov.xml_document import Node, flag, place
from trialkg.registries.dates import written_date
from trialkg.registries.notes import Notes
from trialkg.study import (
    Arm,
    Dates,
    Design,
    Eligibility,
    Intervention,
    IpdStatement,
    Outcome,
    RegistryDate,
    Site,
)
from trialkg.vocabulary.codes import OutcomeLevel, Phase

_LEVELS = (
    (OutcomeLevel.PRIMARY, "primary_outcome"),
    (OutcomeLevel.SECONDARY, "secondary_outcome"),
    (OutcomeLevel.OTHER, "other_outcome"),
)


def read_dates(root: Node, notes: Notes) -> Dates:
    """The dates of the study and of its record; one that is no date is noted and left out."""

    def date(*names: str) -> RegistryDate | None:
        name = next((name for name in names if root.has(name)), names[0])
        text = root.text(name)
        status = notes.code(codes.DATE_TYPE_LABELS, root.attribute(name, "type"), place(f"{name}/@type"))
        return notes.date((written_date(text) or text) if text else None, status, place(name))

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


def read_design(root: Node, notes: Notes) -> Design:
    """The design, its closed values mapped."""
    design = written_design(root)
    masking, who_masked = masking_of(design.get("masking"), place("study_design_info/masking"), notes)
    at = place("study_design_info")
    return Design(
        phases=_phases(root, notes),
        primary_purpose=notes.code(
            codes.PURPOSE_LABELS, design.get("primary_purpose"), f"{at}/primary_purpose"
        ),
        allocation=notes.code(codes.ALLOCATION_LABELS, design.get("allocation"), f"{at}/allocation"),
        intervention_model=notes.code(
            codes.INTERVENTION_MODEL_LABELS, design.get("intervention_model"), f"{at}/intervention_model"
        ),
        intervention_model_description=block(root, "study_design_info/intervention_model_description"),
        masking=masking,
        masking_description=block(root, "study_design_info/masking_description"),
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
            codes.ENROLLMENT_TYPE_LABELS, root.attribute("enrollment", "type"), place("enrollment/@type")
        ),
        biospecimen_retention=notes.code(
            codes.RETENTION_LABELS, root.text("biospec_retention"), place("biospec_retention")
        ),
        biospecimen_description=block(root, "biospec_descr"),
    )


def _phases(root: Node, notes: Notes) -> tuple[Phase, ...]:
    text = root.text("phase")
    # An observational study has no phase; the XML writes N/A for that too, and API v2 leaves it out.
    if text is None or (text == "N/A" and root.text("study_type") != "Interventional"):
        return ()
    phases = codes.PHASE_LABELS.get(text)
    if phases is None:
        notes.add(place("phase"), text, "is no value that trialkg knows for this field")
    return phases or ()


_DIGITS = 12
"""More digits than these are no count of people, and beyond the numbers that XML tools hold."""


def _enrollment(root: Node, notes: Notes) -> int | None:
    text = root.text("enrollment")
    if text is None or (text.isdecimal() and len(text) <= _DIGITS):
        return int(text) if text else None
    notes.add(place("enrollment"), text, "is no whole number")
    return None


def read_arms(root: Node, notes: Notes) -> tuple[tuple[Arm, ...], tuple[Intervention, ...]]:
    """The arms, joined with the interventions, and the interventions."""
    groups = root.all("arm_group")
    nodes = [node for node in root.all("intervention") if node.text("intervention_name")]
    labelled = [group for group in groups if group.text("arm_group_label")]
    if len(labelled) < len(groups):
        notes.add(place("arm_group"), "", "has no label")
    interventions = tuple(_intervention(node, notes) for node in nodes)
    uses = Uses(
        arms=[group.text("arm_group_label") or "" for group in labelled],
        interventions=interventions,
        labels=[node.texts("arm_group_label") for node in nodes],
        labels_path=place("intervention[{}]/arm_group_label"),
    )
    used = used_in_arms(uses, notes)
    arms = [_arm(*each, notes) for each in zip(labelled, used, strict=True)]
    return tuple(arms), interventions


def _arm(node: Node, used: tuple[int, ...], notes: Notes) -> Arm:
    kind = notes.code(codes.ARM_TYPE_LABELS, node.text("arm_group_type"), place("arm_group/arm_group_type"))
    label, description = node.text("arm_group_label") or "", block(node, "description")
    return Arm(label=label, type=kind, description=description, interventions=used)


def _intervention(node: Node, notes: Notes) -> Intervention:
    label = node.text("intervention_type")
    return Intervention(
        name=node.text("intervention_name") or "",
        type=notes.code(codes.INTERVENTION_TYPE_LABELS, label, place("intervention/intervention_type")),
        description=block(node, "description"),
        other_names=node.texts("other_name"),
    )


def read_outcomes(root: Node, notes: Notes) -> tuple[Outcome, ...]:
    """The outcomes of all levels in one list; one without a measure is noted and left out."""
    outcomes = []
    for level, path in _LEVELS:
        for node in root.all(path):
            if measure := node.text("measure"):
                description, frame = block(node, "description"), node.text("time_frame")
                outcomes.append(
                    Outcome(level=level, measure=measure, description=description, time_frame=frame)
                )
            else:
                notes.add(place(f"{path}/measure"), "", "names no measure")
    return tuple(outcomes)


def read_eligibility(root: Node, notes: Notes) -> Eligibility:
    """Who may take part; ages as ISO durations."""
    at = "eligibility"
    method = root.text(f"{at}/sampling_method")
    return Eligibility(
        criteria=block(root, f"{at}/criteria"),
        sex=notes.code(codes.SEX_LABELS, root.text(f"{at}/gender"), place(f"{at}/gender")),
        gender_based=flag(root, f"{at}/gender_based", notes),
        gender_description=block(root, f"{at}/gender_description"),
        minimum_age=notes.age(root.text(f"{at}/minimum_age"), place(f"{at}/minimum_age")),
        maximum_age=notes.age(root.text(f"{at}/maximum_age"), place(f"{at}/maximum_age")),
        healthy_volunteers=flag(root, f"{at}/healthy_volunteers", notes),
        sampling_method=notes.code(codes.SAMPLING_METHOD_LABELS, method, place(f"{at}/sampling_method")),
        population=block(root, f"{at}/study_pop"),
    )


def read_sites(root: Node, notes: Notes) -> tuple[Site, ...]:
    """The sites that say anything."""
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
        status=notes.code(codes.STATUS_LABELS, node.text("status"), place("location/status")),
    )


def read_ipd(root: Node, notes: Notes) -> IpdStatement:
    """The plan to share individual participant data."""
    at = "patient_data"
    infos = root.texts(f"{at}/ipd_info_type")
    return IpdStatement(
        sharing=notes.code(
            codes.IPD_SHARING_LABELS, root.text(f"{at}/sharing_ipd"), place(f"{at}/sharing_ipd")
        ),
        description=block(root, f"{at}/ipd_description"),
        info_types=notes.codes(codes.IPD_INFO_TYPE_LABELS, infos, place(f"{at}/ipd_info_type")),
        time_frame=block(root, f"{at}/ipd_time_frame"),
        access_criteria=block(root, f"{at}/ipd_access_criteria"),
        url=root.text(f"{at}/ipd_url"),
    )
