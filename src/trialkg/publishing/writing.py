"""Write a graph, study after study, in any format; no more than one study is held in memory at a time."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from trialkg.formats import RdfFormat
from trialkg.publishing.documents import Document, documents
from trialkg.publishing.jsonld import jsonld
from trialkg.publishing.names import Names
from trialkg.publishing.ntriples import canonical_lines, sorted_lines
from trialkg.publishing.rdfxml import rdfxml
from trialkg.publishing.turtle import header, trig, turtle
from trialkg.vocabulary.namespaces import STUDY

_SPOOL = 32 * 1024 * 1024

Studies = Iterable[tuple[str, bytes]]


def write_rdf(
    studies: Studies, out: BinaryIO, rdf_format: RdfFormat, *, vocabulary: bytes = b"", base: str = STUDY
) -> int:
    """Write studies, given as IRI and canonical N-Triples, then the vocabulary; returns the triples written.

    Equal studies in equal order give equal bytes. ``base`` is what study IRIs start with.
    """
    if rdf_format.line_based:
        return _write_lines(studies, vocabulary, out, named=rdf_format is RdfFormat.NQUADS)
    names = Names(base)
    parts = documents(studies, vocabulary)
    if rdf_format is RdfFormat.JSONLD:
        return _write_pieces(jsonld(parts, names), out)
    if rdf_format is RdfFormat.RDFXML:
        return _write_pieces(rdfxml(parts, names), out)
    return _write_turtle(parts, out, names, trig if rdf_format is RdfFormat.TRIG else turtle)


def _write_lines(studies: Studies, vocabulary: bytes, out: BinaryIO, *, named: bool) -> int:
    """N-Triples, or N-Quads with the study as the graph of its statements."""
    written = 0
    for iri, text in studies:
        lines = sorted_lines(text)
        end = f" <{iri}> .\n".encode() if named else b" .\n"
        out.writelines(line[:-2] + end for line in lines)
        written += len(lines)
    lines = canonical_lines(vocabulary)
    out.writelines(line + b"\n" for line in lines)
    return written + len(lines)


def _write_pieces(pieces: Iterator[tuple[str, int]], out: BinaryIO) -> int:
    written = 0
    for text, size in pieces:
        out.write(text.encode())
        written += size
    return written


def _write_turtle(
    parts: Iterable[Document],
    out: BinaryIO,
    names: Names,
    written_as: Callable[[Document, Names], Iterator[str]],
) -> int:
    """The paragraphs go to a spool first: which prefixes they use is known only after the last of them."""
    written = 0
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as body:
        for document in parts:
            body.writelines(piece.encode() for piece in written_as(document, names))
            written += document.size
        out.write(header(names).encode())
        body.seek(0)
        shutil.copyfileobj(body, out)
    return written
