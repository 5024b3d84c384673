"""The two streams of the command line: data to standard output, everything else to standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from trialkg.formats import printable


@dataclass
class Streams:
    """Where a command writes, and whether it may chatter."""

    quiet: bool = False

    @property
    def out(self) -> Console:
        """Standard output, for data."""
        return Console(file=sys.stdout, soft_wrap=True, markup=False, highlight=False, emoji=False)

    @property
    def err(self) -> Console:
        """Standard error, for everything else."""
        return Console(file=sys.stderr, soft_wrap=True, markup=False, highlight=False, emoji=False)

    def say(self, text: str = "") -> None:
        """Tell the person something that is no data; silent when quiet."""
        if not self.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Tell the person something they must not miss, quiet or not."""
        # A reader that has gone must not stop the work it was told of.
        with suppress(OSError):
            print(printable(text), file=sys.stderr)

    @contextmanager
    def progress(self, description: str, total: int | None = None) -> Iterator[Progress]:
        """A progress bar on standard error, shown on a terminal only; its one task has id 0."""
        console = self.err
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=self.quiet or not console.is_terminal,
            transient=True,
        ) as bar:
            bar.add_task(description, total=total)
            yield bar

    @contextmanager
    def reading(self, description: str, total: int | None) -> Iterator[Reading]:
        """The progress of reading so many bytes: records done, their rate, the time left; on a terminal."""
        console = self.err
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[records]:,} records, {task.fields[rate]:,.0f}/s"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            console=console,
            disable=self.quiet or not console.is_terminal,
            transient=True,
        ) as bar:
            yield Reading(bar, bar.add_task(description, total=total, records=0, rate=0.0))


class Reading:
    """A bar over the bytes of sources, with the records that came of them."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self._start = monotonic()
        self._records = 0

    def records(self, done: int) -> None:
        """So many more records are done."""
        self._records += done
        rate = self._records / max(monotonic() - self._start, 1e-3)
        self._bar.update(self._task, records=self._records, rate=rate)

    def bytes(self, read: int) -> None:
        """So many more bytes are read."""
        self._bar.advance(self._task, read)


streams = Streams()
"""The streams of this run; ``--quiet`` is set on it once, by the command line's callback."""
