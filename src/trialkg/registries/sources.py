"""Where records come from: files, folders and standard input, named as on a command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from trialkg.registries.archives import Limits
from trialkg.registries.containers import Found, stream_records
from trialkg.registries.records import Origin, Rejection

STANDARD_INPUT = "-"
"""The name of standard input among sources."""

_LIMITS = Limits()


def raw_records(paths: Sequence[str], limits: Limits = _LIMITS) -> Iterator[Found]:
    """Each record of the sources, cut out but not decoded, in the order of the sources and in them.

    A file that cannot be read, and each part of one that is no record, comes as a rejection in its place.
    Of a folder all files below it are read, by name, those with a leading dot left out.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from stream_records(sys.stdin.buffer, Origin(file="standard input"), limits)
        elif Path(path).is_dir():
            yield from _folder_records(path, limits)
        else:
            yield from _file_records(path, limits)


def _folder_records(folder: str, limits: Limits) -> Iterator[Found]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            path = Path(parent, name)
            if path.is_file():
                yield from _file_records(str(path), limits)
            else:
                yield _rejected(str(path), "is no regular file", "Hand it in by its own name if it is meant.")


def _file_records(path: str, limits: Limits) -> Iterator[Found]:
    try:
        with Path(path).open("rb") as stream:
            yield from stream_records(stream, _origin(path), limits)
    except FileNotFoundError:
        yield _rejected(path, "does not exist", "Check the path.")
    except OSError as error:
        yield _rejected(path, f"cannot be read ({error.strerror})", "Check the file and its permissions.")


def _origin(path: str) -> Origin:
    """The file by a name that can be written down: bytes of it that are not UTF-8 are escaped."""
    return Origin(file=os.fsencode(path).decode(errors="backslashreplace"))


def _rejected(path: str, reason: str, remedy: str) -> Rejection:
    return Rejection(origin=_origin(path), reason=reason, remedy=remedy)
