"""The fields of a protocol, value by value, with the property each is written as: the mapping as tables.

A row names an attribute, the predicate, and the function that writes its value as an object. ``ONE`` tables
are for values that may be None, ``MANY`` tables for tuples.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from trialkg.mapping.lexical import (
    DESCRIPTION,
    LABEL,
    LATITUDE,
    LONGITUDE,
    PREDICATE,
    any_uri,
    boolean,
    code,
    decimal,
    integer,
    literal,
    recurring,
)
from trialkg.vocabulary.terms import Property

Emit = Callable[[bytes], object]
Row = tuple[str, bytes, Callable[[Any], bytes]]


class Table:
    """Rows, with one look-up of all their attributes."""

    __slots__ = ("predicates", "values")

    def __init__(self, *rows: Row) -> None:
        names = tuple(name for name, _, _ in rows)
        get = attrgetter(*names)
        self.values: Callable[[Any], tuple[Any, ...]] = get if len(names) > 1 else lambda value: (get(value),)
        self.predicates = tuple((predicate, write) for _, predicate, write in rows)


def _rows(write: Callable[[Any], bytes], **properties: Property) -> tuple[Row, ...]:
    return tuple((name, PREDICATE[term], write) for name, term in properties.items())


STUDY_ONE = Table(
    *_rows(
        literal,
        brief_title=Property.BRIEF_TITLE,
        official_title=Property.OFFICIAL_TITLE,
        acronym=Property.ACRONYM,
        brief_summary=Property.BRIEF_SUMMARY,
        detailed_description=Property.DETAILED_DESCRIPTION,
        why_stopped=Property.WHY_STOPPED,
    ),
    *_rows(code, status=Property.STATUS, last_known_status=Property.LAST_KNOWN_STATUS),
    *_rows(boolean, has_expanded_access=Property.HAS_EXPANDED_ACCESS, has_results=Property.HAS_RESULTS),
)
STUDY_MANY = Table(*_rows(recurring, aliases=Property.ALIAS_ID, keywords=Property.KEYWORD))

DESIGN_ONE = Table(
    *_rows(
        code,
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
        literal,
        intervention_model_description=Property.INTERVENTION_MODEL_DESCRIPTION,
        masking_description=Property.MASKING_DESCRIPTION,
        target_duration=Property.TARGET_DURATION,
        biospecimen_description=Property.BIOSPECIMEN_DESCRIPTION,
    ),
    *_rows(integer, enrollment=Property.ENROLLMENT),
)
DESIGN_MANY = Table(*_rows(code, phases=Property.PHASE, who_masked=Property.WHO_MASKED))

ELIGIBILITY_ONE = Table(
    *_rows(code, sex=Property.SEX, sampling_method=Property.SAMPLING_METHOD),
    *_rows(boolean, gender_based=Property.GENDER_BASED, healthy_volunteers=Property.HEALTHY_VOLUNTEERS),
    *_rows(literal, gender_description=Property.GENDER_DESCRIPTION, population=Property.STUDY_POPULATION),
)
ELIGIBILITY_MANY = Table(*_rows(code, standard_ages=Property.STANDARD_AGE))

OVERSIGHT_ONE = Table(
    *_rows(
        boolean,
        has_data_monitoring_committee=Property.HAS_DATA_MONITORING_COMMITTEE,
        fda_regulated_drug=Property.FDA_REGULATED_DRUG,
        fda_regulated_device=Property.FDA_REGULATED_DEVICE,
    )
)

IPD_ONE = Table(
    *_rows(code, sharing=Property.IPD_SHARING),
    *_rows(
        literal,
        description=Property.IPD_DESCRIPTION,
        time_frame=Property.IPD_TIME_FRAME,
        access_criteria=Property.IPD_ACCESS_CRITERIA,
        url=Property.IPD_URL,
    ),
)
IPD_MANY = Table(*_rows(code, info_types=Property.IPD_INFO_TYPE))

RECORD_ONE = Table(
    *_rows(
        literal,
        source=Property.SOURCE,
        version=Property.RECORD_VERSION,
        retrieved=Property.RETRIEVED,
    ),
    *_rows(any_uri, url=Property.SOURCE_URL),
)

IDENTIFIER_ONE = Table(
    ("value", LABEL, literal),
    *_rows(code, type=Property.IDENTIFIER_TYPE),
    *_rows(literal, issuer=Property.ISSUER),
)

ORGANIZATION_ONE = Table(
    ("name", LABEL, recurring),
    *_rows(code, organization_class=Property.ORGANIZATION_CLASS),
)

SITE_ONE = Table(
    *_rows(
        recurring,
        facility=Property.FACILITY,
        city=Property.CITY,
        state=Property.STATE,
        postal_code=Property.POSTAL_CODE,
        country=Property.COUNTRY,
    ),
    *_rows(code, status=Property.SITE_STATUS),
    ("latitude", LATITUDE, decimal),
    ("longitude", LONGITUDE, decimal),
)

ARM_ONE = Table(
    ("label", LABEL, recurring),
    *_rows(code, type=Property.ARM_TYPE),
    ("description", DESCRIPTION, literal),
)

INTERVENTION_ONE = Table(
    ("name", LABEL, recurring),
    *_rows(code, type=Property.INTERVENTION_TYPE),
    ("description", DESCRIPTION, literal),
)
INTERVENTION_MANY = Table(*_rows(literal, other_names=Property.OTHER_NAME))

OUTCOME_ONE = Table(
    ("measure", LABEL, literal),
    ("description", DESCRIPTION, literal),
    *_rows(recurring, time_frame=Property.TIME_FRAME),
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
        predicate + write(content)
        for content, (predicate, write) in zip(table.values(value), table.predicates, strict=True)
        if content is not None
    ]
    if written:
        emit(subject + subject.join(written))


def write_many(emit: Emit, subject: bytes, value: object, table: Table) -> None:
    """Write each member of the tuples of a value, once."""
    for contents, (predicate, write) in zip(table.values(value), table.predicates, strict=True):
        if contents:
            for content in dict.fromkeys(contents):
                emit(subject + predicate + write(content))
