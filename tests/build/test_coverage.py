from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import shared_data
from tests.registries.records import record, xml

from trialkg.build.coverage import Coverage, Row, graph_fields, measure_coverage
from trialkg.build.coverage_fields import FIELDS
from trialkg.registries import Rejection
from trialkg.vocabulary.terms import Property

STATUS = {"overallStatus": "COMPLETED", "startDateStruct": {"date": "2024-02", "type": "ACTUAL"}}


def coverage_of(tmp_path: Path, *records: dict[str, Any] | bytes) -> Coverage:
    paths = []
    for number, content in enumerate(records):
        path = tmp_path / str(number)
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        paths.append(str(path))
    return measure_coverage(paths)


def row(coverage: Coverage, field: str) -> Row:
    return next(row for row in coverage.rows if row.field == field)


def test_a_field_is_counted_in_source_and_graph(tmp_path: Path) -> None:
    coverage = coverage_of(tmp_path, record(statusModule=STATUS), record("NCT99999902"))
    assert row(coverage, "start") == Row("start", records=2, source=1, graph=1, differing=0)
    assert row(coverage, "registry id") == Row("registry id", records=2, source=2, graph=2, differing=0)
    assert coverage.complete


def test_a_value_that_did_not_reach_the_graph_is_a_difference(tmp_path: Path) -> None:
    coverage = coverage_of(tmp_path, record(statusModule={"overallStatus": "DREAMING"}))
    assert row(coverage, "status") == Row("status", records=1, source=1, graph=0, differing=1)
    assert not coverage.complete


def test_records_that_differ_are_counted_one_by_one(tmp_path: Path) -> None:
    odd = {"startDateStruct": {"date": "soon"}}
    coverage = coverage_of(tmp_path, record(statusModule=odd), record("NCT99999902", statusModule=STATUS))
    assert row(coverage, "start") == Row("start", records=2, source=2, graph=1, differing=1)


def test_no_limit_of_age_and_blank_text_are_nothing_to_cover(tmp_path: Path) -> None:
    module = {"maximumAge": "N/A", "eligibilityCriteria": "  "}
    coverage = coverage_of(tmp_path, record(eligibilityModule=module))
    assert (row(coverage, "maximum age").source, row(coverage, "criteria").source) == (0, 0)
    assert coverage.complete


def test_a_field_that_xml_cannot_say_is_not_asked_of_it(tmp_path: Path) -> None:
    coverage = coverage_of(tmp_path, xml("<acronym>ABC</acronym>"))
    assert row(coverage, "age group").records == 0
    assert row(coverage, "acronym") == Row("acronym", records=1, source=1, graph=1, differing=0)


@pytest.mark.parametrize(
    "body",
    [
        "<study_design>Allocation: Randomized, Masking: Double Blind (Subject)</study_design>",
        "<study_design_info><allocation>Randomized</allocation><masking>Double (Participant)</masking>"
        "</study_design_info>",
    ],
)
def test_the_design_of_xml_is_found_in_both_dialects(tmp_path: Path, body: str) -> None:
    coverage = coverage_of(tmp_path, xml(body))
    assert (row(coverage, "allocation").source, row(coverage, "masking").graph) == (1, 1)


def test_a_record_that_cannot_be_read_makes_the_coverage_incomplete(tmp_path: Path) -> None:
    coverage = coverage_of(tmp_path, record("NCT1"), record())
    assert coverage.records == 1
    assert [type(rejection) for rejection in coverage.rejections] == [Rejection]
    assert not coverage.complete


def test_the_text_of_a_page_is_counted_apart() -> None:
    coverage = measure_coverage([str(shared_data("seeds"))])
    assert (coverage.records, coverage.pages) == (0, 3)


def test_what_the_graph_has_is_told_by_the_kind_of_subject() -> None:
    text = (
        "<https://w3id.org/trialkg/study/NCT99999901> <https://w3id.org/trialkg/ontology#phase> "
        "<https://w3id.org/trialkg/ontology#Phase2> .\n"
        "<https://w3id.org/trialkg/study/NCT99999901#arm-a> <http://purl.org/dc/terms/description> "
        '"<https://w3id.org/trialkg/study/NCT99999901#site-b> <https://example.org/city> " .\n'
        "<https://w3id.org/trialkg/study/NCT99999901#condition-link-registry-D000001> "
        '<http://www.w3.org/2000/01/rdf-schema#label> "x" .\n'
    )
    assert graph_fields(text) == {"study phase", "arm- description", "condition-link-registry label"}


def test_every_field_names_a_property_that_the_graph_has() -> None:
    borrowed = {"identifier", "label", "description", "lat", "long", "type", "PatientRegistry"}
    named = {field.graph.partition(" ")[2] for field in FIELDS}
    assert named - borrowed <= {term.value for term in Property}


def test_each_field_stands_once() -> None:
    names = [field.name for field in FIELDS]
    assert len(names) == len(set(names))


@lru_cache(maxsize=2)
def coverage_of_real(folder: str) -> Coverage:
    return measure_coverage([str(shared_data(folder, "records"))])


@pytest.mark.parametrize(("folder", "count"), [("ctgov_v2", 964), ("ctgov_xml", 505)])
def test_all_that_the_real_records_say_is_in_the_graph(folder: str, count: int) -> None:
    coverage = coverage_of_real(folder)
    assert coverage.records == count
    assert coverage.rejections == ()
    assert [row for row in coverage.rows if row.differing or row.source != row.graph] == []


def test_every_field_occurs_in_the_real_records_of_api_v2() -> None:
    coverage = coverage_of_real("ctgov_v2")
    assert [row.field for row in coverage.rows if not row.source] == []
