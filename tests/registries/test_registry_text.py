from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.registries.dates import age_duration, is_date, written_date
from trialkg.registries.text import (
    cleaned_json,
    markup_text,
    plain_text,
    with_line_feeds,
    without_controls,
)


@pytest.mark.parametrize(
    ("registered", "plain"),
    [
        (r"Age \> 50 and \< 60 \[years\]", "Age > 50 and < 60 [years]"),
        (r"Drug A \& drug B, \~5 mg/m\^2", "Drug A & drug B, ~5 mg/m^2"),
        (r"one back slash \\ stays", "one back slash \\ stays"),
        (r"and\or is no escape", r"and\or is no escape"),
        ("Age &gt; 50 &amp; &#8805; 2", "Age > 50 & ≥ 2"),
        ("first&#13;&#10;second", "first\n\nsecond"),
        ("* one\n* two", "* one\n* two"),
    ],
)
def test_markup_of_the_source_is_undone_and_the_layout_kept(registered: str, plain: str) -> None:
    assert markup_text(registered) == plain


def test_an_entity_is_decoded_once_only() -> None:
    assert plain_text("&amp;lt;") == "&lt;"


def test_a_bare_ampersand_is_no_entity() -> None:
    assert plain_text("R&D; AT&T &unknownthing;") == "R&D; AT&T &unknownthing;"


def test_a_field_of_plain_text_keeps_its_back_slashes() -> None:
    assert plain_text(r"site \> ward") == r"site \> ward"


@pytest.mark.parametrize("nothing", [None, "", "  \n "])
def test_blank_text_is_absent(nothing: str | None) -> None:
    assert markup_text(nothing) is None


@pytest.mark.parametrize("text", ["2014-02-13", "2014-02", "2024-02-29", "2023-12-31"])
def test_dates_of_the_calendar_are_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2014-13", "2014", "2014-2-3", "2020-07-27T16:54", "2020-W01-1", "0000-01-01", ""]
)
def test_everything_else_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("February 13, 2014", "2014-02-13"),
        ("Feb 3, 2014", "2014-02-03"),
        ("May 2014", "2014-05"),
        ("September  1997", "1997-09"),
        ("February 30, 2014", None),
        ("Febtober 2014", None),
        ("2014-02-13", None),
    ],
)
def test_written_dates_come_out_as_iso(written: str, iso: str | None) -> None:
    assert written_date(written) == iso


@pytest.mark.parametrize(
    ("age", "duration"),
    [
        ("18 Years", "P18Y"),
        ("1 Year", "P1Y"),
        ("6 Months", "P6M"),
        ("2 Weeks", "P2W"),
        ("3 Days", "P3D"),
        ("12 Hours", "PT12H"),
        ("30 Minutes", "PT30M"),
        ("eighteen", None),
        ("18", None),
    ],
)
def test_ages_are_iso_durations(age: str, duration: str | None) -> None:
    assert age_duration(age) == duration


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b\x1fc\td", "a b c\td"),
        ("\x08\x0c", "  "),
        ("\\u0001 \\b", "\\u0001 \\b"),
        ("\\\x01\n\r", "\\ \n\n"),
        ("one\r\n\r\ntwo\rthree", "one\n\ntwo\nthree"),
        ("\\r\\n", "\\r\\n"),
    ],
)
def test_control_characters_become_blanks_and_line_ends_line_feeds(text: str, cleaned: str) -> None:
    assert with_line_feeds(without_controls(text)) == cleaned
    assert json.loads(cleaned_json(json.dumps(text).encode())) == cleaned


def test_white_space_in_any_spelling_of_json_is_kept() -> None:
    assert json.loads(cleaned_json(rb'"a\u000Ab\u0009c\u000dd\u000D\u000ae\r\u000Af"')) == "a\nb\tc\nd\ne\nf"


@given(st.text())
def test_cleaned_json_says_the_same_otherwise(text: str) -> None:
    assert json.loads(cleaned_json(json.dumps(text).encode())) == with_line_feeds(without_controls(text))
