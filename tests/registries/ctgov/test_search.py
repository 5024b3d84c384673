from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.conftest import shared_data

from trialkg.errors import UsageError
from trialkg.registries.ctgov.search import OverallStatus, Search, checked, ids_in, status_of


def test_every_part_of_a_query_has_its_parameter() -> None:
    search = Search(
        term="sub-study",
        condition="breast cancer",
        intervention="palbociclib",
        location="Groningen",
        statuses=(OverallStatus.RECRUITING, OverallStatus.COMPLETED),
        since="2025-01-31",
    )
    assert search.parameters == {
        "query.term": "sub-study",
        "query.cond": "breast cancer",
        "query.intr": "palbociclib",
        "query.locn": "Groningen",
        "filter.overallStatus": "RECRUITING|COMPLETED",
        "filter.advanced": "AREA[LastUpdatePostDate]RANGE[2025-01-31,MAX]",
    }


def test_the_parameters_and_states_are_those_of_the_interfaces_own_description() -> None:
    described = yaml.safe_load(shared_data("schema", "ctg-oas-v2.yaml").read_text(encoding="utf-8"))
    names = {parameter["name"] for parameter in described["paths"]["/studies"]["get"]["parameters"]}
    full = Search(
        term="a",
        condition="a",
        intervention="a",
        location="a",
        statuses=tuple(OverallStatus),
        since="2025-01-01",
    )
    asked = {*full.parameters, "filter.ids", "fields", "format", "pageSize", "pageToken", "countTotal"}
    assert asked <= names
    assert [*OverallStatus] == described["components"]["schemas"]["Status"]["enum"]


def test_numbers_are_taken_from_any_list_each_once_and_in_order() -> None:
    assert ids_in(["nct00000002, NCT00000001", "NCT00000002|NCT00000003\n"]) == (
        "NCT00000002",
        "NCT00000001",
        "NCT00000003",
    )


@pytest.mark.parametrize("text", ["NCT1234567", "NCT123456789", "ISRCTN12345678", "NCT0000000١"])
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(UsageError, match="is no registry number"):
        ids_in([text])


@pytest.mark.parametrize("text", ["recruiting", "Not yet recruiting", "not-yet-recruiting", "COMPLETED"])
def test_a_state_is_known_as_people_write_it(text: str) -> None:
    assert status_of(text).value == text.upper().replace(" ", "_").replace("-", "_")


def test_an_unknown_state_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"unknown status 'open'.*RECRUITING"):
        status_of("open")


@pytest.mark.parametrize("day", ["2025-02-30", "2025-2-3", "31.01.2025", "20250131", "yesterday", "MAX"])
def test_a_day_that_is_none_is_told(day: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        checked(Search(since=day))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "nothing is asked for"),
        ({"ids": ("NCT00000001",), "condition": "pain"}, "exclude each other"),
        ({"ids": ("NCT00000001",), "since": "2025-01-01"}, "exclude each other"),
        ({"everything": True, "term": "pain"}, "exclude each other"),
        ({"everything": True, "ids": ("NCT00000001",)}, "exclude each other"),
        ({"condition": "  "}, "the condition to search for is empty"),
    ],
)
def test_a_search_that_means_nothing_or_two_things_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        checked(Search(**parts))


@pytest.mark.parametrize("text", ["NCT00000001", "nct00000001, NCT00000002"])
def test_a_query_of_mere_numbers_is_refused_because_the_registry_would_drop_the_filters(text: str) -> None:
    with pytest.raises(UsageError, match="ignores every filter"):
        checked(Search(term=text, since="2025-01-01"))


def test_a_number_among_words_is_a_query() -> None:
    assert checked(Search(term="substudy of NCT00000001")).parameters == {
        "query.term": "substudy of NCT00000001"
    }


def test_the_whole_registry_has_to_be_meant() -> None:
    assert checked(Search(everything=True)).parameters == {}
