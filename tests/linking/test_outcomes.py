from __future__ import annotations

import pytest
from tests.samples import READING

from trialkg.linking import Linker, link_study, outcomes
from trialkg.linking.links import OutcomeLink
from trialkg.study import Outcome, Study
from trialkg.terminology import ConceptKind, load_terminology
from trialkg.vocabulary.codes import Method, OutcomeAspect, OutcomeLevel

LINKER = Linker(load_terminology())


def links_of(*outcomes: tuple[str, str | None]) -> tuple[OutcomeLink, ...]:
    """The links of outcomes, each a measure and its description."""
    registered = tuple(
        Outcome(level=OutcomeLevel.PRIMARY, measure=measure, description=description)
        for measure, description in outcomes
    )
    return link_study(Study(registry_id="NCT99999901", reading=READING, outcomes=registered), LINKER).outcomes


def concept_of(measure: str, description: str | None = None) -> str | None:
    found = [each for each in links_of((measure, description)) if each.aspect is OutcomeAspect.MEASURES]
    return found[0].concept if found else None


@pytest.mark.parametrize(
    ("measure", "concept"),
    [
        ("Progression-free survival", "PFS"),
        ("PFS per blinded review", "PFS"),
        ("Progression-free survival after the next line (PFS2)", "PFS2"),
        ("Overall survival at 5 years", "OS"),
        ("Disease Free Survival", "DFS"),
        ("Event-free survival rate", "EFS"),
        ("Relapse-free survival", "RFS"),
        ("Time to tumour progression", "TTP"),
        ("Freedom from biochemical failure", "TTP"),
        ("Objective Response Rate (CR + PR)", "ORR"),
        ("PSA response rate", "ORR"),
        ("Complete remission rate", "CR"),
        ("Disease control rate", "DCR"),
        ("Clinical benefit rate at 24 weeks", "CBR"),
        ("Duration of Response (DoR)", "DOR"),
        ("Pathologic complete response in breast and nodes", "pCR"),
        ("Locoregional control at 3 years", "local-control"),
        ("Antitumor activity", "response-RECIST"),
        ("Number of participants with serious adverse events", "toxicity-AE"),
        ("Incidence of dose-limiting toxicities", "DLT"),
        ("Recommended phase II dose", "MTD"),
        ("Health-related quality of life", "QoL-PRO"),
        ("Patient satisfaction with the clinic", "QoL-PRO"),
        ("Maximum plasma concentration (Cmax) of the drug", "PK"),
        ("Expression of a gene in blood cells", "PD-biomarker"),
        ("SUVmax of the largest lesion", "imaging-uptake"),
        ("Sensitivity and specificity of the blood test", "diagnostic-accuracy"),
        ("Recruitment rate", "feasibility"),
        ("Cost-effectiveness of screening", "cost"),
        ("All-cause mortality", "mortality"),
        ("Length of hospital stay", "hospitalisation"),
        ("Postoperative pain", "pain"),
        ("Change in left ventricular ejection fraction", "function"),
        ("Change in HbA1c", "lab-value"),
    ],
)
def test_each_concept_is_found_by_its_names(measure: str, concept: str) -> None:
    assert concept_of(measure) == concept


@pytest.mark.parametrize(
    "measure",
    [
        "Locoregional recurrence-free survival",
        "Distant metastasis-free survival",
        "Graft survival",
        "Time to treatment failure",
        "Time to death or distant metastasis",
        "Major adverse cardiac events",
        "Anti-drug antibodies",
        "Participants with anti-XYZ-1234 antibodies",
        "Rescue medication use",
        "Cigarettes smoked a day",
        "Body mass index",
        "Efficacy",
        "Number of seats in the waiting room",
    ],
)
def test_what_the_scheme_has_no_concept_for_is_left_alone(measure: str) -> None:
    assert concept_of(measure) is None


@pytest.mark.parametrize(
    ("measure", "concept"),
    [
        ("Pharmacokinetics, safety and quality of life", "PK"),
        ("Safety and pharmacokinetics", "toxicity-AE"),
        ("Toxicity and maximum tolerated dose", "MTD"),
    ],
)
def test_of_several_the_first_counts_but_limits_of_dose_count_before_toxicity(
    measure: str, concept: str
) -> None:
    assert concept_of(measure) == concept


@pytest.mark.parametrize(
    ("measure", "concept"),
    [
        ("Quality of life as measured by pain scores", "QoL-PRO"),
        ("Change in eosinophil count in patients with pain", "lab-value"),
        ("Adverse events following radiotherapy with a quality of life programme", "toxicity-AE"),
    ],
)
def test_how_in_whom_and_after_what_count_less_than_what_is_measured(measure: str, concept: str) -> None:
    assert concept_of(measure) == concept


