"""A client that asks an application in this process, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
from lxml import html
from starlette.applications import Starlette


class Client:
    """Asks one application, and follows no redirect."""

    def __init__(self, app: Starlette) -> None:
        self._app = app

    def get(
        self, path: str, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return self.request("GET", path, params, headers)

    def request(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        return asyncio.run(self._sent(method, path, params, headers))

    async def _sent(
        self,
        method: str,
        path: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str] | None,
    ) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://trials.example") as client:
            return await client.request(method, path, params=params, headers=headers)


def parsed(text: str) -> Any:
    """A page as elements, to be asked by XPath."""
    return html.fromstring(text)
