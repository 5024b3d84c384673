"""What a time frame says before it has a kind: times with limits and anchors, starts, events, visits."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from trialkg.linking.timing.anchors import Anchor
from trialkg.linking.timing.durations import Duration
from trialkg.linking.timing.elements import Interval
from trialkg.vocabulary.codes import BoundingEvent


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
