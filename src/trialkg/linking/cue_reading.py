"""What one statement says of another study: its cues, but those that the rest of the statement takes back."""

from __future__ import annotations

import re

from trialkg.linking import cautions
from trialkg.linking.cue_language import cue
from trialkg.linking.relation_cues import CUES, Cue
from trialkg.linking.statements import Place, Statement

_ABOUT_US = cue(
    r"""\b(?:eligible|invited|will|offered|enter(?:ed)? (?:in)?to
    |this (?:[\w-]+ )?(?:study|trial|protocol|extension|survey|project)|asked|can|may|have the option
    |were enrolled in th
    |is designed)\b"""
)
_PERSONS = cue(
    r"""\b(?:patients?|participants?|subjects?|individuals|wom[ae]n|m[ae]n|children|infants|adults|adolescents
    |volunteers|persons|those|families|households|who|they|survivors|completers)\b"""
)
_DURATION = cue(
    r"""\b(?:\d+|one|two|three|four|five|six|ten)[- ]?(?:\w+ )?(?:years?|months?|weeks?|yr)\b
    |\blong[- ]term\b|\buntil\b"""
)
_STUDY_WORD = cue(r"\b(?:study|trial|phase|protocol|survey|sub-?study)\b")
_OF_NAMES = frozenset((Cue.COHORT, Cue.SUBSTUDY, Cue.MEMBERS, Cue.EXTENSION, Cue.FOLLOW_UP, Cue.PARENT))
"""What is believed of a study that has a name and no number: names are easily taken for what they are not."""

_LONGEST_BEFORE_NAME, _LONGEST_BEFORE_COHORT = 110, 320


def cues_of(words: str, statement: Statement, *, is_numbered: bool) -> tuple[Cue, ...]:
    """What a statement says of a study, the most telling first; ``words`` is its text, the studies marked."""
    if statement.place is Place.EXCLUSION:
        return ()
    wanted = frozenset(CUES) if is_numbered else _OF_NAMES
    if cautions.REFUSAL.search(words):
        wanted = wanted & {Cue.SERIES}
    words = _not_denied(words)
    return tuple(each for each in Cue if each in wanted and _is_given(each, words, statement, is_numbered))


def _not_denied(words: str) -> str:
    """What stands before the first denial: a study named there is not denied (``A and those not in A``)."""
    denial = cautions.DENIAL.search(words)
    return words[: denial.start()] if denial else words


def is_spoken_of(words: str, statement: Statement) -> bool:
    """Whether a statement names a study by a word for one, without cue, and neither denies nor argues."""
    if statement.place is Place.EXCLUSION or not _STUDY_WORD.search(words):
        return False
    cautions_met = (
        cautions.DENIAL,
        cautions.REFUSAL,
        cautions.YARDSTICK,
        cautions.GATE,
        cautions.MEMBERS_TOLD,
    )
    return not (_argues(words) or any(caution.search(words) for caution in cautions_met))


def _is_given(given: Cue, words: str, statement: Statement, is_numbered: bool) -> bool:
    match = next((found for pattern in CUES[given] if (found := pattern.search(words))), None)
    if match is None or not (is_numbered or _is_close(given, match, words)):
        return False
    return _holds(given, match, words, statement)


def _is_close(given: Cue, match: re.Match[str], words: str) -> bool:
    """Whether a cue stands near enough to a mere name, in one line, and speaks of a study."""
    said = match.group()
    longest = _LONGEST_BEFORE_COHORT if given is Cue.COHORT else _LONGEST_BEFORE_NAME
    speaks_of_study = given not in (Cue.EXTENSION, Cue.FOLLOW_UP) or bool(
        _STUDY_WORD.search(said) or _STUDY_WORD.match(words[match.end() :].lstrip())
    )
    return len(said) <= longest and "\n" not in said and speaks_of_study


def _holds(given: Cue, match: re.Match[str], words: str, statement: Statement) -> bool:
    if given is Cue.HAS_EXTENSION:
        return not cautions.EARLY_ACCESS.search(words)
    if given in (Cue.SERIES, Cue.DATA):
        return not cautions.YARDSTICK.search(words)
    if given is Cue.PARENT:
        return not cautions.TAKEN_OVER.search(words)
    if given is Cue.MEMBERS:
        return _is_membership(match, words, statement)
    if given is Cue.SUBSTUDY:
        return not cautions.ELSEWHERE.search(words)
    if given is Cue.DRAWN:
        return not (_is_of_others(match, words) or _argues(words) or cautions.ELSEWHERE.search(words))
    if given is Cue.EXTENSION:
        return not cautions.OF_WORK.search(match.group())
    if given is Cue.FOLLOW_UP:
        return bool(_PERSONS.search(match.group()) or _DURATION.search(words))
    return True


def _is_membership(match: re.Match[str], words: str, statement: Statement) -> bool:
    if statement.place is Place.TITLE:
        return True
    if _is_of_others(match, words):
        return False
    if statement.place is Place.INCLUSION or _ABOUT_US.search(words):
        return True
    return bool(_PERSONS.search(words)) and not _argues(words)


def _is_of_others(match: re.Match[str], words: str) -> bool:
    said = words[: match.end()]
    return bool(
        cautions.GATE.search(words)
        or cautions.TAKEN_OVER.search(words)
        or cautions.MEMBERS_TOLD.search(said)
        or cautions.DONE_BY_US.search(said)
    )


def _argues(words: str) -> bool:
    return bool(cautions.EVIDENCE.search(words) or cautions.OUTCOME_TOLD.search(words))
