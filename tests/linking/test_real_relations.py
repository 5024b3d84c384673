"""Relations in real texts: the figures of the benchmark hold, and quotes stand in the record."""

from __future__ import annotations

import json
import re

import pytest
from tests.conftest import shared_data

from trialkg.linking.links import study_named
from trialkg.linking.other_studies import other_studies
from trialkg.linking.relations import decided
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.study import Study
from trialkg.vocabulary.codes import RelationType

relations = pytest.importorskip(
    "benchmarks.accuracy.relations", reason="the benchmarks are not part of a wheel"
)


def sonimage() -> Study:
    path = shared_data("seeds", "NCT04125277.medpath.txt")
    (raw,) = raw_records([str(path)])
    assert isinstance(raw, RawRecord)
    return read_study(raw)


def test_parents_are_found_and_typed_as_a_reader_would() -> None:
    shared_data("gold", "study_relations.tsv")
    expected = [pair for pair in relations.pairs() if pair.gold in relations.FAMILY]
    found = [pair for pair in relations.pairs() if pair.type in relations.FAMILY.values()]
    right = [pair for pair in found if pair.gold in relations.FAMILY]
    assert len(right) >= 0.95 * len(found)
    assert len(right) >= 0.88 * len(expected)
    assert sum(pair.is_right for pair in right) >= 0.85 * len(right)
    assert sum(pair.gold == "background" for pair in found) <= 1


def test_every_quote_stands_in_the_text() -> None:
    path = shared_data("gold", "study_relations_docs.ndjson")
    texts = {each["nct"]: each for each in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for pair in relations.pairs():
        for relation in pair.found:
            document = texts[pair.child]
            name = re.sub(r"^eligibility\.criteria$", "eligibility", relation.evidence.field)
            name = {"briefTitle": "title"}.get(name, re.sub("([A-Z])", r"_\1", name).lower())
            assert relation.evidence.quote in document[name]


def test_sonimage_names_its_parent_and_two_cohorts() -> None:
    found = decided(other_studies(sonimage(), ()).found.relations)
    assert {study_named(each.related): each.type for each in found} == {
        "NCT03425838": RelationType.SUBSTUDY_OF,
        "IMPACT-MBC": RelationType.USES_COHORT_OF,
        "ET-TRANSCAN": RelationType.USES_COHORT_OF,
    }
    assert "SONIA study (NCT03425838)" in found[0].evidence.quote
    assert all("validate this prediction model" in each.evidence.quote for each in found[1:])
