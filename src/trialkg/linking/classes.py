"""Classes of scales that are printed in Roman numerals: ``NYHA class III or IV``, ``skin types I to IV``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialkg.linking.comparisons import AT_LEAST, AT_MOST, EQUAL, LESS, MORE
from trialkg.linking.features import KIND_OF
from trialkg.linking.measured import Measured
from trialkg.linking.phrases import Found
from trialkg.linking.quantities import Quantity
from trialkg.linking.units import SCORE
from trialkg.vocabulary.codes import Logic

_NUMERALS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_HIGHEST = {"NYHA": 4, "CCS-angina": 4}
_CLASS_KIND = KIND_OF["NYHA"]
_ROMAN = r"(?:VI|IV|V|I{1,3})\b"
_CLASSES = re.compile(
    r"[\s:(),=\[\]-]*(?:(?:heart failure|cardiac|functional|skin|photo-?|\(?NYHA\)?|CHF|of|is|the|score"
    r"|photo)\s*)*"
    r"(?:class(?:es|ification)?|types?|grades?|phototypes?|stages?|status|score)?[\s:(),]*(?:of\s|between\s"
    r"|from\s|a\s|class\s)*"
    rf"(?P<sign>[<>≤≥]\s*=?|greater than or equal to|greater than|more than|less than|at least|above"
    rf"|over)?\s*(?:class|grade)?\s*[\"“]?(?P<first>{_ROMAN})[\"”]?"
    rf"(?P<rest>(?:\s*(?:-|–|to|through|and|or|and/or|,|/|&)+\s*(?:(?:class|type|grade|or)\s)*{_ROMAN})*)"
    r"(?P<after>\s*(?:or|and) (?:higher|greater|above|over|worse|more|lower|less|below|better))?"
)
_SIGN_BEFORE = re.compile(
    r"(?P<sign>[<>≤≥]\s*=?|greater than or equal to|greater than|more than|less than|at least)\s*$"
)
_DENIED = re.compile(r"\b(?:no|not|without)\b[^.;,]{0,80}$", re.IGNORECASE)
_SIGNS = {
    "greater than or equal to": AT_LEAST, "at least": AT_LEAST, "greater than": MORE, "more than": MORE,
    "above": MORE, "over": MORE, "less than": LESS,
}  # fmt: skip


def classes_in(text: str, mentions: Sequence[Found]) -> list[Measured]:
    """The limits to classes in Roman numerals, each an end of a range where several are named."""
    found: list[Measured] = []
    for mention in mentions:
        if KIND_OF[mention.notation] is _CLASS_KIND:
            match = _CLASSES.match(text, mention.end)
            if match is not None:
                found += _limits(text, mention, match)
    return found


def _limits(text: str, mention: Found, match: re.Match[str]) -> list[Measured]:
    sign = _SIGN_BEFORE.search(text, max(mention.start - 26, 0), mention.start)
    printed = (match["sign"] or (sign["sign"] if sign else "")).replace(" ", "") or None
    words = match["sign"] or (sign["sign"] if sign else "")
    comparator = _SIGNS.get(words.strip(), _symbol(printed))
    values = [_NUMERALS[each] for each in re.findall(_ROMAN, f"{match['first']} {match['rest']}")]
    start = sign.start() if sign else mention.start
    after = match["after"] or ""
    if after:
        comparator = AT_LEAST if re.search("higher|greater|above|over|worse|more", after) else AT_MOST
    if comparator is not None:
        return [_limit(mention, comparator, values[0], start, match.end())]
    low, high = min(values), max(values)
    denied = _DENIED.search(text, max(mention.start - 90, 0), mention.start) is not None
    if denied and high == _HIGHEST.get(mention.notation):
        return [_limit(mention, LESS, low, start, match.end())]
    if low == high:
        return [] if denied else [_limit(mention, EQUAL, low, start, match.end())]
    if denied:
        return []
    return [
        _limit(mention, AT_LEAST, low, start, match.end()),
        _limit(mention, AT_MOST, high, start, match.end(), Logic.AND),
    ]


def _symbol(printed: str | None) -> str | None:
    if not printed or printed[0] not in "<>≤≥":
        return None
    if printed[0] in "<≤":
        return AT_MOST if "=" in printed or "≤" in printed else LESS
    return AT_LEAST if "=" in printed or "≥" in printed else MORE


def _limit(
    mention: Found, comparator: str, value: int, start: int, end: int, logic: Logic | None = None
) -> Measured:
    quantity = Quantity(comparator, float(value), SCORE, mention.end, end, mention.end, compared=True)
    return Measured(mention.notation, quantity, SCORE, start, end, near=True, logic=logic)
