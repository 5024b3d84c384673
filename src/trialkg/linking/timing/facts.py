"""From elements to facts: each time with its limit and its anchor, phrases as starts, events and visits."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from trialkg.linking.timing.anchors import (
    BASELINE,
    FIRST_DOSE,
    Anchor,
    Relation,
    anchor_of,
    events_of,
    named,
    visit_name,
)
from trialkg.linking.timing.durations import ZERO, Duration
from trialkg.linking.timing.elements import Element, Interval, Phrase, Time, Visit
from trialkg.linking.timing.lexicon import Mark, Sense
from trialkg.linking.timing.tokens import Token
from trialkg.vocabulary.codes import BoundingEvent, TimeAnchor


class Limit(Enum):
    """What a time is to its frame."""

    NONE = auto()
    CAP = auto()
    END = auto()
    LEAST = auto()
    AVERAGE = auto()
    OVER = auto()
    BACK = auto()


@dataclass(slots=True)
class Timed:
    """A time with what it is to its frame and what it counts from; ``length`` None where it is not known."""

    length: Duration | None
    low: Duration | None = None
    limit: Limit = Limit.NONE
    anchor: Anchor | None = None


@dataclass(slots=True)
class Named:
    """A place on the schedule that is known by what happens there: a zero, an event or a visit."""

    name: str
    anchor: Anchor | None = None
    events: tuple[BoundingEvent, ...] = ()


@dataclass(slots=True)
class Facts:
    """What a time frame says, in its order."""

    moments: list[Timed | Named] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)
    events: list[BoundingEvent] = field(default_factory=list)
    start: Anchor | None = None
    starts_there: bool = False
    pinned: bool = False
    during: Named | None = None
    end_anchor: Anchor | None = None
    anchor: Anchor | None = None
    spans: bool = False
    each_visit: bool = False
    unlimited: bool = False
    in_cycles: bool = False
    years: int = 0
    year_range: bool = False
    unread: int = 0

    @property
    def times(self) -> list[Timed]:
        """The moments that are times."""
        return [moment for moment in self.moments if isinstance(moment, Timed)]


_LIMITS = (
    (Mark.CAP, Limit.CAP),
    (Mark.UNTIL, Limit.CAP),
    (Mark.AVERAGE, Limit.AVERAGE),
    (Mark.LEAST, Limit.LEAST),
    (Mark.LAST, Limit.BACK),
    (Mark.OVER, Limit.OVER),
)
_ENDS = frozenset((Mark.TO, Mark.UNTIL, Mark.CAP, Mark.DASH))
_RANGING = frozenset((Mark.TO, Mark.DASH, Mark.UNTIL))
_LISTING = frozenset((Mark.COMMA, Mark.AND, Mark.OR, Mark.SLASH, Mark.STOP))
_WHOLE = frozenset((Sense.STUDY, Sense.STAY))


def facts_of(elements: list[Element]) -> Facts:
    """The facts of the elements of a time frame."""
    walk = _Walk()
    for element in elements:
        walk.take(element)
    walk.close()
    return walk.facts


class _Walk:
    """A walk over elements that remembers the marks since the last of them."""

    def __init__(self) -> None:
        self.facts = Facts()
        self.marks: list[Mark] = []
        self.last: Timed | Named | Phrase | None = None
        self.bounding = False
        self.waiting: Anchor | None = None
        self.waits: Named | None = None

    def take(self, element: Element) -> None:
        """Take the next element."""
        if isinstance(element, Token):
            self._take_mark(element)
            return
        if isinstance(element, Time):
            self._take_time(element)
        elif isinstance(element, Phrase):
            self._take_phrase(element)
        elif isinstance(element, Interval):
            self.facts.intervals.append(element)
            self.facts.in_cycles |= element.in_cycle
            self.last = None
        elif isinstance(element, Visit):
            self.facts.moments.append(Named(element.name))
            self.last = None
        self.marks = []

    def _take_mark(self, token: Token) -> None:
        mark = token.mark
        if mark is Mark.EACH_VISIT:
            self.facts.each_visit = True
        elif mark is Mark.UNLIMITED:
            self.facts.unlimited = True
        elif mark is Mark.YEAR or mark is Mark.CALENDAR:
            self.facts.year_range |= bool(self.facts.years) and bool(_RANGING & {*self.marks})
            self.facts.years += mark is Mark.YEAR
            self.marks = []
            return
        self.marks.append(mark)

    # Times

    def _take_time(self, time: Time) -> None:
        timed = Timed(time.high, time.low, self._limit())
        self.facts.in_cycles |= time.in_cycle
        ranging = bool(_RANGING & {*self.marks})
        last = self.last
        if Mark.OR in self.marks and isinstance(last, Timed) and len(self.marks) == 1:
            self._take_alternative(last, timed)
            return
        if ranging and isinstance(last, Timed) and timed.limit in (Limit.NONE, Limit.END) and last.low is None:
            last.low, last.length, last.limit = last.length, timed.length, Limit.END
            self.facts.spans = True
            return
        if ranging and timed.limit is Limit.NONE:
            timed.limit = Limit.END
        if timed.limit in (Limit.END, Limit.CAP):
            self._begin(timed)
        if self.waiting is not None:
            timed.anchor, self.waiting = self.waiting, None
            self._drop_waiting()
        elif isinstance(last, Named) and not _LISTING & {*self.marks} and timed.limit is Limit.NONE:
            self._pin(last)
        self.facts.moments.append(timed)
        self.last = timed
        self.bounding = self.bounding and Mark.STOP not in self.marks

    def _limit(self) -> Limit:
        return next((limit for mark, limit in _LIMITS if mark in self.marks), Limit.NONE)

    def _take_alternative(self, last: Timed, other: Timed) -> None:
        """Of two times joined by ``or``, the longer."""
        if last.length is not None and other.length is not None and other.length.days > last.length.days:
            last.length = other.length

    def _begin(self, timed: Timed) -> None:
        """The end of a range that begins at what stands before."""
        last = self.last
        if isinstance(last, Named) and last.anchor is not None and not last.events:
            self.facts.start, self.facts.starts_there = last.anchor, True
            if last in self.facts.moments:
                self.facts.moments.remove(last)
        elif self.facts.start is not None:
            self.facts.starts_there = True
        self.facts.spans |= timed.limit is Limit.END and self.facts.start is not None

    def _pin(self, last: Named) -> None:
        """An event or visit that a time stands behind is told by that time."""
        for event in last.events:
            if event in self.facts.events:
                self.facts.events.remove(event)
                self.facts.spans = self.facts.pinned = True
        if last in self.facts.moments and last.anchor != BASELINE:
            self.facts.moments.remove(last)

    def _drop_waiting(self) -> None:
        if self.waits is not None and self.waits in self.facts.moments:
            self.facts.moments.remove(self.waits)
        self.waits = None

    # Phrases

    def _take_phrase(self, phrase: Phrase) -> None:
        marks = {*self.marks}
        if Mark.AFTER in marks:
            self._after(phrase)
        elif Mark.BEFORE in marks:
            self._before(phrase)
        elif Mark.FROM in marks or Mark.BETWEEN in marks:
            self._from(phrase)
        elif marks & _ENDS and not (marks & {Mark.DASH} and not self.facts.moments):
            self._until(phrase)
        elif self.bounding and marks and marks <= _LISTING | {Mark.AT} and events_of(phrase):
            self._until(phrase)
        elif Mark.OVER in marks:
            self._during(phrase)
        elif isinstance(self.last, Timed) and not marks:
            self._of(phrase, self.last)
        else:
            self._alone(phrase)

    def _after(self, phrase: Phrase) -> None:
        anchor = anchor_of(phrase, Relation.AFTER)
        if anchor is None:
            return
        if isinstance(self.last, Timed) and not _LISTING & {*self.marks}:
            self._assign(anchor)
            self.last = None
            if Mark.UNTIL in self.marks:
                self.bounding = True
            return
        self.waiting = anchor
        self.waits = Named(visit_name(anchor.text or anchor.code.lower()), anchor)
        self.waits.name = _NAMES.get(anchor.code, self.waits.name)
        self.facts.moments.append(self.waits)
        self.last = self.waits

    def _assign(self, anchor: Anchor) -> None:
        """Give the anchor to the times before it that have none."""
        for moment in reversed(self.facts.moments):
            if not isinstance(moment, Timed) or moment.anchor is not None:
                return
            moment.anchor = anchor

    def _before(self, phrase: Phrase) -> None:
        last = self.last
        if isinstance(last, Timed) and not _LISTING & {*self.marks} and last.length is not None:
            last.length = Duration(-abs(last.length.amount), last.length.unit)
            last.anchor = anchor_of(phrase, Relation.FROM)
            self.last = None
            return
        zero = Named("baseline", BASELINE)
        self.facts.moments.append(zero)
        self.last = zero

    def _from(self, phrase: Phrase) -> None:
        anchor = anchor_of(phrase, Relation.FROM)
        if Sense.CHANGE in phrase.senses and anchor != BASELINE:
            anchor = None
        if anchor is None or (anchor.text and (self.bounding or len(phrase.words) > 6)):
            return
        if isinstance(self.last, Timed) and not _LISTING & {*self.marks} and Mark.BETWEEN not in self.marks:
            self._assign(anchor)
            self.last = None
            return
        self.facts.start = self.facts.start or anchor
        self.last = Named("start", anchor)

    def _until(self, phrase: Phrase) -> None:
        events = events_of(phrase)
        last = self.last
        if isinstance(last, Named) and last.anchor is not None and not last.events and not self.bounding:
            self.facts.start, self.facts.starts_there = last.anchor, True
            if last in self.facts.moments:
                self.facts.moments.remove(last)
        elif isinstance(last, Timed) and events and last.limit is Limit.NONE and Mark.DASH not in self.marks:
            last.low, last.limit = last.length, Limit.END
            last.length = None
        self.facts.starts_there |= self.facts.start is not None
        for event in events:
            if event not in self.facts.events:
                self.facts.events.append(event)
        anchor = anchor_of(phrase, Relation.ALONE)
        if not events:
            self.facts.spans = True
            self.facts.end_anchor = anchor
        self.bounding = True
        self.last = Named("end", anchor, events)

    def _during(self, phrase: Phrase) -> None:
        senses = phrase.senses
        events = events_of(phrase)
        if _WHOLE & {*senses} and Sense.TREATMENT not in senses:
            self._until_whole(events or (BoundingEvent.STUDY_COMPLETION,))
            return
        if events:
            self._until_whole(events)
            return
        anchor = anchor_of(phrase, Relation.FROM)
        self.facts.during = Named(visit_name(named(phrase)), anchor)
        self.last = self.facts.during

    def _until_whole(self, events: tuple[BoundingEvent, ...]) -> None:
        self.facts.events += (event for event in events if event not in self.facts.events)
        self.last = Named("end", None, events)
        self.bounding = True

    def _of(self, phrase: Phrase, last: Timed) -> None:
        """A phrase right behind a time: what the time is a part of."""
        senses = phrase.senses
        if Sense.AGE in senses:
            self._assign(Anchor(TimeAnchor.BIRTH))
        elif Sense.TREATMENT in senses and not {Sense.FOLLOW_UP, Sense.END} & {*senses}:
            self._assign(FIRST_DOSE)
        elif Sense.BASELINE in senses:
            self._alone(phrase)
            return
        self.last = last if Sense.TREATMENT not in senses else None

    def _alone(self, phrase: Phrase) -> None:
        senses = phrase.senses
        events = events_of(phrase)
        anchor = anchor_of(phrase, Relation.ALONE)
        if events and Sense.WHOLE in senses and not (Sense.END in senses):
            self._until_whole(events)
            return
        if events:
            self._place(Named(visit_name(named(phrase)), anchor, events))
        elif Sense.SCREENING in senses:
            self._place(Named("screening"))
        elif anchor == FIRST_DOSE and Sense.FIRST not in senses and Sense.START not in senses:
            self.facts.anchor = self.facts.anchor or FIRST_DOSE
            self.last = Named("treatment", FIRST_DOSE)
        elif anchor is not None and anchor.text is None:
            self._place(Named(_NAMES.get(anchor.code, ""), anchor))
        else:
            self.facts.unread += len(phrase.words)
            self.last = phrase

    def _place(self, moment: Named) -> None:
        if moment in self.facts.moments:
            self.last = moment
            return
        self.facts.moments.append(moment)
        self.last = moment

    def close(self) -> None:
        """End the walk."""
        moments: list[Timed | Named] = []
        for moment in self.facts.moments:
            zero = isinstance(moment, Timed) and moment.length == ZERO and moment.limit is Limit.NONE
            if zero and any(isinstance(each, Named) and each.anchor == BASELINE for each in moments):
                continue
            moments.append(moment)
        self.facts.moments = moments


_NAMES = {
    TimeAnchor.BASELINE: "baseline",
    TimeAnchor.RANDOMISATION: "randomisation",
    TimeAnchor.ENROLMENT: "enrolment",
    TimeAnchor.FIRST_DOSE: "first_dose",
    TimeAnchor.SURGERY: "surgery",
    TimeAnchor.BIRTH: "delivery",
    TimeAnchor.END_OF_TREATMENT: "end_of_treatment",
}
"""How visits are named that stand at what times can count from."""
