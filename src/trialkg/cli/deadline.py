"""A deadline for work that cannot be stopped from within: Oxigraph has no way to cancel a query."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from trialkg.cli.console import streams


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End the process with exit code 2 if the block takes longer; a query lets other threads run."""
    timer = threading.Timer(seconds, _give_up, (seconds,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _give_up(seconds: float) -> None:
    streams.warn(f"trialkg: the query took longer than {seconds:g} s. Raise --timeout, or ask for less.")
    os._exit(2)
