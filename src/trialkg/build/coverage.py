"""How much of what records say is in the graph: each field sought in source and triples, apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import msgspec
from lxml import etree

from trialkg.build.coverage_fields import FIELDS, Field
from trialkg.build.work import Worked, work_record
from trialkg.registries import RawRecord, RecordFormat, Rejection, raw_records
from trialkg.vocabulary.codes import StudyType
from trialkg.vocabulary.namespaces import STUDY, TKG
from trialkg.vocabulary.terms import Class

_TRIPLE = re.compile(r"^<[^>#]*(?:#([^>]*))?> <([^>]*[#/]([^>#/]*))> (?:<([^>]*)>)?", re.MULTILINE)
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS = sorted({field.graph.partition(" ")[0] for field in FIELDS} - {"study"}, key=len, reverse=True)


class Row(msgspec.Struct, frozen=True):
    """One field: how many records could say it, have it in the source, have it in the graph, differ."""

    field: str
    records: int
    source: int
    graph: int
    differing: int


class Coverage(msgspec.Struct, frozen=True):
    """The rows, how many records were compared, those that could not be read, and how many were page text."""

    rows: tuple[Row, ...]
    records: int
    rejections: tuple[Rejection, ...] = ()
    pages: int = 0

    @property
    def complete(self) -> bool:
        """Whether every record was read, and source and graph have the same fields in each."""
        return not self.rejections and not any(row.differing for row in self.rows)


class _Count:
    """The counts of one field while records pass by."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.records = self.source = self.graph = self.differing = 0

    def add(self, in_source: bool, in_graph: bool) -> None:
        self.records += 1
        self.source += in_source
        self.graph += in_graph
        self.differing += in_source != in_graph

    def row(self) -> Row:
        return Row(self.field.name, self.records, self.source, self.graph, self.differing)


def measure_coverage(sources: Sequence[str], progress: Callable[[], None] = lambda: None) -> Coverage:
    """Compare source and graph over all records that have named fields; the text of a page has none."""
    counts = {field.name: _Count(field) for field in FIELDS}
    rejections: list[Rejection] = []
    records = pages = 0
    for found in raw_records(sources):
        progress()
        worked = work_record(found, STUDY)
        if isinstance(worked, Rejection):
            rejections.append(worked)
        elif isinstance(found, RawRecord) and isinstance(worked, Worked) and found.format in _REGISTERED:
            records += 1
            _count(counts, found, graph_fields(worked.text.decode()))
        else:
            pages += 1
    return Coverage(tuple(count.row() for count in counts.values()), records, tuple(rejections), pages)


def _count(counts: Mapping[str, _Count], raw: RawRecord, graph: frozenset[str]) -> None:
    for field, registered in _REGISTERED[raw.format](raw.data):
        counts[field.name].add(registered, field.graph in graph)


def graph_fields(ntriples: str) -> frozenset[str]:
    """What a study's triples have, as ``<kind of subject> <property>``; of types, that of the study."""
    return frozenset(_keys(ntriples))


def _keys(ntriples: str) -> Iterator[str]:
    for fragment, predicate, name, target in _TRIPLE.findall(ntriples):
        if predicate != _TYPE:
            yield f"{_kind(fragment)} {name}"
        elif not fragment and target in _STUDY_TYPES:
            yield f"study {_STUDY_TYPES[target]}"


def _kind(fragment: str) -> str:
    return next((kind for kind in _KINDS if fragment.startswith(kind)), "study") if fragment else "study"


_STUDY_TYPES: Final[Mapping[str, str]] = {
    **{TKG + kind: "type" for kind in StudyType},
    TKG + Class.PATIENT_REGISTRY: "PatientRegistry",
}


def _in_json(data: bytes) -> Iterator[tuple[Field, bool]]:
    record = json.loads(data)
    for field in FIELDS:
        if field.json:
            path = field.json[1:] if field.json.startswith("/") else f"protocolSection.{field.json}"
            values = (str(value).strip() for value in _values(record, path.split(".")))
            yield field, any(value and value.lower() not in _lower(field) for value in values)


def _values(node: object, steps: Sequence[str]) -> Iterator[object]:
    """The values at a path, through lists; a step ``a|b`` takes either."""
    if isinstance(node, list):
        for member in node:
            yield from _values(member, steps)
    elif not steps:
        yield node
    elif isinstance(node, dict):
        for name in steps[0].split("|"):
            if name in node:
                yield from _values(node[name], steps[1:])


def _in_xml(data: bytes) -> Iterator[tuple[Field, bool]]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for field in FIELDS:
        if field.xml:
            texts = (_text(found).strip() for found in _nodes(root, field.xml))
            yield field, any(text and text.lower() not in _lower(field) for text in texts)


def _text(found: object) -> str:
    return found.text or "" if isinstance(found, etree._Element) else str(found)


def _nodes(root: etree._Element, path: str) -> list[object]:
    found = _xpath(path)(root)
    return list(found) if isinstance(found, list) else [found]


@cache
def _xpath(path: str) -> etree.XPath:
    return etree.XPath(path)


def _lower(field: Field) -> set[str]:
    return {value.lower() for value in field.besides}


_REGISTERED: Final[Mapping[RecordFormat, Callable[[bytes], Iterator[tuple[Field, bool]]]]] = {
    RecordFormat.CTGOV_JSON: _in_json,
    RecordFormat.CTGOV_XML: _in_xml,
}
