from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.linking.mesh_of_diseases import LINKER

from trialkg.linking import link_terms
from trialkg.linking.term_links import SCORES
from trialkg.vocabulary.codes import Method


def _condition(text: str) -> list[tuple[str, Method, str]]:
    return [(link.descriptor, link.method, link.quote) for link in LINKER.conditions.links(text)]


def _drugs(text: str) -> list[str]:
    return [link.descriptor for link in LINKER.drugs.links(text)]


def test_a_name_to_the_letter_is_exact() -> None:
    assert _condition("breast  CANCER") == [("D001943", Method.EXACT, "breast  CANCER")]


@pytest.mark.parametrize(
    ("text", "descriptor", "quote"),
    [
        ("Cancer, Breast", "D001943", "Cancer, Breast"),
        ("Cancers of the Breast", "D001943", "Cancers of the Breast"),
        ("Stage IV Breast Cancer", "D001943", "Breast Cancer"),
        ("Anatomic Stage IIA Breast Cancer AJCC v8", "D001943", "Breast Cancer"),
        ("HR+ HER2- metastatic breast carcinoma", "D001943", "breast carcinoma"),
        ("Breast metastatic cancer", "D001943", "Breast metastatic cancer"),
        ("Non-small cell lung cancer (NSCLC)", "D002289", "Non-small cell lung cancer"),
        ("Stage IIIA/B NSCLC", "D002289", "NSCLC"),
        ("Recurrent head and neck cancer after surgery", "D006258", "head and neck cancer"),
        ("Type II diabetes", "D003924", "Type II diabetes"),
    ],
)
def test_other_forms_and_words_of_stage_and_status_are_normalised(
    text: str, descriptor: str, quote: str
) -> None:
    assert _condition(text) == [(descriptor, Method.NORMALISED, quote)]


@pytest.mark.parametrize(
    ("text", "descriptor"),
    [
        ("Brest cancer", "D001943"),
        ("Diabtes mellitus", "D003920"),
        ("Cancer du sein", "D001943"),
        ("Renal tumour", "D007680"),
        ("Prostate carcinoma", "D011471"),
        ("breast cancer survivors", "D001943"),
        ("Dermatologic neoplasm", "D012878"),
        ("Helicobacter pylori", "D016481"),
        ("Hypertension disorder", "D006973"),
        ("CMV infection", "D003586"),
        ("Hand arthritis", "D001168"),
        ("Anemia of prematurity", "D000740"),
        ("Bone metastases", "D009362"),
        ("Castration-resistant prostate cancer", "D064129"),
        ("Helicobacter pylori infection", "D016481"),
        ("Burn injury", "D002056"),
        ("Functional dyspepsia", "D004415"),
        ("Anterior cruciate ligament rupture", "D000070598"),
    ],
)
def test_nearly_the_same_words_are_approximate(text: str, descriptor: str) -> None:
    assert [link[:2] for link in _condition(text)] == [(descriptor, Method.APPROXIMATE)]


@pytest.mark.parametrize(
    ("text", "descriptors"),
    [
        ("Hypertension; obesity", {"D006973", "D009765"}),
        ("Obesity, hypertension and breast cancer", {"D009765", "D006973", "D001943"}),
        ("Type 1 and Type 2 diabetes", {"D003922", "D003924"}),
        ("Breast and ovarian cancer", {"D001943", "D010051"}),
        ("Hypertension in type 2 diabetes", {"D006973", "D003924"}),
        ("Type 1 and 2 diabetes", {"D003922", "D003924"}),
        ("Hepatitis B and C", {"D006509", "D006526"}),
        ("Cancer of the lung and breast", {"D008175", "D001943"}),
        ("Breast, ovarian or lung cancer", {"D001943", "D010051", "D008175"}),
        ("Breast/ovarian cancer", {"D001943", "D010051"}),
        ("Obesity or overweight", {"D009765", "D050177"}),
        ("Anemia of severe high blood pressure", {"D000740", "D006973"}),
        ("Obesity with ESRD", {"D009765", "D007676"}),
        ("CMV and obesity", {"D003586", "D009765"}),
    ],
)
def test_several_conditions_in_one_term_are_all_linked(text: str, descriptors: set[str]) -> None:
    assert {link[0] for link in _condition(text)} == descriptors


@pytest.mark.parametrize(
    "text",
    [
        "FES TEP in Detection of Estrogen Receptors",
        "Healthy volunteers",
        "Cancer survivors",
        "Obscure disease",
        "Prostatectomy",
        "Tamoxifen",
        "MS",
        "",
        "?",
        "x" * 5000,
    ],
)
def test_where_nothing_is_sure_there_is_no_link(text: str) -> None:
    assert _condition(text) == []


def test_a_name_that_says_only_that_somebody_is_ill_is_linked_alone_and_not_among_others() -> None:
    assert [link[0] for link in _condition("Recurrence")] == ["D012008"]
    assert [link[0] for link in _condition("Obesity; recurrence")] == ["D009765"]


@pytest.mark.parametrize(
    "text", ["Advanced Solid Tumors", "Unspecified adult solid tumor, protocol specific"]
)
def test_a_tumour_of_which_no_more_is_said_is_a_neoplasm(text: str) -> None:
    assert [link[0] for link in _condition(text)] == ["D009369"]


@pytest.mark.parametrize(
    ("text", "descriptor"),
    [
        ("Crohn's", "D003424"),
        ("CMV", "D003586"),
        ("mCRPC", "D064129"),
        ("MIBC", "D001749"),
        ("metastatic cancer", "D009362"),
        ("Diabetes with neuropathy", "D003929"),
    ],
)
def test_names_of_the_clinic_that_mesh_has_not_are_normalised(text: str, descriptor: str) -> None:
    assert [link[:2] for link in _condition(text)] == [(descriptor, Method.NORMALISED)]


