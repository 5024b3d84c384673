"""A store copied into real servers on loopback, and into one that fails on purpose."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox
import pytest
from tests.servers import GRAPH, POLL_SECONDS, free_port, writable_oxigraph, writable_virtuoso

from trialkg.build import BuildOptions, build_store
from trialkg.cli import run
from trialkg.errors import EndpointError, StoreError
from trialkg.queries import ask
from trialkg.resources import examples_folder
from trialkg.store import Credentials, EmbeddedStore, GraphStore, RemoteStore, Upload, upload

SONIMAGE = {"study": "NCT04125277"}
Addresses = tuple[str, str]
Opened = Callable[..., GraphStore]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("store")
    sources = [str(examples_folder() / name) for name in ("NCT04125277.txt", "NCT03425838.json")]
    build_store(sources, folder, BuildOptions(profile=None))
    return EmbeddedStore.open(folder)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    with writable_oxigraph(tmp_path_factory.mktemp("oxigraph")) as addresses:
        yield addresses


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    with writable_virtuoso(tmp_path_factory.mktemp("virtuoso")) as addresses:
        yield addresses


@pytest.fixture
def opened() -> Iterator[Opened]:
    """Makes graph stores that are closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda *args, **options: stack.enter_context(GraphStore(*args, **options))


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload, "SLICE", 500)


def answers(target: RemoteStore | EmbeddedStore, query: str) -> list[list[str]]:
    rows = ask(target, query, SONIMAGE)
    assert isinstance(rows, ox.QuerySolutions)
    return sorted([str(cell) for cell in row] for row in rows)


def count(sparql: str, graph: str | None = None) -> int:
    rows = RemoteStore(sparql, graph=graph).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert isinstance(rows, ox.QuerySolutions)
    return int(next(rows)["n"].value)


@pytest.mark.usefixtures("small_slices")
def test_stored_queries_answer_from_the_default_graph(
    store: EmbeddedStore, oxigraph: Addresses, opened: Opened
) -> None:
    address, sparql = oxigraph
    Upload(store, opened(address), replace=True).run()
    assert count(sparql) == store.manifest.triples
    for query in ("study-relations", "outcomes", "eligibility"):
        assert answers(RemoteStore(sparql), query) == answers(store, query) != []


def test_stored_queries_answer_from_a_named_graph(
    store: EmbeddedStore, oxigraph: Addresses, opened: Opened
) -> None:
    address, sparql = oxigraph
    Upload(store, opened(address, GRAPH)).run()
    assert count(sparql, GRAPH) == store.manifest.triples
    assert answers(RemoteStore(sparql, graph=GRAPH), "study-relations") == answers(store, "study-relations")


@pytest.mark.usefixtures("small_slices")
def test_virtuoso_takes_the_graph_from_a_user_it_knows(
    store: EmbeddedStore, virtuoso: Addresses, opened: Opened
) -> None:
    address, sparql = virtuoso
    Upload(store, opened(address, GRAPH, Credentials("dba", "dba"))).run()
    assert count(sparql, GRAPH) == store.manifest.triples
    assert answers(RemoteStore(sparql, graph=GRAPH), "study-relations") == answers(store, "study-relations")


def test_virtuoso_takes_nothing_from_others(
    store: EmbeddedStore, virtuoso: Addresses, opened: Opened
) -> None:
    target = opened(virtuoso[0], GRAPH, Credentials("dba", "wrong"))
    with pytest.raises(EndpointError, match="401") as raised:
        target.add(b"<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n")
    assert "--user" in str(raised.value)


def test_replacing_leaves_nothing_of_what_stood_there(
    store: EmbeddedStore, oxigraph: Addresses, opened: Opened
) -> None:
    address, sparql = oxigraph
    graph = "http://example.org/replaced"
    target = opened(address, graph)
    target.add(b"<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n")
    Upload(store, target, replace=True).run()
    assert count(sparql, graph) == store.manifest.triples


