"""Makes an index of NLM's files, aside and then put in place at once, so that there is always a whole one."""

from __future__ import annotations

import shutil
import time
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory

import lmdb
import msgspec

from trialkg.errors import SourceError, UsageError
from trialkg.terminology.entries import Descriptor, Named
from trialkg.terminology.keys import exact_key, words_key
from trialkg.terminology.mesh.files import MeshFile, read_mesh_file
from trialkg.terminology.mesh.layout import ABOUT, INDEX_FILE, About, Source, Table, slot
from trialkg.terminology.mesh.spelling import Spellings
from trialkg.terminology.tree import reached

_ASIDE = ".installing-"
_STALE_SECONDS = 3600
_MAP_BYTES = 16 << 30
"""What the file may grow to: LMDB wants to know, and takes none of it before it is needed."""

_encode = msgspec.msgpack.Encoder().encode

_Row = tuple[bytes, bytes]


def install_mesh(paths: Sequence[Path], folder: Path, year: str = "") -> About:
    """Make the index of a folder from NLM's files: descriptors, and supplementary concepts where given.

    ``year`` goes before what the files say. Raises SourceError for a file that cannot be used and UsageError
    for files of two years; the index that stood in the folder then stays as it was.
    """
    files = [read_mesh_file(path) for path in paths]
    year = year or _one_year(files)
    entries = {entry.id: entry for file in files for entry in file.entries}
    about = About(
        year=year,
        descriptors=sum(not entry.supplementary for entry in entries.values()),
        supplementary=sum(entry.supplementary for entry in entries.values()),
        names=sum(len(entry.names) for entry in entries.values()),
        sources=tuple(Source(file.path.name, file.sha256) for file in files),
    )
    if not about.descriptors:
        remedy = "Give NLM's mesh20XX.nt or desc20XX.xml beside it."
        where = ", ".join(str(path) for path in paths)
        raise SourceError("holds supplementary concepts only", where=where, remedy=remedy)
    del files
    _put_in_place(about, _with_broader(entries), folder)
    return about


def _one_year(files: Iterable[MeshFile]) -> str:
    years = {file.year: file.path.name for file in files if file.year}
    if len(years) > 1:
        told = ", ".join(f"{name} is of {year}" for year, name in sorted(years.items()))
        raise UsageError(f"the files are of different years: {told}", remedy="Give files of one year.")
    return next(iter(years), "")


def _with_broader(entries: Mapping[str, Descriptor]) -> list[Descriptor]:
    """The entries by id, with the descriptors that stand one step above them in a tree."""
    holder = {number: entry.id for entry in entries.values() for number in entry.tree_numbers}
    found = []
    for _, entry in sorted(entries.items()):
        parents = (holder.get(number.rpartition(".")[0]) for number in entry.tree_numbers)
        broader = tuple(sorted({parent for parent in parents if parent and parent != entry.id}))
        found.append(msgspec.structs.replace(entry, broader=broader) if broader else entry)
    return found


def _put_in_place(about: About, entries: Sequence[Descriptor], folder: Path) -> None:
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


def _write(about: About, entries: Sequence[Descriptor], path: Path) -> None:
    environment = lmdb.open(
        str(path), subdir=False, map_size=_MAP_BYTES, max_dbs=len(Table), lock=False, sync=False
    )
    try:
        for table, rows in _tables(about, entries):
            handle = environment.open_db(table.encode())
            with environment.begin(db=handle, write=True) as transaction:
                for key, value in rows:
                    transaction.put(key, value, append=True)
        environment.sync(True)
    finally:
        environment.close()


def _tables(about: About, entries: Sequence[Descriptor]) -> Iterator[tuple[Table, Iterable[_Row]]]:
    """The tables with their rows, each in the order of its keys, made when they are asked for."""
    yield Table.ABOUT, [(ABOUT, _encode(about))]
    yield Table.ENTRIES, ((slot(entry.id), _encode(entry)) for entry in entries)
    yield Table.ABOVE, _rows_above(entries)
    yield Table.BELOW, _rows_below(entries)
    yield Table.EXACT, _rows_named(entries, exact_key, set())
    words: set[str] = set()
    yield Table.ALIKE, _rows_named(entries, words_key, words)
    yield Table.WORDS, ((word, b"") for word in sorted(map(slot, words)))
    yield Table.SPELLING, _rows_of_spelling(Spellings.of(words))


def _rows_above(entries: Iterable[Descriptor]) -> Iterator[_Row]:
    broader = {entry.id: entry.broader for entry in entries}
    for id_ in broader:
        if above := reached(id_, lambda each: broader.get(each, ())):
            yield slot(id_), _encode(sorted(above))


def _rows_below(entries: Iterable[Descriptor]) -> Iterator[_Row]:
    below: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for broader in entry.broader:
            below[broader].append(entry.id)
    return ((slot(id_), _encode(children)) for id_, children in sorted(below.items()))


def _rows_named(
    entries: Sequence[Descriptor], key_of: Callable[[str], str], words: set[str]
) -> Iterator[_Row]:
    """A row for each key of a name; the words of the keys are added to ``words``."""
    keyed = []
    for number, entry in enumerate(entries):
        for place, name in enumerate(entry.names):
            if key := key_of(name):
                keyed.append((slot(key), number, place))
                words.update(key.split())
    keyed.sort()
    for key, group in groupby(keyed, itemgetter(0)):
        yield key, _encode(_named(entries, group))


def _named(entries: Sequence[Descriptor], group: Iterable[tuple[bytes, int, int]]) -> list[Named]:
    """What is named so, each entry once and by its first name of this key; labels go first, then by id."""
    found: dict[str, Named] = {}
    for _, number, place in group:
        entry = entries[number]
        name = entry.names[place]
        found.setdefault(entry.id, Named(entry.id, name, name == entry.label))
    return sorted(found.values(), key=lambda each: (not each.preferred, each.id))


def _rows_of_spelling(spellings: Spellings) -> list[_Row]:
    written = [word.encode() for word in spellings.words]
    offsets = array("I", [0])
    for word in written:
        offsets.append(offsets[-1] + len(word))
    return [
        (b"offsets", offsets.tobytes()),
        (b"table", array("Q", spellings.table).tobytes()),
        (b"words", b"".join(written)),
    ]
