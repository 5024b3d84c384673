"""An answer within a query process: exact, cut between rows, and within bounds."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from trialkg.endpoint.evaluation import answered
from trialkg.endpoint.jobs import Dataset, Job, Outcome
from trialkg.formats import RdfFormat, ResultFormat

FORMATS = {
    ResultFormat.JSON: ox.QueryResultsFormat.JSON,
    ResultFormat.XML: ox.QueryResultsFormat.XML,
    ResultFormat.CSV: ox.QueryResultsFormat.CSV,
    ResultFormat.TSV: ox.QueryResultsFormat.TSV,
}


@pytest.fixture
def graph() -> ox.Store:
    graph = ox.Store()
    graph.load(
        b"""
        <a:a> <a:b> "tab\\tline\\nquote\\"back\\\\return\\r\xc3\xa9", "", "word"@en-gb, 7, 7.5, 7e0, true .
        _:b <a:b> "<p>&amp;</p>" .
        <a:g> { <a:c> <a:b> <a:d> }
        """,
        ox.RdfFormat.TRIG,
    )
    return graph


def job(text: str, **changes: object) -> Job:
    usual = {"base": "http://a.example/", "results": "json", "graphs": "ntriples", "rows": 50, "size": 9999}
    return Job(text=text, seconds=9, **usual | changes)  # type: ignore[arg-type]  # any field


@pytest.mark.parametrize("result_format", FORMATS)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o } ORDER BY ?o",
        "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?x } } }",
        "SELECT ?x ?y {}",
        "SELECT ?x { VALUES ?x { UNDEF 1 UNDEF } }",
        "SELECT * {}",
        "SELECT ?none { ?none <a:nothing> ?o }",
        "SELECT (<<( <a:a> <a:b> <<( <a:a> <a:b> 1 )>> )>> AS ?triple) {}",
    ],
)
def test_an_answer_is_what_oxigraph_writes(graph: ox.Store, query: str, result_format: ResultFormat) -> None:
    direct = graph.query(query)
    assert isinstance(direct, ox.QuerySolutions)
    head, body = answered(graph, job(query, results=result_format.option))
    assert head.outcome is Outcome.ANSWERED, head.message
    assert body == direct.serialize(format=FORMATS[result_format])


@pytest.mark.parametrize(("rows", "cut"), [(3, True), (8, False), (9, False)])
def test_rows_are_cut_where_there_are_more(graph: ox.Store, rows: int, cut: bool) -> None:
    head, _ = answered(graph, job("SELECT * { ?s ?p ?o }", rows=rows))
    assert (head.rows, head.cut) == (min(rows, 8), cut)
    head, body = answered(graph, job("CONSTRUCT WHERE { ?s ?p ?o }", rows=rows))
    assert (len(body.splitlines()), head.cut) == (min(rows, 8), cut)


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_an_answer_that_is_too_large_is_none(graph: ox.Store, query: str) -> None:
    head, body = answered(graph, job(query, size=60))
    assert (head.outcome, body) == (Outcome.TOO_LARGE, b"")


def test_a_dataset_stands_in_place_of_that_of_the_query(graph: ox.Store) -> None:
    of_graph, nothing = Dataset(default=("a:g",)), Dataset(named=("a:none",))
    everything = "ASK { { ?s <a:b> <a:d> } UNION { GRAPH ?g { ?s ?p ?o } } }"
    assert b"true" in answered(graph, job(everything, dataset=of_graph))[1]
    assert b"true" in answered(graph, job("ASK FROM <a:none> { ?s <a:b> <a:d> }", dataset=of_graph))[1]
    assert b"false" in answered(graph, job("ASK { GRAPH ?g { ?s ?p ?o } }", dataset=of_graph))[1]
    assert b"false" in answered(graph, job(everything, dataset=nothing))[1]


def test_relative_iris_are_read_against_the_base(graph: ox.Store) -> None:
    _, body = answered(graph, job("CONSTRUCT { <x> <a:b> 1 } {}", graphs=RdfFormat.NTRIPLES.option))
    assert body.startswith(b"<http://a.example/x>")


@pytest.mark.parametrize(
    ("query", "outcome"),
    [
        ("SELECT", Outcome.MALFORMED),
        ("CLEAR ALL", Outcome.REFUSED),
        ("SELECT * { SERVICE <a:b> {} }", Outcome.REFUSED),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Outcome.UNACCEPTABLE),
    ],
)
def test_what_has_no_answer_is_told_apart(graph: ox.Store, query: str, outcome: Outcome) -> None:
    head, _ = answered(graph, job(query, graphs=None))
    assert head.outcome is outcome
    assert head.message.endswith(".")
