"""The SPARQL endpoint over HTTP: methods, formats, caching, limits that are told, and what protects."""

from __future__ import annotations

import gzip
import json

import httpx
import pyoxigraph as ox
import pytest

from trialkg.endpoint.description import SD

LABELS = "SELECT * { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?o } ORDER BY ?s ?o LIMIT 60"
GRAPH = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?o }"
RDF_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
RESULT_TYPES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.get("/sparql", params={"query": query}, headers=sent)


def test_a_query_comes_by_get_by_form_and_as_it_is(client: httpx.Client) -> None:
    by_get = ask(client, LABELS)
    by_form = client.post("/sparql", data={"query": LABELS})
    direct = client.post("/sparql", content=LABELS, headers={"Content-Type": "application/sparql-query"})
    assert by_get.status_code == 200
    assert len(by_get.json()["results"]["bindings"]) == 60
    assert by_get.content == by_form.content == direct.content


@pytest.mark.parametrize("media_type", RESULT_TYPES)
def test_rows_come_in_every_result_format(client: httpx.Client, media_type: str) -> None:
    response = ask(client, LABELS, accept=media_type)
    assert response.headers["content-type"].partition(";")[0] == media_type
    parsed = ox.parse_query_results(response.content, RESULT_TYPES[media_type])
    assert isinstance(parsed, ox.QuerySolutions)
    assert len(list(parsed)) == 60


def test_rows_come_as_csv(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT (1 AS ?a) ('x,y' AS ?b) {}", "format": "csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.text == 'a,b\r\n1,"x,y"\r\n'


@pytest.mark.parametrize("media_type", RDF_TYPES)
def test_a_graph_comes_in_every_rdf_format(client: httpx.Client, media_type: str) -> None:
    response = ask(client, GRAPH, accept=media_type)
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert len(set(ox.parse(response.content, format=RDF_TYPES[media_type]))) >= 3


@pytest.mark.parametrize(("query", "accept"), [(GRAPH, "text/csv"), (LABELS, "text/turtle")])
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(
    client: httpx.Client, query: str, accept: str
) -> None:
    response = ask(client, query, accept=accept)
    assert response.status_code == 406
    assert "comes as" in response.text


def test_an_unknown_format_is_refused(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "ASK {}", "format": "nonsense"})
    assert response.status_code == 400
    assert "Choose one of" in response.text


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (("GET", {"query": "SELECT {"}), 400),
        (("GET", {"query": ""}), 400),
        (("POST", {"format": "csv"}), 400),
        (("POST", {"update": "CLEAR ALL"}), 403),
        (("GET", {"update": "CLEAR ALL"}), 403),
        (("POST", {"query": "INSERT DATA { <a:a> <a:b> 1 }"}), 400),
        (("POST", {"query": "LOAD <file:///nowhere>"}), 400),
        (("GET", {"query": "ASK {}", "default-graph-uri": "no iri"}), 400),
    ],
)
def test_what_is_no_query_is_refused(
    client: httpx.Client, request_: tuple[str, dict[str, str]], status: int
) -> None:
    method, said = request_
    sent = client.get("/sparql", params=said) if method == "GET" else client.post("/sparql", data=said)
    assert sent.status_code == status, sent.text
    assert sent.headers["content-type"].startswith("text/plain")


def test_a_mistake_is_told_with_its_place(client: httpx.Client) -> None:
    assert "line 2, column" in ask(client, "SELECT * {\n ?s ?p }").text


def test_a_get_without_a_query_describes_the_service(client: httpx.Client, server: str) -> None:
    graph = ox.Store()
    graph.load(client.get("/sparql", headers={"Accept": "text/turtle"}).content, ox.RdfFormat.TURTLE)
    endpoints = [quad.object for quad in graph.quads_for_pattern(None, ox.NamedNode(f"{SD}endpoint"), None)]
    assert endpoints == [ox.NamedNode(f"{server}/sparql")]


