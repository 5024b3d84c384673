"""The names and numbers a study is known by, in the form in which they are compared.

Blanks, hyphens, points and letter case differ from record to record (``IMPACT-MBC``, ``Impact MBC``), and so
does what stands around a number of the EU (``EudraCT No.2009-013122-16``, ``2022-501074-19-00``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from trialkg.linking.common_words import COMMON_WORDS
from trialkg.study import Identifier, Study

_SHORTEST: Final = 3
_FRAME = re.compile(r"^\s*the\s+|\s+(?:study|trial)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s\-_.,:;()\[\]'\"®™\u2010-\u2015\u2018-\u201f]+")
_EU_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{6})-(\d\d)(?!\d)", re.ASCII)
"""EudraCT, and the EU CT number after it, whose fourth part counts the submissions of one trial."""
_BARE_TITLE = re.compile(
    r"(?:the\s+)?(?P<name>[^\W\d]\S*+(?:\s\d{1,3})?)(?:\s+(?:study|trial))?", re.IGNORECASE
)
_LIKE_AN_ACRONYM = re.compile(r"[A-Z].*[A-Z]|[A-Z].*\d")
_REGISTRY = re.compile(r"[A-Z][A-Za-z]{1,6}")


def name_key(name: str) -> str:
    """A name as it is compared: ``The IMPACT-MBC study`` is ``impactmbc``; empty where nothing is left."""
    if name.isalnum():
        return name.lower()
    return _BETWEEN.sub("", _FRAME.sub("", name)).lower()


def number_key(number: str) -> str:
    """A registry number as it is compared: that of the EU wherever it stands in the text, others as names."""
    found = _EU_NUMBER.search(number) if "-" in number else None
    return f"eu{''.join(found.groups())}" if found else name_key(number)


def distinctive(name: str) -> bool:
    """Whether a name can mean one study: three characters, a letter among them, no word of the language."""
    key = name_key(name)
    return len(key) >= _SHORTEST and any(map(str.isalpha, key)) and key not in COMMON_WORDS


def keys_of(study: Study) -> tuple[str, ...]:
    """The keys of all names and numbers of a study, save that of ClinicalTrials.gov, which is in its IRI."""
    keys = dict.fromkeys(_keys(study))
    return tuple([key for key in keys if len(key) >= _SHORTEST])


def _keys(study: Study) -> Iterator[str]:
    if study.acronym:
        yield name_key(study.acronym)
    title = _BARE_TITLE.fullmatch(study.brief_title.strip()) if study.brief_title else None
    if title and _LIKE_AN_ACRONYM.search(title["name"]):
        yield name_key(title["name"])
    if not study.registry_id.startswith("NCT"):
        yield number_key(study.registry_id)
    yield from map(number_key, study.aliases)
    for identifier in study.identifiers:
        yield from _identifier_keys(identifier)


def _identifier_keys(identifier: Identifier) -> Iterator[str]:
    yield number_key(identifier.value)
    issuer = (identifier.issuer or "").strip()
    if identifier.value.isdigit() and _REGISTRY.fullmatch(issuer):
        yield number_key(f"{issuer}{identifier.value}")
