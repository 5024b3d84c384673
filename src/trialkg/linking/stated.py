"""Quantities that arms and interventions state: radiation, activity, intervals, times to the start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from trialkg.linking.comparisons import AT_LEAST, AT_MOST, EQUAL
from trialkg.linking.links import Evidence, StatedQuantity
from trialkg.linking.quantities import Quantity, quantities
from trialkg.linking.units import TIMES
from trialkg.linking.words import lowered
from trialkg.study import Study
from trialkg.vocabulary.codes import Method

_BY_UNIT: Mapping[str, str] = {
    "mSv": "radiation-dose", "MBq": "activity", "MBq/kg": "activity", "mCi": "activity",
    "Gy": "radiotherapy-dose", "cGy": "radiotherapy-dose",
}  # fmt: skip
_FRACTIONS = re.compile(
    r"\s*(?:daily |equal |single |hypofractionated )?(?:fractions?\b|fx\b)", re.IGNORECASE
)
_RECURRING = ("every", "each", "q")
_EVERY = re.compile(r"\b(?:every|each|q)\s*$", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:average|typical|standard|reference)\s(?:\w+\s){0,3}?(?:patient|adult|person|subject|man"
    r"|woman)\b[^.;]{0,15}$",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start\w*|begin\w*|initiat\w*|commenc\w*|take place|given|perform\w*|administ\w*"
    r"|deliver\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\s*(?:after|following|of|from|post)\s(?:the\s)?(?:\w+\s){0,2}?(?:randomi\w+|registration|enrol\w+"
    r"|inclusion|completion|surgery|end)\b|\s*(?:after|following)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:before|between|within)\s*$", re.IGNORECASE)
_AT_MOST = re.compile(r"\b(?:in\s)?(?:a\s)?maximum(?: of)?\s*$|\bwithin\s*$", re.IGNORECASE)
_PAIR = re.compile(r"\s*(?:and|to|-|–)\s*$", re.IGNORECASE)
_LONGEST = 20_000

_UNITS = ("Gy", "mSv", "MBq", "mCi")
_ALWAYS = ("fraction", "fx", "every", "each", "average", "typical", "standard", "reference")
_STARTS = ("start", "begin", "initiat", "commenc", "take place", "given", "perform", "administ", "deliver")
_ENTRIES = ("after", "following", "randomi", "registration", "enrol", "inclusion", "completion", "surgery")
_FIGURE = re.compile(r"\d")
_Q = re.compile(r"\bq\b")
_END = re.compile(r"\send\b")
"""What the patterns above cannot do without."""


def stated_quantities(study: Study) -> tuple[StatedQuantity, ...]:
    """The quantities that the descriptions of arms and interventions state, each with its words."""
    found: dict[tuple[object, ...], StatedQuantity] = {}
    for field, text, arm, intervention in _texts(study):
        for feature, quantity, start in _read(text[:_LONGEST]):
            key = (feature, quantity.comparator, quantity.value, quantity.unit, arm, intervention)
            found.setdefault(
                key,
                StatedQuantity(
                    feature=feature,
                    comparator=quantity.comparator,
                    value=quantity.value,
                    unit=quantity.unit or "1",
                    method=Method.CUE,
                    confidence=0.9,
                    evidence=Evidence(quote=text[start : quantity.end], field=field),
                    arm=arm,
                    intervention=intervention,
                ),
            )
    return tuple(found.values())


def _texts(study: Study) -> Iterator[tuple[str, str, int | None, int | None]]:
    for position, arm in enumerate(study.arms, 1):
        if arm.description and _may_state(arm.description):
            yield f"arms[{position}].description", arm.description, position, None
    for position, intervention in enumerate(study.interventions, 1):
        if intervention.description and _may_state(intervention.description):
            yield f"interventions[{position}].description", intervention.description, None, position


def _may_state(text: str) -> bool:
    """Whether a text has words without which it states nothing; quick, and at times wrongly true."""
    if _FIGURE.search(text) is None:
        return False
    if any(map(text.__contains__, _UNITS)):
        return True
    lower = text.lower()
    if any(map(lower.__contains__, _ALWAYS)) or ("q" in lower and _Q.search(lower)):
        return True
    starts = any(map(lower.__contains__, _STARTS))
    return starts and (any(map(lower.__contains__, _ENTRIES)) or _END.search(lower) is not None)


def _read(text: str) -> Iterator[tuple[str, Quantity, int]]:
    """Each feature with the quantity that is stated of it, and where the words for it begin."""
    found = quantities(text, lowered(text))
    for place, quantity in enumerate(found):
        feature = _BY_UNIT.get(quantity.unit or "")
        before = text[max(quantity.start - 90, 0) : quantity.start]
        if feature is not None:
            yield feature, quantity, quantity.start
        elif quantity.unit == "kg" and _PERSON.search(before):
            yield "weight", quantity, quantity.start
        elif quantity.unit is None and _FRACTIONS.match(text, quantity.end):
            yield "fractions", quantity, quantity.start
        elif quantity.unit in TIMES or quantity.unit is None:
            following = found[place + 1] if place + 1 < len(found) else None
            yield from _times(text, quantity, following, before)


def _times(
    text: str, quantity: Quantity, following: Quantity | None, before: str
) -> Iterator[tuple[str, Quantity, int]]:
    every = _EVERY.search(before) if before.rstrip().lower().endswith(_RECURRING) else None
    if every is not None and quantity.unit is not None:
        yield "interval", quantity, quantity.start - len(before) + every.start()
        return
    follows = quantity.unit is not None and _FROM.match(text, quantity.end)
    may_begin = follows or (following is not None and following.unit in TIMES)
    begins = _START.search(before) if may_begin else None
    if begins is None:
        return
    start = quantity.start - len(before) + begins.start()
    if follows:
        most = quantity.comparator == AT_MOST or _AT_MOST.search(before)
        comparator = AT_MOST if most or _PAIR.search(before) else quantity.comparator
        yield "start-limit", _as(quantity, comparator, quantity.unit), start
    elif following is not None and following.unit in TIMES and _BEFORE.search(before):
        between = text[quantity.end : following.start]
        if _PAIR.fullmatch(between) and _FROM.match(text, following.end):
            yield "start-limit", _as(quantity, AT_LEAST, following.unit), start
            yield "start-limit", _as(following, AT_MOST, following.unit), start


def _as(quantity: Quantity, comparator: str, unit: str | None) -> Quantity:
    return Quantity(comparator, quantity.value, unit, quantity.start, quantity.end, quantity.number, True)


__all__ = ["EQUAL", "stated_quantities"]
