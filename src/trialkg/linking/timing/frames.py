"""What a time frame of each kind says of its anchor, start, end and points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from trialkg.linking.timing.anchors import (
    BASELINE,
    CALENDAR,
    FIRST_DOSE,
    STUDY_COMPLETION,
    UNSPECIFIED,
    Anchor,
)
from trialkg.linking.timing.brackets import facts_of_text
from trialkg.linking.timing.durations import ZERO, Duration
from trialkg.linking.timing.facts import Facts, Limit, Named, Timed
from trialkg.linking.timing.kinds import CAPS, kind_of, points_of
from trialkg.vocabulary.codes import BoundingEvent, TimeAnchor, TimeFrameKind

MOST_POINTS = 12
MOST_CHARACTERS = 1000
"""Longer texts are read up to here."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """A time frame as data; durations are ISO 8601 in the unit of the text, named visits begin with ``@``.

    ``unread`` is the number of words that no rule made use of.
    """

    kind: TimeFrameKind
    anchor: Anchor = UNSPECIFIED
    start: str | None = None
    end: str | None = None
    points: tuple[str, ...] = ()
    intervals: tuple[str, ...] = ()
    events: tuple[BoundingEvent, ...] = ()
    end_anchor: Anchor | None = None
    unread: int = 0


@lru_cache(maxsize=1 << 14)
def read_frame(text: str) -> Frame:
    """The time frame that a text states; never raises, and reads no more than ``MOST_CHARACTERS``."""
    facts = facts_of_text(text[:MOST_CHARACTERS])
    return _FRAMES[kind_of(facts)](facts)


def _anchor(facts: Facts) -> Anchor:
    """The zero: baseline of a list, where the frame starts, what the first time counts from."""
    zeros = (moment.anchor for moment in facts.moments if isinstance(moment, Named) and moment.anchor)
    counted = (time.anchor for time in facts.times if time.anchor)
    during = facts.during.anchor if facts.during and not facts.intervals else None
    candidates = (
        *(zero for zero in zeros if zero == BASELINE),
        facts.start,
        next(counted, None),
        facts.anchor,
        *(_zeros(facts)),
        during,
        FIRST_DOSE if facts.in_cycles and any(time.length or time.low for time in facts.times) else None,
        CALENDAR if facts.years and not any(time.length for time in facts.times) else None,
    )
    return next((each for each in candidates if each), UNSPECIFIED)


def _zeros(facts: Facts) -> Iterable[Anchor]:
    return (
        moment.anchor
        for moment in facts.moments
        if isinstance(moment, Named) and moment.anchor and not moment.events
    )


def _end_anchor(facts: Facts, anchor: Anchor) -> Anchor | None:
    """What the end counts from, where that is another zero."""
    counted = [time.anchor for time in facts.times if time.anchor]
    passed = [name.anchor for name in facts.names if name.passed and facts.intervals]
    last = counted[-1] if counted else next(iter(passed), facts.end_anchor)
    return last if last is not None and last != anchor else None


def _iso(duration: Duration | None) -> str | None:
    return duration.iso if duration is not None else None


def _longest(times: Iterable[Timed]) -> Duration | None:
    lengths = [time.length for time in times if time.length is not None]
    return max(lengths, key=lambda each: each.days, default=None)


def _frame(
    facts: Facts,
    kind: TimeFrameKind,
    start: Duration | None,
    end: Duration | None,
    *,
    points: tuple[str, ...] = (),
) -> Frame:
    anchor = _anchor(facts)
    end_anchor = _end_anchor(facts, anchor)
    if start and end and end_anchor is None and start.days > end.days:
        start = None
    return Frame(
        kind=kind,
        anchor=anchor,
        start=_iso(start),
        end=_iso(end),
        points=points,
        intervals=tuple(each.length.iso for each in facts.intervals if each.length),
        events=tuple(facts.events),
        end_anchor=end_anchor,
        unread=facts.unread,
    )


def _unspecified(facts: Facts) -> Frame:
    return Frame(kind=TimeFrameKind.UNSPECIFIED, unread=facts.unread)


def _bounded(facts: Facts) -> Frame:
    times = facts.times
    limits = [time for time in times if time.limit in CAPS] or [
        time for time in times if time.limit is Limit.AVERAGE
    ]
    start = ZERO if facts.begins else next((time.low for time in times if time.low), None)
    if not facts.events:
        for moment in facts.moments:
            facts.events += moment.events if isinstance(moment, Named) else ()
    return _frame(facts, TimeFrameKind.EVENT_BOUNDED, start, _longest(limits or times))


def _repeated(facts: Facts) -> Frame:
    moments = points_of(facts)
    if facts.start == BASELINE and not any(_is_zero(moment) for moment in moments):
        moments.insert(0, Named("baseline", BASELINE))
    if facts.during is not None and facts.during.name and not facts.intervals:
        moments.append(facts.during)
    anchor = _anchor(facts)
    written = [_point(moment, anchor) for moment in moments]
    points = list(dict.fromkeys(point for point in written if point))
    limit = _limit(facts)
    regular = bool(facts.intervals) or facts.each_visit
    last = None if regular and len(moments) == 1 and _is_zero(moments[0]) else _known(written[-1:])
    first = _known(written[:1]) if not facts.each_visit or _is_zero_first(moments) else None
    if len(points) < 2 and facts.intervals:
        points += _expanded(facts, limit)
        first = first or next((point for point in points if not point.startswith("@")), None)
    end_anchor = _end_anchor(facts, anchor)
    end = limit.iso if limit else last
    if end_anchor is None:
        first, end = _ordered(first, end, facts)
    return Frame(
        kind=TimeFrameKind.REPEATED,
        anchor=anchor,
        start=first,
        end=end,
        points=tuple(points[:MOST_POINTS]) if len(points) > 1 or _is_zero_first(moments) else (),
        intervals=tuple(each.length.iso for each in facts.intervals if each.length),
        events=tuple(
            dict.fromkeys((*facts.events, *(event for each in facts.names for event in each.events)))
        ),
        end_anchor=end_anchor,
        unread=facts.unread,
    )


def _ordered(first: str | None, last: str | None, facts: Facts) -> tuple[str | None, str | None]:
    """The first and the last time of a list; the earliest and the latest where the list is in no order."""
    lengths = [*(time.length for time in facts.times), *(each.length for each in facts.intervals), ZERO]
    days = {length.iso: length.days for length in lengths if length}
    if first is None or last is None or days.get(first, 0.0) <= days.get(last, 0.0):
        return first, last
    return last, first


def _limit(facts: Facts) -> Duration | None:
    """Where repeated assessments end: at a cap, or after all the spans that intervals last, one by one."""
    cap = _longest(time for time in facts.times if time.limit is Limit.CAP)
    lasting = [time.length for time in facts.times if time.limit is Limit.LASTING and time.length]
    if cap is None and lasting and len({length.unit for length in lasting}) == 1:
        return Duration(sum(length.amount for length in lasting), lasting[0].unit)
    return cap


def _known(points: list[str | None]) -> str | None:
    point = points[0] if points else None
    return None if point is None or point.startswith("@") else point


def _is_zero(moment: Timed | Named) -> bool:
    return isinstance(moment, Named) and moment.anchor == BASELINE


def _is_zero_first(moments: list[Timed | Named]) -> bool:
    return bool(moments) and _is_zero(moments[0])


def _point(moment: Timed | Named, zero: Anchor = BASELINE) -> str | None:
    """A moment as it is written; the zero itself is no visit, but what is after it may be."""
    if isinstance(moment, Timed):
        return _iso(moment.length)
    return "P0D" if moment.anchor == zero and not moment.passed else f"@{moment.name}"


def _expanded(facts: Facts, limit: Duration | None) -> tuple[str, ...]:
    """The times of a single interval up to its limit, in the unit of the interval."""
    step = facts.intervals[0].length
    if limit is None or step is None or len(facts.intervals) > 1 or step.days <= 0:
        return ()
    count = int(limit.days / step.days + 0.01)
    return tuple(
        Duration(step.amount * number, step.unit).iso for number in range(1, min(count, MOST_POINTS) + 1)
    )


def _open(facts: Facts) -> Frame:
    least = _longest(time for time in facts.times if time.limit is Limit.LEAST)
    return _frame(facts, TimeFrameKind.OPEN, ZERO if facts.start and not least else least, None)


def _up_to(facts: Facts) -> Frame:
    capped = [time for time in facts.times if time.limit in CAPS]
    begins = facts.begins or any(_is_zero(moment) for moment in facts.moments)
    low = next((time.length for time in facts.times if time.limit is Limit.NONE), None)
    return _frame(facts, TimeFrameKind.UP_TO, ZERO if begins else low, _longest(capped))


def _window(facts: Facts) -> Frame:
    times = facts.times
    back = next((time for time in times if time.limit is Limit.BACK), None)
    if back is not None and back.length is not None:
        start: Duration | None = Duration(-abs(back.length.amount), back.length.unit)
        return _frame(facts, TimeFrameKind.WINDOW, start, ZERO)
    low = next((time.low for time in times if time.low is not None), None)
    start = ZERO if facts.begins else low
    return _frame(facts, TimeFrameKind.WINDOW, start, _longest(times))


def _at(facts: Facts) -> Frame:
    end = _longest(facts.times)
    event = next((moment for moment in facts.moments if isinstance(moment, Named) and moment.events), None)
    if end is None and event is not None and not facts.times:
        anchor = event.anchor or Anchor(TimeAnchor.OTHER, event.name.replace("_", " "))
        if BoundingEvent.STUDY_COMPLETION in event.events:
            anchor = STUDY_COMPLETION
        return Frame(kind=TimeFrameKind.POINT, anchor=anchor, end="P0D", unread=facts.unread)
    if end is None and not facts.times and not facts.years and (facts.moments or facts.start):
        end = ZERO
    return _frame(facts, TimeFrameKind.POINT, None, end)


_FRAMES: dict[TimeFrameKind, Callable[[Facts], Frame]] = {
    TimeFrameKind.UNSPECIFIED: _unspecified,
    TimeFrameKind.EVENT_BOUNDED: _bounded,
    TimeFrameKind.REPEATED: _repeated,
    TimeFrameKind.OPEN: _open,
    TimeFrameKind.UP_TO: _up_to,
    TimeFrameKind.WINDOW: _window,
    TimeFrameKind.POINT: _at,
}
