"""Pages are made a few at a time: whoever waits holds no thread, and no client takes all places."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event

import httpx
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from tests.endpoint.pages.conftest import app_of

from trialkg.endpoint.pages import Context, turns
from trialkg.endpoint.pages.turns import Turns


def asked_by(client: str) -> Request:
    return Request({"type": "http", "headers": [], "client": (client, 1)})


def at_once(request: Request) -> Response:
    return PlainTextResponse("made")


async def beside_stuck(given: Turns, client: str, number: int) -> Response:
    """The page of another client, or of the same, while so many of the first are stuck in their making."""
    go_on = Event()

    def stuck(request: Request) -> Response:
        go_on.wait(20)
        return at_once(request)

    waiting = [asyncio.create_task(given.made(stuck, asked_by("one"))) for _ in range(number)]
    await asyncio.sleep(0)
    try:
        return await given.made(at_once, asked_by(client))
    finally:
        go_on.set()
        await asyncio.gather(*waiting)


def test_another_client_has_its_page_while_one_has_all_that_it_may() -> None:
    response = asyncio.run(beside_stuck(Turns(at_once=3, each=2), "two", 2))
    assert response.body == b"made"


def test_a_client_with_too_many_pages_in_hand_is_told_to_wait() -> None:
    with pytest.raises(HTTPException) as refused:
        asyncio.run(beside_stuck(Turns(at_once=3, each=2), "one", 2))
    assert refused.value.status_code == 429
    assert refused.value.headers == {"Retry-After": "5"}


def test_who_finds_no_place_for_long_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "_LONGEST_WAIT", 0.05)
    with pytest.raises(HTTPException) as refused:
        asyncio.run(beside_stuck(Turns(at_once=1, each=2), "two", 1))
    assert refused.value.status_code == 503


def test_a_place_is_free_again_after_a_page_that_failed() -> None:
    def failing(request: Request) -> Response:
        raise LookupError

    async def failed_then_made() -> Response:
        given = Turns(at_once=1, each=1)
        with pytest.raises(LookupError):
            await given.made(failing, asked_by("one"))
        return await given.made(at_once, asked_by("one"))

    assert asyncio.run(failed_then_made()).body == b"made"


def test_findings_asked_for_in_numbers_leave_the_other_pages_alone(
    examples_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, go_on = Context(examples_store), Event()
    monkeypatch.setattr(context.snapshot, "findings", lambda _: go_on.wait(20))

    async def asked() -> tuple[list[int], int]:
        transport = httpx.ASGITransport(app_of(context), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://trials.example") as client:
            path = "/study/NCT04125277/findings"
            waiting = [asyncio.create_task(client.get(path)) for _ in range(50)]
            done, _ = await asyncio.wait(waiting, timeout=5, return_when=asyncio.FIRST_COMPLETED)
            overview = (await client.get("/")).status_code
            go_on.set()
            return [each.result().status_code for each in done], overview

    refused, overview = asyncio.run(asked())
    assert (set(refused), overview) == ({429}, 200)