def test_a_relation_of_two_things_is_that_of_its_marker_or_none() -> None:
    assert concept_of("Correlation of gene expression with overall survival") == "PD-biomarker"
    assert concept_of("Association of age with overall survival") is None


@pytest.mark.parametrize(
    ("measure", "description", "concept"),
    [
        ("Primary endpoint", "Overall survival at two years.", "OS"),
        ("Depressed mood as seen by others", "Rated by the investigator with the HAM-D.", None),
        ("Low spirits", "Questionnaire PHQ-9, filled in at home.", "QoL-PRO"),
        ("Toxicity", "Number of dose-limiting toxicities in the first cycle.", "DLT"),
        ("Clinical response to treatment", "Change of the IIEF score.", "function"),
    ],
)
def test_the_description_tells_what_the_measure_leaves_open(
    measure: str, description: str, concept: str | None
) -> None:
    assert concept_of(measure, description) == concept


@pytest.mark.parametrize(
    ("measure", "description", "concept"),
    [
        ("Time to progression", "Time from entry to progression or death, whichever comes first.", "PFS"),
        ("Time to progression", "Time from entry to progression of disease.", "TTP"),
        ("Time to event", "Time from randomisation to death of any cause.", "OS"),
        ("Time to event", "Time from surgery to recurrence or death.", "RFS"),
    ],
)
def test_of_times_to_events_the_definition_decides(measure: str, description: str, concept: str) -> None:
    assert concept_of(measure, description) == concept


@pytest.mark.parametrize(
    ("measure", "concept"),
    [
        ("Change in IIEF total score", "function"),
        ("EORTC QLQ-C30 global health", "QoL-PRO"),
        ("Brief Pain Inventory", "pain"),
        ("SCORAD at week 8", None),
        ("System Usability Scale", "feasibility"),
        ("IPSS quality of life item", "QoL-PRO"),
    ],
)
def test_an_instrument_says_what_is_measured(measure: str, concept: str | None) -> None:
    assert concept_of(measure) == concept


def test_a_link_quotes_the_words_of_the_field_it_names() -> None:
    outcomes = (("a", None), ("b", "c"), ("Change in Quality of Life", "by EQ-5D-5L"))
    found = links_of(*outcomes)
    assert [(each.outcome, each.evidence.quote, each.evidence.field) for each in found] == [
        (3, "Quality of Life", "outcomes[3].measure"),
        (3, "EQ-5D-5L", "outcomes[3].description"),
    ]


@pytest.mark.parametrize(
    ("measure", "description", "method", "confidence"),
    [
        ("Overall survival", None, Method.EXACT, 0.9),
        ("Alive without progression", None, Method.CUE, 0.9),
        ("Endpoint", "Overall survival", Method.CONTEXT, 0.7),
        ("Change in fatigue", None, Method.CUE, 0.4),
    ],
)
def test_a_link_says_how_it_was_found_and_how_sure_it_is(
    measure: str, description: str | None, method: Method, confidence: float
) -> None:
    (link,) = links_of((measure, description))
    assert (link.method, link.confidence) == (method, confidence)


def test_every_concept_of_the_scheme_is_found_by_its_label_or_is_finer() -> None:
    kinds = {ConceptKind.OUTCOME}
    concepts = [each for each in LINKER.terminology.concepts.values() if each.kind in kinds]
    assert [each.notation for each in concepts if concept_of(each.label) != each.notation] == []


def test_texts_without_a_word_are_no_harm() -> None:
    assert links_of(("-", "…"), ("", None)) == ()


def test_an_outcome_that_was_read_before_stands_at_its_own_place() -> None:
    first, again = links_of(("Overall survival", None)), links_of(("-", None), ("Overall survival", None))
    assert [(each.outcome, each.evidence.field) for each in (*first, *again)] == [
        (1, "outcomes[1].measure"),
        (2, "outcomes[2].measure"),
    ]


def test_outcomes_are_forgotten_in_the_order_in_which_they_were_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcomes, "_MOST_REMEMBERED", 2)
    reader = outcomes.OutcomeReader(LINKER.terminology)
    registered = tuple(
        Outcome(level=OutcomeLevel.PRIMARY, measure=f"Overall survival at {years} years")
        for years in (1, 2, 3)
    )
    study = Study(registry_id="NCT99999901", reading=READING, outcomes=registered)
    assert reader.links(study, ()) == reader.links(study, ())
    assert len(reader._remembered) == 2
