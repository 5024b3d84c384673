from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.mapping import lexical


def parsed_object(text: bytes) -> ox.Literal:
    (triple,) = ox.parse(b"<http://example.org/s> <http://example.org/p> " + text, ox.RdfFormat.N_TRIPLES)
    assert isinstance(triple.object, ox.Literal)
    return triple.object


@given(st.text())
def test_any_text_comes_back_from_its_literal(text: str) -> None:
    assert parsed_object(lexical.literal(text)).value == text


@given(st.floats(min_value=-180, max_value=180, allow_nan=False))
def test_decimals_have_no_exponent_and_keep_six_places(value: float) -> None:
    written = parsed_object(lexical.decimal(value)).value
    assert "e" not in written
    assert float(written) == pytest.approx(value, abs=5e-7)


@pytest.mark.parametrize(
    ("text", "datatype"),
    [("2014-02", "gYearMonth"), ("2014-02-28", "date"), ("2024-02-29", "date")],
)
def test_a_date_is_as_precise_as_registered(text: str, datatype: str) -> None:
    written = lexical.calendar_date(text)
    assert written is not None
    assert parsed_object(written) == ox.Literal(
        text, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}")
    )


@pytest.mark.parametrize(
    "text", ["2015-13", "2015-00", "2023-02-29", "2015", "20150101", "2015-W01-1", "", "May 2015"]
)
def test_what_is_no_date_of_the_calendar_is_not_written(text: str) -> None:
    assert lexical.calendar_date(text) is None


@pytest.mark.parametrize(
    ("duration", "days"),
    [
        ("P18Y", 6574.5),
        ("P6M", 182.625),
        ("P2W", 14.0),
        ("P3D", 3.0),
        ("PT12H", 0.5),
        ("P1Y6M", 547.875),
        ("P1.5Y", 547.875),
        ("-P2W", -14.0),
        ("PT90S", 1 / 960),
        ("-P0D", 0.0),
    ],
)
def test_durations_count_in_days(duration: str, days: float) -> None:
    assert lexical.duration_days(duration) == days


@pytest.mark.parametrize("text", ["P", "18 Years", "", "PT", "P1.Y", "P-1Y", "--P1D", "P1D "])
def test_what_is_no_duration_has_no_days(text: str) -> None:
    assert lexical.duration_days(text) is None
