"""What an unfinished generation has for certain, written down as it grows, so that a killed build can go on.

The first line says what is being built; then comes a line for each part that was handed to the loader, and
one more when all parts are in. The loader takes a part as a whole or not at all, and the triples are counted
before it is believed: a generation that does not have what its journal says is given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import IO, TypeAlias

import msgspec

JOURNAL = "journal.ndjson"


class Head(msgspec.Struct, frozen=True, kw_only=True, tag="head"):
    """What is built upon which generation; ``purpose`` is told apart by whoever builds."""

    standing: str
    triples: int
    purpose: str


class Part(msgspec.Struct, frozen=True, kw_only=True, tag="part"):
    """The studies of one part, the triples of the default graph with it, and the account up to it."""

    studies: tuple[str, ...]
    triples: int
    account: msgspec.Raw


class Loaded(msgspec.Struct, frozen=True, kw_only=True, tag="loaded"):
    """All parts are in. What comes after changes the graph in whole steps, which are not counted here."""


Line: TypeAlias = Head | Part | Loaded
_DECODE = msgspec.json.Decoder(Head | Part | Loaded).decode
_ENCODE = msgspec.json.Encoder().encode


class Journal:
    """The journal of the generation in a folder, to be written on."""

    def __init__(self, folder: Path, lines: Sequence[Line]) -> None:
        """Begin the journal anew with these lines."""
        self._path = folder / JOURNAL
        written = folder / f"{JOURNAL}.new"
        written.write_bytes(b"".join(_ENCODE(line) + b"\n" for line in lines))
        written.replace(self._path)
        self._file: IO[bytes] = self._path.open("ab")

    def add(self, line: Line) -> None:
        """Write a line, which outlives the process from now on."""
        self._file.write(_ENCODE(line) + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def remove(self) -> None:
        """Remove it from a generation that is finished."""
        self.close()
        self._path.unlink(missing_ok=True)


def read_journal(folder: Path) -> list[Line]:
    """The lines of a journal, as far as they were written whole; none where there is none."""
    try:
        text = (folder / JOURNAL).read_bytes()
    except OSError:
        return []
    lines = []
    for line in text.splitlines(keepends=True):
        try:
            lines.append(_DECODE(line))
        except msgspec.MsgspecError:
            break
    return lines


def believed(lines: Sequence[Line], triples: int) -> list[Line]:
    """The lines that a graph of so many triples bears out; none where it is not what they tell."""
    if not lines or not isinstance(lines[0], Head):
        return []
    if isinstance(lines[-1], Loaded):
        return list(lines)
    for end in (len(lines), len(lines) - 1):
        last = lines[end - 1] if end else None
        if last is not None and not isinstance(last, Loaded) and last.triples == triples:
            return list(lines[:end])
    return []
