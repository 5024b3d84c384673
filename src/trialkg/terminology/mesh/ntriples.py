"""Reads MeSH RDF as NLM publishes it: N-Triples, one a line (https://hhs.github.io/meshrdf/).

The lines may stand in any order; those that say nothing of names, trees or mappings are passed over. A whole
year has up to twenty million of them, so each is cut apart no further than it must be.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
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

_Lists = dict[bytes, list[bytes]]


class _Statements:
    """What the lines read so far say, by the id of their subject."""

    def __init__(self) -> None:
        self.labels: dict[bytes, str] = {}
        self.names: dict[bytes, list[str]] = defaultdict(list)
        self.links: dict[str, _Lists] = {kind: defaultdict(list) for kind in set(_LINKS.values())}
        self.inactive: set[bytes] = set()
        self.year = ""

    def take(self, subject: bytes, predicate: bytes, rest: bytes) -> None:
        """Note what one line says; raises ValueError where its object is none."""
        if predicate in _LINKS:
            self.links[_LINKS[predicate]][_local(subject)].append(_resource(rest))
        elif predicate in _NAMES:
            self.names[_local(subject)].append(_literal(rest))
        elif predicate == _LABEL:
            id_ = _local(subject)
            if _ENTRY.fullmatch(id_):
                self.labels[id_] = _literal(rest)
                self.year = self.year or _year(subject)
        elif predicate == _ACTIVE and _literal(rest) in ("false", "0"):
            self.inactive.add(_local(subject))


_WANTED = frozenset((*_LINKS, *_NAMES, _LABEL, _ACTIVE))


def read_ntriples(stream: BinaryIO, where: str) -> tuple[list[Descriptor], str]:
    """The active descriptors and supplementary concepts, and the year that their IRIs name, if they do.

    Raises SourceError with the line that cannot be read.
    """
    statements = _read(stream, where)
    return list(_entries(statements)), statements.year


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
    for id_, label in statements.labels.items():
        if id_ in statements.inactive or label.startswith(_OBSOLETE):
            continue
        yield Descriptor(
            id=id_.decode(),
            label=label,
            names=tuple(dict.fromkeys((label, *_names(id_, statements)))),
            tree_numbers=tuple(number.decode() for number in statements.links["tree"].get(id_, ())),
            supplementary=id_.startswith(b"C"),
            mapped_to=_mapped_to(statements.links["mapped"].get(id_, ())),
        )


def _names(id_: bytes, statements: _Statements) -> Iterator[str]:
    """The names of the terms of the entry's concepts, each concept's preferred term first."""
    inactive, terms = statements.inactive, statements.links["term"]
    for concept in statements.links["concept"].get(id_, ()):
        for term in terms.get(concept, ()) if concept not in inactive else ():
            if term not in inactive:
                yield from statements.names.get(term, ())


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


def _literal(rest: bytes) -> str:
    found = _LITERAL.match(rest)
    if found is None:
        raise ValueError
    text = found[1].decode()
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(escape: re.Match[str]) -> str:
    short, long, plain = escape.groups()
    return _PLAIN_ESCAPES[plain] if plain else chr(int(short or long, 16))


def _year(subject: bytes) -> str:
    found = _YEAR.match(subject)
    return found[1].decode() if found else ""
