"""Nodes of a description, written with prefixed names and handed on as N-Triples writes terms."""

from __future__ import annotations

from typing import Final

from trialkg.publishing.documents import Node
from trialkg.vocabulary.namespaces import (
    DCAT,
    DCTERMS,
    FOAF,
    OWL,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SPDX,
    TKG,
    VCARD,
    VOID,
    XSD,
)

PREFIXES: Final = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "spdx": SPDX,
    "tkg": TKG,
    "vcard": VCARD,
    "void": VOID,
    "xsd": XSD,
}
"""What descriptions are written with."""

EU: Final = "http://publications.europa.eu/resource/authority/"
"""The authority tables of the EU, which DCAT-AP takes its controlled values from."""

MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
"""The media types of IANA as IRIs, in the form DCAT 3 shows them."""

_ESCAPES: Final = {ord("\\"): r"\\", ord('"'): r"\"", ord("\n"): r"\n", ord("\r"): r"\r", ord("\t"): r"\t"}

Said = tuple[str, list[str]]


def node(subject: str, kinds: str, *said: Said) -> Node:
    """A node of these kinds (prefixed names, blanks between), leaving out what has no value."""
    types = ("rdf:type", [name(kind) for kind in kinds.split()])
    properties = [(name(predicate), values) for predicate, values in (types, *said) if values]
    return Node(iri(subject), properties)


def name(prefixed: str) -> str:
    """The IRI of a prefixed name."""
    prefix, _, local = prefixed.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def iri(address: str) -> str:
    """An IRI in its brackets."""
    return f"<{address}>"


def iris(*addresses: str) -> list[str]:
    """IRIs in their brackets, empty ones left out."""
    return [iri(address) for address in addresses if address]


def words(text: str) -> list[str]:
    """A text for people, in English; nothing for an empty one."""
    return [f"{_quoted(text)}@en"] if text else []


def plain(text: str) -> list[str]:
    """A text as it is; nothing for an empty one."""
    return [_quoted(text)] if text else []


def typed(text: str, datatype: str) -> list[str]:
    """A value of a datatype, given as a prefixed name; nothing for an empty one."""
    return [f"{_quoted(text)}^^{name(datatype)}"] if text else []


def number(value: int) -> list[str]:
    """A whole number."""
    return typed(str(value), "xsd:integer")


def date(text: str) -> list[str]:
    """A day, or a month or year where no more is known."""
    return typed(text, {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(text), "xsd:date"))


def _quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
