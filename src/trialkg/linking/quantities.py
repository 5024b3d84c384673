"""Numbers in a text with what compares them and the unit printed after them.

A range is two quantities, its lower end first. Numbers that name something (``phase 2``, ``visit 1``) are
left out unless something compares them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from trialkg.linking.comparisons import (
    AT_LEAST,
    AT_MOST,
    EQUAL,
    LESS,
    comparison,
    turned,
)
from trialkg.linking.units import PERCENT, SCORE, TIMES, Unit, unit_at

_WORDS: Mapping[str, float] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "eighteen": 18, "thirty": 30,
}  # fmt: skip
SPELT: frozenset[str] = frozenset(_WORDS)
"""Numbers in words that are read."""

_NUMBER = re.compile(
    r"[0-9.](?<![A-Za-z_0-9.*].)(?<![A-Za-z]-.)(?<![0-9][,/].)"
    r"(?:(?<=[0-9])[0-9]{0,2}(?:[,' ][0-9]{3})+(?![0-9])|(?<=[0-9])[0-9]*(?:[.·][0-9]+)?|(?<=[.])[0-9]+)"
    r"(?![0-9])(?!(?:st|nd|rd|th)\b)"
)
"""A number in figures; it begins with a set of characters, as such patterns are searched for quickest."""

_GROUPED = re.compile(r"[0-9]{1,3}(?:[,' ][0-9]{3})+")
_WORD = re.compile(rf"\b(?P<word>{'|'.join(_WORDS)})\b", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r",(\d{1,2})(?!\d)")

_AFTER = re.compile(
    r"\s*[,(]?\s*(?:(?:of\sage|old|in\sage)\s*)?[,(]?\s*(?:"
    r"(?P<least>(?:or|and|&|/)\s?(?:older|more|greater|above|over|higher|better|up(?!\sto)|upwards?|beyond"
    r"|longer|later)\b"
    r"|\+(?!\s?[/\d])|(?:at\s(?:the\s)?)?minimum\b|at\sleast\b|older\b)"
    r"|(?P<most>(?:or|and|&|/)\s?(?:younger|less|fewer|below|under|lower|smaller|shorter)\b|at\smost\b"
    r"|(?:at\s)?maximum\b|or\sunder\b))",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*(?P<by>-|–|—|~|÷|−|to|through|until|up to|till|and|and up to|to less than|and less than"
    r"|to a maximum of|a|à)\s*"
    r"(?P<to>(?:[<≤]\s*=?|(?:less|no more|not more|no greater) than)?)\s*(?=[\d.])",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"\b(?:types?|grades?|phase|visits?|day|week|month|cycle|section|table|version|part|group|cohort|arm|step"
    r"|period|criterion|criteria|appendix|figure|no\.?|number|protocol|v|study|item|items|question|factor"
    r"|category|track|NCT|DSM|ICD|CTCAE|version|schedule|trimester|iOS|Android|visit no)"
    r"[\s#:.-]*$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from|range|ranging|ages?|aged)\b[^.;]{0,40}$", re.IGNORECASE)
_SHARED_UNIT = re.compile(r"\s*(?:[,)(]\s*)?(?:and|or|to|but|/|,|-|–)\s*(?:a\s)?[<>≤≥=]?\s*$", re.IGNORECASE)
_AGES = re.compile(r"\d{1,2}\s*years?[ -](?:of age|old)")
_DASHES = frozenset("-–—")


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A number with its comparison and unit, and its place: ``start`` is that of what compares it.

    ``compared`` says that the text compares it in words or signs; else the comparator is ``=``. ``range``
    says that it is an end of a range.
    """

    comparator: str
    value: float
    unit: str | None
    start: int
    end: int
    number: int
    compared: bool = False
    range: bool = False


def quantities(text: str, *, spelt: bool = True) -> list[Quantity]:
    """The quantities of a text from left to right; ``spelt`` says that it may have numbers in words."""
    found: list[Quantity] = []
    done = 0
    numbers = [*_NUMBER.finditer(text)]
    if spelt and not SPELT.isdisjoint(text.lower().replace("-", " ").split()):
        numbers = sorted((*numbers, *_WORD.finditer(text)), key=re.Match.start)
    for match in numbers:
        if match.start() < done:
            continue
        for quantity in _read(text, match):
            found.append(quantity)
            done = quantity.end
    return _with_shared_units(text, found)


