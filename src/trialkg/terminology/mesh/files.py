"""NLM's yearly files, told apart by their content: MeSH RDF (N-Triples), descriptor XML, supplementary XML.

https://www.nlm.nih.gov/databases/download/mesh.html says what they are; each may be packed with gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from trialkg.errors import SourceError
from trialkg.terminology.entries import Descriptor
from trialkg.terminology.mesh.ntriples import read_ntriples
from trialkg.terminology.mesh.records_xml import read_xml

_GZIP = b"\x1f\x8b"
_ZIP = b"PK"
_YEAR_IN_NAME = re.compile(r"(?:mesh|desc|supp)-?(20\d\d)", re.IGNORECASE)


Take = Callable[[Descriptor], object]
"""What a reader hands each descriptor to, so that a file need not be held in memory."""


@dataclass(frozen=True)
class MeshFile:
    """A file that was read: the year it tells, if any, and the SHA-256 of its bytes as they lie there.

    ``year`` is that of the content, else that of the file's name.
    """

    path: Path
    sha256: str
    year: str


def read_mesh_file(path: Path, take: Take) -> MeshFile:
    """Read one of NLM's files to its end; ``take`` gets its descriptors and supplementary concepts.

    Raises SourceError, with the line or the record, where it is none of them, damaged or cut off, and
    UnsafeInputError for XML that declares entities.
    """
    with _opened(path) as stream:
        read = _reader(stream, path)
        count, year = read(stream, str(path), take)
    if not count:
        raise SourceError(
            "holds no MeSH descriptors", where=str(path), remedy="Give NLM's mesh20XX.nt or desc20XX.xml."
        )
    return MeshFile(path, content_hash(path), year or year_in_name(path))


def content_hash(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            head = file.read(2)
            file.seek(0)
            if head == _ZIP:
                raise SourceError("is a zip archive", where=str(path), remedy="Unpack it, or give NLM's .gz.")
            if head == _GZIP:
                with gzip.open(file) as unpacked:
                    yield cast(BinaryIO, unpacked)
            else:
                yield file
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        remedy = "Get it again: the download was not complete."
        raise SourceError(f"is damaged or cut off ({error})", where=str(path), remedy=remedy) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SourceError:
    return SourceError(
        f"cannot be read ({error.strerror or error})", where=str(path), remedy="Check the path."
    )


def _reader(stream: BinaryIO, path: Path) -> Callable[[BinaryIO, str, Take], tuple[int, str]]:
    head = stream.read(4096)
    stream.seek(0)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"<http", b"#")):
        return read_ntriples
    if text.startswith(b"<"):
        return read_xml
    remedy = "Give NLM's mesh20XX.nt or desc20XX.xml, plain or packed with gzip."
    raise SourceError("is neither MeSH RDF nor MeSH XML", where=str(path), remedy=remedy)


def year_in_name(path: Path) -> str:
    """The year that the name of one of NLM's files tells; empty where it tells none."""
    found = _YEAR_IN_NAME.search(path.name)
    return found[1] if found else ""
