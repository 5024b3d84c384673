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
            r"\b(?:sub-?\s?study|(?:side|ancillary|companion|nested|add-on) study|ancillary to"
            r"|nested (?:in|within)|embedded (?:in|within))\b",
            re.IGNORECASE,
        ),
    ),
    (
        RelationType.EXTENSION_OF,
        re.compile(
            r"\bextension (?:study|trial) of\b"
            r"|\b(?:open[- ]label|roll-?\s?over|long[- ]term) extension (?:phase )?of\b",
            re.IGNORECASE,
        ),
    ),
    (
        RelationType.FOLLOW_UP_OF,
        re.compile(
            r"\bfollow[- ]?up (?:study|trial)\b.*"
            r"\bwho (?:have |had )?(?:participated|completed|took part|received)\b",
            re.IGNORECASE,
        ),
    ),
)
"""Words that say this study is part of the one named after them.

Not among them: several sub-studies and "the extension study NCT…", which a parent says of its children, and
"follow-up study of …" alone, which is said of mere successors too.
"""
_NOT = re.compile(r"\b(?:not|no|never|neither|unlike|excluded?|sub-?\s?studies)\b", re.IGNORECASE)
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
