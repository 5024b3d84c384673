"""States that a criterion asks for or forbids: receptors, pregnancy, consent, stage, treatments had before.

A state is what the item says: ``Not pregnant`` is pregnancy, absent. Whether the item includes or excludes is
its own. Where a mention is qualified (``untreated brain metastases``) or only allowed, nothing is said.
Patterns are of text in small letters, but that of stages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trialkg.linking.phrases import Found, Phrases
from trialkg.linking.units import ONE
from trialkg.linking.words import lowered
from trialkg.vocabulary.codes import Logic

PRESENT, ABSENT, POSITIVE, NEGATIVE = "present", "absent", "positive", "negative"

_RECEPTORS = frozenset(("ER", "PR", "HR", "HER2", "BRCA"))
_DISEASES = frozenset(
    ("brain-metastases", "leptomeningeal-disease", "cirrhosis", "spinal-cord-compression",
     "measurable-disease", "HIV", "hepatitis-B", "hepatitis-C", "triple-negative")
)  # fmt: skip
_PERSONAL = frozenset(("pregnancy", "breast-feeding", "consent"))

_POSITIVE = re.compile(
    r"(?:[\s-]*(?:\([^)]{1,12}\)[\s-]*)?(?:(?:and/or|or|and|/)\s*(?:pr|pgr|er|progesterone"
    r"|estrogen)[\w\s-]{0,12}?)?(?:receptors?\s*|status\s*|gene\s*|expression\s*|is\s*|or\s*)*"
    r"(?:-|\s)?(?:positiv\w*|over-?express\w*|amplif\w*|mutat\w*|mutant)|\s?\+{1,3}(?![\w/])|\s?\(\+\))"
)
_NEGATIVE = re.compile(
    r"[\s-]*(?:\([^)]{1,12}\)[\s-]*)?(?:receptors?\s*|status\s*|gene\s*|expression\s*|is\s*"
    r"|antibody\s*)*(?:-|\s)?(?:negativ\w*|non-?amplified|wild-?type)|\s?[-–−](?=[\s,.);/]|$|either)"
    r"|\s?\([-–−]\)"
)
_POSITIVE_BEFORE = re.compile(
    r"\b(?:positive (?:for|test(?:s|ing)? for)(?: the)?|overexpress\w*|expressing"
    r"|positive)\s+(?:\w+\s+){0,2}$"
)
_NEGATIVE_BEFORE = re.compile(r"\b(?:negative (?:for|test(?:s|ing)? for)?)\s*(?:\w+\s+){0,2}$")
_DENIED = re.compile(
    r"\b(?:no(?!n-?(?:small|squamous|hodgkin))|not(?! (?:limited|exceed|only)\b)|without|never|absence of"
    r"|free (?:of|from)|nor|neither|none|lack of|negative for|rule out)\b"
)
_CONSENT_DENIED = re.compile(
    r"\b(?:un(?:able|willing|willingness)|inab\w+|refus\w+|not|lack\w*|without|withdr\w+|cannot|can't"
    r"|incapa\w+|impair\w+|preclude\w*|no|failure|fail\w*|impossible|absence|incompeten\w+|interfer\w+"
    r"|compromis\w+)\b"
)
_CONSENT_OTHER = re.compile(
    r"\b(?:prior to|before|after|at the time|time of|when|upon|since|signing|until)\b[^.;]{0,50}$|\bof\s*$"
)
_CONDITIONAL = re.compile(
    r"\b(?:becom\w+|avoid\w*|prevent\w*|plan\w*|inten\w+|possib\w+|wish\w*|desire\w*|partner\w*|during"
    r"|history of|previous|last|past|potential|risk of|capable of|get|attempt\w*|trying|exclude|rule out"
    r"|contracept\w*|birth control|duration of|outcome of|cause of|prior to|before|early|got"
    r"|after)\b[^.;,]{0,25}$"
)
_QUALIFIED = re.compile(
    r"\b(?:untreated|active|symptomatic|uncontrolled|unstable|progressi\w+|treated|stable|controlled"
    r"|asymptomatic|decompensated|new|progressing|severe|uncontrolled|acute|significant|grade|stage"
    r"|class)\b[^.;]{0,25}$"
)
_ALLOWED = re.compile(
    r"^[^.;]{0,80}?\b(?:allowed|permitted|eligible|acceptable|accepted|may be (?:included|enrolled)"
    r"|are included|unless|if|who (?:have|are)|requiring|that (?:have|has|are|is)|treated|stable)\b"
)
_TEST = re.compile(r"\s*(?:test\w*|blood test|urine test)\b")
_TEST_NEGATIVE = re.compile(r"\bnegative\b[^.;]{0,30}$|\bnegative\b")
_TEST_POSITIVE = re.compile(r"\bpositive\b")
_NEGATIVE_SOON = re.compile(r"[^.;]{0,15}negative")
_POSITIVE_SOON = re.compile(r"[^.;]{0,15}positive")
_WITHOUT = re.compile(r"\bwithout\b[^.;]{0,20}$")
_NOT_JUST_BEFORE = re.compile(r"\b(?:no|not|without)\s+(?:\w+\s+)?$")
_RULED_OUT = re.compile(r"\s*(?:is |are )?(?:absent|excluded|ruled out)")
_NEGATIVE_AFTER = re.compile(
    r"[\s(),-]*(?:\([^)]*\)\s*)?(?:sero-?|antibody |surface antigen |test(?:ing|s)? |status |is |results? "
    r"|must be |are |or |and |hcv |hbsag )*negative"
)
_VIRUSES = frozenset(("HIV", "hepatitis-B", "hepatitis-C"))
_OF_A_VIRUS = re.compile(
    r"[\s-]*(?:immuno\w+ )?(?:vaccin\w*|therap\w*|anti-?\s?(?:retro)?viral|treatment|protease|drugs?"
    r"|medicat\w*|inhibitors?"
    r"|related|integrase|screen\w*|testing|prevention|care|clinics?|rna|dna|viral load)\b"
)
_CARRIED_BEFORE = re.compile(
    r"\b(?:positive|infect\w*|known|history of|with|have|has|presence of|diagnos\w*|active"
    r"|chronic)\b[^.;]{0,30}$"
)
_CARRIED = re.compile(
    r"[\s,-]*(?:\([^)]*\)\s*)?(?:infect\w*|positiv\w*|sero\w*|\+|disease|antibod\w*|virus infect)"
)
_OF_RISK = re.compile(
    r"\b(?:risk|vaccin\w*|immuni[sz]\w*|family history|treatment for|therapy for|prophyla\w*|exposed"
    r"|exposure)\b[^.;]{0,40}$"
)

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
_CLAUSE = re.compile(r"[.;:bue](?:(?<=[.;:])\s|(?<=\bb)ut\b|(?<=\be)xcept\b|(?<=\bu)nless\b)")
"""The end of a clause; it begins with a set of characters, as such patterns are searched for quickest."""

_REACH = 60


@dataclass(frozen=True, slots=True)
class State:
    """A feature that a person has or has not, and the stretch of text that says so.

    ``value`` and ``unit`` are of what is counted, such as a line of therapy; then ``state`` is None.
    """

    feature: str
    state: str | None
    start: int
    end: int
    exposures: tuple[str, ...] = ()
    value: float | None = None
    unit: str | None = None
    logic: Logic | None = None


def states_in(text: str, mentions: Sequence[Found], exposures: Phrases) -> Iterator[State]:
    """The states that an item speaks of, each feature once."""
    seen: set[tuple[str, tuple[str, ...], str | None]] = set()
    for state in _all_states(text, mentions, exposures):
        key = state.feature, state.exposures, None if state.feature in _VIRUSES else state.state
        if key not in seen:
            seen.add(key)
            yield state


def _all_states(text: str, mentions: Sequence[Found], exposures: Phrases) -> Iterator[State]:
    lower = lowered(text)
    for mention in mentions:
        if mention.notation in _RECEPTORS:
            yield from _receptor(lower, mention)
        elif mention.notation in _PERSONAL:
            yield from _personal(lower, mention)
        elif mention.notation in _DISEASES:
            yield from _disease(lower, mention)
    yield from _stages(text, lower)
    yield from _lines(lower)
    yield from _treatments(text, lower, exposures)


def _clause_before(lower: str, place: int) -> str:
    begin = max(place - _REACH, 0)
    for match in _CLAUSE.finditer(lower, begin, place):
        begin = match.end()
    return lower[begin:place]


def _receptor(lower: str, mention: Found) -> Iterator[State]:
    before = _clause_before(lower, mention.start)
    positive, negative = _POSITIVE.match(lower, mention.end), _NEGATIVE.match(lower, mention.end)
    word = lower[mention.start : mention.end]
    if "overexpression" in word:
        state = NEGATIVE if _DENIED.search(before) else POSITIVE
        yield State(mention.notation, state, mention.start, mention.end)
    elif positive is not None:
        state = NEGATIVE if _NOT_JUST_BEFORE.search(before) else POSITIVE
        yield State(mention.notation, state, mention.start, positive.end())
    elif negative is not None:
        yield State(mention.notation, NEGATIVE, mention.start, negative.end())
    elif (told := _POSITIVE_BEFORE.search(before)) is not None:
        yield State(mention.notation, POSITIVE, mention.start - len(before) + told.start(), mention.end)
    elif (told := _NEGATIVE_BEFORE.search(before)) is not None:
        yield State(mention.notation, NEGATIVE, mention.start - len(before) + told.start(), mention.end)


def _personal(lower: str, mention: Found) -> Iterator[State]:
    before = _clause_before(lower, mention.start)
    if mention.notation == "consent":
        if not _CONSENT_OTHER.search(before):
            denied = _CONSENT_DENIED.search(before) is not None
            yield _with_denial(mention, before, ABSENT if denied else PRESENT, _CONSENT_DENIED)
        return
    test = _TEST.match(lower, mention.end)
    if test is not None:
        after = lower[test.end() : test.end() + 25]
        negative = _TEST_NEGATIVE.search(before) or _NEGATIVE_SOON.match(after)
        positive = _TEST_POSITIVE.search(before) or _POSITIVE_SOON.match(after)
        if negative and _WITHOUT.search(before[: before.rfind("negative")]):
            yield State(mention.notation, PRESENT, mention.start, test.end())
        elif negative or positive:
            yield State(mention.notation, ABSENT if negative else PRESENT, mention.start, test.end())
        return
    if _CONDITIONAL.search(before):
        return
    denied = _DENIED.search(before) is not None
    yield _with_denial(mention, before, ABSENT if denied else PRESENT, _DENIED)


def _with_denial(mention: Found, before: str, state: str, denial: re.Pattern[str]) -> State:
    found = denial.search(before)
    start = mention.start - len(before) + found.start() if found and state == ABSENT else mention.start
    return State(mention.notation, state, start, mention.end)


def _disease(lower: str, mention: Found) -> Iterator[State]:
    before = _clause_before(lower, mention.start)
    if (
        _QUALIFIED.search(before)
        or _OF_RISK.search(before)
        or _ALLOWED.match(lower[mention.end : mention.end + 110])
    ):
        return
    if mention.notation in _VIRUSES and _OF_A_VIRUS.match(lower, mention.end):
        return
    if mention.notation in _VIRUSES and _NEGATIVE_AFTER.match(lower, mention.end):
        yield State(mention.notation, ABSENT, mention.start, mention.end)
        return
    denied = _DENIED.search(before) or _RULED_OUT.match(lower, mention.end, mention.end + 20)
    if mention.notation in _VIRUSES and not denied and not _is_carried(lower, mention, before):
        return
    yield _with_denial(mention, before, ABSENT if denied else PRESENT, _DENIED)


def _is_carried(lower: str, mention: Found, before: str) -> bool:
    """Whether an item says of a virus that a person has it, rather than naming it by the way."""
    alone = not lower[: mention.start].strip(" ,") and mention.end - mention.start > len(lower) // 2
    return bool(alone or _CARRIED_BEFORE.search(before) or _CARRIED.match(lower, mention.end))


def _stages(text: str, lower: str) -> Iterator[State]:
    for match in _STAGE.finditer(text) if "tage" in text else ():
        if _OF_OTHERS.match(lower, match.end(), match.end() + 25):
            continue
        if _DENIED.search(_clause_before(lower, match.start())[-25:]):
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


def _lines(lower: str) -> Iterator[State]:
    for match in _LINE.finditer(lower) if "line" in lower else ():
        if _AFTER_LINE.search(_clause_before(lower, match.start())):
            continue
        yield State(
            "line-of-therapy",
            None,
            match.start(),
            match.end(),
            value=float(_LINES[match["number"]]),
            unit=ONE,
        )


def _treatments(text: str, lower: str, exposures: Phrases) -> Iterator[State]:
    for pattern, words, feature in _TREATMENT_CUES:
        for match in pattern.finditer(lower) if any(word in lower for word in words) else ():
            state = _treatment(text, lower, match, feature, exposures)
            if state is not None:
                yield state


def _treatment(text: str, lower: str, match: re.Match[str], feature: str, exposures: Phrases) -> State | None:
    """The treatments that a word such as ``prior`` stands before; None where they are counted or timed."""
    start, end = match.span()
    before = _clause_before(lower, start)
    after = _CLAUSE.split(lower[end : end + 120], 1)[0]
    timed = any(stem in after for stem in _TIME_STEMS) and _TIME.match(after)
    if timed or _COUNTED.search(before) or _NOT_A_TREATMENT.search(after):
        return None
    found = [each for each in exposures.found_in(text[end : end + len(after)]) if each.start < _REACH]
    general = _TREATMENT_WORD.match(after)
    if not found and (general is None or feature != "prior-therapy"):
        return None
    denied = _DENIED.search(before) is not None
    end += found[-1].end if found else general.end() if general else 0
    names = tuple(dict.fromkeys(each.notation for each in found))
    return State(feature, ABSENT if denied else PRESENT, start, end, names)
