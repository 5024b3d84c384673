"""Who may ask when: a few queries at once, few of them long, none of one client only.

A query begins among the quick ones. When it has run longer than the server's patience it becomes a long one
and gives its place to the next; where too many are long already it ends. So quick queries always get through,
whatever the others do.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from trialkg.endpoint.jobs import Outcome
from trialkg.endpoint.settings import Settings


class NotAdmittedError(Exception):
    """A query may not run, or not go on: the outcome says why."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message


class Place:
    """The place of one query: among the quick ones first."""

    def __init__(self, admission: Admission, client: str) -> None:
        self._admission = admission
        self._client = client
        self._long = False

    def become_long(self) -> None:
        """Give the place among the quick ones to another; raises NotAdmittedError where too many are long."""
        self._admission.lengthen(self._client)
        self._long = True

    def leave(self) -> None:
        """Give the place up."""
        if self._long:
            self._admission.shorten(self._client)
        else:
            self._admission.quick.release()


class Admission:
    """Counts those who wait, who ask, and who ask for long."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clients: Counter[str] = Counter()
        self._long_clients: Counter[str] = Counter()
        self._waiting = 0
        self.quick = asyncio.Semaphore(settings.quick)

    @property
    def in_hand(self) -> int:
        """Requests that wait or run."""
        return self._clients.total()

    @property
    def long(self) -> int:
        """Queries that have become long."""
        return self._long_clients.total()

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[Place]:
        """A place among the quick queries; raises NotAdmittedError where there is none to be had."""
        with self._counted(client):
            await self._turn()
            place = Place(self, client)
            try:
                yield place
            finally:
                place.leave()

    @contextmanager
    def _counted(self, client: str) -> Iterator[None]:
        if self._clients[client] >= self._settings.per_client:
            message = (
                f"there are {self._settings.per_client} requests of yours in hand already. Ask again later."
            )
            raise NotAdmittedError(Outcome.CLIENT_BUSY, message)
        self._clients[client] += 1
        try:
            yield
        finally:
            one_less(self._clients, client)

    async def _turn(self) -> None:
        if self._waiting >= self._settings.waiting:
            raise NotAdmittedError(Outcome.BUSY, "too many queries are waiting. Ask again later.")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.longest_wait):
                await self.quick.acquire()
        except TimeoutError as error:
            raise NotAdmittedError(Outcome.BUSY, "too many queries are running. Ask again later.") from error
        finally:
            self._waiting -= 1

    def lengthen(self, client: str) -> None:
        """Count a long query, which leaves the quick ones; raises NotAdmittedError for one too many."""
        most = self._settings.long
        if self.long >= most:
            message = f"{most} long queries are running already. Ask for less, or again later."
            raise NotAdmittedError(Outcome.CROWDED_OUT, message)
        if self._long_clients[client] >= max(1, most - 1):
            message = "you have long queries running already. Ask for less, or again when they are done."
            raise NotAdmittedError(Outcome.CLIENT_BUSY, message)
        self._long_clients[client] += 1
        self.quick.release()

    def shorten(self, client: str) -> None:
        """Count a long query less."""
        one_less(self._long_clients, client)


def one_less(counts: Counter[str], key: str) -> None:
    """Count a key less, and forget it at nothing."""
    counts[key] -= 1
    if not counts[key]:
        del counts[key]
