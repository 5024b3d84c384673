"""Quantities of a criterion bound to the features they limit: by unit, by place, by what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from trialkg.linking.ages import AGE, is_age
from trialkg.linking.comparisons import AT_MOST, LESS
from trialkg.linking.counted import treatments
from trialkg.linking.gaps import BOUNDARY, JOINED
from trialkg.linking.measured import Measured, Wording
from trialkg.linking.named_features import FARTHEST, limit_of, named_after, named_before, unit_of
from trialkg.linking.phrases import Found
from trialkg.linking.pressures import pressures
from trialkg.linking.quantities import Quantity
from trialkg.linking.time_limits import DURATION, TIME_SINCE, WASHOUT, time_limit
from trialkg.linking.units import TIMES
from trialkg.vocabulary.codes import Logic

_TEMPORAL = frozenset((*TIMES, "{half-life}"))
_TIMES_OF = frozenset((WASHOUT, TIME_SINCE, DURATION))
_HABITS = frozenset((*_TIMES_OF, AGE, "smoking", "alcohol", "weight", "life-expectancy"))
_OR = re.compile(r"\bor\b|(?<=[\w%)])\s*/\s*(?=[<>≤≥\w])|and/or")
_UNLESS = re.compile(r"\b(?:unless|except(?:ing|ion)?|with the exception|provided that)\b[^().;]*$")
_ADDED = re.compile(r"\b(?:and|or|with)\b")
_AT_OR = re.compile(r"\b(?:at|during|on)\b[^.;,]{0,40}\bor\s*$")


def measured(words: Wording, found: Sequence[Quantity]) -> Iterator[Measured]:
    """The quantities of an item with the features they limit; those that limit none are left out."""
    mentioned = [(each.start, each.end) for each in words.mentions]
    last: Measured | None = None
    previous: Quantity | None = None
    for place, quantity in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        number = quantity.number
        if any(start <= number < end for start, end in mentioned) or _says_again(words, quantity, previous):
            continue
        first = last
        for each in _bound(words, quantity, previous, following, last):
            logic = _logic(words.lower, first, each) if last is first else _logic_within(words.lower, each)
            last = replace(each, logic=logic)
            yield last
        previous = quantity


def _says_again(words: Wording, quantity: Quantity, previous: Quantity | None) -> bool:
    """Whether a time in brackets says the time before it in another unit: ``13 weeks (3 months)``."""
    if previous is None or not (quantity.unit in TIMES and previous.unit in TIMES):
        return False
    bracket = words.lower[previous.end : quantity.start].strip() == "("
    return bracket and words.lower.startswith(")", quantity.end) and quantity.unit != previous.unit


def _bound(
    words: Wording,
    quantity: Quantity,
    previous: Quantity | None,
    following: Quantity | None,
    last: Measured | None,
) -> Sequence[Measured]:
    pair = pressures(words.lower, quantity)
    if pair is not None:
        return pair
    begins = (
        quantity.range and following is not None and following.range and following.start - quantity.end < 12
    )
    if is_age(words, quantity, following.end if begins and following else quantity.end):
        return [limit_of(words.lower, AGE, quantity.unit or "a", quantity, quantity.start)]
    counted = treatments(words.lower, quantity)
    if counted is not None:
        return [counted]
    before = named_before(words, quantity, previous, last)
    if before:
        return before
    after = named_after(words, quantity)
    if after is not None:
        return [after]
    return (
        _labelled(quantity, words.label)
        or _timed(words, quantity, following, last)
        or _inherited(words.lower, quantity, previous, last)
    )


def _labelled(quantity: Quantity, label: Sequence[Found]) -> list[Measured]:
    """The feature that the heading above names, for the item's quantity."""
    for each in label:
        unit = unit_of(each.notation, quantity)
        if unit is not None and (quantity.compared or quantity.range):
            return [Measured(each.notation, quantity, unit, quantity.start, quantity.end, True)]
    return []


