"""Headings within eligibility criteria: what tells one from an item, and what it says of those below."""

from __future__ import annotations

import re

from trialkg.vocabulary.codes import CriterionKind, Logic

_CAPITALS = re.compile(r"[A-Z][A-Z ,/&()-]{6,60}$")
_SECTIONS = frozenset(
    (
        "age", "sex", "performance status", "life expectancy", "menopausal status", "hematopoietic",
        "hepatic", "renal", "cardiovascular", "pulmonary", "neurologic", "other", "biologic therapy",
        "chemotherapy", "endocrine therapy", "radiotherapy", "surgery", "disease characteristics",
        "patient characteristics", "prior concurrent therapy", "prior/concurrent therapy",
    )
)  # fmt: skip
_EXCLUDING = re.compile(
    r"\b(?:exclu(?:ded?|sion)|ineligible|prohibited|not (?:be |allowed |eligible|permitted)|(?:may|must"
    r"|can(?:not)?) not"
    r"|cannot)\b",
    re.IGNORECASE,
)
_ALLOWING = re.compile(
    r"\b(?:allowed|permitted|ac+[ep]{1,3}ted|recommended|note|allowable"
    r"|can (?:take part|enter|be (?:included|enrolled)))\b",
    re.IGNORECASE,
)
_INCLUDING = re.compile(
    r"\b(?:must|required?|eligible|inclu(?:ded|sion)|qualify)\b|\bpatients (?:should|need to)\b",
    re.IGNORECASE,
)
_ANY = re.compile(
    r"\b(?:(?:any|one|either|at least (?:one|1)|1)(?: or more)? (?:of )?(?:the |these )?(?:\w+ ){0,2}?"
    r"(?:following|below|criteria|conditions|these)|one of|any of|either)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:(?:all|both|each)(?: of)?(?: the| these)? (?:\w+ ){0,2}?(?:following|below|criteria)|all of"
    r"|both)\b",
    re.IGNORECASE,
)


def is_heading(line: str) -> bool:
    """Whether a line without a marker names or announces the items after it."""
    return line.endswith((":", "：")) or line.lower() in _SECTIONS or _CAPITALS.match(line) is not None


def kind_of_heading(line: str, kind: CriterionKind) -> CriterionKind:
    """What the items under a heading do, where it says so; else what those of the list do."""
    if _EXCLUDING.search(line):
        return CriterionKind.EXCLUSION
    if _ALLOWING.search(line):
        return CriterionKind.UNCLASSIFIED
    if kind is CriterionKind.UNCLASSIFIED and _INCLUDING.search(line):
        return CriterionKind.INCLUSION
    return kind


def logic_of(announcement: str) -> Logic | None:
    """How the items go together that a line announces, where it says so."""
    if not announcement.rstrip().endswith((":", "：")):
        return None
    if _ANY.search(announcement):
        return Logic.OR
    return Logic.AND if _ALL.search(announcement) else None
