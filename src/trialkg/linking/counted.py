"""What is counted, in text of small letters: lines and cycles of treatment, cigarettes in a time."""

from __future__ import annotations

import re

from trialkg.linking.features import KIND_OF
from trialkg.linking.measured import Measured
from trialkg.linking.phrases import Found
from trialkg.linking.quantities import Quantity
from trialkg.linking.units import ONE

_LINES = re.compile(
    r"\s*(?:or (?:more|fewer|less) )?(?:different )?(?:(?:prior|previous) (?:[\w/-]+ ){0,4}?(?:lines?"
    r"|regimens?)\b|(?:lines?|regimens?) of (?:prior|previous)\b)"
)
_CYCLES = re.compile(
    r"\s*(?:or (?:more|fewer|less) )?(?:(?:prior|previous) )?(?:[\w/-]+ )?(?:cycles?|courses?)\b"
)
_TREATED = re.compile(r"\b(?:chemo\w*|therap\w+|treatment|regimens?)\b")
_PER_TIME = re.compile(
    r"[^.;,]{0,30}?(?:\b(?:per|an?|each|every)\s?|/\s?)(day|d\b|week|wk)|[^.;,]{0,25}?\b(daily|weekly)\b"
)


def treatments(lower: str, quantity: Quantity) -> Measured | None:
    """Cycles or lines of treatment that are counted: ``no more than 2 prior cytotoxic regimens``."""
    if (
        quantity.unit is not None
        or not (quantity.compared or quantity.range)
        or quantity.value != int(quantity.value)
    ):
        return None
    lines = _LINES.match(lower, quantity.end)
    if lines is not None:
        return _of_count(quantity, "prior-lines", lines.end())
    cycles = _CYCLES.match(lower, quantity.end)
    if cycles is not None and _TREATED.search(lower):
        return _of_count(quantity, "prior-cycles", cycles.end())
    return None


def _of_count(quantity: Quantity, feature: str, end: int) -> Measured:
    return Measured(feature, quantity, ONE, quantity.start, end, True)


def per_time(lower: str, mention: Found, quantity: Quantity) -> str | None:
    """``/d`` or ``/wk`` for ``5 cigarettes per day``."""
    if quantity.unit is not None or "/d" not in KIND_OF[mention.notation].units:
        return None
    match = _PER_TIME.match(lower, quantity.end)
    word = (match[1] or match[2]) if match else ""
    return None if not word else "/d" if word.startswith("d") else "/wk"
