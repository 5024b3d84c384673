"""One query answered within a query process: checked, evaluated, cut to size and written.

Rows go through the TSV form of their terms: it is exact, a row is a line of it, so an answer can be cut
between rows, and Oxigraph turns it into the other formats at once.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Final, NamedTuple, TypeVar

import pyoxigraph as ox

from trialkg.endpoint.jobs import Head, Job, Outcome
from trialkg.endpoint.pages.making import Wanted
from trialkg.endpoint.pages.rendering import MEDIA_TYPE
from trialkg.errors import QueryError
from trialkg.formats import RdfFormat, ResultFormat
from trialkg.queries import part_queries
from trialkg.store import Answer, refuse_federation, refuse_update
from trialkg.store.documents import has_study, study_numbers, study_quads
from trialkg.vocabulary.namespaces import PREFIXES, RDFS, SKOS

_RESULTS: Final = {
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
    ResultFormat.XML: ox.QueryResultsFormat.XML,
    ResultFormat.CSV: ox.QueryResultsFormat.CSV,
    ResultFormat.TSV: ox.QueryResultsFormat.TSV,
}
GRAPH_WRITERS: Final = {
    RdfFormat.TURTLE: ox.RdfFormat.TURTLE,
    RdfFormat.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RdfFormat.NQUADS: ox.RdfFormat.N_QUADS,
    RdfFormat.TRIG: ox.RdfFormat.TRIG,
    RdfFormat.JSONLD: ox.RdfFormat.JSON_LD,
    RdfFormat.RDFXML: ox.RdfFormat.RDF_XML,
}
Format = TypeVar("Format", ResultFormat, RdfFormat)

_NAMES: Final = tuple(ox.NamedNode(iri) for iri in (f"{RDFS}label", f"{SKOS}prefLabel"))
_UTF8: Final = "; charset=utf-8"
_WORTH_ZIPPING: Final = 1000
_ZIP_LEVEL: Final = 4
_PLACE: Final = re.compile(r"^error at (\d+):(\d+): ")
_UNDECLARED: Final = "Prefix not found"


class Written(NamedTuple):
    """An answer in the format that was asked for: its type, its bytes, its rows, whether some were cut."""

    media_type: str
    body: bytes
    rows: int
    cut: bool


class _TooLargeError(Exception):
    """The answer outgrows what may be sent."""


class _UnknownError(Exception):
    """There is no such study."""


class _UnacceptableError(Exception):
    """The answer has no format that the client takes."""


Pages = Callable[[Wanted], bytes | None]
"""The page of a study; None where there is none."""


def answered(graph: ox.Store, job: Job, pages: Pages | None = None) -> tuple[Head, bytes]:
    """The reply to a query: how it went, and the bytes of its answer. ``pages`` makes those of studies."""
    try:
        written = _wanted(graph, job, pages)
        if len(written.body) > job.size:
            raise _TooLargeError
    except QueryError as error:
        return Head(outcome=Outcome.REFUSED, message=str(error)), b""
    except SyntaxError as error:
        return _mistaken(job.text, error), b""
    except _UnknownError:
        return Head(outcome=Outcome.UNKNOWN, message="there is no study of this number here."), b""
    except _UnacceptableError as error:
        return Head(outcome=Outcome.UNACCEPTABLE, message=str(error)), b""
    except _TooLargeError:
        message = f"the answer is larger than {job.size >> 20} MB. Ask for less, for instance with LIMIT."
        return Head(outcome=Outcome.TOO_LARGE, message=message), b""
    except MemoryError:
        return Head(outcome=Outcome.DIED, message="the query took too much memory. Ask for less."), b""
    except (OSError, ValueError, RuntimeError) as error:
        return Head(outcome=Outcome.FAILED, message=f"the query could not be evaluated: {error}"), b""
    return _reply(written, zipped=job.zipped)


def _wanted(graph: ox.Store, job: Job, pages: Pages | None) -> Written:
    if job.page:
        body = pages(job.page) if pages else None
        if body is None:
            raise _UnknownError
        return Written(MEDIA_TYPE, body, 0, cut=False)
    if job.study:
        return _document(graph, job)
    return _written_rows(_listed(graph, job), job) if job.by else _written(_evaluated(graph, job), job)


def _listed(graph: ox.Store, job: Job) -> Iterator[ox.QuerySolutions]:
    """The answers to the parts of a listing, none evaluated before its rows are wanted."""
    for part in part_queries(job.text, job.by, study_numbers(graph)):
        answer = graph.query(part, base_iri=job.base)
        assert isinstance(answer, ox.QuerySolutions)
        yield answer


def _evaluated(graph: ox.Store, job: Job) -> Answer:
    refuse_federation(job.text)
    dataset = job.dataset
    if dataset is None:
        return graph.query(job.text, base_iri=job.base)
    return graph.query(
        job.text,
        base_iri=job.base,
        default_graph=[_graph(iri) for iri in dataset.default],
        named_graphs=[_graph(iri) for iri in dataset.named],
    )


def _graph(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"'{iri}' is no IRI of a graph", remedy="Give an absolute IRI.") from error


def _mistaken(text: str, error: SyntaxError) -> Head:
    """What is wrong with a query that Oxigraph does not read; an update is told that it is one."""
    try:
        refuse_update(text)
    except QueryError as refusal:
        return Head(outcome=Outcome.REFUSED, message=str(refusal))
    said = _PLACE.sub(r"line \1, column \2: ", str(error.msg))
    if _UNDECLARED in said:
        # The parser goes on to list all that a name may be written with.
        said = f"{said.partition(': ')[0]}: a prefix is not declared"
    return Head(outcome=Outcome.MALFORMED, message=f"the query cannot be parsed ({said}). Mend it.")


def _written(answer: Answer, job: Job) -> Written:
    if isinstance(answer, ox.QueryTriples):
        return _written_graph(answer, job)
    if isinstance(answer, ox.QueryBoolean):
        chosen, media_type = _chosen_results(job)
        body = answer.serialize(format=_RESULTS[chosen]) or b""
        return Written(media_type, body, 1, cut=False)
    return _written_rows(iter((answer,)), job)


def _chosen_results(job: Job) -> tuple[ResultFormat, str]:
    """The format of the results, and its media type."""
    chosen = _chosen(ResultFormat, job.results, "rows or a truth value")
    return chosen, chosen.media_type + (_UTF8 if chosen in (ResultFormat.CSV, ResultFormat.TSV) else "")


def _written_rows(answers: Iterator[ox.QuerySolutions], job: Job) -> Written:
    chosen, media_type = _chosen_results(job)
    lines = _lines(answers, job.size)
    head = [next(lines), *islice(lines, job.rows)]
    cut = next(lines, None) is not None
    rows = ox.parse_query_results("\n".join((*head, "")), _RESULTS[ResultFormat.TSV])
    return Written(media_type, rows.serialize(format=_RESULTS[chosen]) or b"", len(head) - 1, cut)


def _lines(answers: Iterator[ox.QuerySolutions], most: int) -> Iterator[str]:
    """The line of variables, then a line a row; raises where they grow beyond so many characters."""
    first = next(answers)
    yield "\t".join(map(str, first.variables))
    size = 0
    for row in chain(first, chain.from_iterable(answers)):
        line = "\t".join(["" if term is None else _term(term) for term in row])
        size += len(line)
        if size > most:
            raise _TooLargeError
        yield line


def _term(term: object) -> str:
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)


def _written_graph(answer: ox.QueryTriples, job: Job) -> Written:
    chosen = _chosen(RdfFormat, job.graphs, "a graph")
    triples = list(islice(answer, job.rows))
    return _as_graph(triples, chosen, cut=next(answer, None) is not None)


def _document(graph: ox.Store, job: Job) -> Written:
    """All that is said of a study and its parts, and the names of what they refer to."""
    if not has_study(graph, job.study):
        raise _UnknownError
    chosen = _chosen(RdfFormat, job.graphs, "a graph")
    said = [quad.triple for quad in study_quads(graph, job.study)]
    named = {triple.object for triple in said if isinstance(triple.object, ox.NamedNode)}
    named -= {triple.subject for triple in said}
    for thing in named:
        for name in _NAMES:
            said.extend(quad.triple for quad in graph.quads_for_pattern(thing, name, None, ox.DefaultGraph()))
    return _as_graph(said, chosen, cut=False)


def _as_graph(triples: Sequence[ox.Triple], chosen: RdfFormat, *, cut: bool) -> Written:
    body = ox.serialize(triples, format=GRAPH_WRITERS[chosen], prefixes=PREFIXES) or b""
    media_type = chosen.media_type + (_UTF8 if chosen in (RdfFormat.TURTLE, RdfFormat.TRIG) else "")
    return Written(media_type, body, len(triples), cut)


def _chosen(formats: type[Format], option: str | None, what: str) -> Format:
    if option is None:
        offered = ", ".join(member.media_type for member in formats)
        raise _UnacceptableError(f"the answer is {what}, and comes as {offered}.")
    return formats.from_option(option)


def _reply(written: Written, *, zipped: bool) -> tuple[Head, bytes]:
    body = written.body
    zipped = zipped and len(body) >= _WORTH_ZIPPING
    if zipped:
        body = gzip.compress(body, _ZIP_LEVEL, mtime=0)
    head = Head(
        outcome=Outcome.ANSWERED,
        media_type=written.media_type,
        rows=written.rows,
        cut=written.cut,
        zipped=zipped,
        size=len(body),
    )
    return head, body
