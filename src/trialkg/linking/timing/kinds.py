"""The kind of a time frame: the first rule that fits."""

from __future__ import annotations

from collections.abc import Callable

from trialkg.linking.timing.facts import Facts, Limit, Named, Timed
from trialkg.vocabulary.codes import TimeFrameKind


def points_of(facts: Facts) -> list[Timed | Named]:
    """The moments that are assessments of their own, not the limits of a frame."""
    return [moment for moment in facts.moments if isinstance(moment, Named) or moment.limit in _ASSESSED]


CAPS = (Limit.CAP, Limit.WITHIN)
_ASSESSED = (Limit.NONE, Limit.END, Limit.WITHIN)


def _is_bounded(facts: Facts) -> bool:
    if facts.events:
        return True
    named = [event for moment in facts.moments if isinstance(moment, Named) for event in moment.events]
    limited = any(time.limit in (Limit.CAP, Limit.AVERAGE) for time in facts.times)
    return bool(named) and (limited or (len(named) > 1 and len(facts.moments) == 1))


def _is_repeated(facts: Facts) -> bool:
    if facts.intervals or facts.each_visit:
        return True
    points = points_of(facts)
    if facts.begins and len(points) > 1 and all(isinstance(each, Timed) for each in points):
        return True
    capped = [point for point in points if isinstance(point, Timed) and point.limit is Limit.WITHIN]
    return len(points) + (facts.during is not None and bool(points)) > 1 and len(points) - len(capped) > 0


def _is_window(facts: Facts) -> bool:
    ranges = any(time.low is not None for time in facts.times)
    over = any(time.limit in (Limit.OVER, Limit.BACK) for time in facts.times)
    return ranges or over or facts.spans or facts.during is not None or facts.year_range


KINDS: tuple[tuple[TimeFrameKind, Callable[[Facts], bool]], ...] = (
    (TimeFrameKind.EVENT_BOUNDED, _is_bounded),
    (TimeFrameKind.REPEATED, _is_repeated),
    (
        TimeFrameKind.OPEN,
        lambda facts: (
            facts.unlimited
            or any(time.limit is Limit.LEAST for time in facts.times)
            or bool(facts.start and not facts.moments and not facts.spans)
        ),
    ),
    (TimeFrameKind.UP_TO, lambda facts: any(time.limit in CAPS for time in facts.times)),
    (TimeFrameKind.WINDOW, _is_window),
    (TimeFrameKind.POINT, lambda facts: bool(facts.moments or facts.years or facts.start)),
    (TimeFrameKind.UNSPECIFIED, lambda _: True),
)
"""The first that fits is the kind."""


def kind_of(facts: Facts) -> TimeFrameKind:
    """The kind of a time frame that says this."""
    return next(kind for kind, fits in KINDS if fits(facts))
