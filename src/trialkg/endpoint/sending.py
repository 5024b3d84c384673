"""Large answers on their way to clients: each lies in a temporary file, and there are not too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import IO, Final

from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from trialkg.endpoint.admission import NotAdmittedError, one_less
from trialkg.endpoint.jobs import Outcome
from trialkg.endpoint.settings import Settings

_PIECE: Final = 64 << 10


class Sending:
    """Counts the large answers that are on their way, in all and to each client."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clients: Counter[str] = Counter()

    def response(self, file: IO[bytes], headers: Mapping[str, str], client: str) -> StreamingResponse:
        """A response out of a file, which it closes; raises NotAdmittedError where there are too many."""
        try:
            self._admit(client)
        except NotAdmittedError:
            file.close()
            raise
        self._clients[client] += 1
        return _Sent(file, headers, self._clients, client)

    def _admit(self, client: str) -> None:
        if self._clients[client] >= self._settings.large_per_client:
            message = "you have not read your other large answers yet. Ask again when you have."
            raise NotAdmittedError(Outcome.CLIENT_BUSY, message)
        if self._clients.total() >= self._settings.large_answers:
            raise NotAdmittedError(Outcome.BUSY, "too many large answers are on their way. Ask again later.")


class _Sent(StreamingResponse):
    """A file that is sent and, whatever becomes of it, closed and counted no more."""

    def __init__(
        self, file: IO[bytes], headers: Mapping[str, str], clients: Counter[str], client: str
    ) -> None:
        super().__init__(_pieces(file), headers=headers)
        self._file, self._clients, self._client = file, clients, client

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._file.close()
            one_less(self._clients, self._client)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
