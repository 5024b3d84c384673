"""The steps of the walk at phrases: starts, anchors of the times before and after them, events, visits."""

from __future__ import annotations

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
from trialkg.linking.timing.elements import Interval, Phrase
from trialkg.linking.timing.facts import Limit, Named, Timed
from trialkg.linking.timing.lexicon import Mark
from trialkg.linking.timing.senses import Sense
from trialkg.linking.timing.walk import LISTING, NAMES, RANGING, START, Walk
from trialkg.vocabulary.codes import BoundingEvent, TimeAnchor

_ENDS = frozenset((Mark.TO, Mark.UNTIL, Mark.CAP, Mark.DASH))
_BESIDE = frozenset((Mark.AT, Mark.OPEN))
_FEW = 4
"""Words of a phrase up to which it can be the name of a treatment."""


class PhrasesWalk(Walk):
    """A walk that takes phrases."""

    def take_phrase(self, phrase: Phrase) -> None:
        """Take a phrase by the marks before it."""
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
            self.bound(events_of(phrase))
        elif (marks & _ENDS and (self.last is not None or Mark.DASH not in marks)) or (
            self.bounding and marks and marks <= LISTING | {Mark.AT} and events_of(phrase)
        ):
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
        if self.both:
            self.place(Named("baseline", BASELINE))
        elif isinstance(self.last, Timed) and not self.listed and RANGING.isdisjoint(self.marks):
            self.count_from(anchor)
            self.last = None
            return
        name = NAMES.get(anchor.code) or visit_name(anchor.text or "")
        moment = Named(name, anchor, passed=True)
        self.ending = not RANGING.isdisjoint(self.marks) and self.last is not None
        if self.ending:
            self.start_at(self.last)
            self.facts.spans, self.facts.end_anchor = True, anchor
        elif self.listed or self.both or not self.facts.moments:
            self.facts.moments.append(moment)
            self.waiting = moment
        else:
            return
        self.last = moment

    def _before(self, phrase: Phrase) -> None:
        last = self.last
        if isinstance(last, Timed) and not self.listed and last.length is not None:
            last.limit = Limit.NONE if last.limit is Limit.LEAST else last.limit
            self._count_back(last.length.unit, anchor_of(phrase, Relation.FROM))
            self.last = None
            return
        self.place(Named("baseline", BASELINE))

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
        if isinstance(self.last, Timed) and not self.listed and Mark.BETWEEN not in self.marks:
            self.count_from(anchor)
            self.last = None
            return
        self.facts.start = self.facts.start or anchor
        self.last = Named(START, anchor)

    def _until(self, phrase: Phrase) -> None:
        events = events_of(phrase)
        anchor = anchor_of(phrase, Relation.ALONE)
        last = self.last
        begun = self.facts.start is not None or (isinstance(last, Named) and last.anchor is not None)
        if not events and not begun and (anchor is None or anchor.text):
            self.facts.unread += len(phrase.words)
            return
        if isinstance(last, Timed) and events and last.limit is Limit.NONE and Mark.DASH not in self.marks:
            last.low, last.limit, last.length = last.length, Limit.END, None
        self.start_at(last)
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
            self.bound(events)
            return
        anchor = anchor_of(phrase, Relation.FROM)
        if isinstance(self.last, Timed) and not self.listed:
            if anchor is not None and anchor.text is None:
                self.count_from(anchor)
            return
        self.facts.during = Named(visit_name(named(phrase)), anchor, passed=True)
        self.last = self.facts.during

    def _of(self, phrase: Phrase, last: Timed) -> None:
        """A phrase right behind a time: what the time is a part of."""
        senses = {*phrase.senses}
        self.followed_up = Sense.FOLLOW_UP in senses
        if Sense.AGE in senses:
            self.count_from(Anchor(TimeAnchor.BIRTH))
        elif Sense.TREATMENT in senses and not senses & {Sense.FOLLOW_UP, Sense.END}:
            self.count_from(FIRST_DOSE)
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
            self.bound(events)
        elif events and isinstance(self.last, Timed) and {*self.marks} <= _BESIDE:
            return
        elif events:
            self.place(Named(events[0].name.lower(), anchor, events))
        elif Sense.AGE in senses:
            self.facts.anchor = self.facts.anchor or Anchor(TimeAnchor.BIRTH)
            self.last = phrase
        elif Sense.SCREENING in senses:
            self.place(Named("screening"))
        elif anchor == FIRST_DOSE and not senses & {Sense.FIRST, Sense.START}:
            if any(word.mark is Mark.UNIT for word in phrase.words):
                self.place(Named(NAMES[FIRST_DOSE.code], FIRST_DOSE))
                return
            if Sense.TREATMENT not in senses or len(phrase.words) > _FEW:
                self.facts.unread += len(phrase.words)
                self.last = phrase
                return
            self.facts.anchor = self.facts.anchor or FIRST_DOSE
            if not isinstance(self.last, Interval):
                self.last = Named("treatment", FIRST_DOSE)
        elif anchor is not None and anchor.text is None:
            self.place(Named(NAMES.get(anchor.code, ""), anchor))
        elif anchor is not None and Mark.AT in self.marks and anchor.text:
            self.place(Named(visit_name(anchor.text), anchor))
        else:
            self.facts.unread += len(phrase.words)
            self.last = phrase
