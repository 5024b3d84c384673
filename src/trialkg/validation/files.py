"""Files of RDF: read strictly, checked as one graph, every result with its file and line."""

from __future__ import annotations

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from trialkg.errors import SourceError, UsageError
from trialkg.formats import RdfFormat
from trialkg.validation.batches import Engine, ShapesChoice, validate_studies
from trialkg.validation.compiled import CompiledShapes
from trialkg.validation.engine import validate_graph
from trialkg.validation.families import validate_families
from trialkg.validation.graphs import DataGraph
from trialkg.validation.lines import subject_lines
from trialkg.validation.report import Location, Report, Result

_PARSERS: Final = {
    RdfFormat.TURTLE: ox.RdfFormat.TURTLE,
    RdfFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RdfFormat.NQUADS: ox.RdfFormat.N_QUADS,
    RdfFormat.TRIG: ox.RdfFormat.TRIG,
    RdfFormat.JSONLD: ox.RdfFormat.JSON_LD,
    RdfFormat.RDFXML: ox.RdfFormat.RDF_XML,
}

_LARGE: Final = 60_000
"""Triples from which on a file is worth more than one process: some 200 studies."""


@dataclass(frozen=True, slots=True)
class RdfFile:
    """The triples of a file, whatever graphs they stand in, and the line of each subject if known."""

    path: Path
    quads: tuple[ox.Quad, ...]
    lines: Mapping[str, int]

    def located(self, report: Report) -> Report:
        """The report with the place of every focus node in this file."""
        results = (replace(result, location=self._place(result)) for result in report.results)
        return replace(report, results=tuple(sorted(results, key=lambda result: result.sort_key)))

    def _place(self, result: Result) -> Location:
        line = self.lines.get(result.focus) or self.lines.get(result.focus.partition("#")[0], 0)
        return Location(str(self.path), line)

    @property
    def graph(self) -> ox.Store:
        """The triples as one graph that can be queried."""
        store = ox.Store()
        store.extend(ox.Quad(*quad.triple) for quad in self.quads)
        return store

    @property
    def has_blank_subjects(self) -> bool:
        """Whether a node without an IRI says anything: such a node belongs to no document of its own."""
        return any(isinstance(quad.subject, ox.BlankNode) for quad in self.quads)


def validate_file(
    file: RdfFile, choice: ShapesChoice, *, engine: Engine = Engine.AUTO, jobs: int = 1
) -> Report:
    """Check a file, with the place of every focus node; AUTO is pySHACL.

    Compiled shapes check it as one graph. With pySHACL a large file is checked study by study where that
    cannot change the verdict: nodes without an IRI belong to no study, and shapes of the user's own may look
    from one study to another.
    """
    shapes = choice.load()
    if engine is Engine.COMPILED:
        alone = CompiledShapes(shapes).validate_quads(file.quads)
    elif len(file.quads) > _LARGE and choice.studywise and not file.has_blank_subjects:
        alone = validate_studies(study_texts(file.quads), choice, jobs=jobs)
    else:
        alone = validate_graph(DataGraph(file.quads), shapes)
    return file.located(Report.merged((alone, validate_families(file.graph, shapes))))


def read_rdf(path: Path) -> RdfFile:
    """Read a file by the format its name says; raises SourceError with the line that is wrong."""
    rdf_format = RdfFormat.from_path(path)
    if path.is_dir() or not path.exists():
        what = "this is a folder" if path.is_dir() else "there is no such file"
        raise SourceError(what, where=str(path), remedy="Name a file of RDF; check the path.")
    if rdf_format is None:
        names = ", ".join(extension for each in RdfFormat for extension in each.extensions)
        raise UsageError(
            "the format of this file is not known",
            where=str(path),
            remedy=f"Name it one of: {names}. Records become RDF with trialkg map.",
        )
    data = _bytes(path)
    base = path.absolute().as_uri()
    try:
        quads = tuple(ox.parse(data, format=_PARSERS[rdf_format], base_iri=base))
    except SyntaxError as error:
        place = f"{path}:{error.lineno}:{error.offset}" if error.lineno else str(path)
        raise SourceError(
            f"this is not {rdf_format.option}: {error.msg}", where=place, remedy="Mend that place."
        ) from error
    return RdfFile(path, quads, subject_lines(data.decode(), rdf_format, base))


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if path.suffix.lower() == ".gz" else data
        return data.removeprefix(BOM_UTF8)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(
            f"the file cannot be read: {error}", where=str(path), remedy="Check that it is a complete file."
        ) from error


def study_texts(quads: Iterable[ox.Quad]) -> Iterator[bytes]:
    """The triples of each document, as N-Triples: a study and its parts, by IRIs without their fragments."""
    documents: dict[str, list[ox.Triple]] = {}
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode):
            document = quad.subject.value.partition("#")[0]
            documents.setdefault(document, []).append(quad.triple)
    for triples in documents.values():
        yield ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
