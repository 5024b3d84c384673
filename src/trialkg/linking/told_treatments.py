"""Stages, lines of therapy, and treatments had before or meanwhile, as criteria tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialkg.linking.phrases import Phrases
from trialkg.linking.told_state import ABSENT, CLAUSE, DENIED, PRESENT, REACH, State, clause_before
from trialkg.linking.units import ONE
from trialkg.vocabulary.codes import Logic

_STAGE = re.compile(
    r"\bstages?\s+(?P<first>0|I{1,3}|IV)(?P<sub>[A-Ca-c]?\d?)\b(?P<rest>(?:\s*(?:-|–|to|through|or|and|,|/"
    r"|and/or)+\s*(?:stages?\s)?(?:I{1,3}|IV)(?:[A-Ca-c]?\d?)\b)*)"
)
_NUMERAL = re.compile(r"I{1,3}(?!V)|IV")
_THROUGH = re.compile(r"-|–|\bto\b|\bthrough\b")
_OF_OTHERS = re.compile(r"\s*(?:chronic\s)?(?:kidney|renal|ckd|hypertension|pressure|hiv)")
"""What stages are of that are none of a cancer."""

_STAGES = ("0", "I", "II", "III", "IV")
_LINE = re.compile(
    r"\b(?P<number>first|second|third|1st|2nd|3rd)[- ]line\b(?=[\w\s-]{0,30}\b(?:treatment|therapy"
    r"|therapies|chemotherapy|endocrine|hormon\w+|setting|ai|systemic|palliative))"
)
_LINES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
_AFTER_LINE = re.compile(
    r"\b(?:after|following|fail\w*|refractory|progress\w*|prior|previous\w*|received|resist\w*|respon\w*"
    r"|relapse\w*|completed)\b[^.;]{0,40}$"
)
_PRIOR = re.compile(
    r"\b(?P<prior>prior|previous(?:ly)?|treated with|have received|has received|having received"
    r"|previous exposure to)\b"
)
_CONCURRENT = re.compile(r"\b(?:concurrent|concomitant|current(?:ly)?(?: use of| receiving| taking)?)\b")
_TREATMENT_CUES = (
    (_PRIOR, ("prior", "previous", "treated with", "received"), "prior-therapy"),
    (_CONCURRENT, ("concurrent", "concomitant", "current"), "concurrent-therapy"),
)
"""What is looked for, words without which it is not in a text, and the feature it tells of."""

_TREATMENT_WORD = re.compile(
    r"\s*(?:systemic |anti-?cancer |cancer |anti-?tumou?r )?(?:treatments?|therap(?:y|ies))\b(?! (?:with"
    r"|for (?!metastatic|this|the)))"
)
_NOT_A_TREATMENT = re.compile(
    r"^[^.;]{0,30}\b(?:recover\w*|response|toxicit\w*|allowed|permitted|eligible|allergy|reaction|study"
    r"|trial|protocol|diagnos\w*)\b|^\s*to\b"
)
_COUNTED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|since|weeks?|days?|months?|years?|than|least|most"
    r"|within))\s*(?:\w+\s){0,2}$"
)
_TIME = re.compile(r"[^.;]{0,90}?\b(?:within|weeks?|days?|months?|years?|ago)\b")
_TIME_STEMS = ("within", "week", "day", "month", "year", "ago")


def stages(text: str, lower: str) -> Iterator[State]:
    """The stages of a cancer that an item names; ``lower`` is its text in small letters."""
    for match in _STAGE.finditer(text) if "tage" in text else ():
        if _OF_OTHERS.match(lower, match.end(), match.end() + 25):
            continue
        if DENIED.search(clause_before(lower, match.start())[-25:]):
            continue
        for place, stage in enumerate(dict.fromkeys(_named_stages(match))):
            yield State("stage", stage, match.start(), match.end(), logic=Logic.OR if place else None)


def _named_stages(match: re.Match[str]) -> Sequence[str]:
    """The stages of ``stage II to IV`` or ``stage IIIA or IV``."""
    named = _NUMERAL.findall(match["rest"])
    first = match["first"]
    if _THROUGH.search(match["rest"]) and len(named) == 1 and first in _STAGES:
        return _STAGES[_STAGES.index(first) : _STAGES.index(named[0]) + 1]
    return [first if named else first + match["sub"], *named]


def lines(lower: str) -> Iterator[State]:
    """The line of therapy that an item, in small letters, speaks of."""
    for match in _LINE.finditer(lower) if "line" in lower else ():
        if _AFTER_LINE.search(clause_before(lower, match.start())):
            continue
        yield State(
            "line-of-therapy",
            None,
            match.start(),
            match.end(),
            value=float(_LINES[match["number"]]),
            unit=ONE,
        )


def treatments(text: str, lower: str, exposures: Phrases) -> Iterator[State]:
    """The treatments that an item says were had before or are had meanwhile."""
    for pattern, words, feature in _TREATMENT_CUES:
        for match in pattern.finditer(lower) if any(map(lower.__contains__, words)) else ():
            state = _treatment(text, lower, match, feature, exposures)
            if state is not None:
                yield state


def _treatment(text: str, lower: str, match: re.Match[str], feature: str, exposures: Phrases) -> State | None:
    """The treatments that a word such as ``prior`` stands before; None where they are counted or timed."""
    start, end = match.span()
    before = clause_before(lower, start)
    after = CLAUSE.split(lower[end : end + 120], 1)[0]
    timed = any(map(after.__contains__, _TIME_STEMS)) and _TIME.match(after)
    if timed or _COUNTED.search(before) or _NOT_A_TREATMENT.search(after):
        return None
    found = [each for each in exposures.found_in(text[end : end + len(after)]) if each.start < REACH]
    general = _TREATMENT_WORD.match(after)
    if not found and (general is None or feature != "prior-therapy"):
        return None
    denied = DENIED.search(before) is not None
    end += found[-1].end if found else general.end() if general else 0
    names = tuple(dict.fromkeys(each.notation for each in found))
    return State(feature, ABSENT if denied else PRESENT, start, end, names)
