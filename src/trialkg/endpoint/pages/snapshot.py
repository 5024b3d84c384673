"""One generation of a store, as the pages show it; a new one takes its place when a build has replaced it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from threading import Lock, Thread

import pyoxigraph as ox

from trialkg.endpoint.pages.catalogue import Catalogue
from trialkg.endpoint.pages.catalogues import Cataloguing
from trialkg.endpoint.pages.cataloguing import related_studies
from trialkg.endpoint.pages.document import Statements, is_iri
from trialkg.endpoint.pages.kept import KeptPages
from trialkg.endpoint.pages.making import Wanted
from trialkg.endpoint.pages.relations import Relations, relations
from trialkg.endpoint.pages.study import StudyPage, study_page
from trialkg.endpoint.pages.values import Site
from trialkg.endpoint.pages.vocabulary import Vocabulary
from trialkg.errors import StoreError
from trialkg.formats import RdfFormat
from trialkg.publishing import write_rdf
from trialkg.store import EmbeddedStore, read_manifest
from trialkg.validation import Report, ShapesChoice, validate_studies
from trialkg.vocabulary.namespaces import TKG

_DEFAULT = ox.DefaultGraph()
_REMEMBERED = 256
"""Studies of which the findings are kept."""


class Snapshot:
    """A store that is open, with what is kept in memory of it. Safe to share between threads."""

    def __init__(self, folder: Path, few: int) -> None:
        self.store = EmbeddedStore.open(folder)
        self.vocabulary = Vocabulary(self.store.vocabulary_ntriples())
        self.site = Site(self.vocabulary, self.store.manifest.base)
        self.cataloguing = Cataloguing(self.store, self.vocabulary, few)
        self.related = related_studies(self.store)
        self._texts = self.store.text_index()
        self._checking = Lock()
        self.pages = KeptPages()
        self.findings = lru_cache(maxsize=_REMEMBERED)(self._findings)

    @property
    def catalogue(self) -> Catalogue:
        """The index of all studies; raises NoCatalogueError while it is being made."""
        return self.cataloguing.catalogue

    @property
    def generation(self) -> str:
        """The name of the generation."""
        return self.store.manifest.generation

    def iri(self, number: str) -> str:
        """The IRI of a study by its number."""
        return self.store.manifest.base + number

    def has_study(self, number: str) -> bool:
        """Whether a study of that number is described here."""
        return is_iri(self.iri(number)) and self.store.has_study(self.iri(number))

    def knows_study(self, number: str) -> bool:
        """Whether a study of that number is described here or referred to."""
        return self.has_study(number) or self.iri(number) in self.related

    def wanted(self, study: str) -> Wanted:
        """What is known here of a study, by its IRI, whose page is to be made elsewhere."""
        return Wanted(study, study in self.related, self._texts.find(study))

    def study(self, number: str) -> StudyPage:
        """What the record of a study says."""
        iri = self.iri(number)
        return study_page(Statements.of_study(self.store.graph, iri), iri, self.site)

    def relations(self, number: str) -> Relations:
        """How a study stands to others; nothing is asked where it stands to none."""
        return relations(self.store, number, self.site) if self.iri(number) in self.related else Relations()

    def statements(self, iri: str) -> Statements:
        """What the graph says of one subject."""
        return Statements.of_quads(self._quads(iri))

    def said(self, iri: str) -> list[tuple[str, str, bool]]:
        """The properties of one subject with each value, and whether that is an IRI; sorted by name."""
        said = (
            (quad.predicate.value, quad.object.value, isinstance(quad.object, ox.NamedNode))
            for quad in self._quads(iri)
            if isinstance(quad.object, ox.NamedNode | ox.Literal)
        )
        return sorted(said, key=lambda each: (each[0].removeprefix(TKG), *each[1:]))

    def _quads(self, iri: str) -> Iterable[ox.Quad]:
        if not is_iri(iri):
            return ()
        return self.store.graph.quads_for_pattern(ox.NamedNode(iri), None, None, _DEFAULT)

    def pointing_at(self, iri: str, most: int) -> list[tuple[str, str]]:
        """The subjects that have something as a value, with the property; so many at most."""
        if not is_iri(iri):
            return []
        found = []
        for quad in self.store.graph.quads_for_pattern(None, None, ox.NamedNode(iri), _DEFAULT):
            if isinstance(quad.subject, ox.NamedNode):
                found.append((quad.subject.value, quad.predicate.value))
            if len(found) == most:
                break
        return sorted(found)

    def study_rdf(self, number: str, rdf_format: RdfFormat) -> bytes:
        """The document of a study, the same bytes that an export writes."""
        iri = self.iri(number)
        out = io.BytesIO()
        write_rdf([(iri, self.store.study_ntriples(iri))], out, rdf_format, base=self.store.manifest.base)
        return out.getvalue()

    def term_rdf(self, iri: str, rdf_format: RdfFormat) -> bytes:
        """What the graph says of a term of the vocabulary, or of anything else that is no study."""
        lines = "".join(sorted(f"{quad.triple} .\n" for quad in self._quads(iri))).encode()
        out = io.BytesIO()
        write_rdf([], out, rdf_format, vocabulary=lines, base=self.store.manifest.base)
        return out.getvalue()

    def _findings(self, number: str) -> Report:
        """What the core shapes object to in a study; one at a time: the engine is not safe in threads."""
        with self._checking:
            return validate_studies([self.store.study_ntriples(self.iri(number))], ShapesChoice())


class Snapshots:
    """The standing generation of a store folder, opened again when a build has replaced it."""

    def __init__(self, folder: Path, few: int) -> None:
        self._folder = folder
        self._few = few
        self._lock = Lock()
        self._standing = self._coming = Snapshot(folder, few)

    def current(self) -> Snapshot:
        """What stands now. While a new generation is read, and where it cannot be, the one before it."""
        if self._replaced() and self._lock.acquire(blocking=False):
            Thread(target=self._read, daemon=True).start()
        return self._standing

    def close(self) -> None:
        """Leave undone what is being done for the pages aside from all requests."""
        for each in (self._standing, self._coming):
            each.cataloguing.close()

    def _read(self) -> None:
        """Open the new generation, aside from all requests: that takes a while."""
        try:
            self._coming = Snapshot(self._folder, self._few)
            self._coming.cataloguing.wait()
            self._standing = self._coming
        except StoreError:
            return
        finally:
            self._lock.release()

    def _replaced(self) -> bool:
        try:
            manifest = read_manifest(self._folder)
        except StoreError:
            return False
        return manifest is not None and manifest.generation != self._standing.generation
