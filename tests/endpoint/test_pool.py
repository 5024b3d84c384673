"""The query processes: killed at the deadline, replaced, and brought to the graph that stands."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from trialkg.cli import run
from trialkg.endpoint.admission import Admission, NotAdmittedError
from trialkg.endpoint.answering import Answering
from trialkg.endpoint.jobs import Job, Outcome
from trialkg.endpoint.metrics import Metrics
from trialkg.endpoint.pages import Wanted
from trialkg.endpoint.pool import Pool
from trialkg.endpoint.process import QueryProcess, Reply
from trialkg.endpoint.settings import Settings
from trialkg.endpoint.standing import Standing
from trialkg.errors import StoreError
from trialkg.formats import ResultFormat
from trialkg.resources import examples_folder

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/trialkg/ontology#Study> }"
STUDY = "https://w3id.org/trialkg/study/"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?e), STR(?i)) = 'x') }"


def job(text: str) -> Job:
    return Job(
        text=text, base="http://a.example/", results="csv", graphs=None, rows=100, size=1 << 20, seconds=20.0
    )


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Pool]:
    pool = Pool(settings, Standing(settings))
    await pool.open()
    try:
        yield pool
    finally:
        await pool.close()


def body(reply: Reply) -> bytes:
    assert isinstance(reply.body, bytes), reply
    assert reply.head.outcome is Outcome.ANSWERED, reply
    return reply.body


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_process_is_gone_with_its_deadline_and_another_takes_its_place(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []
    monkeypatch.setattr(QueryProcess, "start", noting(started))

    async def scene() -> None:
        settings = Settings(store=store, timeout=0.8, patience=0.2, quick=1, long=2)
        async with opened(settings) as pool:
            reply = await pool.ask(job(ENDLESS), "a")
            ended = time.monotonic()
            assert reply.head.outcome is Outcome.TIMED_OUT
            while lives(started[0]) and time.monotonic() < ended + 2:
                await asyncio.sleep(0.01)
            assert not lives(started[0])
            assert b"3" in body(await pool.ask(job(COUNT), "a"))

    asyncio.run(scene())
    assert len(started) >= 2
    assert not any(map(lives, started))


def noting(started: list[int]) -> Callable[[Settings], Coroutine[None, None, QueryProcess]]:
    """The way a process starts, which notes the number of each."""
    start = QueryProcess.start

    async def noted(settings: Settings) -> QueryProcess:
        process = await start(settings)
        started.append(process.pid)
        return process

    return noted


def test_a_new_build_is_served_without_a_restart(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)

    async def scene() -> tuple[bytes, bytes]:
        async with opened(Settings(store=copy, quick=1)) as pool:
            before = body(await pool.ask(job(COUNT), "a"))
            more = str(examples_folder() / "NCT01958021.json")
            built = await asyncio.to_thread(run, ["--quiet", "build", more, "--store", str(copy)])
            assert built == 0
            return before, body(await pool.ask(job(COUNT), "a"))

    assert asyncio.run(scene()) == (b"n\r\n3\r\n", b"n\r\n4\r\n")


def test_a_new_build_has_other_entity_tags(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    standing = Standing(Settings(store=copy))
    tag = standing.tag(b"a", b"b")
    assert tag == standing.tag(b"a", b"b") != standing.tag(b"ab", b"")
    os.utime(copy / "manifest.json", (1, 1))
    assert standing.tag(b"a", b"b") != tag


def test_a_store_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no trialkg store"):
        Standing(Settings(store=tmp_path))


def test_a_page_gets_rows_and_a_study_without_a_request(store: Path) -> None:
    settings = Settings(store=store, quick=1)
    standing = Standing(settings)

    async def scene() -> tuple[Reply, Reply, Reply]:
        async with opened(settings) as pool:
            answering = Answering(settings, pool, standing, Metrics())
            return (
                await answering.ask(COUNT, "a", ResultFormat.CSV),
                await answering.described(f"{standing.manifest.base}NCT04125277", "a"),
                await answering.described(f"{standing.manifest.base}NCT00000000", "a"),
            )

    rows, study, nothing = asyncio.run(scene())
    assert body(rows) == b"n\r\n3\r\n"
    assert b"NCT04125277#" in body(study)
    assert nothing.head.outcome is Outcome.UNKNOWN


def test_a_process_that_has_ended_by_itself_is_not_asked(store: Path) -> None:
    async def scene() -> bytes:
        async with opened(Settings(store=store, quick=1)) as pool:
            process = await pool._process()
            os.kill(process.pid, signal.SIGKILL)
            while process.alive:
                await asyncio.sleep(0.01)
            pool._give_back(process)
            return body(await pool.ask(job(COUNT), "a"))

    assert asyncio.run(scene()) == b"n\r\n3\r\n"


def test_those_who_wait_too_long_are_sent_away(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path, quick=1, longest_wait=0.05, waiting=1, per_client=3)

    async def scene() -> list[Outcome]:
        admission = Admission(settings)
        async with admission.place("a"):
            tries = (refused(admission, client) for client in ("b", "c"))
            return list(await asyncio.gather(*tries))

    assert asyncio.run(scene()) == [Outcome.BUSY, Outcome.BUSY]


def test_a_long_query_gives_its_place_to_others(tmp_path: Path) -> None:
    settings = Settings(store=tmp_path, quick=1, long=2, longest_wait=0.05)

    async def scene() -> None:
        admission = Admission(settings)
        async with admission.place("a") as first:
            first.become_long()
            async with admission.place("a") as second:
                with pytest.raises(NotAdmittedError) as caught:
                    second.become_long()
                assert caught.value.outcome is Outcome.CLIENT_BUSY
            async with admission.place("b") as third:
                third.become_long()
            assert admission.long == 1
        assert admission.long == admission.in_hand == 0

    asyncio.run(scene())


async def refused(admission: Admission, client: str) -> Outcome:
    with pytest.raises(NotAdmittedError) as caught:
        async with admission.place(client):
            pass
    return caught.value.outcome


def test_a_page_is_not_sent_away_for_taking_long(store: Path) -> None:
    page = msgspec.structs.replace(job(""), page=Wanted(f"{STUDY}NCT04125277", related=True))

    async def asked() -> tuple[Reply, Reply]:
        async with opened(Settings(store=store, patience=0.0, long=0)) as pool:
            return await pool.ask(page, "a"), await pool.ask(job(COUNT), "a")

    made, query = asyncio.run(asked())
    assert made.head.outcome is Outcome.ANSWERED
    assert query.head.outcome is Outcome.CROWDED_OUT
