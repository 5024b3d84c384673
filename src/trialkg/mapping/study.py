"""One study as N-Triples: the study itself, then its parts, then what was inferred about it."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from trialkg.linking.links import Links
from trialkg.mapping import fields, inferred, lexical, parts
from trialkg.mapping.fields import Emit, write_many, write_one
from trialkg.mapping.lexical import (
    CLASS,
    CODE,
    EXACT_MATCH,
    IDENTIFIER,
    LABEL,
    PAGE,
    PREDICATE,
    A,
    literal,
    node,
    resource,
)
from trialkg.study import Dates, Eligibility, Finding, Study, content_hash
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.namespaces import BIO2RDF_CLINICALTRIALS, BIOREGISTRY_CLINICALTRIALS, STUDY
from trialkg.vocabulary.terms import Class, Property

MAPPING_VERSION: Final = "1"
"""Changes whenever equal records would be mapped to other triples."""

_UNKNOWN_EDITION = MeshEdition()

_NCT = re.compile(r"NCT\d{8}")
_ELSEWHERE = (
    (EXACT_MATCH, BIOREGISTRY_CLINICALTRIALS),
    (EXACT_MATCH, BIO2RDF_CLINICALTRIALS),
    (PAGE, "https://clinicaltrials.gov/study/"),
)


class Mapped(msgspec.Struct, frozen=True):
    """The triples of a study as N-Triples in UTF-8, and what could not be written as it stood."""

    iri: str
    content_hash: str
    text: bytes
    findings: tuple[Finding, ...] = ()


def study_iri(registry_id: str, base: str = STUDY) -> str:
    """The IRI of a study: its registry id under the base, whatever the id is made of."""
    return base + lexical.iri_safe(registry_id)


def map_study(study: Study, links: Links, base: str = STUDY, mesh: MeshEdition = _UNKNOWN_EDITION) -> Mapped:
    """The triples of one study, linked with this MeSH.

    A date that is none of the calendar becomes a finding, not a triple.
    """
    iri = study_iri(study.registry_id, base)
    document = iri.encode()
    content = content_hash(study)
    lines: list[bytes] = []
    findings: list[Finding] = []
    emit = lines.append
    subject = node(document)
    _write_identity(emit, subject, study)
    write_one(emit, subject, study, fields.STUDY_ONE)
    write_many(emit, subject, study, fields.STUDY_MANY)
    _write_design(emit, subject, study)
    _write_dates(emit, subject, study.dates, findings)
    _write_eligibility(emit, subject, study.eligibility, findings)
    parts.write_record(emit, document, study, content, MAPPING_VERSION, mesh)
    parts.write_parts(emit, document, study)
    inferred.write_links(emit, document, study, links, base, findings)
    return Mapped(iri=iri, content_hash=content, text=b"".join(lines), findings=tuple(findings))


def _write_identity(emit: Emit, subject: bytes, study: Study) -> None:
    emit(subject + A + CLASS[Class.STUDY])
    if study.study_type is not None:
        emit(subject + A + CODE[study.study_type])
    if study.patient_registry:
        emit(subject + A + CLASS[Class.PATIENT_REGISTRY])
    label = study.brief_title or study.acronym or study.official_title or study.registry_id
    emit(subject + LABEL + literal(label))
    emit(subject + IDENTIFIER + literal(study.registry_id))
    if _NCT.fullmatch(study.registry_id):
        for predicate, namespace in _ELSEWHERE:
            emit(subject + predicate + resource(namespace, study.registry_id))


def _write_design(emit: Emit, subject: bytes, study: Study) -> None:
    write_one(emit, subject, study.design, fields.DESIGN_ONE)
    write_many(emit, subject, study.design, fields.DESIGN_MANY)
    write_one(emit, subject, study.oversight, fields.OVERSIGHT_ONE)
    write_one(emit, subject, study.ipd, fields.IPD_ONE)
    write_many(emit, subject, study.ipd, fields.IPD_MANY)


def _write_dates(emit: Emit, subject: bytes, dates: Dates, findings: list[Finding]) -> None:
    for name, predicate, status_predicate in fields.DATES:
        registered = getattr(dates, name)
        if registered is None:
            continue
        written = lexical.calendar_date(registered.date)
        if written is None:
            findings.append(
                Finding(path=f"dates.{name}", value=registered.date, reason="is no date of the calendar")
            )
            continue
        emit(subject + predicate + written)
        if status_predicate and registered.status is not None:
            emit(subject + status_predicate + CODE[registered.status])


_AGES = (
    ("minimum_age", PREDICATE[Property.MINIMUM_AGE], PREDICATE[Property.MINIMUM_AGE_DAYS]),
    ("maximum_age", PREDICATE[Property.MAXIMUM_AGE], PREDICATE[Property.MAXIMUM_AGE_DAYS]),
)


def _write_eligibility(emit: Emit, subject: bytes, eligibility: Eligibility, findings: list[Finding]) -> None:
    write_one(emit, subject, eligibility, fields.ELIGIBILITY_ONE)
    write_many(emit, subject, eligibility, fields.ELIGIBILITY_MANY)
    for name, predicate, days_predicate in _AGES:
        age = getattr(eligibility, name)
        if age is None:
            continue
        days = lexical.duration_days(age)
        if days is None:
            findings.append(Finding(path=f"eligibility.{name}", value=age, reason="is no ISO 8601 duration"))
            continue
        emit(subject + predicate + literal(age))
        emit(subject + days_predicate + lexical.decimal(days))
