"""The queries that people write on the pages, answered by the pool within its limits."""

from __future__ import annotations

import asyncio

from trialkg.endpoint.answering import Answering
from trialkg.endpoint.jobs import Outcome
from trialkg.endpoint.pages import Answered
from trialkg.errors import QueryError


class PoolQueries:
    """Asks the pool on behalf of the pages."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def answer(self, text: str, client: str) -> Answered:
        """The answer; raises QueryError for a query that cannot be answered, which says why."""
        reply = await self._answering.ask(text, client)
        if reply.head.outcome is not Outcome.ANSWERED:
            raise QueryError(reply.head.message)
        body = reply.body
        if not isinstance(body, bytes):
            with body:
                body = await asyncio.to_thread(body.read)
        return Answered(reply.head.media_type, body, reply.head.cut)
