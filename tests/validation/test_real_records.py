"""The shapes on real records: what they object to is wrong in the record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import shared_data

from trialkg.cli import run


def rules(capsys: pytest.CaptureFixture[str], store: Path, source: Path, *options: str) -> list[str]:
    """The rules that the studies of a source violate."""
    assert run(["build", str(source), "--store", str(store), "--no-validate"]) == 0
    assert run(["validate", "--store", str(store), "--format", "json", *options]) in (0, 1)
    report = json.loads(capsys.readouterr().out)
    assert report["focusNodes"]
    return [result["rule"] for result in report["results"] if result["severity"] == "violation"]


def test_the_seed_pages_have_no_core_violation(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rules(capsys, tmp_path / "store", shared_data("seeds")) == []


def test_the_violations_of_the_legacy_records_are_completed_studies_that_enrolled_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = rules(capsys, tmp_path / "store", shared_data("ctgov_xml", "records"), "--jobs", "2")
    assert found == ["CORE-013"] * 9
