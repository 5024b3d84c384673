"""A stream of bytes made of chunks that are at hand, for readers that ask for so many bytes at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 20


class ChunkStream(io.RawIOBase):
    """Reads chunks as one binary file. ``stop`` ends that for a reader in another thread, with an error."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self._stopped = False

    def readable(self) -> bool:
        """Always true: it is for nothing else."""
        return True

    def stop(self) -> None:
        """Let the next read fail, so that the reader does not take what it was given so far for all."""
        self._stopped = True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the chunks; 0 at the end. Raises InterruptedError where it was stopped."""
        if self._stopped:
            raise InterruptedError("the stream was stopped")
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def buffered(self) -> BinaryIO:
        """The same, in larger steps."""
        return io.BufferedReader(self, _BLOCK)
