"""A stream of lines taken in slices, for a loader that holds all it was given until it has read the end."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 20


class _Slice(io.RawIOBase):
    """Some bytes of a stream, and then what is missing of the last line."""

    def __init__(self, first: bytes, rest: BinaryIO, size: int) -> None:
        super().__init__()
        self._ready = memoryview(first)
        self._rest = rest
        self._missing = size
        self._ended = False

    def readable(self) -> bool:
        """Always: this is what the slice is for."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer; 0 at the end of the slice."""
        view = memoryview(buffer).cast("B")
        if not self._ready:
            self._ready = memoryview(self._next(len(view)))
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _next(self, most: int) -> bytes:
        if self._missing > 0:
            data = self._rest.read(min(most, self._missing))
            self._missing -= len(data)
            return data
        if self._ended:
            return b""
        self._ended = True
        return self._rest.readline()


def sliced_lines(stream: BinaryIO, size: int) -> Iterator[BinaryIO]:
    """The stream in slices of about this many bytes, each ending with a line.

    A slice is read to its end before the next is asked for.
    """
    while first := stream.readline():
        yield io.BufferedReader(_Slice(first, stream, size), _BLOCK)
