"""Comparisons before a number, in words and signs: ``no more than``, ``</=``, ``in excess of``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

LESS, AT_MOST, EQUAL, AT_LEAST, MORE = "<", "<=", "=", ">=", ">"
OPPOSITE: Mapping[str, str] = {LESS: AT_LEAST, AT_MOST: MORE, AT_LEAST: LESS, MORE: AT_MOST, EQUAL: EQUAL}
"""What is left where a comparison is denied; a denied equality stays, marked by who denies it."""

_MORE_WORDS = ("greater", "more", "higher", "older", "larger", "longer", "bigger", "above", "over", "better")
_LESS_WORDS = ("less", "fewer", "lower", "younger", "smaller", "shorter", "below", "under")


def _or_equal(words: Iterable[str]) -> Iterator[str]:
    """All that is said for *or equal* with some words: ``equal to or older than``, ``older or equal to``."""
    for word in words:
        than = word if word in ("above", "over", "below", "under") else f"{word} than"
        for equal in ("equal to", "equal"):
            yield from (f"{equal} or {than}", f"{than} or {equal}", f"{word} or {equal}")


_BEFORE: Mapping[str, str] = {
    **dict.fromkeys(_or_equal(_MORE_WORDS), AT_LEAST),
    **dict.fromkeys(_or_equal(_LESS_WORDS), AT_MOST),
    **dict.fromkeys(
        ("at least", "no less", "not less", "no less than", "not less than", "no fewer than",
         "not fewer than", "minimum", "minimum of", "min", "greater than/equal to", "a least", "not under",
         "not below", "not lower than", "not younger than", "at minimum", "superior or equal to",
         "at the least", "equal or superior to", "no younger than", "at lest"),
        AT_LEAST,
    ),
    **dict.fromkeys(
        ("greater than", "more than", "over", "above", "exceeding", "exceeds", "exceed", "older than",
         "higher than", "larger than", "longer than", "in excess of", "superior to", "bigger than",
         "beyond", "greater then", "more then", "greater"),
        MORE,
    ),
    **dict.fromkeys(
        ("no more than", "no more", "no greater", "not more", "not greater", "no higher",
         "no greater than", "not more than", "not greater than", "not exceeding", "not exceed", "at most",
         "maximum", "maximum of", "max", "up to", "less than/equal to", "not to exceed", "no longer than",
         "no older than", "no higher than", "not higher than", "not over", "not above", "no larger than",
         "not older than", "inferior or equal to", "equal or inferior to", "not longer than",
         "not larger than", "within", "within a", "at maximum", "no later than", "within a minimum of",
         "within the minimum of", "within a maximum of", "within at least", "within a minimum",
         "within minimum"),
        AT_MOST,
    ),
    **dict.fromkeys(
        ("less than", "fewer than", "below", "under", "lower than", "younger than", "smaller than",
         "shorter than", "inferior to", "less then", "lesser than"),
        LESS,
    ),
    **dict.fromkeys(("equal to", "equals", "equal", "exactly"), EQUAL),
}  # fmt: skip
_LONGEST_PHRASE = 5
_ARTICLES = frozenset(("a", "an", "the", "of", "about", "approximately", "is", "by", "age", "ages"))
_LENGTHS: Mapping[str, Sequence[int]] = {
    last: sorted({len(phrase.split()) for phrase in _BEFORE if phrase.split()[-1] == last}, reverse=True)
    for last in {phrase.split()[-1] for phrase in _BEFORE} | _ARTICLES
}
"""Words without which no comparison stands before a number, with the lengths of the phrases they end."""

_WINDOW = 36
_SAYS_EQUAL, _SAYS_LESS, _SAYS_MORE = frozenset("=≤≥⩽⩾≦≧"), frozenset("<≤＜⩽≦"), frozenset(">≥＞⩾≧")
_TURNED = re.compile(r"\s*([<>≤≥]=?)\s*(?!(?:within|at|in|or|and|prior|for|on)\b)(?=[A-Za-z])")


def comparison(lower: str, place: int) -> tuple[str | None, int]:
    """The comparator that stands before a number, and where it begins; None where there is none.

    The text is one in small letters.
    """
    low = max(place - _WINDOW, 0)
    window = lower[low:place]
    trimmed = window.rstrip(' "“(')
    if trimmed and trimmed[-1] in "<>≤≥=＜＞⩽⩾≦≧":
        return _symbol(window, low)
    last = trimmed.rsplit(None, 1)[-1] if trimmed else ""
    if last.lstrip("(,:") not in _LENGTHS:
        return None, place
    words = trimmed.split()[-_LONGEST_PHRASE - 2 :]
    while words and (lengths := _LENGTHS.get(words[-1].lstrip("(,:"))) is not None:
        for count in lengths:
            phrase = " ".join(words[-count:]).lstrip("(,:")
            sign = _BEFORE.get(phrase)
            if sign is not None:
                return sign, low + _place_of(trimmed, phrase.split()[0], phrase)
        if words.pop() not in _ARTICLES:
            break
    return None, place


def _place_of(window: str, first: str, phrase: str) -> int:
    """Where a phrase begins that ends a window but for articles."""
    place = window.rfind(phrase)
    return place if place >= 0 else window.rfind(first)


def _symbol(window: str, low: int) -> tuple[str | None, int]:
    end = len(window.rstrip(' "“('))
    begin = end
    while begin and (window[begin - 1] in "<>≤≥=＜＞⩽⩾≦≧/ " or window[max(begin - 2, 0) : begin] == "or"):
        begin -= 2 if window[begin - 1] == "r" else 1
    signs = window[begin:end].strip(" /")
    while begin < end and window[begin] not in "<>≤≥=＜＞⩽⩾≦≧":
        begin += 1
    equal = not _SAYS_EQUAL.isdisjoint(signs)
    if not _SAYS_LESS.isdisjoint(signs):
        return (AT_MOST if equal else LESS), low + begin
    if not _SAYS_MORE.isdisjoint(signs):
        return (AT_LEAST if equal else MORE), low + begin
    return EQUAL, low + begin


def turned(text: str, place: int) -> tuple[str, int] | None:
    """The comparison of a feature with a number that stands before it (``5 <= score``), and its end."""
    match = _TURNED.match(text, place)
    if match is None:
        return None
    equal = "=" in match[1] or match[1] in "≤≥"
    if match[1][0] in "<≤":
        return (AT_LEAST if equal else MORE), match.end(1)
    return (AT_MOST if equal else LESS), match.end(1)
