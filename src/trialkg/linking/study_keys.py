"""The names and numbers a study is known by, as keys by which the references of others find it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trialkg.linking.registrations import own_identifiers
from trialkg.linking.study_names import SHORTEST, name_key, number_key
from trialkg.study import Identifier, Study

_BARE_TITLE = re.compile(
    r"(?:the\s+)?(?P<name>[^\W\d]\S*+(?:\s\d{1,3})?)(?:\s+(?:study|trial))?", re.IGNORECASE
)
_LIKE_AN_ACRONYM = re.compile(r"[A-Z].*[A-Z]|[A-Z].*\d")
_REGISTRY = re.compile(r"[A-Z][A-Za-z]{1,6}")


def keys_of(study: Study) -> tuple[str, ...]:
    """The keys of all names and numbers of a study, save that of ClinicalTrials.gov, which is in its IRI.

    A number that its ids list as another study's is not among them.
    """
    keys = dict.fromkeys(_keys(study))
    return tuple([key for key in keys if len(key) >= SHORTEST])


def _keys(study: Study) -> Iterator[str]:
    if study.acronym:
        yield name_key(study.acronym)
    title = _BARE_TITLE.fullmatch(study.brief_title.strip()) if study.brief_title else None
    if title and _LIKE_AN_ACRONYM.search(title["name"]):
        yield name_key(title["name"])
    if not study.registry_id.startswith("NCT"):
        yield number_key(study.registry_id)
    yield from map(number_key, study.aliases)
    for identifier in own_identifiers(study):
        yield from _identifier_keys(identifier)


def _identifier_keys(identifier: Identifier) -> Iterator[str]:
    yield number_key(identifier.value)
    issuer = (identifier.issuer or "").strip()
    if identifier.value.isdigit() and _REGISTRY.fullmatch(issuer):
        yield number_key(f"{issuer}{identifier.value}")
