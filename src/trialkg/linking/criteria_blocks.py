"""Cutting eligibility text at its headers: the lines that are to include, those that are to exclude."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trialkg.vocabulary.codes import CriterionKind

_HEADER = re.compile(
    r"^[\s*•–-]*(?:\d+[.)]\s+)?(?P<before>(?:[\w/-]+[ ]){0,3}?)"
    r"(?P<kind>(?:non-?\s?)?(?:inclusion|exclusion)s?)\b"
    r"(?P<word>[ ]+(?:criteria|criterion|citeria|criteras?|requirements?)\b)?(?P<after>[^:\n]{0,60}?)"
    r"\s*(?P<colon>:|$)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_HEADER_INSIDE = re.compile(
    r"(?<=[^\s*•–-])[ \t]+(?=(?:(?:key|main|major)[ ])?(?:inclusion|exclusion) criteria\s*:)", re.IGNORECASE
)
_HEADER_AT_END = re.compile(
    r"(?<=[A-Za-z)])(?<! all)(?<! the)(?<! any)(?<! of)(?<! meet)(?<! meets)(?<!following)(?<!study)"
    r"(?<!main)(?<!key)[ \t]+(?=(?:Inclusion|Exclusion) Criteria(?: [A-Z]\w+)?\s*:?\s*$)"
)
_ANNOUNCING = re.compile(r"\b(?:following|these|all|any|the)$", re.IGNORECASE)
_OF_ALL = frozenset(
    ("", "key", "main", "major", "general", "common", "specific", "additional", "other", "patient")
)
_OF_SOME = re.compile(
    r"\s*(?:[(–-]|(?:for|of|when)\b|(?-i:[A-Z])\w+$)(?!.*\b(?:all|enrollment|following|met)\b)", re.IGNORECASE
)
"""What a header says after its words when its items hold for some of those who take part only."""

LONGEST_HEADER = 90
_SHORTEST_BEFORE = 4
_FEWEST_WORDS_OF_AN_ITEM = 4


def blocks(text: str) -> Iterator[tuple[CriterionKind, list[str]]]:
    """The lines under each header of a text, without it, after the kind that it opens."""
    kind = CriterionKind.UNCLASSIFIED
    lines: list[str] = []
    for line in _lines(text):
        header = _header(line) if "clusion" in line or "CLUSION" in line else None
        if header is None:
            lines.append(line)
            continue
        yield kind, lines
        kind, rest = header
        lines = [rest] if rest else []
    yield kind, lines


def _lines(text: str) -> Iterator[str]:
    """The lines of a text; one that holds a header after an item's words is cut before it.

    Words that lead up to the header (``all of the following exclusion criteria:``) go after it, whole.
    """
    for line in text.splitlines():
        match = _header_inside(line) if "clusion" in line or "CLUSION" in line else None
        if match is None or len(line[: match.start()].split()) < _FEWEST_WORDS_OF_AN_ITEM:
            yield line
        elif ":" in line[match.end() :] and _ANNOUNCING.search(line[: match.start()]):
            yield line[match.end() : line.index(":", match.end()) + 1]
            yield line
        else:
            yield line[: match.start()]
            yield line[match.end() :]


def _header_inside(line: str) -> re.Match[str] | None:
    if line.strip().lower().find("clusion criteria", _SHORTEST_BEFORE) < 0:
        return None
    return _HEADER_INSIDE.search(line) or _HEADER_AT_END.search(line)


def _header(line: str) -> tuple[CriterionKind, str] | None:
    """The kind that a header line opens, and what follows it on the line; None if it is no header.

    The whole line follows where the header speaks of some only (``Partner Inclusion Criteria:``).
    """
    match = _HEADER.match(line)
    if match is None or len(line) - len(match["rest"]) > LONGEST_HEADER:
        return None
    alone = not match["rest"] and (match["word"] or not (match["before"] or match["after"].strip()))
    if not (alone and _looks_like_header(match)) and not (match["colon"] == ":" and match["word"]):
        return None
    excludes = match["kind"].lower().startswith(("exclusion", "non"))
    of_some = _OF_SOME.match(match["after"]) or match["before"].strip().lower() not in _OF_ALL
    rest = line.strip(" *•–-\t") if of_some else match["rest"].strip()
    if of_some and not match["rest"] and not rest.endswith(":"):
        rest += ":"
    return CriterionKind.EXCLUSION if excludes else CriterionKind.INCLUSION, rest


def _looks_like_header(match: re.Match[str]) -> bool:
    return match["colon"] == ":" or (
        len(match["after"].split()) <= 3 and not match["after"].rstrip().endswith((".", ";"))
    )
