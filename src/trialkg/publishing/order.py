"""The order in which a person reads: the study, its parts by kind and number, their properties by weight."""

from __future__ import annotations

import re

from trialkg.vocabulary.namespaces import DCTERMS, FOAF, GEO, PROV, RDF, RDFS, SKOS, TKG
from trialkg.vocabulary.terms import Property

_PART_KINDS = (
    "record",
    "identifier-",
    "sponsor",
    "collaborator-",
    "responsible-party",
    "condition-",
    "arm-",
    "intervention-",
    "use-",
    "outcome-primary-",
    "outcome-secondary-",
    "outcome-",
    "objective-primary-",
    "objective-",
    "criterion-inclusion-",
    "criterion-exclusion-",
    "criterion-",
    "relation-",
    "reference-",
    "passage-",
    "site-",
)
_LINK = "-link-"

_FIRST = (
    f"{RDF}type",
    f"{RDFS}label",
    f"{SKOS}prefLabel",
    f"{SKOS}notation",
    f"{DCTERMS}identifier",
    f"{TKG}{Property.POSITION}",
    f"{TKG}{Property.ARM_TYPE}",
    f"{TKG}{Property.INTERVENTION_TYPE}",
    f"{TKG}{Property.PASSAGE_KIND}",
    f"{TKG}{Property.RELATION_TYPE}",
    f"{TKG}{Property.RELATED_STUDY}",
    f"{TKG}{Property.RELATED_ID}",
    f"{SKOS}definition",
    f"{RDFS}comment",
    f"{DCTERMS}description",
)
_LAST = (
    f"{TKG}{Property.BRIEF_SUMMARY}",
    f"{TKG}{Property.DETAILED_DESCRIPTION}",
    f"{GEO}lat",
    f"{GEO}long",
    f"{PROV}wasDerivedFrom",
    f"{FOAF}page",
    f"{SKOS}exactMatch",
)
_MIDDLE = tuple(f"{TKG}{term}" for term in Property if f"{TKG}{term}" not in {*_FIRST, *_LAST})
_UNKNOWN = len(_FIRST) + len(_MIDDLE)
_PREDICATES = {f"<{iri}>": rank for rank, iri in enumerate(_FIRST + _MIDDLE)} | {
    f"<{iri}>": _UNKNOWN + 1 + rank for rank, iri in enumerate(_LAST)
}

_DIGITS = re.compile(r"([0-9]+)")

NaturalKey = tuple[str | int, ...]
PartKey = tuple[int, bool, int, NaturalKey]


def natural_key(text: str) -> NaturalKey:
    """A key that puts 2 before 10."""
    pieces = _DIGITS.split(text)
    return tuple(int(piece) if index % 2 else piece for index, piece in enumerate(pieces))


def predicate_key(predicate: str) -> tuple[int, str]:
    """Where a property stands in a description: type and label first, links to elsewhere last."""
    return _PREDICATES.get(predicate, _UNKNOWN), predicate


def part_key(token: str, study: str, position: int = 0) -> PartKey:
    """Where a part stands in its study: the study itself first, then by kind, position and number."""
    if token == study:
        return (-1, False, 0, ())
    head = study[:-1] + "#"
    fragment = token[len(head) : -1] if token.startswith(head) else ""
    for rank, kind in enumerate(_PART_KINDS):
        if fragment.startswith(kind):
            # A condition's or intervention's links follow all of its kind.
            return (rank, _LINK in fragment, position, natural_key(fragment))
    return (len(_PART_KINDS), False, 0, natural_key(token))
