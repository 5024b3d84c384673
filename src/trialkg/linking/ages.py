"""Ages among the quantities of a criterion: those of the person, not of partners, relatives or events."""

from __future__ import annotations

import re

from trialkg.linking.gaps import FILLER
from trialkg.linking.measured import Wording
from trialkg.linking.quantities import Quantity

AGE = "age"
_AGE_UNITS = frozenset(("a", "mo", "wk", "d", None))
_OF_AGE = re.compile(r"[\s-]*(?:\)\s*)?(?:of age|in age|old\b|-of-age|age\b)")
_OLDER = re.compile(r"\b(?:older|younger|aged?)\b")
_PERSON = re.compile(
    r"(?:\b(?:males?|females?|m[ae]n|wom[ae]n|adults?|patients?|subjects?|participants?|individuals?"
    r"|volunteers?|children|adolescents?|persons?|people"
    r"|boys|girls|sex(?:es)?|gender|youth|individual|outpatients?|inpatients?|child|caucasians?|smokers?"
    r"|nonsmokers?|diabetics?|heterosexuals?|ages?|aged)\b"
    r"[\s,():-]*(?:(?:who|that|is|are|must|be|of|at|with|between|from|the|age|ages|aged|either|in|and|range"
    r"|ranging|group|an?|over|to|have|their|time|being)\b[\s:(]*+)*+)$"
)
_OTHERS = re.compile(
    r"\b(?:partners?|donors?|caregivers?|parents?|relatives?|spouses?|infants?|mothers?|siblings?|famil\w+"
    r"|wives|wife|husbands?|child(?:ren)? of"
    r"|before (?:the )?age|over age|diagnos\w+ (?:before|at|after)|onset|menopaus\w*|post-?menopaus\w*"
    r"|amenorrh\w*|childbearing|(?:in|for)\s(?:all\s)?(?:fe)?(?:males?|m[ae]n|wom[ae]n)(?=\s*$)"
    r"|(?:tattoos?|scars?|lesions?|warts?|scans?|tests?|specimens?|samples?|tissue|biops(?:y|ies)|implants?"
    r"|grafts?|wounds?|images?|devices?)(?=\s(?:(?:must|should|that|is|are|be|which|being)\s)*$)"
    r"|under age \d+\)?\s*(?:first|second))\b"
)
_OTHERS_STEMS = re.compile(
    "artner|onor|caregiver|arent|relative|pouse|infant|mother|sibling|famil|wives|wife|usband|child|age"
    "|diagnos|onset|menopaus|menorrh|male|man|men|tattoo|scar|lesion"
    "|wart|scan|test|specimen|sample|tissue|biops|implant|graft|wound|image|device"
)
"""Without one of these no word of the others is in a text; such a pattern is searched for quickest."""

_OTHERS_AFTER = re.compile(r"[^.;]{0,40}\b(?:relatives?|partners?)\b")
_SAID = re.compile(r"\b(?:years?|months?|weeks?|days?)[ -](?:old|of age|of-age)\b|y\.?o\b|y/o")
_NO_AGE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:of (?!age)|since|prior|before|after|history|from|duration|ago|following|post"
    r"|experience|survival|follow|with\b(?!\s(?:a|type|ed)))"
)


def is_age(words: Wording, quantity: Quantity, end: int) -> bool:
    """Whether a quantity is an age of the person; ``end`` is that of the range it begins, else its own."""
    if quantity.unit not in _AGE_UNITS or quantity.value > 120 or not (quantity.compared or quantity.range):
        return False
    lower, mentions, label = words.lower, words.mentions, words.label
    named = [each for each in (*mentions, *label) if each.notation == AGE]
    if quantity.unit is None and not named and not _OLDER.search(lower, quantity.start, quantity.end):
        return False
    begin = max(lower.rfind(";", 0, quantity.start), lower.rfind(". ", 0, quantity.start), 0)
    before = lower[begin : quantity.start]
    near, after = before[-60:], lower[end : end + 50]
    if _OTHERS_STEMS.search(near) and _OTHERS.search(near):
        return False
    if ("relative" in after or "partner" in after) and _OTHERS_AFTER.match(after):
        return False
    if quantity.unit is not None and (_OF_AGE.match(lower, end) or _says_age(lower, quantity.start, end)):
        return True
    if _OLDER.search(lower, quantity.start, quantity.end) and quantity.unit in ("a", None):
        return True
    if _NO_AGE.match(lower, end):
        return False
    named = [each for each in mentions if each.notation == AGE and each.end <= quantity.start]
    if named:
        gap = lower[named[-1].end : quantity.start]
        if len(gap) < 45 and (FILLER.fullmatch(gap) or _ages_between(gap)):
            return True
    if any(each.notation == AGE for each in label) and not any(map(str.isalpha, before)):
        return True
    if quantity.unit != "a" or not (quantity.compared or quantity.range):
        return False
    return bool(_PERSON.search(before)) or not any(map(str.isalnum, before))


_AGES = re.compile(
    r"(?:[\s,;:()<>≤≥=/-]|\d|\b(?:and|or|to|years?|yrs|inclusive|is|of|age|old|must|be|at|the|time|than"
    r"|between|from|range|ranging)\b)*$"
)


def _ages_between(gap: str) -> bool:
    """Whether what stands between the word age and a number is another age and little else."""
    return _AGES.match(gap) is not None


def _says_age(lower: str, start: int, end: int) -> bool:
    return _SAID.search(lower, start, end + 2) is not None
