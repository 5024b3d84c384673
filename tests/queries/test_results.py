"""Answers are written as the W3C's result formats have them, proven with its own tests."""

from __future__ import annotations

import json
from io import BytesIO

import pyoxigraph as ox
import pytest
from tests.conftest import shared_data
from tests.queries.conftest import MemoryGraph

from trialkg.errors import UsageError
from trialkg.formats import ResultFormat
from trialkg.queries import write_graph, write_results
from trialkg.store import Answer

TABLES = ["csvtsv01", "csvtsv02", "csvtsv03"]


def written(answer: Answer, result_format: ResultFormat) -> bytes:
    out = BytesIO()
    write_results(answer, out, result_format)
    return out.getvalue()


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_that_of_the_w3c(table: str) -> None:
    folder = shared_data("w3c", "sparql11", "csv-tsv-res")
    answer = ox.parse_query_results((folder / f"{table}.tsv").read_bytes(), ox.QueryResultsFormat.TSV)
    found = written(answer, ResultFormat.CSV)
    assert found.count(b"\r\n") == found.count(b"\n")
    assert lines(found) == lines((folder / f"{table}.csv").read_bytes())


@pytest.mark.parametrize("table", TABLES)
def test_tsv_is_that_of_the_w3c(table: str) -> None:
    folder = shared_data("w3c", "sparql11", "csv-tsv-res")
    given = (folder / f"{table}.tsv").read_bytes()
    answer = ox.parse_query_results(given, ox.QueryResultsFormat.TSV)
    assert lines(written(answer, ResultFormat.TSV)) == lines(given)


@pytest.mark.parametrize("test", ["jsonres01", "jsonres02", "jsonres03", "jsonres04"])
def test_json_says_the_same_as_that_of_the_w3c(test: str) -> None:
    given = (shared_data("w3c", "sparql11", "json-res") / f"{test}.srj").read_bytes()
    found = written(ox.parse_query_results(given, ox.QueryResultsFormat.JSON), ResultFormat.JSON)
    assert json.loads(found) == json.loads(given)


def lines(table: bytes) -> list[bytes]:
    """The lines of a table: line ends, names of blank nodes and the case of an exponent are open."""
    same = table.replace(b"\r\n", b"\n").replace(b"1.0E6", b"1.0e6").replace(b"_:a", b"_:b0")
    return same.splitlines()


@pytest.mark.parametrize("result_format", [ResultFormat.JSON, ResultFormat.XML])
def test_what_is_written_reads_back_as_the_same_rows(
    result_format: ResultFormat, memory: MemoryGraph
) -> None:
    query = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o"
    formats = {ResultFormat.JSON: ox.QueryResultsFormat.JSON, ResultFormat.XML: ox.QueryResultsFormat.XML}
    read = ox.parse_query_results(written(memory.query(query), result_format), formats[result_format])
    expected = memory.query(query)
    assert isinstance(read, ox.QuerySolutions)
    assert isinstance(expected, ox.QuerySolutions)
    assert [tuple(row) for row in read] == [tuple(row) for row in expected]


def test_a_graph_is_written_as_turtle_with_the_project_s_prefixes(memory: MemoryGraph) -> None:
    out = BytesIO()
    write_graph(memory.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }"), out)
    assert b"@prefix tkg: <https://w3id.org/trialkg/ontology#>" in out.getvalue()
    assert len(list(ox.parse(out.getvalue(), ox.RdfFormat.TURTLE))) > 50


def test_rows_and_graphs_are_not_mistaken_for_each_other(memory: MemoryGraph) -> None:
    with pytest.raises(UsageError, match="turtle"):
        written(memory.query("CONSTRUCT WHERE { ?s ?p ?o }"), ResultFormat.CSV)
    with pytest.raises(UsageError, match="csv"):
        write_graph(memory.query("SELECT * { ?s ?p ?o }"), BytesIO())
