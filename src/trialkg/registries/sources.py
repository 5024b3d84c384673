"""Where records come from: files, folders and standard input, named as on a command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from trialkg.registries.archives import Limits
from trialkg.registries.containers import Found, stream_records
from trialkg.registries.records import Origin, Rejection

STANDARD_INPUT = "-"
"""The name of standard input among sources."""

_LIMITS = Limits()
_BY_NAME = "Hand it in by its own name if it is meant."


Watch = Callable[[int], object]
"""Called with the bytes of the sources that were read since the last call."""


def raw_records(
    paths: Sequence[str], limits: Limits = _LIMITS, watch: Watch = lambda _: None
) -> Iterator[Found]:
    """Each record of the sources, cut out but not decoded, in the order of the sources and in them.

    A file that cannot be read, and each part of one that is no record, comes as a rejection in its place.
    Of a folder all files below it are read, by name, those with a leading dot left out. Folders below it that
    cannot be listed, and those that are links, come as rejections.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from stream_records(sys.stdin.buffer, Origin(file="standard input"), limits)
        elif _is_folder(path):
            yield from _folder_records(path, limits, watch)
        else:
            yield from _file_records(path, limits, watch)


def source_bytes(paths: Sequence[str]) -> int | None:
    """The bytes of all files of the sources, packed as they are; None where standard input is among them."""
    if STANDARD_INPUT in paths:
        return None
    return sum(_size(file) for path in paths for file in _files(path))


def _files(path: str) -> Iterator[Path]:
    if not _is_folder(path):
        yield Path(path)
        return
    for parent, folders, files in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in files if not name.startswith("."))


def _is_folder(path: str) -> bool:
    """Whether it is a folder, as far as can be seen: below a folder that is closed, nothing can."""
    try:
        return Path(path).is_dir()
    except OSError:
        return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _folder_records(folder: str, limits: Limits, watch: Watch) -> Iterator[Found]:
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # They are not followed: a link may lead back to where it stands.
        links = [path for name in folders if (path := Path(parent, name)).is_symlink()]
        yield from (_rejected(str(path), "is a link to a folder", _BY_NAME) for path in links)
        for name in sorted(files):
            if name.startswith("."):
                continue
            path = Path(parent, name)
            if path.is_file():
                yield from _file_records(str(path), limits, watch)
            else:
                yield _rejected(str(path), "is no regular file", _BY_NAME)
    yield from (_unreadable(os.fsdecode(error.filename), error) for error in closed)


def _file_records(path: str, limits: Limits, watch: Watch) -> Iterator[Found]:
    told = 0
    try:
        with Path(path).open("rb") as stream:
            for found in stream_records(stream, _origin(path), limits):
                yield found
                # An archive is read to and fro: only the furthest place tells how much is done.
                if (place := stream.tell()) > told:
                    watch(place - told)
                    told = place
            watch(max(0, os.fstat(stream.fileno()).st_size - told))
    except FileNotFoundError:
        yield _rejected(path, "does not exist", "Check the path.")
    except OSError as error:
        yield _unreadable(path, error)


def _origin(path: str) -> Origin:
    """The file by a name that can be written down: bytes of it that are not UTF-8 are escaped."""
    return Origin(file=os.fsencode(path).decode(errors="backslashreplace"))


def _unreadable(path: str, error: OSError) -> Rejection:
    return _rejected(path, f"cannot be read ({error.strerror})", "Check its permissions.")


def _rejected(path: str, reason: str, remedy: str) -> Rejection:
    return Rejection(origin=_origin(path), reason=reason, remedy=remedy)