def _timed(
    words: Wording, quantity: Quantity, following: Quantity | None, last: Measured | None
) -> list[Measured]:
    """A time since something, or of how long it lasted; the words for it can stand after another time."""
    if quantity.unit not in _TEMPORAL or _says_when_measured(words, quantity, last):
        return []
    lower = words.lower
    limit = time_limit(lower, quantity)
    if limit is None and following is not None and following.unit in _TEMPORAL:
        joined = following.range or JOINED.match(lower[quantity.end : following.start])
        limit = time_limit(lower, replace(quantity, end=following.end)) if joined else None
    if limit is None:
        return []
    feature, comparator, begin = limit
    changed = replace(quantity, comparator=comparator, compared=True)
    end = _event_end(lower, feature, quantity)
    return [Measured(feature, changed, quantity.unit or "", _trimmed(lower, begin), end, True)]


def _says_when_measured(words: Wording, quantity: Quantity, last: Measured | None) -> bool:
    """Whether a time says only when another feature of the same clause is measured."""
    if last is None or last.feature in _HABITS or quantity.start - last.end > FARTHEST:
        return False
    if BOUNDARY.search(words.text, last.end, quantity.start):
        return False
    between = words.lower[last.end : quantity.start]
    return _ADDED.search(between) is None or _AT_OR.search(between) is not None


def _inherited(
    lower: str, quantity: Quantity, previous: Quantity | None, last: Measured | None
) -> list[Measured]:
    """What the quantity just before is of, where only a word joins them: ``> 140 mmHg or < 100 mmHg``."""
    if previous is None or last is None or last.quantity.number != previous.number:
        return []
    between = lower[previous.end : quantity.start]
    if (
        len(between) >= 20
        or not JOINED.match(between)
        or not (quantity.range or quantity.compared or last.feature in _TIMES_OF)
    ):
        return []
    if last.feature in _TIMES_OF and quantity.unit in _TEMPORAL:
        changed = quantity if quantity.compared else replace(quantity, comparator=last.quantity.comparator)
        return [Measured(last.feature, changed, quantity.unit or "", last.start, quantity.end, True)]
    unit = unit_of(last.feature, quantity)
    return [] if unit is None else [limit_of(lower, last.feature, unit, quantity, last.start)]


def _trimmed(lower: str, begin: int) -> int:
    rest = lower[begin:]
    return begin + len(rest) - len(rest.lstrip(" ,;:.•-"))


_EVENT_AFTER = re.compile(r"[^.;,(]{0,60}")


def _event_end(lower: str, feature: str, quantity: Quantity) -> int:
    """The end of the words for a time: what stands after it up to the next mark, where that says of what."""
    match = _EVENT_AFTER.match(lower, quantity.end) if feature in (WASHOUT, TIME_SINCE) else None
    end = match.end() if match else quantity.end
    return quantity.end + len(lower[quantity.end : end].rstrip())


def _logic(lower: str, last: Measured | None, this: Measured) -> Logic | None:
    """How a limit goes together with the one before it in the item, by the words between them."""
    excepted = "unless" in lower or "except" in lower or "provided" in lower
    if last is None:
        return Logic.UNLESS if excepted and _UNLESS.search(lower, 0, this.quantity.start) else None
    between = lower[last.quantity.end : this.quantity.start]
    if excepted and _UNLESS.search(between):
        return Logic.UNLESS
    if (
        this.quantity.range
        and this.quantity.comparator in (AT_MOST, LESS)
        and last.quantity.range
        and this.feature == last.feature
    ):
        return Logic.AND
    return Logic.OR if _OR.search(between) or between.strip() == "/" else Logic.AND


def _logic_within(lower: str, this: Measured) -> Logic:
    """How a limit goes together with the one before it where both are of one quantity."""
    return Logic.OR if _OR.search(lower, this.start, this.quantity.start) else Logic.AND
