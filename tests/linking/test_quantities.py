from __future__ import annotations

import pytest

from trialkg.linking.quantities import quantities
from trialkg.linking.words import lowered

Read = list[tuple[str, float, str | None]]


def read(text: str) -> Read:
    return [(each.comparator, each.value, each.unit) for each in quantities(text, lowered(text))]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("< 5 cm", "<"),
        ("</=5 cm", "<="),
        ("=< 5 cm", "<="),
        ("≤5 cm", "<="),
        ("no more than 5 cm", "<="),
        ("not exceeding 5 cm", "<="),
        ("up to 5 cm", "<="),
        ("fewer than 5 cm", "<"),
        ("> 5 cm", ">"),
        ("> or = 5 cm", ">="),
        ("≥ 5 cm", ">="),
        ("a minimum of 5 cm", ">="),
        ("equal to or greater than 5 cm", ">="),
        ("in excess of 5 cm", ">"),
        ("5 cm or more", ">="),
        ("5 cm or less", "<="),
        ("5 cm", "="),
    ],
)
def test_comparisons_are_read_as_people_write_them(text: str, sign: str) -> None:
    assert read(f"a lump of {text}") == [(sign, 5.0, "cm")]


@pytest.mark.parametrize(
    "text",
    ["18-65 years", "18 to 65 years", "between 18 and 65 years", "from 18 years to 65 years", "18 – 65 yrs"],
)
def test_a_range_is_two_quantities(text: str) -> None:
    assert read(text) == [(">=", 18.0, "a"), ("<=", 65.0, "a")]


def test_an_upper_end_can_be_left_out_of_a_range() -> None:
    assert read("from 6 to < 12 years") == [(">=", 6.0, "a"), ("<", 12.0, "a")]


def test_a_number_before_its_feature_is_turned_round() -> None:
    assert read("5 ≤ points ≤ 21")[0] == (">=", 5.0, None)


@pytest.mark.parametrize(
    ("text", "value"), [("1,500 cells", 1500), ("0,75 %", 0.75), ("1 000 mL", 1000), (".5 cm", 0.5)]
)
def test_numbers_are_read_in_every_notation(text: str, value: float) -> None:
    assert read(text)[0][1] == value


def test_numbers_in_words_are_read_once_with_their_digits() -> None:
    assert read("within seven (7) days") == [("<=", 7.0, "d")]


@pytest.mark.parametrize(
    "text", ["seen at visit 3", "a phase 2 study", "CYP3A4", "COVID-19", "type 2 diabetes", "the 3rd dose"]
)
def test_numbers_that_name_something_are_none(text: str) -> None:
    assert read(text) == []


def test_a_unit_is_shared_over_a_word_that_joins() -> None:
    assert read("> 19 and < 28.5 kg/m2") == [(">", 19.0, "kg/m2"), ("<", 28.5, "kg/m2")]


@pytest.mark.parametrize("hostile", ["<" * 50_000, "1 " * 20_000, "1,000" * 10_000, "5 x 10^" * 9_000])
def test_hostile_text_is_read_to_its_end(hostile: str) -> None:
    assert quantities(hostile, lowered(hostile)) is not None
