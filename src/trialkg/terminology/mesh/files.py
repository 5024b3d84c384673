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
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from trialkg.errors import SourceError
from trialkg.terminology.entries import Descriptor
from trialkg.terminology.mesh.ntriples import read_ntriples
from trialkg.terminology.mesh.records_xml import read_xml

_GZIP = b"\x1f\x8b"
_ZIP = b"PK"
_YEAR_IN_NAME = re.compile(r"(?:mesh|desc|supp)-?(20\d\d)", re.IGNORECASE)


@dataclass
class MeshFile:
    """What a file held: its descriptors and supplementary concepts, and the year it tells, if any.

    ``year`` is that of the content, else that of the file's name; ``sha256`` is of the file as it lies there.
    """

    path: Path
    sha256: str = ""
    year: str = ""
    entries: list[Descriptor] = field(default_factory=list)


def read_mesh_file(path: Path) -> MeshFile:
    """Read one of NLM's files to its end.

    Raises SourceError, with the line or the record, where it is none of them, damaged or cut off, and
    UnsafeInputError for XML that declares entities.
    """
    with _opened(path) as stream:
        read = _reader(stream, path)
        entries, year = read(stream, str(path))
    if not entries:
        raise SourceError(
            "holds no MeSH descriptors", where=str(path), remedy="Give NLM's mesh20XX.nt or desc20XX.xml."
        )
    return MeshFile(path, content_hash(path), year or _year_in_name(path), entries)


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


def _reader(stream: BinaryIO, path: Path) -> Callable[[BinaryIO, str], tuple[list[Descriptor], str]]:
    head = stream.read(4096)
    stream.seek(0)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"<http", b"#")):
        return read_ntriples
    if text.startswith(b"<"):
        return read_xml
    remedy = "Give NLM's mesh20XX.nt or desc20XX.xml, plain or packed with gzip."
    raise SourceError("is neither MeSH RDF nor MeSH XML", where=str(path), remedy=remedy)


def _year_in_name(path: Path) -> str:
    found = _YEAR_IN_NAME.search(path.name)
    return found[1] if found else ""
