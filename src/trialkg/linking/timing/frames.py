"""The kind of a time frame by the first rule that fits, and what each kind says of start, end and points."""

from __future__ import annotations

import re
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
from trialkg.linking.timing.cycles import cycle_length
from trialkg.linking.timing.durations import ZERO, Duration
from trialkg.linking.timing.elements import Element, Interval, Time, elements_of
from trialkg.linking.timing.facts import Facts, Limit, Named, Timed, facts_of
from trialkg.linking.timing.lexicon import Mark, Sense
from trialkg.linking.timing.tokens import Token, tokens_of
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
    facts = _facts(text[:MOST_CHARACTERS])
    if len(_ALTERNATIVE.findall(text)) > 1:
        _keep_longest(facts)
    kind = next(kind for kind, fits in _KINDS if fits(facts))
    return _FRAMES[kind](facts)


_ALTERNATIVE = re.compile(
    r"\b(?:phase|part|cohort|arm|group|stage|stratum)s?\b[^,;:()]{0,40}[:)]", re.IGNORECASE
)
"""A label of some of the participants, for whom a time frame of their own is stated."""


def _keep_longest(facts: Facts) -> None:
    """Of the times of different participants, the longest."""
    times = [time for time in facts.times if time.limit is Limit.NONE and time.length is not None]
    if len(times) == len(facts.moments) > 1 and not facts.intervals:
        facts.moments = [max(times, key=lambda time: time.length.days if time.length else 0.0)]


def _facts(text: str) -> Facts:
    """The facts of a text; what stands in brackets counts where there is no time outside of them."""
    cycle, text = cycle_length(text)
    tokens = tokens_of(text)
    outside, inside = _parted(tokens)
    if not inside:
        return facts_of(elements_of(outside, cycle))
    elements = elements_of(outside, cycle)
    if not any(isinstance(each, Time | Interval) for each in elements):
        return facts_of(elements_of(_telling(tokens), cycle))
    facts = facts_of(elements)
    for part in inside:
        _add(facts, elements_of(part, cycle))
    return facts


def _telling(tokens: list[Token]) -> list[Token]:
    """The tokens without those brackets in which nothing is told but a word."""
    kept: list[Token] = []
    begun: list[Token] | None = None
    for token in tokens:
        if token.mark is Mark.OPEN:
            kept += begun or []
            begun = [token]
        elif begun is None:
            kept.append(token)
        elif token.mark is Mark.CLOSE:
            kept += begun if any(_tells(each) for each in begun[1:]) else []
            begun = None
        else:
            begun.append(token)
    return kept + (begun or [])


def _tells(token: Token) -> bool:
    return token.mark in (Mark.NUMBER, Mark.RATE) or token.value is not None and token.mark is Mark.WORD


def _parted(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The tokens outside of brackets, and those within each pair."""
    outside: list[Token] = []
    inside: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if token.mark is Mark.OPEN:
            depth += 1
            inside += [[]] if depth == 1 else []
        elif token.mark is Mark.CLOSE:
            depth = max(0, depth - 1)
        else:
            (inside[-1] if depth and token.value is not Sense.BASELINE else outside).append(token)
    return outside, inside


def _add(facts: Facts, elements: list[Element]) -> None:
    """What brackets say beside a time that stands outside: an anchor, or the events that end it."""
    within = facts_of(elements)
    if within.times:
        limits = all(time.limit in (Limit.CAP, Limit.AVERAGE) for time in within.times)
        if facts.events and limits and not any(time.limit is Limit.CAP for time in facts.times):
            facts.moments += within.times
        return
    facts.events += (event for event in within.events if event not in facts.events)
    if within.start and not facts.start:
        facts.anchor = facts.anchor or within.start


# Kinds


def _points(facts: Facts) -> list[Timed | Named]:
    """The moments that are assessments of their own, not the limits of a frame."""
    return [
        moment
        for moment in facts.moments
        if isinstance(moment, Named) or moment.limit in _ASSESSED
    ]


_CAPS = (Limit.CAP, Limit.WITHIN)
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
    points = _points(facts)
    if facts.begins and len(points) > 1 and all(isinstance(each, Timed) for each in points):
        return True
    capped = [point for point in points if isinstance(point, Timed) and point.limit is Limit.WITHIN]
    return len(points) + (facts.during is not None and bool(points)) > 1 and len(points) - len(capped) > 0


def _is_window(facts: Facts) -> bool:
    ranges = any(time.low is not None for time in facts.times)
    over = any(time.limit in (Limit.OVER, Limit.BACK) for time in facts.times)
    return ranges or over or facts.spans or facts.during is not None or facts.year_range


_KINDS: tuple[tuple[TimeFrameKind, Callable[[Facts], bool]], ...] = (
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
    (TimeFrameKind.UP_TO, lambda facts: any(time.limit in _CAPS for time in facts.times)),
    (TimeFrameKind.WINDOW, _is_window),
    (TimeFrameKind.POINT, lambda facts: bool(facts.moments or facts.years or facts.start)),
    (TimeFrameKind.UNSPECIFIED, lambda _: True),
)
"""The first that fits is the kind."""


# What each kind says


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
    limits = [time for time in times if time.limit in _CAPS] or [
        time for time in times if time.limit is Limit.AVERAGE
    ]
    start = ZERO if facts.begins else next((time.low for time in times if time.low), None)
    if not facts.events:
        for moment in facts.moments:
            facts.events += moment.events if isinstance(moment, Named) else ()
    return _frame(facts, TimeFrameKind.EVENT_BOUNDED, start, _longest(limits or times))


def _repeated(facts: Facts) -> Frame:
    moments = _points(facts)
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
    if end_anchor is None and limit is None:
        last = _latest(first, last, facts)
    return Frame(
        kind=TimeFrameKind.REPEATED,
        anchor=anchor,
        start=first,
        end=limit.iso if limit else last,
        points=tuple(points[:MOST_POINTS]) if len(points) > 1 or _is_zero_first(moments) else (),
        intervals=tuple(each.length.iso for each in facts.intervals if each.length),
        events=tuple(dict.fromkeys((*facts.events, *(event for each in facts.names for event in each.events)))),
        end_anchor=end_anchor,
        unread=facts.unread,
    )


def _latest(first: str | None, last: str | None, facts: Facts) -> str | None:
    """The last time of a list, or the latest where the list is in no order."""
    lengths = {time.length.iso: time.length.days for time in facts.times if time.length}
    if last in lengths and lengths[last] < lengths.get(first or "", 0.0):
        return max(lengths, key=lengths.__getitem__)
    return last


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
    capped = [time for time in facts.times if time.limit in _CAPS]
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
