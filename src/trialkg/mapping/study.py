"""One study as N-Triples: the study itself, then its parts, then what was inferred about it."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import Final

import msgspec

from trialkg.linking.links import Links
from trialkg.linking.study_keys import keys_of
from trialkg.mapping import fields, inferred, lexical, parts
from trialkg.mapping.identity import study_iri
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
)
from trialkg.mapping.writers import Out
from trialkg.study import Dates, Eligibility, Finding, Study, content_hash
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.namespaces import BIO2RDF_CLINICALTRIALS, BIOREGISTRY_CLINICALTRIALS, STUDY
from trialkg.vocabulary.terms import Class, Property

MAPPING_VERSION: Final = "4"
"""Changes whenever equal records would be mapped to other triples."""

_UNKNOWN_EDITION = MeshEdition()

_NCT = re.compile(r"NCT\d{8}")
_ELSEWHERE = tuple(
    predicate + f"<{namespace}".encode()
    for predicate, namespace in (
        (EXACT_MATCH, BIOREGISTRY_CLINICALTRIALS),
        (EXACT_MATCH, BIO2RDF_CLINICALTRIALS),
        (PAGE, "https://clinicaltrials.gov/study/"),
    )
)
"""How statements of what a study is elsewhere begin, before its number."""

_MAPPED_BY = PREDICATE[Property.MAPPING_VERSION] + literal(MAPPING_VERSION)
_IS_STUDY = A + CLASS[Class.STUDY]
_NAME_KEY = PREDICATE[Property.NAME_KEY]


class Mapped(msgspec.Struct, frozen=True):
    """The triples of a study as N-Triples in UTF-8, and what could not be written as it stood."""

    iri: str
    content_hash: str
    text: bytes
    findings: tuple[Finding, ...] = ()


def map_study(study: Study, links: Links, base: str = STUDY, mesh: MeshEdition = _UNKNOWN_EDITION) -> Mapped:
    """The triples of one study, linked with this MeSH.

    A date that is none of the calendar becomes a finding, not a triple.
    """
    iri = study_iri(study.registry_id, base)
    document = iri.encode()
    content = content_hash(study)
    out: Out = []
    findings: list[Finding] = []
    subject = node(document)
    _write_identity(out, subject, study)
    _write_fields(out, subject, study)
    _write_dates(out, subject, study.dates, findings)
    _write_ages(out, subject, study.eligibility, findings)
    for key in keys_of(study):
        out += (subject, _NAME_KEY, literal(key))
    parts.write_record(out, document, study, content, _MAPPED_BY, mesh)
    nodes = parts.nodes_of(document, study)
    parts.write_parts(out, document, study, nodes)
    inferred.write_links(out, document, links, nodes, base, findings)
    return Mapped(iri=iri, content_hash=content, text=b"".join(out), findings=tuple(findings))


def _write_identity(out: Out, subject: bytes, study: Study) -> None:
    out += (subject, _IS_STUDY)
    if study.study_type is not None:
        out += (subject, A, CODE[study.study_type])
    if study.patient_registry:
        out += (subject, A, CLASS[Class.PATIENT_REGISTRY])
    label = study.brief_title or study.acronym or study.official_title or study.registry_id
    out += (subject, LABEL, literal(label), subject, IDENTIFIER, literal(study.registry_id))
    if _NCT.fullmatch(study.registry_id):
        number = study.registry_id.encode() + b"> .\n"
        for beginning in _ELSEWHERE:
            out += (subject, beginning, number)


def _write_fields(out: Out, subject: bytes, study: Study) -> None:
    """Write the fields of the study itself and of the structures that are one with it."""
    fields.STUDY(out, subject, study)
    fields.DESIGN(out, subject, study.design)
    fields.OVERSIGHT(out, subject, study.oversight)
    fields.IPD(out, subject, study.ipd)
    fields.ELIGIBILITY(out, subject, study.eligibility)


def _write_dates(out: Out, subject: bytes, dates: Dates, findings: list[Finding]) -> None:
    for registered, (name, predicate, status_predicate) in zip(_ALL_DATES(dates), fields.DATES, strict=True):
        if registered is None:
            continue
        written = lexical.calendar_date(registered.date)
        if written is None:
            findings.append(
                Finding(path=f"dates.{name}", value=registered.date, reason="is no date of the calendar")
            )
            continue
        out += (subject, predicate, written)
        if status_predicate and registered.status is not None:
            out += (subject, status_predicate, CODE[registered.status])


_ALL_DATES = attrgetter(*(name for name, _, _ in fields.DATES))
"""The dates in the order of their table."""

_AGES = (
    ("minimum_age", PREDICATE[Property.MINIMUM_AGE], PREDICATE[Property.MINIMUM_AGE_DAYS]),
    ("maximum_age", PREDICATE[Property.MAXIMUM_AGE], PREDICATE[Property.MAXIMUM_AGE_DAYS]),
)


def _write_ages(out: Out, subject: bytes, eligibility: Eligibility, findings: list[Finding]) -> None:
    for name, predicate, days_predicate in _AGES:
        age = getattr(eligibility, name)
        if age is None:
            continue
        days = lexical.duration_days(age)
        if days is None:
            findings.append(Finding(path=f"eligibility.{name}", value=age, reason="is no ISO 8601 duration"))
            continue
        out += (subject, predicate, literal(age))
        out += (subject, days_predicate, lexical.decimal(days))
