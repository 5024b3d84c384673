"""Every fact printed on the three seed pages that the graph has a place for stands in the graph.

``facts.tsv`` was made by hand from the pages. A part is named as the page names it (``arm Imaging``), an
outcome and a criterion by level or kind and by position, where the page numbers it. A value is the whole text
or the local name of an IRI, the label of a part that is pointed to, or a phrase behind ``starts:``,
``contains:`` or ``ends:``; behind ``absent:`` the page does not state the property and the graph must not.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pytest
from tests.conftest import shared_data

from trialkg.linking import Linker, link_study
from trialkg.mapping import map_study, study_iri
from trialkg.registries.pages import detect_layout, read_page
from trialkg.registries.records import Origin, RawRecord, RecordFormat
from trialkg.terminology import load_terminology
from trialkg.vocabulary.namespaces import RDFS, TKG

SEEDS = {
    "NCT03873428": ("NCT03873428.inclinicaltrials.txt", RecordFormat.SUMMARY_PAGE),
    "NCT04125277": ("NCT04125277.medpath.txt", RecordFormat.MEDPATH_PAGE),
    "NCT02089100": ("NCT02089100.clinicaltrials-2017.txt", RecordFormat.CTGOV_PAGE_2017),
}
LABEL = f"{RDFS}label"


class Fact(NamedTuple):
    """A line of the list."""

    line: int
    study: str
    part: str
    property: str
    value: str

    def __str__(self) -> str:
        return f"facts.tsv:{self.line}: {self.study} {self.part}: {self.property} = {self.value}"


class Graph:
    """The triples of one study by subject and by the local name of their predicate."""

    def __init__(self, registry_id: str, ntriples: bytes) -> None:
        self.study = study_iri(registry_id)
        self._values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for triple in ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES):
            assert isinstance(triple.subject, ox.NamedNode)
            assert isinstance(triple.object, ox.NamedNode | ox.Literal)
            self._values[triple.subject.value][local_name(triple.predicate.value)].append(triple.object.value)

    def values(self, subject: str, name: str) -> list[str]:
        """The objects of a subject's property."""
        return self._values[subject][name]

    def readable(self, subject: str, name: str) -> Iterator[str]:
        """Each object as the list writes it: text, local name, and the label of a part."""
        for value in self.values(subject, name):
            yield value
            if value.startswith("http"):
                yield local_name(value)
                yield from self._values[value]["label"]

    def literals(self) -> Iterator[str]:
        """Every object in the graph."""
        for predicates in self._values.values():
            for values in predicates.values():
                yield from values


def local_name(iri: str) -> str:
    """What stands behind the last ``#``, ``/`` of an IRI."""
    return re.split(r"[#/]", iri)[-1]


@cache
def facts() -> tuple[Fact, ...]:
    with (Path(__file__).parent / "facts.tsv").open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(reader)
        return tuple(Fact(number, *row) for number, row in enumerate(reader, 2))


@cache
def graph(registry_id: str) -> Graph:
    name, layout = SEEDS[registry_id]
    data = shared_data("seeds", name).read_bytes()
    study = read_page(RawRecord(layout, Origin(name), data))
    mapped = map_study(study, link_study(study, Linker(load_terminology())))
    assert mapped.findings == ()
    return Graph(registry_id, mapped.text)


FIXED_PARTS = {
    "study": "",
    "record": "#record",
    "sponsor": "#sponsor",
    "responsible party": "#responsible-party",
}
NAMED_PARTS = {
    "condition link ": ("hasConditionLink", "label"),
    "condition ": ("hasCondition", "label"),
    "identifier ": ("hasIdentifier", "label"),
    "intervention ": ("hasIntervention", "label"),
    "arm ": ("hasArm", "label"),
    "site ": ("hasSite", "label"),
    "use ": ("hasConceptUse", "concept"),
    "relation ": ("hasRelation", "relatedId"),
    "passage ": ("hasPassage", "passageKind"),
}
RANKED_PARTS = {"outcome ": "hasOutcome", "criterion ": "hasCriterion"}


def parts(found: Graph, part: str) -> list[str]:
    """The subjects that a part of the list can mean; several only where the page gives it no place."""
    if part in FIXED_PARTS:
        return [found.study + FIXED_PARTS[part]]
    for prefix, (link, name) in NAMED_PARTS.items():
        if part.startswith(prefix):
            wanted = part.removeprefix(prefix)
            wanted = f"{wanted.title()}Passage" if link == "hasPassage" else wanted
            return [each for each in found.values(found.study, link) if wanted in found.readable(each, name)]
    prefix = next(known for known in RANKED_PARTS if part.startswith(known))
    kind, _, position = part.removeprefix(prefix).partition(" ")
    suffix = f"{kind.title()}{prefix.strip().title()}"
    return [
        each
        for each in found.values(found.study, RANKED_PARTS[prefix])
        if TKG + suffix in found.values(each, "type")
        and (not position or position in found.values(each, "position"))
    ]


MARKS: dict[str, Callable[[str, str], bool]] = {
    "starts": str.startswith,
    "contains": str.__contains__,
    "ends": str.endswith,
}


def holds(found: Graph, fact: Fact) -> bool:
    mark, _, phrase = fact.value.partition(":")
    subjects = parts(found, fact.part)
    if mark == "absent":
        return bool(subjects) and not any(found.values(each, fact.property) for each in subjects)
    values = [value for each in subjects for value in found.readable(each, fact.property)]
    return any(MARKS[mark](value, phrase) for value in values) if mark in MARKS else fact.value in values


@pytest.mark.parametrize("registry_id", SEEDS)
def test_the_layout_of_a_seed_page_is_found_from_its_text(registry_id: str) -> None:
    name, layout = SEEDS[registry_id]

    assert detect_layout(shared_data("seeds", name).read_text(encoding="utf-8")) is layout


@pytest.mark.parametrize("registry_id", SEEDS)
def test_every_fact_of_a_seed_page_stands_in_the_graph(registry_id: str) -> None:
    found = graph(registry_id)

    missing = [str(fact) for fact in facts() if fact.study == registry_id and not holds(found, fact)]

    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("registry_id", SEEDS)
def test_no_name_phone_or_address_of_a_contact_stands_in_the_graph(registry_id: str) -> None:
    contacts = re.compile(r"@|, MD\b|\bext \+|\+ ?33\b|^Contact\b")

    assert not [value for value in graph(registry_id).literals() if contacts.search(value)]


def test_a_fact_that_the_graph_lacks_is_told_from_one_that_it_holds() -> None:
    small = Graph("NCT99999999", f'<{study_iri("NCT99999999")}> <{TKG}acronym> "KITE" .\n'.encode())

    assert holds(small, Fact(2, "NCT99999999", "study", "acronym", "KITE"))
    assert holds(small, Fact(2, "NCT99999999", "study", "sex", "absent:"))
    assert not holds(small, Fact(2, "NCT99999999", "study", "acronym", "KIT"))
    assert not holds(small, Fact(2, "NCT99999999", "study", "acronym", "absent:"))
    assert not holds(small, Fact(2, "NCT99999999", "arm KITE", "position", "absent:"))
