"""What a phrase speaks of: a zero that times count from, an event that ends a time frame, a visit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from trialkg.linking.timing.elements import Phrase
from trialkg.linking.timing.senses import NOISE, VERBS, Sense
from trialkg.vocabulary.codes import BoundingEvent, TimeAnchor


class Relation(Enum):
    """How a phrase stands to a time: ``after …``, ``from …``, ``… of``, or by itself."""

    AFTER = auto()
    FROM = auto()
    OF = auto()
    ALONE = auto()


class Anchor(NamedTuple):
    """An anchor; one that has no name in the vocabulary has its words as ``text``."""

    code: TimeAnchor
    text: str | None = None


BASELINE = Anchor(TimeAnchor.BASELINE)
FIRST_DOSE = Anchor(TimeAnchor.FIRST_DOSE)
END_OF_TREATMENT = Anchor(TimeAnchor.END_OF_TREATMENT)
UNSPECIFIED = Anchor(TimeAnchor.UNSPECIFIED)
CALENDAR = Anchor(TimeAnchor.OTHER, "calendar")
STUDY_COMPLETION = Anchor(TimeAnchor.OTHER, "study completion")

_S = Sense
_Rule = tuple[tuple[frozenset[Sense], ...], frozenset[Sense]]


def _all(*groups: Iterable[Sense], without: Iterable[Sense] = ()) -> _Rule:
    return tuple(frozenset(group) for group in groups), frozenset(without)


_GIVEN = (_S.TREATMENT, _S.DOSE, _S.INFUSION, _S.SHOT)
_OTHER = None

_ANCHORS: tuple[tuple[_Rule, Anchor | None], ...] = (
    (_all([_S.LAST], [_S.PARTICIPANT], [_S.ENROLMENT, _S.RANDOMISATION, _S.FIRST, _S.STUDY]), _OTHER),
    (_all([_S.END, _S.LAST], [_S.TREATMENT]), END_OF_TREATMENT),
    (_all([_S.LAST], [_S.DOSE, _S.INFUSION, _S.SHOT]), END_OF_TREATMENT),
    (_all([_S.END], [_S.DOSE]), END_OF_TREATMENT),
    (_all([_S.STOP], without=[_S.STUDY]), END_OF_TREATMENT),
    (_all([_S.END], [_S.STUDY]), STUDY_COMPLETION),
    (_all([_S.END], [_S.INFUSION, _S.SHOT, _S.SURGERY]), _OTHER),
    (_all([_S.TRANSPLANT]), Anchor(TimeAnchor.OTHER, "transplant")),
    (_all([_S.CELL], [_S.DOSE, _S.INFUSION, _S.SHOT]), _OTHER),
    (_all([_S.LATER], _GIVEN), _OTHER),
    (_all([_S.RANDOMISATION]), Anchor(TimeAnchor.RANDOMISATION)),
    (_all([_S.START, _S.FIRST], _GIVEN), FIRST_DOSE),
    (_all([_S.START], [_S.STUDY]), Anchor(TimeAnchor.ENROLMENT)),
    (_all([_S.BASELINE]), BASELINE),
    (_all([_S.SURGERY]), Anchor(TimeAnchor.SURGERY)),
    (_all([_S.ENROLMENT]), Anchor(TimeAnchor.ENROLMENT)),
    (_all([_S.BIRTH]), Anchor(TimeAnchor.BIRTH)),
    (_all([_S.AGE]), Anchor(TimeAnchor.BIRTH)),
    (_all([_S.OCCASION]), _OTHER),
    (_all([_S.SHOT]), _OTHER),
    (_all([_S.DOSE, _S.INFUSION]), FIRST_DOSE),
)
"""The senses that must meet in a phrase, one of each group, and the anchor: the first rule that fits."""

_EVENTS: tuple[tuple[_Rule, BoundingEvent], ...] = (
    (_all([_S.DEATH]), BoundingEvent.DEATH),
    (_all([_S.PROGRESSION]), BoundingEvent.PROGRESSION),
    (_all([_S.RELAPSE]), BoundingEvent.RELAPSE),
    (_all([_S.SECOND_PRIMARY]), BoundingEvent.SECOND_PRIMARY),
    (_all([_S.WITHDRAWAL]), BoundingEvent.WITHDRAWAL),
    (_all([_S.FOLLOW_UP], [_S.LAST, _S.END, _S.LOST, _S.WHOLE]), BoundingEvent.LAST_FOLLOW_UP),
    (_all([_S.CONTACT], [_S.LAST]), BoundingEvent.LAST_FOLLOW_UP),
    (
        _all([_S.STUDY], [_S.END, _S.WHOLE, _S.PERIOD], without=[*_GIVEN, _S.STOP, _S.EARLY]),
        BoundingEvent.STUDY_COMPLETION,
    ),
    (_all([_S.NEW], [_S.TREATMENT], without=[_S.END]), BoundingEvent.NEW_ANTICANCER_THERAPY),
    (_all([_S.CANCER], [_S.TREATMENT], [_S.START]), BoundingEvent.NEW_ANTICANCER_THERAPY),
    (_all([_S.STOP], without=[_S.STUDY]), BoundingEvent.TREATMENT_DISCONTINUATION),
    (_all([_S.END], [_S.EARLY]), BoundingEvent.TREATMENT_DISCONTINUATION),
    (_all([_S.STOP], [_S.TREATMENT]), BoundingEvent.TREATMENT_DISCONTINUATION),
    (_all([_S.STOP], [_S.STUDY], without=[_S.TREATMENT]), BoundingEvent.WITHDRAWAL),
    (
        _all([_S.TREATMENT], [_S.END, _S.LAST, _S.WHOLE], without=[_S.NEW, _S.EARLY]),
        BoundingEvent.END_OF_TREATMENT,
    ),
    (_all([_S.DOSE, _S.INFUSION, _S.SHOT], [_S.LAST]), BoundingEvent.END_OF_TREATMENT),
    (_all([_S.DISCHARGE]), BoundingEvent.DISCHARGE),
    (_all([_S.STAY]), BoundingEvent.DISCHARGE),
)


def _fits(rule: _Rule, senses: frozenset[Sense]) -> bool:
    groups, without = rule
    return not senses & without and all(senses & group for group in groups)


@lru_cache(maxsize=1 << 12)
def _anchor_rule(senses: frozenset[Sense]) -> tuple[Anchor | None] | None:
    """The anchor of the first rule that fits, None in place of one that is named by its words."""
    return next(((anchor,) for rule, anchor in _ANCHORS if _fits(rule, senses)), None)


@lru_cache(maxsize=1 << 12)
def _event_rules(senses: frozenset[Sense]) -> tuple[tuple[frozenset[Sense], BoundingEvent], ...]:
    """The events whose rules fit, each with the senses that its place in the text is told by."""
    return tuple((rule[0][0], event) for rule, event in _EVENTS if _fits(rule, senses))


def anchor_of(phrase: Phrase, relation: Relation) -> Anchor | None:
    """What a phrase names as a zero; None where it names nothing that a time could count from."""
    senses = frozenset(phrase.senses)
    found = _anchor_rule(senses) if senses else None
    if found is not None:
        return found[0] or _other(phrase)
    if Sense.TREATMENT in senses:
        return END_OF_TREATMENT if relation is Relation.AFTER else FIRST_DOSE
    if relation in (Relation.AFTER, Relation.FROM):
        return _other(phrase)
    return None


def _other(phrase: Phrase) -> Anchor | None:
    name = named(phrase)
    return Anchor(TimeAnchor.OTHER, name) if name and _is_name(name) else None


def _is_name(text: str) -> bool:
    """Whether a text is short enough to name something, and no sentence."""
    words = text.split()
    return len(words) <= _LONGEST_NAME and VERBS.isdisjoint(words)


_LONGEST_NAME = 5


def named(phrase: Phrase) -> str:
    """The words of a phrase without those at its ends that say nothing."""
    words = [word.text for word in phrase.words]
    while words and words[0] in NOISE | {"of"}:
        del words[0]
    while words and words[-1] in NOISE | {"of"}:
        del words[-1]
    return " ".join(words)


def events_of(phrase: Phrase) -> tuple[BoundingEvent, ...]:
    """The events that a phrase names, in the order of the text."""
    senses = phrase.senses
    if not senses:
        return ()
    places: dict[BoundingEvent, int] = {}
    for telling, event in _event_rules(frozenset(senses)):
        places.setdefault(event, next(at for at, sense in enumerate(senses) if sense in telling))
    return tuple(sorted(places, key=places.__getitem__))


_NOT_WORD = re.compile(r"\W+")


def visit_name(text: str) -> str:
    """The name of a visit: its words joined by underscores."""
    return _NOT_WORD.sub("_", text).strip("_")
