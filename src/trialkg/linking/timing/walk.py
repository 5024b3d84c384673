"""What all steps of the walk over elements share: the marks since the last one, and moves on the facts."""

from __future__ import annotations

from trialkg.linking.timing.anchors import Anchor
from trialkg.linking.timing.elements import Interval, Phrase
from trialkg.linking.timing.facts import Facts, Limit, Named, Timed
from trialkg.linking.timing.lexicon import Mark
from trialkg.vocabulary.codes import BoundingEvent, TimeAnchor

RANGING = frozenset((Mark.TO, Mark.DASH, Mark.UNTIL))
LISTING = frozenset((Mark.COMMA, Mark.AND, Mark.OR, Mark.SLASH, Mark.STOP))
START = "start"
"""The name of what a frame is said to run from, which is no visit."""

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

NAMES = {
    TimeAnchor.BASELINE: "baseline",
    TimeAnchor.RANDOMISATION: "randomisation",
    TimeAnchor.ENROLMENT: "enrolment",
    TimeAnchor.FIRST_DOSE: "first_dose",
    TimeAnchor.SURGERY: "surgery",
    TimeAnchor.BIRTH: "delivery",
    TimeAnchor.END_OF_TREATMENT: "end_of_treatment",
}
"""How visits are named that stand at what times can count from."""


class Walk:
    """A walk over elements.

    ``last`` is the element before the marks, None where nothing can be joined to it; ``bounding`` says that
    phrases further on may name more events that end the frame, ``waiting`` is what times further on may count
    from, ``ending`` says that the next time ends a range.
    """

    def __init__(self) -> None:
        self.facts = Facts()
        self.marks: list[Mark] = []
        self.last: Timed | Named | Phrase | Interval | None = None
        self.bounding = False
        self.waiting: Named | None = None
        self.ending = False
        self.between = False
        self.followed_up = False
        self.visit_limit: Limit | None = None

    @property
    def listed(self) -> bool:
        """Whether what comes is another item of a list."""
        return not LISTING.isdisjoint(self.marks)

    @property
    def both(self) -> bool:
        """``before and after``."""
        return Mark.BEFORE in self.marks and Mark.AFTER in self.marks

    @property
    def ranging(self) -> bool:
        """Whether what comes ends a range: ``to``, or the ``and`` of ``between``."""
        between = self.between and self.marks == [Mark.AND]
        return between or not RANGING.isdisjoint(self.marks)

    def limit(self) -> Limit:
        """What the marks make of a time."""
        return next((limit for mark, limit in _LIMITS if mark in self.marks), Limit.NONE)

    def forget(self, moment: Named) -> None:
        """Take a moment away that turned out to be none."""
        if moment in self.facts.moments:
            self.facts.moments.remove(moment)

    def place(self, moment: Named) -> None:
        """Put a moment on the schedule, once."""
        if moment not in self.facts.moments:
            self.facts.moments.append(moment)
        self.last = moment

    def count_from(self, anchor: Anchor) -> None:
        """Give the anchor to the times before it that have none."""
        for moment in reversed(self.facts.moments):
            if not isinstance(moment, Timed) or moment.anchor is not None:
                return
            moment.anchor = anchor

    def bound(self, events: tuple[BoundingEvent, ...]) -> None:
        """End the frame at events."""
        self.facts.events += (event for event in events if event not in self.facts.events)
        self.last = Named("end", None, events)
        self.bounding = True

    def start_at(self, last: object) -> None:
        """Observation begins at what stands before."""
        if isinstance(last, Named) and last.anchor is not None and not last.events and not last.passed:
            self.facts.start = last.anchor
            self.forget(last)
        elif isinstance(last, Named) and last.passed and not self.bounding:
            self.facts.anchor = self.facts.anchor or last.anchor
            self.forget(last)
        self.facts.begins |= self.facts.start is not None
