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
from trialkg.linking.timing.durations import Duration
from trialkg.linking.timing.elements import Element, Interval, Phrase, Time, Visit
from trialkg.linking.timing.lexicon import NOISE, Mark, Sense
from trialkg.linking.timing.tokens import Token
from trialkg.vocabulary.codes import BoundingEvent, TimeAnchor


class Limit(Enum):
    """What a time is to its frame."""

    NONE = auto()
    CAP = auto()
    WITHIN = auto()
    END = auto()
    LEAST = auto()
    AVERAGE = auto()
    OVER = auto()
    BACK = auto()
    LASTING = auto()


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
    passed: bool = False


@dataclass(slots=True)
class Facts:
    """What a time frame says, in its order.

    ``start`` is the zero that the frame is said to run from, ``begins`` whether observation begins there;
    ``spans`` whether it runs to an end, ``during`` what it lasts as long as.
    """

    moments: list[Timed | Named] = field(default_factory=list)
    intervals: list[Interval] = field(default_factory=list)
    events: list[BoundingEvent] = field(default_factory=list)
    start: Anchor | None = None
    begins: bool = False
    spans: bool = False
    during: Named | None = None
    anchor: Anchor | None = None
    end_anchor: Anchor | None = None
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

    @property
    def names(self) -> list[Named]:
        """The moments that are not."""
        return [moment for moment in self.moments if isinstance(moment, Named)]


_LIMITS = (
    (Mark.CAP, Limit.CAP),
    (Mark.MOST, Limit.CAP),
    (Mark.UNTIL, Limit.CAP),
    (Mark.WITHIN, Limit.WITHIN),
    (Mark.AVERAGE, Limit.AVERAGE),
    (Mark.LEAST, Limit.LEAST),
    (Mark.LAST, Limit.BACK),
    (Mark.OVER, Limit.OVER),
    (Mark.THROUGHOUT, Limit.OVER),
)
_ENDS = frozenset((Mark.TO, Mark.UNTIL, Mark.CAP, Mark.DASH))
_RANGING = frozenset((Mark.TO, Mark.DASH, Mark.UNTIL))
_LISTING = frozenset((Mark.COMMA, Mark.AND, Mark.OR, Mark.SLASH, Mark.STOP))
_COUNTING = frozenset((Sense.FIRST, Sense.NEW))
_BESIDE = frozenset((Mark.AT, Mark.OPEN))
_APART = _LISTING | {Mark.FOR, Mark.CLOSE}
_TRANSPARENT = frozenset((Sense.END, Sense.START, Sense.FIRST, Sense.WHOLE, Sense.FOLLOW_UP))


def facts_of(elements: list[Element]) -> Facts:
    """The facts of the elements of a time frame."""
    walk = _Walk()
    for place, element in enumerate(elements):
        walk.take(element, elements[place + 1] if place + 1 < len(elements) else None)
    walk.close()
    return walk.facts


