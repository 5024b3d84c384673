"""Working a stream of items on all cores, in order, with a bounded number of them under way."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Final, TypeVar

from trialkg.errors import TrialkgError

CORES: Final = os.cpu_count() or 1
"""How many processes or threads can work at once."""

Item = TypeVar("Item")
Result = TypeVar("Result")

_ALONE: Final = 4
"""So many batches are worked in this process: starting others would take longer than the work."""

_AHEAD: Final = 4
"""So many batches a process are under way at most, so that memory does not grow with the stream."""


def work_in_order(
    work: Callable[[list[Item]], Result], items: Iterable[Item], *, jobs: int, batch: int
) -> Iterator[Result]:
    """The result of ``work`` for each batch of the items, in their order.

    ``work``, the items and the results are sent between processes. Raises TrialkgError if a process dies.
    """
    batches = _batches(items, batch)
    head = list(islice(batches, _ALONE + 1))
    if jobs <= 1 or len(head) <= _ALONE:
        return map(work, chain(head, batches))
    return _in_processes(work, chain(head, batches), jobs)


def _in_processes(
    work: Callable[[list[Item]], Result], batches: Iterable[list[Item]], jobs: int
) -> Iterator[Result]:
    # Not forked from here: the caller may hold a store open, whose threads a fork would cut off.
    context = get_context("forkserver")
    context.set_forkserver_preload([type(work).__module__])
    under_way: deque[Future[Result]] = deque()
    try:
        with ProcessPoolExecutor(jobs, context, _end_with_parent) as pool:
            for batch in batches:
                under_way.append(pool.submit(work, batch))
                if len(under_way) >= _AHEAD * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise TrialkgError(
            "a worker process ended before its work", remedy="Try again with --jobs 1."
        ) from error


def _end_with_parent() -> None:
    """Watch the process that hands out work: one that is killed would leave its workers waiting for ever."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch
