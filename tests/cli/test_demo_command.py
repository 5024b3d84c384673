from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from trialkg.cli import run
from trialkg.cli.demo import QUESTIONS, Question
from trialkg.queries import ask
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore

Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    assert run(["demo", "--store", str(folder)]) == 0
    return folder


def test_the_demo_builds_every_example(store: Path) -> None:
    examples = {path.stem for path in examples_folder().iterdir() if path.suffix in (".json", ".txt")}
    assert {iri.rsplit("/", 1)[1] for iri in EmbeddedStore.open(store).studies()} == examples


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.query)
def test_every_question_of_the_demo_has_an_answer(store: Path, question: Question) -> None:
    answer = ask(EmbeddedStore.open(store), question.query, dict(question.parameters))
    assert isinstance(answer, ox.QuerySolutions)
    assert list(answer)


def test_the_demo_says_what_to_type_next(tmp_path: Path, capsys: Output) -> None:
    assert run(["demo", "--store", str(tmp_path / "store")]) == 0
    said = capsys.readouterr()
    assert "NCT04125277" in said.out
    assert f"trialkg query run study-card study=NCT04125277 --store {tmp_path / 'store'}" in said.err


def test_doctor_finds_a_store_in_order(store: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert run(["doctor", "--store", str(store)]) == 0
    assert "30 studies" in capsys.readouterr().out


def test_doctor_tells_a_missing_store_with_the_command_that_mends_it(
    tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert run(["doctor", "--store", str(tmp_path / "none")]) == 0
    assert "trialkg build SOURCE" in capsys.readouterr().out


def test_doctor_finds_a_damaged_store(store: Path, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    folder.mkdir()
    (folder / "manifest.json").write_text("{")
    assert run(["doctor", "--store", str(folder)]) == 1
