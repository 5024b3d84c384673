"""The texts that studies were loaded from, kept compressed beside the database: read far faster than from it.

::

    graph-000002/texts/
        graph-000001.frames    the texts that were loaded with that generation, some eight a zstd frame
        graph-000001.ndjson    where each frame lies, and which studies are in it
        graph-000002.…         the same of this generation; the files of others are links to theirs
        changed                the studies whose triples are no longer those of their text

The database is what counts. A study is noted as changed before it changes, and read from the database from
then on, as is one without a text, or with one that cannot be read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import IO, Final, Protocol

import msgspec
import zstandard

from trialkg.store.folder import disk_error

TEXTS: Final = "texts"
_CHANGED: Final = "changed"
_FRAMES, _INDEX = ".frames", ".ndjson"
_STUDIES: Final = 8
"""In a frame: fifty take 3 % less room, as a study is much like others, but to read one takes 2 ms."""
_LEVEL: Final = 1
"""Level 3 takes a twelfth less room and a third longer; zlib, a quarter more room and three times as long."""


class _Frame(msgspec.Struct, frozen=True, array_like=True):
    """Where a frame lies, and the IRI and length of each text in it."""

    offset: int
    length: int
    studies: tuple[tuple[str, int], ...]


class Held(msgspec.Struct, frozen=True):
    """Studies to be read together; ``pieces`` are where their texts lie in a frame, if they do."""

    studies: tuple[str, ...]
    file: str = ""
    offset: int = 0
    length: int = 0
    pieces: tuple[tuple[int, int], ...] = ()


_DECODE = msgspec.json.Decoder(_Frame).decode
_ENCODE = msgspec.json.Encoder().encode


class StudyText(Protocol):
    """A study to be loaded: its N-Triples, and how many distinct ones they are."""

    @property
    def iri(self) -> str:
        """The study."""

    @property
    def text(self) -> bytes:
        """Its N-Triples."""

    @property
    def triples(self) -> int:
        """How many they are."""


class TextWriter:
    """Writes the texts of a generation, after those of the studies that a stopped build had loaded."""

    def __init__(self, store: Path, generation: Path, loaded: Collection[str]) -> None:
        self._store = store
        self._folder = generation / TEXTS
        try:
            self._open(self._folder, generation.name, frozenset(loaded))
        except OSError as error:
            raise disk_error(store, error) from error
        self._noted: set[str] = set()
        self._waiting: list[tuple[str, bytes]] = []
        self._compress = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress

    def _open(self, folder: Path, name: str, known: frozenset[str]) -> None:
        folder.mkdir(exist_ok=True)
        index = folder / f"{name}{_INDEX}"
        kept = list(takewhile(lambda frame: all(iri in known for iri, _ in frame.studies), _frames(index)))
        index.write_bytes(b"".join(_ENCODE(frame) + b"\n" for frame in kept))
        self._end = kept[-1].offset + kept[-1].length if kept else 0
        self._index = index.open("ab", buffering=0)
        self._frames = (folder / f"{name}{_FRAMES}").open("ab", buffering=0)
        self._frames.truncate(self._end)
        self._changed = (folder / _CHANGED).open("ab", buffering=0)

    def add(self, iri: str, text: bytes) -> None:
        """Keep the text of a study that is loaded from it."""
        self._waiting.append((iri, text))
        if len(self._waiting) == _STUDIES:
            self.flush()

    def flush(self) -> None:
        """Write what is not yet written."""
        if self._waiting:
            frame = self._compress(b"".join(text for _, text in self._waiting))
            studies = tuple((iri, len(text)) for iri, text in self._waiting)
            self._waiting.clear()
            self._write(self._frames, frame)
            self._write(self._index, _ENCODE(_Frame(self._end, len(frame), studies)) + b"\n")
            self._end += len(frame)

    def outdate(self, studies: Iterable[str]) -> None:
        """Note that studies are about to change."""
        new = set(studies) - self._noted
        if new:
            self._write(self._changed, "".join(f"{iri}\n" for iri in sorted(new)).encode())
            self._noted |= new

    def drop(self) -> None:
        """Keep no texts at all: what is loaded now may be of any study."""
        for path in self._folder.glob(f"*{_INDEX}"):
            path.unlink()

    def _write(self, file: IO[bytes], data: bytes) -> None:
        """Write all of it, which a file without a buffer may do in parts."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[file.write(rest) :]
        except OSError as error:
            raise disk_error(self._store, error) from error

    def close(self) -> None:
        """Let go of the files."""
        for file in (self._index, self._frames, self._changed):
            file.close()


def carry_over(standing: Path, generation: Path) -> None:
    """Let the next generation have the texts of the one that stands."""
    before, after = standing / TEXTS, generation / TEXTS
    if not (before / _CHANGED).is_file():
        return
    after.mkdir()
    shutil.copyfile(before / _CHANGED, after / _CHANGED)
    for path in chain(before.glob(f"*{_FRAMES}"), before.glob(f"*{_INDEX}")):
        try:
            os.link(path, after / path.name)
        except OSError:
            shutil.copyfile(path, after / path.name)


def held(generation: Path, studies: Iterable[str]) -> Iterator[Held]:
    """How to read these studies: frame by frame, and those without a text that counts from the database."""
    waiting = dict.fromkeys(studies)
    for frame in held_texts(generation):
        found = _among(frame, waiting)
        if found.studies:
            yield found
            for iri in found.studies:
                del waiting[iri]
    rest = iter(waiting)
    while some := tuple(islice(rest, _STUDIES)):
        yield Held(some)


def held_texts(generation: Path) -> Iterator[Held]:
    """The texts that count, frame by frame; of a study that has several the first is as good as any."""
    changed = _lines(generation / TEXTS / _CHANGED)
    if changed is None:
        return
    for index in sorted((generation / TEXTS).glob(f"*{_INDEX}")):
        file = f"{index.stem}{_FRAMES}"
        for frame in _frames(index):
            yield _of_frame(file, frame, changed)


def _of_frame(file: str, frame: _Frame, changed: Collection[str]) -> Held:
    studies, pieces, start = [], [], 0
    for iri, length in frame.studies:
        if iri not in changed:
            studies.append(iri)
            pieces.append((start, start + length))
        start += length
    return Held(tuple(studies), file, frame.offset, frame.length, tuple(pieces))


def _among(frame: Held, wanted: Collection[str]) -> Held:
    """What a frame holds of the studies that are wanted."""
    found = {iri: piece for iri, piece in zip(frame.studies, frame.pieces, strict=True) if iri in wanted}
    return msgspec.structs.replace(frame, studies=tuple(found), pieces=tuple(found.values()))


def read_texts(generation: Path, wanted: Held) -> list[bytes] | None:
    """The N-Triples of each study that is held in a frame; None where it cannot be read."""
    try:
        with (generation / TEXTS / wanted.file).open("rb") as file:
            file.seek(wanted.offset)
            text = zstandard.ZstdDecompressor().decompress(file.read(wanted.length))
    except (OSError, zstandard.ZstdError):
        return None
    return [text[start:end] for start, end in wanted.pieces]


def _frames(index: Path) -> Iterator[_Frame]:
    """The frames of an index, as far as it was written whole."""
    try:
        with index.open("rb") as lines:
            for line in lines:
                yield _DECODE(line)
    except (OSError, msgspec.MsgspecError):
        return


def _lines(path: Path) -> frozenset[str] | None:
    try:
        return frozenset(path.read_text(encoding="utf-8").splitlines())
    except OSError:
        return None
