"""Connections that take too long over what they send or read, or are too many."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from trialkg.endpoint import Settings
from trialkg.endpoint.server import serve, server_config
from trialkg.errors import UsageError

SHORT = 0.3


async def short(_: Request) -> Response:
    return PlainTextResponse("good")


async def long(_: Request) -> Response:
    return PlainTextResponse("x" * 20_000_000)


async def slow(request: Request) -> Response:
    """Works until nobody waits for it any more."""
    while not await request.is_disconnected():
        await asyncio.sleep(0.02)
    return PlainTextResponse("good")


APP = Starlette(routes=[Route("/", short), Route("/long", long), Route("/slow", slow)])


@contextmanager
def served(settings: Settings) -> Iterator[tuple[socket.socket, uvicorn.Server]]:
    """A server in a thread, behind the socket that it listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(server_config(APP, settings))
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield listener, server
        finally:
            server.should_exit = True
            thread.join(timeout=10)


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[socket.socket]:
    settings = Settings(store=tmp_path, header_seconds=SHORT, reading_seconds=SHORT, connections=20)
    with served(settings) as (listener, _):
        yield listener


def connected(listener: socket.socket) -> socket.socket:
    return socket.create_connection(listener.getsockname(), timeout=10)


def answered(raw: socket.socket) -> bool:
    """Whether the answer of the short page comes."""
    answer = b""
    while not answer.endswith(b"good"):
        piece = raw.recv(1000)
        if not piece:
            return False
        answer += piece
    return True


def received(raw: socket.socket) -> bytes:
    """All that comes until the server ends the connection."""
    pieces = []
    try:
        while piece := raw.recv(1 << 16):
            pieces.append(piece)
    except ConnectionError:
        pass
    return b"".join(pieces)


@pytest.mark.parametrize("begun", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_a_header_that_does_not_end_ends_the_connection(impatient: socket.socket, begun: bytes) -> None:
    with connected(impatient) as raw:
        raw.sendall(begun)
        start = time.monotonic()
        assert received(raw) == b""
    assert time.monotonic() - start < 5


def test_a_second_request_has_no_more_time_than_the_first(impatient: socket.socket) -> None:
    with connected(impatient) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answered(raw)
        raw.sendall(b"GET / HTTP/1.1\r\n")
        assert received(raw) == b""


def test_an_answer_does_not_wait_for_the_client_to_confirm_its_header(tmp_path: Path) -> None:
    with served(Settings(store=tmp_path)) as (listener, server), connected(listener) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answered(raw)
        (connection,) = server.server_state.connections
        own = connection.transport.get_extra_info("socket")
        assert own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_reader_that_stops_reading_is_let_go(impatient: socket.socket) -> None:
    with connected(impatient) as raw:
        raw.sendall(b"GET /long HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(SHORT * 4)
        assert len(received(raw)) < 20_000_000


def test_a_reader_that_reads_on_gets_it_all(impatient: socket.socket) -> None:
    host, port = impatient.getsockname()
    assert len(httpx.get(f"http://{host}:{port}/long", timeout=30).content) == 20_000_000


def test_connections_that_ask_nothing_make_room_for_those_that_do(impatient: socket.socket) -> None:
    with ExitStack() as opened:
        silent = [opened.enter_context(connected(impatient)) for _ in range(40)]
        for raw in silent[::2]:
            with suppress(ConnectionError):
                raw.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        late = opened.enter_context(connected(impatient))
        late.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert answered(late)
        assert received(silent[0]) == b""


def test_where_all_connections_are_at_work_another_is_told_to_come_back(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path, header_seconds=SHORT, connections=20)
    with served(settings) as (listener, server), ExitStack() as opened:
        for _ in range(20):
            raw = opened.enter_context(connected(listener))
            raw.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        last = time.monotonic() + 10
        while len(server.server_state.tasks) < 20 and time.monotonic() < last:
            time.sleep(0.01)
        answer = received(opened.enter_context(connected(listener)))
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"retry-after: " in answer


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="Choose another"):
        serve(APP, Settings(store=tmp_path), "127.0.0.1", taken.getsockname()[1], lambda _: None)