def test_a_browser_gets_a_page_and_comunica_gets_rdf(client: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    comunica = "application/n-quads,application/trig;q=0.95,text/turtle;q=0.6,text/html;q=0.2"
    page = client.get("/sparql", headers={"Accept": browser}, follow_redirects=True)
    assert page.url.path == "/query"
    assert page.headers["content-type"].startswith("text/html")
    described = client.get("/sparql", headers={"Accept": comunica})
    assert described.headers["content-type"].partition(";")[0] == "application/n-quads"


def test_head_says_what_get_would(client: httpx.Client) -> None:
    got, head = ask(client, LABELS), client.head("/sparql", params={"query": LABELS})
    assert head.status_code == 200
    assert head.content == b""
    plain = client.get("/sparql", params={"query": LABELS}, headers={"Accept-Encoding": "identity"})
    alike = client.head("/sparql", params={"query": LABELS}, headers={"Accept-Encoding": "identity"})
    assert alike.headers["content-length"] == plain.headers["content-length"] == str(len(got.content))


def test_an_answer_is_compressed_for_those_who_take_it(client: httpx.Client) -> None:
    with client.stream("GET", "/sparql", params={"query": LABELS}) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    assert len(json.loads(gzip.decompress(raw))["results"]["bindings"]) == 60
    plain = ask(client, LABELS, accept_encoding="identity")
    assert "content-encoding" not in plain.headers


def test_an_answer_that_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    tag = ask(client, LABELS).headers["etag"]
    again = ask(client, LABELS, if_none_match=f'"other", {tag}')
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == tag
    assert ask(client, LABELS, if_none_match=tag, accept="text/csv").status_code == 200


@pytest.mark.parametrize(
    "query", ["SELECT (NOW() AS ?t) {}", "SELECT (rand() AS ?t) {}", "CONSTRUCT { [] a <a:a> } {}"]
)
def test_an_answer_that_changes_is_not_kept(client: httpx.Client, query: str) -> None:
    if "CONSTRUCT" in query:
        assert "etag" in ask(client, query).headers
        return
    response = ask(client, query)
    assert "etag" not in response.headers
    assert response.headers["cache-control"] == "no-store"


def test_caches_are_told_what_the_answer_depends_on(client: httpx.Client) -> None:
    vary = ask(client, LABELS).headers["vary"].lower()
    assert "accept" in [each.strip() for each in vary.split(",")]
    assert "accept-encoding" in vary


@pytest.mark.parametrize("path", ["/study/NCT04125277.html", "/", "/sparql?query=ASK%20%7B%7D"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_caches_are_told_once_of_each_header_that_the_answer_depends_on(
    client: httpx.Client, path: str, encoding: str
) -> None:
    response = client.get(path, headers={"Accept-Encoding": encoding})
    names = [each.strip().lower() for each in response.headers["vary"].split(",")]
    assert len(names) == len(set(names))
    assert {"accept", "accept-encoding"} <= set(names)


def test_other_sites_may_ask(client: httpx.Client) -> None:
    response = ask(client, "ASK {}", origin="https://elsewhere.example")
    assert response.headers["access-control-allow-origin"] == "*"
    assert "X-Result-Truncated" in response.headers["access-control-expose-headers"]
    preflight = client.options(
        "/sparql",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type",
        },
    )
    assert preflight.status_code == 200
    assert "POST" in preflight.headers["access-control-allow-methods"]


def test_options_name_the_methods(client: httpx.Client) -> None:
    assert client.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert client.put("/sparql", content=b"").status_code == 405


@pytest.mark.parametrize(
    "path", ["/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=", "/nowhere", "/health"]
)
def test_every_response_protects_its_reader(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers


def test_a_cut_answer_says_so(narrow: str) -> None:
    with httpx.Client(base_url=narrow, timeout=30) as client:
        cut, whole = ask(client, "SELECT * { ?s ?p ?o }"), ask(client, "SELECT * { ?s ?p ?o } LIMIT 40")
        triples = ask(client, "CONSTRUCT WHERE { ?s ?p ?o }", accept="application/n-triples")
    assert cut.headers["x-result-limit"] == "40"
    assert cut.headers["x-result-truncated"] == "true"
    assert len(cut.json()["results"]["bindings"]) == 40
    assert whole.headers["x-result-truncated"] == "false"
    assert triples.headers["x-result-truncated"] == "true"
    assert len(triples.text.splitlines()) == 40


def test_the_watch_sees_the_store_and_counts_queries(client: httpx.Client) -> None:
    assert client.get("/health").json()["studies"] == 3
    before = figures(client)['trialkg_queries_total{outcome="answered"}']
    ask(client, "ASK {}")
    after = figures(client)
    assert after['trialkg_queries_total{outcome="answered"}'] == before + 1
    assert after["trialkg_query_seconds_count"] == after['trialkg_query_seconds_bucket{le="+Inf"}']
    assert after["trialkg_processes_ready"] >= 1


def figures(client: httpx.Client) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[0] != "#")}


def test_a_prefix_that_is_not_declared_is_called_that(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": "SELECT * {\n ?s nobody:here ?o }"})
    assert response.status_code == 400
    assert "(line 2, column 16: a prefix is not declared)" in response.text
