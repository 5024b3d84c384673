from __future__ import annotations

import pytest

from trialkg.terminology import Descriptor, Named
from trialkg.terminology.keys import exact_key, words_key
from trialkg.terminology.mesh import MemoryMesh

BODY = Descriptor(id="D1", label="Body Part", names=("Body Part", "Part"))
HAND = Descriptor(id="D2", label="Hand", names=("Hand", "Hands", "Part", "Extremity, Upper"), broader=("D1",))
THUMB = Descriptor(id="D3", label="Part", names=("Part", "Thumb", "Pollicodigital Segment"), broader=("D2",))
MESH = MemoryMesh((BODY, HAND, THUMB), "2024")


@pytest.mark.parametrize("text", ["Hands", "HANDS", "  hands "])
def test_a_descriptor_is_found_by_any_of_its_names_whatever_case_and_white_space(text: str) -> None:
    assert [each.id for each in MESH.named(exact_key(text))] == ["D2"]


def test_a_label_goes_before_the_entry_terms_of_other_descriptors() -> None:
    assert MESH.named(exact_key("part")) == (
        Named("D3", "Part", True),
        Named("D1", "Part", False),
        Named("D2", "Part", False),
    )


def test_a_name_that_no_descriptor_has_is_not_found() -> None:
    assert MESH.named(exact_key("han")) == ()


def test_a_name_is_found_in_another_order_of_words() -> None:
    assert MESH.alike(words_key("upper extremity")) == (Named("D2", "Extremity, Upper", False),)


def test_ancestors_are_all_above_and_leave_out_the_descriptor_itself() -> None:
    assert MESH.ancestors("D3") == {"D2", "D1"}


def test_narrower_descriptors_are_all_below_and_leave_out_the_descriptor_itself() -> None:
    assert MESH.narrower("D1") == {"D2", "D3"}


def test_an_unknown_descriptor_has_neither_ancestors_nor_narrower_ones() -> None:
    assert (MESH.ancestors("D9"), MESH.narrower("D9")) == (frozenset(), frozenset())


@pytest.mark.parametrize("word", ["thmub", "thum", "thumbb", "thomb"])
def test_a_word_one_edit_away_is_found(word: str) -> None:
    assert MESH.words_like(word) == ("thumb",)


def test_two_edits_are_too_many_for_a_short_word() -> None:
    assert MESH.words_like("thzmz") == ()


@pytest.mark.parametrize("word", ["policodigtal", "pollicodigitall", "pollicodgitaal"])
def test_two_edits_are_allowed_in_a_long_word_only(word: str) -> None:
    assert MESH.words_like(word) == ("pollicodigital",)


def test_a_word_that_is_known_is_not_like_itself() -> None:
    assert MESH.knows_word("thumb")
    assert MESH.words_like("thumb") == ()
