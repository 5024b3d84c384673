from __future__ import annotations

import gzip
import io
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from tests.conftest import shared_data
from tests.ctgov_server import Registry, made_record, refusing, serving

from trialkg.cli import run
from trialkg.registries import RawRecord, raw_records
from trialkg.resources import examples_folder

Output = pytest.CaptureFixture[str]
FAST = ("--rate", "1000000")


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Registry]:
    with serving(Registry([made_record(number) for number in range(1, 26)])) as running:
        monkeypatch.setenv("TRIALKG_CTGOV_API", running.address)
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        yield running


def lines(path: Path) -> list[Any]:
    data = path.read_bytes()
    return [
        json.loads(line) for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
    ]


def test_numbers_are_fetched_into_a_file(registry: Registry, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "out.ndjson"
    assert run(["fetch", "NCT00000003", "nct00000001", "-o", str(path), *FAST]) == 0
    assert lines(path) == [registry.records[2], registry.records[0]]
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"Fetched 2 records to {path}. To build: trialkg build {path}\n"


def test_records_are_data_on_standard_output(registry: Registry, capsys: Output) -> None:
    assert run(["--quiet", "fetch", "--condition", "", *FAST]) == 2
    assert run(["--quiet", "fetch", "--query", "study", "--page-size", "10", *FAST]) == 0
    said = capsys.readouterr()
    assert [json.loads(line) for line in said.out.splitlines()] == registry.records


def test_a_file_named_gz_is_packed(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson.gz"
    assert run(["fetch", "--all", "-o", str(path), "--page-size", "10", *FAST]) == 0
    assert lines(path) == registry.records
    assert len([found for found in raw_records([str(path)]) if isinstance(found, RawRecord)]) == 25


def test_numbers_may_stand_in_a_file(registry: Registry, tmp_path: Path) -> None:
    (tmp_path / "numbers.txt").write_text("NCT00000004\n\nNCT00000002, NCT00000003\n", encoding="utf-8")
    path = tmp_path / "out.ndjson"
    assert run(["fetch", "--ids-from", str(tmp_path / "numbers.txt"), "-o", str(path), *FAST]) == 0
    assert lines(path) == [registry.records[3], registry.records[1], registry.records[2]]


def test_numbers_may_come_through_a_pipe(
    registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"NCT00000004\nNCT00000002\n")))
    path = tmp_path / "out.ndjson"
    assert run(["fetch", "--ids-from", "-", "-o", str(path), *FAST]) == 0
    assert lines(path) == [registry.records[3], registry.records[1]]


def test_unknown_numbers_are_named_and_the_others_fetched(
    registry: Registry, tmp_path: Path, capsys: Output
) -> None:
    path = tmp_path / "out.ndjson"
    assert run(["fetch", "NCT00000001", "NCT09999999", "-o", str(path), *FAST]) == 1
    assert lines(path) == registry.records[:1]
    assert "The registry has no NCT09999999. Check the numbers." in capsys.readouterr().err


def test_finding_nothing_is_told(registry: Registry, tmp_path: Path, capsys: Output) -> None:
    assert run(["fetch", "--condition", "asthma", "-o", str(tmp_path / "out.ndjson"), *FAST]) == 1
    assert "No study of the registry meets the query." in capsys.readouterr().err


def test_the_cache_is_used_unless_it_is_not_wanted(
    registry: Registry, tmp_path: Path, capsys: Output
) -> None:
    command = ["fetch", "NCT00000001", "-o", str(tmp_path / "out.ndjson"), *FAST]
    for more in ([], [], ["--no-cache"], ["--cache", str(tmp_path / "other")]):
        assert run([*command, *more]) == 0
    assert [("unchanged" in line) for line in capsys.readouterr().err.splitlines()] == [
        False,
        True,
        False,
        False,
    ]
    assert lines(tmp_path / "out.ndjson") == registry.records[:1]


def test_a_cache_that_cannot_be_used_is_told_and_does_no_harm(
    registry: Registry, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "file").write_bytes(b"")
    command = ["fetch", "NCT00000001", "-o", str(tmp_path / "out.ndjson"), "--cache", str(tmp_path / "file")]
    assert run([*command, *FAST]) == 0
    assert "The cache could not be used: " in capsys.readouterr().err


