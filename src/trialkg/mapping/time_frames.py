"""Time frames as properties of their outcomes, beside the words of the text."""

from __future__ import annotations

from trialkg.linking.links import TimeFrame
from trialkg.mapping.lexical import CODE, PREDICATE, decimal, duration_days, literal
from trialkg.mapping.writers import Out
from trialkg.vocabulary.terms import Property

_ANCHORS = (
    ("anchor", "anchor_name", Property.ANCHOR, Property.ANCHOR_NAME),
    ("end_anchor", "end_anchor_name", Property.END_ANCHOR, Property.END_ANCHOR_NAME),
)
_BOUNDS = (
    ("start", Property.TIME_FRAME_START, Property.TIME_FRAME_START_DAYS),
    ("end", Property.TIME_FRAME_END, Property.TIME_FRAME_END_DAYS),
)
_VISIT = "@"


def write_time_frame(out: Out, outcome: bytes, frame: TimeFrame) -> None:
    """Write the time frame of an outcome, whose node is given."""
    out += (outcome, PREDICATE[Property.TIME_FRAME_KIND], CODE[frame.kind])
    for code, name, coded, named in _ANCHORS:
        if (anchor := getattr(frame, code)) is not None:
            out += (outcome, PREDICATE[coded], CODE[anchor])
        if (text := getattr(frame, name)) is not None:
            out += (outcome, PREDICATE[named], literal(text))
    for bound, stated, days in _BOUNDS:
        if (duration := getattr(frame, bound)) is not None:
            _write_duration(out, outcome, duration, stated, days)
    _write_points(out, outcome, frame.points)
    for interval in frame.intervals:
        _write_duration(out, outcome, interval, Property.TIME_INTERVAL, Property.TIME_INTERVAL_DAYS)
    for event in frame.events:
        out += (outcome, PREDICATE[Property.BOUNDING_EVENT], CODE[event])
    out += (outcome, PREDICATE[Property.TIME_FRAME_METHOD], literal(frame.method))
    out += (outcome, PREDICATE[Property.TIME_FRAME_CONFIDENCE], decimal(frame.confidence))


def _write_points(out: Out, outcome: bytes, points: tuple[str, ...]) -> None:
    """Write points one by one, to ask for, and all of them in their order, to read."""
    for point in points:
        if point.startswith(_VISIT):
            out += (outcome, PREDICATE[Property.NAMED_VISIT], literal(point.removeprefix(_VISIT)))
        else:
            _write_duration(out, outcome, point, Property.TIME_POINT, Property.TIME_POINT_DAYS)
    if points:
        out += (outcome, PREDICATE[Property.SCHEDULE], literal(" ".join(points)))


def _write_duration(out: Out, outcome: bytes, duration: str, stated: Property, in_days: Property) -> None:
    out += (outcome, PREDICATE[stated], literal(duration))
    if (days := duration_days(duration)) is not None:
        out += (outcome, PREDICATE[in_days], decimal(days))
