"""A family as an SVG picture (https://www.w3.org/TR/SVG2/): boxes in columns, arrows between them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from html import escape
from typing import Final, NamedTuple

from trialkg.publishing.families.family import Branch, Family, Member

_WIDTH: Final = 250
_HEIGHT: Final = 64
_COLUMN: Final = 360
_ROW: Final = 80
_MARGIN: Final = 20
_LETTERS: Final = 28
"""As many letters of the heading as fit into a line of a box, which has two such lines."""

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold (https://www.w3.org/TR/xml/#charsets)."""

_STYLE: Final = """
  text { font: 13px ui-sans-serif, system-ui, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2933 }
  .page { fill: #fbfcfd } .edge { stroke: #8292a2; stroke-width: 1.4; fill: none } .tip { fill: #8292a2 }
  .study rect { fill: #ffffff; stroke: #2f6fb0 }
  .asked rect { fill: #d7e8fb; stroke: #2f6fb0; stroke-width: 2 }
  .missing rect { fill: none; stroke: #8292a2; stroke-dasharray: 5 4 }
  .title { font-weight: 600 } .small { font-size: 11.5px; fill: #52606d }
  .name { font-size: 11.5px; fill: #2f6fb0 }
  .also { stroke-dasharray: 2 4 }
  .halo { paint-order: stroke; stroke: #fbfcfd; stroke-width: 5px; stroke-linejoin: round }
  @media (prefers-color-scheme: dark) {
    text { fill: #e4e7eb } .page { fill: #10171f } .halo { stroke: #10171f }
    .study rect { fill: #1c2733; stroke: #6ba6e0 } .asked rect { fill: #17395c; stroke: #6ba6e0 }
    .missing rect { stroke: #7b8794 } .small { fill: #b3bfcb } .name { fill: #8fc0f0 }
  }"""


class _Place(NamedTuple):
    """Where the box of a study stands."""

    branch: Branch
    x: int
    y: int


def family_svg(family: Family, *, address: Callable[[Member], str] | None = None, styled: bool = True) -> str:
    """The picture as well-formed XML: the topmost study on the left, dashed boxes without a record.

    ``address`` says where the box of a study leads to, empty for nowhere. Without style it is for a page that
    has rules of its own for the classes.
    """
    places = {place.branch.member.key: place for place in _placed(family.root)}
    width = max(place.x for place in places.values()) + _WIDTH + _MARGIN
    height = max(place.y for place in places.values()) + _HEIGHT + _MARGIN
    title = f"The family of {_name(places[family.asked].branch.member)}"
    drawn = (
        *(line for place in places.values() for line in _edges(place, places)),
        *(line for place in places.values() for line in _linked_box(place, family.asked, address)),
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="{"group" if address else "img"}" aria-labelledby="title description">',
            f'<title id="title">{_text(title)}</title>',
            f'<desc id="description">{len(places)} studies and how they stand to each other.</desc>',
            *([f"<style>{_STYLE}\n</style>"] if styled else []),
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>',
            f'<rect class="page" width="{width}" height="{height}" rx="12"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _placed(root: Branch) -> list[_Place]:
    """A column for each step from the root, a row for each study without others under it."""
    places: list[_Place] = []
    rows = 0

    def place(branch: Branch, column: int) -> int:
        nonlocal rows
        if not branch.branches:
            y = _MARGIN + rows * _ROW
            rows += 1
        else:
            below = [place(each, column + 1) for each in branch.branches]
            y = (below[0] + below[-1]) // 2
        places.append(_Place(branch, _MARGIN + column * _COLUMN, y))
        return y

    place(root, 0)
    return places


def _edges(place: _Place, places: dict[str, _Place]) -> Iterator[str]:
    for branch in place.branch.branches:
        yield from _edge(place, places[branch.member.key], branch.relation)
    for relation, member in place.branch.also:
        yield from _edge(place, places[member.key], relation, "edge also")


def _edge(start: _Place, end: _Place, relation: str, style: str = "edge") -> Iterator[str]:
    """An arrow from box to box that says how the first stands to the second."""
    ahead = end.x > start.x
    x1, y1 = start.x + _WIDTH, start.y + _HEIGHT // 2
    x2, y2 = (end.x if ahead else end.x + _WIDTH), end.y + _HEIGHT // 2
    bend1, bend2 = x1 + 60, x2 - 60 if ahead else x2 + 60
    yield (
        f'<path class="{style}" d="M{x1} {y1} C{bend1} {y1} {bend2} {y2} {x2} {y2}" marker-end="url(#tip)"/>'
    )
    x, y = (x2 - 8, y2 - 7) if ahead else ((x1 + x2) // 2 + 45, (y1 + y2) // 2)
    anchor = "end" if ahead else "middle"
    yield f'<text class="name halo" x="{x}" y="{y}" text-anchor="{anchor}">{_text(relation)}</text>'


def _linked_box(place: _Place, asked: str, address: Callable[[Member], str] | None) -> Iterator[str]:
    """The box of a study, within a link where it has an address."""
    target = address(place.branch.member) if address else ""
    if not target:
        yield from _box(place, asked)
        return
    yield f'<a href="{_text(target)}">'
    yield from _box(place, asked)
    yield "</a>"


def _box(place: _Place, asked: str) -> Iterator[str]:
    member = place.branch.member
    kind = "asked" if member.key == asked else "study" if member.described else "missing"
    middle = place.x + _WIDTH // 2
    heading = textwrap.wrap(member.name or member.number, _LETTERS, max_lines=2, placeholder=" \u2026")
    below = member.number if member.name else ""
    note = "" if member.described else "no record here"
    yield f'<g class="{kind}"><title>{_text(_full(member))}</title>'
    yield f'<rect x="{place.x}" y="{place.y}" width="{_WIDTH}" height="{_HEIGHT}" rx="7"/>'
    at = f'x="{middle}" text-anchor="middle"'
    top = place.y + 20 if len(heading) > 1 else place.y + 28
    for number, line in enumerate(heading):
        yield f'<text class="title" {at} y="{top + 16 * number}">{_text(line)}</text>'
    small = ", ".join(part for part in (below, note) if part)
    yield f'<text class="small" {at} y="{top + 2 + 16 * len(heading)}">{_text(small)}</text></g>'


def _full(member: Member) -> str:
    known = "" if member.described else "(no record in this graph)"
    return " ".join(part for part in (member.number, member.name, known) if part)


def _name(member: Member) -> str:
    return member.name or member.number


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))
