"""N-Triples text for terms, in UTF-8: predicates to stand between two terms, objects that end a statement.

Grammar: https://www.w3.org/TR/n-triples/#n-triples-grammar. A statement is ``subject + predicate + object``.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import quote

import msgspec

from trialkg.vocabulary.codes import CODE_SETS, Code, CriterionKind, OutcomeLevel, RelationType, StudyType
from trialkg.vocabulary.namespaces import DCTERMS, FOAF, GEO, PROV, RDF, RDFS, SKOS, TKG, XSD
from trialkg.vocabulary.terms import Class, Property

encode = msgspec.json.Encoder().encode
"""Text in double quotes, escaped; what JSON and N-Triples write alike."""

END = b" .\n"
"""What closes a statement."""

PREDICATE: dict[str, bytes] = {member: f" <{TKG}{member.value}> ".encode() for member in Property}
A = f" <{RDF}type> ".encode()
LABEL = f" <{RDFS}label> ".encode()
DESCRIPTION = f" <{DCTERMS}description> ".encode()
IDENTIFIER = f" <{DCTERMS}identifier> ".encode()
EXACT_MATCH = f" <{SKOS}exactMatch> ".encode()
PAGE = f" <{FOAF}page> ".encode()
DERIVED_FROM = f" <{PROV}wasDerivedFrom> ".encode()
LATITUDE = f" <{GEO}lat> ".encode()
LONGITUDE = f" <{GEO}long> ".encode()
PROV_ENTITY = f"<{PROV}Entity> .\n".encode()

CLASS: dict[str, bytes] = {member: f"<{TKG}{member.value}> .\n".encode() for member in Class}
_CODE_SETS: tuple[type[Code], ...] = (*CODE_SETS, StudyType, OutcomeLevel, CriterionKind, RelationType)
CODE: dict[str, bytes] = {
    member: f"<{TKG}{member.value}> .\n".encode() for code_set in _CODE_SETS for member in code_set
}
"""Each code as the object of a statement."""
code = CODE.__getitem__
"""The individual, class or property of a code, as an object."""

_BOOLEAN = {value: f'"{str(value).lower()}"^^<{XSD}boolean> .\n'.encode() for value in (True, False)}
boolean = _BOOLEAN.__getitem__
"""An ``xsd:boolean`` as an object."""
_GYEARMONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_AMOUNT = r"(\d+(?:\.\d+)?)"
_DURATION = re.compile(
    rf"(-?)P(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    rf"(?:T(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?",
    re.ASCII,
)
_DAYS = (365.25, 30.4375, 7.0, 1.0, 1 / 24, 1 / 1440, 1 / 86400)


def node(iri: bytes, fragment: bytes = b"") -> bytes:
    """A study, or the part of it with this fragment, as a subject."""
    return b"<" + iri + b"#" + fragment + b">" if fragment else b"<" + iri + b">"


def resource(namespace: str, name: str) -> bytes:
    """What a namespace names, as an object."""
    return f"<{namespace}{name}> .\n".encode()


def literal(text: str) -> bytes:
    """A plain string as an object."""
    return encode(text) + END


@lru_cache(maxsize=1 << 12)
def integer(value: int) -> bytes:
    """An ``xsd:integer`` as an object."""
    return f'"{value}"^^<{XSD}integer> .\n'.encode()


@lru_cache(maxsize=1 << 12)
def position_of(value: int) -> bytes:
    """The predicate and the object that say which in its list a part is, from 1."""
    return PREDICATE[Property.POSITION] + integer(value)


@lru_cache(maxsize=1 << 15)
def decimal(value: float) -> bytes:
    """An ``xsd:decimal`` as an object, to six places, in canonical form: a store gives it back so."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return f'"{"0" if digits == "-0" else digits}"^^<{XSD}decimal> .\n'.encode()


def any_uri(value: str) -> bytes:
    """An address as an ``xsd:anyURI`` literal: it names a page, it is no node of the graph."""
    return encode(value) + f"^^<{XSD}anyURI> .\n".encode()


@lru_cache(maxsize=1 << 16)
def calendar_date(value: str) -> bytes | None:
    """An ``xsd:date`` or ``xsd:gYearMonth`` as an object; None if the text is no date of the calendar."""
    if _GYEARMONTH.fullmatch(value):
        return f'"{value}"^^<{XSD}gYearMonth> .\n'.encode()
    if not _DATE.fullmatch(value):
        return None
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return f'"{value}"^^<{XSD}date> .\n'.encode()


@lru_cache(maxsize=1 << 12)
def duration_days(duration: str) -> float | None:
    """The days of an ISO 8601 duration, a year being 365.25 and a month 30.4375; None if it is none.

    Negative after a minus sign, which is no part of ISO 8601 but of XML Schema's durations.
    """
    match = _DURATION.fullmatch(duration)
    if match is None:
        return None
    sign, *amounts = match.groups()
    if not any(amounts):
        return None
    days = sum(float(amount) * each for amount, each in zip(amounts, _DAYS, strict=True) if amount)
    return -days if sign and days else days


def iri_safe(text: str) -> str:
    """Text as one segment of an IRI path: everything but unreserved characters is percent-encoded."""
    if text.isascii() and text.isalnum():
        return text
    return quote(text, safe="-._~")
