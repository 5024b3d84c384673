"""The HTTP server: uvicorn, with a limit on how long a connection may take over what it sends and reads."""

from __future__ import annotations

import asyncio
import resource
import socket
import struct
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from trialkg.endpoint.settings import Settings
from trialkg.errors import UsageError

_BACKLOG: Final = 2048
_SHUTDOWN_SECONDS: Final = 5
_IDLE_SECONDS: Final = 15
_AT_ONCE: Final = struct.pack("ii", 1, 0)
_HEADER, _READING = "header", "reading"
_OTHER_FILES: Final = 256
"""Open files that are no connections of clients: those of processes, temporary files, the store."""


def serve(app: Starlette, settings: Settings, host: str, port: int, started: Callable[[int], None]) -> None:
    """Serve until the process is told to end; ``started`` is called with the port once all is ready.

    Raises UsageError where it cannot listen there.
    """
    with _listening(host, port) as listener:
        _Server(server_config(app, settings), lambda: started(listener.getsockname()[1])).run([listener])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        remedy = "Choose another --host or --port."
        raise UsageError(f"cannot listen ({error})", where=f"{host}:{port}", remedy=remedy) from error


def server_config(app: Starlette, settings: Settings) -> uvicorn.Config:
    """How uvicorn serves the application, on whichever sockets it is given."""
    _allow_files(settings.connections + _OTHER_FILES)
    return uvicorn.Config(
        app,
        http=_patient(settings),
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        backlog=_BACKLOG,
    )


def _bare(status: str, text: str) -> bytes:
    """A response from before there is a request, after which the connection is closed."""
    kind = "content-type: text/plain; charset=utf-8\r\nretry-after: 5\r\nconnection: close"
    return f"HTTP/1.1 {status}\r\n{kind}\r\ncontent-length: {len(text)}\r\n\r\n{text}".encode("ascii")


_CROWDED: Final = _bare("503 Service Unavailable", "too many connections are open\n")
_LARGE_HEADER: Final = _bare("431 Request Header Fields Too Large", "send long queries by POST\n")


class _Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def _allow_files(wanted: int) -> None:
    """Let this process open so many files, as far as it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _patient(settings: Settings) -> type[HttpToolsProtocol]:
    """The protocol of a connection, within the limits of the settings."""

    waiting: dict[PatientProtocol, None] = {}

    def _make_room() -> bool:
        """End the connection that has waited longest without a request; False where all have one."""
        longest = next(iter(waiting), None)
        if longest is not None:
            del waiting[longest]
            longest.cut()
        return longest is not None

    class PatientProtocol(HttpToolsProtocol):
        """Ends a connection that takes too long over a request's header or over reading its response."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._timers: dict[str, asyncio.TimerHandle] = {}
            self._header_size = 0
            self._in_header = True

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if len(self.connections) > settings.connections and not _make_room():
                transport.write(_CROWDED)
                transport.close()
                return
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._go_on(_HEADER)
            self._go_on(_READING)
            waiting.pop(self, None)
            super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            if self.parser is None or self.transport.is_closing():
                return
            super().data_received(data)
            self._header_size = self._header_size + len(data) if self._in_header else 0
            if self._header_size > settings.header_bytes:
                self.transport.write(_LARGE_HEADER)
                self.transport.close()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._in_header = True
            self._wait()

        def on_headers_complete(self) -> None:
            self._in_header = False
            self._go_on(_HEADER)
            waiting.pop(self, None)
            super().on_headers_complete()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            if self.cycle.response_complete and not self.transport.is_closing():
                waiting[self] = None

        def pause_writing(self) -> None:
            super().pause_writing()
            self._end_in(_READING, settings.reading_seconds)

        def resume_writing(self) -> None:
            self._go_on(_READING)
            super().resume_writing()

        def timeout_keep_alive_handler(self) -> None:
            if self.transport.get_write_buffer_size():
                self.cut()
            super().timeout_keep_alive_handler()

        def _wait(self) -> None:
            """Wait for the header of a request, a while."""
            waiting[self] = None
            self._end_in(_HEADER, settings.header_seconds)

        def _end_in(self, what: str, seconds: float) -> None:
            self._go_on(what)
            self._timers[what] = self.loop.call_later(seconds, self.cut)

        def cut(self) -> None:
            """End the connection at once, what the system still holds for it too."""
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
            self.transport.abort()

        def _go_on(self, what: str) -> None:
            timer = self._timers.pop(what, None)
            if timer is not None:
                timer.cancel()

    return PatientProtocol
