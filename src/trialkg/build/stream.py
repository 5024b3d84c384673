"""A stream of bytes made of chunks as they come, for readers that ask for so many bytes at a time."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class _ChunkStream(io.RawIOBase):
    """Reads an iterable of chunks as one binary file, never holding more than one chunk."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Always true: it is for nothing else."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the chunks; 0 at the end."""
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


def chunk_stream(chunks: Iterable[bytes]) -> BinaryIO:
    """The chunks as a binary file to be read once, from its beginning to its end."""
    return io.BufferedReader(_ChunkStream(chunks), 1 << 20)
