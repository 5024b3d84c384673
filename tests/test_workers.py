from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from trialkg.errors import TrialkgError
from trialkg.workers import work_in_order


@dataclass(frozen=True)
class Doubled:
    """Doubles numbers, and says in which process."""

    def __call__(self, numbers: list[int]) -> tuple[list[int], int]:
        return [2 * number for number in numbers], os.getpid()


@dataclass(frozen=True)
class Dying:
    """Ends its process, unless it is the one that started the work."""

    parent: int

    def __call__(self, numbers: list[int]) -> int:
        if os.getpid() != self.parent:
            os._exit(1)
        return sum(numbers)


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    results = list(work_in_order(Doubled(), range(100), jobs=jobs, batch=7))
    assert [number for numbers, _ in results for number in numbers] == list(range(0, 200, 2))


def test_a_short_stream_starts_no_process() -> None:
    results = work_in_order(Doubled(), range(20), jobs=2, batch=10)
    assert {process for _, process in results} == {os.getpid()}


def test_a_long_stream_is_worked_elsewhere() -> None:
    results = work_in_order(Doubled(), range(100), jobs=2, batch=1)
    assert os.getpid() not in {process for _, process in results}


def test_a_stream_is_read_only_a_little_ahead() -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    results = work_in_order(Doubled(), numbers(), jobs=2, batch=1)
    next(iter(results))
    assert len(taken) < 50


def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(TrialkgError, match="--jobs 1"):
        list(work_in_order(Dying(os.getpid()), range(100), jobs=2, batch=1))


def test_workers_end_when_the_process_that_feeds_them_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "feeding.py"
    script.write_text(
        "from tests.test_workers import Doubled\n"
        "from trialkg.workers import work_in_order\n"
        "import itertools\n"
        "if __name__ == '__main__':\n"
        "    for _, process in work_in_order(Doubled(), itertools.count(), jobs=2, batch=1):\n"
        "        print(process, flush=True)\n"
    )
    root = str(Path(__file__).parents[1])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": root}
    ) as feeding:
        assert feeding.stdout is not None
        workers = {int(feeding.stdout.readline()) for _ in range(20)}
        feeding.kill()
    deadline = time.monotonic() + 20
    while any(map(_runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(map(_runs, workers))


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
