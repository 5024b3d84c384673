"""What holds for every command: its exit codes, its two streams, and no traceback whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

import trialkg.cli
from trialkg import __version__
from trialkg.cli import run

Output = pytest.CaptureFixture[str]


def started(
    *arguments: str, stdout: int = subprocess.PIPE, stderr: int = subprocess.PIPE
) -> subprocess.Popen[bytes]:
    """A command in a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "trialkg", *arguments], stdout=stdout, stderr=stderr)


@pytest.fixture
def store(tmp_path: Path) -> str:
    source = write_ndjson(tmp_path / "in.ndjson", record(1), record(2))
    assert run(["build", source, "--store", str(tmp_path / "store"), "--quiet"]) == 0
    return str(tmp_path / "store")


def test_the_version_is_data(capsys: Output) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"trialkg {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["query"], ["no-such"], ["build"], ["query", "run"]])
def test_a_command_line_that_is_none_is_exit_code_2_and_says_so(arguments: list[str], capsys: Output) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err


@pytest.mark.parametrize("place", [0, 1, 3])
def test_quiet_may_stand_anywhere_and_counts_for_one_run(place: int, tmp_path: Path, capsys: Output) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    arguments = ["map", source, "--no-validate"]
    arguments.insert(place, "--quiet")
    assert run(arguments) == 0
    assert capsys.readouterr().err == ""
    run(["map", source, "--no-validate"])
    assert "1 mapped" in capsys.readouterr().err


def test_a_fault_of_ours_is_told_in_a_line_and_is_exit_code_2(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise KeyError("x")

    monkeypatch.setattr(trialkg.cli, "app", broken)
    assert run(["doctor"]) == 2
    said = capsys.readouterr().err
    assert "this is a fault of trialkg (KeyError at test_command_line.py:" in said
    assert len(said.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
@pytest.mark.parametrize(
    "arguments",
    [["query", "list"], ["query", "run", "studies"], ["doctor"], ["validate"], ["export", "-o", "-"]],
)
def test_a_full_disk_is_exit_code_2_without_a_traceback(arguments: list[str], store: str) -> None:
    at = [] if arguments == ["query", "list"] else ["--store", store]
    with Path("/dev/full").open("wb") as full:
        command = started(*arguments, *at, stdout=full.fileno())
        said = command.communicate(timeout=60)[1].decode()
    assert command.returncode == 2
    assert "No space left on device" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["query", "run", "studies"], 0),
        (["export", "-o", "-"], 0),
        (["doctor"], 0),
        (["validate"], 0),
        (["validate", "--fail-on", "warning"], 1),
    ],
)
def test_a_reader_that_has_gone_changes_no_verdict(arguments: list[str], code: int, store: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = started(*arguments, "--store", store, stdout=writing)
    os.close(writing)
    assert command.communicate(timeout=60)[1].decode() == ""
    assert command.returncode == code


def test_a_build_that_nobody_listens_to_is_built_all_the_same(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    reading, writing = os.pipe()
    os.close(reading)
    command = started("build", source, "--store", str(tmp_path / "store"), stderr=writing)
    os.close(writing)
    command.communicate(timeout=60)
    assert command.returncode == 0
    assert run(["export", "--store", str(tmp_path / "store"), "-o", str(tmp_path / "out.nt")]) == 0


def test_data_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1, title="Größe ≥ 5"))
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "trialkg", "coverage", source, "--format", "csv"]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
    run(["build", source, "--store", str(tmp_path / "store")])
    command = [sys.executable, "-m", "trialkg", "query", "run", "studies", "--format", "table"]
    command += ["--store", str(tmp_path / "store")]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert "Größe ≥ 5" in done.stdout.decode()


def test_a_stopped_command_says_so_with_the_exit_code_of_shells(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def stopped(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(trialkg.cli, "app", stopped)
    assert run(["doctor"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


def test_a_command_stopped_while_it_loads_says_no_more_than_one_that_is_stopped_later(tmp_path: Path) -> None:
    # A package that is loaded on the way stands in for the moment at which somebody presses Ctrl-C.
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    path = os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-m", "trialkg", "query", "list"]
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode == 130
    assert done.stderr.decode() == "Stopped.\n"


def test_a_query_without_end_stops_at_once_when_it_is_interrupted(store: str) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with started("sparql", "-e", endless, "--store", store) as command:
        time.sleep(3)
        command.send_signal(signal.SIGINT)
        try:
            # Killed by the signal, or, on a machine so slow that it was still loading, stopped by it.
            assert command.wait(timeout=10) in (-signal.SIGINT, 130)
        finally:
            command.kill()
