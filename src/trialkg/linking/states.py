"""States that a criterion asks for or forbids: receptors, pregnancy, consent, stage, treatments had before.

A state is what the item says: ``Not pregnant`` is pregnancy, absent. Whether the item includes or excludes is
its own. Where a mention is qualified (``untreated brain metastases``) or only allowed, nothing is said.
Patterns are of text in small letters, but that of stages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialkg.linking.phrases import Found, Phrases
from trialkg.linking.told_state import (
    ABSENT,
    DENIED,
    NEGATIVE,
    POSITIVE,
    PRESENT,
    State,
    clause_before,
)
from trialkg.linking.told_treatments import lines, stages, treatments

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


def states_in(text: str, lower: str, mentions: Sequence[Found], exposures: Phrases) -> Iterator[State]:
    """The states that an item speaks of, each feature once; ``lower`` is its text in small letters."""
    seen: set[tuple[str, tuple[str, ...], str | None]] = set()
    for state in _all_states(text, lower, mentions, exposures):
        key = state.feature, state.exposures, None if state.feature in _VIRUSES else state.state
        if key not in seen:
            seen.add(key)
            yield state


def _all_states(text: str, lower: str, mentions: Sequence[Found], exposures: Phrases) -> Iterator[State]:
    for mention in mentions:
        if mention.notation in _RECEPTORS:
            yield from _receptor(lower, mention)
        elif mention.notation in _PERSONAL:
            yield from _personal(lower, mention)
        elif mention.notation in _DISEASES:
            yield from _disease(lower, mention)
    yield from stages(text, lower)
    yield from lines(lower)
    yield from treatments(text, lower, exposures)


def _receptor(lower: str, mention: Found) -> Iterator[State]:
    before = clause_before(lower, mention.start)
    positive, negative = _POSITIVE.match(lower, mention.end), _NEGATIVE.match(lower, mention.end)
    word = lower[mention.start : mention.end]
    if "overexpression" in word:
        state = NEGATIVE if DENIED.search(before) else POSITIVE
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
    before = clause_before(lower, mention.start)
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
    denied = DENIED.search(before) is not None
    yield _with_denial(mention, before, ABSENT if denied else PRESENT, DENIED)


def _with_denial(mention: Found, before: str, state: str, denial: re.Pattern[str]) -> State:
    found = denial.search(before)
    start = mention.start - len(before) + found.start() if found and state == ABSENT else mention.start
    return State(mention.notation, state, start, mention.end)


def _disease(lower: str, mention: Found) -> Iterator[State]:
    before = clause_before(lower, mention.start)
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
    denied = DENIED.search(before) or _RULED_OUT.match(lower, mention.end, mention.end + 20)
    if mention.notation in _VIRUSES and not denied and not _is_carried(lower, mention, before):
        return
    yield _with_denial(mention, before, ABSENT if denied else PRESENT, DENIED)


def _is_carried(lower: str, mention: Found, before: str) -> bool:
    """Whether an item says of a virus that a person has it, rather than naming it by the way."""
    alone = not lower[: mention.start].strip(" ,") and mention.end - mention.start > len(lower) // 2
    return bool(alone or _CARRIED_BEFORE.search(before) or _CARRIED.match(lower, mention.end))