@pytest.mark.parametrize(
    "text",
    [
        "Transitional cell cancer of the renal pelvis",
        "Non-B hepatitis",
        "Hypertension infection",
        "Hypertension injury",
        "No functional dyspepsia",
        "Helicobacter pylori gastropathy",
        "Ovarian arrhythmia",
        "Recurrent disease",
        "AD",
    ],
)
def test_a_name_is_not_made_of_words_that_mean_something_else(text: str) -> None:
    assert _condition(text) == []


def test_a_word_of_status_stays_where_it_is_part_of_the_name() -> None:
    assert [link[0] for link in _condition("Chronic pain, severe")] == ["D059350"]


def test_an_abbreviation_in_brackets_is_that_of_the_name_before_them() -> None:
    assert [link[0] for link in _condition("Breast cancer (NSCLC)")] == ["D001943"]


def test_in_situ_is_no_place_at_which_a_term_is_cut() -> None:
    assert [link[0] for link in _condition("Carcinoma in situ of the thumb")] == ["D002278"]


def test_what_a_term_says_is_not_there_is_no_condition_of_it() -> None:
    assert [link[0] for link in _condition("Obesity without hypertension")] == ["D009765"]


def test_of_a_name_of_one_word_within_others_nothing_beside_it_is_taken() -> None:
    assert _condition("Anemia arthritis diet") == []


def test_prose_mentions_an_abbreviation_only_as_it_is_written() -> None:
    assert [link.descriptor for link in LINKER.diseases.mentions("Obesity in AIDS")] == ["D009765", "D000163"]
    assert LINKER.diseases.mentions("Better hearing aids") == []


def test_an_ancestor_named_beside_its_descendant_is_left_out() -> None:
    assert [link[0] for link in _condition("Diabetes mellitus - type 2 diabetes")] == ["D003924"]


@pytest.mark.parametrize(
    ("text", "descriptors"),
    [
        ("Diabetic macular edema", ["D008269", "D004487"]),
        ("Edema of the macula", ["D008269", "D004487"]),
        ("Prostatic hyperplasia, benign", ["D011470", "D006965"]),
        ("Macular edema and prostatic hyperplasia", ["D011470", "D008269", "D006965", "D004487"]),
    ],
)
def test_a_name_is_linked_to_the_process_or_symptom_that_its_head_says(
    text: str, descriptors: list[str]
) -> None:
    assert [link[0] for link in _condition(text)] == descriptors


def test_the_head_of_a_name_is_quoted_and_approximate() -> None:
    assert _condition("Macular edema") == [
        ("D008269", Method.EXACT, "Macular edema"),
        ("D004487", Method.APPROXIMATE, "edema"),
    ]


@pytest.mark.parametrize(
    ("text", "descriptor"),
    [("Brain edema", "D001929"), ("Hay fever", "D006255"), ("Prostatic hypertrophy", "D011470")],
)
def test_the_head_of_a_name_is_not_linked_that_is_above_it_or_that_its_heading_lacks(
    text: str, descriptor: str
) -> None:
    assert [link[0] for link in _condition(text)] == [descriptor]


def test_an_abbreviation_in_small_letters_is_a_word_unless_it_is_the_whole_term() -> None:
    assert [link[0] for link in _condition("Adults with ESRD")] == ["D007676"]
    assert _condition("Adults with esrd") == []
    assert [link[0] for link in _condition("esrd")] == ["D007676"]


@pytest.mark.parametrize(
    ("text", "descriptors"),
    [
        ("tamoxifen 20 mg oral tablet, once daily", ["D013629"]),
        ("Tamoxifen citrate", ["D013629"]),
        ("Fulvestrant (500 mg)", ["D000077267"]),
        ("Tamoxifin", ["D013629"]),
        ("Placebo", []),
        ("Placebo for tamoxifen", []),
        ("recombinant human tamoxifen", ["D013629"]),
        ("indium In 111 monoclonal antibody", []),
        ("tamoxifen-eluting stent", []),
        ("Breast Cancer", []),
    ],
)
def test_a_drug_is_found_among_dose_and_form_but_not_in_what_is_not_given(
    text: str, descriptors: list[str]
) -> None:
    assert _drugs(text) == descriptors


def test_a_text_of_unknown_kind_is_a_condition_or_else_a_drug() -> None:
    texts = ("Breast Cancer", "Fulvestrant", "Training program for type 2 diabetes", "nothing at all")
    found = [[link.descriptor for link in links] for links in link_terms(texts, LINKER)]
    assert found == [["D001943"], ["D000077267"], [], []]


def test_a_quote_is_a_part_of_its_text_and_a_score_is_that_of_its_method() -> None:
    for text in ("Stage IV Breast Cancer", "Obesity, hypertension", "Brest cancer", "Breast Cancer (female)"):
        for link in LINKER.conditions.links(text):
            assert link.quote in text
            assert link.score == SCORES[link.method]


_PIECES = st.sampled_from(
    (
        "Breast",
        "cancer",
        "stage IV",
        "(",
        ")",
        "and",
        "/",
        "type 2",
        "diabetes",
        "β",
        "İ",
        "e\u0301",
        "'s",
        "-",
        ",",
    )
)


@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=12).map(" ".join)))
def test_whatever_a_term_is_its_links_quote_it(text: str) -> None:
    for linker in (LINKER.conditions, LINKER.drugs, LINKER.procedures):
        assert all(link.quote and link.quote in text for link in linker.links(text))
        assert all(link.quote in text for link in linker.mentions(text))
