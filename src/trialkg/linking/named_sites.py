"""Sites that a sentence lists by name and that the record's list of locations lacks.

Only plain lists count: so many centres, then a colon or bracket and names. A name is found among the
locations by its words, by its capitals put together (``VUMC`` in *VU Medical Center*) or by its town.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from trialkg.linking.links import Passage
from trialkg.study import Finding, Site, Study
from trialkg.vocabulary.codes import PassageKind

_LIST = re.compile(
    r"\b(?:cent(?:er|re)s|hospitals|sites|institutions|institutes|clinics)\b[^.:;,()]{0,30}"
    r"(?::\s+|\s\((?!n\b|n=|e\.g|i\.e)|,? namely,?\s+)(?P<names>[A-Z][^.;:()]{2,250})"
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+(?=[A-Z]|the\b)|\s*&\s*")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{3,}")
_CAPITALISED = re.compile(r"\b[A-Z][A-Za-zÀ-ÿ]*")
_COMMON = frozenset(
    """
    the and for hospital hospitals university center centre medical clinic institute institution
    academic general department school college health sciences research national foundation location
    regional centers centres site sites cancer care city state county
    """.split()  # noqa: SIM905 - read better so than as a list of strings
)
_INSTITUTION = re.compile(
    r"\b(?:[Hh]ospital|[Cc]ent(?:er|re)|[Cc]linic|[Ii]nstitut\w+|[Uu]niversity|UMC|MC)\b|[A-Z]{3,}"
)
_LONGEST_NAME = 80


def unlisted_sites(study: Study, passages: Iterable[Passage]) -> Iterator[Finding]:
    """A finding for each site that prose lists and the locations lack; none where there are no locations."""
    told = [each for each in passages if each.kind is PassageKind.SITES] if study.sites else []
    named = [(passage.field, name) for passage in told for name in _named(passage.text)]
    listed = _known_words(study.sites) if named else frozenset()
    for field, name in named:
        if not _words_of(name) & listed:
            reason = "is named as a site but not among the locations: add it there, or correct the text"
            yield Finding(path=field, value=name, reason=reason)


def _named(text: str) -> Iterator[str]:
    for found in _LIST.finditer(text):
        names = [name.strip() for name in _BETWEEN.split(found["names"]) if name.strip()]
        if len(names) > 1 and all(len(name) <= _LONGEST_NAME and name[0].isupper() for name in names):
            yield from (name for name in names if _INSTITUTION.search(name))


def _known_words(sites: Iterable[Site]) -> set[str]:
    known: set[str] = set()
    for site in sites:
        for text in (site.facility, site.city, site.state):
            known |= _words_of(text or "")
    return known


def _words_of(name: str) -> set[str]:
    """Its telling words in lower case, and its capitals put together, whole words of capitals as they are."""
    words = {word.lower() for word in _WORD.findall(name)} - _COMMON
    capitalised = _CAPITALISED.findall(name)
    initials = "".join(word if word.isupper() else word[0] for word in capitalised)
    return words | ({initials.lower()} if len(capitalised) > 1 else set())
