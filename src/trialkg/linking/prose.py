"""Concepts that the texts of a study name, each mention with its role and the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import zip_longest

import msgspec
from msgspec.structs import replace

from trialkg.linking import cues
from trialkg.linking.links import Evidence
from trialkg.linking.mentions import Mentions, Topic, letters_of
from trialkg.linking.phrases import Found
from trialkg.linking.roles import Judgement, role_of
from trialkg.linking.sections import Section, Sections
from trialkg.linking.texts import Passage, sentences_of
from trialkg.study import Arm
from trialkg.vocabulary.codes import ArmType, Role

_LONGEST_QUOTE = 320
_CLAUSE_END = re.compile(r"[;:.!?]\s+")
_AND = re.compile(r"[\s,;/()\[\]&+]*(?:\b(?:and/or|and|or)\b|±|\+/-)?[\s,;/()\[\]&+]*(?:\b(?:the|a|an)\b\s)?")
"""What joins the items of a list, which share the words around it."""

_VERSUS = re.compile(r"\b(?:versus|vs|compared (?:to|with)|or)\b", re.IGNORECASE)
_SCANS = frozenset(("FES-PET", "FDG-PET"))
_ACCOMPANIED = re.compile(
    r"\b(?:with|plus|added to|addition to|after|following|versus|vs|or|on|during|under|to|in|guided)\b|\+",
    re.IGNORECASE,
)
"""Words of a title behind which stands what accompanies the thing that is tried."""

COMPARING_ARMS = frozenset(
    (
        ArmType.ACTIVE_COMPARATOR,
        ArmType.PLACEBO_COMPARATOR,
        ArmType.SHAM_COMPARATOR,
        ArmType.NO_INTERVENTION,
    )
)
"""Arms that the experimental ones are compared with."""


class Mentioned(msgspec.Struct, frozen=True, gc=False):
    """A concept named in a text: the role there, how that was judged, and the words.

    ``leads`` says that a title names it first, not as the companion of another.
    """

    concept: str
    judgement: Judgement
    evidence: Evidence
    leads: bool


def mentioned_in(passage: Passage, mentions: Mentions, topic: Topic) -> Iterator[Mentioned]:
    """The mentions of a text, from its first sentence to its last."""
    letters = letters_of(passage.text)
    if not topic.may_stand_in(letters):
        return
    section_at = _section_at(passage)
    for start, sentence in sentences_of(passage):
        if topic.may_stand_in(letters[start : start + len(sentence)]):
            found = _said(passage, sentence, mentions.found_in(sentence, topic))
            yield from _in_sentence(passage, sentence, found, partial(_behind, section_at, start))


def _section_at(passage: Passage) -> Callable[[int], Section]:
    """The section of an offset; only prose without a section of its own has headings."""
    section = passage.place.section
    if passage.place.title or section is not Section.OPEN:
        return lambda _: section
    return lambda offset: _sections(passage.text).at(offset)


_sections = lru_cache(maxsize=1)(Sections.of)
"""Those of the text that is read, once they are asked for."""


def _behind(section_at: Callable[[int], Section], start: int, offset: int) -> Section:
    """The section of an offset in a sentence that begins at another in its text."""
    return section_at(start + offset)


def _said(passage: Passage, sentence: str, found: list[Found]) -> list[Found]:
    """The mentions of a sentence but headings of criteria: ``Endocrine therapy:``, or a line of its own."""
    if passage.place.section is not Section.ELIGIBILITY:
        return found
    return [
        each
        for each in found
        if sentence[each.end : each.end + 1] != ":" and (each.start or sentence[each.end :])
    ]


def _in_sentence(
    passage: Passage, sentence: str, found: Sequence[Found], section_at: Callable[[int], Section]
) -> Iterator[Mentioned]:
    on_both_sides = _on_both_sides(sentence, found)
    groups = list(_groups(sentence, found))
    for group, following in zip_longest(groups, groups[1:]):
        span = (group[0].start, group[-1].end)
        observes = passage.place.observes and any(each.notation not in _SCANS for each in group)
        place = replace(passage.place, section=section_at(span[0]), observes=observes)
        judged = role_of(sentence, span, place, following[0].start if following else None)
        judged = _in_arm(judged, passage.arm)
        for each in group:
            yield _mentioned(passage, sentence, each, _on_sides(judged, each.notation in on_both_sides))


def _on_sides(judged: Judgement, both: bool) -> Judgement:
    """The role of what stands on both sides of a comparison: standard care there is no comparator."""
    if both and judged.called_standard and judged.role is Role.COMPARATOR:
        return replace(judged, joined=True, role=Role.BACKGROUND)
    return replace(judged, joined=judged.joined or both)


def _mentioned(passage: Passage, sentence: str, found: Found, judged: Judgement) -> Mentioned:
    evidence = Evidence(quote=_quote(sentence, found), field=passage.field)
    leads = passage.place.title and _leads(sentence, found.start, judged)
    return Mentioned(found.notation, judged, evidence, leads)


def _leads(title: str, start: int, judged: Judgement) -> bool:
    """Whether a title is about what it names there, not about what that accompanies."""
    if cues.EXPOSURE.search(title) or cues.WITH_OR_WITHOUT_BEFORE.search(title, 0, start):
        return True
    return not (judged.joined or _ACCOMPANIED.search(title, 0, start))


def _on_both_sides(sentence: str, found: Sequence[Found]) -> frozenset[str]:
    """What stands on both sides of a comparison: ``A plus B versus B alone``."""
    first: dict[str, int] = {}
    both = set()
    for each in found:
        if each.notation in first and _VERSUS.search(sentence, first[each.notation], each.start):
            both.add(each.notation)
        first.setdefault(each.notation, each.end)
    return frozenset(both)


def _in_arm(judged: Judgement, arm: Arm | None) -> Judgement:
    """What an arm gives is compared with where the arm is a comparator."""
    if arm is None or arm.type not in COMPARING_ARMS or judged.role is not Role.STUDIED:
        return judged
    return replace(judged, role=Role.COMPARATOR)


def _groups(sentence: str, found: Sequence[Found]) -> Iterator[list[Found]]:
    """The mentions of a sentence, the items of a list together."""
    group: list[Found] = []
    for each in found:
        if group and not _AND.fullmatch(sentence, group[-1].end, each.start):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _quote(sentence: str, found: Found) -> str:
    """The sentence; of a long one the clauses around the mention, or the words where these are long too."""
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    room = max(0, _LONGEST_QUOTE - (found.end - found.start)) // 2
    start, end = max(0, found.start - room), min(len(sentence), found.end + room)
    if start:
        clause = _CLAUSE_END.search(sentence, start, found.start)
        start = clause.end() if clause else sentence.find(" ", start, found.start) + 1 or found.start
    if end < len(sentence):
        ends = [clause.start() + 1 for clause in _CLAUSE_END.finditer(sentence, found.end, end)]
        end = ends[-1] if ends else max(sentence.rfind(" ", found.end, end), found.end)
    return sentence[start:end].strip()
