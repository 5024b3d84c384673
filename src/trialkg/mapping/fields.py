"""The fields of a protocol, value by value, with the property each is written as: the mapping as tables.

A row names an attribute, its predicate, and the form in which its value is written. ``ONE`` tables are for
values that may be None, ``MANY`` tables for tuples.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from trialkg.mapping import forms
from trialkg.mapping.forms import Form, Write
from trialkg.mapping.lexical import DESCRIPTION, LABEL, LATITUDE, LONGITUDE, PREDICATE
from trialkg.vocabulary.terms import Property

Emit = Callable[[bytes], object]
Row = tuple[str, bytes, Form]


class Table:
    """Rows, with one look-up of all their attributes."""

    __slots__ = ("values", "writers")

    def __init__(self, *rows: Row) -> None:
        names = tuple(name for name, _, _ in rows)
        get = attrgetter(*names)
        self.values: Callable[[Any], tuple[Any, ...]] = get if len(names) > 1 else lambda value: (get(value),)
        self.writers: tuple[Write, ...] = tuple(form(predicate) for _, predicate, form in rows)


def _rows(form: Form, **properties: Property) -> tuple[Row, ...]:
    return tuple((name, PREDICATE[term], form) for name, term in properties.items())


STUDY_ONE = Table(
    *_rows(
        forms.text,
        brief_title=Property.BRIEF_TITLE,
        official_title=Property.OFFICIAL_TITLE,
        acronym=Property.ACRONYM,
        brief_summary=Property.BRIEF_SUMMARY,
        detailed_description=Property.DETAILED_DESCRIPTION,
        why_stopped=Property.WHY_STOPPED,
    ),
    *_rows(forms.code, status=Property.STATUS, last_known_status=Property.LAST_KNOWN_STATUS),
    *_rows(forms.boolean, has_expanded_access=Property.HAS_EXPANDED_ACCESS, has_results=Property.HAS_RESULTS),
)
STUDY_MANY = Table(*_rows(forms.name, aliases=Property.ALIAS_ID, keywords=Property.KEYWORD))

DESIGN_ONE = Table(
    *_rows(
        forms.code,
        primary_purpose=Property.PRIMARY_PURPOSE,
        allocation=Property.ALLOCATION,
        intervention_model=Property.INTERVENTION_MODEL,
        masking=Property.MASKING,
        observational_model=Property.OBSERVATIONAL_MODEL,
        time_perspective=Property.TIME_PERSPECTIVE,
        enrollment_status=Property.ENROLLMENT_TYPE,
        biospecimen_retention=Property.BIOSPECIMEN_RETENTION,
    ),
    *_rows(
        forms.text,
        intervention_model_description=Property.INTERVENTION_MODEL_DESCRIPTION,
        masking_description=Property.MASKING_DESCRIPTION,
        target_duration=Property.TARGET_DURATION,
        biospecimen_description=Property.BIOSPECIMEN_DESCRIPTION,
    ),
    *_rows(forms.integer, enrollment=Property.ENROLLMENT),
)
DESIGN_MANY = Table(*_rows(forms.code, phases=Property.PHASE, who_masked=Property.WHO_MASKED))

ELIGIBILITY_ONE = Table(
    *_rows(forms.code, sex=Property.SEX, sampling_method=Property.SAMPLING_METHOD),
    *_rows(forms.boolean, gender_based=Property.GENDER_BASED, healthy_volunteers=Property.HEALTHY_VOLUNTEERS),
    *_rows(forms.text, gender_description=Property.GENDER_DESCRIPTION, population=Property.STUDY_POPULATION),
)
ELIGIBILITY_MANY = Table(*_rows(forms.code, standard_ages=Property.STANDARD_AGE))

OVERSIGHT_ONE = Table(
    *_rows(
        forms.boolean,
        has_data_monitoring_committee=Property.HAS_DATA_MONITORING_COMMITTEE,
        fda_regulated_drug=Property.FDA_REGULATED_DRUG,
        fda_regulated_device=Property.FDA_REGULATED_DEVICE,
    )
)

IPD_ONE = Table(
    *_rows(forms.code, sharing=Property.IPD_SHARING),
    *_rows(
        forms.text,
        description=Property.IPD_DESCRIPTION,
        time_frame=Property.IPD_TIME_FRAME,
        access_criteria=Property.IPD_ACCESS_CRITERIA,
        url=Property.IPD_URL,
    ),
)
IPD_MANY = Table(*_rows(forms.code, info_types=Property.IPD_INFO_TYPE))

RECORD_ONE = Table(
    *_rows(
        forms.text,
        source=Property.SOURCE,
        version=Property.RECORD_VERSION,
        retrieved=Property.RETRIEVED,
    ),
    *_rows(forms.address, url=Property.SOURCE_URL),
)

IDENTIFIER_ONE = Table(
    ("value", LABEL, forms.text),
    *_rows(forms.code, type=Property.IDENTIFIER_TYPE),
    *_rows(forms.text, issuer=Property.ISSUER),
)

ORGANIZATION_ONE = Table(
    ("name", LABEL, forms.name),
    *_rows(forms.code, organization_class=Property.ORGANIZATION_CLASS),
)

SITE_ONE = Table(
    *_rows(
        forms.name,
        facility=Property.FACILITY,
        city=Property.CITY,
        state=Property.STATE,
        postal_code=Property.POSTAL_CODE,
        country=Property.COUNTRY,
    ),
    *_rows(forms.code, status=Property.SITE_STATUS),
    ("latitude", LATITUDE, forms.decimal),
    ("longitude", LONGITUDE, forms.decimal),
)

ARM_ONE = Table(
    ("label", LABEL, forms.name),
    *_rows(forms.code, type=Property.ARM_TYPE),
    ("description", DESCRIPTION, forms.text),
)

INTERVENTION_ONE = Table(
    ("name", LABEL, forms.name),
    *_rows(forms.code, type=Property.INTERVENTION_TYPE),
    ("description", DESCRIPTION, forms.text),
)
INTERVENTION_MANY = Table(*_rows(forms.text, other_names=Property.OTHER_NAME))

OUTCOME_ONE = Table(
    ("measure", LABEL, forms.text),
    ("description", DESCRIPTION, forms.text),
    *_rows(forms.name, time_frame=Property.TIME_FRAME),
)

DATES: tuple[tuple[str, bytes, bytes | None], ...] = tuple(
    (name, PREDICATE[term], PREDICATE[status] if status else None)
    for name, term, status in (
        ("start", Property.START_DATE, Property.START_DATE_TYPE),
        ("primary_completion", Property.PRIMARY_COMPLETION_DATE, Property.PRIMARY_COMPLETION_DATE_TYPE),
        ("completion", Property.COMPLETION_DATE, Property.COMPLETION_DATE_TYPE),
        ("verification", Property.VERIFICATION_DATE, None),
        ("first_submitted", Property.FIRST_SUBMITTED_DATE, None),
        ("first_posted", Property.FIRST_POSTED_DATE, Property.FIRST_POSTED_DATE_TYPE),
        ("last_update_submitted", Property.LAST_UPDATE_SUBMITTED_DATE, None),
        ("last_update_posted", Property.LAST_UPDATE_POSTED_DATE, Property.LAST_UPDATE_POSTED_DATE_TYPE),
        ("results_first_submitted", Property.RESULTS_FIRST_SUBMITTED_DATE, None),
        ("results_first_posted", Property.RESULTS_FIRST_POSTED_DATE, Property.RESULTS_FIRST_POSTED_DATE_TYPE),
    )
)
"""Each date: its attribute, its predicate, and the predicate of its status where the graph has one."""


def write_one(emit: Emit, subject: bytes, value: object, table: Table) -> None:
    """Write the attributes of a value that are not None."""
    written = [
        write(content)
        for content, write in zip(table.values(value), table.writers, strict=True)
        if content is not None
    ]
    if written:
        emit(subject + subject.join(written))


def write_many(emit: Emit, subject: bytes, value: object, table: Table) -> None:
    """Write each member of the tuples of a value, once."""
    for contents, write in zip(table.values(value), table.writers, strict=True):
        if contents:
            for content in dict.fromkeys(contents):
                emit(subject + write(content))
