from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime

import httpx
import pytest
from tests.ctgov_server import (
    Fault,
    Registry,
    bomb,
    broken_gzip,
    cut_off,
    instead,
    made_record,
    no_answer,
    refusing,
    serving,
    silence,
    truncated_gzip,
)
from tests.registries.ctgov.clocks import START, HandClock
from tests.servers import free_port

from trialkg import __version__
from trialkg.errors import SourceError
from trialkg.registries.ctgov.client import CtgovClient, RefusedRequestError, TooLargeAnswerError
from trialkg.registries.ctgov.retries import ATTEMPTS, Clock


@pytest.fixture
def registry() -> Iterator[Registry]:
    with serving(Registry([made_record(number) for number in range(1, 8)])) as running:
        yield running


@pytest.fixture
def hand() -> HandClock:
    return HandClock()


@pytest.fixture
def client(registry: Registry, hand: HandClock) -> Iterator[CtgovClient]:
    with CtgovClient(registry.address, clock=hand.clock, timeout=httpx.Timeout(0.3)) as made:
        yield made


def ids(client: CtgovClient) -> list[str]:
    return [record.id for record in client.page({}).records]


ALL = [f"NCT{number:08d}" for number in range(1, 8)]


def test_a_page_has_records_a_total_and_the_token_of_the_next(client: CtgovClient) -> None:
    first = client.page({}, size=3)
    assert [record.id for record in first.records] == ALL[:3]
    assert first.total == 7
    second = client.page({}, token=first.next_token, size=5)
    assert [record.id for record in second.records] == ALL[3:]
    assert (second.total, second.next_token) == (None, None)


def test_the_bytes_of_a_study_are_those_that_came(registry: Registry, client: CtgovClient) -> None:
    registry.faults.append(
        instead(
            '{"studies":[ {"protocolSection" : {"identificationModule":{"nctId":"NCT00000009","x":1.50}}} ]}'
        )
    )
    assert client.page({}).records[0].line == (
        b'{"protocolSection" : {"identificationModule":{"nctId":"NCT00000009","x":1.50}}}'
    )


def test_a_study_over_many_lines_is_put_on_one(registry: Registry, client: CtgovClient) -> None:
    record = made_record(9, title="Two\nlines of 1.50 €")
    registry.faults.append(instead(json.dumps({"studies": [record]}, indent=2)))
    line = client.page({}).records[0].line
    assert b"\n" not in line
    assert json.loads(line) == record


def test_answers_come_packed_and_the_client_says_who_it_is(registry: Registry, client: CtgovClient) -> None:
    assert ids(client) == ALL
    assert registry.headers[0]["Accept-Encoding"] == "gzip"
    assert f"trialkg/{__version__}" in registry.headers[0]["User-Agent"]


@pytest.mark.parametrize(
    "fault",
    [
        refusing(429),
        refusing(500),
        refusing(502),
        refusing(503),
        refusing(504),
        cut_off,
        no_answer,
        truncated_gzip,
        broken_gzip,
        instead(""),
        instead("<html>Back soon</html>"),
        instead('{"studies": [{"protocolSection": {'),
        silence(0.5),
    ],
)
def test_what_may_pass_is_asked_again(registry: Registry, client: CtgovClient, fault: Fault) -> None:
    registry.faults.append(fault)
    assert ids(client) == ALL
    assert len(registry.asked) == 2


def test_waits_grow_and_are_told(registry: Registry, hand: HandClock) -> None:
    told: list[str] = []
    registry.faults.extend([refusing(503)] * 5)
    with CtgovClient(registry.address, clock=hand.clock, requests=6e6, told=told.append) as client:
        assert ids(client) == ALL
    waits = [seconds for seconds in hand.slept if seconds >= 1]
    assert len(waits) == len(told) == 5
    assert all(base <= wait <= base + 1 for base, wait in zip((1, 2, 4, 8, 16), waits, strict=True))
    assert told[0].startswith("HTTP 503 Service Unavailable; asking again in ")


def test_in_the_end_it_gives_up_and_says_what_to_do(registry: Registry, client: CtgovClient) -> None:
    registry.faults.extend([refusing(503)] * (ATTEMPTS + 3))
    with pytest.raises(SourceError, match=r"/studies: cannot be asked \(HTTP 503 .*the same command again"):
        client.page({})
    assert len(registry.asked) == ATTEMPTS


def test_a_wait_that_the_server_asks_for_is_kept(
    registry: Registry, client: CtgovClient, hand: HandClock
) -> None:
    registry.faults.extend([refusing(429, Retry_After="77")])
    assert ids(client) == ALL
    assert max(hand.slept) == 77


def test_a_moment_that_the_server_names_is_waited_for(
    registry: Registry, client: CtgovClient, hand: HandClock
) -> None:
    moment = format_datetime(START + timedelta(seconds=90), usegmt=True)
    registry.faults.append(refusing(503, Retry_After=moment))
    assert ids(client) == ALL
    assert max(hand.slept) == pytest.approx(90)


@pytest.mark.parametrize("header", ["soon", "-5", "Mon, 99 Foo 2025 00:00:00 GMT"])
def test_a_wait_that_nobody_understands_is_none(
    registry: Registry, client: CtgovClient, hand: HandClock, header: str
) -> None:
    registry.faults.append(refusing(503, Retry_After=header))
    assert ids(client) == ALL
    assert max(hand.slept) <= 2


def test_a_wait_of_hours_is_not_sat_out(registry: Registry, client: CtgovClient, hand: HandClock) -> None:
    registry.faults.append(refusing(429, Retry_After="7200"))
    with pytest.raises(SourceError, match="asks to wait 7200 s"):
        client.page({})
    assert hand.slept == []


