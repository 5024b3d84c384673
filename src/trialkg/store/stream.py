"""A stream of bytes made of chunks as they come, for readers that ask for so many bytes at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = 1 << 20


class ChunkStream(io.RawIOBase):
    """Reads an iterable of chunks as one binary file to its end, never holding more than one chunk.

    Where the chunks fail, so does reading, and ``failure`` keeps why: the reader may lose that.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self.failure: BaseException | None = None

    def readable(self) -> bool:
        """Always true: it is for nothing else."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the chunks; 0 at the end."""
        while not self._rest:
            chunk = self._next()
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        target = memoryview(buffer).cast("B")
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _next(self) -> bytes | None:
        try:
            return next(self._chunks, None)
        except BaseException as failure:
            self.failure = failure
            raise

    def buffered(self) -> BinaryIO:
        """The same, in larger steps."""
        return io.BufferedReader(self, _BLOCK)
