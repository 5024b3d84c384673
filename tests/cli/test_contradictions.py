"""Command lines that cannot mean what they say are refused before any work, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

from trialkg.cli import run

Output = pytest.CaptureFixture[str]
ASK = ["sparql", "-e", "ASK {}", "--endpoint", "http://127.0.0.1:1/sparql", "--store", "s"]
RUN = ["query", "run", "studies", "--endpoint", "http://127.0.0.1:1/sparql", "--store", "s"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["validate", "a.ttl", "--store", "s"], "--store and files exclude each other"),
        (["reason", "a.ttl", "--store", "s"], "--store and files exclude each other"),
        (ASK, "--store and --endpoint exclude each other"),
        (RUN, "--store and --endpoint exclude each other"),
        (["build", "a.json", "--fail-on", "warning", "--no-validate"], "leaves --fail-on nothing to find"),
        (["map", "a.json", "--fail-on", "warning", "--no-validate"], "leaves --fail-on nothing to find"),
        (["validate", "-"], "standard input does not tell its format"),
    ],
)
def test_it_is_refused(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_store_of_the_environment_stands_back_where_another_thing_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("TRIALKG_STORE", "s")
    assert run(ASK[:-2]) == 2
    assert "cannot be reached" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["map"], ["reason"], ["diff", "b"], ["coverage"], ["validate"], ["mesh", "lookup"]]
)
def test_an_unknown_format_is_told_with_those_there_are(arguments: list[str], capsys: Output) -> None:
    assert run([*arguments, "a.ttl", "--format", "word"]) == 2
    assert "unknown format 'word'. Choose one of: " in capsys.readouterr().err


@pytest.mark.parametrize("command", ["map", "export"])
def test_the_formats_named_are_those_of_the_command(command: str, capsys: Output) -> None:
    sources = ["a.json"] if command == "map" else []
    for arguments in (["-o", "a.word"], ["-o", "a.ttl", "--format", "word"]):
        assert run([command, *sources, *arguments]) == 2
        assert ("sssom" in capsys.readouterr().err) == (command == "export")


def test_a_store_handed_in_as_a_file_is_told_how_to_be_named(tmp_path: Path, capsys: Output) -> None:
    store = tmp_path / "my store"
    run(["build", write_ndjson(tmp_path / "in.ndjson", record(1)), "--store", str(store)])
    assert f"Ask it: trialkg query run studies --store '{store}'" in capsys.readouterr().err
    assert run(["validate", str(store)]) == 2
    assert f"Name it as one: trialkg validate --store '{store}'" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told_before_the_work(tmp_path: Path, capsys: Output) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    assert run(["map", source, "-o", str(tmp_path / "none" / "out.ttl")]) == 2
    said = capsys.readouterr().err
    assert "no such folder. Create it first." in said
    assert "1 mapped" not in said


def test_an_answer_that_cannot_be_written_is_not_asked_for(tmp_path: Path, capsys: Output) -> None:
    assert run([*ASK[:-2], "-o", str(tmp_path / "none" / "out.csv")]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_a_query_in_capitals_is_known_to_be_meant(capsys: Output) -> None:
    assert run(["query", "show", "STUDIES"]) == 2
    assert "Did you mean studies" in capsys.readouterr().err
