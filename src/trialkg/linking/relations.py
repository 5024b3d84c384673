"""Relations to other studies: a registry number named in a sentence that says how the study stands to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trialkg.linking.links import Evidence, StudyRelation
from trialkg.linking.sentences import sentences
from trialkg.study import Study
from trialkg.vocabulary.codes import Method, RelationType

_NUMBER = re.compile(r"\bNCT ?\d{8}\b")
_CUES: tuple[tuple[RelationType, re.Pattern[str]], ...] = (
    (
        RelationType.SUBSTUDY_OF,
        re.compile(
            r"\b(?:sub-?\s?stud(?:y|ies)|(?:side|ancillary|companion|nested|add-on) stud(?:y|ies)"
            r"|ancillary to|nested (?:in|within)|embedded (?:in|within))\b",
            re.IGNORECASE,
        ),
    ),
    (
        RelationType.EXTENSION_OF,
        re.compile(r"\b(?:extension|rollover|roll-over) (?:study|trial|of)\b", re.IGNORECASE),
    ),
    (
        RelationType.FOLLOW_UP_OF,
        re.compile(r"\bfollow-?\s?up (?:study|trial) (?:of|to|for)\b", re.IGNORECASE),
    ),
)
_NOT = re.compile(r"\b(?:not|no|never|neither|unlike|excluded?)\b", re.IGNORECASE)
_CUE_CONFIDENCE = 0.95


def study_relations(study: Study) -> tuple[StudyRelation, ...]:
    """The studies this one is a part, an extension or a follow-up of, by number; each with its sentence.

    A sentence counts when it names one study besides this one, has one kind of cue before the number, and
    denies nothing.
    """
    own = {study.registry_id, *study.aliases}
    found: dict[str, StudyRelation] = {}
    for field, text in _texts(study):
        for _, sentence in sentences(text):
            relation = _relation(sentence, field, own)
            if relation is not None:
                found.setdefault(relation.related_id, relation)
    return tuple(found.values())


def _texts(study: Study) -> Iterator[tuple[str, str]]:
    fields = (
        ("officialTitle", study.official_title),
        ("briefSummary", study.brief_summary),
        ("detailedDescription", study.detailed_description),
    )
    return ((field, text) for field, text in fields if text and "NCT" in text)


def _relation(sentence: str, field: str, own: set[str]) -> StudyRelation | None:
    numbers = {match.group().replace(" ", ""): match for match in _NUMBER.finditer(sentence)}
    others = [number for number in numbers if number not in own]
    if len(others) != 1 or _NOT.search(sentence):
        return None
    before = sentence[: numbers[others[0]].start()]
    types = [type_ for type_, cue in _CUES if cue.search(before)]
    if len(types) != 1:
        return None
    return StudyRelation(
        type=types[0],
        related_id=others[0],
        method=Method.CUE,
        confidence=_CUE_CONFIDENCE,
        evidence=Evidence(quote=sentence, field=field),
    )
