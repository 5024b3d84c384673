"""Outcomes as a page shows them: what is measured, with what, and when, on a line of time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

import msgspec

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.document import Part
from trialkg.endpoint.pages.values import Link, Site, Sure, evidence_of
from trialkg.vocabulary.codes import OutcomeLevel, TimeAnchor
from trialkg.vocabulary.namespaces import DCTERMS, RDFS
from trialkg.vocabulary.terms import Class, Property

_LEVELS: Final = (
    ("Primary outcomes", (OutcomeLevel.PRIMARY,)),
    ("Secondary outcomes", (OutcomeLevel.SECONDARY,)),
    ("Other outcomes", (OutcomeLevel.OTHER,)),
    ("Primary objectives, told in prose", (Class.PRIMARY_OBJECTIVE,)),
    ("Secondary objectives, told in prose", (Class.SECONDARY_OBJECTIVE,)),
)
_TICKS: Final = (
    (1.0, "1 day"),
    (7.0, "1 week"),
    (30.4375, "1 month"),
    (91.3125, "3 months"),
    (365.25, "1 year"),
    (730.5, "2 years"),
    (1826.25, "5 years"),
    (3652.5, "10 years"),
    (7305.0, "20 years"),
)
_SIZES: Final = ((365.25, "year"), (30.4375, "month"), (7.0, "week"), (1.0, "day"))
_BEND: Final = 30.0
"""Days up to which the line of time is nearly even; beyond them it is drawn together more and more."""

_APART: Final = 18.0
"""Percent of the width between two labels."""

_LEFT: Final = 2.0
_RIGHT: Final = 97.0


class Tick(msgspec.Struct, frozen=True):
    """A mark on the line of time: where, in percent of the width, and its label."""

    x: str
    label: str


class Span(msgspec.Struct, frozen=True):
    """A time frame on the line: a bar (of width 0 where it is a point), its points, and its words."""

    x: str
    width: str
    points: tuple[str, ...]
    words: str


class Outcome(msgspec.Struct, frozen=True):
    """What a study measures."""

    fragment: str
    measure: str
    description: str
    time_frame: str
    span: Span | None
    measures: tuple[Sure, ...]
    instruments: tuple[Sure, ...]
    events: tuple[Sure, ...]
    defined_by: tuple[Link, ...]


class Group(msgspec.Struct, frozen=True):
    """The outcomes of one level."""

    title: str
    items: tuple[Outcome, ...]


class Outcomes(msgspec.Struct, frozen=True):
    """All outcomes of a study, and the line of time that they share."""

    groups: tuple[Group, ...]
    ticks: tuple[Tick, ...]


class _Times(msgspec.Struct, frozen=True):
    """The days of a time frame from its zero; empty where none could be read."""

    start: float | None
    end: float | None
    points: tuple[float, ...]

    @property
    def days(self) -> tuple[float, ...]:
        """All of them that are known."""
        return (*(day for day in (self.start, self.end) if day is not None), *self.points)


def outcomes(study: Part, site: Site) -> Outcomes:
    """The outcomes of a study by level, or the objectives it states in prose where it has none."""
    parts = [*study.parts(Property.HAS_OUTCOME), *study.parts(Property.HAS_OBJECTIVE)]
    days = [day for part in parts for day in _times(part).days]
    scale = _Scale(days)
    groups = (
        Group(
            title,
            tuple(_outcome(part, site, scale) for part in parts if any(map(part.has_type, classes))),
        )
        for title, classes in _LEVELS
    )
    return Outcomes(tuple(group for group in groups if group.items), scale.ticks() if days else ())


def _times(part: Part) -> _Times:
    points = (_number(text) for text in part.texts(Property.TIME_POINT_DAYS))
    return _Times(
        part.number(Property.TIME_FRAME_START_DAYS),
        part.number(Property.TIME_FRAME_END_DAYS),
        tuple(sorted(point for point in points if point is not None)),
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


class _Scale:
    """From days to percent of the width: nearly even at first, then by the logarithm."""

    def __init__(self, days: Sequence[float]) -> None:
        self._least = min((0.0, *days))
        self._most = max((7.0, *days))

    def at(self, days: float) -> float:
        low, high = _bent(self._least), _bent(self._most)
        return _LEFT + (_bent(days) - low) / (high - low) * (_RIGHT - _LEFT)

    def ticks(self) -> tuple[Tick, ...]:
        """The zero, as many marks as stand well apart, and the end."""
        shown = [(self.at(0.0), "start")]
        for days, label in _TICKS:
            place = self.at(days)
            if days <= self._most and place - shown[-1][0] >= _APART:
                shown.append((place, label))
        while len(shown) > 1 and 0 < _RIGHT - shown[-1][0] < _APART:
            shown.pop()
        if shown[-1][0] < _RIGHT:
            shown.append((_RIGHT, _rounded(self._most)))
        return tuple(Tick(_percent(place), label) for place, label in shown)


def _rounded(days: float) -> str:
    """Days in the largest unit of which there is a whole one, to a tenth."""
    size, noun = next((each for each in _SIZES if days >= each[0]), _SIZES[-1])
    number = f"{days / size:.1f}".removesuffix(".0")
    return f"{number} {noun}" if number == "1" else f"{number} {noun}s"


def _bent(days: float) -> float:
    return math.copysign(math.log1p(abs(days) / _BEND), days)


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _outcome(part: Part, site: Site, scale: _Scale) -> Outcome:
    links = {link.text(Property.CONCEPT): link for link in part.parts(Property.HAS_OUTCOME_LINK)}

    def sure(name: str) -> tuple[Sure, ...]:
        found = part.texts(name)
        return tuple(Sure(site.link(iri), evidence_of(links[iri]) if iri in links else None) for iri in found)

    return Outcome(
        fragment=part.fragment,
        measure=part.text(f"{RDFS}label"),
        description=part.text(f"{DCTERMS}description"),
        time_frame=part.text(Property.TIME_FRAME),
        span=_span(part, site, scale),
        measures=sure(Property.MEASURES),
        instruments=sure(Property.INSTRUMENT),
        events=sure(Property.COUNTS_EVENT),
        defined_by=tuple(
            Link(each.text(Property.RELATED_NAME) or each.text(Property.RELATED_ID), _study(each, site))
            for each in part.parts(Property.DEFINED_BY)
        ),
    )


def _study(part: Part, site: Site) -> str:
    study = part.text(Property.RELATED_STUDY)
    return site.link(study).address if study else ""


def _span(part: Part, site: Site, scale: _Scale) -> Span | None:
    """The time frame on the line; None where no time was read of it, or its end counts from elsewhere."""
    times = _times(part)
    if not times.days or part.text(Property.END_ANCHOR):
        return None
    ends = [day for day in (times.start, times.end) if day is not None]
    start = scale.at(min(ends)) if ends else scale.at(times.points[0])
    end = scale.at(max(ends)) if ends else start
    is_point = times.start is None and not _from_zero(part)
    if not is_point and times.start is None and times.end is not None:
        start = scale.at(min(0.0, times.end))
    points = [scale.at(point) for point in times.points]
    if is_point and times.end is not None:
        points.append(end)
        start = end
    return Span(
        x=_percent(start),
        width=_percent(end - start),
        points=tuple(_percent(point) for point in points),
        words=_said(part, site),
    )


def _from_zero(part: Part) -> bool:
    """Whether a frame of which only the end is known begins at its anchor: all but points of time do."""
    return not part.text(Property.TIME_FRAME_KIND).endswith(("PointTimeFrame", "RepeatedTimeFrame"))


def _said(part: Part, site: Site) -> str:
    """What was read of a time frame, in words."""
    start, end = part.text(Property.TIME_FRAME_START), part.text(Property.TIME_FRAME_END)
    schedule = part.text(Property.SCHEDULE)
    said = []
    if schedule:
        said.append("at " + words.listed([_moment(each) for each in schedule.split()]))
    elif start and end and start != end:
        said.append(f"from {_moment(start)} to {_moment(end)}")
    elif end:
        said.append(("up to " if _from_zero(part) else "at ") + _moment(end))
    interval = part.texts(Property.TIME_INTERVAL)
    if interval:
        said.append("every " + words.listed([words.duration(each) for each in interval]))
    return ", ".join(said) + _after(part, site)


def _moment(text: str) -> str:
    if text.startswith("@"):
        return text[1:].replace("_", " ").replace("-", " ")
    return "the start" if text in ("P0D", "P0W", "P0M", "P0Y") else words.duration(text)


def _after(part: Part, site: Site) -> str:
    anchor = part.text(Property.ANCHOR)
    named = part.text(Property.ANCHOR_NAME)
    if not anchor or anchor.endswith(TimeAnchor.UNSPECIFIED):
        return ""
    return f", counted from {named or site.names.label(anchor)}"
