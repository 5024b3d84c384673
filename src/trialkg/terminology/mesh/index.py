"""A whole year of MeSH on disk, looked up where it lies: nothing is loaded, and processes share its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import TypeVar, overload

import lmdb
import msgspec

from trialkg.terminology.entries import Descriptor, Named
from trialkg.terminology.keys import KEYS_VERSION
from trialkg.terminology.mesh.layout import (
    ABOUT,
    INDEX_FILE,
    LAYOUT,
    SIEVED,
    About,
    Table,
    slot,
    unusable,
)
from trialkg.terminology.mesh.sieve import ALL_PASS, Sieve
from trialkg.terminology.mesh.spelling import Spellings
from trialkg.terminology.tree import reached

Value = TypeVar("Value")

_ABOUT = msgspec.msgpack.Decoder(About).decode
_DESCRIPTOR = msgspec.msgpack.Decoder(Descriptor).decode
_NAMED = msgspec.msgpack.Decoder(tuple[Named, ...]).decode
_IDS = msgspec.msgpack.Decoder(tuple[str, ...]).decode

_OF_ANOTHER_VERSION = "the MeSH index was made by another version of trialkg"

_MOST_LOOKED_UP = 192
"""How often a file is looked at before it is mapped anew: some ten megabytes of it have then been touched."""

_MOST_REMEMBERED = 1024
"""Misspelt words whose like are kept: each kind of term asks for those of a term, one after the other."""


class MeshIndex:
    """The index in a folder, open for reading; ``about`` says what it holds.

    Raises SourceError where there is none, or one that this version of trialkg cannot use. An index that is
    installed anew while this one is open leaves it as it was. Open one in each process.
    """

    complete = True

    def __init__(self, folder: Path) -> None:
        path = folder / INDEX_FILE
        if not path.is_file():
            raise unusable("there is no MeSH index", str(folder))
        self._path = path
        self._file = _identity(path)
        self._reading = RLock()
        self._like: dict[str, tuple[str, ...]] = {}
        try:
            self._open()
        except lmdb.NotFoundError as error:
            raise unusable(_OF_ANOTHER_VERSION, str(folder)) from error
        except lmdb.Error as error:
            raise unusable(f"the MeSH index is damaged ({error})", str(folder)) from error
        self.about = self._read_about(folder)
        self._sieves = self._read_sieves()
        self.year = self.about.year
        self.source = " ".join(f"sha256:{source.sha256}" for source in self.about.sources)
        self.has_supplementary = bool(self.about.supplementary)

    def _open(self) -> None:
        """Map the file; of what is mapped, as much counts as memory of this process as has been looked at."""
        self._environment = lmdb.open(
            str(self._path), subdir=False, readonly=True, lock=False, create=False, max_dbs=len(Table)
        )
        self._tables = {table: self._environment.open_db(table.encode(), create=False) for table in Table}
        self._get = self._environment.begin(buffers=True).get
        self._spellings = self._read_spellings()
        self._looked_up = 0

    def _count(self) -> None:
        """Count a look-up; after so many, map the file anew, unless another has taken its place."""
        self._looked_up += 1
        if self._looked_up > _MOST_LOOKED_UP:
            self._looked_up = 0
            if _identity(self._path) == self._file:
                self.close()
                self._open()

    def descriptor(self, id: str) -> Descriptor | None:
        """The descriptor or supplementary concept of this id."""
        return self._value(Table.ENTRIES, id, _DESCRIPTOR)

    def named(self, key: str) -> tuple[Named, ...]:
        """What has a name of this ``exact_key``; labels first, then by id."""
        return self._value(Table.EXACT, key, _NAMED) or ()

    def alike(self, key: str) -> tuple[Named, ...]:
        """What has a name of this ``words_key``; labels first, then by id."""
        return self._value(Table.ALIKE, key, _NAMED) or ()

    def words_like(self, word: str) -> tuple[str, ...]:
        """Words of the names that differ by one or two edits, nearest first."""
        with self._reading:
            if word not in self._like:
                self._count()
                if len(self._like) >= _MOST_REMEMBERED:
                    self._like.clear()
                self._like[word] = self._spellings.like(word)
            return self._like[word]

    def knows_word(self, word: str) -> bool:
        """Whether this is a word of a name."""
        return self._value(Table.WORDS, word, len) is not None

    def ancestors(self, id: str) -> frozenset[str]:
        """The ids above a descriptor."""
        above = self._value(Table.ABOVE, id, _IDS)
        return frozenset(above or ())

    def narrower(self, id: str) -> frozenset[str]:
        """The ids below a descriptor, at any depth."""
        return reached(id, self._below)

    def close(self) -> None:
        """Let go of the file; nothing can be looked up afterwards."""
        self._spellings = Spellings((), ())
        self._environment.close()

    def _below(self, id: str) -> tuple[str, ...]:
        return self._value(Table.BELOW, id, _IDS) or ()

    def _value(self, table: Table, key: str, decode: Callable[[memoryview], Value]) -> Value | None:
        """What a table has under a key; the file is looked at only where the table's sieve lets that pass."""
        written = slot(key)
        if not written or (table in SIEVED and not self._sieves[table].passes(written)):
            return None
        with self._reading:
            self._count()
            found = self._get(written, db=self._tables[table])
            return None if found is None else decode(found)

    def _read_about(self, folder: Path) -> About:
        try:
            about = self._value(Table.ABOUT, ABOUT.decode(), _ABOUT)
        except msgspec.MsgspecError:
            about = None
        if about is None or (about.layout, about.keys) != (LAYOUT, KEYS_VERSION):
            raise unusable(_OF_ANOTHER_VERSION, str(folder))
        return about

    def _read_sieves(self) -> Mapping[Table, Sieve]:
        """The sieves, copied from the file, which is mapped anew from time to time."""
        table = self._tables[Table.SIEVES]
        return {each: Sieve(bytes(self._get(each.encode(), db=table) or ALL_PASS)) for each in SIEVED}

    def _read_spellings(self) -> Spellings:
        words, offsets, table = (
            memoryview(self._get(part, db=self._tables[Table.SPELLING]) or b"")
            for part in (b"words", b"offsets", b"table")
        )
        return Spellings(_Words(words, offsets.cast("I")), table.cast("Q"))


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another of the same name; None where it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Words(Sequence[str]):
    """Words that lie one after the other; ``offsets`` are where each begins, and the end."""

    def __init__(self, text: memoryview, offsets: memoryview) -> None:
        self._text = text
        self._offsets = offsets

    def __len__(self) -> int:
        return max(len(self._offsets) - 1, 0)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        return str(self._text[self._offsets[place] : self._offsets[place + 1]], "utf-8")
