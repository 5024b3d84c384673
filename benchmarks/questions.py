"""Every stored query over a store of any size, beside rdflib and Virtuoso in the same run.

``python -m benchmarks.questions --store DIR [--peers DIR] [--write]``. Each question is asked in a process of
its own, several times; the first is left out, unless it took long; the median of the others counts, by the
clock. The time of the processor stands beside it, which other programs of the machine disturb less. Peers
answer over an export of the store of ``--peers``, which trialkg's own store is asked of too: the three stand
side by side.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from benchmarks.page import PAGE, write_section
from benchmarks.peers import Peer, rdflib_peer, virtuoso_peer
from trialkg.formats import ResultFormat
from trialkg.queries import bind, stored_queries, stored_query, write_listing, write_results
from trialkg.store import EmbeddedStore

_ROWS_A_SECOND = 25_000
_POINT = 0.05
_GIVEN = 3.0
_AGGREGATE = 1.0
_AGGREGATES = frozenset(("studies-by-concept-and-phase", "arms-by-concept-pair", "sponsors"))
_POINTS = frozenset(("study", "concept", "mesh", "exposure"))
"""Parameters that name one thing; alone they make a point question."""
_DEADLINE = 600.0
_ENOUGH = 4.0
"""Seconds: a question is asked again until so many have passed, or five times."""


@dataclass(frozen=True)
class Question:
    """A stored query with values for its parameters."""

    name: str
    values: dict[str, str]

    @property
    def least(self) -> float:
        """The seconds it may take beside its rows."""
        if self.name in _AGGREGATES:
            return _AGGREGATE
        if not self.values:
            return 0.0
        return _POINT if self.values.keys() <= _POINTS else _GIVEN

    def limit(self, rows: int) -> float:
        """The seconds it may take: more for an answer of more rows than fit into the time."""
        if self.values and self.least == _GIVEN:
            return _GIVEN
        return max(self.least, rows / _ROWS_A_SECOND, _POINT)


@dataclass(frozen=True)
class Asked:
    """What came of asking one engine: rows, median seconds and the least time of the processor."""

    rows: int
    seconds: float
    processor: float


def questions(studies: list[str]) -> Iterator[Question]:
    """Each query with the examples of its parameters, and whole where they can be left out."""
    study = studies[len(studies) // 3].rsplit("/", 1)[1]
    for query in stored_queries():
        given = {each.name: study if each.name == "study" else each.example for each in query.parameters}
        needed = {each.name: given[each.name] for each in query.parameters if each.required}
        yield Question(query.name, given)
        if needed != given:
            yield Question(query.name, needed)


def measured(ask: Callable[[], int]) -> Asked:
    """Ask until it is enough; the first time only warms up, but where it took long."""
    wall: list[float] = []
    processor: list[float] = []
    while len(wall) < 2 or (len(wall) < 6 and sum(wall) < _ENOUGH):
        start, own = time.perf_counter(), time.process_time()
        rows = ask()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - own)
        if wall[0] > _ENOUGH:
            return Asked(rows, wall[0], processor[0])
    return Asked(rows, statistics.median(wall[1:]), min(processor[1:]))


def ask_store(folder: Path, question: Question) -> Asked:
    """The question put to a store in this process, as `query run` puts it; the rows written are counted."""
    store = EmbeddedStore.open(folder)
    query = stored_query(question.name)

    def ask() -> int:
        with BytesIO() as out:
            if query.by and not question.values:
                write_listing(store, query, out, ResultFormat.TSV)
            else:
                write_results(store.query(bind(query, question.values)), out, ResultFormat.TSV)
            return out.getvalue().count(b"\n") - 1

    return measured(ask)


def _in_a_process(folder: Path, question: Question) -> Asked | None:
    """The same in a process of its own; None where it takes too long, as a query cannot be stopped."""
    command = [sys.executable, "-m", "benchmarks.questions", "--store", str(folder)]
    command += ["--ask", json.dumps(asdict(question))]
    try:
        done = subprocess.run(command, capture_output=True, check=True, timeout=_DEADLINE)
    except subprocess.TimeoutExpired:
        return None
    return Asked(**json.loads(done.stdout))


def _row(question: Question, asked: Asked | None) -> str:
    values = " ".join(f"{name}={value}" for name, value in question.values.items())
    if asked is None:
        return f"| {question.name} | {values} | | over {_DEADLINE:,.0f} s | | | | |"
    limit = question.limit(asked.rows)
    rate = f"{asked.rows / asked.seconds:,.0f}" if not question.values else ""
    within = f"{limit * 1000:,.0f} ms: {asked.seconds / limit:.2f} of it"
    cells = (f"{asked.rows:,}", _ms(asked.seconds), _ms(asked.processor), rate, within)
    return f"| {question.name} | {values} | {' | '.join(cells)} |"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.1f}"


def _own(folder: Path) -> Iterator[str]:
    store = EmbeddedStore.open(folder)
    about = f"{store.manifest.studies:,} studies, {store.manifest.triples:,} triples"
    yield (
        f"{about}; {os.cpu_count()} cores, Python {platform.python_version()}."
        " Rows/s and the share of the limit are by the clock; listings by study use all cores."
    )
    yield ""
    yield "| question | parameters | rows | median ms | processor ms | rows/s | limit |"
    yield "|---|---|---:|---:|---:|---:|---|"
    for each in sorted(questions(store.studies()), key=lambda question: not question.values):
        yield _row(each, _in_a_process(folder, each))


def _beside(folder: Path) -> Iterator[str]:
    """All engines over the same smaller store, median ms."""
    store = EmbeddedStore.open(folder)
    with ExitStack() as stack, tempfile.TemporaryDirectory() as place:
        export = Path(place) / "graph.nt"
        with export.open("wb") as file:
            store.graph.dump(file, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        peers: list[Peer] = [stack.enter_context(rdflib_peer(export))]
        virtuoso = stack.enter_context(virtuoso_peer(export))
        if virtuoso is not None:
            peers.append(virtuoso)
        yield ""
        yield (
            f"Beside other engines, over {store.manifest.studies:,} studies"
            f" ({store.manifest.triples:,} triples), median ms:"
        )
        yield ""
        yield f"| question | parameters | rows | trialkg | {' | '.join(peer.name for peer in peers)} |"
        yield f"|---|---|---:|---:|{'---:|' * len(peers)}"
        for each in questions(store.studies()):
            yield _compared(folder, each, peers)


def _compared(folder: Path, question: Question, peers: list[Peer]) -> str:
    text = bind(stored_query(question.name), question.values)
    own = _in_a_process(folder, question)
    rows = own.rows if own else -1
    cells = [_ms(own.seconds) if own else "too long"]
    for peer in peers:
        found = peer.ask(text)
        differs = f" ({found.rows:,} rows)" if found and found.rows != rows else ""
        cells.append(f"{_ms(found.seconds)}{differs}" if found else "none")
    values = " ".join(f"{name}={value}" for name, value in question.values.items())
    return f"| {question.name} | {values} | {rows:,} | {' | '.join(cells)} |"


def main() -> None:
    """Measure, print, and with ``--write`` put the tables into the documentation."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions", description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="the store to ask")
    parser.add_argument("--peers", type=Path, help="a smaller store, which other engines are asked of too")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} too")
    parser.add_argument("--ask", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.ask:
        print(json.dumps(asdict(ask_store(options.store, Question(**json.loads(options.ask))))))
        return
    lines: list[str] = []
    for line in chain(_own(options.store), _beside(options.peers) if options.peers else ()):
        print(line, flush=True)
        lines.append(line)
    if options.write:
        command = "Measured by `python -m benchmarks.questions --write`: stored queries, warm, as TSV."
        write_section("Questions", "\n".join((command, "", *lines)))


if __name__ == "__main__":
    main()
