"""The texts of a study cut into statements: a sentence or an item of a list each.

A statement keeps its place and what it stands under: a title, prose, or a list of inclusion or exclusion
criteria. Sentences cut at a registry number (``Identifier:. NCT…``) or after an initial are put together
again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from trialkg.linking.references import NUMBER
from trialkg.linking.sentences import sentences
from trialkg.study import Study


class Place(Enum):
    """What a statement stands under."""

    TITLE = auto()
    PROSE = auto()
    INCLUSION = auto()
    EXCLUSION = auto()


@dataclass(frozen=True, slots=True)
class Statement:
    """Some words of a field, to the letter, and what they stand under."""

    text: str
    field: str
    place: Place


_ITEM = re.compile(r"\n\s*|\s+(?=[*•·▪●○]\s)|(?<=[.:;])\s+(?=[-–]\s|\(?\d{1,2}[.)]\s+[A-Z])")
_HEADER = re.compile(
    r"\b(inclusion|exclusion)\b(?:\s+criteria)?[^.\n]{0,60}:|\b(inclusion|exclusion) criteria\b", re.I
)
_NUMBERED_ITEM = re.compile(r";\s+(?=\(?\d{1,2}[.)]\s)")
_UNFINISHED = re.compile(
    r"(?:\b[A-Z]|\bet al|\b[Nn]o|\bSt|\bDr|\b[Ii]dentifier:?|\bref|\bcf|\bgov|\bID:?)\s?\.$"
)

_BEGINS_WITH_NUMBER = re.compile(
    rf"\W{{0,2}}(?:(?:clinical|trials?|study|registration|registered|gov|identifier|number|id|no|reg)[\s.:,#]*){{0,6}}{NUMBER.pattern}",
    re.IGNORECASE | re.VERBOSE,
)


def titles_of(study: Study) -> tuple[tuple[str, str], ...]:
    """The titles with their fields."""
    fields = (("briefTitle", study.brief_title), ("officialTitle", study.official_title))
    return tuple((field, text) for field, text in fields if text)


def prose_of(study: Study) -> tuple[tuple[str, str], ...]:
    """The fields in which a sponsor writes sentences, but criteria, in the order of the record."""
    design = study.design
    fields = [
        ("briefSummary", study.brief_summary),
        ("detailedDescription", study.detailed_description),
        ("design.interventionModelDescription", design.intervention_model_description),
        ("eligibility.population", study.eligibility.population),
        *((f"arms[{place}].description", arm.description) for place, arm in enumerate(study.arms, 1)),
        *(
            (f"interventions[{place}].description", each.description)
            for place, each in enumerate(study.interventions, 1)
        ),
    ]
    return tuple((field, text) for field, text in fields if text)


def texts_of(study: Study) -> list[str]:
    """All these texts without their fields, the criteria too."""
    texts = [text for _, text in (*titles_of(study), *prose_of(study))]
    return [*texts, study.eligibility.criteria] if study.eligibility.criteria else texts


def statements_of(study: Study, is_wanted: Callable[[str], bool]) -> Iterator[Statement]:
    """The statements of those titles, prose fields and criteria that are wanted by their text."""
    for field, text in titles_of(study):
        if is_wanted(text):
            yield Statement(text, field, Place.TITLE)
    for field, text in prose_of(study):
        for sentence in _whole_sentences(text) if is_wanted(text) else ():
            yield Statement(sentence, field, Place.PROSE)
    criteria = study.eligibility.criteria
    if criteria and is_wanted(criteria):
        yield from _criteria_statements(criteria)


def _whole_sentences(text: str) -> Iterator[str]:
    begin = end = 0
    for start, sentence in _sentences(text):
        joined = end > 0 and (_UNFINISHED.search(text[begin:end]) or _BEGINS_WITH_NUMBER.match(sentence))
        if not joined:
            if end:
                yield text[begin:end]
            begin = start
        end = start + len(sentence)
    if end:
        yield text[begin:end]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences, those that hold a numbered list cut at its numbers."""
    for start, sentence in sentences(text):
        begin = 0
        for cut in _NUMBERED_ITEM.finditer(sentence):
            yield start + begin, sentence[begin : cut.start() + 1]
            begin = cut.end()
        yield start + begin, sentence[begin:]


def _criteria_statements(text: str) -> Iterator[Statement]:
    place = Place.INCLUSION
    for item in _items(text):
        start = 0
        for header in _HEADER.finditer(item):
            if before := item[start : header.start()].strip():
                yield Statement(before, "eligibility.criteria", place)
            place = Place.INCLUSION if (header[1] or header[2]).lower() == "inclusion" else Place.EXCLUSION
            start = header.start()
        yield Statement(item[start:], "eligibility.criteria", place)


def _items(text: str) -> Iterator[str]:
    start = 0
    for cut in _ITEM.finditer(text):
        yield from _whole_sentences(text[start : cut.start()])
        start = cut.end()
    yield from _whole_sentences(text[start:])
