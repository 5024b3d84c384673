"""The links of outcomes and objectives: what they measure, with which instruments, what events they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import msgspec

from trialkg.linking.concepts import narrowest
from trialkg.linking.endpoints import COMPOSITES
from trialkg.linking.instruments import Instrument, instruments_of
from trialkg.linking.lexicon import Hit
from trialkg.linking.links import Evidence, Objective, OutcomeLink
from trialkg.linking.outcome_concepts import NAMED, Phrase, concept_of, events_of
from trialkg.linking.outcome_words import OutcomeWords
from trialkg.study import Study
from trialkg.terminology import Terminology
from trialkg.vocabulary.codes import Method, OutcomeAspect

_NAMED_IN_MEASURE = 80
_CONFIDENCE = {"measure": 0.9, "elsewhere": 0.7, "hint": 0.4, "instrument": 0.97, "event": 0.95}
"""How often a link is right, rounded down, over 395 outcomes of registry records, labelled before they were
linked: a concept named where the measure says what is measured (199 of 213), named elsewhere (26 of 34), only
hinted at (18 of 45); an instrument (95 of 97). Events: about 72 of 75, read one by one in 37 definitions.
"""


class Text(msgspec.Struct, frozen=True, gc=False):
    """A measure and its description, empty where there is none, with the paths of their fields."""

    measure: str
    description: str
    measure_field: str
    description_field: str


def outcome_links(
    study: Study, objectives: Sequence[Objective], words: OutcomeWords, terminology: Terminology
) -> tuple[OutcomeLink, ...]:
    """The links of a study's outcomes, or of its objectives where it lists no outcomes."""
    texts = _of_outcomes(study) or [Text(each.text, "", each.field, each.field) for each in objectives]
    return tuple(_linked(texts, words, terminology, of_objective=not study.outcomes))


def _of_outcomes(study: Study) -> list[Text]:
    return [
        Text(
            outcome.measure,
            outcome.description or "",
            f"outcomes[{position}].measure",
            f"outcomes[{position}].description",
        )
        for position, outcome in enumerate(study.outcomes, 1)
    ]


def _linked(
    texts: Sequence[Text], words: OutcomeWords, terminology: Terminology, *, of_objective: bool
) -> Iterator[OutcomeLink]:
    found = words.hits_in_each([part for text in texts for part in (text.measure, text.description)])
    for index, text in enumerate(texts):
        phrases = found.get(2 * index, _NONE), found.get(2 * index + 1, _NONE)
        if not any(phrases):
            continue
        for link in _links(text, phrases, terminology):
            yield OutcomeLink(
                outcome=index + 1,
                aspect=link.aspect,
                concept=link.concept,
                method=link.method,
                confidence=link.confidence,
                evidence=_evidence(text, link),
                of_objective=of_objective,
            )


_Phrases: TypeAlias = tuple[Sequence[Phrase], Sequence[Phrase]]
"""The phrases of a measure and of its description."""

_NONE: Sequence[Phrase] = ()


class _Link(msgspec.Struct, frozen=True, gc=False):
    aspect: OutcomeAspect
    concept: str
    method: Method
    confidence: float
    in_measure: bool
    start: int
    end: int


def _evidence(text: Text, link: _Link) -> Evidence:
    if link.in_measure:
        return Evidence(quote=text.measure[link.start : link.end], field=text.measure_field)
    return Evidence(quote=text.description[link.start : link.end], field=text.description_field)


def _links(text: Text, phrases: _Phrases, terminology: Terminology) -> Iterator[_Link]:
    measure, description = text.measure, text.description
    cue = concept_of(measure, description, *phrases)
    if cue is not None and cue.concept:
        method = Method.CUE if cue.in_measure else Method.CONTEXT
        yield _Link(
            OutcomeAspect.MEASURES,
            cue.concept,
            Method.EXACT if cue.exact else method,
            _confidence(cue.weight),
            cue.in_measure,
            cue.start,
            cue.end,
        )
    yield from _tools(text, phrases, terminology)
    if cue is not None and cue.concept in COMPOSITES:
        for in_measure, event in events_of(measure, description):
            yield _Link(
                OutcomeAspect.EVENT,
                event.concept,
                Method.CUE,
                _CONFIDENCE["event"],
                in_measure,
                event.start,
                event.end,
            )


def _confidence(weight: int) -> float:
    if weight >= _NAMED_IN_MEASURE:
        return _CONFIDENCE["measure"]
    return _CONFIDENCE["elsewhere" if weight >= NAMED else "hint"]


def _tools(text: Text, phrases: _Phrases, terminology: Terminology) -> Iterator[_Link]:
    """The instruments of both texts, each once; of one and its version, the version."""
    named: dict[str, tuple[bool, Instrument]] = {}
    parts = (text.measure, text.description)
    for in_measure, part, found in zip((True, False), parts, phrases, strict=True):
        tools = [
            Hit(each.meaning.instrument, each.start, each.end) for each in found if each.meaning.instrument
        ]
        for tool in instruments_of(part, tools, terminology) if tools else ():
            named.setdefault(tool.concept, (in_measure, tool))
    for concept in narrowest(named, terminology):
        in_measure, tool = named[concept]
        yield _Link(
            OutcomeAspect.INSTRUMENT,
            concept,
            Method.EXACT,
            _CONFIDENCE["instrument"],
            in_measure,
            tool.start,
            tool.end,
        )
