"""The role of a mention in its sentence: what is done with the thing named, by the words around it.

The words next to a mention go first (an exposure that some had before, care that is standard), then the voice
of the sentence (what this study will do; what others have found), then the place it stands in.
"""

from __future__ import annotations

from enum import Enum

import msgspec

from trialkg.linking import cues
from trialkg.linking.sections import Section
from trialkg.vocabulary.codes import Role

_REACH = 140
"""Characters before and behind a mention in which cues are looked for."""


class Voice(Enum):
    """Who speaks in a sentence: this study of its plan, a report of what is known, or neither for sure."""

    PLAN = "plan"
    REPORT = "report"
    OPEN = "open"


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where a sentence stands: its section, whether it is a title or the summary.

    ``observes`` says that the study looks at what a treatment does, rather than trying it.
    """

    section: Section = Section.OPEN
    title: bool = False
    summary: bool = False
    observes: bool = False


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """A role, and how sure it is.

    ``by_words`` says that words give it, else it is the place alone; ``called_standard`` that the thing is
    said to be standard care, though it be in a report of what others do; ``joined`` that another thing is
    added to it.
    """

    role: Role
    by_words: bool = True
    called_standard: bool = False
    joined: bool = False


def role_of(sentence: str, span: tuple[int, int], place: Place, until: int | None = None) -> Judgement:
    """The role of what stands in a sentence from and to an offset.

    ``until`` is where the next mention begins: what is said behind that is said of that one.
    """
    start, end = span
    if place.section is Section.ELIGIBILITY:
        return Judgement(Role.ELIGIBILITY)
    before = sentence[max(0, start - _REACH) : start]
    after = sentence[end : end + _REACH if until is None else until]
    voice = Voice.PLAN if place.title else _voice(sentence, place)
    if place.summary and cues.STANDARD_MEANT_BEFORE.search(before):
        return Judgement(Role.BACKGROUND, called_standard=True)
    if voice is Voice.REPORT:
        return Judgement(Role.MENTIONED, called_standard=_is_standard(before, after))
    if cues.NOT_GIVEN_BEFORE.search(before) or cues.NOT_GIVEN_AFTER.match(after):
        planned = cues.EXAMPLE_OF_SCANS_BEFORE.search(before) and cues.MANDATED.search(sentence)
        return Judgement(Role.BACKGROUND if planned else Role.MENTIONED)
    return _by_neighbours(sentence, before, after, place) or _by_voice(voice, before, after, place)


def _voice(sentence: str, place: Place) -> Voice:
    if cues.ASKED.search(sentence) or cues.MANDATED.search(sentence):
        return Voice.PLAN
    if place.section is Section.RATIONALE or cues.REPORTED.search(sentence):
        return Voice.REPORT
    return Voice.PLAN if cues.PLANNED.search(sentence) or place.section is not Section.OPEN else Voice.OPEN


def _by_neighbours(sentence: str, before: str, after: str, place: Place) -> Judgement | None:
    if cues.HAD_BEFORE.search(before) or cues.HAD_AFTER.match(after):
        return Judgement(Role.ELIGIBILITY)
    if _is_standard(before, after):
        compared = cues.COMPARED_STANDARD_BEFORE.search(before) and not cues.ALONE_AFTER.match(after)
        return Judgement(Role.COMPARATOR if compared else Role.BACKGROUND, called_standard=True)
    if cues.FORETOLD_BEFORE.search(before):
        return Judgement(Role.BACKGROUND)
    if place.title and cues.EXPOSURE.search(sentence):
        return None
    under = cues.UNDER_TREATMENT_BEFORE.search(before)
    if under and not cues.TO_BE_TREATED.search(before[: under.start("how")]):
        return Judgement(Role.BACKGROUND)
    if cues.MEANWHILE_BEFORE.search(before) or cues.MEANWHILE_AFTER.match(after):
        return Judgement(Role.BACKGROUND)
    if cues.LATER_AFTER.match(after):
        return Judgement(Role.BACKGROUND)
    if place.observes and cues.EFFECT_OF_BEFORE.search(before):
        return Judgement(Role.BACKGROUND)
    return None


def _is_standard(before: str, after: str) -> bool:
    called = cues.STANDARD_BEFORE.search(before) and not cues.WITH_OR_WITHOUT_BEFORE.search(before)
    return bool(called or cues.STANDARD_AFTER.match(after))


def _is_joined(before: str, after: str, place: Place) -> bool:
    """Whether another thing is added to what is named, or it follows on what another thing shows.

    A title tries what stands behind "with or without".
    """
    if place.title and cues.WITH_OR_WITHOUT_BEFORE.search(before):
        return False
    cue = cues.JOINED_BEFORE.search(before) or cues.JOINED_AFTER.match(after)
    return bool(cue or cues.ON_CONDITION_BEFORE.search(before))


def _by_voice(voice: Voice, before: str, after: str, place: Place) -> Judgement:
    if place.observes and not (cues.TRIED_BEFORE.search(before) or cues.TRIED_AFTER.match(after)):
        looks = voice is Voice.PLAN or place.summary
        return Judgement(Role.BACKGROUND if looks else Role.MENTIONED, by_words=False)
    if voice is Voice.PLAN:
        role = Role.COMPARATOR if cues.COMPARED_BEFORE.search(before) else Role.STUDIED
        joined = _is_joined(before, after, place)
        return Judgement(
            role, joined=joined, called_standard=joined and cues.ADJUVANT_BEFORE.search(before) is not None
        )
    return Judgement(Role.STUDIED if place.summary else Role.MENTIONED, by_words=False)
