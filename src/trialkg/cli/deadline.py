"""Ending work that cannot be stopped from within: Oxigraph has no way to cancel a query."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from trialkg.cli.console import streams


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End the process with exit code 2 if the block takes longer, and at once on Ctrl-C.

    A query lets other threads run, but the signal only reaches Python when it is done: the system acts on it
    instead. Nothing may be written within the block but to temporary files.
    """
    timer = threading.Timer(seconds, _give_up, (seconds,))
    timer.daemon = True
    timer.start()
    try:
        with _interruptible():
            yield
    finally:
        timer.cancel()


@contextmanager
def _interruptible() -> Iterator[None]:
    ours = threading.current_thread() is threading.main_thread()
    if not ours or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _give_up(seconds: float) -> None:
    streams.warn(f"trialkg: the query took longer than {seconds:g} s. Raise --timeout, or ask for less.")
    os._exit(2)
