"""A whole year of MeSH on disk, looked up where it lies: nothing is loaded, and processes share its pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import TypeVar, overload

import lmdb
import msgspec

from trialkg.terminology.entries import Descriptor, Named
from trialkg.terminology.keys import KEYS_VERSION
from trialkg.terminology.mesh.layout import ABOUT, INDEX_FILE, LAYOUT, About, Table, slot, unusable
from trialkg.terminology.mesh.spelling import Spellings
from trialkg.terminology.tree import reached

Value = TypeVar("Value")

_ABOUT = msgspec.msgpack.Decoder(About)
_DESCRIPTOR = msgspec.msgpack.Decoder(Descriptor)
_NAMED = msgspec.msgpack.Decoder(tuple[Named, ...])
_IDS: msgspec.msgpack.Decoder[tuple[str, ...]] = msgspec.msgpack.Decoder(tuple[str, ...])

_MOST_LOOKED_UP = 512
"""How often a file is looked at before it is mapped anew: some ten megabytes of it have then been touched."""


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
        try:
            self._open()
        except lmdb.Error as error:
            raise unusable(f"the MeSH index is damaged ({error})", str(folder)) from error
        self.about = self._read_about(folder)
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
            self._count()
            return self._spellings.like(word)

    def knows_word(self, word: str) -> bool:
        """Whether this is a word of a name."""
        with self._reading:
            self._count()
            return bool(word) and self._get(slot(word), db=self._tables[Table.WORDS]) is not None

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

    def _value(self, table: Table, key: str, decoder: msgspec.msgpack.Decoder[Value]) -> Value | None:
        with self._reading:
            self._count()
            found = self._get(slot(key), db=self._tables[table]) if key else None
            return None if found is None else decoder.decode(found)

    def _read_about(self, folder: Path) -> About:
        try:
            about = self._value(Table.ABOUT, ABOUT.decode(), _ABOUT)
        except msgspec.MsgspecError:
            about = None
        if about is None or (about.layout, about.keys) != (LAYOUT, KEYS_VERSION):
            raise unusable("the MeSH index was made by another version of trialkg", str(folder))
        return about

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
