"""Reads MeSH RDF as NLM publishes it: N-Triples, one a line (https://hhs.github.io/meshrdf/).

The lines may stand in any order; those that say nothing of names, trees or mappings are passed over. A whole
year has up to twenty million of them, so each is cut apart no further than it must be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from trialkg.errors import SourceError
from trialkg.terminology.entries import Descriptor
from trialkg.vocabulary.namespaces import MESH, MESHV, RDFS

_REMEDY = "Get the file again: it was cut off or changed."

_LITERAL = re.compile(rb'"((?:[^"\\]|\\.)*)"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?\s*\.\s*$')
_RESOURCE = re.compile(rb"<([^>\s]*)>\s*\.\s*$")
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
_PLAIN_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}

_NAMESPACE = f"<{MESH}".encode()
_ENTRY = re.compile(rb"[DC]\d{6,9}")
"""The id of a descriptor or a supplementary concept; a tree number such as ``C04`` is shorter."""

_YEAR = re.compile(rf"<{re.escape(MESH)}(20\d\d)/".encode())
_OBSOLETE = "[OBSOLETE]"
"""What NLM writes before the label of what is no longer in use."""

_LABEL = f"<{RDFS}label>".encode()
_ACTIVE = f"<{MESHV}active>".encode()
_NAMES = tuple(f"<{MESHV}{name}>".encode() for name in ("prefLabel", "altLabel"))
_LINKS = {
    f"<{MESHV}{name}>".encode(): kind
    for name, kind in (
        ("preferredConcept", "concept"),
        ("concept", "concept"),
        ("preferredTerm", "term"),
        ("term", "term"),
        ("treeNumber", "tree"),
        ("preferredMappedTo", "mapped"),
        ("mappedTo", "mapped"),
    )
}

_Packed = dict[bytes, bytes]
"""Values by the id of their subject, those of one subject in one piece: lists would fill memory."""

_MARK = b"\n"
"""Stands between packed values, none of which can hold it."""


class _Statements:
    """What the lines read so far say, by the id of their subject."""

    def __init__(self) -> None:
        self.labels: _Packed = {}
        self.names: _Packed = {}
        self.links: dict[str, _Packed] = {kind: {} for kind in set(_LINKS.values())}
        self.inactive: set[bytes] = set()
        self.year = ""

    def take(self, subject: bytes, predicate: bytes, rest: bytes) -> None:
        """Note what one line says; raises ValueError where its object is none."""
        if predicate in _LINKS:
            _add(self.links[_LINKS[predicate]], _local(subject), _resource(rest))
        elif predicate in _NAMES:
            _add(self.names, _local(subject), _literal(rest))
        elif predicate == _LABEL:
            id_ = _local(subject)
            if _ENTRY.fullmatch(id_):
                self.labels[id_] = _literal(rest)
                self.year = self.year or _year(subject)
        elif predicate == _ACTIVE and _literal(rest) in (b"false", b"0"):
            self.inactive.add(_local(subject))


def _add(packed: _Packed, subject: bytes, value: bytes) -> None:
    standing = packed.get(subject)
    packed[subject] = value if standing is None else standing + _MARK + value


def _values(packed: _Packed, subject: bytes) -> list[bytes]:
    found = packed.get(subject)
    return found.split(_MARK) if found is not None else []


_WANTED = frozenset((*_LINKS, *_NAMES, _LABEL, _ACTIVE))


def read_ntriples(stream: BinaryIO, where: str, take: Callable[[Descriptor], object]) -> tuple[int, str]:
    """Hand on each active descriptor and supplementary concept; how many, and the year that IRIs name.

    Raises SourceError with the line that cannot be read.
    """
    statements = _read(stream, where)
    count = 0
    for entry in _entries(statements):
        take(entry)
        count += 1
    return count, statements.year


def _read(lines: Iterable[bytes], where: str) -> _Statements:
    statements = _Statements()
    for number, line in enumerate(lines, 1):
        parts = line.split(None, 2)
        if len(parts) == 3 and parts[1] not in _WANTED:
            if line.rstrip().endswith(b"."):
                continue
            raise _bad_line(where, number)
        if not parts or parts[0].startswith(b"#"):
            continue
        try:
            subject, predicate, rest = parts
            if subject.startswith(_NAMESPACE):
                statements.take(subject, predicate, rest)
        except ValueError:
            raise _bad_line(where, number) from None
    return statements


def _bad_line(where: str, number: int) -> SourceError:
    return SourceError("is no N-Triples", where=f"{where}, line {number}", remedy=_REMEDY)


def _entries(statements: _Statements) -> Iterator[Descriptor]:
    for id_, written in statements.labels.items():
        label = _text(written)
        if id_ in statements.inactive or label.startswith(_OBSOLETE):
            continue
        yield Descriptor(
            id=id_.decode(),
            label=label,
            names=tuple(dict.fromkeys((label, *_names(id_, statements)))),
            tree_numbers=tuple(number.decode() for number in _values(statements.links["tree"], id_)),
            supplementary=id_.startswith(b"C"),
            mapped_to=_mapped_to(_values(statements.links["mapped"], id_)),
        )


def _names(id_: bytes, statements: _Statements) -> Iterator[str]:
    """The names of the terms of the entry's concepts, in the order of the file."""
    for concept in _values(statements.links["concept"], id_):
        if concept not in statements.inactive:
            for term in _values(statements.links["term"], concept):
                if term not in statements.inactive:
                    yield from map(_text, _values(statements.names, term))


def _mapped_to(targets: Iterable[bytes]) -> tuple[str, ...]:
    """The descriptors a concept is mapped to; a target may be a pair with a qualifier, ``D002164Q000031``."""
    found = (_ENTRY.match(target) for target in targets)
    return tuple(dict.fromkeys(match.group().decode() for match in found if match))


def _local(iri: bytes) -> bytes:
    return iri[iri.rfind(b"/") + 1 : -1]


def _resource(rest: bytes) -> bytes:
    found = _RESOURCE.match(rest)
    if found is None:
        raise ValueError
    return found[1][found[1].rfind(b"/") + 1 :]


def _literal(rest: bytes) -> bytes:
    """The literal's text as it is written, with its escapes."""
    found = _LITERAL.match(rest)
    if found is None:
        raise ValueError
    return found[1]


def _text(written: bytes) -> str:
    text = written.decode(errors="replace")
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(escape: re.Match[str]) -> str:
    short, long, plain = escape.groups()
    return _PLAIN_ESCAPES[plain] if plain else chr(int(short or long, 16))


def _year(subject: bytes) -> str:
    found = _YEAR.match(subject)
    return found[1].decode() if found else ""
