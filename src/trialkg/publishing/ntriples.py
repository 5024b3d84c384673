"""N-Triples text as sorted lines: what every other serialisation is written from.

The text is canonical N-Triples (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples), as the mapping
and the store write it: one statement a line, single blanks, no comments.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pyoxigraph as ox

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


class Literal(NamedTuple):
    """The parts of a literal; ``lexical`` still holds the escapes of N-Triples."""

    lexical: str
    language: str
    datatype: str


def sorted_lines(text: bytes) -> list[bytes]:
    """The statements of the text, each once, in the order of their bytes."""
    lines = set(text.split(b"\n"))
    lines.discard(b"")
    return sorted(lines)


def canonical_lines(text: bytes) -> list[bytes]:
    """The statements sorted, their blank nodes named by RDFC-1.0, whatever their names were before.

    A blank node's name follows from the statements it stands in, so the others need not be computed with.
    """
    lines = sorted_lines(text)
    blank = [line for line in lines if _has_blank_node(line)]
    return sorted({*lines}.difference(blank).union(_relabelled(blank))) if blank else lines


def _relabelled(lines: list[bytes]) -> list[bytes]:
    dataset = ox.Dataset(ox.parse(b"\n".join(lines), ox.RdfFormat.N_TRIPLES))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return (ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"").splitlines()


def _has_blank_node(line: bytes) -> bool:
    return line.startswith(b"_:") or line.split(b" ", 2)[2].startswith(b"_:")


def literal(token: str) -> Literal:
    """Take a literal of N-Triples apart."""
    end = token.rindex('"')
    suffix = token[end + 1 :]
    language = suffix[1:] if suffix.startswith("@") else ""
    datatype = suffix[3:-1] if suffix.startswith("^^") else ""
    return Literal(token[1:end], language, datatype)


def unescaped(lexical: str) -> str:
    """The characters a lexical form stands for."""
    return _ESCAPE.sub(_character, lexical) if "\\" in lexical else lexical


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(match[3], match[3])
