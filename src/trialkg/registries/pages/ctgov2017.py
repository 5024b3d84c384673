"""The study page of ClinicalTrials.gov as it was in 2017.

Copies often lack the words ``ClinicalTrials.gov`` and the large headings, which were links and pictures:
the purpose then begins behind the dates under the title, and the criteria behind the line on volunteers.
"""

from __future__ import annotations

import re

import msgspec

from trialkg.registries.pages.ctgov2017_headings import HEADINGS
from trialkg.registries.pages.ctgov2017_parties import (
    read_collaborators,
    read_identifiers,
    read_responsible_party,
    read_sites,
    read_sponsor,
)
from trialkg.registries.pages.ctgov2017_protocol import (
    read_arms,
    read_outcomes,
    read_table,
)
from trialkg.registries.pages.design import design_of
from trialkg.registries.pages.layout import Layout, reading
from trialkg.registries.pages.sections import Page
from trialkg.registries.pages.values import (
    RETENTION,
    SAMPLING,
    SEXES,
    SHARING,
    STANDARD_AGES,
    STATUSES,
    STUDY_TYPES,
    ages_in,
    certainty_of,
    code_of,
    count_of,
    date_in,
    registry_date,
    yes_or_no,
)
from trialkg.registries.records import RecordFormat
from trialkg.study import (
    Dates,
    DerivedTerm,
    Design,
    Eligibility,
    IpdStatement,
    Oversight,
    RegistryDate,
    Study,
)
from trialkg.vocabulary.codes import OutcomeLevel, Phase, RecruitmentStatus, ValueStatus

_STATUSES = (
    ("not yet open", RecruitmentStatus.NOT_YET_RECRUITING),
    ("not yet recruiting", RecruitmentStatus.NOT_YET_RECRUITING),
    ("currently recruiting", RecruitmentStatus.RECRUITING),
    ("by invitation", RecruitmentStatus.ENROLLING_BY_INVITATION),
    ("not recruiting", RecruitmentStatus.ACTIVE_NOT_RECRUITING),
    ("suspended", RecruitmentStatus.SUSPENDED),
    ("terminated", RecruitmentStatus.TERMINATED),
    ("completed", RecruitmentStatus.COMPLETED),
    ("withdrawn", RecruitmentStatus.WITHDRAWN),
    ("withheld", RecruitmentStatus.WITHHELD),
    ("unknown", RecruitmentStatus.UNKNOWN),
    ("temporarily not available", RecruitmentStatus.TEMPORARILY_NOT_AVAILABLE),
    ("no longer available", RecruitmentStatus.NO_LONGER_AVAILABLE),
    ("approved for marketing", RecruitmentStatus.APPROVED_FOR_MARKETING),
    ("currently available", RecruitmentStatus.AVAILABLE),
)
_LEVELS = (
    ("primary", OutcomeLevel.PRIMARY),
    ("secondary", OutcomeLevel.SECONDARY),
    ("other", OutcomeLevel.OTHER),
)
_MENU = re.compile(
    r"Give us feedback|Show more|Menu|.*\bMenu$|Learn more\.?|Skip to .*|Home.*", re.IGNORECASE
)
_ACRONYM = re.compile(r"\s*\(([^\s()]{2,14})\)$")
_PROCESSED = re.compile(r"\s*(?:ClinicalTrials\.gov )?processed this (?:record|data) on (.*)$")


def _study(page: Page, registry_id: str) -> Study:
    brief_title, acronym = _titles(page)
    conditions, listed, phases = read_table(page, "table")
    arms, interventions = read_arms(page, "arms", listed)
    sponsor = read_sponsor(page)
    terms = tuple(DerivedTerm(label=label) for label in _terms(page))
    return Study(
        registry_id=registry_id,
        study_type=page.value("type", lambda text: code_of(STUDY_TYPES, text)),
        patient_registry=True if "Patient Registry" in (page.line("type") or "") else None,
        identifiers=read_identifiers(page, "identifiers"),
        brief_title=brief_title,
        official_title=page.line("official-title"),
        acronym=acronym,
        brief_summary=page.text("purpose"),
        detailed_description=page.text("description"),
        status=page.value("status", _status),
        last_known_status=page.value("last-known", _status),
        why_stopped=_why_stopped(page),
        dates=_dates(page),
        design=_design(page, phases),
        lead_sponsor=sponsor,
        collaborators=read_collaborators(page),
        responsible_party=read_responsible_party(page, sponsor),
        oversight=_oversight(page),
        conditions=conditions,
        keywords=page.items("keywords"),
        condition_terms=terms,
        derived_terms_mix_ancestors=bool(terms),
        arms=arms,
        interventions=interventions,
        outcomes=tuple(found for key, level in _LEVELS for found in read_outcomes(page, key, level)),
        eligibility=_eligibility(page),
        sites=read_sites(page, "sites"),
        ipd=_sharing(page),
        reading=reading(
            RecordFormat.CTGOV_PAGE_2017,
            page,
            url=f"https://clinicaltrials.gov/study/{registry_id}",
            version=_version(page),
        ),
    )


def _oversight(page: Page) -> Oversight:
    return Oversight(
        fda_regulated_drug=page.value("fda-drug", yes_or_no),
        fda_regulated_device=page.value("fda-device", yes_or_no),
    )


def _sharing(page: Page) -> IpdStatement:
    return IpdStatement(
        sharing=page.value("ipd", lambda text: code_of(SHARING, text)),
        description=page.text("ipd-description"),
    )


