from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from trialkg.mapping.names import nodes_named, slug


def named(names: list[str]) -> list[bytes]:
    return nodes_named(b"<s#part-", names, names, str)


def test_a_slug_is_words_people_can_read() -> None:
    assert slug("FES-PET scan, 1st visit") == b"fes-pet-scan-1st-visit"


def test_letters_outside_ascii_lose_their_accents() -> None:
    assert slug("Köln Universität") == b"koln-universitat"


def test_a_name_without_ascii_letters_still_has_a_slug() -> None:
    assert re.fullmatch(b"[0-9a-f]{6}", slug("北京"))


@given(st.lists(st.text(max_size=80), max_size=12))
def test_no_two_parts_share_a_node(names: list[str]) -> None:
    made = named(names)
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(rb"<s#part-[a-z0-9-]+>", each) for each in made)


@given(st.lists(st.text(max_size=40), max_size=8, unique=True))
def test_nodes_stay_with_their_names_when_a_list_is_reordered(names: list[str]) -> None:
    forwards = dict(zip(names, named(names), strict=True))
    backwards = dict(zip(names[::-1], named(names[::-1]), strict=True))
    assert forwards == backwards


def test_two_long_names_that_begin_alike_are_told_apart() -> None:
    start = "a treatment that takes many words to be told in full and then some "
    first, second = named([start + "with", start + "without"])
    assert first != second


def test_parts_of_one_name_are_told_apart_by_what_else_they_are() -> None:
    names, codes = ["Clinic", "Ward", "Clinic", "Clinic"], ["1", "2", "3", "1"]
    first, second, third, fourth = nodes_named(b"<s#site-", names, codes, str)
    assert second == b"<s#site-ward>"
    assert third != first
    assert fourth == first[:-1] + b"-2>"
