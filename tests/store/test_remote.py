from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.servers import POLL_SECONDS, free_port, oxigraph_server, virtuoso_server

from trialkg.cli import run
from trialkg.errors import EndpointError
from trialkg.store import RemoteStore

DATA = '<http://example.org/s> <http://example.org/p> "a", "b" .\n'
SERVERS = {"oxigraph": oxigraph_server, "virtuoso": virtuoso_server}


@pytest.fixture(scope="module", params=SERVERS)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp(request.param)
    data = folder / "data.ttl"
    data.write_text(DATA)
    (folder / "server").mkdir()
    with SERVERS[request.param](folder / "server", [data]) as found:
        yield found


def test_rows_come_back(address: str) -> None:
    answer = RemoteStore(address).query("SELECT ?o { <http://example.org/s> ?p ?o } ORDER BY ?o")
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["o"] for row in answer] == [ox.Literal("a"), ox.Literal("b")]


def test_a_truth_value_comes_back(address: str) -> None:
    assert bool(RemoteStore(address).query('ASK { ?s ?p "a" }')) is True
    assert bool(RemoteStore(address).query('ASK { ?s ?p "z" }')) is False


def test_a_graph_comes_back(address: str) -> None:
    answer = RemoteStore(address).query("CONSTRUCT WHERE { <http://example.org/s> ?p ?o }")
    assert isinstance(answer, ox.QueryTriples)
    assert len(list(answer)) == 2


def test_a_query_too_long_for_an_address_is_asked_all_the_same(address: str) -> None:
    padding = " ".join(f"# {'x' * 100}\n" for _ in range(500))
    answer = RemoteStore(address).query(f"SELECT ?o {{ <http://example.org/s> ?p ?o }} {padding}")
    assert isinstance(answer, ox.QuerySolutions)
    assert len(list(answer)) == 2


def test_a_query_that_cannot_be_parsed_is_told_in_the_servers_words(address: str) -> None:
    with pytest.raises(EndpointError, match="refused the query"):
        RemoteStore(address).query("SELECT ?o WHERE { ?s ?p ")


def test_the_command_line_asks_an_endpoint(address: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    query = "SELECT ?o { <http://example.org/s> ?p ?o } ORDER BY ?o"
    assert run(["sparql", "-e", query, "--endpoint", address, "--format", "csv"]) == 0
    assert capfdbinary.readouterr().out == b"o\r\na\r\nb\r\n"


def test_nobody_listening_is_told_with_the_address() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(EndpointError, match="cannot be reached") as raised:
        RemoteStore(address).query("ASK {}")
    assert address in str(raised.value)


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(EndpointError, match="whole address"):
        RemoteStore("localhost")


@contextmanager
def answering(status: int, body: bytes, content_type: str = "text/html") -> Iterator[str]:
    """A server that gives every request this answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize("status", [400, 401, 404, 414, 429, 500, 503])
def test_a_refusal_is_told_whatever_its_status(status: int) -> None:
    with answering(status, b"no") as address, pytest.raises(EndpointError):
        RemoteStore(address).query("ASK {}")


@pytest.mark.parametrize("body", [b"<html>hello</html>", b"[]", b'{"a": 1}', b""])
def test_an_answer_that_is_no_result_is_told(body: bytes) -> None:
    with answering(200, body) as address, pytest.raises(EndpointError, match="no SPARQL result"):
        RemoteStore(address).query("ASK {}")


def test_a_server_that_never_answers_is_given_up_on() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/sparql"
        with pytest.raises(EndpointError, match="within 1 s"):
            RemoteStore(address, timeout=1).query("ASK {}")


def test_an_endpoint_that_fails_is_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    assert run(["query", "run", "studies", "--endpoint", address]) == 2
    assert "cannot be reached" in capsys.readouterr().err
