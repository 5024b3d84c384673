"""Writing the next generation of a store: studies loaded, replaced and removed, then one commit."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from trialkg.errors import StoreError
from trialkg.linking.resolution import Reference
from trialkg.store.answers import Answer
from trialkg.store.documents import has_study, study_iris, study_quads
from trialkg.store.evaluation import evaluate
from trialkg.store.folder import (
    DATABASE,
    VOCABULARY,
    Manifest,
    next_generation,
    open_database,
    read_manifest,
    read_vocabulary,
    write_manifest,
    writing,
)
from trialkg.store.references import (
    bearers_of,
    described,
    open_references,
    write_references,
    write_unresolved,
)
from trialkg.store.slices import sliced_lines
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.namespaces import MESH, TKG
from trialkg.vocabulary.terms import Property

_HASH = ox.NamedNode(f"{TKG}{Property.CONTENT_HASH.value}")
_MAPPING = ox.NamedNode(f"{TKG}{Property.MAPPING_VERSION.value}")

_LINKS = tuple(
    ox.NamedNode(f"{TKG}{term.value}") for term in (Property.STUDIES_CONDITION, Property.USES_DESCRIPTOR)
)
_UNKNOWN_EDITION = MeshEdition()
_MESH_SOURCE = ox.NamedNode(f"{TKG}{Property.MESH_SOURCE.value}")

_SLICE = 32 << 20
"""How many bytes the loader is given at once: it holds them all, and more of them load no faster."""
_TRIPLE = 130
"""How many bytes a triple takes as N-Triples, on average."""
_FEW_SLICES = 4


class StoreUpdate:
    """The next generation, still unseen by readers. Make one with ``updating``."""

    def __init__(self, folder: Path, generation: Path, standing: Manifest | None) -> None:
        self._folder = folder
        self._generation = generation
        self._standing = standing
        self._graph = _copied(folder, generation, standing)
        self._slices = 0

    @property
    def starts_empty(self) -> bool:
        """Whether there was no store before, so that no study can be one that is replaced."""
        return self._standing is None

    @property
    def base(self) -> str | None:
        """What the IRIs of the studies start with that stand already; None where there was no store."""
        return self._standing.base if self._standing else None

    def load(self, triples: BinaryIO) -> None:
        """Load N-Triples as fast as the store can; the stream is read to its end."""
        try:
            for part in sliced_lines(triples, _SLICE):
                self._slices += 1
                self._graph.bulk_load(part, ox.RdfFormat.N_TRIPLES)
        except OSError as error:
            raise _disk_error(self._folder, error) from error

    def remove_study(self, iri: str) -> None:
        """Remove a study and its parts; unknown ones are no error."""
        for quad in list(study_quads(self._graph, iri)):
            self._graph.remove(quad)

    def has_study(self, iri: str) -> bool:
        """Whether the study is already described."""
        return has_study(self._graph, iri)

    def fingerprint(self, iri: str) -> tuple[str, str, str]:
        """The content hash, mapping version and MeSH source of a study; empty where it has none."""
        record = ox.NamedNode(f"{iri}#record")
        return (
            self._value(record, _HASH),
            self._value(record, _MAPPING),
            self._value(record, _MESH_SOURCE),
        )

    def linked_descriptors(self) -> list[str]:
        """The MeSH ids that the studies are linked to, sorted."""
        found = {
            quad.object.value
            for predicate in _LINKS
            for quad in self._graph.quads_for_pattern(None, predicate, None)
            if isinstance(quad.object, ox.NamedNode)
        }
        return sorted(iri.removeprefix(MESH) for iri in found)

    def open_references(self, base: str) -> list[Reference]:
        """The references to studies that have to be looked for, with all relations of their studies."""
        return open_references(self._graph, base)

    def bearers_of(self, keys: Iterable[str]) -> dict[str, frozenset[str]]:
        """The studies that bear each of these keys of names."""
        return bearers_of(self._graph, keys)

    def described(self, iris: Iterable[str]) -> frozenset[str]:
        """Those of some studies that are described."""
        return described(self._graph, iris)

    def settle_references(self, before: Iterable[Reference], after: Iterable[Reference], base: str) -> None:
        """Put references as they should stand, and the studies they lead to that are not described."""
        write_references(self._graph, before, after)
        write_unresolved(self._graph, base)

    def query(self, text: str) -> Answer:
        """Evaluate a SPARQL query over the generation as it stands; raises QueryError."""
        return evaluate(self._graph, text)

    def _value(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str:
        for quad in self._graph.quads_for_pattern(subject, predicate, None):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
        return ""

    def set_vocabulary(self, triples: bytes) -> None:
        """Put this vocabulary in place of the one the store had."""
        before = b""
        if self._standing:
            before = read_vocabulary(self._folder, self._standing)
        (self._generation / VOCABULARY).write_bytes(triples)
        if before == triples:
            return
        for triple in ox.parse(before, ox.RdfFormat.N_TRIPLES):
            self._graph.remove(ox.Quad(triple.subject, triple.predicate, triple.object))
        self.load(BytesIO(triples))

    def close(self) -> None:
        """Let go of the database, so that it can be opened again."""
        self._graph = ox.Store()

    def commit(
        self, *, version: str, mapping_version: str, base: str, mesh: MeshEdition = _UNKNOWN_EDITION
    ) -> Manifest:
        """Make this generation the standing one and drop the one before."""
        manifest = Manifest(
            generation=self._generation.name,
            studies=len(study_iris(self._graph)),
            triples=len(self._graph),
            trialkg=version,
            mapping_version=mapping_version,
            base=base,
            mesh_year=mesh.year,
            mesh_source=mesh.source,
        )
        self._graph.flush()
        if worth_merging(self._slices, self._standing.triples if self._standing else 0):
            self._graph.optimize()
        write_manifest(self._folder, manifest)
        if self._standing:
            shutil.rmtree(self._folder / self._standing.generation, ignore_errors=True)
        return manifest


def worth_merging(slices: int, stood: int) -> bool:
    """Whether to merge the database's files, after loading so many slices where so many triples stood.

    The loader leaves files of its own with every slice, and a look-up has to ask each: three times as long.
    To merge takes as long as the whole store is large, so that a small update of a large one does without.
    """
    return slices > _FEW_SLICES and slices * _SLICE > stood * _TRIPLE


@contextmanager
def updating(folder: Path) -> Iterator[StoreUpdate]:
    """The next generation of a store, held for writing by this process until it is committed or given up."""
    with writing(folder):
        standing = read_manifest(folder)
        generation = next_generation(folder, standing)
        update = StoreUpdate(folder, generation, standing)
        try:
            yield update
        finally:
            update.close()
            after = read_manifest(folder)
            if after is None or after.generation != generation.name:
                shutil.rmtree(generation, ignore_errors=True)


def _copied(folder: Path, generation: Path, standing: Manifest | None) -> ox.Store:
    """The next generation's database: a copy of the standing one, made of links where the disk allows."""
    before = open_database(folder, standing) if standing else None
    try:
        generation.mkdir()
        if before is not None:
            before.backup(str(generation / DATABASE))
        return ox.Store(str(generation / DATABASE))
    except OSError as error:
        raise _disk_error(folder, error) from error


def _disk_error(folder: Path, error: OSError) -> StoreError:
    remedy = "Free some space, or build into another --store; the store that stood here is as it was."
    return StoreError(f"the graph cannot be written ({error})", where=str(folder), remedy=remedy)
