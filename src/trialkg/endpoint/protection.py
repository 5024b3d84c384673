"""What every response says to protect those who read it, and who may read it from another site."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trialkg.endpoint.answering import ROW_LIMIT, TRUNCATED

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class _Protection:
    """Adds the headers that no response goes without; one that sets its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                if "vary" in headers:
                    headers["vary"] = _once(headers["vary"])
            await send(message)

        await self._app(scope, receive, protected)


def _once(names: str) -> str:
    """The names of a list, each once: what compresses adds its own to those that the response has."""
    return ", ".join(dict.fromkeys(name.strip() for name in names.split(",")))


MIDDLEWARE: Final = (
    Middleware(_Protection),
    Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=["ETag", "Retry-After", ROW_LIMIT, TRUNCATED],
        max_age=86_400,
    ),
    Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
)
"""Around all routes, the outermost first. Answers of queries come compressed from their processes already."""
