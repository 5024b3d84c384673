"""Pairs of an id and a value by the million, in a tenth of the memory of a dictionary."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from zlib import crc32

_MARK = b"\n"
"""Stands between id and value; an id cannot hold it."""

_BITS = 32
_LOW = (1 << _BITS) - 1


class Pairs:
    """Pairs in the order they came. Add them all, then ``seal``, then look them up."""

    def __init__(self) -> None:
        self._text = bytearray()
        self._ends = array("Q", [0])
        self._keys = array("Q")

    def add(self, id: bytes, value: bytes) -> None:
        """Add a pair; an id may have several values."""
        self._keys.append(crc32(id) << _BITS | len(self._keys))
        self._text += id + _MARK + value
        self._ends.append(len(self._text))

    def seal(self) -> None:
        """Make what was added ready to be looked up."""
        self._keys = array("Q", sorted(self._keys))

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        for number in range(len(self._keys)):
            id_, _, value = self._written(number).partition(_MARK)
            yield id_, value

    def values(self, id: bytes) -> Iterator[bytes]:
        """The values of an id, in their order."""
        start, hashed = id + _MARK, crc32(id)
        place = bisect_left(self._keys, hashed << _BITS)
        while place < len(self._keys) and self._keys[place] >> _BITS == hashed:
            written = self._written(self._keys[place] & _LOW)
            if written.startswith(start):
                yield written[len(start) :]
            place += 1

    def _written(self, number: int) -> bytes:
        return bytes(self._text[self._ends[number] : self._ends[number + 1]])
