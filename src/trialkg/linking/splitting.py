"""Cutting a registered term into the clauses that may each name something: at marks, prepositions, *and*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialkg.terminology.keys import Token

Clause = Sequence[Token]

_MARKS = re.compile(r"[;()\[\]:+|•\n]|\.(?=\s)|\s[-–—]+\s")
_PREPOSITIONS = re.compile(
    r"\b(?:after|among|as|associated|because|caused|characteri[sz]ed|complicated by|complicating|despite"
    r"|due|during|following|for|from|in(?! ?\d| situ\b)|including|related to|resulting|secondary to"
    r"|undergoing|using|versus|via|vs|with|within|without)\b",
    re.IGNORECASE,
)
CONJUNCTIONS = re.compile(r"\b(?:and/or|and|or|et|ou)\b|[/&]", re.IGNORECASE)
_COMMAS = re.compile(r",")
_LIST = re.compile(rf"{CONJUNCTIONS.pattern}|,", re.IGNORECASE)
_STAGES = re.compile(
    r"\bstages?\s+(?:[0-4]|[IVX]+)[A-C]?[1-3]?(?:\s*(?:,|/|-|–|to|and|or)+\s*(?:[0-4]|[IVX]+|(?=[A-C]\b))[A-C]?[1-3]?)*"
    r"(?![\w])",
    re.IGNORECASE,
)
CUTS = (_MARKS, _PREPOSITIONS, CONJUNCTIONS, _COMMAS)
"""Where to cut, one after the other, as long as a clause is no name as it is."""

WORDS_BETWEEN = (_PREPOSITIONS, CONJUNCTIONS)
"""Cuts at words: what stands on both sides are two things, not one and its abbreviation."""


def without_stages(text: str, clause: Clause) -> Clause:
    """The words that are not part of stages such as ``Stage IIIA/B``, unless there are no others."""
    spans = [match.span() for match in _STAGES.finditer(text)]
    return [
        token for token in clause if not any(start <= token.start < end for start, end in spans)
    ] or clause


def parts(text: str, clause: Clause, cut: re.Pattern[str]) -> list[Clause]:
    """The runs of words between the places where a clause is cut; the words of the cut are left out.

    What stands behind *without* is left out too.
    """
    end = clause[-1].end
    places = [match.span() for match in cut.finditer(text, clause[0].start, end)]
    if not places:
        return [clause]
    said = [True, *(text[start:end].casefold() != "without" for start, end in places)]
    runs = _between(clause, [*places, (end, end)])
    return [run for run, is_said in zip(runs, said, strict=True) if run and is_said]


def listed(text: str, clause: Clause) -> list[Clause]:
    """The items of a list such as *breast, ovarian or lung cancer*; none where nothing is listed."""
    items = parts(text, clause, _LIST) if CONJUNCTIONS.search(text, clause[0].start, clause[-1].end) else []
    return items if len(items) > 1 else []


def readings(items: Sequence[Clause], place: int) -> Iterator[Clause]:
    """What an item of a list may say: its own words, or these with words that the list has only once.

    The last item lends its last word, as in *type 1 and type 2 diabetes*, and the first one its beginning, as
    in *hepatitis B and C*. An item that begins with a number or a letter says nothing by itself.
    """
    item = items[place]
    start = items[0][: -len(item)] or items[0][:-1] if place else ()
    head = items[-1][-1:] if place < len(items) - 1 else ()
    if item[0].end - item[0].start > 1 and not item[0].form.isdigit():
        yield item
    if start:
        yield [*start, *item]
    if head:
        yield [*item, *head]
    if start and head:
        yield [*start, *item, *head]


def _between(clause: Clause, places: list[tuple[int, int]]) -> Iterator[Clause]:
    after = clause[0].start
    for start, end in places:
        yield [token for token in clause if token.start >= after and token.end <= start]
        after = end
