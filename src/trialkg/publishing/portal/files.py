"""The files of a package: graphs in parts of a stated size, each whole by itself, with size and checksum."""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from trialkg.formats import RdfFormat
from trialkg.publishing.output import open_output

PACKED = ".gz"


class Part(StrEnum):
    """What of the package a file is; the value is its folder."""

    DATA = "data"
    ONTOLOGY = "ontology"
    SHAPES = "shapes"


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file that people can download: its path in the package, its bytes as they are, their SHA-256.

    ``licence`` is the IRI of its own licence, empty where it has the package's.
    """

    path: str
    title: str
    rdf_format: RdfFormat
    size: int
    sha256: str
    licence: str = ""

    @property
    def part(self) -> Part:
        """What of the package it is."""
        return Part(self.path.partition("/")[0])

    @property
    def packed(self) -> bool:
        """Whether it is compressed with gzip."""
        return self.path.endswith(PACKED)


def package_file(
    folder: Path, path: Path, title: str, rdf_format: RdfFormat, licence: str = ""
) -> PackageFile:
    """Describe a file that stands in the package."""
    name = path.relative_to(folder).as_posix()
    return PackageFile(name, title, rdf_format, path.stat().st_size, sha256_of(path), licence)


def sha256_of(path: Path) -> str:
    """The checksum of a file as it stands, in lower-case hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class PartFiles:
    """Texts in files of one format: a file ends before the text that would make it longer than stated.

    Each file begins with ``head`` and ends with ``tail``, and ``separator`` stands between two texts. A text
    that is longer by itself has a file of its own. ``size`` counts bytes before compression.
    """

    def __init__(
        self,
        folder: Path,
        stem: str,
        rdf_format: RdfFormat,
        size: int,
        *,
        head: bytes = b"",
        separator: bytes = b"",
        tail: bytes = b"",
    ) -> None:
        self._folder = folder
        self._stem = stem
        self._format = rdf_format
        self._size = size
        self._head, self._separator, self._tail = head, separator, tail
        self._open = ExitStack()
        self._out: BinaryIO | None = None
        self._paths: list[Path] = []
        self._written = 0

    def __enter__(self) -> PartFiles:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        """End the last file; of a failure nothing is left that looks whole."""
        if kind is None:
            self._end()
        else:
            self._open.__exit__(kind, *rest)  # type: ignore[arg-type]  # the three of a failure come together

    def add(self, text: bytes) -> None:
        """Write one text, never cut in two."""
        added = len(self._separator) + len(text) + len(self._tail)
        if self._out is not None and self._written + added > self._size:
            self._end()
        if self._out is None:
            self._begin()
            self._put(self._head)
        else:
            self._put(self._separator)
        self._put(text)

    def files(self, package: Path, title: str) -> list[PackageFile]:
        """The files that were written, described under this title and their number."""
        total = len(self._paths)
        titles = [f"{title}, part {index} of {total}" for index in range(1, total + 1)]
        return [
            package_file(package, path, named if total > 1 else title, self._format)
            for path, named in zip(self._paths, titles, strict=True)
        ]

    def _begin(self) -> None:
        name = f"{self._stem}-{len(self._paths) + 1:04d}{self._format.extensions[0]}{PACKED}"
        path = self._folder / name
        self._out = self._open.enter_context(open_output(path))
        self._paths.append(path)
        self._written = 0

    def _put(self, text: bytes) -> None:
        if self._out is not None:
            self._out.write(text)
            self._written += len(text)

    def _end(self) -> None:
        self._put(self._tail)
        self._open.close()
        self._out = None
