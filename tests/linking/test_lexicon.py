from __future__ import annotations

from trialkg.linking.lexicon import Lexicon

LEXICON = Lexicon.of(
    [("adverse event", "AE"), ("serious adverse event", "SAE"), ("CR", "response"), ("pain", "pain")]
)


def found_in(*texts: str) -> dict[int, list[tuple[str, str]]]:
    hits = LEXICON.hits_in_each(texts)
    return {
        index: [(hit.meaning, texts[index][hit.start : hit.end]) for hit in found]
        for index, found in hits.items()
    }


def test_the_longest_phrase_wins_and_none_overlaps() -> None:
    text = "Serious adverse events, adverse-events"
    assert found_in(text) == {0: [("SAE", "Serious adverse events"), ("AE", "adverse-events")]}


def test_a_word_with_a_capital_counts_only_as_it_is_written() -> None:
    assert found_in("CR or cr, PAIN") == {0: [("response", "CR"), ("pain", "PAIN")]}


def test_no_phrase_spans_two_texts() -> None:
    assert found_in("adverse", "event", "pain") == {2: [("pain", "pain")]}


def test_offsets_hold_in_texts_that_are_not_ascii() -> None:
    assert found_in("a — β", "Schmerz – pain") == {1: [("pain", "pain")]}


def test_of_one_phrase_the_first_meaning_counts() -> None:
    assert Lexicon.of([("a b", 1), ("A-B", 2)]).hits_in_each(["a b"])[0][0].meaning == 1


def test_texts_without_words_have_no_hits() -> None:
    assert found_in() == {}
    assert found_in("", "…") == {}
