"""Numbers in a text with what compares them and the unit printed after them.

A range is two quantities, its lower end first. Numbers that name something (``phase 2``, ``visit 1``) are
left out unless something compares them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

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
_WORD = re.compile(rf"\b(?P<word>{'|'.join(_WORDS)})\b")
_DECIMAL_COMMA = re.compile(r",(\d{1,2})(?!\d)")

_AFTER = re.compile(
    r"\s*[,(]?\s*(?:(?:of\sage|old|in\sage)\s*)?[,(]?\s*(?:"
    r"(?P<least>(?:or|and|&|/)\s?(?:older|more|greater|above|over|higher|better|up(?!\sto)|upwards?|beyond"
    r"|longer|later)\b"
    r"|\+(?!\s?[/\d])|(?:at\s(?:the\s)?)?minimum\b|at\sleast\b|older\b)"
    r"|(?P<most>(?:or|and|&|/)\s?(?:younger|less|fewer|below|under|lower|smaller|shorter)\b|at\smost\b"
    r"|(?:at\s)?maximum\b|or\sunder\b))"
)
_TO = re.compile(
    r"\s*(?P<by>-|–|—|~|÷|−|to|through|until|up to|till|and|and up to|to less than|and less than"
    r"|to a maximum of|a|à)\s*"
    r"(?P<to>(?:[<≤]\s*=?|(?:less|no more|not more|no greater) than)?)\s*(?=[\d.])"
)
_NAMES = (
    "type", "types", "grade", "grades", "phase", "visit", "visits", "day", "week", "month", "cycle",
    "section", "table", "version", "part", "group", "cohort", "arm", "step", "period", "criterion",
    "criteria", "appendix", "figure", "no", "number", "protocol", "v", "study", "item", "items",
    "question", "factor", "category", "track", "nct", "dsm", "icd", "ctcae", "schedule", "trimester",
    "ios", "android",
)  # fmt: skip
"""Words whose number is a name."""

_NAMING = re.compile(rf"\b(?:{'|'.join(_NAMES)})$")
_BEFORE_NAMES = "#:.- \t\n\r\x0b\x0c\xa0\u2009\u202f\u3000"
_BETWEEN = re.compile(r"\b(?:between|from|range|ranging|ages?|aged)\b[^.;]{0,40}$")
_SHARED_UNIT = re.compile(r"\s*(?:[,)(]\s*)?(?:and|or|to|but|/|,|-|–)\s*(?:a\s)?[<>≤≥=]?\s*$")
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


def quantities(text: str, lower: str, *, spelt: bool = True) -> list[Quantity]:
    """The quantities of a text from left to right; ``lower`` is the text in small letters.

    ``spelt`` says that it may have numbers in words.
    """
    found: list[Quantity] = []
    done = 0
    numbers = [*_NUMBER.finditer(text)]
    if spelt and not SPELT.isdisjoint(lower.replace("-", " ").split()):
        numbers = sorted((*numbers, *_WORD.finditer(lower)), key=re.Match.start)
    for match in numbers:
        if match.start() >= done:
            for quantity in _read(text, lower, match):
                found.append(quantity)
                done = quantity.end
    return _with_shared_units(lower, found)


def _read(text: str, lower: str, match: re.Match[str]) -> Sequence[Quantity]:
    """The quantity of a number, two where it begins a range, none where it names something."""
    place = match.start()
    value, end = _value(text, match)
    sign, start = comparison(lower, place)
    if sign is None and (before := turned(text, end)):
        return (Quantity(before[0], value, None, place, before[1], place, True),)
    unit = unit_at(text, end) or _unit_after_bracket(text, end)
    if unit is None and ((sign is None and _names(lower, place)) or _goes_on(text, end)):
        return ()
    code, end = (unit.code, unit.end) if unit else (None, end)
    first = Quantity(sign or EQUAL, value, code, start, end, place, sign is not None)
    within = sign == AT_MOST and lower.startswith("within", start)
    upper = _upper(text, lower, msgspec.structs.replace(first, compared=False) if within else first)
    if upper is not None:
        comparator = AT_LEAST if sign in (None, EQUAL, AT_MOST) else sign
        compared = first.compared and not within
        return Quantity(comparator, value, code or upper.unit, start, end, place, compared, True), upper
    return (first if first.compared else _with_sign_after(text, lower, first),)


def _names(lower: str, place: int) -> bool:
    """Whether a number names something, such as a visit."""
    low = max(place - 14, 0)
    window = lower[low:place].rstrip(_BEFORE_NAMES)
    return window.endswith(_NAMES) and _NAMING.search(lower, low, low + len(window)) is not None


def _goes_on(text: str, end: int) -> bool:
    """Whether a number is the beginning of a word."""
    after = text[end : end + 1]
    return (after.isalpha() and after not in "xX") or after == "'" or after == "’"


def _with_sign_after(text: str, lower: str, first: Quantity) -> Quantity:
    """A quantity that nothing before it compares, compared by what stands after it: ``5 cm or more``."""
    later = _AFTER.match(lower, first.end)
    if later is None:
        return first
    unit = unit_at(text, later.end()) if first.unit is None else None
    end = max(later.end(), unit.end if unit else 0)
    sign = AT_LEAST if later["least"] else AT_MOST
    code = unit.code if unit else first.unit
    return Quantity(sign, first.value, code, first.start, end, first.number, compared=True)


def _unit_after_bracket(text: str, end: int) -> Unit | None:
    """The unit of ``less than or equal to (<=10) days``."""
    unit = unit_at(text, end + 1) if text[end : end + 1] == ")" else None
    return unit if unit is not None and unit.code in TIMES else None


def _value(text: str, match: re.Match[str]) -> tuple[float, int]:
    if match.re is _WORD:
        digits = re.match(r"\s?\(\s?(\d+)\s?\)", text[match.end() : match.end() + 6])
        return _WORDS[match["word"].lower()], match.end() + (digits.end() if digits else 0)
    printed, end = match[0], match.end()
    if not printed.isdigit() and _GROUPED.fullmatch(printed):
        return float(re.sub(r"[,' ]", "", printed)), end
    comma = _DECIMAL_COMMA.match(text, end) if text.startswith(",", end) and "." not in printed else None
    if comma is not None:
        return float(f"{printed}.{comma[1]}"), comma.end()
    return float(printed.replace("·", ".")), end


def _upper(text: str, lower: str, first: Quantity) -> Quantity | None:
    """The upper end of a range that a quantity begins; None where it begins none."""
    joined = _TO.match(lower, first.end)
    if joined is None:
        return None
    by = joined["by"]
    if (
        first.compared
        and first.comparator in (LESS, AT_MOST)
        and not (by in _DASHES and first.comparator == AT_MOST)
    ):
        return None
    if by == "and" and not first.compared and _AGES.match(lower, joined.end()):
        by = "to"
    if by in ("and", "a") and not _BETWEEN.search(lower, max(first.start - 50, 0), first.start):
        return None
    match = _NUMBER.match(text, joined.end())
    if match is None:
        return None
    value, end = _value(text, match)
    unit = unit_at(text, end)
    if unit is None and end < len(text) and text[end].isalpha():
        return None
    if value <= first.value and not (unit and first.unit and unit.code != first.unit):
        return None
    to = joined["to"]
    less = "less than" in by or to.startswith("less") or (to.startswith("<") and "=" not in to)
    code, end = (unit.code, unit.end) if unit else (first.unit, end)
    return Quantity(LESS if less else AT_MOST, value, code, match.start(), end, match.start(), True, True)


def _with_shared_units(lower: str, found: list[Quantity]) -> list[Quantity]:
    """The quantities, those without a unit given that of the next where only a word joins them."""
    for place in range(len(found) - 2, -1, -1):
        this, following = found[place], found[place + 1]
        joined = this.unit is None and following.unit is not None and following.unit not in (SCORE,)
        if joined and (this.compared or following.unit in TIMES or following.unit == PERCENT):
            between = lower[this.end : following.start]
            if len(between) < 8 and _SHARED_UNIT.match(between):
                found[place] = msgspec.structs.replace(this, unit=following.unit)
    return found
