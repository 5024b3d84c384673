"""Where fetched records are written: a file that can be gone on with after anything, or a stream that cannot.

Records go to ``FILE.part``, one a line; what is written of it, and where to go on, stands in
``FILE.part.json``. A step is written and synced before the state that counts it takes the place of the one
before. So the state never counts what is not there, and what stands beyond it is cut off before going on.
``FILE`` appears when all is there. Of a name that ends in ``.gz`` each step is a gzip member of its own.
"""

from __future__ import annotations

import fcntl
import gzip
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import msgspec

from trialkg.errors import SourceError, UsageError
from trialkg.registries.ctgov.answers import DamagedAnswerError, FetchedRecord, id_of
from trialkg.registries.ctgov.fetching import State, Step

_RESTART = "Start anew with --restart."
_STATE = msgspec.json.Decoder(State)


class StreamDestination:
    """A stream that records are written to at once; starting over, it leaves out those it has had."""

    def __init__(self, stream: BinaryIO, start: State) -> None:
        self._stream = stream
        self._ids: set[str] = set()
        self.state = start

    def begin(self, data_version: str | None) -> None:
        """Go on from the start of the search; what is written stays."""
        self.state = msgspec.structs.replace(
            _started(self.state, data_version), records=self.state.records, size=self.state.size
        )

    def add(self, step: Step) -> int:
        """Write the step's records that were not written yet; the number of the others."""
        text, added = _lines(step.records, self._ids)
        self._stream.write(text)
        self._stream.flush()
        self.state = _advanced(self.state, step, added, len(text))
        return len(step.records) - added


class FileDestination:
    """A file in the making, of which the state is on disk; made by ``file_destination``."""

    def __init__(self, path: Path, part: BinaryIO, state: State, ids: set[str]) -> None:
        self._path = path
        self._part = part
        self._ids = ids
        self.state = state

    @property
    def unfinished(self) -> Path:
        """The file that holds what there is until all is there."""
        return _part_of(self._path)

    def begin(self, data_version: str | None) -> None:
        """Throw away what is written, and start."""
        self._ids.clear()
        self._keep(_started(self.state, data_version))
        self._part.truncate(0)
        self._part.seek(0)

    def add(self, step: Step) -> int:
        """Write the step's records that were not written yet; the number of the others."""
        text, added = _lines(step.records, self._ids)
        packed = self._packed(text) if text else b""
        self._part.write(packed)
        _sync(self._part)
        self._keep(_advanced(self.state, step, added, len(packed)))
        return len(step.records) - added

    def finish(self) -> None:
        """Give the file its name: all is there."""
        if not self.state.size:
            self._part.write(self._packed(b""))
            _sync(self._part)
        _part_of(self._path).replace(self._path)
        _state_of(self._path).unlink()

    def leave(self) -> None:
        """Leave what there is to be gone on with; nothing, where nothing was fetched."""
        if not self.state.records:
            _part_of(self._path).unlink(missing_ok=True)
            _state_of(self._path).unlink(missing_ok=True)

    def _packed(self, text: bytes) -> bytes:
        return gzip.compress(text, mtime=0) if _is_packed(self._path) else text

    def _keep(self, state: State) -> None:
        _write_state(self._path, state)
        self.state = state


@contextmanager
def file_destination(path: Path, start: State, *, restart: bool = False) -> Iterator[FileDestination]:
    """The file to fetch to, standing where an earlier fetch of the same search left it.

    Raises UsageError where the place cannot be used, another fetch is at work there, or one of another search
    was left there, and SourceError where what was left is damaged.
    """
    # A link stays one: what it leads to is written.
    path = path.resolve()
    _check(path)
    with _locked(path, start, restart) as part:
        state = start if restart else _left_state(path, start)
        part.seek(0, os.SEEK_END)
        if part.tell() < state.size:
            raise SourceError("has lost some of its end", where=str(_part_of(path)), remedy=_RESTART)
        part.truncate(state.size)
        part.seek(0)
        ids = set(_ids(part, path))
        if len(ids) != state.records:
            raise SourceError("does not hold what was written", where=str(_part_of(path)), remedy=_RESTART)
        part.seek(0, os.SEEK_END)
        destination = FileDestination(path, part, state, ids)
        try:
            yield destination
        except BaseException:
            destination.leave()
            raise


