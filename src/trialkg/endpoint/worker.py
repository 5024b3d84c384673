"""A query process: it opens the store, and answers one query after the other until it is killed.

Whoever sent it a query kills it at the deadline, since nothing else stops Oxigraph. Should that one be gone,
an alarm of the system does: its usual effect ends a process in the midst of anything.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Final, Protocol

import msgspec

from trialkg.endpoint.evaluation import answered
from trialkg.endpoint.jobs import LENGTH, Job, Ready, packed
from trialkg.endpoint.pages.making import StudyPages
from trialkg.endpoint.pages.names import GraphNames
from trialkg.store import EmbeddedStore

_WORN: Final = 256 << 20
"""A process that once took so many bytes more than at the start is replaced: it seldom gives them back."""

_GRACE: Final = 2.0
_KILOBYTES: Final = 1 if sys.platform == "darwin" else 1024
"""What ``ru_maxrss`` counts in."""


class _Stream(Protocol):
    """What is read from and written to."""

    def read(self, size: int, /) -> bytes: ...
    def write(self, data: bytes, /) -> object: ...
    def flush(self) -> object: ...


def answer_queries(connection: socket.socket, store: Path, memory: int) -> None:
    """Answer the queries of a socket until it is closed.

    ``memory`` is how many bytes the process may take beyond what it takes once the store is open.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    standing = EmbeddedStore.open(store)
    _limit(memory)
    at_first = _most_taken()
    pages = StudyPages(standing, GraphNames(standing.graph))
    # What is there now stays: without this, the collector looks through it again and again.
    gc.freeze()
    with connection, connection.makefile("rwb") as stream:
        _send(stream, packed(Ready(standing.manifest.generation)))
        while (job := _received(stream)) is not None:
            signal.setitimer(signal.ITIMER_REAL, job.seconds + _GRACE)
            head, body = answered(standing.graph, job, pages.page)
            signal.setitimer(signal.ITIMER_REAL, 0)
            worn = _most_taken() - at_first > _WORN
            _send(stream, packed(msgspec.structs.replace(head, worn=worn)) + body)


def _received(stream: _Stream) -> Job | None:
    """The next query, None when no more will come."""
    length = stream.read(LENGTH)
    if len(length) < LENGTH:
        return None
    return msgspec.msgpack.decode(stream.read(int.from_bytes(length, "big")), type=Job)


def _send(stream: _Stream, data: bytes) -> None:
    stream.write(data)
    stream.flush()


def _limit(memory: int) -> None:
    """Let the process take no more memory than that, and leave no core file when it is ended for it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    taken = Path("/proc/self/statm")
    if taken.exists():
        pages = int(taken.read_text().split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _most_taken() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KILOBYTES
