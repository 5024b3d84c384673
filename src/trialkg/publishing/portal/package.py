"""Writes a package: the graph in one pass over its studies, then what describes it.

::

    README.md                  for people
    catalog.ttl, .jsonld       DCAT-AP 3, with checksums, rights and PROV-O
    void.ttl                   numbers and links
    dataset.schema.jsonld      schema.org
    ro-crate-metadata.json     RO-Crate
    checksums.sha256           of every other file
    data/                      the graph: studies and vocabulary, each as Turtle, N-Quads and JSON-LD
    ontology/, shapes/         what the graph is made with and held against
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from trialkg.errors import UsageError
from trialkg.formats import RdfFormat
from trialkg.publishing.documents import Document, Node, documents
from trialkg.publishing.jsonld import jsonld
from trialkg.publishing.names import Names
from trialkg.publishing.portal.catalog import catalog_nodes
from trialkg.publishing.portal.counts import Counts
from trialkg.publishing.portal.described import CATALOG, SCHEMA_ORG, VOID, Described
from trialkg.publishing.portal.details import Details
from trialkg.publishing.portal.files import PackageFile, Part, package_file, sha256_of
from trialkg.publishing.portal.graph import GraphFiles
from trialkg.publishing.portal.ontology import licence_of, read_ontology
from trialkg.publishing.portal.readme import readme
from trialkg.publishing.portal.terms import PREFIXES
from trialkg.publishing.portal.void import void_nodes
from trialkg.publishing.portal.web import ROCRATE, ro_crate, schema_org_dataset
from trialkg.publishing.turtle import header, paragraph
from trialkg.resources import ontology_folder, shapes_folder
from trialkg.store import EmbeddedStore

CHECKSUMS: Final = "checksums.sha256"
PART_SIZE: Final = 256_000_000
"""Bytes of a part of the graph before compression, where nothing else is asked for."""

_README: Final = "README.md"
_CATALOG_JSON: Final = "catalog.jsonld"
_JSON_LD: Final = RdfFormat.JSONLD.media_type
_OTHERS: Final = {
    _README: ("This page", "text/markdown"),
    CATALOG: ("Description for portals: DCAT-AP 3, PROV-O", RdfFormat.TURTLE.media_type),
    _CATALOG_JSON: ("The same as JSON-LD", _JSON_LD),
    VOID: ("Numbers: classes, properties, links (VoID)", RdfFormat.TURTLE.media_type),
    SCHEMA_ORG: ("Description for search engines: schema.org", _JSON_LD),
    CHECKSUMS: ("SHA-256 of every file", "text/plain"),
}
"""The files that describe the package, with title and media type."""


@dataclass(frozen=True, slots=True)
class Package:
    """What was written where."""

    folder: Path
    files: tuple[PackageFile, ...]
    studies: int
    triples: int
    version: str


def publish_package(
    store: EmbeddedStore,
    target: Path,
    details: Details,
    *,
    part_size: int = PART_SIZE,
    replace: bool = False,
    advance: Callable[[int], object] = lambda _: None,
) -> Package:
    """Write the package of a store into a folder, which appears when it is whole.

    ``advance`` is told of each study. Raises UsageError for a folder that is not empty, unless it is a
    package and is to be replaced, and where neither the records nor the details have a date.
    """
    _check(target, replace)
    with _appearing(target) as folder:
        described = _graph(store, folder, details, part_size, advance)
        if not described.modified:
            remedy = "Say when it is published: --issued YYYY-MM-DD."
            raise UsageError("no record of the store has a date", where=str(store.folder), remedy=remedy)
        _describe(folder, described)
    return Package(
        target,
        tuple(described.files),
        described.studies.studies,
        described.studies.triples + described.vocabulary.triples,
        described.version,
    )


def _graph(
    store: EmbeddedStore, folder: Path, details: Details, part_size: int, advance: Callable[[int], object]
) -> Described:
    studies, vocabulary = Counts(), Counts()
    with ExitStack() as stack:
        graph = stack.enter_context(GraphFiles(folder / Part.DATA, store.manifest.base, part_size))
        for iri in sorted((*store.studies(), *store.unresolved_studies())):
            for document in documents([(iri, store.study_ntriples(iri))], b""):
                nodes = list(document.nodes)
                studies.add(nodes)
                graph.add_study(iri, nodes)
            advance(1)
        for document in documents((), store.vocabulary_ntriples()):
            for node in document.nodes:
                vocabulary.add([node])
                graph.add_vocabulary(node)
    files = [*graph.files(folder), *_copies(folder)]
    return Described(details, store.manifest, studies, vocabulary, files, read_ontology())


def _copies(folder: Path) -> Iterator[PackageFile]:
    """The ontology, with its context, and the shapes, as they ship."""
    for part, source in ((Part.ONTOLOGY, ontology_folder()), (Part.SHAPES, shapes_folder())):
        (folder / part).mkdir()
        for path in sorted(source.iterdir()):
            rdf_format = RdfFormat.from_path(path)
            if rdf_format is not None:
                copy = Path(shutil.copyfile(path, folder / part / path.name))
                title = f"{part.value.capitalize()}: {path.stem}"
                yield package_file(folder, copy, title, rdf_format, licence_of(part, path.name))


def _describe(folder: Path, described: Described) -> None:
    catalog = catalog_nodes(described)
    names = Names("", PREFIXES)
    document = Document(None, catalog, 0)
    texts = {
        CATALOG: turtle_text(catalog),
        _CATALOG_JSON: "".join(text for text, _ in jsonld([document], names)),
        VOID: turtle_text(void_nodes(described)),
        SCHEMA_ORG: schema_org_dataset(described),
        ROCRATE: ro_crate(described, _OTHERS),
        _README: readme(described, {**_OTHERS, ROCRATE: ("RO-Crate", _JSON_LD)}, CHECKSUMS),
    }
    for path, text in texts.items():
        (folder / path).write_text(text, encoding="utf-8")
    sums = {file.path: file.sha256 for file in described.files}
    sums |= {path: sha256_of(folder / path) for path in texts}
    lines = (f"{sums[path]}  {path}\n" for path in sorted(sums))
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")


def turtle_text(nodes: list[Node]) -> str:
    """Nodes as Turtle, in their order, with the prefixes they use."""
    names = Names("", PREFIXES)
    body = "\n".join(paragraph(node, names) for node in nodes)
    return f"{header(names)}\n{body}"


def _check(target: Path, replace: bool) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise UsageError("is no folder", where=str(target), remedy="Name a new folder with -o.")
    if not any(target.iterdir()):
        return
    if not (target / CATALOG).is_file() or not (target / CHECKSUMS).is_file():
        remedy = "Name a new folder with -o."
        raise UsageError("is not empty, and no package of trialkg", where=str(target), remedy=remedy)
    if not replace:
        remedy = "Add --replace to put the new one in its place, or name a new folder with -o."
        raise UsageError("holds a package already", where=str(target), remedy=remedy)


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """A folder beside the target that takes its place at the end, and is removed if the block fails."""
    target = target.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    former = target.with_name(f".{target.name}.{os.getpid()}.former")
    try:
        partial.mkdir(parents=True)
        yield partial
        if target.exists():
            target.rename(former)
        partial.rename(target)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        remedy = "Choose a folder you may write to, with space left."
        raise UsageError(what, where=str(target), remedy=remedy) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if former.exists() and not target.exists():
            former.rename(target)
        shutil.rmtree(former, ignore_errors=True)
