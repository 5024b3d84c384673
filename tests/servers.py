"""Real SPARQL servers on loopback, started in a folder of their own and stopped again."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

GRAPH = "https://w3id.org/trialkg/graph"
POLL_SECONDS = 0.01
"""How often a server of the standard library looks whether it is to stop; usual is half a second."""

_START_SECONDS = 60

_VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
ServerThreads = 10
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = ., {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = .
ServerThreads = 5

[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    """A port of the loopback address that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def oxigraph_server(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    """The query address of an Oxigraph server that holds the files."""
    program = _program("oxigraph", "it comes with the PyPI package oxigraph")
    location = ["--location", str(folder / "graph")]
    for file in files:
        subprocess.run([program, "load", *location, "--file", str(file)], check=True, capture_output=True)
    address = f"127.0.0.1:{free_port()}"
    with _running([program, "serve-read-only", *location, "--bind", address], folder) as process:
        _wait(f"http://{address}/query?query=ASK%7B%7D", process)
        yield f"http://{address}/query"


@contextmanager
def writable_oxigraph(folder: Path) -> Iterator[tuple[str, str]]:
    """The graph store address and the query address of an empty Oxigraph server."""
    program = _program("oxigraph", "it comes with the PyPI package oxigraph")
    address = f"127.0.0.1:{free_port()}"
    with _running([program, "serve", "--bind", address], folder) as process:
        _wait(f"http://{address}/query?query=ASK%7B%7D", process)
        yield f"http://{address}/store", f"http://{address}/query"


@contextmanager
def writable_virtuoso(folder: Path) -> Iterator[tuple[str, str]]:
    """The graph store address and the query address of a Virtuoso that its user dba (dba) may write to."""
    with virtuoso_server(folder, []) as sparql:
        yield f"{sparql}-graph-crud-auth", sparql


@contextmanager
def virtuoso_server(folder: Path, files: Sequence[Path]) -> Iterator[str]:
    """The SPARQL address of a Virtuoso that holds the files in one named graph."""
    isql = _program("isql-vt", "it comes with Debian's virtuoso-opensource")
    with empty_virtuoso(folder) as (sparql, sql):
        for file in files:
            shutil.copy(file, folder)
            load = f"DB.DBA.TTLP(file_to_string_output('{file.name}'), '', '{GRAPH}', 0);"
            subprocess.run([isql, sql, "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        yield sparql


@contextmanager
def empty_virtuoso(folder: Path, buffers: int = 10_000) -> Iterator[tuple[str, str]]:
    """The SPARQL address of a Virtuoso that may read files of the folder, and host and port of its SQL.

    A buffer takes 8 KB or so of memory; as many as hold the graph make it fast.
    """
    program = _program("virtuoso-t", "it comes with Debian's virtuoso-opensource")
    sql_port, http_port = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    given = {"sql_port": sql_port, "http_port": http_port, "folder": folder}
    text = _VIRTUOSO_INI.format(**given, buffers=buffers, dirty=buffers * 3 // 4)
    settings.write_text(text, encoding="utf-8")
    with _running([program, "+foreground", "+configfile", str(settings)], folder) as process:
        _wait(f"http://127.0.0.1:{http_port}/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D", process)
        yield f"http://127.0.0.1:{http_port}/sparql", f"127.0.0.1:{sql_port}"


@contextmanager
def trialkg_server(folder: Path, store: Path, *options: str) -> Iterator[str]:
    """The address of a ``trialkg serve`` over a store, without a final slash."""
    port = free_port()
    command = [sys.executable, "-m", "trialkg", "serve", "--store", str(store), "--port", str(port), *options]
    with _running(command, folder) as process:
        _wait(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}"


def _program(name: str, origin: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip(f"needs the program {name}: {origin}")
    return found


@contextmanager
def _running(command: list[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return as soon as the server answers a query."""
    last = time.monotonic() + _START_SECONDS
    while time.monotonic() < last and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"the server did not start: {process.args!r}")
