from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.conftest import shared_data
from tests.ctgov_server import (
    Registry,
    broken_gzip,
    cut_off,
    instead,
    made_record,
    no_answer,
    refusing,
    serving,
    truncated_gzip,
)
from tests.registries.ctgov.clocks import HandClock

from trialkg.errors import SourceError
from trialkg.registries.ctgov.cache import RecordCache
from trialkg.registries.ctgov.client import CtgovClient
from trialkg.registries.ctgov.destinations import StreamDestination
from trialkg.registries.ctgov.fetching import BATCH, Outcome, State, fetch
from trialkg.registries.ctgov.retries import ATTEMPTS
from trialkg.registries.ctgov.search import OverallStatus, Search

ALL = Search(everything=True)


@pytest.fixture
def registry() -> Iterator[Registry]:
    with serving(Registry([made_record(number) for number in range(1, 26)])) as running:
        yield running


class Fetched:
    """What a fetch wrote, and what it said of itself."""

    def __init__(
        self,
        registry: Registry,
        search: Search,
        *,
        cache: RecordCache | None = None,
        page_size: int = 10,
        progress: Callable[[int, int | None], object] = lambda *_: None,
    ) -> None:
        self.told: list[str] = []
        stream = io.BytesIO()
        with CtgovClient(registry.address, clock=HandClock().clock) as client:
            start = StreamDestination(stream, State(registry=client.address, search=search))
            self.outcome: Outcome = fetch(
                client, start, cache=cache, page_size=page_size, progress=progress, told=self.told.append
            )
        self.records: list[Mapping[str, Any]] = [json.loads(line) for line in stream.getvalue().splitlines()]

    @property
    def ids(self) -> list[int]:
        return [
            int(record["protocolSection"]["identificationModule"]["nctId"][3:]) for record in self.records
        ]


def numbered(*numbers: int) -> Search:
    return Search(ids=tuple(f"NCT{number:08d}" for number in numbers))


def test_all_pages_are_fetched_each_record_once_as_it_is(registry: Registry) -> None:
    fetched = Fetched(registry, ALL)
    assert fetched.records == registry.records
    assert len(registry.pages_asked) == 3
    assert fetched.outcome.missing == 0
    assert not fetched.outcome.changed


def test_pages_differ_in_nothing_but_their_place(registry: Registry) -> None:
    Fetched(registry, Search(term="study"))
    free = {"countTotal", "pageToken", "pageSize"}
    kept = [
        {name: text for name, text in query.items() if name not in free} for query in registry.pages_asked
    ]
    assert kept == [{"format": "json", "query.term": "study"}] * 3
    assert [sorted(query.keys() & {"countTotal", "pageToken"}) for query in registry.pages_asked] == [
        ["countTotal"],
        ["pageToken"],
        ["pageToken"],
    ]


def test_progress_goes_up_to_the_total(registry: Registry) -> None:
    told: list[tuple[int, int | None]] = []
    Fetched(registry, ALL, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, None), (10, 25), (20, 25), (25, 25)]


def test_filters_narrow_what_comes() -> None:
    records = [
        made_record(1, conditionsModule={"conditions": ["Breast Cancer"]}),
        made_record(2, updated="2025-05-01", conditionsModule={"conditions": ["Breast Cancer"]}),
        made_record(
            3,
            conditionsModule={"conditions": ["Pain"]},
            contactsLocationsModule={"locations": [{"city": "Groningen", "country": "Netherlands"}]},
            armsInterventionsModule={"interventions": [{"name": "Ibuprofen"}]},
            statusModule={"overallStatus": "RECRUITING", "lastUpdatePostDateStruct": {"date": "2025-04-01"}},
        ),
    ]
    with serving(Registry(records)) as registry:
        assert Fetched(registry, Search(condition="breast cancer")).ids == [1, 2]
        assert Fetched(registry, Search(condition="cancer", since="2025-05-01")).ids == [2]
        assert Fetched(registry, Search(since="2025-04-01")).ids == [2, 3]
        assert Fetched(registry, Search(intervention="ibuprofen")).ids == [3]
        assert Fetched(registry, Search(location="groningen")).ids == [3]
        assert Fetched(registry, Search(term="nct00000002 named")).ids == [2]
        assert Fetched(registry, Search(statuses=(OverallStatus.RECRUITING,))).ids == [3]
        assert Fetched(registry, Search(condition="asthma")).ids == []


