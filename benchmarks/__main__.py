"""Measures every stage and prints a table: ``python -m benchmarks [--size N] [--write]``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import REAL, REAL_MESH, write_corpus
from benchmarks.page import PAGE, write_section
from benchmarks.stages import STAGES, Done


@dataclass(frozen=True)
class Limit:
    """What a stage has to reach: a rate in its unit, for a stated reason."""

    unit: str
    least: float


_SECTION = "Measured by `python -m benchmarks --write`, every stage in a process of its own."

LIMITS = {
    "map-core": Limit("records", 5000),
    "map-all": Limit("records", 2500),
    # 0.8 ms a record for terms, concepts and roles, 1.2 ms for outcomes, time frames and criteria.
    "link": Limit("records", 500),
    "validate-store": Limit("studies", 1000),
    "mesh-install": Limit("descriptors", 30_764 / 60),
    "mesh-open": Limit("openings", 20),
}


PEERS = {
    "validate-compiled": ("peer-pyshacl", 10),
    "validate-compiled-sparql": ("peer-pyshacl-sparql", 30),
}
"""The stages that are held against a peer, and by how much they have to be faster."""


def main() -> None:
    """Measure, print, and with ``--write`` put the table into the documentation."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", type=int, default=2000, help="records in the corpus")
    parser.add_argument("--runs", type=int, default=3, help="runs of each stage; the median counts")
    parser.add_argument("--only", nargs="*", choices=STAGES, default=_measurable(), help="stages to measure")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name} too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        lines = list(_measured(Path(folder), options.size, options.runs, options.only))
    text = "\n".join(lines)
    print(text)
    if options.write:
        write_section("Stages", f"{_SECTION}\n\n{text}")


def _measurable() -> list[str]:
    """The stages whose data is at hand."""
    return [name for name in STAGES if REAL_MESH.is_file() or not name.startswith("mesh-")]


def _measured(folder: Path, size: int, runs: int, only: list[str]) -> list[str]:
    corpus = folder / "corpus.ndjson"
    large = folder / "large.ndjson"
    total = write_corpus(corpus, size)
    write_corpus(large, size * 4)
    lines = [
        f"{size:,} records of {total / size / 1000:.1f} KB on average"
        f" ({'real records' if REAL.is_dir() else 'the examples'}, multiplied), median of {runs} runs,"
        f" {os.cpu_count()} cores, Python {platform.python_version()}.",
        "",
        "| stage | what it is | records/s | triples/s | triples a record | peak MB | limit |",
        "|---|---|---:|---:|---:|---:|---|",
    ]
    done = {name: [_run(name, corpus) for _ in range(runs)] for name in only}
    lines.extend(_row(name, done[name]) for name in only)
    lines.extend(_times(done))
    if "stream" in only:
        lines += ["", _memory(_run("stream", corpus), _run("stream", large))]
    return lines


def _run(name: str, corpus: Path) -> Done:
    command = [sys.executable, "-m", "benchmarks.stages", name, str(corpus)]
    return Done(**json.loads(subprocess.run(command, capture_output=True, check=True).stdout))


def _row(name: str, runs: list[Done]) -> str:
    done = runs[0]
    seconds = statistics.median(run.seconds for run in runs)
    triples = f"{done.triples / seconds:,.0f} | {done.triples / done.records:,.0f}" if done.triples else " | "
    memory = max(run.memory for run in runs)
    what = (STAGES[name].__doc__ or "").rstrip(".")
    rate = done.records / seconds
    return f"| {name} | {what} | {rate:,.0f} | {triples} | {memory:,.0f} | {_against(name, rate)} |"


def _against(name: str, rate: float) -> str:
    limit = LIMITS.get(name)
    if limit is None:
        return ""
    return f"{limit.least:,.0f} {limit.unit}/s: {rate / limit.least:.2f} of it"


def _times(done: dict[str, list[Done]]) -> Iterator[str]:
    """How many times the rate of its peer a stage has, beside what is asked of it."""
    for name, (peer, least) in PEERS.items():
        if name in done and peer in done:
            yield ""
            yield f"{name}: {_rate(done[name]) / _rate(done[peer]):.0f} times {peer} ({least} are asked for)."


def _rate(runs: list[Done]) -> float:
    return runs[0].records / statistics.median(run.seconds for run in runs)


def _memory(small: Done, large: Done) -> str:
    return (
        f"Memory of the stream: {small.memory:.0f} MB for {small.records:,} records,"
        f" {large.memory:.0f} MB for {large.records:,}."
    )


if __name__ == "__main__":
    main()
