"""Kills builds at random moments and looks at what is left: ``python -m benchmarks.kills [--times 100]``.

Each round begins a build from nothing, an update, or an update that keeps former versions, kills it with all
its workers at a random moment, may take it up with ``--resume`` and kill that too, and in the end lets it
finish. After every kill the store must be the one from before or the one from after, whole, and readable;
in the end it must be the one that a build which nobody killed has made. Exits with 1 where it is not.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from benchmarks.corpus import write_corpus
from trialkg.store import EmbeddedStore, read_manifest

_DEFAULT = ox.DefaultGraph()
_KINDS = ("build", "update", "history")
_NOTHING = "nothing"
_IN_SMALL_SLICES = """
from trialkg.store import update
update._SLICE = 8 << 20
from trialkg.__main__ import main
main()
"""
"""The command line, loading a hundred studies at once, so that a kill finds some loaded and some not."""


@dataclass
class Rounds:
    """What is needed for a round: the sources, and the state of the store that each leads to."""

    folder: Path
    old: Path
    new: Path
    states: dict[Path, str] = field(default_factory=dict)
    seconds: float = 0.0
    """How long the longest build takes that nobody kills."""
    outcomes: Counter[str] = field(default_factory=Counter)
    """How often a kill left the store from before, and how often the one from after."""


def main() -> int:
    """Run the rounds and say what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="builds to kill")
    parser.add_argument("--size", type=int, default=600, help="records in the corpus")
    parser.add_argument("--jobs", type=int, default=2, help="processes of a build")
    parser.add_argument("--seed", type=int, default=0, help="what the moments are drawn from")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = rounds(Path(folder), options.times, options.size, options.jobs, options.seed, print)
    return 1 if found else 0


def rounds(
    folder: Path, times: int, size: int, jobs: int, seed: int, say: Callable[[str], object] = lambda _: None
) -> list[str]:
    """Kill so many builds; what was wrong after them, in words."""
    draw = random.Random(seed)
    prepared = _prepared(folder, size, jobs)
    say(f"{size:,} records, {prepared.seconds:.1f} s for a whole build; killing {times} builds.")
    wrong: list[str] = []
    for number in range(times):
        kind = _KINDS[number % len(_KINDS)]
        found = _round(prepared, kind, jobs, draw)
        wrong += [f"round {number + 1} ({kind}): {each}" for each in found]
        say(f"{number + 1}/{times} {kind}: {'; '.join(found) or 'whole'}")
    left = ", ".join(f"{count} x {state}" for state, count in sorted(prepared.outcomes.items()))
    say(f"After the kills stood: {left}. {len(wrong)} of {times} rounds went wrong.")
    return wrong


def _prepared(folder: Path, size: int, jobs: int) -> Rounds:
    found = Rounds(folder, folder / "old.ndjson", folder / "new.ndjson")
    write_corpus(found.new, size)
    _write_older(found.new, found.old)
    for source in (found.old, found.new):
        store = folder / f"whole-{source.stem}"
        start = time.monotonic()
        subprocess.run(_command(source, store, jobs), check=True, capture_output=True)
        found.seconds = max(found.seconds, time.monotonic() - start)
        found.states[source] = state_of(store)
    return found


def _write_older(new: Path, old: Path) -> None:
    """The corpus as it was: a tenth not there yet, a tenth with other titles."""
    with new.open("rb") as lines, old.open("wb") as file:
        for number, line in enumerate(lines):
            if number % 10 != 1:
                renamed = line.replace(b'"briefTitle":', b'"acronym": "OLDER", "briefTitle":', 1)
                file.write(renamed if number % 10 == 2 else line)


def _command(source: Path, store: Path, jobs: int, *more: str) -> list[str]:
    build = ["build", str(source), "--store", str(store), "--jobs", str(jobs), "--no-validate", "--quiet"]
    return [sys.executable, "-c", _IN_SMALL_SLICES, *build, *more]


def state_of(store: Path) -> str:
    """A digest of all triples of the graph that stands, by each of its indexes; of no store, a word."""
    manifest = read_manifest(store)
    if manifest is None:
        return _NOTHING
    opened = EmbeddedStore.open(store)
    lines = sorted(str(quad.triple) for quad in opened.graph.quads_for_pattern(None, None, None, _DEFAULT))
    if len(lines) != manifest.triples or len(opened.studies()) != manifest.studies:
        raise AssertionError(f"the manifest counts {manifest.triples} triples, there are {len(lines)}")
    _require_indexes(opened.graph)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _require_indexes(graph: ox.Store) -> None:
    """Each triple must be found by its property and by its object, as by its subject."""
    quads = list(graph.quads_for_pattern(None, None, None, _DEFAULT))
    for place, count in (("predicate", 20), ("object", 200)):
        terms = Counter(getattr(quad, place) for quad in quads)
        for term, expected in terms.most_common(count):
            predicate, object_ = (term, None) if place == "predicate" else (None, term)
            found = len(list(graph.quads_for_pattern(None, predicate, object_, _DEFAULT)))
            if found != expected:
                raise AssertionError(f"{found} of {expected} triples are found by the {place} {term}")


def _round(prepared: Rounds, kind: str, jobs: int, draw: random.Random) -> list[str]:
    store = prepared.folder / "store"
    shutil.rmtree(store, ignore_errors=True)
    if kind != "build":
        shutil.copytree(prepared.folder / "whole-old", store)
    before, after = state_of(store), prepared.states[prepared.new]
    more = ("--sync", *(("--history",) if kind == "history" else ()))
    wrong = []
    for resume in ([], *([["--resume"]] * draw.randint(0, 2))):
        _killed(_command(prepared.new, store, jobs, *more, *resume), draw.uniform(0, prepared.seconds))
        wrong += _left(prepared, store, before, after)
    last = _command(prepared.new, store, jobs, *more, *draw.choice((["--resume"], [])))
    done = subprocess.run(last, capture_output=True, text=True, check=False)
    if done.returncode:
        wrong.append(f"the build after the kill ended with {done.returncode}: {done.stderr}")
    elif state_of(store) != after:
        wrong.append("the build after the kill has made another graph")
    generations = [path.name for path in store.glob("graph-*")]
    if len(generations) != 1:
        wrong.append(f"what killed builds have left was not removed: {generations}")
    return wrong


def _killed(command: Sequence[str], seconds: float) -> None:
    """Run a command for so long, and then kill it with all its children."""
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _left(prepared: Rounds, store: Path, before: str, after: str) -> list[str]:
    try:
        state = state_of(store)
    except Exception as error:
        return [f"the store cannot be read: {error}"]
    if state not in (before, after):
        return ["the store is neither the one from before nor the one from after"]
    prepared.outcomes["the one from after" if state == after else "the one from before"] += 1
    return []


if __name__ == "__main__":
    sys.exit(main())
