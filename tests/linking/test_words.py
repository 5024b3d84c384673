from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from trialkg.linking.words import Words, folded_words_of, lowered, singular, starts_of, words_of

WORD = re.compile(r"\w+")
TEXTS = st.text(st.characters(codec="utf-16") | st.sampled_from(" -_/≥µßİé\n\xa0aBs5"), max_size=60)


@given(TEXTS)
def test_words_cut_by_a_table_are_those_that_a_pattern_finds(text: str) -> None:
    assert words_of(text) == WORD.findall(text)


@given(TEXTS)
def test_there_are_as_many_folded_words_as_words(text: str) -> None:
    assert folded_words_of(text) == [word.casefold() for word in WORD.findall(text)]


@given(TEXTS)
def test_words_begin_where_a_pattern_finds_them(text: str) -> None:
    starts = [match.start() for match in WORD.finditer(text)]
    assert not starts or starts_of(text, range(len(starts))) == starts
    assert not starts or starts_of(text, [0, 0, len(starts) - 1]) == [starts[0], starts[0], starts[-1]]


@given(TEXTS)
def test_small_letters_stand_where_the_letters_stood(text: str) -> None:
    lower = lowered(text)
    assert len(lower) == len(text)
    assert all(
        small in (letter.lower(), letter.lower()[:1]) for letter, small in zip(text, lower, strict=True)
    )


@given(st.lists(TEXTS | st.just("a _wall_ in the text"), max_size=5))
def test_each_text_has_its_own_words_even_where_it_holds_a_wall(texts: list[str]) -> None:
    words = Words.of(texts)
    cut = [list(each) for each in words.each()]
    expected = [folded_words_of(text.replace("_wall_", " ")) for text in texts]
    assert cut == (expected or [[]])


def test_a_plural_is_told_from_a_word_that_ends_in_s() -> None:
    assert [singular(word) for word in ("trials", "mass", "gas")] == ["trial", "mass", "gas"]
