"""The tests of the W3C: SPARQL 1.1 Protocol, read only, service description, and result formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node
from tests.conftest import PROJECT, shared_data
from tests.servers import trialkg_server

from trialkg.endpoint.description import SD, service_description
from trialkg.endpoint.evaluation import answered
from trialkg.endpoint.jobs import Job, Outcome
from trialkg.formats import RdfFormat, ResultFormat
from trialkg.store.folder import DATABASE, VOCABULARY, Manifest, write_manifest
from trialkg.vocabulary.namespaces import XSD

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
SUITE = PROJECT.parent / "shared" / "data" / "w3c" / "sparql11"
NUMBERS = {XSD + name for name in ("integer", "negativeInteger", "decimal", "double")}
GENERATION = "graph-000001"


class Request(NamedTuple):
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: str
    format: str
    boolean: bool | None


def manifest(name: str) -> Graph:
    path = SUITE / name / "manifest.ttl"
    return Graph().parse(path) if path.exists() else Graph()


def entries(graph: Graph) -> list[URIRef]:
    heads = list(graph.objects(None, MF.entries))
    return [URIRef(str(each)) for head in heads for each in Collection(graph, head)]


def name_of(entry: URIRef) -> str:
    return str(entry).rpartition("#")[2]


PROTOCOL = manifest("protocol")
ROWS = {name: manifest(name) for name in ("json-res", "csv-tsv-res")}


def requests(graph: Graph, entry: URIRef) -> Iterator[Request]:
    connection = graph.value(entry, MF.action)
    for node in members(graph, graph.value(connection, HT.requests)):
        yield request(graph, node)


def members(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if head is not None else []


def request(graph: Graph, node: Node) -> Request:
    sent = members(graph, graph.value(node, HT.headers))
    response, body = graph.value(node, HT.resp), graph.value(node, HT.body)
    boolean = graph.value(response, MF.expectedBoolean)
    encoding = str(graph.value(body, CNT.characterEncoding) or "UTF-8")
    return Request(
        method=str(graph.value(node, HT.methodName)),
        path=str(graph.value(node, HT.absolutePath)),
        headers={
            str(graph.value(each, HT.fieldName)): str(graph.value(each, HT.fieldValue)) for each in sent
        },
        body=str(graph.value(body, CNT.chars) or "").encode(encoding),
        status=" ".join(str(each)[-3:] for each in graph.objects(response, MF.expectedStatus)),
        format=str(graph.value(response, MF.expectedFormat) or ""),
        boolean=None if boolean is None else bool(boolean.toPython()),  # type: ignore[attr-defined]  # a literal
    )


@pytest.fixture(scope="module")
def w3c_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over the data of the protocol's tests."""
    data = shared_data("w3c", "sparql11", "protocol-dataset.nq")
    folder = tmp_path_factory.mktemp("w3c")
    (folder / GENERATION).mkdir()
    graph = ox.Store(str(folder / GENERATION / DATABASE))
    graph.load(path=str(data), format=ox.RdfFormat.N_QUADS)
    graph.flush()
    del graph
    about = Manifest(
        generation=GENERATION, studies=0, triples=3, trialkg="0", mapping_version="0", base="http://kasei.us/"
    )
    (folder / GENERATION / VOCABULARY).touch()
    write_manifest(folder, about)
    with trialkg_server(tmp_path_factory.mktemp("w3c-server"), folder) as address:
        yield address


@pytest.mark.parametrize("entry", entries(PROTOCOL), ids=name_of)
def test_the_protocol_is_kept_and_updates_are_refused(entry: URIRef, w3c_server: str) -> None:
    for sent in requests(PROTOCOL, entry):
        response = httpx.request(
            sent.method, w3c_server + sent.path, headers=sent.headers, content=sent.body, timeout=30
        )
        if "update" in name_of(entry):
            assert 400 <= response.status_code < 500, response.text
            return
        assert f"{response.status_code // 100}xx" in sent.status, response.text
        check(response, sent)


def check(response: httpx.Response, sent: Request) -> None:
    kind = response.headers["content-type"].partition(";")[0]
    if sent.boolean is not None:
        assert response.json()["boolean"] is sent.boolean
    if sent.format:
        is_graph = kind in {each.media_type for each in RdfFormat}
        is_rows = kind in {each.media_type for each in ResultFormat}
        assert (is_graph, is_rows) == (sent.format == "RDF", sent.format != "RDF")