def test_requests_keep_their_distance(registry: Registry, hand: HandClock) -> None:
    with CtgovClient(registry.address, clock=hand.clock, requests=50) as client:
        for _ in range(4):
            client.page({})
    assert hand.slept == pytest.approx([1.2, 1.2, 1.2])


def test_a_pause_of_its_own_earns_no_burst(registry: Registry, hand: HandClock) -> None:
    with CtgovClient(registry.address, clock=hand.clock, requests=50) as client:
        client.page({})
        hand.seconds += 60
        for _ in range(3):
            client.page({})
    assert hand.slept == pytest.approx([1.2, 1.2])


def test_what_the_registry_says_of_a_query_is_passed_on(registry: Registry, client: CtgovClient) -> None:
    registry.faults.append(refusing(400, "Too  complicated\nquery"))
    with pytest.raises(RefusedRequestError, match="refuses the query: Too complicated query"):
        client.page({"query.term": "(((("})
    assert len(registry.asked) == 1


def test_a_network_that_is_turned_away_is_told_so_at_once(registry: Registry, client: CtgovClient) -> None:
    registry.faults.append(refusing(403, "<html><title>Forbidden</title></html>"))
    with pytest.raises(
        SourceError, match=r"turns this program or network away \(HTTP 403 Forbidden\).*--agent"
    ):
        client.page({})
    assert len(registry.asked) == 1


def test_another_interface_is_told_as_such(registry: Registry, client: CtgovClient) -> None:
    registry.faults.append(instead('{"trials": []}'))
    with pytest.raises(SourceError, match=r"something else than the interface describes.*`studies`"):
        client.page({})
    assert len(registry.asked) == 1


def test_a_place_without_an_interface_is_told(registry: Registry, hand: HandClock) -> None:
    said = r"is not there.*https://clinicaltrials.gov/api/v2"
    with (
        CtgovClient(registry.address + "/elsewhere", clock=hand.clock) as client,
        pytest.raises(SourceError, match=said),
    ):
        client.page({})


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/api", "no address"])
def test_an_address_that_is_none_is_told_at_once(address: str, hand: HandClock) -> None:
    with (
        CtgovClient(address, clock=hand.clock) as client,
        pytest.raises(SourceError, match="cannot be asked"),
    ):
        client.page({})
    assert hand.slept == []


def test_a_server_that_is_not_there_is_asked_a_while(hand: HandClock) -> None:
    with (
        CtgovClient(f"http://127.0.0.1:{free_port()}", clock=hand.clock) as client,
        pytest.raises(SourceError, match=r"cannot be asked \(ConnectError"),
    ):
        client.page({})
    assert sum(hand.slept) > 60


def test_a_redirect_is_followed(registry: Registry, client: CtgovClient) -> None:
    registry.faults.append(refusing(302, Location=f"{registry.address}/studies?pageSize=2"))
    assert ids(client) == ALL[:2]


def test_a_redirect_in_a_circle_is_left(registry: Registry, client: CtgovClient) -> None:
    registry.faults.extend([refusing(302, Location=f"{registry.address}/studies")] * 9)
    with pytest.raises(SourceError, match="Exceeded maximum allowed redirects"):
        client.page({})


def test_a_page_too_large_is_asked_for_in_smaller_ones(registry: Registry, hand: HandClock) -> None:
    largest = len(registry.page({"pageSize": "3"})) + 50
    with CtgovClient(registry.address, clock=hand.clock, largest=largest) as client:
        page = client.page({}, size=8)
    assert [record.id for record in page.records] == ALL[:2]
    assert [query["pageSize"] for query in registry.pages_asked] == ["8", "4", "2"]


def test_pages_after_one_too_large_are_small_from_the_start(registry: Registry, hand: HandClock) -> None:
    largest = len(registry.page({"pageSize": "4"})) + 50
    with CtgovClient(registry.address, clock=hand.clock, largest=largest) as client:
        client.page({}, size=8)
        client.page({}, size=8)
    assert [query["pageSize"] for query in registry.pages_asked] == ["8", "4", "4"]


def test_an_answer_that_trickles_is_given_up(registry: Registry) -> None:
    hours = itertools.count(0, 3600)
    with (
        CtgovClient(
            registry.address, clock=Clock(sleep=lambda _: None, elapsed=lambda: next(hours))
        ) as client,
        pytest.raises(SourceError, match="no end of the answer after 900 s"),
    ):
        client.page({})


def test_a_bomb_is_not_unpacked(registry: Registry, hand: HandClock) -> None:
    registry.faults.extend([bomb(1 << 24)] * 20)
    with (
        CtgovClient(registry.address, clock=hand.clock, largest=1 << 20) as client,
        pytest.raises(TooLargeAnswerError, match="answers with more than 1,048,576 bytes"),
    ):
        client.page({})


def test_a_study_is_found_by_its_number_and_by_an_older_one(registry: Registry, client: CtgovClient) -> None:
    registry.moved["NCT00000070"] = "NCT00000007"
    found = [client.record(nct) for nct in ("NCT00000007", "NCT00000070", "NCT00000071")]
    assert [record.id if record else None for record in found] == ["NCT00000007", "NCT00000007", None]


def test_the_version_of_the_data_is_told(registry: Registry, client: CtgovClient) -> None:
    assert client.data_version() == "2025-06-02T09:00:05"
    registry.data_version = None
    assert client.data_version() is None


def test_a_study_without_a_number_is_refused(registry: Registry, client: CtgovClient) -> None:
    registry.faults.append(
        instead('{"studies":[{"protocolSection":{"identificationModule":{"nctId":"7"}}}]}')
    )
    with pytest.raises(SourceError, match="a study numbered '7'"):
        client.page({})
