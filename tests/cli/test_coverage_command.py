from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.registries.records import record

from trialkg.cli import run


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record(statusModule={"overallStatus": "COMPLETED"})))
    return str(path)


def test_the_table_has_a_line_for_each_field(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", source]) == 0
    lines = [line.split("  ") for line in capsys.readouterr().out.splitlines()]
    assert ["status", "1", "100.0%", "100.0%"] in [
        [cell.strip() for cell in line if cell.strip()] for line in lines
    ]


def test_csv_and_json_carry_the_same_counts(source: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["coverage", source, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert run(["coverage", source, "--format", "json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert [{name: str(value) for name, value in row.items()} for row in values] == rows
    status = {"field": "status", "records": 1, "source": 1, "graph": 1, "differing": 0}
    assert status in values


def test_a_difference_is_exit_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(record(statusModule={"overallStatus": "DREAMING"})))
    assert run(["coverage", str(path), "--format", "csv"]) == 1
    assert "status,1,1,0,1" in capsys.readouterr().out.splitlines()


def test_a_record_that_cannot_be_read_is_exit_1_and_named(
    tmp_path: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "missing.json")
    assert run(["coverage", source, missing]) == 1
    assert f"rejected {missing}: does not exist" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["--format", "odd"]])
def test_nothing_to_compare_and_wrong_usage_are_exit_2(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["coverage", str(tmp_path), *arguments]) == 2
    assert capsys.readouterr().out == ""
