"""Cutting eligibility text into items, in order, with their nesting. No word of the text is lost but headers.

Registries keep criteria as one text: headers, bullets, numbers and letters, indentation, or none of these.
The position of an item is the number printed before it, else its place in its list; an item under another
has its position after a dot. A number in the middle of a line begins an item when it is the very next of a
numbered list and no line of the text begins with it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from trialkg.linking.criteria_blocks import LONGEST_HEADER, blocks
from trialkg.linking.criteria_headings import is_heading, kind_of_heading, logic_of
from trialkg.linking.criteria_lists import ItemList
from trialkg.linking.links import Criterion
from trialkg.linking.run_on import expanded
from trialkg.vocabulary.codes import CriterionKind, Logic

_MARKER = re.compile(
    r"(?P<bullet>[*•·▪‣○●–—-])\s*(?=\S)"
    r"|\(?(?P<number>\d{1,3})(?:[.)]\s+|[.)](?=[A-Z]))(?=\S)"
    r"|\(?(?P<letter>[a-hj-uw-zA-H])[.)]\s+(?=\S)"
    r"|\(?(?P<roman>[ivx]{1,4})[.)]\s+(?=\S)"
)
_NUMBER_INSIDE = re.compile(
    r"[ ](?P<number>\d{1,3})\.[ ](?=[a-h]\.[ ])"
    r"|(?<!visit)(?<!grade)(?<!stage)(?<!phase)(?<!type)(?<!class)(?<!cycle)(?<!week)(?<!day)(?<!\bor)"
    r"(?<!\band)(?<![<>=≤≥])[ ](?P<plain>\d{1,3})\.[ ](?=[A-Za-z])",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(r"^[ \t]*(?:[*-][ \t]*)?\(?(\d{1,3})[.)]\s", re.MULTILINE)
_NOTHING = frozenset({"no eligibility criteria", "please contact site for information"})
"""What the registry writes where it has no criteria."""

_CONNECTIVES = {
    f"{mark}{word}{end}": logic
    for word, logic in (("OR", Logic.OR), ("AND", Logic.AND), ("or", Logic.OR), ("and", Logic.AND))
    for mark in ("", "* ", "- ")
    for end in ("", ":")
}
"""Lines that say only how the items around them go together."""

_SHORTEST_LINE = 10


def criteria_of(text: str | None) -> tuple[Criterion, ...]:
    """The items of an eligibility text; those before any header are neither inclusion nor exclusion.

    The lines that announce or name a group of items are no items but their ``group``.
    """
    if not text or (len(text) < LONGEST_HEADER and text.strip(" .\n").lower() in _NOTHING):
        return ()
    lists: dict[CriterionKind, ItemList] = {}
    for kind, block in blocks(text):
        _read_block(lists.setdefault(kind, ItemList(kind)), block)
    return _distinct(criterion for each in lists.values() for criterion in _criteria(each))


def _criteria(target: ItemList) -> Iterator[Criterion]:
    """The items of a list with the headings above them; a single heading above all takes no position."""
    above = {item.path: item for item in target.items}
    lead = target.items[0] if target.items else None
    shift = int(
        lead is not None and lead.heading and all(item.path[0] == lead.path[0] for item in target.items)
    )
    for item in target.items:
        if not item.texts or (item.heading and item.path in target.children):
            continue
        if len(item.path) == 1:
            yield Criterion(
                kind=item.kind,
                position=str(item.path[0]),
                text=" ".join(item.texts),
                group=item.section or None,
                logic=item.connective,
            )
            continue
        parents = [
            above[item.path[:depth]] for depth in range(1, len(item.path)) if item.path[:depth] in above
        ]
        sections = (each.section for each in (*parents, item) if each.section)
        headings = (word for parent in parents if parent.heading for word in parent.texts)
        announced = parents[-1].texts[-1] if parents and parents[-1].texts else ""
        yield Criterion(
            kind=item.kind,
            position=".".join(map(str, item.path[shift:])),
            text=" ".join(item.texts),
            group=" ".join((*sections, *headings)) or None,
            logic=item.connective or logic_of(announced),
        )


def _distinct(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, each with a position that no other of its kind has."""
    found: list[Criterion] = []
    taken: dict[CriterionKind, set[str]] = defaultdict(set)
    positions, kind = taken[CriterionKind.UNCLASSIFIED], CriterionKind.UNCLASSIFIED
    for criterion in criteria:
        if criterion.kind is not kind:
            kind = criterion.kind
            positions = taken[kind]
        position = criterion.position
        while position in positions:
            head, dot, tail = position.rpartition(".")
            position = f"{head}{dot}{int(tail) + 1}"
        if position != criterion.position:
            criterion = msgspec.structs.replace(criterion, position=position)
        positions.add(position)
        found.append(criterion)
    return tuple(found)


def _read_block(target: ItemList, block: list[str]) -> None:
    target.open.clear()
    target.section, target.section_kind = "", None
    lines = [line for line in expanded(block) if not _is_blank(line) or not line.strip()]
    marked = False
    after_blank = True
    for place, line in enumerate(lines):
        content = line.strip()
        if not content:
            after_blank = True
            continue
        if content in _CONNECTIVES:
            target.connective = _CONNECTIVES[content]
            continue
        marker = _MARKER.match(content)
        continues = marked and not after_blank
        if marker is None and not (continues and target.open) and is_heading(content):
            _read_heading(target, content, _indent(line), _next_line(lines, place))
            after_blank = True
            continue
        marked = marked or marker is not None
        _read_line(target, content, marker, _indent(line), continues=continues)
        if target.open[0].marker == "number":
            _split_inside(target, lines)
        after_blank = False