def test_the_command_line_uploads_and_counts(
    store: EmbeddedStore, oxigraph: Addresses, capfd: pytest.CaptureFixture[str]
) -> None:
    address, sparql = oxigraph
    options = ["--store", str(store.folder), "--endpoint", address, "--graph", "http://example.org/g"]
    assert run(["upload", *options, "--sparql", sparql]) == 0
    assert f"{store.manifest.triples:,} triples stand there now." in capfd.readouterr().err
    query = ["query", "run", "study-relations", "study=NCT04125277", "--endpoint", sparql]
    assert run([*query, "--graph", "http://example.org/g"]) == 0
    assert "substudyOf,NCT03425838" in capfd.readouterr().out


def test_a_graph_that_is_no_iri_is_told_before_anything_is_sent(
    store: EmbeddedStore, capfd: pytest.CaptureFixture[str]
) -> None:
    with graph_server(lambda _: 204) as server:
        options = ["--store", str(store.folder), "--endpoint", server.address, "--graph", "trials"]
        assert run(["upload", *options]) == 2
        assert not server.asked
    assert "'trials' is no IRI of a graph" in capfd.readouterr().err


def test_a_journal_that_cannot_be_written_is_told_before_anything_is_sent(
    store: EmbeddedStore, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    with graph_server(lambda _: 204) as server:
        options = ["--store", str(store.folder), "--endpoint", server.address, "--replace"]
        assert run(["upload", *options, "--journal", str(tmp_path / "file" / "journal.json")]) == 2
        assert not server.asked
    assert "the journal cannot be written" in capfd.readouterr().err


def test_a_count_that_is_too_low_is_a_finding(
    store: EmbeddedStore, oxigraph: Addresses, capfd: pytest.CaptureFixture[str]
) -> None:
    with graph_server(lambda _: 204) as server:
        options = ["--store", str(store.folder), "--endpoint", server.address]
        assert run(["upload", *options, "--graph", "http://example.org/lost", "--sparql", oxigraph[1]]) == 1
    assert "triples are missing" in capfd.readouterr().err


class Server:
    """A graph store that answers each request with the status its judge gives, and keeps what it took."""

    def __init__(self, judge: Callable[[bytes], int], port: int) -> None:
        self.judge = judge
        self.address = f"http://127.0.0.1:{port}/store"
        self.bodies: list[bytes] = []
        self.asked: list[tuple[str, dict[str, list[str]]]] = []


@contextmanager
def graph_server(judge: Callable[[bytes], int]) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status = judge(body)
            state.asked.append((self.command, parse_qs(urlsplit(self.path).query, keep_blank_values=True)))
            if 200 <= status < 300:
                state.bodies.append(body)
            self.send_response(status)
            if status in (301, 302):
                self.send_header("Location", "http://127.0.0.1/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = answer  # noqa: N815 - the library calls it so
        do_DELETE = answer  # noqa: N815 - so too

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        state = Server(judge, server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(POLL_SECONDS,))
        thread.start()
        try:
            yield state
        finally:
            server.shutdown()
            thread.join()


def sent(server: Server) -> set[bytes]:
    return {line for body in server.bodies for line in body.splitlines()}


@pytest.mark.usefixtures("small_slices")
def test_an_upload_that_broke_off_goes_on_where_it_was(store: EmbeddedStore, opened: Opened) -> None:
    left = [3]

    def judge(_: bytes) -> int:
        left[0] -= 1
        return 204 if left[0] >= 0 else 403

    with graph_server(judge) as server:
        with pytest.raises(EndpointError, match="403"):
            Upload(store, opened(server.address, GRAPH)).run()
        again = Upload(store, opened(server.address, GRAPH))
        assert again.arrived == 1500
        left[0] = 1000
        again.run()
        assert b"".join(server.bodies).count(b"\n") == store.manifest.triples == len(sent(server))
        assert Upload(store, opened(server.address, GRAPH)).arrived == 0


@pytest.mark.usefixtures("small_slices")
def test_a_graph_is_cleared_once_however_often_it_breaks_off(
    store: EmbeddedStore, tmp_path: Path, opened: Opened
) -> None:
    left = [2]

    def judge(_: bytes) -> int:
        left[0] -= 1
        return 204 if left[0] >= 0 else 403

    with graph_server(judge) as server:
        journal = tmp_path / "journal.json"
        with pytest.raises(EndpointError):
            Upload(store, opened(server.address), replace=True, journal=journal).run()
        left[0] = 1000
        Upload(store, opened(server.address), replace=True, journal=journal).run()
        assert [method for method, _ in server.asked].count("DELETE") == 1
        assert not journal.exists()
        Upload(store, opened(server.address), journal=journal)


@pytest.mark.usefixtures("small_slices")
def test_a_journal_of_adding_is_not_one_of_replacing(
    store: EmbeddedStore, tmp_path: Path, opened: Opened
) -> None:
    left = [1]

    def judge(_: bytes) -> int:
        left[0] -= 1
        return 204 if left[0] >= 0 else 403

    with graph_server(judge) as server:
        target = opened(server.address)
        with pytest.raises(EndpointError):
            Upload(store, target, journal=tmp_path / "journal.json").run()
        assert Upload(store, target, journal=tmp_path / "journal.json").arrived == 500
        assert Upload(store, target, replace=True, journal=tmp_path / "journal.json").arrived == 0


def test_a_busy_server_is_asked_again(store: EmbeddedStore, opened: Opened) -> None:
    statuses = iter([503, 429, 204])
    with graph_server(lambda _: next(statuses)) as server:
        opened(server.address, pause=0.001).add(b"<s:s> <p:p> <o:o> .\n")
        assert server.bodies == [b"<s:s> <p:p> <o:o> .\n"]


def test_a_server_that_stays_busy_is_given_up(store: EmbeddedStore, opened: Opened) -> None:
    with (
        graph_server(lambda _: 503) as server,
        pytest.raises(EndpointError, match=r"status 503.*6 times") as raised,
    ):
        opened(server.address, pause=0.001).add(b"<s:s> <p:p> <o:o> .\n")
    assert "run the command again" in str(raised.value)


def test_nobody_listening_is_told_with_the_address(opened: Opened) -> None:
    address = f"http://127.0.0.1:{free_port()}/store"
    with pytest.raises(EndpointError, match="cannot be reached") as raised:
        opened(address, pause=0.001).clear()
    assert address in str(raised.value)


def test_what_is_too_large_is_sent_in_halves(opened: Opened) -> None:
    with graph_server(lambda body: 413 if len(body) > 100 else 204) as server:
        lines = b"".join(b"<s:%d> <p:p> <o:o> .\n" % number for number in range(40))
        opened(server.address).add(lines)
        assert b"".join(server.bodies) == lines
        with pytest.raises(EndpointError, match="413"):
            opened(server.address).add(b'<s:s> <p:p> "%s" .\n' % (b"x" * 200))


def test_a_redirect_is_no_success(opened: Opened) -> None:
    with graph_server(lambda _: 302) as server, pytest.raises(EndpointError, match="now at http"):
        opened(server.address).add(b"<s:s> <p:p> <o:o> .\n")


def test_the_default_graph_and_named_ones_are_asked_for_as_the_protocol_says(opened: Opened) -> None:
    with graph_server(lambda _: 204) as server:
        opened(f"{server.address}?key=1").clear()
        opened(server.address, "http://example.org/a?b=c&d").clear()
    assert server.asked == [
        ("DELETE", {"key": ["1"], "default": [""]}),
        ("DELETE", {"graph": ["http://example.org/a?b=c&d"]}),
    ]


def test_a_journal_that_cannot_be_written_is_told(
    store: EmbeddedStore, tmp_path: Path, opened: Opened
) -> None:
    (tmp_path / "file").write_text("")
    with graph_server(lambda _: 204) as server, pytest.raises(StoreError, match="--journal"):
        Upload(store, opened(server.address), journal=tmp_path / "file" / "journal.json").run()


def test_credentials_do_not_show_the_password() -> None:
    assert "secret" not in repr(Credentials("name", "secret"))