def _titles(page: Page) -> tuple[str | None, str | None]:
    """The brief title and the acronym, which the page puts in brackets behind it.

    Brackets that only shorten the words before them, as in Body Mass Index (BMI), stay part of the title.
    """
    lines = [line for line in page.block("top") if line and not _MENU.fullmatch(line)]
    if not lines:
        return None, None
    title = lines[-1]
    bracket = _ACRONYM.search(title)
    if not bracket or sum(letter.isupper() for letter in bracket[1]) < 2:
        return title, None
    before = title[: bracket.start()]
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", before)).casefold()
    if initials.endswith(bracket[1].casefold()):
        page.note(
            "title", bracket[1], "may be an acronym of the study or of the words before it; left in the title"
        )
        return title, None
    return before, bracket[1]


def _status(text: str) -> RecruitmentStatus | None:
    plain = text.casefold()
    return next((code for words, code in _STATUSES if words in plain), None) or code_of(STATUSES, text)


def _why_stopped(page: Page) -> str | None:
    reason = re.fullmatch(r"\((.+)\)", page.line("reason") or "")
    return reason[1].strip() if reason else None


def _dates(page: Page) -> Dates:
    return Dates(
        start=_date(page, "start"),
        primary_completion=_date(page, "primary-completion"),
        completion=_date(page, "completion"),
        verification=_date(page, "verified") or _date(page, "verified-by"),
        first_submitted=_date(page, "first-submitted"),
        first_posted=_date(page, "first-posted"),
        last_update_submitted=_date(page, "update-submitted"),
        last_update_posted=_date(page, "update-posted"),
        results_first_submitted=_date(page, "results-submitted"),
    )


def _date(page: Page, key: str) -> RegistryDate | None:
    """A date; whether it is estimated or actual is said by the heading."""
    return page.value(key, lambda text: registry_date(text, certainty_of(page.name(key))))


def _design(page: Page, phases: tuple[Phase, ...]) -> Design:
    enrollment = page.value("enrollment", count_of)
    certainty = certainty_of(page.name("enrollment")) if enrollment is not None else None
    return msgspec.structs.replace(
        design_of(page, "design"),
        phases=phases,
        target_duration=page.line("duration"),
        enrollment=enrollment,
        enrollment_status=ValueStatus.PLANNED if certainty is ValueStatus.ESTIMATED else certainty,
        biospecimen_retention=page.value("retention", lambda text: code_of(RETENTION, text)),
        biospecimen_description=page.text("biospecimen"),
    )


def _eligibility(page: Page) -> Eligibility:
    ages = page.line("ages") or ""
    minimum, maximum = _age_limits(ages)
    groups = (code_of(STANDARD_AGES, word) for word in re.findall(r"Child|Older Adult|Adult|Senior", ages))
    return Eligibility(
        criteria=page.text("criteria"),
        sex=page.value("sexes", lambda text: code_of(SEXES, text)),
        gender_based=page.value("gender-based", yes_or_no),
        minimum_age=minimum,
        maximum_age=maximum,
        standard_ages=tuple(group for group in groups if group),
        healthy_volunteers=page.value("volunteers", yes_or_no),
        sampling_method=page.value("sampling", lambda text: code_of(SAMPLING, text)),
        population=page.text("population"),
    )


def _age_limits(text: str) -> tuple[str | None, str | None]:
    """Limits as ``18 Years to 75 Years``, ``18 Years and older`` or ``up to 75 Years``."""
    ages = ages_in(text)
    if len(ages) > 1:
        return ages[0], ages[1]
    alone = ages[0] if ages else None
    return (None, alone) if re.match(r"up to", text, re.IGNORECASE) else (alone, None)


def _terms(page: Page) -> tuple[str, ...]:
    terms = (_PROCESSED.sub("", label).strip() for label in page.items("terms"))
    return tuple(label for label in terms if label)


def _version(page: Page) -> str | None:
    """The date the registry processed the record: on its own line, or run on to the last of a section."""
    own = date_in(page.line("processed") or "")
    lines = (line for sections in page.sections.values() for section in sections for line in section.lines)
    run_on = (match for line in lines if (match := _PROCESSED.search(line)))
    return own or next((found for match in run_on if (found := date_in(match[1]))), None)


CTGOV_PAGE_2017 = Layout(
    format=RecordFormat.CTGOV_PAGE_2017,
    markers=(
        re.compile(r"^\s*Condition(?:[ \t]+Intervention)?(?:[ \t]+Phase)?\s*$", re.MULTILINE),
        re.compile(r"^\s*Ages? Eligible for Study:", re.MULTILINE),
        re.compile(r"^\s*(?:Estimated |Actual )?Enrollment:", re.MULTILINE),
        re.compile(r"^\s*(?:Study )?First [Rr]eceived:", re.MULTILINE),
        re.compile(r"^\s*Sponsors and Collaborators\s*$", re.MULTILINE),
        re.compile(r"^\s*Primary Outcome Measures:", re.MULTILINE),
        re.compile(r"processed this (?:record|data) on [A-Z][a-z]+ \d{1,2}, \d{4}"),
    ),
    number=re.compile(r"(?<!Registry )(?<!Other )\b[Ii]dentifier:\s*(?P<value>NCT ?\d{8})"),
    headings=HEADINGS,
    first="top",
    study=_study,
    prose=frozenset({"description"}),
)
