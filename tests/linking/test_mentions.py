from __future__ import annotations

import pytest

from trialkg.linking import Linker
from trialkg.terminology import load_terminology

MENTIONS = Linker(load_terminology()).mentions


def named(text: str, study: str = "") -> list[str]:
    whole = f"{text}\n{study}"
    topic = MENTIONS.topic_of(whole, MENTIONS.telling_words(whole))
    return [found.notation for found in MENTIONS.found_in(text, topic)]


@pytest.mark.parametrize(
    "text",
    [
        "FES-PET",
        "[18F]FES PET/CT",
        "[18F]-fluoroestradiol positron emission tomography",
        "16α-[18F]fluoro-17β-estradiol (FES)-PET",
        "16-alpha[18-fluoro]-17beta-estradiol positron emission tomography",
        "PET/CT using the tracer FES",
        "TEP FES",
        "Cerianna PET",
    ],
)
def test_spellings_of_fes_pet(text: str) -> None:
    assert named(text) == ["FES-PET"]


@pytest.mark.parametrize(
    "text",
    [
        "18F-FDG PET/CT",
        "fludeoxyglucose F 18 positron emission tomography",
        "fluorodeoxyglucose F 18-PET",
        "[18F] 2-deoxyglucose PET",
        "[18F]-2-fluoro-2-deoxy-D-glucose PET",
        "2-deoxy-2-[18F]fluoro-D-glucose and positron emission tomography",
        "18FDG-PET",
        "positron emission mammography with FDG",
        "PET-CT after an injection of FDG",
    ],
)
def test_spellings_of_fdg_pet(text: str) -> None:
    assert named(text) == ["FDG-PET"]


def test_a_tracer_is_no_scan_where_the_study_does_not_speak_of_pet() -> None:
    assert named("18F-FDG is injected, and specimens are viewed with a probe") == []


def test_a_tracer_counts_where_the_study_speaks_of_pet_elsewhere() -> None:
    assert named("FDG uptake of the tumor", "Women have PET scans.") == ["FDG-PET"]


@pytest.mark.parametrize(
    "text", ["PET/CT", "PSMA PET", "pet animals", "Functional electrical stimulation (FES) before PET"]
)
def test_pet_with_another_or_no_tracer_is_neither(text: str) -> None:
    assert named(text) == []


def test_two_scans_in_one_word_are_two() -> None:
    assert named("FES/FDG-PET") == ["FES-PET", "FDG-PET"]


@pytest.mark.parametrize(
    "text",
    [
        "stereotactic body radiation therapy",
        "stereotactic ablative body radiotherapy",
        "SABR",
        "hypofractionated stereotactic radiotherapy of the liver",
        "spinal radiosurgery",
        "CyberKnife treatment of the prostate",
        "image-guided radiation of lung tumors, 48 Gy in 4 fractions",
        "ablative radiation of 3 x 15 Gy to adrenal metastases",
        "ablation of bone metastases by single-dose radiotherapy, 24 Gy",
    ],
)
def test_stereotactic_treatment_outside_the_head_is_sbrt(text: str) -> None:
    assert named(text) == ["SBRT"]


@pytest.mark.parametrize(
    "text", ["gamma knife radiosurgery", "stereotactic radiotherapy of brain metastases"]
)
def test_stereotactic_treatment_inside_the_head_is_radiosurgery(text: str) -> None:
    assert named(text) == ["radiosurgery"]


@pytest.mark.parametrize(
    "text",
    [
        "stereotactic radiotherapy",
        "stereotactic biopsy of the breast",
        "image-guided radiation of the lung, 60 Gy in 30 fractions",
        "brachytherapy of the prostate, 2 x 15 Gy, high-dose",
        "palliative image-guided radiation of bone, 8 Gy in a single fraction",
        "single-dose radiotherapy of bone metastases, 8 Gy",
        "ablation of atrial fibrillation",
    ],
)
def test_what_is_not_said_to_be_sbrt_is_not(text: str) -> None:
    assert named(text) == []


def test_a_site_named_elsewhere_in_the_study_decides_where_the_sentence_names_none() -> None:
    assert named("stereotactic radiotherapy", "Men with prostate cancer") == ["SBRT"]
    assert named("stereotactic radiotherapy", "Adults with meningioma") == ["radiosurgery"]


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("PD0332991", "palbociclib"),
        ("PD-0332991", "palbociclib"),
        ("Ibrance", "palbociclib"),
        ("LEE011", "ribociclib"),
        ("Kisqali", "ribociclib"),
        ("LY2835219", "abemaciclib"),
        ("Verzenio", "abemaciclib"),
        ("SHR6390", "dalpiciclib"),
        ("G1T28", "trilaciclib"),
        ("Cosela", "trilaciclib"),
        ("G1T38", "lerociclib"),
        ("CDK 4/6 inhibition", "CDK4-6-inhibitor"),
        ("inhibitors of cyclin-dependent kinases 4 and 6", "CDK4-6-inhibitor"),
        ("Faslodex", "fulvestrant"),
        ("Arimidex", "anastrozole"),
        ("Femara", "letrozole"),
        ("Aromasin", "exemestane"),
        ("Nolvadex", "tamoxifen"),
        ("Zoladex", "goserelin"),
        ("Lupron", "leuprorelin"),
        ("LHRH antagonist", "GnRH-antagonist"),
        ("degarelix", "degarelix"),
        ("androgen deprivation therapy", "androgen-directed-therapy"),
        ("medical castration", "androgen-directed-therapy"),
        ("anti-estrogen", "endocrine-therapy"),
        ("vepdegestrant", "vepdegestrant"),
    ],
)
def test_drugs_go_by_name_code_and_brand(text: str, notation: str) -> None:
    assert named(f"They receive {text} daily") == [notation]


@pytest.mark.parametrize(
    "text",
    [
        "hormone receptor positive, castration-resistant disease",
        "growth hormone therapy",
        "a progestin as contraception",
        "an everolimus-eluting stent",
        "89Zr-trastuzumab",
        "surgery, chemotherapy and radiotherapy",
    ],
)
def test_what_is_no_treatment_of_the_scheme_or_too_general_is_passed_over(text: str) -> None:
    assert named(text) == []


def test_a_short_form_that_a_study_explains_counts_from_there() -> None:
    assert named("ET goes on", "The aim of endocrine therapy (ET) is to starve the tumor.") == [
        "endocrine-therapy"
    ]
    assert named("ET goes on", "The aim of endocrine therapy is to starve the tumor.") == []


def test_a_short_form_that_a_study_uses_for_something_else_does_not_count() -> None:
    assert named("ADT goes on", "Adults on antidepressant drugs (ADT)") == []
    assert named("ADT goes on", "Men") == ["androgen-directed-therapy"]


def test_a_name_that_is_also_called_something_known_is_that() -> None:
    study = "hypofractionated image-guided treatment (HIGRT), also known as stereotactic body radiotherapy"
    assert named("HIGRT of all sites", study) == ["SBRT"]


def test_a_text_without_telling_words_has_no_mention() -> None:
    assert not MENTIONS.telling_words("Participants walk three times a week.")
