"""The feature that is named before or after a quantity, and the quantity as a value of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from trialkg.linking.ages import AGE
from trialkg.linking.comparisons import AT_LEAST, AT_MOST, LESS, MORE, OPPOSITE
from trialkg.linking.counted import per_time
from trialkg.linking.features import KIND_OF
from trialkg.linking.gaps import BOUNDARY, FILLER, FILLER_AFTER, JOINED
from trialkg.linking.measured import Measured, Wording
from trialkg.linking.phrases import Found
from trialkg.linking.quantities import Quantity
from trialkg.linking.time_limits import DURATION
from trialkg.linking.units import ONE

_LESIONS: Mapping[str, str] = {
    ONE: "lesion-count", "mm": "lesion-size", "cm": "lesion-size", "um": "lesion-size",
    "mL": "lesion-volume", "L": "lesion-volume", "cm3": "lesion-volume",
}  # fmt: skip
_COUNTED_STATES = frozenset(("brain-metastases", "leptomeningeal-disease"))
_ANOTHER_WITH_UNIT: Mapping[tuple[str, str], str] = {
    ("PR", "ms"): "PR-interval", ("PR", "/min"): "heart-rate", ("HR", "/min"): "heart-rate",
}  # fmt: skip
_HIGHEST: Mapping[str, float] = {
    "NYHA": 4, "CCS-angina": 4, "ASA": 6, "Fitzpatrick": 6, "ECOG": 5, "Karnofsky": 100, "Lansky": 100,
    "Gleason": 10, "Child-Pugh": 15, "IIEF-5": 25, "GCS": 15, "mRS": 6, "IPSS": 35,
}  # fmt: skip
"""The highest value of a scale; what is more is of another scale of the name."""

_FEWEST_CELLS = 1000
_CELLS = "10*9/L"
_OF_LESIONS = re.compile(
    "tumou?r|lesion|mass|nodul|metasta|mets|cancer|carcinom|sarcom|node|malignan|neoplas|disease|cyst|fibroid"
    "|adenoma|gliom|melanom|lymphom|polyp|focus|foci|growth|t[1-4]|gtv|extension"
    "|nodal|ulcer|wart|plaque"
)
_OF_OTHERS = re.compile(
    r"\b(?:fingers?|toes?|zones?|aneurysms?|aort(?:a|ic)|arter(?:y|ies|ial)|veins?|vessels?|pupils?|pupillary"
    r"|stents?|implants?|ventric\w+|atri(?:al|um)|stones?|calcul(?:us|i)|grafts?|wrists?|penis|cornea\w*)\b"
)
"""What has a diameter and is no lesion."""

_CHAINED = re.compile(
    r"[\s,/()\[\]&-]*(?:(?:and|or|and/or)\b)?[\s,/()\[\]&-]*(?:serum\s|plasma\s|the\s|level\s|levels?\s"
    r"|blood\s)*$"
)
_CHANGED = re.compile(
    r"\b(?:decreas\w+|reduc\w+|drop\w*|fall|declin\w+|increas\w+|ris(?:e|ing)|chang\w+|difference)\b[^.;,]{0,25}$"
)
FARTHEST = 90
_FARTHEST_AFTER = 40
_DENIED = re.compile(
    r"\b(?:must not have|must not|not have|no|without|cannot have|may not have|should not have"
    r"|does not have|not)\s+(?:(?:an?|any|the|known|evidence of|history of|current|prior"
    r"|existing)\s+)?(?:\w+\s+){0,2}?$"
)
_OUTSIDE = re.compile(r"\b(?:outside|out of|not (?:within|in)|not between|beyond)\b[^.;]{0,60}$")
_OTHER_UNIT = re.compile(r"\s?(?:[munpµμ]?mol|[munpkµμ]?g|mcg|units?|i?u)\b")
"""A unit that is printed cut short, so that the number is no bare one."""

_LENGTHS = frozenset(("mm", "cm"))
_FROM = re.compile(r"[\s)]*(?:away )?(?:from|above|below|proximal|distal)\b")
"""What makes of a length a distance and no size."""

_PRESSURE = "blood-pressure"
_PART = re.compile(r"[\s(]*(systolic|diastolic)\b")
"""Which blood pressure a number is, said behind it."""

_STANDS = re.compile(r"\s*(?:$|[,.;)]|/(?!\s*\d)|or\b|and\b|at\b|in\b|on\b)")


def without_strange_sizes(mentions: Sequence[Found], lower: str) -> Sequence[Found]:
    """The features named in an item, but the sizes where it names a finger or an artery and no lesion."""
    if all(each.notation != "lesion-size" for each in mentions):
        return mentions
    if _OF_LESIONS.search(lower) or not _OF_OTHERS.search(lower):
        return mentions
    return [each for each in mentions if each.notation != "lesion-size"]


def limit_of(
    lower: str, feature: str, unit: str, quantity: Quantity, start: int, *, near: bool = True
) -> Measured:
    """A limit, its comparison turned where the text denies it."""
    quantity = _as_denied(lower, quantity, start)
    return Measured(feature, quantity, unit, min(start, quantity.start), quantity.end, near)


def _as_denied(lower: str, quantity: Quantity, start: int) -> Quantity:
    """The quantity, its comparison turned where a denial stands before what it is of."""
    place = min(start, quantity.start)
    low = max(place - 70, 0)
    if quantity.range and _OUTSIDE.search(lower[low : quantity.start]):
        return replace(
            quantity, comparator={AT_LEAST: LESS, AT_MOST: MORE}.get(quantity.comparator, quantity.comparator)
        )
    before = lower[max(place - 45, 0) : place]
    denied = quantity.compared and not quantity.range and "no" in before and _DENIED.search(before)
    return replace(quantity, comparator=OPPOSITE[quantity.comparator]) if denied else quantity


def named_before(
    words: Wording, quantity: Quantity, previous: Quantity | None, last: Measured | None
) -> list[Measured]:
    """What is named before a quantity and fits it, with what is named together with that."""
    lower, mentions = words.lower, words.mentions
    for place in range(len(mentions) - 1, -1, -1):
        mention = mentions[place]
        if mention.end > quantity.start or mention.notation == DURATION:
            continue
        gap = lower[mention.end : quantity.start]
        if len(gap) > FARTHEST or BOUNDARY.search(words.text[mention.end : quantity.start]):
            return []
        unit = unit_of(mention.notation, quantity) if mention.notation != AGE else None
        if unit is not None and quantity.unit is None and _OTHER_UNIT.match(lower, quantity.end):
            return []
        if unit in _LENGTHS and _FROM.match(lower, quantity.end):
            return []
        if unit is None:
            if quantity.unit is None:
                return []
            continue
        if _CHANGED.search(lower, max(mention.start - 40, 0), mention.start):
            return []
        if not _reaches(gap, quantity, previous, last, mention):
            return []
        chain = list(_chain(lower, mentions, place, quantity))
        start = chain[0].start
        begun = max(previous.end - mention.end, 0) if previous is not None else 0
        near = FILLER.fullmatch(gap[begun:]) is not None
        if not (quantity.compared or quantity.range) and not (near and _STANDS.match(lower, quantity.end)):
            return []
        part = _PART.match(lower, quantity.end)
        names = (
            f"{part[1]}-{each.notation}"
            if part and each.notation == _PRESSURE
            else _feature(each.notation, quantity)
            for each in chain
        )
        return [limit_of(lower, name, unit, quantity, start, near=near) for name in dict.fromkeys(names)]
    return []


def _reaches(
    gap: str, quantity: Quantity, previous: Quantity | None, last: Measured | None, mention: Found
) -> bool:
    """Whether a mention governs a quantity over what stands between: little, or others of the feature."""
    if previous is not None and previous.start >= mention.end:
        between = gap[previous.end - mention.end :] if previous.end >= mention.end else gap
        same = last is not None and last.quantity.number >= mention.end
        joined = JOINED.match(between) is not None
        return (
            same
            and last is not None
            and (joined or (quantity.unit is not None and quantity.unit == last.unit))
        )
    return quantity.unit is not None or FILLER.fullmatch(gap) is not None


def _chain(lower: str, mentions: Sequence[Found], place: int, quantity: Quantity) -> Iterator[Found]:
    """The mentions that stand in a row up to one, in their order: ``AST, ALT``, ``ALT (SGPT) or AST``."""
    first = place
    while first and unit_of(mentions[first - 1].notation, quantity) is not None:
        gap = lower[mentions[first - 1].end : mentions[first].start]
        if len(gap) > 25 or not _CHAINED.match(gap):
            break
        if gap.strip() == "(" and mentions[first - 1].notation != mentions[first].notation:
            break
        first -= 1
    yield from mentions[first : place + 1]


def named_after(words: Wording, quantity: Quantity) -> Measured | None:
    """What is named after a quantity and fits it: ``at most 5 metastatic lesions``."""
    lower = words.lower
    if _CHANGED.search(lower, max(quantity.start - 40, 0), quantity.start):
        return None
    for mention in words.mentions:
        if mention.start < quantity.number or mention.notation in (AGE, DURATION):
            continue
        if mention.start - quantity.end > _FARTHEST_AFTER:
            return None
        gap = lower[min(quantity.end, mention.start) : mention.start]
        unit = unit_of(mention.notation, quantity) or per_time(lower, mention, quantity)
        if unit is None or not (FILLER_AFTER.fullmatch(gap) or not gap.strip()):
            return None
        if not (quantity.compared or quantity.range):
            return None
        feature = _feature(mention.notation, quantity)
        end = max(mention.end, quantity.end)
        found = limit_of(lower, feature, unit, quantity, quantity.start)
        return replace(found, end=end)
    return None


def unit_of(feature: str, quantity: Quantity) -> str | None:
    """The unit that a quantity has as a value of a feature; None where it is none."""
    unit = quantity.unit
    if unit is not None and (feature, unit) in _ANOTHER_WITH_UNIT:
        return unit
    if feature in _COUNTED_STATES:
        feature = "lesion"
    if quantity.value > _HIGHEST.get(feature, quantity.value):
        return None
    kind = KIND_OF[feature]
    if unit is not None:
        return unit if unit in kind.units else None
    if kind.unit == ONE and feature != "INR" and quantity.value != int(quantity.value):
        return None
    if _CELLS in kind.units and quantity.value >= _FEWEST_CELLS and "/uL" in kind.units:
        return "/uL"
    return kind.unit


def _feature(notation: str, quantity: Quantity) -> str:
    """The feature that a mention is of with the unit of a quantity: size, volume or number of lesions."""
    if notation in ("lesion", *_COUNTED_STATES):
        return _LESIONS[quantity.unit or ONE]
    return _ANOTHER_WITH_UNIT.get((notation, quantity.unit or ""), notation)
