"""Files that are either wholly written or not there at all, gzipped where their name says so."""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from trialkg.errors import UsageError

STANDARD_OUTPUT = "-"
"""The path that stands for standard output."""


@contextmanager
def open_output(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file to write; it takes its name only when the block ends well. ``-`` is standard output."""
    if str(path) == STANDARD_OUTPUT:
        with _writing("standard output"):
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        return
    target = Path(path).resolve()
    check_output(target)
    with _writing(str(target)):
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                yield device
            return
        with _replacing(target) as file, _compressed(file, target) as out:
            yield out


@contextmanager
def _writing(where: str) -> Iterator[None]:
    """Tell what the system says of a place that cannot be written; a pipe nobody reads is no error of it."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            f"cannot be written ({error.strerror or error})",
            where=where,
            remedy="Choose a folder you may write to, with space left.",
        ) from error


def check_output(path: str | Path) -> None:
    """Raise UsageError where there can be no file, which is better known before the work than after it."""
    if str(path) == STANDARD_OUTPUT:
        return
    target = Path(path).resolve()
    if target.is_dir():
        raise UsageError("is a folder", where=str(target), remedy="Name a file in it.")
    if not target.parent.is_dir():
        raise UsageError("no such folder", where=str(target.parent), remedy="Create it first.")


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """A file beside the target that takes its place at the end, and is removed if the block fails."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def _compressed(file: BinaryIO, target: Path) -> Iterator[BinaryIO]:
    """The file itself, or gzip over it without name and time, so that equal content gives equal bytes."""
    if target.suffix.lower() != ".gz":
        yield file
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        yield cast(BinaryIO, packed)
