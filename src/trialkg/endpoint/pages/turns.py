"""Who may have a page made now: pages are made in threads, of which there are few; nobody gets them all."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

Page = Callable[[Request], Response]

_LONGEST_WAIT: Final = 10.0
_RETRY: Final = {"Retry-After": "5"}


class Turns:
    """So many pages ``at_once``, so many in hand of ``each`` client; whoever waits holds no thread."""

    def __init__(self, at_once: int, each: int) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._each = each
        self._clients: Counter[str] = Counter()

    async def made(self, page: Page, request: Request) -> Response:
        """A page, made in a thread; HTTP 429 where its client asks for too many, 503 where others do."""
        with self._counted(request.client.host if request.client else ""):
            try:
                async with asyncio.timeout(_LONGEST_WAIT):
                    await self._places.acquire()
            except TimeoutError as error:
                raise HTTPException(503, "too many pages are being made. Ask again later.", _RETRY) from error
            try:
                return await run_in_threadpool(page, request)
            finally:
                self._places.release()

    def taking(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        """A page that takes its turn."""

        async def made(request: Request) -> Response:
            return await self.made(page, request)

        return made

    @contextmanager
    def _counted(self, client: str) -> Iterator[None]:
        if self._clients[client] >= self._each:
            message = f"there are {self._each} pages of yours in hand already. Ask again later."
            raise HTTPException(429, message, _RETRY)
        self._clients[client] += 1
        try:
            yield
        finally:
            self._clients[client] -= 1
            if not self._clients[client]:
                del self._clients[client]
