"""``query`` and ``sparql`` as a person meets them."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from trialkg.cli import run
from trialkg.queries import stored_queries
from trialkg.resources import examples_folder

# Six copies of a graph joined with themselves: more rows than any machine counts in a day.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("asked")
    shutil.copy(examples_folder() / "NCT03425838.json", folder)
    assert run(["--quiet", "build", str(folder / "NCT03425838.json"), "--store", str(folder / "store")]) == 0
    return str(folder / "store")


def test_the_list_in_a_pipe_is_csv_with_every_query(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "list"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["query"] for row in rows] == [query.name for query in stored_queries()]


def test_showing_a_query_prints_the_file_and_how_it_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "show", "outcomes"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("#+ summary")
    assert "trialkg query run outcomes" in shown.err


def test_an_unknown_query_is_exit_code_2_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "run", "outcome"]) == 2
    assert "outcomes" in capsys.readouterr().err


@pytest.mark.parametrize("name", [query.name for query in stored_queries()])
def test_every_query_runs_over_a_built_store(
    name: str, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    query = next(query for query in stored_queries() if query.name == name)
    values = [f"{each.name}={each.example}" for each in query.parameters]
    assert run(["query", "run", name, *values, "--store", store]) == 0
    assert capsys.readouterr().out.splitlines()[0] == ",".join(query.columns)


def test_no_rows_are_exit_code_0(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "run", "sites", "study=NCT00000000", "--store", store]) == 0
    assert capsys.readouterr().out.strip() == "nct,facility,city,country"


def test_an_answer_can_be_written_to_a_file(store: str, tmp_path: Path) -> None:
    found = tmp_path / "studies.json"
    assert run(["query", "run", "studies", "--store", store, "--format", "json", "-o", str(found)]) == 0
    (row,) = json.loads(found.read_bytes())["results"]["bindings"]
    assert row["nct"] == {"type": "literal", "value": "NCT03425838"}


def test_sparql_answers_a_query_from_a_file(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    query = tmp_path / "ask.rq"
    query.write_text("ASK { ?s a <https://w3id.org/trialkg/ontology#Study> }")
    assert run(["sparql", str(query), "--store", store, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["boolean"] is True


def test_sparql_writes_a_graph_as_turtle(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sparql", "-e", "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 3", "--store", store]) == 0
    assert "@prefix" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }", "DROP ALL", "SELECT"]
)
def test_what_cannot_be_asked_is_exit_code_2(
    text: str, store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["sparql", "-e", text, "--store", store]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "refused" in said.err or "parsed" in said.err


def test_a_query_without_end_is_stopped_at_its_deadline(store: str) -> None:
    command = [sys.executable, "-m", "trialkg", "sparql", "-e", ENDLESS, "--store", store, "--timeout", "1"]
    start = time.monotonic()
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert time.monotonic() - start < 30
    assert ended.returncode == 2
    assert "longer than 1 s" in ended.stderr


def test_no_file_is_left_by_a_query_that_took_too_long(store: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "trialkg", "sparql", "-e", "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"]
    command += ["--store", store, "--timeout", "1", "-o", str(tmp_path / "rows.csv")]
    assert subprocess.run(command, capture_output=True, timeout=60, check=False).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_a_slow_reader_gets_the_whole_answer(store: str) -> None:
    command = [sys.executable, "-m", "trialkg", "sparql", "-e", "SELECT * { ?a ?b ?c }"]
    command += ["--store", store, "--timeout", "4"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as asked:
        time.sleep(6)
        rows = len(asked.communicate(timeout=60)[0].splitlines())
    assert asked.returncode == 0
    assert rows > 8_000


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the query is empty"),
        (b" \n", "the query is empty"),
        (b"ASK { ?s ?p '\xff' }", "the query is not UTF-8 at byte 13"),
    ],
)
def test_a_file_that_holds_no_query_is_exit_code_2_with_the_reason(
    data: bytes, said: str, store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "asked.rq").write_bytes(data)
    assert run(["sparql", str(tmp_path / "asked.rq"), "--store", store]) == 2
    assert f"asked.rq: {said}" in capsys.readouterr().err


def test_a_query_may_begin_with_a_byte_order_mark(store: str, tmp_path: Path) -> None:
    (tmp_path / "asked.rq").write_bytes(b"\xef\xbb\xbfASK {}")
    assert run(["sparql", str(tmp_path / "asked.rq"), "--store", store]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sparql", "-e", "CONSTRUCT WHERE { ?s ?p ?o }", "--format", "table"], "--format turtle"),
        (["sparql", "-e", "ASK {}", "--format", "table", "-o", "{out}"], "--format csv"),
        (["sparql", "-e", "ASK {}", "--timeout", "inf"], "86400"),
        (["query", "run", "arms", "study=NCT03425838", "study=NCT04125277"], "study is given twice"),
    ],
)
def test_what_cannot_be_meant_is_exit_code_2_with_what_to_do(
    arguments: list[str], said: str, store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled = [argument.replace("{out}", str(tmp_path / "out")) for argument in arguments]
    assert run([*filled, "--store", store]) == 2
    assert said in capsys.readouterr().err


def test_a_table_too_narrow_for_its_columns_loses_no_letter(
    store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run(["query", "run", "outcomes", "--store", store, "--format", "table"]) == 0
    assert "…" not in capsys.readouterr().out


def test_a_table_shows_control_characters_as_escapes(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["sparql", "-e", r'SELECT ("\u001B[2Ja" AS ?x) {}', "--store", store, "--format", "table"]) == 0
    )
    assert r"\x1b[2Ja" in capsys.readouterr().out
