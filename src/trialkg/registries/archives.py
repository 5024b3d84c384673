"""Compressed input, opened so that a hostile or broken file does no harm: sizes capped, odd ones refused."""

from __future__ import annotations

import gzip
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, TYPE_CHECKING, Protocol, cast

import msgspec

from trialkg.errors import SourceError, TrialkgError, UnsafeInputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_DRIVE = re.compile(r"[A-Za-z]:")
_MIB = 1 << 20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much a source may unpack to.

    ``total`` bytes and ``entries`` cap a zip, ``ratio`` caps unpacked to packed bytes of a zip member or
    gzip stream once more than ``free`` bytes came out, ``record`` caps the bytes of one record.
    """

    total: int = 2048 * _MIB
    entries: int = 100_000
    ratio: int = 100
    free: int = _MIB
    record: int = 64 * _MIB


class _Readable(Protocol):
    def read1(self, size: int, /) -> bytes: ...


class Guard(io.RawIOBase):
    """A stream that ends where its source breaks or unpacks to too much, and keeps the reason in ``failure``.

    What was read before the break stays readable, which an exception in the midst of buffered reading would
    cost.
    """

    def __init__(self, source: _Readable, allowance: Callable[[], int]) -> None:
        super().__init__()
        self._source = source
        self._allowance = allowance
        self._produced = 0
        self.failure: TrialkgError | None = None

    def readable(self) -> bool:
        """Always: this is what the stream is for."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer from the source; 0 at its end, at its break, and at the limit."""
        if self.failure:
            return 0
        view = memoryview(buffer).cast("B")
        data = self._read(len(view))
        view[: len(data)] = data
        return len(data)

    def _read(self, size: int) -> bytes:
        try:
            # Unlike read, read1 hands out what came before a break.
            data = self._source.read1(min(size, _MIB))
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            self.failure = SourceError(f"its data is damaged or cut off ({error})", remedy="Fetch it again.")
            return b""
        self._produced += len(data)
        if self._produced > self._allowance():
            self.failure = UnsafeInputError(
                "unpacks to far more than its size", remedy="Unpack it yourself first."
            )
            return b""
        return data


class _Counted(io.RawIOBase):
    """A stream that counts the bytes taken from it."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self._source = source
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        data = self._source.read(len(view))
        view[: len(data)] = data
        self.taken += len(data)
        return len(data)


def opened_gzip(source: IO[bytes], limits: Limits) -> Guard:
    """The unpacked bytes of a gzip stream, as they come."""
    packed = _Counted(source)
    unpacked = gzip.GzipFile(fileobj=io.BufferedReader(packed), mode="rb")
    return Guard(unpacked, lambda: max(limits.free, limits.ratio * packed.taken))


def opened_members(source: IO[bytes], limits: Limits) -> Iterator[tuple[str, Guard]]:
    """Name and bytes of each file in a zip, by name, hidden ones left out.

    Raises SourceError where it is no zip and UnsafeInputError, before anything is read, where a member is
    unsafe.
    """
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise SourceError(f"is a damaged zip archive ({error})", remedy="Fetch it again.") from None
    with archive:
        for info in _safe_members(archive, limits):
            yield info.filename, _opened_member(archive, info, limits)


def _opened_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> Guard:
    allowance = max(limits.free, limits.ratio * info.compress_size)
    try:
        return Guard(cast(zipfile.ZipExtFile, archive.open(info)), lambda: allowance)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
        broken = Guard(io.BytesIO(), lambda: allowance)
        broken.failure = SourceError(f"cannot be unpacked ({error})", remedy="Fetch the archive again.")
        return broken


def _safe_members(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > limits.entries:
        raise _unsafe(f"the archive has {len(members)} entries, over the limit of {limits.entries}")
    if sum(member.file_size for member in members) > limits.total:
        raise _unsafe(f"the archive unpacks to more than {limits.total} bytes")
    for member in members:
        _check(member, limits)
    files = [member for member in members if not member.is_dir() and not _hidden(member.filename)]
    return sorted(files, key=lambda member: member.filename)


def _check(member: zipfile.ZipInfo, limits: Limits) -> None:
    name, packed = member.orig_filename, max(member.compress_size, 1)
    if name.startswith("/") or "\\" in name or _DRIVE.match(name) or ".." in name.split("/"):
        raise _unsafe(f"the archive member '{name}' points outside the archive")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _unsafe(f"the archive member '{name}' is a link or device")
    if member.flag_bits & 1:
        raise _unsafe(f"the archive member '{name}' is encrypted")
    if member.file_size > max(limits.free, limits.ratio * packed):
        raise _unsafe(f"the archive member '{name}' unpacks to more than {limits.ratio} times its size")


def _unsafe(what: str) -> UnsafeInputError:
    return UnsafeInputError(what, remedy="Unpack the archive yourself and hand in its records.")


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
