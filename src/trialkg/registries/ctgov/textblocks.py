"""The text blocks of the legacy XML, set in lines of about 95 characters, as running text.

Blocks of lines between blank lines are paragraphs or items. Items begin with ``-`` and two blanks or with a
number, and are nested by indentation; they come out as API v2 writes them: ``* `` or the number, each item
on one line, nested items indented by the width of the markers above them, a blank line between a list and a
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from trialkg.registries.ctgov.xml_document import Node
from trialkg.registries.text import plain_text

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_ITEM = re.compile(r"(?:-(?=  )|(\d{1,3}\.)(?= ))\s+")


class _Block(msgspec.Struct, frozen=True):
    """A paragraph or item: its column, its marker (empty for a paragraph) and its text on one line."""

    column: int
    marker: str
    text: str


def running_text(textblock: str | None) -> str | None:
    """The text of a block without its line breaks for width; None where nothing stands."""
    if not textblock:
        return None
    lines = textblock.replace("\r", "").expandtabs().strip("\n")
    if not lines.startswith(" ") and "\n" not in lines.strip():
        return plain_text(lines)
    return plain_text("".join(_joined(_blocks(lines))))


def block(node: Node, path: str) -> str | None:
    """The running text of an element, whether it holds a ``textblock`` or the text itself."""
    return running_text(node.raw(f"{path}/textblock")) or running_text(node.raw(path))


def _blocks(text: str) -> Iterator[_Block]:
    for part in _BLANK_LINES.split("\n" + text):
        lines = part.strip("\n")
        words = " ".join(lines.split())
        if not words:
            continue
        item = _ITEM.match(lines.lstrip())
        column = len(lines) - len(lines.lstrip())
        marker = (item[1] or "*") if item else ""
        yield _Block(column, marker, words.partition(" ")[2] if item else words)


def _joined(blocks: Iterator[_Block]) -> Iterator[str]:
    above: list[_Block] = []
    in_list = False
    for block in blocks:
        while above and above[-1].column >= block.column:
            above.pop()
        indent = " " * sum(len(item.marker) + 1 for item in above)
        yield "\n" if in_list and block.marker else "\n\n"
        yield f"{indent}{block.marker} {block.text}" if block.marker else indent + block.text
        in_list = bool(block.marker)
        if block.marker:
            above.append(block)