def _read(text: str, match: re.Match[str]) -> Iterator[Quantity]:
    value, end = _value(text, match)
    sign, start = comparison(text, match.start())
    if sign is None and (before := turned(text, end)):
        yield Quantity(before[0], value, None, match.start(), before[1], match.start(), True)
        return
    unit = unit_at(text, end) or _unit_after_bracket(text, end)
    if sign is None and unit is None and _NAMING.search(text, max(match.start() - 14, 0), match.start()):
        return
    if (
        unit is None
        and (after := text[end : end + 1])
        and (after.isalpha() or after in "'’")
        and after not in "xX"
    ):
        return
    after_end = unit.end if unit else end
    first = Quantity(
        sign or EQUAL, value, unit.code if unit else None, start, after_end, match.start(), sign is not None
    )
    if sign == AT_MOST and text[start : start + 6].lower() == "within":
        first = (
            msgspec.structs.replace(first, comparator=EQUAL, compared=False)
            if _upper(text, after_end, msgspec.structs.replace(first, compared=False))
            else first
        )
        sign = EQUAL if not first.compared else sign
    upper = _upper(text, after_end, first)
    if upper is not None:
        yield msgspec.structs.replace(
            first,
            comparator=AT_LEAST if sign in (None, EQUAL, AT_MOST) else sign,
            unit=first.unit or upper.unit,
            range=True,
        )
        yield upper
        return
    later = _AFTER.match(text, after_end) if sign is None else None
    if later is not None:
        sign = AT_LEAST if later["least"] else AT_MOST
        unit = unit or unit_at(text, later.end())
        ends = max(later.end(), unit.end if unit else 0)
        first = msgspec.structs.replace(
            first, comparator=sign, end=ends, compared=True, unit=unit.code if unit else None
        )
    yield first


def _unit_after_bracket(text: str, end: int) -> Unit | None:
    """The unit of ``less than or equal to (<=10) days``."""
    unit = unit_at(text, end + 1) if text[end : end + 1] == ")" else None
    return unit if unit is not None and unit.code in TIMES else None


def _value(text: str, match: re.Match[str]) -> tuple[float, int]:
    if match.re is _WORD:
        digits = re.match(r"\s?\(\s?(\d+)\s?\)", text[match.end() : match.end() + 6])
        return _WORDS[match["word"].lower()], match.end() + (digits.end() if digits else 0)
    if _GROUPED.fullmatch(match[0]):
        return float(re.sub(r"[,' ]", "", match[0])), match.end()
    comma = _DECIMAL_COMMA.match(text, match.end()) if "." not in match[0] else None
    if comma is not None:
        return float(f"{match[0]}.{comma[1]}"), comma.end()
    return float(match[0].replace("·", ".")), match.end()


def _upper(text: str, place: int, lower: Quantity) -> Quantity | None:
    """The upper end of a range that a quantity begins; None where it begins none."""
    joined = _TO.match(text, place)
    if joined is None:
        return None
    by = joined["by"].lower()
    if (
        lower.compared
        and lower.comparator in (LESS, AT_MOST)
        and not (by in _DASHES and lower.comparator == AT_MOST)
    ):
        return None
    if by == "and" and not lower.compared and _AGES.match(text, joined.end()):
        by = "to"
    if by in ("and", "a") and not _BETWEEN.search(text, max(lower.start - 50, 0), lower.start):
        return None
    match = _NUMBER.match(text, joined.end())
    if match is None:
        return None
    value, end = _value(text, match)
    unit = unit_at(text, end)
    if unit is None and end < len(text) and text[end].isalpha():
        return None
    if value <= lower.value and not (unit and lower.unit and unit.code != lower.unit):
        return None
    sign = (
        LESS
        if (joined["to"].startswith("<") and "=" not in joined["to"])
        or joined["to"].lower().startswith("less")
        else AT_MOST
    )
    if "less than" in by:
        sign = LESS
    code = unit.code if unit else lower.unit
    return Quantity(sign, value, code, match.start(), unit.end if unit else end, match.start(), True, True)


def _with_shared_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, those without a unit given that of the next where only a word joins them."""
    for place in range(len(found) - 2, -1, -1):
        this, following = found[place], found[place + 1]
        joined = this.unit is None and following.unit is not None and following.unit not in (SCORE,)
        if joined and (this.compared or following.unit in TIMES or following.unit == PERCENT):
            between = text[this.end : following.start]
            if len(between) < 8 and _SHARED_UNIT.match(between):
                found[place] = msgspec.structs.replace(this, unit=following.unit)
    return found