def _is_blank(line: str) -> bool:
    return len(line.strip()) < _SHORTEST_LINE and not any(map(str.isalnum, line))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _next_line(lines: list[str], place: int) -> str:
    return next((line for line in lines[place + 1 :] if line.strip()), "")


def _read_heading(target: ItemList, content: str, indent: int, below: str) -> None:
    """Open a group at the outermost level, or of the numbers that go on after it."""
    if not below:
        _read_unmarked(target, content, indent, continues=False)
        return
    kind = kind_of_heading(content, target.kind)
    if target.follow_heading(content):
        target.items[-1].kind = kind
        return
    number = _LINE_NUMBER.match(below)
    numbered = bool(target.open) and target.open[0].marker == "number"
    if numbered and number is not None and number[1] != "1":
        target.section, target.section_kind = content, kind
        return
    target.section, target.section_kind = "", None
    heading = target.begin(1 if numbered and number is None else 0, indent, "heading")
    heading.texts.append(content)
    heading.heading, heading.kind = True, kind


def _read_line(
    target: ItemList, content: str, match: re.Match[str] | None, indent: int, *, continues: bool
) -> None:
    if match is None:
        _read_unmarked(target, content, indent, continues=continues)
        return
    marker = match.lastgroup or ""
    number = int(match["number"]) if match["number"] else None
    rest = content[match.end() :]
    inner = _MARKER.match(rest)
    if marker == "bullet" and inner is not None and inner.lastgroup == "number":
        marker, number, rest = "number", int(inner["number"]), rest[inner.end() :]
    elif marker == "number" and inner is not None and inner.lastgroup == "letter":
        _read_lettered(target, number, rest[inner.end() :], indent)
        return
    depth = _depth(target, indent, marker, number)
    target.begin(depth, indent, marker, number).texts.append(rest)


def _read_lettered(target: ItemList, number: int | None, text: str, indent: int) -> None:
    """An item such as ``8. b.``: the letter is a sub-item of the number, which is opened once."""
    top = target.open[0] if target.open else None
    if top is None or top.path[-1] != number:
        top = target.begin(0, indent, "number", number)
    target.begin(1, indent + 1, "letter").texts.append(text)


def _read_unmarked(target: ItemList, content: str, indent: int, *, continues: bool) -> None:
    if continues and target.open:
        target.open[-1].texts.append(content)
        return
    beneath = bool(target.open) and (target.open[0].marker == "number" or _holds_paragraphs(target))
    target.begin(1 if beneath else 0, indent, "paragraph").texts.append(content)


def _holds_paragraphs(target: ItemList) -> bool:
    """Whether the outermost open item is a heading whose items, so far, have no markers."""
    return target.open[0].heading and all(item.marker == "paragraph" for item in target.open[1:])


def _depth(target: ItemList, indent: int, marker: str, number: int | None) -> int:
    """How deep a marked line stands: by indentation, by the number it goes on from, by a change of marker."""
    for depth, item in enumerate(target.open):
        goes_on = item.marker == marker == "number" and number == item.path[-1] + 1
        if goes_on and (
            indent <= item.indent or (depth == 0 and number != 1 and not _deeper(target, depth, number))
        ):
            return depth
    for depth, item in enumerate(target.open):
        if indent < item.indent or (indent == item.indent and marker == item.marker):
            return depth
    return _depth_of_new_marker(target, indent)


def _deeper(target: ItemList, depth: int, number: int | None) -> bool:
    return any(item.marker == "number" and number == item.path[-1] + 1 for item in target.open[depth + 1 :])


def _depth_of_new_marker(target: ItemList, indent: int) -> int:
    """Another marker at the same indentation opens a list under a line that announces one, else goes on."""
    if not target.open:
        return 0
    last = target.open[-1]
    announced = last.heading or (bool(last.texts) and last.texts[-1].rstrip().endswith((":", "：")))
    if indent > last.indent or announced or (last.marker == "number"):
        return len(target.open)
    return max(len(target.open) - 1, 0)


def _split_inside(target: ItemList, lines: Sequence[str]) -> None:
    """Begin the items whose numbers stand inside the line just read, each the next of the outermost list."""
    while target.open and target.open[0].marker == "number":
        item = target.items[-1]
        text = item.texts[-1] if item.texts else ""
        match = _next_number(text, target.open[0].path[-1], lines)
        if match is None:
            return
        item.texts[-1] = text[: match.start()].rstrip()
        indent = target.open[0].indent
        rest = text[match.start() + 1 :]
        _read_line(target, rest, _MARKER.match(rest), indent, continues=False)


def _next_number(text: str, last: int, lines: Sequence[str]) -> re.Match[str] | None:
    if f" {last + 1}. " not in text and f" {last}. " not in text:
        return None
    line_numbers = frozenset(_LINE_NUMBER.findall("\n".join(lines)))
    for match in _NUMBER_INSIDE.finditer(text):
        printed = match["number"] or match["plain"]
        repeated = match["number"] is not None and int(printed) == last
        if line_numbers and (int(printed) == last + 1 or repeated) and printed not in line_numbers:
            return match
    return None
