"""The names and numbers a study is known by, as keys by which the references of others find it."""

from __future__ import annotations

import re

from trialkg.linking.registrations import own_identifiers
from trialkg.linking.study_names import SHORTEST, name_key, number_key
from trialkg.study import Study

_BARE_TITLE = re.compile(
    r"(?:the\s+)?(?P<name>[^\W\d]\S*+(?:\s\d{1,3})?)(?:\s+(?:study|trial))?", re.IGNORECASE
)
_LIKE_AN_ACRONYM = re.compile(r"[A-Z].*[A-Z]|[A-Z].*\d")
_REGISTRY = re.compile(r"[A-Z][A-Za-z]{1,6}")


def keys_of(study: Study) -> tuple[str, ...]:
    """The keys of all names and numbers of a study, save that of ClinicalTrials.gov, which is in its IRI.

    A number that its ids list as another study's is not among them.
    """
    keys = []
    if study.acronym:
        keys.append(name_key(study.acronym))
    title = _BARE_TITLE.fullmatch(study.brief_title.strip()) if study.brief_title else None
    if title and _LIKE_AN_ACRONYM.search(title["name"]):
        keys.append(name_key(title["name"]))
    if not study.registry_id.startswith("NCT"):
        keys.append(number_key(study.registry_id))
    keys += map(number_key, study.aliases)
    for identifier in own_identifiers(study):
        keys.append(number_key(identifier.value))
        if identifier.issuer and identifier.value.isdigit():
            issuer = identifier.issuer.strip()
            if _REGISTRY.fullmatch(issuer):
                keys.append(number_key(f"{issuer}{identifier.value}"))
    return tuple([key for key in dict.fromkeys(keys) if len(key) >= SHORTEST])