class _Walk:
    """A walk over elements that remembers the marks since the last of them.

    ``last`` is the element before those marks, None where nothing can be joined to it; ``bounding`` says that
    phrases further on may name more events that end the frame.
    """

    def __init__(self) -> None:
        self.facts = Facts()
        self.marks: list[Mark] = []
        self.last: Timed | Named | Phrase | Interval | None = None
        self.bounding = False
        self.waiting: Named | None = None
        self.ending = False
        self.between = False
        self.visit_limit: Limit | None = None
        self.followed_up = False

    def take(self, element: Element, following: Element | None) -> None:
        """Take the next element."""
        if isinstance(element, Token):
            self._take_mark(element)
            return
        if isinstance(element, Phrase):
            if self._is_transparent(element, following):
                return
            self._take_phrase(element)
        elif isinstance(element, Time):
            self._take_time(element)
        elif isinstance(element, Interval):
            self._take_interval(element)
        else:
            self._take_visit(element)
        self.marks = []

    def _is_transparent(self, phrase: Phrase, following: Element | None) -> bool:
        """Whether a phrase says nothing of its own before a time: ``up to (the end of) year 1``."""
        senses = {*phrase.senses}
        plain = senses <= _TRANSPARENT and phrase.words[-1].mark is Mark.OF
        plain = plain or (senses <= _COUNTING and all(word.value or word.text in NOISE for word in phrase.words))
        return isinstance(following, Time) and bool(self.marks) and plain

    def _take_mark(self, token: Token) -> None:
        mark = token.mark
        if mark is Mark.EACH_VISIT:
            self.facts.each_visit = True
        elif mark is Mark.UNLIMITED:
            self.facts.unlimited = True
        elif mark is Mark.YEAR:
            self.facts.years += 1
        elif mark in _RANGING and self.facts.years:
            self.facts.year_range = True
        elif mark in _LISTING:
            self._limit_before()
        if self.marks[-1:] == [Mark.AFTER] and mark in _APART and isinstance(self.last, Timed):
            self.marks.pop()
        self.marks.append(mark)

    def _limit_before(self) -> None:
        """``3 months maximum``: a limit that stands behind its time."""
        limit = self._limit()
        if isinstance(self.last, Timed) and self.last.limit is Limit.NONE and limit is not Limit.OVER:
            self.last.limit = limit

    @property
    def _listed(self) -> bool:
        return not _LISTING.isdisjoint(self.marks)

    @property
    def _both(self) -> bool:
        """``before and after``."""
        return Mark.BEFORE in self.marks and Mark.AFTER in self.marks

    @property
    def _ranging(self) -> bool:
        """Whether what comes ends a range: ``to``, or the ``and`` of ``between``."""
        between = self.between and self.marks == [Mark.AND]
        return between or not _RANGING.isdisjoint(self.marks)

    # Times

    def _take_time(self, time: Time) -> None:
        if isinstance(self.last, Named) and self.last.name == _START and set(self.marks) <= {Mark.OPEN}:
            self.last.name = ""
            return
        if self._says_again(time):
            return
        timed = Timed(time.high, time.low, self._limit())
        self.facts.in_cycles |= time.in_cycle
        last = self.last
        if self.marks == [Mark.OR] and isinstance(last, Timed):
            self._take_alternative(last, timed)
            return
        ranging = self.ending or self._ranging
        if ranging and isinstance(last, Timed) and last.low is None and self._closes(timed):
            last.low, last.length, last.limit = last.length, timed.length, Limit.END
            return
        if self._both:
            self._place(Named("baseline", BASELINE))
        if ranging and timed.limit is Limit.NONE:
            timed.limit = Limit.END
        self._settle(timed, last, named=time.named)
        self.facts.moments.append(timed)
        self.last, self.ending = timed, False
        self.between = Mark.BETWEEN in self.marks
        self.followed_up = False

    def _says_again(self, time: Time) -> bool:
        """``the 1-month follow-up at 8 weeks`` is at 8 weeks; ``after day 0`` is after the anchor."""
        if not isinstance(self.last, Timed):
            return False
        if self.marks[-1:] == [Mark.AFTER] and time.high is not None and not time.high.amount:
            return True
        if self.marks == [Mark.AT] and self.followed_up:
            self.last.length = time.high
            return True
        return False

    def _closes(self, timed: Timed) -> bool:
        """Whether a time ends the range that the time before it begins."""
        return timed.limit is Limit.NONE

    def _settle(self, timed: Timed, last: object, *, named: bool) -> None:
        """What a time takes from what stands before it."""
        if timed.limit in (Limit.END, Limit.CAP, Limit.WITHIN):
            self._begin(last, timed)
        if isinstance(last, Interval) and (Mark.FOR in self.marks or timed.limit is Limit.OVER):
            timed.limit = Limit.CAP if named else Limit.LASTING
        if isinstance(last, Phrase) and last.senses[-1:] == [Sense.LAST] and not self.marks:
            timed.limit = Limit.BACK
        if self.waiting is not None:
            self._count_from(self.waiting, timed)
        elif isinstance(last, Named) and (not self._listed or self.marks == [Mark.SLASH]):
            if timed.limit in (Limit.NONE, Limit.END):
                self._pin(last)
            if self.visit_limit is not None and last.anchor is None:
                timed.limit = self.visit_limit

    def _count_from(self, waiting: Named, timed: Timed) -> None:
        """The time after ``after surgery,`` counts from there; after treatment, it says when that is."""
        if not self._listed and not self.ending:
            if waiting.anchor and waiting.anchor.code is TimeAnchor.END_OF_TREATMENT and self.marks:
                self._forget(waiting)
            else:
                timed.anchor = waiting.anchor
                self._forget(waiting)
        elif self.facts.moments == [waiting]:
            timed.anchor = waiting.anchor
            if Mark.AND in self.marks:
                waiting.passed = False
            else:
                self._forget(waiting)
        self.waiting = None

    def _limit(self) -> Limit:
        return next((limit for mark, limit in _LIMITS if mark in self.marks), Limit.NONE)

    def _take_alternative(self, last: Timed, other: Timed) -> None:
        """Of two times joined by ``or``, the longer."""
        if last.length is not None and other.length is not None and other.length.days > last.length.days:
            last.length = other.length

    def _begin(self, last: object, timed: Timed) -> None:
        """The end of a range that begins at what stands before."""
        if isinstance(last, Named) and last.anchor is not None and not last.events and not self._listed:
            if last.passed:
                self.facts.anchor = self.facts.anchor or last.anchor
            else:
                self.facts.start, self.facts.begins = last.anchor, True
            self._forget(last)
        elif self.facts.start is not None:
            self.facts.begins = True
        self.facts.spans |= timed.limit is Limit.END and self.facts.start is not None

    def _pin(self, last: Named) -> None:
        """An event or visit with a time right behind it is pinned to that time."""
        pinned = [event for event in last.events if event in self.facts.events]
        for event in pinned:
            self.facts.events.remove(event)
            self.facts.spans |= self.facts.start is not None
        if last.anchor != BASELINE:
            self._forget(last)

    def _forget(self, moment: Named) -> None:
        if moment in self.facts.moments:
            self.facts.moments.remove(moment)

    def _take_interval(self, interval: Interval) -> None:
        if self._both and interval.length is not None:
            self._place(Named("baseline", BASELINE))
            self.facts.moments.append(Timed(interval.length))
            self.last = self.facts.moments[-1]
            return
        self.facts.intervals.append(interval)
        self.facts.in_cycles |= interval.in_cycle and interval.length is not None
        self.last = interval

    def _take_visit(self, visit: Visit) -> None:
        moment = Named(visit.name)
        self.facts.moments.append(moment)
        self.last = moment
        self.visit_limit = self._limit()

    # Phrases

    def _take_phrase(self, phrase: Phrase) -> None:
        marks = {*self.marks}
        if Mark.AFTER in marks:
            self._after(phrase)
        elif Mark.BEFORE in marks:
            self._before(phrase)
        elif Mark.FROM in marks or Mark.BETWEEN in marks:
            self._from(phrase)
            self.between = Mark.BETWEEN in marks
        elif self.between and self.marks == [Mark.AND]:
            self._until(phrase)
        elif Mark.OR in marks and self.facts.times and not self.facts.names and events_of(phrase):
            self._bound(events_of(phrase))
        elif marks & _ENDS and (self.last is not None or Mark.DASH not in marks):
            self._until(phrase)
        elif self.bounding and marks and marks <= _LISTING | {Mark.AT} and events_of(phrase):
            self._until(phrase)
        elif Mark.OVER in marks or Mark.THROUGHOUT in marks:
            self._during(phrase)
        elif isinstance(self.last, Timed) and not marks:
            self._of(phrase, self.last)
        else:
            self._alone(phrase)

    def _after(self, phrase: Phrase) -> None:
        anchor = anchor_of(phrase, Relation.AFTER)
        if anchor is None:
            self.facts.unread += len(phrase.words)
            return
        if self._both:
            self._place(Named("baseline", BASELINE))
        elif isinstance(self.last, Timed) and not self._listed and _RANGING.isdisjoint(self.marks):
            self._assign(anchor)
            self.last = None
            return
        name = _NAMES.get(anchor.code) or visit_name(anchor.text or "")
        moment = Named(name, anchor, passed=True)
        self.ending = not _RANGING.isdisjoint(self.marks) and self.last is not None
        if self.ending:
            self._start_at(self.last)
            self.facts.spans, self.facts.end_anchor = True, anchor
        elif self._listed or self._both or not self.facts.moments:
            self.facts.moments.append(moment)
            self.waiting = moment
        else:
            return
        self.last = moment

    def _start_at(self, last: object) -> None:
        """Observation begins at what stands before."""
        if isinstance(last, Named) and last.anchor is not None and not last.events and not last.passed:
            self.facts.start = last.anchor
            self._forget(last)
        elif isinstance(last, Named) and last.passed and not self.bounding:
            self.facts.anchor = self.facts.anchor or last.anchor
            self._forget(last)
        self.facts.begins |= self.facts.start is not None

    def _assign(self, anchor: Anchor) -> None:
        """Give the anchor to the times before it that have none."""
        for moment in reversed(self.facts.moments):
            if not isinstance(moment, Timed) or moment.anchor is not None:
                return
            moment.anchor = anchor

    def _before(self, phrase: Phrase) -> None:
        last = self.last
        if isinstance(last, Timed) and not self._listed and last.length is not None:
            last.limit = Limit.NONE if last.limit is Limit.LEAST else last.limit
            self._count_back(last.length.unit, anchor_of(phrase, Relation.FROM))
            self.last = None
            return
        self._place(Named("baseline", BASELINE))

    def _count_back(self, unit: str, anchor: Anchor | None) -> None:
        """Put a list of times of one unit before the anchor: ``30, 20, 10 minutes before``."""
        for moment in reversed(self.facts.moments):
            length = moment.length if isinstance(moment, Timed) and moment.anchor is None else None
            if not isinstance(moment, Timed) or length is None or length.unit != unit:
                return
            moment.length, moment.anchor = Duration(-abs(length.amount), unit), anchor

    def _from(self, phrase: Phrase) -> None:
        anchor = anchor_of(phrase, Relation.FROM)
        if Sense.CHANGE in phrase.senses and anchor != BASELINE:
            anchor = None
        if anchor is None or (anchor.text and self.bounding):
            return
        if Mark.STOP in self.marks and isinstance(self.last, Timed) and self.facts.moments == [self.last]:
            self.facts.moments = []
        if isinstance(self.last, Timed) and not self._listed and Mark.BETWEEN not in self.marks:
            self._assign(anchor)
            self.last = None
            return
        self.facts.start = self.facts.start or anchor
        self.last = Named(_START, anchor)

    def _until(self, phrase: Phrase) -> None:
        events = events_of(phrase)
        anchor = anchor_of(phrase, Relation.ALONE)
        last = self.last
        if not events and (anchor is None or anchor.text) and self.facts.start is None:
            if not (isinstance(last, Named) and last.anchor):
                self.facts.unread += len(phrase.words)
                return
        if isinstance(last, Timed) and events and last.limit is Limit.NONE and Mark.DASH not in self.marks:
            last.low, last.limit, last.length = last.length, Limit.END, None
        self._start_at(last)
        self.facts.events += (event for event in events if event not in self.facts.events)
        if not events:
            self.facts.spans, self.facts.end_anchor = True, anchor
        self.bounding = True
        self.last = Named("end", anchor, events)

    def _during(self, phrase: Phrase) -> None:
        senses = {*phrase.senses}
        events = events_of(phrase)
        if not events and Mark.THROUGHOUT in self.marks and Sense.TREATMENT in senses:
            events = (BoundingEvent.END_OF_TREATMENT,)
        if not events and Sense.STUDY in senses and Sense.TREATMENT not in senses:
            events = (BoundingEvent.STUDY_COMPLETION,)
        if events:
            self._bound(events)
            return
        anchor = anchor_of(phrase, Relation.FROM)
        if isinstance(self.last, Timed) and not self._listed:
            if anchor is not None and anchor.text is None:
                self._assign(anchor)
            return
        self.facts.during = Named(visit_name(named(phrase)), anchor, passed=True)
        self.last = self.facts.during

    def _bound(self, events: tuple[BoundingEvent, ...]) -> None:
        self.facts.events += (event for event in events if event not in self.facts.events)
        self.last = Named("end", None, events)
        self.bounding = True

    def _of(self, phrase: Phrase, last: Timed) -> None:
        """A phrase right behind a time: what the time is a part of."""
        senses = {*phrase.senses}
        self.followed_up = Sense.FOLLOW_UP in senses
        if Sense.AGE in senses:
            self._assign(Anchor(TimeAnchor.BIRTH))
        elif Sense.TREATMENT in senses and not senses & {Sense.FOLLOW_UP, Sense.END}:
            self._assign(FIRST_DOSE)
            self.last = None
        elif Sense.BASELINE in senses:
            if last.length is not None and last.length.amount in (0, 1):
                self.facts.moments.remove(last)
            self._alone(phrase)

    def _alone(self, phrase: Phrase) -> None:
        senses = {*phrase.senses}
        events = events_of(phrase)
        anchor = anchor_of(phrase, Relation.ALONE)
        if events and Sense.WHOLE in senses and Sense.END not in senses:
            self._bound(events)
        elif events and isinstance(self.last, Timed) and {*self.marks} <= _BESIDE:
            return
        elif events:
            self._place(Named(_event_name(events[0]), anchor, events))
        elif Sense.SCREENING in senses:
            self._place(Named("screening"))
        elif anchor == FIRST_DOSE and not senses & {Sense.FIRST, Sense.START}:
            if any(word.mark is Mark.UNIT for word in phrase.words):
                self._place(Named(_NAMES[FIRST_DOSE.code], FIRST_DOSE))
                return
            if Sense.TREATMENT not in senses or len(phrase.words) > _FEW:
                self.facts.unread += len(phrase.words)
                self.last = phrase
                return
            self.facts.anchor = self.facts.anchor or FIRST_DOSE
            if not isinstance(self.last, Interval):
                self.last = Named("treatment", FIRST_DOSE)
        elif anchor is not None and anchor.text is None:
            self._place(Named(_NAMES.get(anchor.code, ""), anchor))
        elif anchor is not None and Mark.AT in self.marks and anchor.text:
            self._place(Named(visit_name(anchor.text), anchor))
        else:
            self.facts.unread += len(phrase.words)
            self.last = phrase

    def _place(self, moment: Named) -> None:
        if moment not in self.facts.moments:
            self.facts.moments.append(moment)
        self.last = moment

    def close(self) -> None:
        """End the walk: a limit may stand last, and a zero that is said twice is one."""
        self._limit_before()
        facts = self.facts
        counted = [time.anchor for time in facts.times if time.anchor]
        if _TREATED in counted and BoundingEvent.END_OF_TREATMENT in facts.events and len(counted) == 1:
            facts.events.remove(BoundingEvent.END_OF_TREATMENT)
            facts.spans = True
        if any(moment.anchor == BASELINE for moment in facts.names):
            facts.moments = sorted(
                (moment for moment in facts.moments if not _is_plain_zero(moment)), key=_is_after_baseline
            )


_START = "start"
_FEW = 4
_TREATED = Anchor(TimeAnchor.END_OF_TREATMENT)


def _is_after_baseline(moment: Timed | Named) -> bool:
    """False for baseline and what is before it, so that these come first."""
    if isinstance(moment, Named):
        return moment.anchor != BASELINE and moment.name != "screening"
    return moment.length is None or moment.length.amount > 0


def _is_plain_zero(moment: Timed | Named) -> bool:
    plain = isinstance(moment, Timed) and moment.limit is Limit.NONE and moment.low is None
    return isinstance(moment, Timed) and plain and moment.length is not None and not moment.length.amount


def _event_name(event: BoundingEvent) -> str:
    return event.name.lower()


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
