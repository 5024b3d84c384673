"""What tells a record that stands in a store from one that has changed, for many processes to ask at once.

A fingerprint is a digest of a study's IRI, the hash of its record, and what it was mapped and linked with.
Those of a whole store lie sorted in one file, 16 bytes a study, which a process maps into its memory.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from trialkg.store.documents import document_of
from trialkg.store.evaluation import asked, counted
from trialkg.vocabulary.namespaces import TKG
from trialkg.vocabulary.terms import Property

_SIZE: Final = 16
_DEFAULT = ox.DefaultGraph()
CONTENT_HASH, _MAPPING, _MESH = (
    ox.NamedNode(f"{TKG}{name}")
    for name in (Property.CONTENT_HASH, Property.MAPPING_VERSION, Property.MESH_SOURCE)
)


def fingerprint(iri: str, content: str, mapping_version: str, mesh_source: str) -> bytes:
    """The fingerprint of a study with this content hash."""
    return blake2b(
        "\n".join((iri, content, mapping_version, mesh_source)).encode(), digest_size=_SIZE
    ).digest()


class Fingerprints:
    """Those of a store, looked up where they lie."""

    def __init__(self, sorted_digests: bytes | mmap.mmap) -> None:
        self._digests = sorted_digests
        self._count = len(sorted_digests) // _SIZE

    def __contains__(self, digest: object) -> bool:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            found = self._digests[middle * _SIZE : (middle + 1) * _SIZE]
            if found == digest:
                return True
            if found < digest:  # type: ignore[operator] # bytes, which all that is asked for are
                low = middle + 1
            else:
                high = middle
        return False


@contextmanager
def fingerprints_of(path: Path | None) -> Iterator[Fingerprints]:
    """The fingerprints in a file; None where no study is known."""
    if path is None or not path.stat().st_size:
        yield Fingerprints(b"")
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        yield Fingerprints(mapped)


def write_fingerprints(graph: ox.Store, path: Path, mapping_version: str, mesh_source: str) -> None:
    """Write those of all studies of a graph. The two are what most of them will have been made with."""
    count = counted(graph, "count-records")
    mapping = _reader(graph, count, "mapping-versions", _MAPPING, mapping_version)
    mesh = _reader(graph, count, "mesh-sources", _MESH, mesh_source)
    digests = [
        fingerprint(document_of(record), content, mapping(record), mesh(record))
        for record, content in contents_of(graph)
    ]
    path.write_bytes(b"".join(sorted(digests)))


def contents_of(graph: ox.Store) -> Iterator[tuple[str, str]]:
    """Each record of a graph, and the hash of what it says."""
    return _said(graph, CONTENT_HASH)


def _reader(
    graph: ox.Store, records: int, question: str, property_: ox.NamedNode, value: str
) -> Callable[[str], str]:
    """What each record says by a property; told without reading them all where all say the one value."""
    if {row["said"].value: int(row["count"].value) for row in asked(graph, question)} == {value: records}:
        return lambda _: value
    said = dict(_said(graph, property_))
    return lambda record: said.get(record, "")


def _said(graph: ox.Store, property_: ox.NamedNode) -> Iterator[tuple[str, str]]:
    for quad in graph.quads_for_pattern(None, property_, None, _DEFAULT):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            yield quad.subject.value, quad.object.value
