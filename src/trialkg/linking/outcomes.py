"""The links of outcomes and objectives: what they measure, by which instruments, and the events they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from trialkg.linking.concepts import narrowest
from trialkg.linking.endpoints import COMPOSITES
from trialkg.linking.instruments import Instrument, instruments_of
from trialkg.linking.links import Evidence, Objective, OutcomeLink
from trialkg.linking.outcome_concepts import NAMED, Phrase, concept_of, events_of
from trialkg.linking.outcome_words import OutcomeWords
from trialkg.linking.phrases import Found
from trialkg.study import Study
from trialkg.vocabulary.codes import Method, OutcomeAspect

_NAMED_IN_MEASURE = 80
_INSTRUMENT_CONFIDENCE = 0.95
_EVENT_CONFIDENCE = 0.85


class Text(NamedTuple):
    """A measure and its description, empty where there is none, with the paths of their fields."""

    measure: str
    description: str
    measure_field: str
    description_field: str



def outcome_links(
    study: Study, objectives: Sequence[Objective], words: OutcomeWords
) -> tuple[OutcomeLink, ...]:
    """The links of a study's outcomes, or of its objectives where it lists no outcomes."""
    texts = _of_outcomes(study) or [Text(each.text, "", each.field, each.field) for each in objectives]
    return tuple(_linked(texts, words, of_objective=not study.outcomes))


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


def _linked(texts: Sequence[Text], words: OutcomeWords, *, of_objective: bool) -> Iterator[OutcomeLink]:
    found = words.phrases.found_in_each([part for text in texts for part in text[:2]])
    for index, text in enumerate(texts):
        in_measure, in_description = found.get(2 * index), found.get(2 * index + 1)
        if in_measure or in_description:
            phrases = _meant(in_measure or (), words), _meant(in_description or (), words)
            for link in _links(text, phrases, words):
                yield OutcomeLink(
                    outcome=index + 1,
                    aspect=link.aspect,
                    concept=link.concept,
                    method=link.method,
                    confidence=link.confidence,
                    evidence=_evidence(text, link),
                    of_objective=of_objective,
                )


class _Link(NamedTuple):
    aspect: OutcomeAspect
    concept: str
    method: Method
    confidence: float
    in_measure: bool
    start: int
    end: int


def _meant(found: Sequence[Found], words: OutcomeWords) -> list[Phrase]:
    return [(each, words.meanings[each.notation]) for each in found]


def _evidence(text: Text, link: _Link) -> Evidence:
    if link.in_measure:
        return Evidence(quote=text.measure[link.start : link.end], field=text.measure_field)
    return Evidence(quote=text.description[link.start : link.end], field=text.description_field)


def _links(text: Text, phrases: tuple[list[Phrase], list[Phrase]], words: OutcomeWords) -> Iterator[_Link]:
    measure, description = text.measure, text.description
    cue = concept_of(measure, description, *phrases)
    if cue is not None and cue.concept:
        method = Method.CUE if cue.in_measure else Method.CONTEXT
        yield _Link(
            OutcomeAspect.MEASURES,
            cue.concept,
            Method.EXACT if cue.exact else method,
            0.9 if cue.weight >= _NAMED_IN_MEASURE else 0.8 if cue.weight >= NAMED else 0.6,
            cue.in_measure,
            cue.start,
            cue.end,
        )
    yield from _tools(text, phrases, words)
    if cue is not None and cue.concept in COMPOSITES:
        for in_measure, event in events_of(measure, description):
            yield _Link(
                OutcomeAspect.EVENT,
                event.concept,
                Method.CUE,
                _EVENT_CONFIDENCE,
                in_measure,
                event.start,
                event.end,
            )


def _tools(text: Text, phrases: tuple[list[Phrase], list[Phrase]], words: OutcomeWords) -> Iterator[_Link]:
    """The instruments of both texts, each once; of one and its version, the version."""
    named: dict[str, tuple[bool, Instrument]] = {}
    for in_measure, part, found in zip((True, False), text[:2], phrases, strict=True):
        tools = [Found(what.instrument, each.start, each.end) for each, what in found if what.instrument]
        for tool in instruments_of(part, tools, words.terminology):
            named.setdefault(tool.concept, (in_measure, tool))
    for concept in narrowest(named, words.terminology):
        in_measure, tool = named[concept]
        yield _Link(
            OutcomeAspect.INSTRUMENT,
            concept,
            Method.EXACT,
            _INSTRUMENT_CONFIDENCE,
            in_measure,
            tool.start,
            tool.end,
        )
