"""Many studies at once: checked in batches, on all cores where there is enough to do.

The engine is neither fast nor safe in threads, so the batches go to processes that each load the shapes once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from trialkg.errors import TrialkgError
from trialkg.validation.engine import validate_ntriples
from trialkg.validation.report import Report
from trialkg.validation.shapes import Profile, Shapes, load_shapes

BATCH: Final = 50
"""Studies in a batch: enough that preparing the shapes is a small part, few enough to keep memory flat."""

_WORTH_PROCESSES: Final = 4 * BATCH


@dataclass(frozen=True, slots=True)
class ShapesChoice:
    """Which shapes to check against, as a value that can be sent to another process."""

    profile: str | None = Profile.CORE
    paths: tuple[Path, ...] = ()

    @property
    def studywise(self) -> bool:
        """Whether no shape looks beyond a study's document, as is known of this package's only."""
        return not self.paths

    def load(self) -> Shapes:
        """The shapes, loaded anew."""
        return load_shapes(self.profile, self.paths)


def validate_studies(
    texts: Iterable[bytes],
    choice: ShapesChoice,
    *,
    jobs: int | None = None,
    advance: Callable[[int], object] = lambda _: None,
) -> Report:
    """Check studies given as N-Triples, each by itself; ``advance`` is told of each batch that is done."""
    batches = _batches(texts)
    head = list(islice(batches, _WORTH_PROCESSES // BATCH))
    workers = jobs or os.cpu_count() or 1
    if workers == 1 or len(head) * BATCH < _WORTH_PROCESSES:
        return Report.merged(_serial(_chain(head, batches), choice, advance))
    return Report.merged(_parallel(_chain(head, batches), choice, workers, advance))


def _batches(texts: Iterable[bytes]) -> Iterator[list[bytes]]:
    every = iter(texts)
    while batch := list(islice(every, BATCH)):
        yield batch


def _chain(head: list[list[bytes]], rest: Iterator[list[bytes]]) -> Iterator[list[bytes]]:
    yield from head
    yield from rest


def _serial(
    batches: Iterator[list[bytes]], choice: ShapesChoice, advance: Callable[[int], object]
) -> Iterator[Report]:
    shapes = choice.load()
    for batch in batches:
        yield validate_ntriples(b"".join(batch), shapes)
        advance(len(batch))


def _parallel(
    batches: Iterator[list[bytes]], choice: ShapesChoice, workers: int, advance: Callable[[int], object]
) -> Iterator[Report]:
    # Spawned, not forked: the caller may hold a store open, whose threads a fork would cut off.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        sizes: dict[Future[Report], int] = {}
        for batch in batches:
            sizes[pool.submit(_validate_batch, choice, b"".join(batch))] = len(batch)
            if len(sizes) >= 2 * workers:
                yield from _finished(sizes, advance)
        while sizes:
            yield from _finished(sizes, advance)


def _finished(sizes: dict[Future[Report], int], advance: Callable[[int], object]) -> Iterator[Report]:
    done, _ = wait(sizes, return_when=FIRST_COMPLETED)
    for future in done:
        try:
            yield future.result()
        except BrokenProcessPool as error:
            raise TrialkgError(
                "a worker process ended before its batch was checked", remedy="Try again with --jobs 1."
            ) from error
        advance(sizes.pop(future))


@lru_cache(maxsize=1)
def _process_shapes(choice: ShapesChoice) -> Shapes:
    return choice.load()


def _validate_batch(choice: ShapesChoice, text: bytes) -> Report:
    return validate_ntriples(text, _process_shapes(choice))
