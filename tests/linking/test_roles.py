from __future__ import annotations

import pytest

from trialkg.linking.roles import Place, role_of
from trialkg.linking.sections import Section
from trialkg.vocabulary.codes import Role

NAME = "SBRT"


def role(sentence: str, place: Place = Place()) -> Role:  # noqa: B008 - a frozen value
    start = sentence.index(NAME)
    return role_of(sentence, (start, start + len(NAME)), place).role


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients will receive SBRT.",
        "Patients undergo SBRT within four weeks.",
        "SBRT is given in three fractions.",
        "The purpose of this study is to learn whether SBRT controls pain.",
        "We will evaluate SBRT.",
        "To assess the effect of SBRT on pain.",
        "- Determine the toxicity of SBRT.",
        "Some patients may also undergo SBRT.",
        "Patients will receive SBRT, which is prescribed to 80% of the dose.",
        "Lesions are treated with SBRT.",
    ],
)
def test_what_the_protocol_gives_or_asks_is_studied(sentence: str) -> None:
    assert role(sentence) is Role.STUDIED


@pytest.mark.parametrize(
    "sentence",
    [
        "Drug X will be compared with SBRT.",
        "Patients will receive drug X versus SBRT.",
        "Patients will receive drug X compared with standard SBRT.",
    ],
)
def test_what_it_is_compared_with_is_a_comparator(sentence: str) -> None:
    assert role(sentence) is Role.COMPARATOR


@pytest.mark.parametrize(
    "sentence",
    [
        "Drug X will be added to standard SBRT.",
        "All will have SBRT as per routine care.",
        "Other sites will have SBRT at the discretion of the physician.",
        "This study enrolls patients who are receiving SBRT.",
        "This study enrolls men undergoing SBRT.",
        "Blood will be drawn during SBRT.",
        "Patients treated with SBRT will fill in a questionnaire.",
        "Patients will receive the combination or standard SBRT alone.",
        "Drug X will be added to standard of care, defined as surgery and SBRT.",
        "Drug X will be compared to the classic approach of using SBRT alone.",
        "The aim is to predict who will benefit from local treatment with SBRT.",
        "The investigators will record all treatments such as surgery, chemotherapy, and SBRT.",
        "Participants will either start drug X or continue SBRT.",
        "SBRT will be started in both groups at the time of progression.",
        "Drug X will be added to standard therapy consisting of surgery plus chemotherapy plus SBRT.",
        "Participants will have imaging scans (such as MRI, CT, SBRT).",
    ],
)
def test_what_goes_on_anyway_is_background(sentence: str) -> None:
    assert role(sentence) is Role.BACKGROUND


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients will be enrolled after prior SBRT.",
        "Participants were previously treated with SBRT.",
        "This study takes patients whose disease progressed after SBRT.",
        "This study takes patients who are candidates for SBRT.",
        "This study takes patients with SBRT-refractory disease.",
        "This study takes patients not eligible for SBRT.",
    ],
)
def test_what_they_had_or_can_have_is_eligibility(sentence: str) -> None:
    assert role(sentence) is Role.ELIGIBILITY


@pytest.mark.parametrize(
    "sentence",
    [
        "SBRT has been shown to control small tumors.",
        "SBRT is approved in many countries.",
        "Recent studies of SBRT found little toxicity.",
        "SBRT may prolong life.",
        "Among 40 patients SBRT controlled 96% of tumors.",
        "SBRT was superior to surgery.",
        "The standard treatment for this cancer is SBRT.",
        "However, toxicity of SBRT near the airways.",
        "Published series of SBRT are small.",
    ],
)
def test_what_others_found_is_mentioned(sentence: str) -> None:
    assert role(sentence) is Role.MENTIONED


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients will not receive SBRT.",
        "Patients will receive drug X instead of SBRT.",
        "Patients will have local treatment such as SBRT.",
        "The main outcome will be the time to start of SBRT.",
        "The trial hopes to delay the start of palliative SBRT.",
        "To assess the impact of drug X on the start of SBRT.",
        "The trial will measure SBRT-free survival.",
    ],
)
def test_what_is_left_out_put_off_or_an_example_is_mentioned(sentence: str) -> None:
    assert role(sentence) is Role.MENTIONED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("SBRT plus standard of care in kidney cancer", Role.STUDIED),
        ("Standard of care with or without SBRT in kidney cancer", Role.STUDIED),
        ("SBRT as standard of care in kidney cancer", Role.BACKGROUND),
    ],
)
def test_standard_care_beside_a_thing_does_not_make_it_standard(sentence: str, expected: Role) -> None:
    assert role(sentence, Place(title=True)) is expected


@pytest.mark.parametrize(
    ("place", "expected"), [(Place(summary=True), Role.BACKGROUND), (Place(), Role.MENTIONED)]
)
def test_a_summary_says_what_it_means_by_standard_care(place: Place, expected: Role) -> None:
    assert role("Standard treatment comprising surgery and SBRT may shrink tumors.", place) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Real-world outcomes of patients on SBRT", Role.STUDIED),
        ("Sleep of patients on SBRT", Role.BACKGROUND),
    ],
)
def test_a_title_of_a_study_of_use_names_the_exposure(sentence: str, expected: Role) -> None:
    assert role(sentence, Place(title=True)) is expected


def test_what_a_test_decides_on_is_joined_to_the_test() -> None:
    sentence = "Patients who are negative on biopsy will undergo SBRT."
    start = sentence.index(NAME)
    assert role_of(sentence, (start, start + len(NAME)), Place()).joined
    assert not role_of("Patients will undergo SBRT.", (22, 26), Place()).joined


def test_with_or_without_is_given_to_some() -> None:
    assert role("Patients will receive drug X with or without SBRT.") is Role.STUDIED


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(title=True), Role.STUDIED),
        (Place(summary=True), Role.STUDIED),
        (Place(), Role.MENTIONED),
        (Place(section=Section.AIMS), Role.STUDIED),
        (Place(section=Section.PLAN), Role.STUDIED),
        (Place(section=Section.RATIONALE), Role.MENTIONED),
        (Place(section=Section.ELIGIBILITY), Role.ELIGIBILITY),
    ],
)
def test_without_a_cue_the_place_decides(place: Place, expected: Role) -> None:
    assert role("SBRT for small tumors.", place) is expected


def test_only_words_make_a_judgement_by_words() -> None:
    assert not role_of("SBRT for small tumors.", (0, 4), Place(summary=True)).by_words
    assert role_of("SBRT is given.", (0, 4), Place(summary=True)).by_words


def test_words_behind_the_next_mention_are_said_of_that_one() -> None:
    sentence = "Men will start SBRT together with ADT, as is standard."
    assert role(sentence) is Role.BACKGROUND
    start = sentence.index(NAME)
    judged = role_of(sentence, (start, start + len(NAME)), Place(), until=sentence.index("ADT"))
    assert judged.role is Role.STUDIED


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The aim is to predict the response to SBRT.", Role.BACKGROUND),
        ("The aim is to see the SBRT field.", Role.BACKGROUND),
        ("We will evaluate the effects of SBRT.", Role.BACKGROUND),
        ("All patients will start SBRT.", Role.STUDIED),
    ],
)
def test_where_a_study_looks_on_only_what_it_gives_is_studied(sentence: str, expected: Role) -> None:
    assert role(sentence, Place(observes=True)) is expected
