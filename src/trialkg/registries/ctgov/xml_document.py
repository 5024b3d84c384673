"""A legacy XML record as a tree, parsed so that no document can reach outside itself or swell in memory."""

from __future__ import annotations

import re

from lxml import etree

from trialkg.errors import RecordError
from trialkg.registries.notes import Notes
from trialkg.registries.records import RawRecord
from trialkg.registries.text import plain_text, with_line_feeds

ROOT = "clinical_study"
"""The name of the root element of a record."""

_ID_IN_BYTES = re.compile(rb"<nct_id>\s*+(NCT\d{8})\s*+</nct_id>")

_YES_NO = {"Yes": True, "No": False, "Accepts Healthy Volunteers": True, "true": True, "false": False}


class Node:
    """An element of the record, asked for texts by their path below it.

    Children are kept by name, since a record of hundreds of sites is asked for some eighty fields.
    """

    __slots__ = ("_children", "_element")

    def __init__(self, element: etree._Element) -> None:
        self._element = element
        self._children: dict[str, list[Node]] | None = None

    def raw(self, path: str) -> str | None:
        """The text at the path with its line breaks and indentation."""
        found = self._first(path)
        return found._element.text if found is not None else None

    def text(self, path: str) -> str | None:
        """The text at the path, None where nothing stands."""
        return _plain(self.raw(path))

    def texts(self, path: str) -> tuple[str, ...]:
        """All texts at the path, in the order of the record."""
        return tuple(text for found in self.all(path) if (text := _plain(found._element.text)))

    def attribute(self, path: str, name: str) -> str | None:
        """An attribute of the first element at the path."""
        found = self._first(path)
        return _plain(found._element.get(name)) if found is not None else None

    def has(self, path: str) -> bool:
        """Whether an element stands at the path."""
        return self._first(path) is not None

    def all(self, path: str) -> list[Node]:
        """The elements at the path."""
        name, _, rest = path.partition("/")
        children = self._named().get(name, [])
        return [found for child in children for found in child.all(rest)] if rest else children

    def _first(self, path: str) -> Node | None:
        name, _, rest = path.partition("/")
        children = self._named().get(name)
        if not children:
            return None
        return children[0]._first(rest) if rest else children[0]

    def _named(self) -> dict[str, list[Node]]:
        if self._children is None:
            self._children = {}
            for child in self._element:
                self._children.setdefault(child.tag, []).append(Node(child))
        return self._children


def _plain(text: str | None) -> str | None:
    return plain_text(with_line_feeds(text)) if text else None


def place(path: str) -> str:
    """The path of an element as messages name it, from the root."""
    return f"{ROOT}/{path}"


def flag(root: Node, path: str, notes: Notes) -> bool | None:
    """Whether the element at the path says yes; anything but yes and no is noted."""
    text = root.text(path)
    if text is not None and text not in _YES_NO:
        notes.add(place(path), text, "is neither Yes nor No")
    return _YES_NO.get(text) if text else None


def parsed_record(raw: RawRecord) -> Node:
    """The root of a ``<clinical_study>`` document; raises RecordError where it is another or none."""
    root = _parsed(raw)
    if root.getroottree().docinfo.internalDTD is not None:
        remedy = "Remove the declaration if you trust the file."
        raise _error(raw, "has a DOCTYPE declaration, which trialkg refuses for safety", remedy)
    if root.tag != ROOT:
        raise _error(raw, f"is XML of <{root.tag}>, not of <{ROOT}>", "Hand in ClinicalTrials.gov records.")
    return Node(root)


def _parsed(raw: RawRecord) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(raw.data, parser)
    except etree.XMLSyntaxError as error:
        raise _error(raw, f"is not well-formed XML: {error.msg}", "Fetch the record again.") from None


def _error(raw: RawRecord, what: str, remedy: str) -> RecordError:
    found = _ID_IN_BYTES.search(raw.data)
    registry_id = found[1].decode() if found else ""
    return RecordError(what, where=str(raw.origin), registry_id=registry_id, remedy=remedy)
