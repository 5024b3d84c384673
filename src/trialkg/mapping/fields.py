"""The fields of a protocol, value by value, with the property each is written as: the mapping as tables.

A row names an attribute, its predicate, and how its value is written as an object. Rows are for values that
may be None (``_one``), for values that never are (``_name``), or for tuples, which get a statement a member
(``_each``).
"""

from __future__ import annotations

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
)
from trialkg.mapping.writers import Row, Write, parts_writer, writer
from trialkg.vocabulary.terms import Class, Property


def _one(write: Write, **properties: Property) -> tuple[Row, ...]:
    return tuple(Row(name, PREDICATE[term], write) for name, term in properties.items())


def _name(attribute: str) -> Row:
    return Row(attribute, LABEL, literal, always=True)


def _each(write: Write, **properties: Property) -> tuple[Row, ...]:
    return tuple(Row(name, PREDICATE[term], write, each=True) for name, term in properties.items())


STUDY = writer(
    *_one(
        literal,
        brief_title=Property.BRIEF_TITLE,
        official_title=Property.OFFICIAL_TITLE,
        acronym=Property.ACRONYM,
        brief_summary=Property.BRIEF_SUMMARY,
        detailed_description=Property.DETAILED_DESCRIPTION,
        why_stopped=Property.WHY_STOPPED,
    ),
    *_one(code, status=Property.STATUS, last_known_status=Property.LAST_KNOWN_STATUS),
    *_one(boolean, has_expanded_access=Property.HAS_EXPANDED_ACCESS, has_results=Property.HAS_RESULTS),
    *_each(literal, aliases=Property.ALIAS_ID, keywords=Property.KEYWORD),
)

DESIGN = writer(
    *_one(
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
    *_one(
        literal,
        intervention_model_description=Property.INTERVENTION_MODEL_DESCRIPTION,
        masking_description=Property.MASKING_DESCRIPTION,
        target_duration=Property.TARGET_DURATION,
        biospecimen_description=Property.BIOSPECIMEN_DESCRIPTION,
    ),
    *_one(integer, enrollment=Property.ENROLLMENT),
    *_each(code, phases=Property.PHASE, who_masked=Property.WHO_MASKED),
)

ELIGIBILITY = writer(
    *_one(code, sex=Property.SEX, sampling_method=Property.SAMPLING_METHOD),
    *_one(boolean, gender_based=Property.GENDER_BASED, healthy_volunteers=Property.HEALTHY_VOLUNTEERS),
    *_one(literal, gender_description=Property.GENDER_DESCRIPTION, population=Property.STUDY_POPULATION),
    *_each(code, standard_ages=Property.STANDARD_AGE),
)

OVERSIGHT = writer(
    *_one(
        boolean,
        has_data_monitoring_committee=Property.HAS_DATA_MONITORING_COMMITTEE,
        fda_regulated_drug=Property.FDA_REGULATED_DRUG,
        fda_regulated_device=Property.FDA_REGULATED_DEVICE,
    )
)

IPD = writer(
    *_one(code, sharing=Property.IPD_SHARING),
    *_one(
        literal,
        description=Property.IPD_DESCRIPTION,
        time_frame=Property.IPD_TIME_FRAME,
        access_criteria=Property.IPD_ACCESS_CRITERIA,
        url=Property.IPD_URL,
    ),
    *_each(code, info_types=Property.IPD_INFO_TYPE),
)

RECORD = parts_writer(
    Property.HAS_RECORD,
    Class.RECORD,
    *_one(
        literal,
        source=Property.SOURCE,
        version=Property.RECORD_VERSION,
        retrieved=Property.RETRIEVED,
    ),
    *_one(any_uri, url=Property.SOURCE_URL),
)

IDENTIFIERS = parts_writer(
    Property.HAS_IDENTIFIER,
    Class.IDENTIFIER,
    _name("value"),
    *_one(code, type=Property.IDENTIFIER_TYPE),
    *_one(literal, issuer=Property.ISSUER),
)

_ORGANIZATION = (
    _name("name"),
    *_one(code, organization_class=Property.ORGANIZATION_CLASS),
)
LEAD_SPONSOR = parts_writer(Property.LEAD_SPONSOR, Class.ORGANIZATION, *_ORGANIZATION)
COLLABORATORS = parts_writer(Property.COLLABORATOR, Class.ORGANIZATION, *_ORGANIZATION)
RESPONSIBLE_PARTY = parts_writer(Property.RESPONSIBLE_PARTY, Class.ORGANIZATION, *_ORGANIZATION)

SITES = parts_writer(
    Property.HAS_SITE,
    Class.SITE,
    *_one(
        literal,
        facility=Property.FACILITY,
        city=Property.CITY,
        state=Property.STATE,
        postal_code=Property.POSTAL_CODE,
        country=Property.COUNTRY,
    ),
    *_one(code, status=Property.SITE_STATUS),
    Row("latitude", LATITUDE, decimal),
    Row("longitude", LONGITUDE, decimal),
)

ARMS = parts_writer(
    Property.HAS_ARM,
    Class.ARM,
    _name("label"),
    *_one(code, type=Property.ARM_TYPE),
    Row("description", DESCRIPTION, literal),
    numbered=True,
)

INTERVENTIONS = parts_writer(
    Property.HAS_INTERVENTION,
    Class.INTERVENTION,
    _name("name"),
    *_one(code, type=Property.INTERVENTION_TYPE),
    Row("description", DESCRIPTION, literal),
    *_each(literal, other_names=Property.OTHER_NAME),
    numbered=True,
)

OUTCOMES = parts_writer(
    Property.HAS_OUTCOME,
    Class.OUTCOME,
    _name("measure"),
    Row("description", DESCRIPTION, literal),
    *_one(literal, time_frame=Property.TIME_FRAME),
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
