"""Byte streams that can be looked into and read again from their start."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 20
_IN_MEMORY = 16 << 20


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        if self._head:
            data, self._head = self._head[: len(view)], self._head[len(view) :]
        else:
            data = self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def rejoined(head: bytes, rest: IO[bytes]) -> io.BufferedReader:
    """A stream of the bytes that were read already and of those still to come."""
    return io.BufferedReader(_Rejoined(head, rest), _BLOCK)


def read_fully(stream: IO[bytes], size: int) -> bytes:
    """Up to so many bytes; fewer only at the end, which a single read of a pipe does not promise."""
    parts, missing = [], size
    while missing and (part := stream.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


@contextmanager
def seekable(head: bytes, rest: IO[bytes]) -> Iterator[IO[bytes]]:
    """The whole stream, to be read in any order; a pipe is kept in a temporary file for that."""
    if rest.seekable():
        rest.seek(0)
        yield rest
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        spool.write(head)
        while part := rest.read(_BLOCK):
            spool.write(part)
        spool.seek(0)
        yield spool
