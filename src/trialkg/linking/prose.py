"""Concepts that the texts of a study name, each mention with its role and the sentence it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from trialkg.linking.links import Evidence
from trialkg.linking.mentions import Mentions, Topic
from trialkg.linking.phrases import Found
from trialkg.linking.roles import Judgement, Place, role_of
from trialkg.linking.sections import Section, Sections
from trialkg.linking.sentences import sentences
from trialkg.study import Arm, Study
from trialkg.vocabulary.codes import ArmType, Role, StudyType

_LONGEST_QUOTE = 320
_CUT_SHORT = re.compile(r"(?:\b\w|\bal|\bvs|\be\.g|\bi\.e|\d)\.$")
"""An end that is none: a letter or a figure before its full stop, as in ``500 mg i.`` and ``3.``"""

_AND = re.compile(r"[\s,;/()\[\]&+]*(?:\b(?:and/or|and|or)\b|±|\+/-)?[\s,;/()\[\]&+]*(?:\b(?:the|a|an)\b\s)?")
"""What joins the items of a list, which share the words around it."""

_OBSERVING = re.compile(
    r"\b(?:PET|positron|(?:molecular |functional )?imaging|MRI?|tomography|tracers?|uptake|biomarkers?|circulating|ctDNA)"
    r"\b(?![^.;,]{0,20}\b(?:guid|based|direct|adapt|boost|plan))",
    re.IGNORECASE,
)
"""Words of a title that the study looks at what treatment does, rather than trying it."""

_VERSUS = re.compile(r"\b(?:versus|vs|compared (?:to|with)|or)\b", re.IGNORECASE)
_SCANS = frozenset(("FES-PET", "FDG-PET"))

_ACCOMPANIED = re.compile(
    r"\b(?:with|plus|added to|addition to|after|following|versus|vs|or|on|during|under|to|in)\b|\+",
    re.IGNORECASE,
)
"""Words of a title behind which stands what accompanies the thing that is tried."""

COMPARING_ARMS = frozenset(
    (ArmType.ACTIVE_COMPARATOR, ArmType.PLACEBO_COMPARATOR, ArmType.SHAM_COMPARATOR, ArmType.NO_INTERVENTION)
)
"""Arms that the experimental ones are compared with."""


_PLACES = {
    "briefTitle": Place(title=True),
    "officialTitle": Place(title=True),
    "briefSummary": Place(summary=True),
    "detailedDescription": Place(),
    "eligibility.criteria": Place(section=Section.ELIGIBILITY),
    "eligibility.population": Place(section=Section.ELIGIBILITY),
}
_REGISTERED = Place(section=Section.PLAN)
"""The place of what arms and interventions say of themselves."""

_ARM = re.compile(r"arms\[(\d+)\]")


@dataclass(frozen=True)
class Passage:
    """A text of the study, the field it is, and the place its sentences stand in."""

    field: str
    text: str
    place: Place
    arm: Arm | None = None


@dataclass(frozen=True)
class Mentioned:
    """A concept named in a text: the role there, how that was judged, and the words.

    ``leads`` says that a title names it first, not as the companion of another.
    """

    concept: str
    judgement: Judgement
    evidence: Evidence
    leads: bool


def texts_of(study: Study) -> Iterator[tuple[str, str]]:
    """The texts of a study in which concepts are looked for, each with its field; those not there are left out."""
    for field, text in (
        ("briefTitle", study.brief_title),
        ("officialTitle", study.official_title),
        ("briefSummary", study.brief_summary),
        ("detailedDescription", study.detailed_description),
        ("eligibility.criteria", study.eligibility.criteria),
        ("eligibility.population", study.eligibility.population),
    ):
        if text:
            yield field, text
    for position, arm in enumerate(study.arms, 1):
        yield f"arms[{position}].label", arm.label
        if arm.description:
            yield f"arms[{position}].description", arm.description
    for position, intervention in enumerate(study.interventions, 1):
        if intervention.description:
            yield f"interventions[{position}].description", intervention.description


def passages(study: Study, texts: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """The texts of a study with the places that their sentences stand in."""
    title = f"{study.brief_title or ''}\n{study.official_title or ''}"
    names = [each.name for each in study.interventions]
    looks = bool(names) and all(map(_OBSERVING.search, names))
    observes = looks or study.study_type is StudyType.OBSERVATIONAL or _OBSERVING.search(title) is not None
    for field, text in texts:
        place = replace(_PLACES.get(field, _REGISTERED), observes=observes)
        yield Passage(field, text, place, _arm(study, field))


def _arm(study: Study, field: str) -> Arm | None:
    match = _ARM.match(field)
    return study.arms[int(match[1]) - 1] if match else None


def mentioned_in(passage: Passage, mentions: Mentions, topic: Topic) -> Iterator[Mentioned]:
    """The mentions of a text, from its first sentence to its last; a heading of criteria is none."""
    if not mentions.may_stand_in(passage.text, topic):
        return
    headed = not passage.place.title and passage.place.section is Section.OPEN
    sections = Sections.of(passage.text) if headed else None
    for start, sentence in _whole_sentences(passage):
        found = mentions.found_in(sentence, topic) if mentions.may_stand_in(sentence, topic) else []
        if passage.place.section is Section.ELIGIBILITY:
            found = [each for each in found if not sentence.startswith(":", each.end)]
        on_both_sides = _on_both_sides(sentence, found)
        for group in _groups(sentence, found):
            first = group[0].start
            section = sections.at(start + first) if sections else passage.place.section
            scans = all(each.notation in _SCANS for each in group)
            place = replace(passage.place, section=section, observes=passage.place.observes and not scans)
            judged = role_of(sentence, first, group[-1].end, place)
            for each in group:
                yield _mentioned(each, sentence, passage, _in_arm(judged, passage.arm), on_both_sides)


def _mentioned(
    found: Found, sentence: str, passage: Passage, judged: Judgement, on_both_sides: frozenset[str]
) -> Mentioned:
    evidence = Evidence(quote=_quote(sentence, found), field=passage.field)
    if found.notation in on_both_sides:
        judged = replace(judged, joined=True)
    leads = passage.place.title and not _ACCOMPANIED.search(sentence, 0, found.start)
    return Mentioned(found.notation, judged, evidence, leads)


def _on_both_sides(sentence: str, found: Sequence[Found]) -> frozenset[str]:
    """What stands on both sides of a comparison: ``A plus B versus B alone``."""
    last: dict[str, int] = {}
    both = set()
    for each in found:
        if each.notation in last and _VERSUS.search(sentence, last[each.notation], each.start):
            both.add(each.notation)
        last.setdefault(each.notation, each.end)
    return frozenset(both)


def _in_arm(judged: Judgement, arm: Arm | None) -> Judgement:
    """What an arm gives is compared with where the arm is a comparator."""
    if arm is None or arm.type not in COMPARING_ARMS or judged.role is not Role.STUDIED:
        return judged
    return replace(judged, role=Role.COMPARATOR)


def _whole_sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    """The sentences of a text with their offsets; the lines of criteria, a title as it stands."""
    if passage.place.title:
        yield 0, passage.text
    elif passage.place.section is Section.ELIGIBILITY:
        yield from _lines(passage.text)
    else:
        yield from _mended(passage.text)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield offset + len(line) - len(line.lstrip()), line.strip()
        offset += len(line)


def _mended(text: str) -> Iterator[tuple[int, str]]:
    """Sentences, those joined again that a full stop within cut in two."""
    begun: int | None = None
    for start, sentence in sentences(text):
        begun = start if begun is None else begun
        end = start + len(sentence)
        if not _CUT_SHORT.search(sentence):
            yield begun, text[begun:end]
            begun = None
    if begun is not None:
        yield begun, text[begun:].rstrip()


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
    """The sentence; of a long one the words around the mention."""
    if len(sentence) <= _LONGEST_QUOTE:
        return sentence
    room = max(0, _LONGEST_QUOTE - (found.end - found.start)) // 2
    start = max(0, found.start - room)
    end = min(len(sentence), found.end + room)
    start = sentence.find(" ", start, found.start) + 1 if start else 0
    last = sentence.rfind(" ", found.end, end) if end < len(sentence) else end
    return sentence[start : last if last > 0 else end].strip()