@contextmanager
def _locked(path: Path, start: State, restart: bool) -> Iterator[BinaryIO]:
    """The file in the making, held against other fetches until the block ends."""
    part, state = _part_of(path), _state_of(path)
    there = part.exists()
    if there and part.stat().st_size and not state.exists() and not restart:
        what = "stands in the way and belongs to no unfinished fetch"
        raise UsageError(what, where=str(part), remedy="Move it away, or overwrite it with --restart.")
    try:
        with part.open("ab+") as file:
            _lock(file, part)
            if restart or not there or not state.exists():
                _write_state(path, start)
            yield file
    except PermissionError as error:
        what = f"cannot be written ({error.strerror})"
        raise UsageError(what, where=str(part), remedy="Choose a folder you may write to.") from error


def _lock(file: BinaryIO, part: Path) -> None:
    """Hold the file, which must still bear the name: a fetch that ended just now has given it another."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        held = part.exists() and os.path.samestat(part.stat(), os.fstat(file.fileno()))
    except BlockingIOError:
        held = False
    if not held:
        remedy = "Wait for it, or choose another file."
        raise UsageError("another fetch writes to it", where=str(part), remedy=remedy)


def _check(path: Path) -> None:
    if path.is_dir():
        raise UsageError("is a folder", where=str(path), remedy="Name a file in it.")
    if not path.parent.is_dir():
        raise UsageError("no such folder", where=str(path.parent), remedy="Create it first.")


def _left_state(path: Path, start: State) -> State:
    place = _state_of(path)
    try:
        left = _STATE.decode(place.read_bytes())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"cannot be read ({error})", where=str(place), remedy=_RESTART) from error
    if not left.records:
        return start
    if (left.registry, left.search) != (start.registry, start.search):
        what = f"holds an unfinished fetch of something else: {left.search} ({left.registry})"
        raise UsageError(
            what, where=str(_part_of(path)), remedy="Finish that one first, or start anew with --restart."
        )
    return left


def _ids(part: BinaryIO, path: Path) -> Iterator[str]:
    """The numbers of the records that are written."""
    lines: Iterable[bytes] = gzip.GzipFile(fileobj=part, mode="rb") if _is_packed(path) else part
    try:
        for line in lines:
            yield id_of(line)
    except (DamagedAnswerError, SourceError, OSError, EOFError) as error:
        where = str(_part_of(path))
        raise SourceError(f"is damaged ({error})", where=where, remedy=_RESTART) from error


def _lines(records: Iterable[FetchedRecord], known: set[str]) -> tuple[bytes, int]:
    """The lines of the records that are not known yet, which then are, and their number."""
    fresh = []
    for record in records:
        if record.id not in known:
            known.add(record.id)
            fresh.append(record.line + b"\n")
    return b"".join(fresh), len(fresh)


def _started(state: State, data_version: str | None) -> State:
    return State(registry=state.registry, search=state.search, data_version=data_version)


def _advanced(state: State, step: Step, added: int, size: int) -> State:
    return msgspec.structs.replace(
        state,
        cursor=step.cursor,
        records=state.records + added,
        size=state.size + size,
        total=state.total if step.total is None else step.total,
        unknown=(*state.unknown, *step.unknown),
        renamed={**state.renamed, **step.renamed},
    )


def _write_state(path: Path, state: State) -> None:
    place = _state_of(path)
    fresh = place.with_name(f"{place.name}.new")
    with fresh.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(state)))
        _sync(file)
    fresh.replace(place)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _state_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.part.json")


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"
