"""The steps of the walk at times, intervals and visits."""

from __future__ import annotations

from trialkg.linking.timing.anchors import BASELINE
from trialkg.linking.timing.elements import Interval, Phrase, Time, Visit
from trialkg.linking.timing.facts import Limit, Named, Timed
from trialkg.linking.timing.lexicon import Mark
from trialkg.linking.timing.senses import Sense
from trialkg.linking.timing.walk import START, Walk
from trialkg.vocabulary.codes import TimeAnchor


class TimesWalk(Walk):
    """A walk that takes times."""

    def take_time(self, time: Time) -> None:
        """Take a time."""
        if isinstance(self.last, Named) and self.last.name == START and set(self.marks) <= {Mark.OPEN}:
            self.last.name = ""
            return
        if self._says_again(time):
            return
        timed = Timed(time.high, time.low, self.limit())
        self.facts.in_cycles |= time.in_cycle
        last = self.last
        if self.marks == [Mark.OR] and isinstance(last, Timed):
            self._take_alternative(last, timed)
            return
        ranging = self.ending or self.ranging
        if ranging and isinstance(last, Timed) and last.low is None and self._closes(timed):
            last.low, last.length, last.limit = last.length, timed.length, Limit.END
            return
        if self.both:
            self.place(Named("baseline", BASELINE))
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
            self.settle_waiting(self.waiting, timed)
        elif isinstance(last, Named) and (not self.listed or self.marks == [Mark.SLASH]):
            if timed.limit in (Limit.NONE, Limit.END):
                self._pin(last)
            if self.visit_limit is not None and last.anchor is None:
                timed.limit = self.visit_limit

    def settle_waiting(self, waiting: Named, timed: Timed) -> None:
        """The time after ``after surgery,`` counts from there; after treatment, it says when that is."""
        if not self.listed and not self.ending:
            if waiting.anchor and waiting.anchor.code is TimeAnchor.END_OF_TREATMENT and self.marks:
                self.forget(waiting)
            else:
                timed.anchor = waiting.anchor
                self.forget(waiting)
        elif self.facts.moments == [waiting]:
            timed.anchor = waiting.anchor
            if Mark.AND in self.marks:
                waiting.passed = False
            else:
                self.forget(waiting)
        self.waiting = None

    def _take_alternative(self, last: Timed, other: Timed) -> None:
        """Of two times joined by ``or``, the longer."""
        if last.length is not None and other.length is not None and other.length.days > last.length.days:
            last.length = other.length

    def _begin(self, last: object, timed: Timed) -> None:
        """The end of a range that begins at what stands before."""
        if isinstance(last, Named) and last.anchor is not None and not last.events and not self.listed:
            if last.passed:
                self.facts.anchor = self.facts.anchor or last.anchor
            else:
                self.facts.start, self.facts.begins = last.anchor, True
            self.forget(last)
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
            self.forget(last)

    def take_interval(self, interval: Interval) -> None:
        """Take an interval."""
        if self.both and interval.length is not None:
            self.place(Named("baseline", BASELINE))
            self.facts.moments.append(Timed(interval.length))
            self.last = self.facts.moments[-1]
            return
        self.facts.intervals.append(interval)
        self.facts.in_cycles |= interval.in_cycle and interval.length is not None
        self.last = interval

    def take_visit(self, visit: Visit) -> None:
        """Take a visit."""
        moment = Named(visit.name)
        self.facts.moments.append(moment)
        self.last = moment
        self.visit_limit = self.limit()
