"""From views to responses: templates, and the headers every page goes out with."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from trialkg import __version__
from trialkg.endpoint.pages import addresses, words

_FOLDER: Final = Path(__file__).parent
MEDIA_TYPE: Final = "text/html; charset=utf-8"
STATIC_FOLDER: Final = _FOLDER / "static"

HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Encoding",
}
"""Pages run no script but the one file of this server, and nothing else may frame them."""


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        at=addresses, words=words, version=__version__, asset=_asset_versions(), drawing=Markup
    )
    environment.filters["capital"] = words.capital
    return environment


def _asset_versions() -> dict[str, str]:
    """The address of each static file, with what it holds in its name, so that it may be kept for ever."""
    return {
        file.name: f"{addresses.STATIC}/{file.name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
        for file in STATIC_FOLDER.iterdir()
    }


class Renderer:
    """Renders templates of this package. Safe to share between threads."""

    def __init__(self) -> None:
        self._environment = _environment()

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """A page as a response; one that the client has already answers with 304."""
        return tagged(request, self.body(request.url.path, template, **values), MEDIA_TYPE, status)

    def read(self, template: str) -> None:
        """Read a template, so that the first page made with it takes no longer than others."""
        for name in (template, "base.html", "macros.html"):
            self._environment.get_template(name)

    def body(self, path: str, template: str, **values: Any) -> bytes:
        """The page that stands at a path, as bytes."""
        return self._environment.get_template(template).render(path=path, **values).encode()


def tagged(
    request: Request, body: bytes, media_type: str, status: int = 200, more: dict[str, str] | None = None
) -> Response:
    """A body with the headers of every page and a tag of what it holds."""
    tag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    headers = {**HEADERS, "ETag": tag, **(more or {})}
    if status == 200 and tag in (
        each.strip() for each in request.headers.get("if-none-match", "").split(",")
    ):
        return Response(status_code=304, headers=headers)
    return Response(body, status, headers, media_type)
