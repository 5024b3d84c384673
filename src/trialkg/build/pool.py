"""Working a stream of items on all cores, in order, with a bounded number of them under way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH = 32
_ALONE = 4 * BATCH
_AHEAD = 4


def work_in_order(
    work: Callable[[list[Item]], list[Result]], items: Iterable[Item], jobs: int
) -> Iterator[Result]:
    """The results of ``work`` over batches of the items, in the order of the items.

    A short stream is worked in this process: starting others would take longer than the work. Otherwise at
    most a few batches a process are under way, so memory does not grow with the stream.
    """
    stream = iter(items)
    first = list(islice(stream, _ALONE))
    rest = list(islice(stream, 1))
    if jobs <= 1 or not rest:
        for batch in _batches(chain(first, rest, stream)):
            yield from work(batch)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("forkserver")) as pool:
        under_way: deque[Future[list[Result]]] = deque()
        for batch in _batches(chain(first, rest, stream)):
            under_way.append(pool.submit(work, batch))
            if len(under_way) >= _AHEAD * jobs:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    stream = iter(items)
    while batch := list(islice(stream, BATCH)):
        yield batch
