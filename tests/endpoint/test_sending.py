"""Large answers on their way: counted, and forgotten when they are sent or nobody wants them any more."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import Message

from trialkg.endpoint.admission import NotAdmittedError
from trialkg.endpoint.jobs import Outcome
from trialkg.endpoint.sending import Sending
from trialkg.endpoint.settings import Settings

SCOPE = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": "2.4"}}


@pytest.fixture
def sending(tmp_path: Path) -> Sending:
    return Sending(Settings(store=tmp_path, large_answers=3, large_per_client=2))


def large() -> IO[bytes]:
    file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by what is tested
    file.write(b"x" * 200_000)
    file.seek(0)
    return file


def refusal(sending: Sending, client: str) -> Outcome:
    file = large()
    with pytest.raises(NotAdmittedError) as caught:
        sending.response(file, {}, client)
    assert file.closed
    return caught.value.outcome


async def receive() -> Message:
    await asyncio.sleep(60)
    return {"type": "http.disconnect"}


def collecting(into: list[bytes]) -> Callable[[Message], Awaitable[None]]:
    async def send(message: Message) -> None:
        into.append(message.get("body", b""))

    return send


async def broken(_: Message) -> None:
    raise OSError("the client went away")


def test_there_are_not_too_many_for_one_client_or_in_all(sending: Sending) -> None:
    files = [large() for _ in range(3)]
    for file, client in zip(files, "aab", strict=True):
        sending.response(file, {}, client)
    assert refusal(sending, "a") is Outcome.CLIENT_BUSY
    assert refusal(sending, "b") is Outcome.BUSY
    for file in files:
        file.close()


def test_an_answer_that_is_sent_counts_no_more(sending: Sending) -> None:
    body: list[bytes] = []
    for _ in range(4):
        file = large()
        asyncio.run(sending.response(file, {}, "a")(SCOPE, receive, collecting(body)))
        assert file.closed
    assert b"".join(body) == b"x" * 800_000


def test_an_answer_that_cannot_be_sent_counts_no_more(sending: Sending) -> None:
    for _ in range(4):
        file = large()
        with pytest.raises(ClientDisconnect):
            asyncio.run(sending.response(file, {}, "a")(SCOPE, receive, broken))
        assert file.closed
