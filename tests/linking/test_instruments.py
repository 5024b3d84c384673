from __future__ import annotations

import pytest
from tests.linking.test_outcomes import links_of

from trialkg.linking.instruments import GROUPS
from trialkg.terminology import ConceptKind, load_terminology
from trialkg.vocabulary.codes import OutcomeAspect

TERMINOLOGY = load_terminology()


def instruments_of(measure: str, description: str | None = None) -> tuple[str, ...]:
    found = links_of((measure, description))
    return tuple(each.concept for each in found if each.aspect is OutcomeAspect.INSTRUMENT)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("Response by RECIST 1.1", "RECIST-1.1"),
        ("According to RECIST1.1 criteria", "RECIST-1.1"),
        ("RECIST v1.1", "RECIST-1.1"),
        ("Response Evaluation Criteria In Solid Tumors (RECIST) version 1.1", "RECIST-1.1"),
        ("RECIST criteria, version 1.0", "RECIST-1.0"),
        ("RECIST", "RECIST"),
        ("irRECIST", "irRECIST"),
        ("iRECIST", "iRECIST"),
        ("modified RECIST (mRECIST)", "mRECIST"),
        ("PERCIST", "PERCIST"),
        ("2014 Lugano classification", "Lugano-2014"),
        ("Lugano criteria", "Lugano"),
        ("Cheson criteria", "Cheson"),
        ("RANO", "RANO"),
        ("RANO 2.0", "RANO-2.0"),
        ("RAPNO", "RAPNO"),
        ("iwCLL guidelines", "iwCLL"),
        ("International Myeloma Working Group criteria", "IMWG"),
        ("PCWG3", "PCWG3"),
        ("Choi criteria", "Choi"),
        ("WHO response criteria", "WHO-response-criteria"),
        ("CTCAE v5.0", "CTCAE-5"),
        ("CTCAE version 4.03", "CTCAE-4.03"),
        ("NCI-CTCAE (Version 4.0)", "CTCAE-4"),
        ("Common Terminology Criteria for Adverse Events (CTCAE) v3.0", "CTCAE-3"),
        ("Common Toxicity Criteria (CTC) version 2.0", "CTCAE-2"),
        ("version 4.0 of the NCI Common Terminology Criteria for Adverse Events", "CTCAE-4"),
        ("CTCAE grade 3 or 4", "CTCAE"),
        ("RTOG criteria", "RTOG"),
        ("RTOG/EORTC late radiation morbidity scale", "RTOG-EORTC-late"),
        ("Clavien-Dindo grade", "Clavien-Dindo"),
        ("EORTC QLQ-C30", "EORTC-QLQ-C30"),
        ("QLQ-BR23", "EORTC-QLQ-BR23"),
        ("FACT-B", "FACT-B"),
        ("Functional Assessment of Cancer Therapy-Prostate", "FACT-P"),
        ("EQ-5D-5L", "EQ-5D-5L"),
        ("36-Item Short Form Health Survey", "SF-36"),
        ("SF-12", "SF-12"),
        ("HADS", "HADS"),
        ("Brief Pain Inventory", "BPI"),
        ("PROMIS-29", "PROMIS"),
        ("International Index of Erectile Function", "IIEF"),
        ("IIEF-5", "IIEF-5"),
        ("International Prostate Symptom Score", "IPSS"),
        ("KCCQ", "KCCQ"),
        ("Patient Health Questionnaire-9", "PHQ-9"),
        ("GAD-7", "GAD-7"),
        ("visual analogue scale", "VAS"),
        ("numeric rating scale", "NRS"),
        ("DLQI", "DLQI"),
        ("SCORAD", "SCORAD"),
        ("EASI-75", "EASI"),
        ("PASI 90", "PASI"),
        ("WHOQOL-BREF", "WHOQOL-BREF"),
        ("ECOG performance status", "ECOG-PS"),
    ],
)
def test_an_instrument_is_found_with_its_version(text: str, notation: str) -> None:
    assert instruments_of("Change", f"Assessed by {text}.") == (notation,)


def test_of_an_instrument_and_its_version_in_either_text_the_version_is_kept() -> None:
    assert instruments_of("Response by RECIST", "RECIST 1.1 is used.") == ("RECIST-1.1",)


@pytest.mark.parametrize(
    "text",
    [
        "By RECIST, 1.5 years after surgery",
        "By RECIST 2 months later",
        "RECIST (3 reviewers)",
    ],
)
def test_a_number_that_is_no_version_of_the_scheme_makes_none(text: str) -> None:
    assert instruments_of("Response", text) == ("RECIST",)


@pytest.mark.parametrize(
    "description",
    [
        "A scale in wide use, a shortened version of the SF-36.",
        "Blood value, to assess correlation to SF-36",
        "It has one item of each scale of the original SF-36 questionnaire.",
    ],
)
def test_an_instrument_that_only_models_or_judges_the_one_used_is_passed_over(description: str) -> None:
    assert instruments_of("Health", description) == ()


@pytest.mark.parametrize("text", ["she had a bad day", "a choice of a cap", "first aid, then easily moved"])
def test_common_words_are_no_abbreviations(text: str) -> None:
    assert instruments_of("Comfort", text) == ()


def test_instruments_stay_with_their_outcome() -> None:
    found = links_of(("a", "RECIST 1.1"), ("b", None), ("c", "graded by CTCAE"))
    tools = {each.outcome: each.concept for each in found if each.aspect is OutcomeAspect.INSTRUMENT}
    assert tools == {1: "RECIST-1.1", 3: "CTCAE"}


def test_every_instrument_stands_in_a_group() -> None:
    instruments = [c.notation for c in TERMINOLOGY.concepts.values() if c.kind is ConceptKind.INSTRUMENT]
    outside = [
        each
        for each in instruments
        if each not in GROUPS and TERMINOLOGY.broader_concepts(each).isdisjoint(GROUPS)
    ]
    assert outside == []


def test_every_instrument_is_found_by_its_label() -> None:
    instruments = [c for c in TERMINOLOGY.concepts.values() if c.kind is ConceptKind.INSTRUMENT]
    missed = [
        each.notation
        for each in instruments
        if each.notation not in GROUPS and instruments_of("Change", each.label) != (each.notation,)
    ]
    assert missed == []
