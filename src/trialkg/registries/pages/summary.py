"""The aggregator's summary page: two texts, a list of conditions, and a block of fields without separators.

The page has no title and seldom says which dates are expected and which have come to pass. Its list of
conditions holds registered conditions and MeSH terms alike, so that all of them are conditions as printed.
"""

from __future__ import annotations

import re

import msgspec

from trialkg.registries.pages.design import design_of
from trialkg.registries.pages.layout import Layout, reading
from trialkg.registries.pages.sections import DROPPED, Heading, Page, heading
from trialkg.registries.pages.values import (
    STATUSES,
    STUDY_TYPES,
    code_of,
    count_of,
    phases_of,
    registry_date,
)
from trialkg.registries.records import RecordFormat
from trialkg.study import Dates, Organization, Study

_TEXT, _RECORD = "text", "record"
_STATUS = (
    r"(?:Active|Approved|Available|Completed|Enrolling|No longer|Not yet|Recruiting|Suspended|Temporarily"
    r"|Terminated|Unknown|Withdrawn|Withheld)\b"
)
_MONTH = r"[A-Z][a-z]{2,8}\.? |\d{4}-\d{2}"


def _field(key: str, words: str, value: str) -> Heading:
    """A field of the block; known anywhere on the page by the form of its value, or by standing alone."""
    return heading(key, rf"{words}(?=\s*:?\s*$|[\s:]+(?:\(\w+\)\s*)?(?:{value}))", part=_RECORD, then=DROPPED)


_HEADINGS = (
    heading("summary", "(?:Clinical Trial|Brief) Summary", part=_TEXT, alone=True),
    heading("description", "(?:Clinical Trial|Detailed) Description", part=_TEXT, alone=True),
    heading("design", "Study Design", part=_TEXT, alone=True),
    heading("conditions", "Related Conditions(?: & MeSH [Tt]erms)?", part=_TEXT, alone=True),
    heading(DROPPED, "See [Aa]lso|(?:Related|Similar) Clinical Trials", part=_TEXT, alone=True),
    _field("number", "NCT number", "NCT"),
    _field("type", "Study type", "Interventional|Observational|Expanded Access"),
    _field("status", "Status", _STATUS),
    _field("phase", "Phase", r"N/A|Not Applicable|Early Phase|Phase|[1-4]\b"),
    _field("start", "Start date", _MONTH),
    _field("primary", "Primary completion(?: date)?", _MONTH),
    _field("completion", "(?:Est(?:imated|\\.) )?[Cc]ompletion date", _MONTH),
    _field("enrollment", "Enrollment", r"\d"),
    heading("sponsor", "Source", part=_RECORD, inside=True, then=DROPPED),
    heading(DROPPED, "Contact|Phone|Email", part=_RECORD, inside=True, then=DROPPED),
)


def _study(page: Page, registry_id: str) -> Study:
    sponsor = page.line("sponsor")
    label = page.line("type") or ""
    return Study(
        registry_id=registry_id,
        study_type=page.value("type", lambda text: code_of(STUDY_TYPES, text)),
        patient_registry=True if "Patient Registry" in label else None,
        brief_summary=page.text("summary"),
        detailed_description=_without_end_mark(page.text("description")),
        status=page.value("status", lambda text: code_of(STATUSES, text)),
        dates=Dates(
            start=page.value("start", registry_date),
            primary_completion=page.value("primary", registry_date),
            completion=page.value("completion", registry_date),
        ),
        design=msgspec.structs.replace(
            design_of(page, "design"),
            phases=page.value("phase", phases_of) or (),
            enrollment=page.value("enrollment", count_of),
        ),
        lead_sponsor=Organization(name=sponsor) if sponsor else None,
        conditions=page.items("conditions"),
        reading=reading(RecordFormat.SUMMARY_PAGE, page),
    )


def _without_end_mark(text: str | None) -> str | None:
    """The page ends its long text with a lone semicolon."""
    return re.sub(r"\s+;\s*$", "", text) if text else None


SUMMARY_PAGE = Layout(
    format=RecordFormat.SUMMARY_PAGE,
    markers=(
        re.compile(r"^\s*Clinical Trial Summary\s*$", re.MULTILINE),
        re.compile(r"^\s*Clinical Trial Description\s*$", re.MULTILINE),
        re.compile(r"^\s*Related Conditions & MeSH [Tt]erms\b", re.MULTILINE),
        re.compile(r"^\s*NCT number\b[\s:]*NCT", re.MULTILINE),
    ),
    number=re.compile(r"^[ \t]*NCT number\b[\s:]*(?P<value>\S[^\n]*)", re.MULTILINE),
    headings=_HEADINGS,
    first=DROPPED,
    study=_study,
)
