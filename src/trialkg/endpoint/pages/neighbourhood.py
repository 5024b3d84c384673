"""What stands around a study, in columns of boxes that can be walked: every box is a link."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Final

import msgspec

from trialkg.endpoint.pages.addresses import neighbourhood_path
from trialkg.endpoint.pages.relations import Relations
from trialkg.endpoint.pages.study import StudyPage
from trialkg.endpoint.pages.values import Link

_WIDTH: Final = 230
_HEIGHT: Final = 44
_ROW: Final = 56
_COLUMNS: Final = (10, 345, 680)
_LETTERS: Final = 30
_MOST: Final = 9
"""So many boxes of a kind are drawn; the lists beneath the picture have all."""


class Box(msgspec.Struct, frozen=True):
    """A thing beside the study: its place, its link, and how it stands to the study."""

    x: int
    y: int
    kind: str
    link: Link
    lines: tuple[str, ...]
    edge: str


class Neighbours(msgspec.Struct, frozen=True):
    """All that stands beside a study in one way."""

    title: str
    kind: str
    links: tuple[Link, ...]


class Neighbourhood(msgspec.Struct, frozen=True):
    """The picture and its size, and the same as lists."""

    boxes: tuple[Box, ...]
    width: int
    height: int
    centre: Box
    lists: tuple[Neighbours, ...]


def neighbourhood(page: StudyPage, relations: Relations) -> Neighbourhood:
    """The neighbourhood of a study: conditions and relatives left, concepts and countries right."""
    lists = tuple(each for each in _lists(page, relations) if each.links)
    left = [each for each in lists if each.kind in ("condition", "study")]
    right = [each for each in lists if each.kind in ("concept", "country")]
    rows = max(_rows(left), _rows(right), 2)
    height = rows * _ROW + 20
    middle = (height - _HEIGHT) // 2
    centre = Box(_COLUMNS[1], middle, "asked", Link(page.title), _lines(page.title), "")
    boxes = (*_stacked(left, 0, height), *_stacked(right, 2, height))
    return Neighbourhood(boxes, _COLUMNS[2] + _WIDTH + 10, height, centre, lists)


def _lists(page: StudyPage, relations: Relations) -> tuple[Neighbours, ...]:
    descriptors = [sure.link for each in page.conditions for sure in each.descriptors]
    descriptors += [sure.link for sure in page.whole_links]
    studied = [sure.link for uses in page.uses[:2] for sure in uses.concepts]
    others = [
        Link(each.other.label, neighbourhood_path(each.number) if each.number else "", each.name)
        for each in relations.direct
    ]
    return (
        Neighbours("Conditions", "condition", _once(descriptors)),
        Neighbours("Other studies", "study", _once(others)),
        Neighbours("Interventions and imaging", "concept", _once(studied)),
        Neighbours("Countries", "country", tuple(place.country for place in page.places)),
    )


def _once(links: Sequence[Link]) -> tuple[Link, ...]:
    return tuple({(link.label, link.address): link for link in links}.values())


def _rows(lists: Sequence[Neighbours]) -> int:
    return sum(min(len(each.links), _MOST) for each in lists)


def _stacked(lists: Sequence[Neighbours], column: int, height: int) -> tuple[Box, ...]:
    shown = [(each.kind, link) for each in lists for link in each.links[:_MOST]]
    top = (height - len(shown) * _ROW) // 2 + (_ROW - _HEIGHT) // 2
    centre_y = height // 2
    boxes = []
    for place, (kind, link) in enumerate(shown):
        x, y = _COLUMNS[column], top + place * _ROW
        boxes.append(
            Box(x, y, kind, link, _lines(link.label, link.note), _edge(column, y + _HEIGHT // 2, centre_y))
        )
    return tuple(boxes)


def _edge(column: int, y: int, centre_y: int) -> str:
    """A curve from the box in the middle to one beside it."""
    x1, x2 = (_COLUMNS[1], _COLUMNS[0] + _WIDTH) if column == 0 else (_COLUMNS[1] + _WIDTH, _COLUMNS[2])
    bend = (x1 + x2) // 2
    return f"M{x1} {centre_y} C{bend} {centre_y} {bend} {y} {x2} {y}"


def _lines(label: str, note: str = "") -> tuple[str, ...]:
    """The two lines of a box: the label, or its beginning and how it stands to the study."""
    if note:
        return textwrap.shorten(label, _LETTERS, placeholder=" …") or label[:_LETTERS], note
    return tuple(textwrap.wrap(label, _LETTERS, max_lines=2, placeholder=" …")) or (label[:_LETTERS],)
