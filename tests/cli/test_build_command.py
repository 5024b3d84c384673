from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.build.records import record, write_ndjson

from trialkg.cli import run

Output = pytest.CaptureFixture[str]


@pytest.fixture
def source(tmp_path: Path) -> str:
    return write_ndjson(tmp_path / "in.ndjson", record(1), record(2))


def test_a_build_that_took_everything_is_done(source: str, tmp_path: Path, capsys: Output) -> None:
    assert run(["build", source, "--store", str(tmp_path / "store")]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "2 records: 2 built." in said.err
    assert "Validation:" in said.err


def test_a_rejected_record_is_named_and_makes_exit_code_1(tmp_path: Path, capsys: Output) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1), "{ broken")
    assert run(["build", source, "--store", str(tmp_path / "store")]) == 1
    assert f"{source}:2" in capsys.readouterr().err


def test_nothing_built_is_exit_code_2(tmp_path: Path, capsys: Output) -> None:
    assert run(["build", str(tmp_path / "missing"), "--store", str(tmp_path / "store")]) == 2
    assert "nothing was built" in capsys.readouterr().err


def test_an_empty_folder_is_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(["build", str(tmp_path / "empty"), "--store", str(tmp_path / "store")]) == 2


@pytest.mark.parametrize(("threshold", "code"), [("violation", 0), ("warning", 1)])
def test_findings_fail_a_build_only_when_asked(
    source: str, tmp_path: Path, threshold: str, code: int
) -> None:
    assert run(["build", source, "--store", str(tmp_path / "store"), "--fail-on", threshold]) == code


def test_an_unknown_severity_is_a_usage_error_that_names_those_there_are(source: str, capsys: Output) -> None:
    assert run(["build", source, "--fail-on", "fatal"]) == 2
    assert "violation, warning, info" in capsys.readouterr().err


def test_an_unwritable_store_is_exit_code_2_with_a_remedy(
    source: str, tmp_path: Path, capsys: Output
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert run(["build", source, "--store", str(blocked / "store")]) == 2
    assert "--store" in capsys.readouterr().err


def test_quiet_says_nothing_where_all_is_well(source: str, tmp_path: Path, capsys: Output) -> None:
    assert run(["--quiet", "build", source, "--store", str(tmp_path / "store")]) == 0
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_the_store_is_taken_from_the_environment(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIALKG_STORE", str(tmp_path / "elsewhere"))
    assert run(["build", source]) == 0
    assert (tmp_path / "elsewhere" / "manifest.json").exists()


def test_map_writes_what_build_and_export_write(source: str, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert run(["map", source, "-o", str(tmp_path / "map.nt")]) == 0
    assert run(["build", source, "--store", store]) == 0
    assert run(["export", "--store", store, "--studies-only", "-o", str(tmp_path / "export.nt")]) == 0
    assert (tmp_path / "map.nt").read_bytes() == (tmp_path / "export.nt").read_bytes()


def test_map_takes_the_format_from_the_name(source: str, tmp_path: Path) -> None:
    assert run(["map", source, "-o", str(tmp_path / "out.ttl")]) == 0
    assert len(list(ox.parse(path=str(tmp_path / "out.ttl")))) > 10


def test_map_can_add_the_vocabulary(source: str, tmp_path: Path) -> None:
    assert run(["map", source, "--vocabulary", "-o", str(tmp_path / "out.nt")]) == 0
    assert "concept/FES-PET" in (tmp_path / "out.nt").read_text()


def test_map_of_nothing_writes_no_file(tmp_path: Path) -> None:
    assert run(["map", str(tmp_path / "missing"), "-o", str(tmp_path / "out.nt")]) == 2
    assert not (tmp_path / "out.nt").exists()
