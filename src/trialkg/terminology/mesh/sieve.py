"""Which keys a table may have, told from one bit for each: most names that are looked up are in no table.

It is a Bloom filter (https://doi.org/10.1145/362686.362692) of a single hash.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from zlib import crc32

Value = TypeVar("Value")

_BITS_A_KEY = 8
"""At least, so that one key in eight that a table has not passes at most."""

ALL_PASS = b"\xff"
"""The bits of a sieve that keeps nothing back."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Bits, a power of two of them, of which those are set that keys of a table hash to."""

    bits: bytes

    @classmethod
    def of(cls, hashes: array[int]) -> Sieve:
        """The sieve of the keys with these hashes."""
        size = max(1 << (len(hashes) * _BITS_A_KEY - 1).bit_length(), 8)
        bits = bytearray(size // 8)
        for each in hashes:
            place = each & (size - 1)
            bits[place >> 3] |= 1 << (place & 7)
        return cls(bytes(bits))

    def passes(self, key: bytes) -> bool:
        """Whether the table may have a key; where not, it has not."""
        place = crc32(key) & (len(self.bits) * 8 - 1)
        return bool(self.bits[place >> 3] >> (place & 7) & 1)


def hashed(rows: Iterable[tuple[bytes, Value]], into: array[int]) -> Iterator[tuple[bytes, Value]]:
    """The rows of a table as they come, the hashes of their keys kept for its sieve."""
    for key, value in rows:
        into.append(crc32(key))
        yield key, value
