"""What a hostile client may try: each attempt is contained, and others are served meanwhile."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from urllib.parse import quote, urlsplit

import httpx
import pytest

QUICK = "SELECT ?n { ?s <http://purl.org/dc/terms/identifier> ?n } LIMIT 1"
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(CONCAT(STR(?a), STR(?e), STR(?i)) = 'x') }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {CROSS}"
GREEDY = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LARGE = f"""SELECT ?n ?long {{
  BIND("{"x" * 200}" AS ?one)
  BIND(CONCAT({", ".join(["?one"] * 40)}) AS ?many)
  BIND(CONCAT({", ".join(["?many"] * 40)}) AS ?long)
  VALUES ?n {{ {" ".join(map(str, range(40)))} }}
}}"""
"""Large, but no work."""


@pytest.fixture
def client(narrow: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=narrow, timeout=30) as client:
        yield client


def post(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", data={"query": query})


def served(client: httpx.Client) -> bool:
    return post(client, QUICK).status_code == 200


def gauge(client: httpx.Client, name: str) -> float:
    found = re.search(rf"^{name} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    assert found is not None
    return float(found[1])


def come_to_run(client: httpx.Client, queries: int) -> bool:
    """Whether so many queries run, after ten seconds at most."""
    last = time.monotonic() + 10
    while gauge(client, "trialkg_queries_running") != queries and time.monotonic() < last:
        time.sleep(0.02)
    return gauge(client, "trialkg_queries_running") == queries


def test_an_endless_query_ends_at_its_deadline_and_its_process_with_it(client: httpx.Client) -> None:
    start = time.monotonic()
    response = post(client, ENDLESS)
    assert response.status_code == 503
    assert "longer than 2 s" in response.text
    assert 1.8 < time.monotonic() - start < 20
    assert come_to_run(client, 0)
    assert served(client)


def test_a_query_that_takes_all_memory_ends_alone(client: httpx.Client) -> None:
    response = post(client, GREEDY)
    assert response.status_code in (500, 503), response.text
    assert served(client)


def test_quick_queries_are_answered_while_endless_ones_run(client: httpx.Client, narrow: str) -> None:
    with ThreadPoolExecutor(3) as threads:
        endless = [
            threads.submit(httpx.post, f"{narrow}/sparql", data={"query": ENDLESS}, timeout=30)
            for _ in range(3)
        ]
        time.sleep(0.2)
        assert all(served(client) for _ in range(10))
        statuses = sorted(each.result().status_code for each in endless)
    assert set(statuses) <= {429, 503}


def test_one_client_cannot_have_all_long_queries(client: httpx.Client, narrow: str) -> None:
    with ThreadPoolExecutor(2) as threads:
        both = threads.map(
            lambda _: httpx.post(f"{narrow}/sparql", data={"query": ENDLESS}, timeout=30), range(2)
        )
        answers = sorted(both, key=lambda each: each.status_code)
    assert [each.status_code for each in answers] == [429, 503]
    assert int(answers[0].headers["retry-after"]) > 0
    assert served(client)


def test_a_client_with_too_many_requests_is_told_to_wait(client: httpx.Client, narrow: str) -> None:
    with ThreadPoolExecutor(24) as threads:
        asked = threads.map(
            lambda _: httpx.post(f"{narrow}/sparql", data={"query": ENDLESS}, timeout=60), range(24)
        )
        statuses = {each.status_code for each in asked}
    assert 429 in statuses
    assert statuses <= {429, 503}
    assert served(client)


def test_a_client_that_goes_away_ends_its_query(server: str) -> None:
    """Of a server whose own deadline is far away."""
    with httpx.Client(base_url=server, timeout=30) as client:
        with connected(server) as raw:
            raw.sendall(request(ENDLESS))
            assert come_to_run(client, 1)
        assert come_to_run(client, 0)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r"SELECT * { S\u0045RVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r"SELECT * { # \u000A SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        r'SELECT * { ?s ?p "a\u0022 . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #" }',
        r"SELECT * { ?s ?p 'a\U00000027 . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #' }",
    ],
)
def test_no_spelling_sends_a_query_to_another_server(client: httpx.Client, query: str) -> None:
    response = post(client, query)
    assert response.status_code == 400
    assert "SERVICE" in response.text or "parsed" in response.text


def test_the_word_service_in_a_text_is_no_offence(client: httpx.Client) -> None:
    assert (
        post(client, 'SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "a service")) } LIMIT 1').status_code
        == 200
    )


@pytest.mark.parametrize("clause", ["FROM <http://127.0.0.1:9/x>", "FROM NAMED <file:///etc/hostname>"])
def test_a_graph_that_is_not_there_is_empty_and_not_fetched(client: httpx.Client, clause: str) -> None:
    response = post(client, f"SELECT * {clause} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}")
    assert response.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 50_000 + "}" * 50_000,
        "SELECT * { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
        "SELECT * { SERVICE " + "{" * 5_000,
        "ASK { ?s ?p ?o FILTER(REGEX('" + "a" * 40 + "', '(a+)+$b')) }",
        "ASK { FILTER(REGEX('" + "a" * 40 + "b', '((((a{1,100}){1,100}){1,100}){1,100}){1,100}$')) }",
        "ASK { <a:a> " + "/".join(["<a:b>*"] * 2_000) + " ?o }",
    ],
    ids=["braces", "brackets", "service", "regex", "huge regex", "path"],
)
def test_a_query_made_to_explode_is_answered_or_refused_in_time(client: httpx.Client, query: str) -> None:
    start = time.monotonic()
    response = post(client, query)
    assert response.status_code in (200, 400, 500, 503)
    assert time.monotonic() - start < 20
    assert served(client)


def test_a_giant_body_is_refused_unread(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": "x" * 1_100_000}).status_code == 413
    pieces = (b"query=" + b"x" * 100_000 for _ in range(20))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sparql", content=pieces, headers=kind).status_code == 413


def test_a_giant_header_is_refused(narrow: str) -> None:
    with connected(narrow) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\n")
        answer = b""
        try:
            for _ in range(40):
                raw.sendall(b"X-Long: " + b"x" * 4_000 + b"\r\n")
                time.sleep(0.005)
            answer = raw.recv(100)
        except ConnectionError:
            return
    assert b" 431 " in answer


def test_a_thousand_slow_connections_do_not_stop_the_others(client: httpx.Client, narrow: str) -> None:
    with ExitStack() as opened:
        for number in range(300):
            raw = opened.enter_context(connected(narrow))
            raw.sendall(b"GET /sparql HTTP/1.1\r\nHost: x\r\nX-Slow: " if number % 2 else b"")
        assert all(served(client) for _ in range(5))


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "/api/queries/../../../etc/passwd",
        "/api/queries/..%2F..%2F..%2Fetc%2Fpasswd",
        "/api/queries/%2e%2e/build/unresolved-studies",
        "/api/queries/build%2Funresolved-studies.rq",
        "/api/queries/studies%00.rq",
        "/sparql/../api",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out(narrow: str, path: str) -> None:
    with connected(narrow) as raw:
        raw.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: raw.recv(65_536), b""))
    assert answer.split()[1] in (b"400", b"404")
    assert b"root:" not in answer
    assert b"SELECT" not in answer


@pytest.mark.parametrize("host", ["a b", "<script>", "x/y", "evil\"'"])
def test_a_host_that_is_none_is_not_repeated(client: httpx.Client, host: str) -> None:
    response = client.get("/sparql", headers={"Host": host, "Accept": "text/turtle"})
    assert response.status_code == 400
    assert host not in response.text


def test_what_is_no_http_is_refused(client: httpx.Client, narrow: str) -> None:
    with connected(narrow) as raw:
        raw.sendall(os.urandom(2_000) + b"\r\n\r\n")
        assert raw.recv(100)[:12] in (b"HTTP/1.1 400", b"")
    assert served(client)


def test_a_slow_reader_holds_no_process(server: str) -> None:
    """Of a server whose own deadline is far away: however busy the machine is, the queries are answered."""
    with ExitStack() as opened:
        client = opened.enter_context(httpx.Client(base_url=server, timeout=60))
        assert len(post(client, LARGE).content) > 12_000_000
        for _ in range(4):
            raw = opened.enter_context(connected(server))
            raw.settimeout(60)
            raw.sendall(request(LARGE))
            assert raw.recv(12) == b"HTTP/1.1 200"
        assert gauge(client, "trialkg_queries_running") == 0
        assert served(client)


def request(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10)
