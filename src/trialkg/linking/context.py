"""The condition of a study whose registered conditions name none, from its titles, keywords and summary.

Only where the context is clear: a title or the keywords that name one condition, or a summary that speaks of
one again and again and of no other as often.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trialkg.linking.links import DescriptorLink, Evidence
from trialkg.linking.term_links import SCORES, TermLink
from trialkg.linking.terms import TermLinker
from trialkg.study import Study
from trialkg.vocabulary.codes import Asserter, Method

_FEWEST_MENTIONS = 3
"""Times that a summary must name a condition, which is also how many times as often as any other."""


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
