"""Finding words that are spelt almost alike, by the keys that are left when letters are taken out of both.

The method is W. Garbe's symmetric delete (https://github.com/wolfgarbe/SymSpell). A table is two plain
sequences, so that it can lie in a file and be searched where it lies.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from rapidfuzz.distance import OSA

_SHORTEST = 4
"""Words of fewer letters are near too many others to be mended."""

_LONG = 9
"""From so many letters on, two edits are allowed."""

_PREFIX = 8
"""Letters are taken out of the first so many letters only: what follows is compared afterwards."""

_WORD_BITS = 32


@dataclass(frozen=True)
class Spellings:
    """The words by number, and the sorted table of ``key << 32 | number of a word``."""

    words: Sequence[str]
    table: Sequence[int]

    @classmethod
    def of(cls, words: Iterable[str]) -> Spellings:
        """The table of these words; those with digits or under four letters are left out."""
        known = sorted(word for word in set(words) if _is_mendable(word))
        return cls(known, array("Q", sorted(_entries(known))))

    def like(self, word: str) -> tuple[str, ...]:
        """The words one edit away, two where both have nine letters or more; nearest first."""
        if not _is_mendable(word):
            return ()
        found = {}
        for number in self._candidates(word):
            other = self.words[number]
            edits = _edits(min(len(word), len(other)))
            distance = OSA.distance(word, other, score_cutoff=edits)
            if 0 < distance <= edits:
                found[other] = distance
        return tuple(sorted(found, key=lambda other: (found[other], other)))

    def _candidates(self, word: str) -> set[int]:
        numbers = set()
        for key in _keys(word):
            place = bisect_left(self.table, key << _WORD_BITS)
            while place < len(self.table) and self.table[place] >> _WORD_BITS == key:
                numbers.add(self.table[place] & ((1 << _WORD_BITS) - 1))
                place += 1
        return numbers


def _is_mendable(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha()


def _edits(length: int) -> int:
    return 2 if length >= _LONG else 1


def _entries(words: Sequence[str]) -> Iterator[int]:
    for number, word in enumerate(words):
        for key in _keys(word):
            yield key << _WORD_BITS | number


def _keys(word: str) -> set[int]:
    """The hashes of what is left of the word's beginning without none, one or two of its letters."""
    level = {word[:_PREFIX]}
    left = set(level)
    for _ in range(_edits(len(word))):
        level = {part[:place] + part[place + 1 :] for part in level for place in range(len(part))}
        left |= level
    return {crc32(part.encode()) for part in left}
