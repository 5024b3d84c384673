"""From elements to facts, element by element."""

from __future__ import annotations

from trialkg.linking.timing.anchors import BASELINE, END_OF_TREATMENT
from trialkg.linking.timing.elements import Element, Interval, Phrase, Time
from trialkg.linking.timing.facts import Facts, Limit, Named, Timed
from trialkg.linking.timing.lexicon import Mark
from trialkg.linking.timing.senses import NOISE, Sense
from trialkg.linking.timing.tokens import Token
from trialkg.linking.timing.walk import LISTING, RANGING
from trialkg.linking.timing.walk_phrases import PhrasesWalk
from trialkg.linking.timing.walk_times import TimesWalk
from trialkg.vocabulary.codes import BoundingEvent

_COUNTING = frozenset((Sense.FIRST, Sense.NEW))
_APART = LISTING | {Mark.FOR, Mark.CLOSE}
_TRANSPARENT = frozenset((Sense.END, Sense.START, Sense.FIRST, Sense.WHOLE, Sense.FOLLOW_UP))


def facts_of(elements: list[Element]) -> Facts:
    """The facts of the elements of a time frame."""
    walk = _Walk()
    for place, element in enumerate(elements):
        walk.take(element, elements[place + 1] if place + 1 < len(elements) else None)
    walk.close()
    return walk.facts


class _Walk(TimesWalk, PhrasesWalk):
    """The whole walk."""

    def take(self, element: Element, following: Element | None) -> None:
        """Take the next element."""
        if isinstance(element, Token):
            self._take_mark(element)
            return
        if isinstance(element, Phrase):
            if self._is_transparent(element, following):
                return
            self.take_phrase(element)
        elif isinstance(element, Time):
            self.take_time(element)
        elif isinstance(element, Interval):
            self.take_interval(element)
        else:
            self.take_visit(element)
        self.marks = []

    def _is_transparent(self, phrase: Phrase, following: Element | None) -> bool:
        """Whether a phrase says nothing of its own before a time: ``up to (the end of) year 1``."""
        senses = {*phrase.senses}
        plain = senses <= _TRANSPARENT and phrase.words[-1].mark is Mark.OF
        plain = plain or (
            senses <= _COUNTING and all(word.value or word.text in NOISE for word in phrase.words)
        )
        return isinstance(following, Time) and bool(self.marks) and plain

    def _take_mark(self, token: Token) -> None:
        mark = token.mark
        if mark is Mark.EACH_VISIT:
            self.facts.each_visit = True
        elif mark is Mark.UNLIMITED:
            self.facts.unlimited = True
        elif mark is Mark.YEAR:
            self.facts.years += 1
        elif mark in RANGING and self.facts.years:
            self.facts.year_range = True
        elif mark in LISTING:
            self._limit_before()
        if self.marks[-1:] == [Mark.AFTER] and mark in _APART and isinstance(self.last, Timed):
            self.marks.pop()
        self.marks.append(mark)

    def _limit_before(self) -> None:
        """``3 months maximum``: a limit that stands behind its time."""
        limit = self.limit()
        if isinstance(self.last, Timed) and self.last.limit is Limit.NONE and limit is not Limit.OVER:
            self.last.limit = limit

    def close(self) -> None:
        """End the walk: a limit may stand last, and a zero that is said twice is one."""
        self._limit_before()
        facts = self.facts
        counted = [time.anchor for time in facts.times if time.anchor]
        if (
            END_OF_TREATMENT in counted
            and BoundingEvent.END_OF_TREATMENT in facts.events
            and len(counted) == 1
        ):
            facts.events.remove(BoundingEvent.END_OF_TREATMENT)
            facts.spans = True
        if any(moment.anchor == BASELINE for moment in facts.names):
            facts.moments = sorted(
                (moment for moment in facts.moments if not _is_plain_zero(moment)), key=_is_after_baseline
            )


def _is_after_baseline(moment: Timed | Named) -> bool:
    """False for baseline and what is before it, so that these come first."""
    if isinstance(moment, Named):
        return moment.anchor != BASELINE and moment.name != "screening"
    return moment.length is None or moment.length.amount > 0


def _is_plain_zero(moment: Timed | Named) -> bool:
    plain = isinstance(moment, Timed) and moment.limit is Limit.NONE and moment.low is None
    return isinstance(moment, Timed) and plain and moment.length is not None and not moment.length.amount
