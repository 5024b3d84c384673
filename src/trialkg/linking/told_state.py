"""A state that a criterion tells of, and the clause that it stands in."""

from __future__ import annotations

import re

import msgspec

from trialkg.vocabulary.codes import Logic

PRESENT, ABSENT, POSITIVE, NEGATIVE = "present", "absent", "positive", "negative"
DENIED = re.compile(
    r"\b(?:no(?!n-?(?:small|squamous|hodgkin))|not(?! (?:limited|exceed|only)\b)|without|never|absence of"
    r"|free (?:of|from)|nor|neither|none|lack of|negative for|rule out)\b"
)
CLAUSE = re.compile(r"[.;:bue](?:(?<=[.;:])\s|(?<=\bb)ut\b|(?<=\be)xcept\b|(?<=\bu)nless\b)")
"""The end of a clause; it begins with a set of characters, as such patterns are searched for quickest."""

_CLAUSE_WORDS = ("but", "xcept", "unless")
_MARK = re.compile(r"[.;:]\s")
"""The end of a clause where there are no such words."""

REACH = 60


class State(msgspec.Struct, frozen=True, gc=False):
    """A feature that a person has or has not, and the stretch of text that says so.

    ``value`` and ``unit`` are of what is counted, such as a line of therapy; then ``state`` is None.
    """

    feature: str
    state: str | None
    start: int
    end: int
    exposures: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    logic: Logic | None = None


def clause_before(lower: str, place: int) -> str:
    """The words of the clause before a place, at most ``REACH`` characters; text in small letters."""
    begin = max(place - REACH, 0)
    near = lower[begin:place]
    pattern = CLAUSE if any(map(near.__contains__, _CLAUSE_WORDS)) else _MARK
    for match in pattern.finditer(lower, begin, place):
        begin = match.end()
    return lower[begin:place]
