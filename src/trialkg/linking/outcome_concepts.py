"""Which concept an outcome measures, by the phrases of its measure and its description.

Each phrase weighs by how plainly it names a concept and by the part of the text it stands in; the heaviest
decides, of equal ones the first. Of times to events the definition decides, where the name leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from trialkg.linking.endpoints import Event, events_in
from trialkg.linking.lexicon import Hit
from trialkg.linking.outcome_cues import NOTHING
from trialkg.linking.outcome_words import Kind, Meaning


class Zone(StrEnum):
    """A part of a measure (what is measured, how, in whom or after what) or of a description."""

    HEAD = "head"
    HOW = "how"
    ASIDE = "aside"
    FIRST = "first"
    LATER = "later"

    __hash__ = str.__hash__  # Quicker than that of an enum, and weights are looked up for every phrase.


WEIGHTS: Mapping[tuple[Kind, Zone], int] = {
    (Kind.DECIDING, Zone.HEAD): 100,
    (Kind.NAME, Zone.HEAD): 80,
    (Kind.DECIDING, Zone.HOW): 70,
    (Kind.NAME, Zone.HOW): 60,
    (Kind.DECIDING, Zone.FIRST): 55,
    (Kind.NAME, Zone.FIRST): 50,
    (Kind.TIME, Zone.HEAD): 45,
    (Kind.HINT, Zone.HEAD): 40,
    (Kind.NAME, Zone.ASIDE): 35,
    (Kind.HINT, Zone.HOW): 30,
    (Kind.NAME, Zone.LATER): 25,
    (Kind.DECIDING, Zone.ASIDE): 24,
    (Kind.DECIDING, Zone.LATER): 23,
    (Kind.HINT, Zone.ASIDE): 20,
}
NAMED = 50
"""The least weight of what is named; what weighs less is a guess."""

_BESIDE_A_CONCEPT = 2
"""How much less a hint at nothing of the scheme weighs than one at a concept."""

_FIRST_SENTENCES = 260
_ZONE_ENDS = re.compile(r"[,;:.()\[\]\n]")
_RELATION_STARTS_BEFORE = 30
_TIME_TO = re.compile(
    r"\b(?:time|interval|duration)\b(?: \w+){0,3} (?:to|from|until|between)\b", re.IGNORECASE
)
_AGAINST_THE_DRUG = re.compile(
    r"\banti-(?:[A-Z]{1,6}-?\d{3,}|\w+(?:mab|cept|tide|kin|stim)\b)", re.IGNORECASE
)
_EVENT_NAMED = re.compile(r"\btime (?:to|until|from)\b|\bevents?:|\bor death\b", re.IGNORECASE)


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A phrase that speaks of a concept: how much it weighs, where it stands."""

    weight: int
    concept: str
    in_measure: bool
    start: int
    end: int
    exact: bool = False
    is_tool: bool = False


_WEIGHT = attrgetter("weight")
Phrase: TypeAlias = Hit[Meaning]


def concept_of(
    measure: str, description: str, in_measure: Sequence[Phrase], in_description: Sequence[Phrase]
) -> Cue | None:
    """The phrase that says what is measured; None, or one of the concept NOTHING, where no concept fits."""
    cues = _of_measure(measure, in_measure) + _of_description(in_description)
    best = max(cues, key=_WEIGHT, default=None)
    if best is None or best.weight == WEIGHTS[Kind.DECIDING, Zone.HEAD]:
        return best
    best = _overruled(best, cues, measure)
    if _relates(in_measure):
        return next((cue for cue in cues if cue.concept in ("PD-biomarker", "imaging-uptake")), None)
    if best.concept == "toxicity-AE":
        return next((cue for cue in cues if cue.concept in ("DLT", "MTD") and cue.weight >= NAMED), best)
    return _by_definition(best, measure, description)