def test_a_stopped_fetch_says_how_to_go_on(registry: Registry, tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "out.ndjson"
    command = ["fetch", "--all", "-o", str(path), "--page-size", "10", *FAST]
    registry.faults.extend([None, refusing(401)])
    assert run(command) == 2
    assert f"10 of 25 records are in {path}.part; the same command goes on" in capsys.readouterr().err
    assert run(command) == 0
    assert "(10 of them earlier)" in capsys.readouterr().err
    assert lines(path) == registry.records


def test_data_that_change_meanwhile_are_told(registry: Registry, tmp_path: Path, capsys: Output) -> None:
    def change(asked: int) -> None:
        if asked == 3:
            registry.data_version = "2025-06-03T09:00:05"

    registry.before_answer = change
    assert run(["fetch", "--all", "-o", str(tmp_path / "o"), "--page-size", "10", *FAST]) == 0
    assert "The registry's data changed meanwhile" in capsys.readouterr().err


def test_fewer_records_than_counted_are_found_out(registry: Registry, tmp_path: Path, capsys: Output) -> None:
    def drop(asked: int) -> None:
        if asked == 3:
            registry.records.pop()

    registry.before_answer = drop
    assert run(["fetch", "--all", "-o", str(tmp_path / "o"), "--page-size", "10", *FAST]) == 1
    assert "counted 1 record more than it gave" in capsys.readouterr().err


def test_the_name_it_goes_by_can_be_chosen(registry: Registry, tmp_path: Path) -> None:
    assert run(["fetch", "NCT00000001", "--agent", "portal/2", "-o", str(tmp_path / "o"), *FAST]) == 0
    assert {headers["User-Agent"] for headers in registry.headers} == {"portal/2"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing is asked for"),
        (["NCT1"], "'NCT1' is no registry number"),
        (["--status", "open"], "unknown status 'open'"),
        (["--since", "May"], "'May' is no day"),
        (["--query", "NCT00000001", "--status", "completed"], "ignores every filter"),
        (["--ids-from", "none.txt"], "none.txt: cannot be read"),
        (["--all", "--page-size", "1001"], "less than or equal to 1000"),
        (["--all", "--rate", "0"], "greater than or equal to 1"),
        (["--all", "--agent", "café"], "cannot be sent as a name"),
    ],
)
def test_what_cannot_be_asked_is_told_before_anything_is_asked(
    registry: Registry, capsys: Output, arguments: list[str], said: str
) -> None:
    assert run(["fetch", *arguments]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "fault of trialkg" not in told
    assert registry.asked == []


def test_what_is_fetched_can_be_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    examples = [json.loads(path.read_bytes()) for path in sorted(examples_folder().glob("*.json"))]
    with serving(Registry(examples)) as registry:
        fetched, store = str(tmp_path / "x.ndjson"), str(tmp_path / "store")
        assert run(["fetch", "--condition", "breast", "-o", fetched, "--api", registry.address, *FAST]) == 0
    assert len(lines(Path(fetched))) > 5
    assert run(["build", fetched, "--store", store, "--no-validate"]) == 0


class Killer:
    """Kills a program that fetches, at the moment of its run that chance names."""

    def __init__(self, registry: Registry, chance: random.Random) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self._registry = registry
        self._chance = chance
        registry.before_answer = lambda _: self._pass("before")
        registry.in_answer = lambda _: self._pass("in")

    def aim(self) -> None:
        self._left = self._chance.randint(1, 6)
        self._phase = self._chance.choice(["before", "in", "after"])
        self._delay = self._chance.random() * 0.05

    def _pass(self, phase: str) -> None:
        if self.process is None or phase != ("before" if self._phase == "after" else self._phase):
            return
        self._left -= 1
        if self._left:
            return
        if self._phase == "after":
            # The answer will have come then, and be being written.
            Timer(self._delay, self.process.kill).start()
        else:
            self.process.kill()


def killed_again_and_again(registry: Registry, path: Path, seed: int, *arguments: str) -> int:
    """Fetch by a program that is killed at random moments until it comes through; how often it was killed."""
    killer = Killer(registry, random.Random(seed))
    command = [sys.executable, "-m", "trialkg", "fetch", *arguments, "-o", str(path), *FAST, "--no-cache"]
    for killed in range(40):
        killer.aim()
        process = subprocess.Popen(command, env={**os.environ}, stderr=subprocess.DEVNULL)
        killer.process = process if killed < 3 else None
        if process.wait(timeout=120) == 0:
            return killed
        assert process.returncode == -9
    raise AssertionError("the fetch never came to its end")


@pytest.mark.parametrize(("name", "seed"), [("x.ndjson", 1), ("x.ndjson.gz", 2)])
def test_killed_at_random_moments_it_ends_with_the_records_of_one_go(
    registry: Registry, tmp_path: Path, name: str, seed: int
) -> None:
    registry.records = [made_record(number, title="long " * 2000) for number in range(1, 400)]
    arguments = ("--all", "--page-size", "30")
    assert run(["fetch", *arguments, "-o", str(tmp_path / f"whole-{name}"), *FAST]) == 0
    assert killed_again_and_again(registry, tmp_path / name, seed, *arguments) >= 2
    assert lines(tmp_path / name) == registry.records
    assert (tmp_path / name).read_bytes() == (tmp_path / f"whole-{name}").read_bytes()


def test_a_killed_fetch_of_real_records_ends_with_those_of_one_go(registry: Registry, tmp_path: Path) -> None:
    folder = shared_data("ctgov_v2", "records")
    registry.records = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))[:240]]
    path = tmp_path / "real.ndjson"
    assert killed_again_and_again(registry, path, 3, "--all", "--page-size", "30") >= 2
    assert lines(path) == registry.records


def test_stopped_by_a_person_it_says_how_to_go_on(registry: Registry, tmp_path: Path) -> None:
    path = tmp_path / "out.ndjson"
    command = [sys.executable, "-m", "trialkg", "fetch", "--all", "--page-size", "10", "-o", str(path), *FAST]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    registry.in_answer = lambda asked: process.send_signal(signal.SIGINT) if asked == 3 else None
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert f"10 of 25 records are in {path}.part; the same command goes on".encode() in said
    assert b"Traceback" not in said
