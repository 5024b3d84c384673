"""Makes an index of NLM's files, aside and then put in place at once, so that there is always a whole one."""

from __future__ import annotations

import shutil
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import lmdb

from trialkg.errors import SourceError, UsageError
from trialkg.terminology.keys import exact_key, words_key
from trialkg.terminology.mesh.collection import Entries, Row, encoded
from trialkg.terminology.mesh.files import MeshFile, read_mesh_file
from trialkg.terminology.mesh.layout import (
    ABOUT,
    INDEX_FILE,
    SIEVED,
    SUPPLEMENTARY,
    About,
    Source,
    Table,
    slot,
)
from trialkg.terminology.mesh.sieve import Sieve, hashed
from trialkg.terminology.mesh.spelling import Spellings

_ASIDE = ".installing-"
_STALE_SECONDS = 3600
_MAP_BYTES = 16 << 30
"""What the file may grow to: LMDB wants to know, and takes none of it before it is needed."""

_ROWS_AT_ONCE = 20_000
"""A transaction holds all it writes in memory."""


def install_mesh(paths: Sequence[Path], folder: Path, year: str = "") -> About:
    """Make the index of a folder from NLM's files: descriptors, and supplementary concepts where given.

    ``year`` goes before what the files say. Raises SourceError for a file that cannot be used and UsageError
    for files of two years; the index that stood in the folder then stays as it was.
    """
    entries = Entries()
    files = [read_mesh_file(path, entries.take) for path in paths]
    about = About(
        year=year or _one_year(files),
        descriptors=entries.descriptors,
        supplementary=entries.supplementary,
        names=entries.names,
        sources=tuple(Source(file.path.name, file.sha256) for file in files),
    )
    if not about.descriptors:
        remedy = "Give NLM's mesh20XX.nt or desc20XX.xml beside it."
        where = ", ".join(str(path) for path in paths)
        raise SourceError("holds supplementary concepts only", where=where, remedy=remedy)
    _put_in_place(about, entries, folder)
    return about


def _one_year(files: Iterable[MeshFile]) -> str:
    years = {file.year: file.path.name for file in files if file.year}
    if len(years) > 1:
        told = ", ".join(f"{name} is of {year}" for year, name in sorted(years.items()))
        raise UsageError(f"the files are of different years: {told}", remedy="Give files of one year.")
    return next(iter(years), "")


def _put_in_place(about: About, entries: Entries, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _remove_stale(folder)
        with TemporaryDirectory(dir=folder, prefix=_ASIDE) as aside:
            written = Path(aside) / INDEX_FILE
            _write(about, entries, written)
            written.replace(folder / INDEX_FILE)
    except (OSError, lmdb.Error) as error:
        what = f"the MeSH index cannot be written ({error})"
        remedy = "Free some space, or name another folder in TRIALKG_MESH; what stood there still does."
        raise SourceError(what, where=str(folder), remedy=remedy) from error


def _remove_stale(folder: Path) -> None:
    """Remove what installations left that were killed."""
    for left in folder.glob(f"{_ASIDE}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def _write(about: About, entries: Entries, path: Path) -> None:
    environment = lmdb.open(
        str(path), subdir=False, map_size=_MAP_BYTES, max_dbs=len(Table), lock=False, sync=False
    )
    try:
        for table, rows in _tables(about, entries):
            handle = environment.open_db(table.encode())
            for some in _in_parts(rows, _ROWS_AT_ONCE):
                with environment.begin(db=handle, write=True) as transaction:
                    for key, value in some:
                        transaction.put(key, value, append=True)
        environment.sync(True)
    finally:
        environment.close()


def _in_parts(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    stream = iter(rows)
    while some := list(islice(stream, size)):
        yield some


def _tables(about: About, entries: Entries) -> Iterator[tuple[Table, Iterable[Row]]]:
    """All tables with their rows, each in the order of its keys; the sieves once the others are written."""
    hashes = {table: array("L") for table in sorted(SIEVED)}
    for table, rows in _tables_to_sieve(about, entries):
        yield table, hashed(rows, hashes[table]) if table in hashes else rows
    yield Table.SIEVES, [(table.encode(), Sieve.of(keys).bits) for table, keys in hashes.items()]


def _tables_to_sieve(about: About, entries: Entries) -> Iterator[tuple[Table, Iterable[Row]]]:
    """The tables with their rows, made when they are asked for."""
    yield Table.ABOUT, [(ABOUT, encoded(about))]
    yield Table.ENTRIES, entries.rows()
    yield Table.ABOVE, entries.rows_above()
    yield Table.BELOW, entries.rows_below()
    yield Table.EXACT, entries.rows_named(exact_key)
    words = _Words()
    yield Table.ALIKE, entries.rows_named(words_key, words.note)
    yield Table.WORDS, ((word, b"") for word in sorted(map(slot, words.common | words.supplementary)))
    yield Table.SPELLING, _rows_of_spelling(Spellings.of(words.common))


@dataclass
class _Words:
    """The words of names: of descriptors, and of supplementary concepts."""

    common: set[str] = field(default_factory=set)
    supplementary: set[str] = field(default_factory=set)

    def note(self, key: str, id: str) -> None:
        """Take in the words of a key of an entry."""
        (self.supplementary if id.startswith(SUPPLEMENTARY) else self.common).update(key.split())


def _rows_of_spelling(spellings: Spellings) -> list[Row]:
    written = [word.encode() for word in spellings.words]
    offsets = array("I", [0])
    for word in written:
        offsets.append(offsets[-1] + len(word))
    return [
        (b"offsets", offsets.tobytes()),
        (b"table", array("Q", spellings.table).tobytes()),
        (b"words", b"".join(written)),
    ]
