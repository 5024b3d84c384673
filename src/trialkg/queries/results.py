"""Writing answers in the W3C result formats, or as Turtle where the answer is a graph."""

from __future__ import annotations

from io import BytesIO
from typing import BinaryIO

import pyoxigraph as ox

from trialkg.errors import UsageError
from trialkg.formats import ResultFormat
from trialkg.store import Answer
from trialkg.vocabulary.namespaces import PREFIXES

_FORMATS = {
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
    ResultFormat.XML: ox.QueryResultsFormat.XML,
    ResultFormat.CSV: ox.QueryResultsFormat.CSV,
    ResultFormat.TSV: ox.QueryResultsFormat.TSV,
}


def write_results(answer: Answer, out: BinaryIO, result_format: ResultFormat) -> None:
    """Write rows or a truth value; raises UsageError for a graph, which has no rows."""
    if isinstance(answer, ox.QueryTriples):
        raise UsageError("the answer is a graph, not rows", remedy="Use --format turtle.")
    answer.serialize(out, _FORMATS[result_format])


def result_bytes(answer: Answer, result_format: ResultFormat) -> bytes:
    """Rows or a truth value, written; raises UsageError for a graph, which has no rows."""
    out = BytesIO()
    write_results(answer, out, result_format)
    return out.getvalue()


def write_graph(answer: Answer, out: BinaryIO) -> None:
    """Write the triples of a CONSTRUCT or DESCRIBE as Turtle; raises UsageError for rows."""
    if not isinstance(answer, ox.QueryTriples):
        raise UsageError(
            "the answer is rows, not a graph", remedy="Use --format csv, tsv, json, xml or table."
        )
    ox.serialize(answer, out, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
