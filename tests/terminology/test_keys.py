from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.terminology.keys import exact_key, tokens, words, words_key


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Cancer, Breast", "breast cancer"),
        ("Neoplasms of the Kidney", "Kidney Neoplasm"),
        ("haemophilia", "Hemophilia"),
        ("oesophageal tumours", "Esophageal Tumor"),
        ("paediatric leukaemia", "pediatric leukemia"),
        ("hospitalisation", "hospitalizations"),
        ("fibre", "fibers"),
        ("Sjögren's syndrome", "Sjogren Syndrome"),
        ("Ménière’s disease", "Meniere Disease"),
        ("Type II diabetes", "diabetes type 2"),
        ("Type2 diabetes", "type 2 diabetes"),
        ("COVID19", "Covid-19"),
        ("non small cell", "Non-Small-Cell"),
        ("pre-eclampsia", "preeclampsia"),
        ("β-thalassaemia", "beta Thalassemia"),
        ("metastases", "metastasis"),
        ("biopsies", "biopsy"),
        ("viruses", "virus"),
        ("diabete", "diabetes"),
        ("Asthma, NOS", "asthma"),
        ("interferon alfa", "Interferon-alpha"),
        ("leucocytes", "Leukocyte"),
    ],
)
def test_two_writings_of_a_name_have_one_key(name: str, other: str) -> None:
    assert words_key(name) == words_key(other)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("hepatitis A", "hepatitis B"),
        ("hepatitis A", "hepatitis"),
        ("hypertension", "hypotension"),
        ("type 1 diabetes", "type 2 diabetes"),
        ("nose diseases", "diseases"),
        ("small cell lung cancer", "non-small cell lung cancer"),
        ("leucine", "Leukine"),
        ("pen", "penis"),
        ("test", "testis"),
    ],
)
def test_two_names_keep_two_keys(name: str, other: str) -> None:
    assert words_key(name) != words_key(other)


def test_an_exact_key_leaves_out_case_and_kinds_of_blanks_and_hyphens_only() -> None:
    assert exact_key("  Breast\u00a0 CANCER ") == exact_key("breast cancer")
    assert exact_key("COVID\u201119") == exact_key("covid-19")
    assert exact_key("Cancer, Breast") != exact_key("breast cancer")


def test_a_name_of_filling_words_alone_keeps_them() -> None:
    assert words_key("of the") == "of the"
    assert words_key("...") == ""


@pytest.mark.parametrize(
    "text", ["Crohn's  disease (CD)", "İstanbul fever", "Straße ß", "Me\u0301nie\u0300re X"]
)
def test_tokens_are_places_in_the_text_itself(text: str) -> None:
    places = [text[token.start : token.end] for token in tokens(text)]
    assert all(place and not place.isspace() for place in places)
    assert "".join(places).replace("'", "") == "".join(
        each for each in text.replace("'s", "") if each.isalnum() or "\u0300" <= each <= "\u036f"
    )


def test_a_prefix_and_its_word_are_one_token() -> None:
    assert words("non-small cell") == ("nonsmall", "cell")
    assert words("anti") == ("anti",)
    assert words("post 2 days") == ("post", "2", "day")


@given(text=st.text(alphabet=st.characters(max_codepoint=127)))
def test_words_are_cut_alike_with_and_without_a_letter_beyond_ascii(text: str) -> None:
    assert tokens(f"{text} 中")[:-1] == tokens(text)
