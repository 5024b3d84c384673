"""The graph of a package in all its formats, in one pass: no more than one study is held in memory."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec

from trialkg.formats import RdfFormat
from trialkg.publishing.documents import Node
from trialkg.publishing.names import Names
from trialkg.publishing.portal.compact import Compactor
from trialkg.publishing.portal.files import PackageFile, PartFiles
from trialkg.publishing.portal.schema_org import CONTEXT, script_safe, study_markup
from trialkg.publishing.turtle import header, paragraph
from trialkg.vocabulary.namespaces import PREFIXES

_STUDIES: Final = "studies"
_VOCABULARY: Final = "vocabulary"
_SCHEMA: Final = "studies-schema"
_TITLES: Final = {
    _STUDIES: "Studies",
    _VOCABULARY: "Ontology, concepts and MeSH as the studies use them",
    _SCHEMA: "Studies in the words of schema.org",
}
_NAMES: Final = {
    RdfFormat.TURTLE: "Turtle",
    RdfFormat.NQUADS: "N-Quads",
    RdfFormat.JSONLD: "JSON-LD",
}


class GraphFiles:
    """The files of the graph, open for one document after another; whole when the block ends well.

    ``base`` is what study IRIs start with, ``size`` the bytes of a file before compression.
    """

    def __init__(self, folder: Path, base: str, size: int) -> None:
        folder.mkdir()
        self._names = Names(base)
        self._compactor = Compactor(base)
        self._open = ExitStack()
        self._files = {
            (stem, rdf_format): PartFiles(folder, stem, rdf_format, size, **self._frame(stem, rdf_format))
            for stem in _TITLES
            for rdf_format in _NAMES
            if stem != _SCHEMA or rdf_format is RdfFormat.JSONLD
        }

    def _frame(self, stem: str, rdf_format: RdfFormat) -> dict[str, bytes]:
        """What a file begins and ends with, and what stands between two of its texts."""
        if rdf_format is RdfFormat.TURTLE:
            return {"head": header(self._names, PREFIXES).encode()}
        if rdf_format is RdfFormat.NQUADS:
            return {}
        head = self._compactor.head
        if stem == _SCHEMA:
            head = b'{"@context": ' + msgspec.json.encode(CONTEXT) + b', "@graph": [\n'
        return {"head": head, "separator": self._compactor.separator, "tail": self._compactor.tail}

    def __enter__(self) -> GraphFiles:
        for files in self._files.values():
            self._open.enter_context(files)
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._open.__exit__(kind, *rest)  # type: ignore[arg-type]  # the three of a failure come together

    def add_study(self, iri: str, nodes: list[Node]) -> None:
        """Write a study, in all formats; one known by reference alone has no place among search results."""
        text = "".join("\n" + paragraph(node, self._names) for node in nodes)
        self._files[_STUDIES, RdfFormat.TURTLE].add(f"\n{text}".encode())
        self._files[_STUDIES, RdfFormat.NQUADS].add(_lines(nodes, f" <{iri}> .\n"))
        self._files[_STUDIES, RdfFormat.JSONLD].add(self._compactor.text(nodes))
        markup = study_markup(iri, nodes)
        if markup is not None:
            text = script_safe(msgspec.json.encode(markup).decode())
            self._files[_SCHEMA, RdfFormat.JSONLD].add(text.encode())

    def add_vocabulary(self, node: Node) -> None:
        """Write a node of the vocabulary, in all formats."""
        text = "\n" + paragraph(node, self._names)
        self._files[_VOCABULARY, RdfFormat.TURTLE].add(text.encode())
        self._files[_VOCABULARY, RdfFormat.NQUADS].add(_lines([node], " .\n"))
        self._files[_VOCABULARY, RdfFormat.JSONLD].add(self._compactor.text([node]))

    def files(self, package: Path) -> list[PackageFile]:
        """All files that were written, in the order of a table of contents."""
        return [
            file
            for (stem, rdf_format), files in self._files.items()
            for file in files.files(package, f"{_TITLES[stem]}: {_NAMES[rdf_format]}")
        ]


def _lines(nodes: list[Node], end: str) -> bytes:
    statements = (
        f"{node.subject} {predicate} {token}{end}"
        for node in nodes
        for predicate, tokens in node.properties
        for token in tokens
    )
    return "".join(statements).encode()
