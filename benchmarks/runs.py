"""Stages run in processes of their own, watched from outside for the memory that they and theirs take."""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.work import Done

_EVERY = 0.05
_PEAK = re.compile(rb"VmHWM:\s+(\d+) kB")
_NOW = re.compile(rb"VmRSS:\s+(\d+) kB")


@dataclass(frozen=True)
class Measured:
    """The runs of one stage over the same corpus."""

    name: str
    runs: tuple[Done, ...]

    @property
    def middle(self) -> Done:
        """The run of the median time, with the largest memory of all."""
        slow = sorted(self.runs, key=lambda done: done.seconds)
        process, tree = (max(getattr(run, name) for run in self.runs) for name in ("process", "tree"))
        return replace(slow[(len(slow) - 1) // 2], process=process, tree=tree)

    @property
    def spread(self) -> float:
        """How far the slowest run is from the fastest, as a share of the median."""
        seconds = [run.seconds for run in self.runs]
        return (max(seconds) - min(seconds)) / statistics.median(seconds)


def run_all(names: list[str], corpus: Path, runs: int) -> dict[str, Measured]:
    """Each stage so many times, in turns: what disturbs the machine for a while disturbs all alike."""
    done: dict[str, list[Done]] = {name: [] for name in names}
    for _ in range(runs):
        for name, before in done.items():
            if not (before and before[0].skipped):
                before.append(run(name, corpus))
    return {name: Measured(name, tuple(each)) for name, each in done.items()}


def run(name: str, corpus: Path) -> Done:
    """One stage once; raises CalledProcessError, what it said of its fault on stderr."""
    # Not by -m: its worker processes would import all that the main module does, and their memory show it.
    program = "import sys; from benchmarks.stages.__main__ import main; main(*sys.argv[1:])"
    command = [sys.executable, "-c", program, name, str(corpus)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process_peak, tree_peak = _watched(process)
        assert process.stdout is not None
        said = process.stdout.read()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    done = Done(**json.loads(said))
    return replace(done, process=done.process or process_peak, tree=tree_peak)


def _watched(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """The peaks, in MB, of the largest process of a tree and of all its processes together, until it ends."""
    largest = together = 0.0
    while process.poll() is None:
        memory = [_memory(each) for each in _tree(process.pid)]
        largest = max([largest, *(peak for peak, _ in memory)])
        together = max(together, sum(now for _, now in memory))
        time.sleep(_EVERY)
    return largest, together


def _tree(root: int) -> list[int]:
    """A process and all that it has started, as far as they still run."""
    found, new = [root], [root]
    while new:
        new = [child for each in new for child in _children(each)]
        found += new
    return found


def _children(process: int) -> list[int]:
    try:
        lists = [path.read_text() for path in Path(f"/proc/{process}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for each in lists for child in each.split()]


def _memory(process: int) -> tuple[float, float]:
    """The peak and the present resident memory of a process in MB; nothing of one that has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_bytes()
    except OSError:
        return 0.0, 0.0
    peak, now = _PEAK.search(status), _NOW.search(status)
    return (int(peak[1]) / 1024 if peak else 0.0), (int(now[1]) / 1024 if now else 0.0)
