from __future__ import annotations

import pytest

from trialkg.linking.short_forms import definition, is_short_form


@pytest.mark.parametrize(
    ("short", "text", "words"),
    [
        ("NSCLC", "patients with non-small cell lung cancer (NSCLC)", "non-small cell lung cancer"),
        ("ED", "men who report erectile dysfunction (ED) after surgery", "erectile dysfunction"),
        ("HCC", "advanced hepatocellular carcinoma [HCC]", "hepatocellular carcinoma"),
        ("MBC", "Care for Metastatic Breast Cancer (MBCs)", "Metastatic Breast Cancer"),
    ],
)
def test_the_words_before_the_brackets_are_what_it_stands_for(short: str, text: str, words: str) -> None:
    found = definition(short, [("briefSummary", "Nothing of it."), ("briefTitle", text)])
    assert found is not None
    assert (found.quote, found.field) == (words, "briefTitle")


@pytest.mark.parametrize("text", ["the alpha trial (ABC)", "ABC is used", "a better cohort", "(ABC)"])
def test_words_without_its_letters_are_not(text: str) -> None:
    assert definition("ABC", [("briefTitle", text)]) is None


def test_a_short_form_is_a_word_of_capitals() -> None:
    assert [
        each for each in ("ED", "HIV-1", "Pain", "PAIN SCORE", "X", "INSOMNIA") if is_short_form(each)
    ] == [
        "ED",
        "HIV-1",
    ]