def _overruled(best: Cue, cues: Sequence[Cue], measure: str) -> Cue:
    """The phrase that counts in the place of the heaviest one of the measure.

    Of progression-free survival, its finer kind; of a clinical response, what it is measured with; of a part
    of a questionnaire, quality of life; of a rate of response by a laboratory value, the rate. Antibodies
    against the drug are none of the concepts.
    """
    if best.concept == "function" and best.is_tool:
        return next((cue for cue in cues if cue.concept == "QoL-PRO" and cue.weight == best.weight), best)
    if best.concept == "PFS":
        return next((cue for cue in cues if cue.concept == "PFS2" and cue.weight == best.weight), best)
    if best.concept == "PD-biomarker" and _AGAINST_THE_DRUG.search(measure):
        return replace(best, concept=NOTHING)
    if best.concept == "lab-value":
        return next((cue for cue in cues if cue.concept == "ORR" and cue.weight == best.weight), best)
    if best.concept == "ORR" and not best.exact:
        return next((cue for cue in cues if cue.is_tool and cue.concept in _REPORTED), best)
    return best


_REPORTED = ("function", "QoL-PRO", "pain")


def _of_measure(measure: str, phrases: Iterable[Phrase]) -> list[Cue]:
    cues: list[Cue] = []
    zone, before = Zone.HEAD, 0
    for phrase in phrases:
        if zone is Zone.ASIDE and _ZONE_ENDS.search(measure, before, phrase.start):
            zone = Zone.HEAD
        before = phrase.end
        if phrase.meaning.kind is Kind.SIGN:
            zone = _zone_after(phrase.meaning.concept, zone)
        elif weight := WEIGHTS.get((phrase.meaning.kind, zone)):
            cues.append(_cue(phrase, weight, zone, in_measure=True))
    return cues


def _zone_after(sign: str, zone: Zone) -> Zone:
    if sign == "how":
        return Zone.HOW
    return Zone.ASIDE if sign in ("people", "disease", "after") and zone is Zone.HEAD else zone


def _of_description(phrases: Iterable[Phrase]) -> list[Cue]:
    cues: list[Cue] = []
    for phrase in phrases:
        kind = phrase.meaning.kind
        if kind is Kind.NAME or kind is Kind.DECIDING:
            zone = Zone.FIRST if phrase.start < _FIRST_SENTENCES else Zone.LATER
            cues.append(_cue(phrase, WEIGHTS[kind, zone], zone, in_measure=False))
    return cues


def _cue(phrase: Phrase, weight: int, zone: Zone, *, in_measure: bool) -> Cue:
    meaning = phrase.meaning
    if meaning.kind is Kind.HINT and meaning.concept == NOTHING:
        weight -= _BESIDE_A_CONCEPT
    exact = meaning.exact and zone is Zone.HEAD
    is_tool = meaning.instrument is not None
    return Cue(weight, meaning.concept, in_measure, phrase.start, phrase.end, exact, is_tool)


def _relates(phrases: Sequence[Phrase]) -> bool:
    """Whether a measure begins by saying that it is about how two things are related."""
    return any(
        each.meaning.kind is Kind.SIGN
        and each.meaning.concept == "relation"
        and each.start < _RELATION_STARTS_BEFORE
        for each in phrases[:3]
    )


def _by_definition(best: Cue, measure: str, description: str) -> Cue:
    """The concept that the events of a definition make of a time whose name leaves it open."""
    is_open = best.concept == "TTP" or (best.concept in ("OS", "PFS", NOTHING) and best.weight < NAMED)
    if not is_open:
        return best
    texts = [text for text in (measure, description) if _TIME_TO.search(text)]
    events = {event.concept for text in texts for event in events_in(text)}
    if best.concept == "TTP":
        return replace(best, concept="PFS", exact=False) if {"progression", "death"} <= events else best
    concept = next(
        (concept for needed, concept in _DEFINED if events == needed), NOTHING if events else best.concept
    )
    return replace(best, concept=concept, exact=False)


_DEFINED = (
    ({"death"}, "OS"),
    ({"progression", "death"}, "PFS"),
    ({"progression"}, "TTP"),
    ({"recurrence"}, "TTP"),
    ({"recurrence", "death"}, "RFS"),
    ({"local-recurrence"}, "local-control"),
)


def events_of(measure: str, description: str) -> Iterator[tuple[bool, Event]]:
    """The events that a composite endpoint counts, each after whether the measure names it."""
    events = events_in(description)
    if events:
        yield from ((False, event) for event in events)
    elif _EVENT_NAMED.search(measure):
        yield from ((True, event) for event in events_in(measure))
