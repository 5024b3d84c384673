"""The HTTP server: uvicorn, with a limit on how long a connection may take over what it sends and reads."""

from __future__ import annotations

import resource
import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final, cast

import uvicorn
from starlette.applications import Starlette
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from trialkg.endpoint.connection import Connections, PatientProtocol
from trialkg.endpoint.settings import Settings
from trialkg.errors import UsageError

_BACKLOG: Final = 2048
_SHUTDOWN_SECONDS: Final = 5
_IDLE_SECONDS: Final = 15
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
        http=cast(type[HttpToolsProtocol], partial(PatientProtocol, Connections(settings))),
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        timeout_keep_alive=_IDLE_SECONDS,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        backlog=_BACKLOG,
    )


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
