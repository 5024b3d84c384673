"""What pages leave to the pool and its limits: the queries that people write, and the pages of studies."""

from __future__ import annotations

import asyncio

from trialkg.endpoint.answering import Answering, without_answer
from trialkg.endpoint.jobs import Outcome
from trialkg.endpoint.pages import Answered, Made, Wanted
from trialkg.endpoint.process import Reply
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
        return Answered(reply.head.media_type, await _whole(reply), reply.head.cut)


class PoolPages:
    """Has the pages of studies made in the processes of the pool, so that every core makes some."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def page(self, wanted: Wanted, client: str, *, zipped: bool) -> Made | None:
        """The page of a study, None where there is none; raises HTTPException where it cannot be made now."""
        reply = await self._answering.page(wanted, client, zipped=zipped)
        if reply.head.outcome is Outcome.UNKNOWN:
            return None
        if reply.head.outcome is not Outcome.ANSWERED:
            raise without_answer(reply.head.outcome, reply.head.message)
        return Made(await _whole(reply), reply.head.zipped)


async def _whole(reply: Reply) -> bytes:
    """The body of a reply, wherever it lies."""
    body = reply.body
    if isinstance(body, bytes):
        return body
    with body:
        return await asyncio.to_thread(body.read)