def test_a_page_may_be_empty_and_another_follow(registry: Registry) -> None:
    first = json.loads(registry.page({"pageSize": "10", "format": "json"}))
    registry.faults.append(instead(json.dumps({"studies": [], "nextPageToken": first["nextPageToken"]})))
    assert Fetched(registry, ALL).ids == list(range(11, 26))


def test_a_record_that_comes_twice_is_written_once(registry: Registry) -> None:
    registry.records.insert(12, registry.records[3])
    fetched = Fetched(registry, ALL)
    assert fetched.ids == list(range(1, 26))
    assert fetched.outcome.repeated == 1


def test_fewer_records_than_were_counted_are_told(registry: Registry) -> None:
    def drop(asked: int) -> None:
        if asked == 3:
            registry.records.pop()

    registry.before_answer = drop
    assert Fetched(registry, ALL).outcome.missing == 1


def test_data_that_change_between_pages_are_told(registry: Registry) -> None:
    def change(asked: int) -> None:
        if asked == 3:
            registry.data_version = "2025-06-03T09:00:05"

    registry.before_answer = change
    assert Fetched(registry, ALL).outcome.changed


def test_a_place_the_registry_forgot_is_found_again_from_the_start(registry: Registry) -> None:
    def forget(asked: int) -> None:
        if asked == 3:
            registry.forget_tokens()

    registry.before_answer = forget
    fetched = Fetched(registry, ALL)
    assert fetched.ids == list(range(1, 26))
    assert fetched.told == ["The registry does not know the place to go on any more: starting over."]


def test_a_registry_that_goes_in_a_circle_is_left(registry: Registry) -> None:
    token = json.loads(registry.page({"pageSize": "10", "format": "json"}))["nextPageToken"]
    page = json.dumps({"studies": [made_record(1)], "nextPageToken": token})
    registry.faults.extend([instead(page)] * 3)
    with pytest.raises(SourceError, match="the same pages over and over"):
        Fetched(registry, ALL)


def test_numbers_come_in_the_order_they_were_asked_for(registry: Registry) -> None:
    assert Fetched(registry, numbered(7, 3, 21)).ids == [7, 3, 21]


def test_many_numbers_are_asked_for_in_short_requests() -> None:
    with serving(Registry([made_record(number) for number in range(1, 2 * BATCH + 51)])) as registry:
        fetched = Fetched(registry, numbered(*range(1, 2 * BATCH + 51)), page_size=1000)
        assert fetched.records == registry.records
        assert [query["filter.ids"].count("NCT") for query in registry.pages_asked] == [BATCH, BATCH, 50]


def test_numbers_the_registry_does_not_have_are_told(registry: Registry) -> None:
    fetched = Fetched(registry, numbered(1, 98, 2, 99))
    assert fetched.ids == [1, 2]
    assert fetched.outcome.state.unknown == ("NCT00000098", "NCT00000099")


def test_an_older_number_leads_to_the_record_of_today(registry: Registry) -> None:
    registry.moved["NCT00000099"] = "NCT00000005"
    fetched = Fetched(registry, numbered(4, 99))
    assert fetched.ids == [4, 5]
    assert fetched.outcome.state.renamed == {"NCT00000099": "NCT00000005"}
    assert fetched.outcome.state.unknown == ()


