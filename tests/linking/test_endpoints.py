from __future__ import annotations

import pytest
from tests.linking.test_outcomes import links_of

from trialkg.linking.endpoints import events_in
from trialkg.terminology import ConceptKind, load_terminology
from trialkg.vocabulary.codes import OutcomeAspect


def events_of(text: str) -> list[str]:
    return [event.concept for event in events_in(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Time from randomisation to progression or death", ["progression", "death"]),
        (
            "events: local recurrence, distant progression of known lesions, any new metastasis, death",
            ["local-recurrence", "distant-progression", "new-metastasis", "death"],
        ),
        ("Time until local or regional recurrence", ["local-recurrence"]),
        ("Time until a second primary cancer or death", ["second-malignancy", "death"]),
        ("First of contralateral breast cancer and relapse", ["contralateral-cancer", "recurrence"]),
        ("Time to discontinuation of treatment", ["treatment-discontinuation"]),
        ("Time to start of a new anticancer therapy", ["new-anticancer-therapy"]),
        ("Time to symptomatic deterioration", ["symptomatic-deterioration"]),
        ("Time to unacceptable toxicity", ["unacceptable-toxicity"]),
        ("Time to recurrence, metastasis or death", ["recurrence", "distant-progression", "death"]),
    ],
)
def test_each_event_of_a_definition_counts(text: str, events: list[str]) -> None:
    assert events_of(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Time from first relapse to death", ["death"]),
        ("Time to death. Those who progressed are censored.", ["death"]),
        ("Time to relapse, censored at death", ["recurrence"]),
        ("Time to progression, regardless of death", ["progression"]),
        ("Progression-free survival is measured over time", []),
        ("Time to progression is defined as time from entry to death", ["death"]),
        ("Time to death; the definition of progression is in the protocol", ["death"]),
        ("Death of the old order", []),
    ],
)
def test_beginnings_censoring_names_and_terms_count_nothing(text: str, events: list[str]) -> None:
    assert events_of(text) == events


def test_only_endpoints_of_time_to_events_count_events() -> None:
    aspects = {each.aspect for each in links_of(("Mortality", "Time from entry to death"))}
    assert OutcomeAspect.EVENT not in aspects


def test_the_events_of_an_outcome_are_quoted() -> None:
    found = links_of(("PFS", "Time from entry to objective progression, or death"))
    events = [each for each in found if each.aspect is OutcomeAspect.EVENT]
    assert [(each.concept, each.evidence.quote) for each in events] == [
        ("progression", "objective progression"),
        ("death", "death"),
    ]
    assert {each.evidence.field for each in events} == {"outcomes[1].description"}


def test_every_event_found_is_a_concept_of_the_scheme() -> None:
    scheme = {c.notation for c in load_terminology().concepts.values() if c.kind is ConceptKind.EVENT}
    text = (
        "Events are local recurrence, distant metastasis, new metastasis, second primary cancer, "
        "contralateral cancer, progression, relapse, death, treatment discontinuation, start of new "
        "therapy, clinical deterioration, unacceptable toxicity"
    )
    assert set(events_of(text)) == scheme


def test_a_long_text_of_half_matches_takes_no_long_time() -> None:
    assert events_of("time from " + "local / " * 5000) == []
