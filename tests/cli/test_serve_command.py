"""``trialkg serve``: what it says when it cannot, and that it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from trialkg.cli import run
from trialkg.resources import examples_folder

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?e), STR(?i)) = 'x') }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "store"
    source = str(examples_folder() / "NCT04125277.txt")
    assert run(["--quiet", "build", source, "--store", str(folder), "--no-validate"]) == 0
    return folder


def test_a_store_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--store", str(tmp_path)]) == 2
    assert "there is no trialkg store here" in capsys.readouterr().err


def test_a_public_address_has_to_be_one(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--store", str(store), "--public-url", "trials.example"]) == 2
    assert "https://trials.example" in capsys.readouterr().err


def test_a_timeout_beyond_a_minute_is_refused(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--store", str(store), "--timeout", "61"]) == 2
    assert "--timeout" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--store", str(store), "--port", port]) == 2
    assert "Choose another --host or --port" in capsys.readouterr().err


def test_a_check_sees_that_a_port_is_taken(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--store", str(store), "--port", port, "--check"]) == 2
    assert f"127.0.0.1:{port}: cannot listen" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("trialkg.endpoint")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("trialkg.endpoint", raising=False)
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    assert run(["serve", "--store", str(store), "--check"]) == 2
    assert "pip install 'trialkg[serve]'" in capsys.readouterr().err


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_server_that_ends(store: Path, how: signal.Signals) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("needs /proc to see processes")
    command = [
        sys.executable,
        "-m",
        "trialkg",
        "serve",
        "--store",
        str(store),
        "--port",
        "0",
        "--timeout",
        "2",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = server.stderr.readline().split()[6]
        with pytest.raises(httpx.TimeoutException):
            httpx.post(address, data={"query": ENDLESS}, timeout=0.3)
        with socket.create_connection(httpx.URL(address).netloc.decode().split(":")) as raw:  # type: ignore  # two parts, as a list
            raw.sendall(b"GET /sparql?query=ASK HTTP/1.1\r\n")
            below = descendants(server.pid)
            assert len(below) > 2
            server.send_signal(how)
            server.wait(timeout=20)
    last = time.monotonic() + 8
    while (left := [pid for pid in below if Path(f"/proc/{pid}/exe").exists()]) and time.monotonic() < last:
        time.sleep(0.05)
    assert left == []


def descendants(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    found = [child for child, parent in parents.items() if parent == pid]
    return [each for child in found for each in (child, *descendants(child))]


def test_ctrl_c_ends_it_quietly(store: Path) -> None:
    command = [sys.executable, "-m", "trialkg", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as server:
        assert server.stderr is not None
        server.stderr.readline()
        os.killpg(server.pid, signal.SIGINT)
        said = server.stderr.read()
        assert server.wait(timeout=20) in (0, 130)
    assert "Traceback" not in said
