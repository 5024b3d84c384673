"""Plots drawn on the server: bars with their numbers, as values that a template writes as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from trialkg.endpoint.pages.addresses import list_path
from trialkg.endpoint.pages.catalogue import Count, Facet
from trialkg.endpoint.pages.values import Link


class Bar(msgspec.Struct, frozen=True):
    """A bar: what it stands for, the number, and its length in percent of the longest."""

    link: Link
    studies: int
    length: str


class Column(msgspec.Struct, frozen=True):
    """A column of a chart over years; place and size in percent. ``anchor`` keeps its label in the chart."""

    label: str
    studies: int
    x: str
    middle: str
    anchor: str
    width: str
    y: str
    height: str
    shown: bool


def bars(counts: Sequence[Count], label: Callable[[str], str], facet: Facet) -> tuple[Bar, ...]:
    """A bar for each value of a facet, each a link to the list of its studies."""
    most = max((count.studies for count in counts), default=1)
    return tuple(
        Bar(
            Link(label(count.value), list_path([(facet, count.value)])),
            count.studies,
            f"{100 * count.studies / most:.1f}%",
        )
        for count in counts
    )


def columns(counts: Sequence[Count]) -> tuple[Column, ...]:
    """A column for each year from the first to the last, empty ones too; labels as far as there is room."""
    by_year = {int(count.value): count.studies for count in counts if count.value.isdecimal()}
    if not by_year:
        return ()
    years = range(min(by_year), max(by_year) + 1)
    most, step = max(by_year.values()), 100 / len(years)
    every = max(1, len(years) // 6)
    made = []
    for place, year in enumerate(years):
        height = 80 * by_year.get(year, 0) / most
        made.append(
            Column(
                label=str(year),
                studies=by_year.get(year, 0),
                x=f"{place * step + step * 0.1:.2f}%",
                middle=f"{(place + 0.5) * step:.2f}%",
                anchor=_anchor(place, len(years) - 1),
                width=f"{step * 0.8:.2f}%",
                y=f"{85 - height:.2f}%",
                height=f"{height:.2f}%",
                shown=place % every == 0,
            )
        )
    return tuple(made)


def _anchor(place: int, last: int) -> str:
    """Which end of a label stands at the middle of its column: only labels at the edges lean inwards."""
    if 0 < place < last or not last:
        return "middle"
    return "end" if place else "start"
