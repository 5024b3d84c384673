"""Sentences that state what a record has no field for: objectives, population and sites told in prose.

They are kept as text with their place. A record that lists outcomes has its objectives there, one that has
criteria its population, so those passages are looked for only where the list is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trialkg.linking.links import Passage
from trialkg.linking.sentences import sentences
from trialkg.study import Study
from trialkg.vocabulary.codes import PassageKind

_OBJECTIVE = re.compile(
    r"\b(?:objectives?|aims?|endpoints?) (?:of (?:the|this|these|our)|is|are|was|were)\b", re.IGNORECASE
)
_LISTED = re.compile(r"\(?\d{1,2}[.)]\s")
_POPULATION = re.compile(
    r"\b(?:stud(?:y|ies)|trial)\b.{0,40}\b(?:concerns?|population of|enrol\w*|recruit\w*|includes?)\b.{0,80}"
    r"\b(?:patients|participants|subjects|women|men|population)\b",
    re.IGNORECASE,
)
_SITE_WORDS = ("executed", "conducted", "performed", "carried out", "run")
_BEFORE_SITE_WORD, _BEHIND_SITE_WORD = 60, 140
"""Characters around such a word within which a sentence goes on to speak of sites."""

_SITES = re.compile(
    r"(?:\b(?:executed|conducted|carried out|run)\b|\b(?:[Ss]tud(?:y|ies)|[Tt]rials?)\b.{0,40}\bperformed\b)"
    r".{0,40}\b(?:in|at)\b.{0,60}"
    r"\b(?:[Cc]ent(?:er|re)s?|[Hh]ospitals?|[Ss]ites?|[Ii]nstitutions?)\b"
)


def passages_of(study: Study) -> tuple[Passage, ...]:
    """The passages of the summary and the description, in their order."""
    wanted = tuple(_wanted(study))
    fields = (("briefSummary", study.brief_summary), ("detailedDescription", study.detailed_description))
    return tuple(passage for field, text in fields if text for passage in _passages_in(text, field, wanted))


def _passages_in(
    text: str, field: str, wanted: tuple[tuple[PassageKind, re.Pattern[str]], ...]
) -> Iterator[Passage]:
    possible = tuple((kind, cue) for kind, cue in wanted if _may_tell(cue, text))
    if not possible:
        return
    before: PassageKind | None = None
    for start, sentence in sentences(text):
        kind = next((kind for kind, cue in possible if cue.search(sentence)), None)
        if kind is None and before is PassageKind.OBJECTIVE and _LISTED.match(sentence):
            kind = before
        if kind is not None:
            yield Passage(kind=kind, text=sentence, field=field, start=start)
        before = kind


def _may_tell(cue: re.Pattern[str], text: str) -> bool:
    """Whether a text holds a cue; that of sites is looked for only about words that it cannot do without."""
    if cue is not _SITES:
        return cue.search(text) is not None
    return any(
        cue.search(text, max(0, start - _BEFORE_SITE_WORD), start + len(word) + _BEHIND_SITE_WORD)
        for word in _SITE_WORDS
        for start in _places(text, word)
    )


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word begins in a text."""
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))


def _wanted(study: Study) -> Iterator[tuple[PassageKind, re.Pattern[str]]]:
    if not study.outcomes:
        yield PassageKind.OBJECTIVE, _OBJECTIVE
    if not study.eligibility.criteria and not study.eligibility.population:
        yield PassageKind.POPULATION, _POPULATION
    yield PassageKind.SITES, _SITES
