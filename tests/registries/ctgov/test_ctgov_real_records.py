"""All real records at hand: none lost, and no value that the readers do not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import shared_data

from trialkg.registries import RawRecord, RecordFormat, Rejection, raw_records, read_study
from trialkg.study import Finding, Study


def read_all(folder: Path) -> tuple[list[Study], list[Rejection]]:
    found = list(raw_records([str(folder)]))
    studies = [read_study(raw) for raw in found if isinstance(raw, RawRecord)]
    return studies, [raw for raw in found if isinstance(raw, Rejection)]


@pytest.mark.parametrize(
    ("folder", "count", "source"),
    [("ctgov_v2", 964, RecordFormat.CTGOV_JSON), ("ctgov_xml", 505, RecordFormat.CTGOV_XML)],
)
def test_every_real_record_is_read_whole(folder: str, count: int, source: RecordFormat) -> None:
    path = shared_data(folder, "records")
    studies, rejections = read_all(path)
    assert rejections == []
    assert [study.registry_id for study in studies] == sorted(file.stem for file in path.iterdir())
    assert len(studies) == count
    assert {study.reading.source for study in studies} == {source.value}
    assert not any(study.reading.findings for study in studies), findings_of(studies)


def test_markup_of_the_registry_is_gone_from_every_text() -> None:
    studies, _ = read_all(shared_data("ctgov_v2", "records"))
    texts = [study.eligibility.criteria or "" for study in studies]
    texts += [study.detailed_description or "" for study in studies]
    left = [
        text
        for text in texts
        if any(mark in text for mark in ("\\>", "\\<", "\\[", "\\&", "&gt;", "&lt;", "&#"))
    ]
    assert left == []


def findings_of(studies: list[Study]) -> list[tuple[str, Finding]]:
    return [(study.registry_id, finding) for study in studies for finding in study.reading.findings]
