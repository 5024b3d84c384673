from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

from trialkg.cli import run


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    """Study 1 renamed, study 2 gone, study 3 new, study 4 the same."""
    outcomes = {"primaryOutcomes": [{"measure": "Pain", "timeFrame": "1 week"}]}
    later = {"primaryOutcomes": [{"measure": "Pain", "timeFrame": "1 year"}]}
    old = (record(1, outcomesModule=outcomes), record(2), record(4))
    new = (record(1, title="Renamed", outcomesModule=later), record(3), record(4))
    return write_ndjson(tmp_path / "old.ndjson", *old), write_ndjson(tmp_path / "new.ndjson", *new)


def test_in_a_pipe_a_row_tells_each_change(
    sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *sides]) == 0
    out, err = capsys.readouterr()
    rows = list(csv.reader(io.StringIO(out)))
    assert rows == [
        ["study", "field", "change", "before", "after"],
        ["NCT99990001", "primary outcome time frame", "changed", "Pain: 1 week", "Pain: 1 year"],
        ["NCT99990001", "brief title", "changed", "An invented study", "Renamed"],
        ["NCT99990002", "study", "removed", "An invented study", ""],
        ["NCT99990003", "study", "added", "", "An invented study"],
    ]
    assert "1 study added, 1 study removed, 1 study changed." in err


def test_json_is_one_array_with_the_changes_of_each_study(
    sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *sides, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(each["study"], each["change"], len(each["changes"])) for each in found] == [
        ("NCT99990001", "changed", 2),
        ("NCT99990002", "removed", 0),
        ("NCT99990003", "added", 0),
    ]


def test_no_difference_is_an_empty_answer(sides: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", sides[0], sides[0], "--exit-code", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_table_cuts_long_texts_where_they_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = "word " * 100
    old = write_ndjson(tmp_path / "a.ndjson", record(1, title=f"{same} before {same}"))
    new = write_ndjson(tmp_path / "b.ndjson", record(1, title=f"{same} after {same}"))
    assert run(["diff", old, new, "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "before" in out
    assert "after" in out
    assert len(out) < 1000


def test_the_exit_code_tells_of_differences_where_it_is_asked_to(sides: tuple[str, str]) -> None:
    assert run(["diff", *sides, "--exit-code"]) == 1


def test_only_the_fields_asked_for_are_told(
    sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *sides, "--field", "primary outcome"]) == 0
    assert [line.split(",")[1] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "primary outcome time frame"
    ]


def test_records_that_cannot_be_read_are_named_and_exit_with_1(
    tmp_path: Path, sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    broken = write_ndjson(tmp_path / "broken.ndjson", record(1), "{ broken")
    assert run(["diff", sides[0], broken]) == 1
    assert "broken.ndjson:2" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["missing", "missing"], ["--format", "xml", "a", "b"]])
def test_what_cannot_be_compared_exits_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", *wrong]) == 2
    assert capsys.readouterr().err


def test_words_that_no_field_has_are_refused_with_the_field_that_is_meant(
    sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", *sides, "--field", "enrolment"]) == 2
    assert "no field is called 'enrolment'. Did you mean 'enrollment'?" in capsys.readouterr().err


def test_standard_input_cannot_be_both_sides(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "-", "-"]) == 2
    assert "standard input is given twice" in capsys.readouterr().err


def test_a_side_without_studies_says_why(
    tmp_path: Path, sides: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["diff", sides[0], str(tmp_path / "none.json")]) == 2
    assert "none.json: has no study to compare: does not exist." in capsys.readouterr().err


def test_what_standard_input_holds_is_called_so(
    sides: tuple[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"notes of somebody")))
    assert run(["diff", sides[0], "-"]) == 2
    assert "standard input: has no study to compare: is of no format" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_reader_that_has_gone_changes_no_verdict(sides: tuple[str, str], form: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "trialkg", "diff", *sides, "--exit-code", "--format", form]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert done.returncode == 1
    assert b"1 study added, 1 study removed, 1 study changed." in done.stderr
