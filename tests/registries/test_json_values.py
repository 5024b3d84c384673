from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.registries.records import encoded

from trialkg.registries.json_values import Damage, json_values

LIMIT = 1 << 20
IDS = [f"NCT9999991{n}" for n in range(5)]
RECORDS = [encoded(nct) for nct in IDS]


def values(text: bytes, limit: int = LIMIT) -> list[bytes | Damage]:
    return list(json_values(io.BytesIO(text), limit))


def ids(found: list[bytes | Damage]) -> list[str | None]:
    """The registry ids of the values found, None for what is damaged."""
    return [
        None
        if isinstance(value, Damage)
        else json.loads(value)["protocolSection"]["identificationModule"]["nctId"]
        for value in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"[" + b",".join(RECORDS) + b"]",
        b"\n[\n  " + b" ,\n  ".join(RECORDS) + b"\n]\n",
        b'{"studies": [' + b",".join(RECORDS) + b'], "nextPageToken": "token"}',
        b'{ "totalCount": 5,\n "nextPageToken": "a \\" b", "studies" : [' + b",".join(RECORDS) + b"]}",
        b"\n".join(RECORDS),
        b"\n".join(json.dumps(json.loads(text), indent=2).encode() for text in RECORDS),
        b'{"studies":[' + b",".join(RECORDS[:2]) + b']}\n{"studies":[' + b",".join(RECORDS[2:]) + b"]}",
    ],
    ids=["list", "wide list", "page", "page with keys before", "values", "values on many lines", "two pages"],
)
def test_each_container_gives_its_records_in_order(text: bytes) -> None:
    assert ids(values(text)) == IDS


def test_an_empty_list_or_page_gives_nothing() -> None:
    assert values(b"[]") == []
    assert values(b'{"studies": []}') == []


def test_brackets_quotes_and_the_first_key_inside_strings_mislead_nobody() -> None:
    tricky = encoded(IDS[0], descriptionModule={"briefSummary": '}, {"protocolSection": {} \\" ] } \\'})
    assert values(b"[" + tricky + b"," + RECORDS[1] + b"]") == [tricky, RECORDS[1]]


def test_values_that_are_no_records_come_one_by_one() -> None:
    text = b"[" + RECORDS[0] + b', 12, null, "text", {"a": [1, {"b": 2}]}, ' + RECORDS[1] + b"]"
    expected = [RECORDS[0], b"12", b"null", b'"text"', b'{"a": [1, {"b": 2}]}', RECORDS[1]]
    assert values(text) == expected


@pytest.mark.parametrize("broken", [RECORDS[1][:-3], RECORDS[1][:40], RECORDS[1].replace(b":", b"", 1)])
def test_a_damaged_record_costs_itself_alone(broken: bytes) -> None:
    found = values(b"[" + b",".join([RECORDS[0], broken, *RECORDS[2:]]) + b"]")
    assert ids(found) == [IDS[0], None, *IDS[2:]]


def test_records_before_a_cut_survive_and_the_cut_is_told() -> None:
    found = values(b"[" + b",".join(RECORDS)[:-10])
    assert ids(found) == [*IDS[:4], None]
    assert found[-1] == Damage("the text ends inside the record, or is damaged from here on")


def test_a_list_that_is_not_closed_is_told() -> None:
    found = values(b"[" + b",".join(RECORDS))
    assert ids(found) == [*IDS, None]
    assert found[-1] == Damage("the text ends before the list of records is closed")


def test_a_record_over_the_limit_is_told_and_ends_the_reading() -> None:
    found = values(b'[{"a": "' + b"x" * 5_000_000 + b'"}]', limit=1000)
    assert found == [Damage("the record is larger than 1000 bytes; what follows it was not read")]


def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    large = encoded(descriptionModule={"briefSummary": "word " * 4000})

    def peak(count: int) -> int:
        path = tmp_path / str(count)
        path.write_bytes(b"[" + b",".join([large] * count) + b"]")
        tracemalloc.start()
        with path.open("rb") as stream:
            assert sum(isinstance(value, bytes) for value in json_values(stream, LIMIT)) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(2000) < peak(500) * 1.2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
RECORDS_OF_ANY_KIND = st.lists(JSON | st.builds(lambda inner: {"protocolSection": inner}, JSON), max_size=6)


@given(values=RECORDS_OF_ANY_KIND, indent=st.none() | st.integers(0, 3), ascii_only=st.booleans())
def test_any_list_is_cut_into_its_values_wherever_the_blocks_end(
    values: list[object], indent: int | None, ascii_only: bool
) -> None:
    text = json.dumps(values, indent=indent, ensure_ascii=ascii_only).encode("utf-8", "replace")
    for block in (1, 7, 1 << 20):
        found = list(json_values(io.BytesIO(text), LIMIT, block))
        assert [value if isinstance(value, Damage) else json.loads(value) for value in found] == json.loads(
            text
        )