def test_an_older_number_beside_the_one_of_today_is_one_record(registry: Registry) -> None:
    identity = registry.records[4]["protocolSection"]["identificationModule"]
    identity["nctIdAliases"] = ["NCT00000099"]
    fetched = Fetched(registry, numbered(99, 5))
    assert fetched.ids == [5]
    assert fetched.outcome.state.renamed == {"NCT00000099": "NCT00000005"}
    assert all(path == "/studies" for path, _ in registry.asked if path != "/version")


@pytest.fixture
def cache(registry: Registry, tmp_path: Path) -> Iterator[RecordCache]:
    with RecordCache(tmp_path, registry.address) as made:
        yield made


def test_what_has_not_changed_is_fetched_once(registry: Registry, cache: RecordCache) -> None:
    first = Fetched(registry, numbered(1, 2, 3), cache=cache)
    registry.asked.clear()
    second = Fetched(registry, numbered(3, 1), cache=cache)
    assert second.records == [first.records[2], first.records[0]]
    assert second.outcome.cached == 2
    assert [query.get("fields") for query in registry.pages_asked] == [
        "NCTId|LastUpdatePostDate|VersionHolder"
    ]


@pytest.mark.parametrize("change", [{"updated": "2025-04-02"}, {"derived": "2025-06-03"}])
def test_what_has_changed_is_fetched_again(
    registry: Registry, cache: RecordCache, change: dict[str, str]
) -> None:
    Fetched(registry, numbered(1, 2), cache=cache)
    registry.records[1] = made_record(2, title="Changed", **change)
    again = Fetched(registry, numbered(1, 2), cache=cache)
    assert again.records == registry.records[:2]
    assert again.outcome.cached == 1
    assert Fetched(registry, numbered(1, 2), cache=cache).outcome.cached == 2


def test_a_record_that_does_not_tell_its_version_is_always_fetched(
    registry: Registry, cache: RecordCache
) -> None:
    registry.records[0] = {"protocolSection": registry.records[0]["protocolSection"]}
    for _ in range(2):
        fetched = Fetched(registry, numbered(1), cache=cache)
        assert (fetched.ids, fetched.outcome.cached) == ([1], 0)


def test_a_record_that_is_withdrawn_is_not_taken_from_the_cache(
    registry: Registry, cache: RecordCache
) -> None:
    Fetched(registry, numbered(1, 2), cache=cache)
    registry.records.pop(0)
    again = Fetched(registry, numbered(1, 2), cache=cache)
    assert again.ids == [2]
    assert again.outcome.state.unknown == ("NCT00000001",)


def test_real_records_come_as_they_are() -> None:
    folder = shared_data("ctgov_v2", "records")
    records = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))[:300]]
    with serving(Registry(records)) as registry:
        assert Fetched(registry, ALL, page_size=70).records == records
        wanted = [record["protocolSection"]["identificationModule"]["nctId"] for record in records[::-3]]
        assert Fetched(registry, Search(ids=tuple(wanted))).records == records[::-3]


def test_the_registry_on_loopback_answers_as_the_interface_is_described(registry: Registry) -> None:
    described = yaml.safe_load(shared_data("schema", "ctg-oas-v2.yaml").read_text(encoding="utf-8"))
    reference = {"$ref": "#/components/schemas/PagedStudies", "components": described["components"]}
    known = {each["name"] for each in described["paths"]["/studies"]["get"]["parameters"]}
    Fetched(registry, Search(term="study"))
    Fetched(registry, numbered(1, 2))
    for query in registry.pages_asked:
        jsonschema.validate(json.loads(registry.page(query)), reference)
        assert query.keys() <= known


PASSING = (
    None, cut_off, no_answer, truncated_gzip, broken_gzip, refusing(429, Retry_After="3"), refusing(500),
    refusing(503), instead("<html>"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_bad_line_costs_time_and_no_record(registry: Registry, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(12):
        registry.faults.extend([*chance.choices(PASSING, k=chance.randrange(ATTEMPTS)), None])
    fetched = Fetched(registry, ALL, page_size=4)
    assert fetched.records == registry.records
    assert fetched.outcome.repeated == 0
