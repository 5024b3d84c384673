"""The MedPath page: a heading a line, codes in capitals, and tables whose cells run together.

Its criteria stand under two headings; they are put together as the registry writes them, each list with its
name above it.
"""

from __future__ import annotations

import re

from trialkg.registries.pages.layout import Layout, reading, typed_interventions
from trialkg.registries.pages.medpath_tables import read_arms, read_outcomes, read_sites
from trialkg.registries.pages.sections import DROPPED, Page, heading
from trialkg.registries.pages.values import (
    SEXES,
    STATUSES,
    STUDY_TYPES,
    code_of,
    count_of,
    model_of,
    phases_of,
)
from trialkg.registries.records import RecordFormat
from trialkg.study import Design, Eligibility, Intervention, Organization, Study
from trialkg.vocabulary.codes import OutcomeLevel, Phase, RecruitmentStatus, ValueStatus

_RECRUITMENT, _DESIGN, _LOCATIONS, _END = "recruitment", "design", "locations", "end"

_HEADINGS = (
    heading("conditions", "Conditions?", alone=True),
    heading("interventions", "Interventions?", alone=True),
    heading("number", "Registration Number", alone=True, then=DROPPED),
    heading("sponsor", "Lead Sponsor", alone=True, then=DROPPED),
    heading("collaborators", "Collaborators?", alone=True),
    heading("summary", "Brief Summary", alone=True),
    heading("description", "Detailed Description", alone=True),
    heading(DROPPED, "Recruitment && ?Eligibility|Recruitment & Eligibility", part=_RECRUITMENT, alone=True),
    heading("status", "Status", part=_RECRUITMENT, inside=True, alone=True, then=DROPPED),
    heading("sex", "Sex|Gender", part=_RECRUITMENT, inside=True, alone=True, then=DROPPED),
    heading(
        "enrollment",
        "Target Recruitment|Target Recruit Count",
        part=_RECRUITMENT,
        inside=True,
        alone=True,
        then=DROPPED,
    ),
    heading("inclusion", "Inclusion Criteria", part=_RECRUITMENT, inside=True, alone=True),
    heading("exclusion", "Exclusion Criteria", part=_RECRUITMENT, inside=True, alone=True),
    heading(DROPPED, "Study && ?Design|Study & Design", part=_DESIGN, alone=True),
    heading("type", "Study Type", part=_DESIGN, inside=True, alone=True, then=DROPPED),
    heading("model", "Study Design", part=_DESIGN, inside=True, alone=True, then=DROPPED),
    heading("arms", "Arms? &&? Interventions", part=_DESIGN, inside=True, alone=True),
    heading("primary", "Primary Outcome Measures?", part=_DESIGN, inside=True, alone=True),
    heading("secondary", "Secondary Outcome Measures?", part=_DESIGN, inside=True, alone=True),
    heading("other", "Other Outcome Measures?", part=_DESIGN, inside=True, alone=True),
    heading("sites", "Trial Locations", part=_LOCATIONS, alone=True),
    heading(DROPPED, "©.*|Related (?:News|Trials|Research Topics).*", part=_END, alone=True),
)
_LEVELS = (
    ("primary", OutcomeLevel.PRIMARY),
    ("secondary", OutcomeLevel.SECONDARY),
    ("other", OutcomeLevel.OTHER),
)
_CRITERIA = (("inclusion", "Inclusion Criteria:"), ("exclusion", "Exclusion Criteria:"))
_MASTHEAD = re.compile(r"MedPath(?: Trials?)?|Home|Clinical Trials?|Back|Search|Sign in|Login", re.IGNORECASE)


def _study(page: Page, registry_id: str) -> Study:
    title, phases, status_above = _top(page)
    sponsor = page.line("sponsor")
    interventions = _interventions(page)
    status = page.value("status", lambda text: code_of(STATUSES, text))
    if status and status_above and status is not status_above:
        page.note("Status", str(page.line("status")), f"differs from {status_above.value} under the title")
    enrollment = page.value("enrollment", count_of)
    return Study(
        registry_id=registry_id,
        study_type=page.value("type", lambda text: code_of(STUDY_TYPES, text)),
        brief_title=title,
        brief_summary=page.text("summary"),
        detailed_description=page.text("description"),
        status=status or status_above,
        design=Design(
            phases=phases,
            intervention_model=page.value("model", model_of),
            enrollment=enrollment,
            enrollment_status=ValueStatus.PLANNED if enrollment is not None else None,
        ),
        lead_sponsor=Organization(name=sponsor) if sponsor else None,
        collaborators=tuple(Organization(name=name) for name in page.items("collaborators")),
        conditions=page.items("conditions"),
        interventions=interventions,
        arms=read_arms(page, "arms", interventions),
        outcomes=tuple(found for key, level in _LEVELS for found in read_outcomes(page, key, level)),
        eligibility=Eligibility(
            criteria=_criteria(page), sex=page.value("sex", lambda text: code_of(SEXES, text))
        ),
        sites=read_sites(page, "sites"),
        reading=reading(RecordFormat.MEDPATH_PAGE, page),
    )


def _top(page: Page) -> tuple[str | None, tuple[Phase, ...], RecruitmentStatus | None]:
    """The title, and the phase and status on the lines below it."""
    lines = [line for line in page.block("top") if line and not _MASTHEAD.fullmatch(line)]
    phases: tuple[Phase, ...] = ()
    status: RecruitmentStatus | None = None
    while lines and (code_of(STATUSES, lines[-1]) or phases_of(lines[-1])):
        label = lines.pop()
        status = code_of(STATUSES, label) or status
        phases = phases_of(label) or phases
    return (lines[-1] if lines else None), phases, status


def _interventions(page: Page) -> tuple[Intervention, ...]:
    found: list[Intervention] = []
    for line in page.items("interventions"):
        before, typed = typed_interventions(line)
        found.extend((Intervention(name=before), *typed) if before else typed)
    return tuple(found)


def _criteria(page: Page) -> str | None:
    lists = [f"{name}\n\n{text}" for key, name in _CRITERIA if (text := page.text(key))]
    return "\n\n".join(lists) or None


MEDPATH_PAGE = Layout(
    format=RecordFormat.MEDPATH_PAGE,
    markers=(
        re.compile(r"^\s*Registration Number\s*$", re.MULTILINE),
        re.compile(r"^\s*Recruitment &&? ?Eligibility\s*$", re.MULTILINE),
        re.compile(r"^\s*Target Recruit(?:ment| Count)\s*$", re.MULTILINE),
        re.compile(r"^\s*Study &&? ?Design\s*$", re.MULTILINE),
        re.compile(r"^\s*Arms? &&? Interventions\s*$", re.MULTILINE),
        re.compile(r"^\s*Trial Locations\s*$", re.MULTILINE),
        re.compile(r"\bMedPath\b"),
    ),
    number=re.compile(r"^[ \t]*Registration Number\s*:?\s*(?P<value>\S[^\n]*)", re.MULTILINE),
    headings=_HEADINGS,
    first="top",
    study=_study,
)
