"""The items of a list of criteria while it is read, the open ones from the outermost to the last."""

from __future__ import annotations

import msgspec

from trialkg.vocabulary.codes import CriterionKind, Logic


class Item(msgspec.Struct, gc=False):
    """An item, with the numbers above it and its own as ``path``, and the marker printed before it."""

    path: tuple[int, ...]
    indent: int
    marker: str
    kind: CriterionKind
    texts: list[str] = []
    heading: bool = False
    section: str = ""
    connective: Logic | None = None


class ItemList(msgspec.Struct):
    """The items under the headers of one kind so far, and the open ones from the outermost to the last."""

    kind: CriterionKind
    items: list[Item] = []
    open: list[Item] = []
    children: dict[tuple[int, ...], int] = {}
    section: str = ""
    section_kind: CriterionKind | None = None
    connective: Logic | None = None

    def begin(self, depth: int, indent: int, marker: str, number: int | None = None) -> Item:
        """Open an item at a depth, numbered as printed where that number is still ahead."""
        del self.open[depth:]
        parent = self.open[-1].path if self.open else ()
        last = self.children.get(parent, 0)
        own = number if number is not None and number > last else last + 1
        self.children[parent] = own
        kind = self.open[-1].kind if self.open else self.section_kind or self.kind
        section = "" if self.open else self.section
        path = (*parent, own)
        item = Item(path, indent, marker, kind, section=section, connective=self.connective)
        self.connective = None
        self.open.append(item)
        self.items.append(item)
        return item

    def follow_heading(self, content: str) -> bool:
        """Put the words of a heading to those of the heading just before it, if there is one."""
        if not (self.items and self.items[-1].heading):
            return False
        self.items[-1].texts.append(content)
        return True
