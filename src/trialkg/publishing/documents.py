"""Statements grouped for reading: a document a study, a node a subject, properties and values in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from trialkg.publishing.ntriples import canonical_lines, sorted_lines
from trialkg.publishing.order import PartKey, natural_key, part_key, predicate_key
from trialkg.vocabulary.namespaces import TKG, XSD
from trialkg.vocabulary.terms import Property

_POSITION = f"<{TKG}{Property.POSITION}>"
_INTEGER = f'"^^<{XSD}integer>'

Values = dict[str, list[str]]


class Node(NamedTuple):
    """One subject with its properties; all terms as N-Triples writes them."""

    subject: str
    properties: list[tuple[str, list[str]]]


class Document(NamedTuple):
    """The statements of one study under the study's IRI, or the vocabulary under None."""

    study: str | None
    nodes: Iterable[Node]
    size: int


def documents(studies: Iterable[tuple[str, bytes]], vocabulary: bytes) -> Iterator[Document]:
    """A document for each study, in the order given, then one for the vocabulary if there is any."""
    for iri, text in studies:
        lines = sorted_lines(text)
        yield Document(iri, _study_nodes(lines, f"<{iri}>"), len(lines))
    lines = canonical_lines(vocabulary)
    if lines:
        yield Document(None, _vocabulary_nodes(lines), len(lines))


def _study_nodes(lines: list[bytes], study: str) -> list[Node]:
    subjects = dict(_grouped(lines))
    keys = {subject: part_key(subject, study, _position(values)) for subject, values in subjects.items()}
    return [
        Node(subject, _in_reading_order(subjects[subject], study, keys))
        for subject in sorted(subjects, key=keys.__getitem__)
    ]


def _in_reading_order(values: Values, study: str, keys: dict[str, PartKey]) -> list[tuple[str, list[str]]]:
    """Properties by weight; parts of the study in their own order, other values naturally."""

    def value_key(token: str) -> PartKey:
        return keys.get(token) or part_key(token, study)

    return [
        (name, sorted(values[name], key=value_key) if len(values[name]) > 1 else values[name])
        for name in sorted(values, key=predicate_key)
    ]


def _vocabulary_nodes(lines: list[bytes]) -> Iterator[Node]:
    for subject, values in _grouped(lines):
        names = sorted(values, key=predicate_key)
        yield Node(subject, [(name, sorted(values[name], key=natural_key)) for name in names])


def _grouped(lines: list[bytes]) -> Iterator[tuple[str, Values]]:
    """Sorted statements by subject and predicate; the statements of a subject stand together once sorted."""
    statements = (line.decode().split(" ", 2) for line in lines)
    for subject, group in groupby(statements, key=lambda statement: statement[0]):
        values: Values = {}
        for _, predicate, rest in group:
            values.setdefault(predicate, []).append(rest[:-2])
        yield subject, values


def _position(values: Values) -> int:
    """The place of a part that has one in whole numbers, 0 for the others."""
    token = values.get(_POSITION, [""])[0]
    return int(token[1 : -len(_INTEGER)]) if token.endswith(_INTEGER) else 0
