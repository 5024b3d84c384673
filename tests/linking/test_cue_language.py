from __future__ import annotations

import re

import pytest

from trialkg.linking.cue_language import TARGET, cue
from trialkg.linking.relation_cues import CUES, Cue


def test_breaks_and_indentation_do_not_count() -> None:
    assert cue("one\n    two").fullmatch("onetwo")


def test_letter_case_does_not_count() -> None:
    assert cue("substudy of {T}").search(f"Substudy of {TARGET}")


@pytest.mark.parametrize(
    ("gap", "between", "is_crossed"),
    [
        ("<20>", " a; b ", False),
        ("<20>", " a. b ", True),
        ("<20>", " showed that ", False),
        ("<20.>", " a. b ", False),
        ("<20.>", " showed that ", True),
        ("<20;>", " a. showed b ", True),
        ("<20->", " this ", False),
        ("<20->", " that ", True),
        ("<3.>", " too far ", False),
    ],
)
def test_a_gap_is_as_wide_as_its_mark_says(gap: str, between: str, is_crossed: bool) -> None:
    assert bool(cue(rf"from{gap}{{T}}").search(f"from{between}{TARGET}")) is is_crossed


def test_every_cue_but_that_of_lists_has_its_words() -> None:
    assert set(CUES) == set(Cue) - {Cue.FEEDERS}


def test_every_pattern_asks_for_a_study() -> None:
    patterns: list[re.Pattern[str]] = [pattern for each in CUES.values() for pattern in each]
    assert [
        each.pattern for each in patterns if TARGET not in each.pattern and "\ue002" not in each.pattern
    ] == []
