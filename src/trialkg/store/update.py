"""Writing the next generation of a store: studies loaded, replaced and removed, then one commit."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import chain, repeat, takewhile
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyoxigraph as ox

from trialkg.store.answers import Answer
from trialkg.store.changes import Changes
from trialkg.store.documents import has_study, study_quads
from trialkg.store.evaluation import asked, counted, evaluate
from trialkg.store.fingerprints import CONTENT_HASH, write_fingerprints
from trialkg.store.folder import (
    VOCABULARY,
    Manifest,
    disk_error,
    read_manifest,
    read_vocabulary,
    write_manifest,
    writing,
)
from trialkg.store.generation import Generation, begun, default_size, taken_up
from trialkg.store.journal import Loaded, Part
from trialkg.store.loading import BesideLoader
from trialkg.store.reference_graph import ReferenceGraph
from trialkg.store.slices import sliced_lines
from trialkg.store.texts import StudyText, TextWriter
from trialkg.store.versions import former_version
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.namespaces import MESH, RDF, TKG
from trialkg.vocabulary.terms import Class

_TYPE = ox.NamedNode(f"{RDF}type")
_STUDY = ox.NamedNode(f"{TKG}{Class.STUDY.value}")
_UNKNOWN_EDITION = MeshEdition()
_FINGERPRINTS = "fingerprints"

_SLICE = 150 << 20
"""How many bytes the loader is given at once: just under the million triples that it sorts together.
One slice is loaded while the next is gathered, and both again after a kill. Slices of a fifth let it write
twice as often, which a slow disk feels; larger ones take more memory for nothing."""
_FIRST_SLICES = (32 << 20, 64 << 20)
"""What it is given first, so that it has soon something to do while the rest is mapped."""
_TRIPLE = 130
"""How many bytes a triple takes as N-Triples, on average."""
_LITTLE = 128 << 20
"""Bytes whose triples the loader writes to a few files."""


class StoreUpdate:
    """The next generation, still unseen by readers. Make one with ``updating``."""

    def __init__(self, folder: Path, standing: Manifest | None, generation: Generation) -> None:
        self._folder = folder
        self._standing = standing
        self._generation = generation.folder
        self._journal = generation.journal
        self._graph = generation.graph
        self.taken_up = generation.taken_up
        """The parts that a killed build had loaded, where this one goes on with it."""
        loaded = [iri for part in generation.taken_up for iri in part.studies]
        self._texts = TextWriter(folder, generation.folder, loaded)
        self._changes = Changes(generation.graph, folder, self._texts.outdate)
        before = generation.taken_up[-1].triples if generation.taken_up else None
        self._loaded = before if before is not None else standing.triples if standing else 0
        self._counted = not generation.loaded
        self._given = 0

    @property
    def name(self) -> str:
        """The name of the generation's folder."""
        return self._generation.name

    @property
    def starts_empty(self) -> bool:
        """Whether there was nothing before, so that no study can be one that is replaced."""
        return self._standing is None and not self.taken_up

    @property
    def base(self) -> str | None:
        """What the IRIs of the studies start with that stand already; None where there was no store."""
        return self._standing.base if self._standing else None

    @property
    def shapes(self) -> str | None:
        """The shapes that all studies were held against that stand already; None where there was no store."""
        return self._standing.shapes if self._standing else None

    def load(self, triples: BinaryIO) -> None:
        """Load N-Triples as fast as the store can; the stream is read to its end."""
        self._counted = False
        self._texts.drop()
        for part in sliced_lines(triples, _SLICE):
            self._bulk(part)
            self._given += _SLICE  # at the most

    def load_studies(self, groups: Iterable[Sequence[StudyText]], account: Callable[[], bytes]) -> None:
        """Load studies that do not stand yet, part by part, so that a killed build can go on after them.

        ``account`` gives JSON that comes back in ``taken_up``: what the build knows of the groups so far.
        """
        # The mapping has looked at each IRI; to do so again takes a tenth of the loader's time.
        with BesideLoader(partial(self._bulk, lenient=True)) as loader:
            for texts, part in self._parts(groups, account):
                loader.wait()
                self._journal.add(part)
                loader.begin(texts)
            loader.wait()
        self._journal.add(Loaded())

    def _parts(
        self, groups: Iterable[Sequence[StudyText]], account: Callable[[], bytes]
    ) -> Iterator[tuple[list[bytes], Part]]:
        """The texts that the loader takes at once, each time more, with what is noted of them beforehand."""
        sizes = chain(takewhile(lambda size: size < _SLICE, _FIRST_SLICES), repeat(_SLICE))
        waiting = iter(groups)
        while studies := _gathered(waiting, next(sizes)):
            for study in studies:
                self._texts.add(study.iri, study.text)
                self._loaded += study.triples
                self._given += len(study.text)
            self._texts.flush()
            texts, iris = [study.text for study in studies], tuple(study.iri for study in studies)
            yield texts, Part(studies=iris, triples=self._loaded, account=msgspec.Raw(account()))

    def _bulk(self, triples: BinaryIO, *, lenient: bool = False) -> None:
        try:
            self._graph.bulk_load(triples, ox.RdfFormat.N_TRIPLES, lenient=lenient)
        except OSError as error:
            raise disk_error(self._folder, error) from error

    def put_study(self, iri: str, text: bytes, *, keep: bool = False) -> None:
        """Let a study be what this text says, in one step; if asked, keep what it was as a version."""
        wanted = {
            ox.Quad(triple.subject, triple.predicate, triple.object)
            for triple in ox.parse(text, ox.RdfFormat.N_TRIPLES)
        }
        self._replace_study(iri, wanted, keep)

    def remove_study(self, iri: str, *, keep: bool = False) -> None:
        """Remove a study and its parts in one step; unknown ones are no error."""
        self._replace_study(iri, set(), keep)

    def _replace_study(self, iri: str, wanted: set[ox.Quad], keep: bool) -> None:
        standing = set(study_quads(self._graph, iri))
        if keep and _content(standing) != _content(wanted):
            wanted = wanted | former_version(self._graph, iri, standing)
        self._changes.replace(standing, wanted)

    def has_study(self, iri: str) -> bool:
        """Whether the study is already described."""
        return has_study(self._graph, iri)

    def mentions(self, iri: str) -> bool:
        """Whether anything stands under the IRI of a study, be it that others refer to it."""
        found = self._graph.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph())
        return next(iter(found), None) is not None

    def fingerprints(self, mapping_version: str, mesh_source: str) -> Path:
        """A file with the fingerprints of all studies as they stand; gone when this update is."""
        path = self._generation / _FINGERPRINTS
        write_fingerprints(self._graph, path, mapping_version, mesh_source)
        return path

    def study_iris(self) -> Iterator[str]:
        """The IRIs of all studies, in no order."""
        for quad in self._graph.quads_for_pattern(None, _TYPE, _STUDY, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value

    def linked_descriptors(self) -> list[str]:
        """The MeSH ids that the studies are linked to, sorted."""
        found = (row["descriptor"].value for row in asked(self._graph, "linked-descriptors"))
        return sorted(iri.removeprefix(MESH) for iri in found)

    @property
    def references(self) -> ReferenceGraph:
        """The generation as a graph whose references can be settled."""
        return ReferenceGraph(self._graph, self._changes)

    def query(self, text: str) -> Answer:
        """Evaluate a SPARQL query over the generation as it stands; raises QueryError."""
        return evaluate(self._graph, text)

    def set_vocabulary(self, triples: bytes) -> None:
        """Put this vocabulary in place of the one the store had."""
        path = self._generation / VOCABULARY
        before = set(read_vocabulary(self._folder, self._standing).splitlines()) if self._standing else set()
        if path.exists():
            # A build that goes on may meet what it wrote when it was killed.
            before.update(path.read_bytes().splitlines())
        path.write_bytes(triples)
        after = set(triples.splitlines())
        gone = ox.parse(b"\n".join(before - after), ox.RdfFormat.N_TRIPLES)
        self._changes.replace((ox.Quad(each.subject, each.predicate, each.object) for each in gone), ())
        if new := after - before:
            self._bulk(BytesIO(b"\n".join(sorted(new))))
            self._loaded += len(new)

    def close(self) -> None:
        """Let go of the database, so that it can be opened again."""
        self._graph = ox.Store()
        self._changes = Changes(self._graph, self._folder)
        self._journal.close()
        self._texts.close()

    def give_up(self) -> None:
        """Remove what was written."""
        self.close()
        shutil.rmtree(self._generation, ignore_errors=True)

    def commit(
        self,
        *,
        version: str,
        mapping_version: str,
        base: str,
        mesh: MeshEdition = _UNKNOWN_EDITION,
        shapes: str = "",
    ) -> Manifest:
        """Make this generation the standing one and drop the one before."""
        manifest = Manifest(
            generation=self.name,
            studies=counted(self._graph, "count-studies"),
            triples=self._loaded + self._changes.gained if self._counted else default_size(self._graph),
            trialkg=version,
            mapping_version=mapping_version,
            base=base,
            mesh_year=mesh.year,
            mesh_source=mesh.source,
            shapes=shapes,
        )
        try:
            self._graph.flush()
        except OSError as error:
            raise disk_error(self._folder, error) from error
        if worth_merging(self._given, self._standing.triples if self._standing else 0):
            self._graph.optimize()
        (self._generation / _FINGERPRINTS).unlink(missing_ok=True)
        write_manifest(self._folder, manifest)
        self._journal.remove()
        if self._standing:
            shutil.rmtree(self._folder / self._standing.generation, ignore_errors=True)
        return manifest


def _gathered(groups: Iterator[Sequence[StudyText]], size: int) -> list[StudyText]:
    """The studies of the next groups, of this many bytes together; at the end of fewer, or none."""
    studies: list[StudyText] = []
    for group in groups:
        studies += group
        size -= sum(len(study.text) for study in group)
        if size <= 0:
            break
    return studies


def _content(quads: Iterable[ox.Quad]) -> set[str]:
    """The hash of the record that a study's quads were made from."""
    return {
        quad.object.value
        for quad in quads
        if quad.predicate == CONTENT_HASH and isinstance(quad.object, ox.Literal)
    }


def worth_merging(given: int, stood: int) -> bool:
    """Whether to merge the database's files, after loading so many bytes where so many triples stood.

    The loader leaves files of its own with every million triples, and a look-up asks each: twice as long.
    To merge takes as long as the whole store is large, so that a small update of a large one does without.
    """
    return given > _LITTLE and given > stood * _TRIPLE


@contextmanager
def updating(folder: Path, purpose: str = "", *, resume: bool = False) -> Iterator[StoreUpdate]:
    """The next generation of a store, held for writing by this process until it is committed or given up.

    ``resume`` takes up what an interrupted update for the same purpose has left, if that is sound. What an
    error ends is removed; what Ctrl-C ends stays, to be taken up.
    """
    with writing(folder):
        standing = read_manifest(folder)
        update = _opened(folder, standing, purpose, resume)
        try:
            yield update
        except Exception:
            update.give_up()
            raise
        finally:
            update.close()
        after = read_manifest(folder)
        if after is None or after.generation != update.name:
            update.give_up()


def _opened(folder: Path, standing: Manifest | None, purpose: str, resume: bool) -> StoreUpdate:
    unfinished = taken_up(folder, standing, purpose) if resume else None
    return StoreUpdate(folder, standing, unfinished or begun(folder, standing, purpose))
