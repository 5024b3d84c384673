"""The conditions of a study that its registered conditions do not name, from titles, keywords and summary.

What both titles name a study is about, whatever else is registered. Where the registered conditions name
none, the context tells, if it is clear: a title or the keywords that name one condition, or a summary that
speaks of one again and again and of no other as often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from trialkg.linking.links import DescriptorLink, Evidence
from trialkg.linking.term_links import SCORES, TermLink
from trialkg.linking.terms import TermLinker
from trialkg.study import Study
from trialkg.vocabulary.codes import Asserter, Method

_FEWEST_MENTIONS = 3
"""Times that a summary must name a condition, which is also how many times as often as any other."""

_DENIED_BEFORE = re.compile(
    r"\b(?:absence of|but not|during|except|excluding|free (?:of|from)|negative for|no|non|not|other than"
    r"|without)\W+(?:[^\W_]+\W+){0,2}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\W{0,2}(?:free|negative|scar(?:s|ring)?|sero-?negative|un-?(?:infected|exposed))\b", re.IGNORECASE
)
"""Words before, with two between at most, and after a condition that participants need not have: it is
denied, past, or the time they live in, as *during COVID-19*."""


def titled_links(study: Study, linker: TermLinker, known: Collection[str]) -> tuple[DescriptorLink, ...]:
    """The conditions that both titles name, as links of the whole study.

    Left out are the descriptors that are ``known`` to be linked, those above one of these in MeSH's tree,
    and what a title says the participants do not have.
    """
    if not study.brief_title or not study.official_title:
        return ()
    found = {
        link.descriptor: _context_link(link, "briefTitle")
        for link in _told(study.brief_title, linker)
        if link.descriptor not in known and link.descriptor in linker.narrowest((*known, link.descriptor))
    }
    if not found:
        return ()
    official = {link.descriptor for link in _told(study.official_title, linker)}
    return tuple(found[id] for id in linker.narrowest([id for id in found if id in official]))


def _told(title: str, linker: TermLinker) -> list[TermLink]:
    return [link for link in linker.mentions(title) if not _is_denied(title, link.quote)]


def _is_denied(text: str, words: str) -> bool:
    """Whether some place where a text has these words says that somebody does not have what they name."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if _DENIED_BEFORE.search(text, 0, start) or _DENIED_AFTER.match(text, end):
            return True
        start = text.find(words, end)
    return False


def context_links(study: Study, linker: TermLinker) -> tuple[DescriptorLink, ...]:
    """The one condition that the context names, if it is clear; a link of the whole study."""
    for candidates in _candidates(study, linker):
        if candidates:
            return candidates if len(candidates) == 1 else ()
    return ()


def _candidates(study: Study, linker: TermLinker) -> Iterator[tuple[DescriptorLink, ...]]:
    """What each kind of text names, the most telling kind first."""
    yield _named((("briefTitle", study.brief_title), ("officialTitle", study.official_title)), linker)
    keywords = ((f"keywords[{place}]", keyword) for place, keyword in enumerate(study.keywords, 1))
    yield _named(tuple(keywords), linker)
    yield _spoken_of((("briefSummary", study.brief_summary),), linker)


def _named(texts: tuple[tuple[str, str | None], ...], linker: TermLinker) -> tuple[DescriptorLink, ...]:
    found: dict[str, DescriptorLink] = {}
    for field, text in texts:
        for link in linker.links(text) if text else ():
            if not link.is_generic:
                found.setdefault(link.descriptor, _context_link(link, field))
    narrowest = linker.narrowest(found)
    return tuple(found[id] for id in narrowest)


def _spoken_of(texts: tuple[tuple[str, str | None], ...], linker: TermLinker) -> tuple[DescriptorLink, ...]:
    mentions: Counter[str] = Counter()
    found: dict[str, DescriptorLink] = {}
    for field, text in texts:
        for link in linker.mentions(text) if text else ():
            mentions[link.descriptor] += 1
            found.setdefault(link.descriptor, _context_link(link, field))
    (first, most), (_, next_most) = [*mentions.most_common(2), ("", 0), ("", 0)][:2]
    clear = most >= max(_FEWEST_MENTIONS, _FEWEST_MENTIONS * next_most)
    return (found[first],) if clear else ()


def _context_link(link: TermLink, field: str) -> DescriptorLink:
    return DescriptorLink(
        label=link.label,
        descriptor=link.descriptor,
        asserted_by=Asserter.TRIALKG,
        method=Method.CONTEXT,
        confidence=SCORES[Method.CONTEXT],
        evidence=Evidence(quote=link.quote, field=field),
    )
