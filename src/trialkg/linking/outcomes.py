"""The links of outcomes and objectives: what they measure, with which instruments, what events they count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from trialkg.linking.concepts import narrowest
from trialkg.linking.endpoints import COMPOSITES
from trialkg.linking.instruments import Instrument, instruments_of
from trialkg.linking.lexicon import Hit
from trialkg.linking.links import Evidence, Objective, OutcomeLink
from trialkg.linking.outcome_concepts import NAMED, Phrase, concept_of, events_of
from trialkg.linking.outcome_words import outcome_words
from trialkg.study import Study
from trialkg.terminology import Terminology
from trialkg.vocabulary.codes import Method, OutcomeAspect

_LONGEST_REMEMBERED, _MOST_REMEMBERED = 160, 1 << 13
"""Characters of an outcome that is remembered, and how many are."""

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


class OutcomeReader:
    """Reads what outcomes and objectives measure, with which instruments.

    Make one in a process and keep it: it remembers short outcomes, which many studies have in the same words.
    """

    def __init__(self, terminology: Terminology) -> None:
        self._terminology = terminology
        self._words = outcome_words(terminology)
        self._remembered: dict[tuple[str, str], tuple[_Link, ...]] = {}

    def links(self, study: Study, objectives: Sequence[Objective]) -> tuple[OutcomeLink, ...]:
        """The links of a study's outcomes, or of its objectives where it lists no outcomes."""
        texts = _of_outcomes(study) or [Text(each.text, "", each.field, each.field) for each in objectives]
        found = self._read(texts)
        return tuple(
            OutcomeLink(
                outcome=position,
                aspect=link.aspect,
                concept=link.concept,
                method=link.method,
                confidence=link.confidence,
                evidence=_evidence(text, link),
                of_objective=not study.outcomes,
            )
            for position, text in enumerate(texts, 1)
            for link in found[text.measure, text.description]
        )

    def _read(self, texts: Sequence[Text]) -> Mapping[tuple[str, str], tuple[_Link, ...]]:
        """What each measure with its description says; those not remembered are read together."""
        pairs = {(each.measure, each.description): None for each in texts}
        found = {pair: self._remembered[pair] for pair in pairs if pair in self._remembered}
        new = [pair for pair in pairs if pair not in found]
        hits = self._words.hits_in_each([part for pair in new for part in pair])
        for index, pair in enumerate(new):
            phrases = hits.get(2 * index, _NONE), hits.get(2 * index + 1, _NONE)
            found[pair] = tuple(_links(pair, phrases, self._terminology)) if any(phrases) else ()
            if sum(map(len, pair)) <= _LONGEST_REMEMBERED:
                self._remember(pair, found[pair])
        return found

    def _remember(self, pair: tuple[str, str], links: tuple[_Link, ...]) -> None:
        """Keep what was read, in the place of what was read first where there is no room."""
        if len(self._remembered) >= _MOST_REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        self._remembered[pair] = links


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


def _links(pair: tuple[str, str], phrases: _Phrases, terminology: Terminology) -> Iterator[_Link]:
    measure, description = pair
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
    yield from _tools(pair, phrases, terminology)
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


def _tools(pair: tuple[str, str], phrases: _Phrases, terminology: Terminology) -> Iterator[_Link]:
    """The instruments of both texts, each once; of one and its version, the version."""
    named: dict[str, tuple[bool, Instrument]] = {}
    for in_measure, part, found in zip((True, False), pair, phrases, strict=True):
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