def test_the_whole_suite_is_run() -> None:
    shared_data("w3c", "sparql11", "protocol")
    assert len(entries(PROTOCOL)) == 34
    assert [len(entries(graph)) for graph in ROWS.values()] == [4, 6]


@pytest.mark.parametrize(
    ("suite", "entry"),
    [(suite, entry) for suite, graph in ROWS.items() for entry in entries(graph)],
    ids=[name_of(entry) for graph in ROWS.values() for entry in entries(graph)],
)
def test_results_are_written_as_the_w3c_has_them(suite: str, entry: URIRef) -> None:
    manifest_ = ROWS[suite]
    action, wanted = manifest_.value(entry, MF.action), place(manifest_.value(entry, MF.result))
    graph = ox.Store()
    graph.load(path=str(place(manifest_.value(action, QT.data))), format=ox.RdfFormat.TURTLE)
    query = place(manifest_.value(action, QT.query)).read_text(encoding="utf-8")
    found = ResultFormat.from_path(wanted)
    assert found is not None
    head, body = answered(graph, job(query, found))
    assert head.outcome is Outcome.ANSWERED, head.message
    assert comparable(body, found) == comparable(wanted.read_bytes(), found)


def place(iri: Any) -> Path:
    return Path(str(iri).removeprefix("file://"))


def job(text: str, results: ResultFormat) -> Job:
    return Job(
        text=text,
        base="http://a.example/",
        results=results.option,
        graphs=None,
        rows=99,
        size=99_999,
        seconds=9,
    )


def comparable(data: bytes, results: ResultFormat) -> object:
    """Rows as they can be compared: neither they nor the columns of ``SELECT *`` have an order."""
    if results is ResultFormat.CSV:
        names, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
        return alike(names, ([number(cell) for cell in row] for row in rows))
    formats = {ResultFormat.JSON: ox.QueryResultsFormat.JSON, ResultFormat.TSV: ox.QueryResultsFormat.TSV}
    parsed = ox.parse_query_results(data, formats[results])
    if isinstance(parsed, ox.QueryBoolean):
        return bool(parsed)
    assert isinstance(parsed, ox.QuerySolutions)
    return alike(map(str, parsed.variables), ([term(each) for each in row] for row in parsed))


def alike(names: Iterable[str], rows: Iterable[list[str]]) -> tuple[list[str], list[list[tuple[str, str]]]]:
    columns = list(names)
    cells = (zip(columns, map(blank, row), strict=True) for row in rows)
    return sorted(columns), sorted(sorted(row) for row in cells)


def term(found: object) -> str:
    """A term with its number by value: Oxigraph keeps numbers so, 1.0E6 as 1000000."""
    if isinstance(found, ox.Literal) and found.datatype.value in NUMBERS:
        return number(found.value)
    return str(found)


def number(text: str) -> str:
    try:
        return str(float(text))
    except ValueError:
        return text


def blank(text: str) -> str:
    return "_:" if text.startswith("_:") else text


def test_the_service_description_keeps_to_its_vocabulary() -> None:
    about = Manifest(
        generation=GENERATION, studies=1, triples=2, trialkg="0", mapping_version="0", base="http://b/"
    )
    body = service_description("http://a.example/sparql", about, RdfFormat.NTRIPLES)
    graph = Graph().parse(data=body.decode(), format="nt")
    vocabulary = Namespace(SD)
    (service,) = graph.subjects(RDF.type, vocabulary.Service)
    assert list(graph.objects(service, vocabulary.endpoint)) == [URIRef("http://a.example/sparql")]
    dataset = graph.value(service, vocabulary.defaultDataset)
    assert (dataset, RDF.type, vocabulary.Dataset) in graph
    assert (graph.value(dataset, vocabulary.defaultGraph), RDF.type, vocabulary.Graph) in graph
    assert list(graph.objects(service, vocabulary.supportedLanguage)) == [vocabulary.SPARQL11Query]
    used = {str(predicate) for predicate in graph.predicates() if str(predicate).startswith(SD)}
    known = {"endpoint", "supportedLanguage", "resultFormat", "defaultDataset", "defaultGraph"}
    assert used == {SD + name for name in known}
