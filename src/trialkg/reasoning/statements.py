"""A statement as reasoning handles it: IRIs and values in plain strings, and its line of N-Triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox


class Statement(NamedTuple):
    """``object`` is an IRI, or the lexical form of a literal, which has a datatype."""

    subject: str
    predicate: str
    object: str
    datatype: str | None
    line: str


def statements(parsed: Iterable[ox.Quad]) -> Iterator[Statement]:
    """The statements between named things, or of named things and literals; graphs are disregarded."""
    for quad in parsed:
        subject, value = quad.subject, quad.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            datatype = value.datatype.value if isinstance(value, ox.Literal) else None
            line = f"{quad.triple} .\n"
            yield Statement(subject.value, quad.predicate.value, value.value, datatype, line)
