"""The embedded store, open for reading: finished, so any number of processes may read it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from trialkg.store.answers import Answer
from trialkg.store.documents import document_of, has_study, ntriples, study_iris, study_numbers, study_quads
from trialkg.store.evaluation import evaluate
from trialkg.store.fingerprints import contents_of
from trialkg.store.folder import Manifest, open_database, read_vocabulary, require_manifest
from trialkg.store.references import unresolved_studies
from trialkg.store.rows import Row, study_rows
from trialkg.store.text_index import TextIndex
from trialkg.store.texts import Held, held, held_texts, read_texts
from trialkg.store.versions import version_ntriples, versions_of


class EmbeddedStore:
    """The standing generation of a store folder, as a target of queries and a source of studies."""

    def __init__(self, folder: Path, manifest: Manifest, graph: ox.Store) -> None:
        self.folder = folder
        self.manifest = manifest
        self.graph = graph

    @classmethod
    def open(cls, folder: Path) -> EmbeddedStore:
        """Open a store; raises StoreError where there is none or its database cannot be read."""
        manifest = require_manifest(folder)
        return cls(folder, manifest, open_database(folder, manifest))

    def query(self, text: str) -> Answer:
        """Evaluate a SPARQL query over the store; raises QueryError."""
        return evaluate(self.graph, text)

    def studies(self) -> list[str]:
        """The IRIs of all studies, sorted."""
        return study_iris(self.graph)

    def study_numbers(self) -> list[str]:
        """The registry ids of all studies, sorted."""
        return study_numbers(self.graph)

    def has_study(self, iri: str) -> bool:
        """Whether a study is described in the store, not only referred to."""
        return has_study(self.graph, iri)

    def unresolved_studies(self, referring: Iterable[str] | None = None) -> list[str]:
        """The IRIs of studies known by reference alone, sorted: all, or those that these studies refer to."""
        known = unresolved_studies(self.graph)
        if referring is None:
            return known
        named = {quad.object for iri in referring for quad in study_quads(self.graph, iri)}
        return [iri for iri in known if ox.NamedNode(iri) in named]

    def study_rows(self, iris: Collection[str]) -> Iterator[Row]:
        """The triples of some studies and their parts, each once, as terms in N-Triples."""
        return study_rows(self.graph, iris)

    def held_studies(self) -> Iterator[Held]:
        """All studies in batches, each as it is read fastest."""
        return held(self.folder / self.manifest.generation, self.studies())

    def held_texts(self, wanted: Held) -> list[bytes] | None:
        """The N-Triples that each study of a batch was loaded from; None where they have to be read."""
        return read_texts(self.folder / self.manifest.generation, wanted) if wanted.pieces else None

    def text_index(self) -> TextIndex:
        """Where the text of each study lies, for those who read one study at a time."""
        return TextIndex(held_texts(self.folder / self.manifest.generation))

    def study_ntriples(self, iri: str) -> bytes:
        """The triples of a study and its parts, as sorted N-Triples; empty for an unknown study."""
        return ntriples(study_quads(self.graph, iri))

    def ntriples(self) -> Iterator[bytes]:
        """All triples of the default graph as N-Triples lines, in an order that this generation keeps."""
        for quad in self.graph.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            yield f"{quad.triple} .\n".encode()

    def content_hashes(self) -> Iterator[tuple[str, str]]:
        """The IRI of each study and the hash of what its record says, in no order."""
        return ((document_of(record), content) for record, content in contents_of(self.graph))

    def versions(self, iri: str) -> list[str]:
        """The IRIs of the former versions of a study that are kept, the oldest first."""
        return [version.value for version in versions_of(self.graph, iri)]

    def version_ntriples(self, version: str) -> bytes:
        """What stands in the graph of a former version, as sorted N-Triples; empty for an unknown one."""
        return version_ntriples(self.graph, ox.NamedNode(version))

    def vocabulary_ntriples(self) -> bytes:
        """The ontology, concept and MeSH triples that the store holds beside the studies, sorted."""
        return read_vocabulary(self.folder, self.manifest)
