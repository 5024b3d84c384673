"""The connections of the server: how long each may take to send and to read, and how many there are."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from trialkg.endpoint.settings import Settings

_AT_ONCE: Final = struct.pack("ii", 1, 0)
_HEADER, _READING = "header", "reading"


def _bare(status: str, text: str) -> bytes:
    """A response from before there is a request, after which the connection is closed."""
    kind = "content-type: text/plain; charset=utf-8\r\nretry-after: 5\r\nconnection: close"
    return f"HTTP/1.1 {status}\r\n{kind}\r\ncontent-length: {len(text)}\r\n\r\n{text}".encode("ascii")


_CROWDED: Final = _bare("503 Service Unavailable", "too many connections are open\n")
_LARGE_HEADER: Final = _bare("431 Request Header Fields Too Large", "send long queries by POST\n")


class Connections:
    """What the connections of a server share: its limits, and which of them have no request now."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.waiting: dict[PatientProtocol, None] = {}
        """In the order in which they began to wait."""

    def make_room(self) -> bool:
        """End the connection that has waited longest without a request; False where all have one."""
        longest = next(iter(self.waiting), None)
        if longest is not None:
            del self.waiting[longest]
            longest.cut()
        return longest is not None


class PatientProtocol(HttpToolsProtocol):
    """Ends a connection that takes too long over a request's header or over reading its response."""

    def __init__(self, others: Connections, **options: Any) -> None:
        super().__init__(**options)
        self._others = others
        self._settings = others.settings
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._header_size = 0
        self._in_header = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # asyncio hands over one that writes
        """Wait for a request, or send the client away where all connections are at work."""
        super().connection_made(transport)
        # asyncio does so only where the listening socket names its protocol; else headers wait for bodies.
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if len(self.connections) > self._settings.connections and not self._others.make_room():
            transport.write(_CROWDED)
            transport.close()
            return
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop its timers."""
        self._go_on(_HEADER)
        self._go_on(_READING)
        self._others.waiting.pop(self, None)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, up to the most bytes that a header may have."""
        if self.parser is None or self.transport.is_closing():
            return
        super().data_received(data)
        self._header_size = self._header_size + len(data) if self._in_header else 0
        if self._header_size > self._settings.header_bytes:
            self.transport.write(_LARGE_HEADER)
            self.transport.close()

    def on_message_begin(self) -> None:
        """Give the header of a request its time."""
        super().on_message_begin()
        self._in_header = True
        self._wait()

    def on_headers_complete(self) -> None:
        """The request is there: what happens now takes its own time."""
        self._in_header = False
        self._go_on(_HEADER)
        self._others.waiting.pop(self, None)
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Without a request again."""
        super().on_response_complete()
        if self.cycle.response_complete and not self._is_leaving():
            self._others.waiting[self] = None

    def pause_writing(self) -> None:
        """Give the client a while to read what waits for it."""
        super().pause_writing()
        self._end_in(_READING, self._settings.reading_seconds)

    def resume_writing(self) -> None:
        """It has read."""
        self._go_on(_READING)
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Let an idle connection go; at once where its client has not even read the last answer."""
        if self.transport.get_write_buffer_size():
            self.cut()
        super().timeout_keep_alive_handler()

    def _is_leaving(self) -> bool:
        """Whether it is being closed, or what was answered has not left yet."""
        return self.transport.is_closing() or self.transport.get_write_buffer_size() > 0

    def _wait(self) -> None:
        """Wait for the header of a request, a while."""
        self._others.waiting[self] = None
        self._end_in(_HEADER, self._settings.header_seconds)

    def _end_in(self, what: str, seconds: float) -> None:
        self._go_on(what)
        self._timers[what] = self.loop.call_later(seconds, self.cut)

    def cut(self) -> None:
        """End the connection at once, what the system still holds for it too."""
        with suppress(OSError):
            self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
        self.transport.abort()

    def _go_on(self, what: str) -> None:
        timer = self._timers.pop(what, None)
        if timer is not None:
            timer.cancel()
