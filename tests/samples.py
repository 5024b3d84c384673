"""Studies to test with, made of invented facts; each function gives the same value every time."""

from __future__ import annotations

from trialkg.study import (
    Arm,
    Dates,
    DerivedTerm,
    Design,
    Eligibility,
    Identifier,
    Intervention,
    Organization,
    Outcome,
    Reading,
    RegistryDate,
    Site,
    Study,
)
from trialkg.vocabulary.codes import (
    ArmType,
    InterventionType,
    OutcomeLevel,
    Phase,
    RecruitmentStatus,
    Sex,
    StudyType,
    ValueStatus,
)

READING = Reading(source="ClinicalTrials.gov API v2", version="2026-01-02")

IMAGING_STUDY = Study(
    registry_id="NCT99999901",
    reading=READING,
    study_type=StudyType.INTERVENTIONAL,
    brief_title="A Side Study With Two Tracers",
    brief_summary="This imaging side study runs within the MAIN trial (NCT99999902). Scans come first.",
    status=RecruitmentStatus.RECRUITING,
    dates=Dates(
        start=RegistryDate(date="2025-03", status=ValueStatus.ACTUAL),
        completion=RegistryDate(date="2027-12-31", status=ValueStatus.ESTIMATED),
        last_update_submitted=RegistryDate(date="2026-01-01"),
    ),
    design=Design(phases=(Phase.NA,), enrollment=100, enrollment_status=ValueStatus.PLANNED),
    lead_sponsor=Organization(name="Invented Cancer Institute"),
    identifiers=(Identifier(value="2025/17", issuer="Invented Board"),),
    conditions=("Breast Cancer",),
    condition_terms=(DerivedTerm(label="Breast Neoplasms", descriptor="D001943"),),
    arms=(Arm(label="Imaging", type=ArmType.EXPERIMENTAL, interventions=(1,)),),
    interventions=(
        Intervention(name="FES-PET scan, and possibly an FDG-PET scan", type=InterventionType.OTHER),
    ),
    outcomes=(
        Outcome(level=OutcomeLevel.PRIMARY, measure="Progression-free survival (PFS)", time_frame="5 years"),
        Outcome(level=OutcomeLevel.SECONDARY, measure="Response", description="According to RECIST 1.1"),
    ),
    eligibility=Eligibility(
        criteria="Inclusion Criteria:\n\n* Adult\n* Consent given\n\nExclusion Criteria:\n\n* Pregnancy",
        sex=Sex.FEMALE,
        minimum_age="P18Y",
    ),
    sites=(
        Site(
            facility="Invented Clinic", city="Utrecht", country="Netherlands", latitude=52.09, longitude=5.12
        ),
    ),
)
