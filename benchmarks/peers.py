"""Other engines, asked the same questions over the same export."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
import rdflib
from tests.servers import virtuoso_server

from trialkg.errors import EndpointError
from trialkg.store import RemoteStore

_DEADLINE = 20.0
_LINES = 40_000
"""In a file for Virtuoso, which reads each into one string."""


@dataclass(frozen=True)
class Found:
    """What a peer answered: rows, and the median seconds."""

    rows: int
    seconds: float


@dataclass(frozen=True)
class Peer:
    """An engine by name; it answers None where it refuses the question or takes too long."""

    name: str
    ask: Callable[[str], Found | None]


def _timed(ask: Callable[[], int]) -> Found:
    times: list[float] = []
    while len(times) < 2 or (len(times) < 4 and sum(times) < 2):
        start = time.perf_counter()
        rows = ask()
        times.append(time.perf_counter() - start)
    return Found(rows, statistics.median(times[1:]))


def _answer_with_rdflib(export: str, questions: Connection) -> None:
    graph = rdflib.Graph()
    graph.parse(export, format="nt")
    questions.send(len(graph))
    while True:
        questions.send(_timed(partial(_rows, graph, questions.recv())))


def _rows(graph: rdflib.Graph, text: str) -> int:
    return sum(1 for _ in graph.query(text))


@contextmanager
def rdflib_peer(export: Path) -> Iterator[Peer]:
    """rdflib's memory graph, in a process that is ended, and loaded anew, when a question takes too long."""
    running = _Rdflib(export)
    try:
        yield Peer("rdflib", running.ask)
    finally:
        running.end()


class _Rdflib:
    def __init__(self, export: Path) -> None:
        self._export = export
        self._start()

    def _start(self) -> None:
        self._questions, theirs = get_context("spawn").Pipe()
        self._process = get_context("spawn").Process(
            target=_answer_with_rdflib, args=(str(self._export), theirs), daemon=True
        )
        self._process.start()
        self._questions.recv()

    def ask(self, text: str) -> Found | None:
        self._questions.send(text)
        if self._questions.poll(_DEADLINE):
            found: Found = self._questions.recv()
            return found
        self.end()
        self._start()
        return None

    def end(self) -> None:
        self._process.kill()
        self._process.join()


@contextmanager
def virtuoso_peer(export: Path) -> Iterator[Peer | None]:
    """A Virtuoso on loopback with the export loaded; None where it is not installed."""
    if shutil.which("virtuoso-t") is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as place:
        parts = list(_parts(export, Path(place) / "parts"))
        folder = Path(place) / "server"
        folder.mkdir()
        with virtuoso_server(folder, parts) as address:
            store = RemoteStore(address, _DEADLINE)
            yield Peer("Virtuoso", lambda text: _remote(store, text))


def _parts(export: Path, folder: Path) -> Iterator[Path]:
    """The lines of an export in files that Virtuoso can take."""
    folder.mkdir()
    with export.open("rb") as file:
        number = 0
        while lines := [line for _, line in zip(range(_LINES), file, strict=False)]:
            path = folder / f"{number:05d}.nt"
            path.write_bytes(b"".join(lines))
            yield path
            number += 1


def _remote(store: RemoteStore, text: str) -> Found | None:
    def ask() -> int:
        answer = store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        return sum(1 for _ in answer)

    try:
        return _timed(ask)
    except EndpointError:
        return None
