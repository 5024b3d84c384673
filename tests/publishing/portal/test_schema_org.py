from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import SDO

from trialkg.publishing.documents import documents
from trialkg.publishing.portal.schema_org import script_safe, study_markup
from trialkg.vocabulary.namespaces import RDF, RDFS, SCHEMA, TKG

STUDY = "https://w3id.org/trialkg/study/NCT00000007"


def markup(*said: str, kind: str = "InterventionalStudy") -> dict[str, Any]:
    """The markup of a study of which this is said, in names of ours."""
    lines = [f"{STUDY} {RDF}type {TKG}Study", f"{STUDY} {RDF}type {TKG}{kind}", *map(full, said)]
    text = "".join(f"{statement(line)} .\n" for line in lines)
    (document,) = documents([(STUDY, text.encode())], b"")
    found = study_markup(STUDY, document.nodes)
    assert found is not None
    return found


def full(said: str) -> str:
    """``#arm-a armType X`` with all that IRIs have."""
    subject, predicate, value = said.split(" ", 2)
    subject = STUDY + subject.removeprefix("study")
    predicate = f"{RDFS}label" if predicate == "label" else TKG + predicate
    if value.startswith(("#", '"')):
        value = value if value.startswith('"') else STUDY + value
    else:
        value = value if value.startswith("http") else TKG + value
    return f"{subject} {predicate} {value}"


def statement(line: str) -> str:
    subject, predicate, value = line.split(" ", 2)
    return f"<{subject}> <{predicate}> {value if value.startswith(chr(34)) else f'<{value}>'}"


def designs(found: dict[str, Any], key: str = "trialDesign") -> set[str]:
    values = found.get(key, [])
    items = values if isinstance(values, list) else [values]
    return {item["@id"].removeprefix(SCHEMA) for item in items}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("InterventionalStudy", "MedicalTrial"),
        ("ObservationalStudy", "MedicalObservationalStudy"),
        ("ExpandedAccessStudy", "MedicalStudy"),
    ],
)
def test_the_kind_of_study_is_the_class(kind: str, name: str) -> None:
    assert markup(kind=kind)["@type"] == name


def test_a_study_known_by_reference_alone_has_none() -> None:
    text = f"<{STUDY}> <{RDF}type> <{TKG}UnresolvedStudy> .\n"
    (document,) = documents([(STUDY, text.encode())], b"")
    assert study_markup(STUDY, document.nodes) is None


def test_a_status_that_schema_org_has_is_named() -> None:
    assert markup("study status Recruiting")["status"] == {"@id": f"{SCHEMA}Recruiting"}


def test_a_status_that_schema_org_does_not_have_is_left_out() -> None:
    assert "status" not in markup("study status UnknownStatus")


@pytest.mark.parametrize(
    ("masked", "expected"),
    [
        (["Participant", "CareProvider", "Investigator", "OutcomesAssessor"], {"TripleBlindedTrial"}),
        (["Participant", "Investigator"], {"DoubleBlindedTrial"}),
        (["Participant", "OutcomesAssessor"], {"SingleBlindedTrial"}),
        (["OutcomesAssessor"], set()),
    ],
)
def test_a_trial_is_blinded_by_who_does_not_know(masked: list[str], expected: set[str]) -> None:
    said = (f"study whoMasked Masked{role}" for role in masked)
    assert designs(markup("study masking DoubleMasking", *said)) == expected


def test_a_masking_that_does_not_say_who_is_masked_is_no_design() -> None:
    assert designs(markup("study masking DoubleMasking")) == set()


def test_the_design_is_read_from_allocation_masking_arms_and_sites() -> None:
    found = markup(
        "study allocation Randomized",
        "study masking OpenLabel",
        "study hasArm #arm-a",
        "#arm-a armType PlaceboComparatorArm",
        "study hasSite #site-1",
        "study hasSite #site-2",
        '#site-1 country "Netherlands"',
        '#site-2 country "Belgium"',
    )
    expected = {"RandomizedTrial", "OpenTrial", "PlaceboControlledTrial", "InternationalTrial"}
    assert designs(found) == expected
    assert [place["name"] for place in found["studyLocation"]] == ["Belgium", "Netherlands"]


def test_an_observational_study_has_designs_of_its_own() -> None:
    found = markup("study observationalModel CohortModel", kind="ObservationalStudy")
    assert designs(found, "studyDesign") == {"CohortStudy"}
    assert "trialDesign" not in found


def test_a_condition_has_the_codes_of_its_own_links_only() -> None:
    found = markup(
        "study hasCondition #condition-a",
        "study hasCondition #condition-b",
        "study hasConditionLink #link-a",
        '#condition-a label "Breast Cancer"',
        '#condition-b label "Fatigue"',
        "#link-a ofCondition #condition-a",
        "#link-a descriptor http://id.nlm.nih.gov/mesh/D001943",
    )
    first, second = found["healthCondition"]
    code = {"@type": "MedicalCode", "codeValue": "D001943", "codingSystem": "MeSH"}
    assert first == {"@type": "MedicalCondition", "name": "Breast Cancer", "code": [code]}
    assert second == {"@type": "MedicalCondition", "name": "Fatigue"}


def test_phase_and_size_stand_in_the_short_description() -> None:
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    found = markup("study phase Phase1", "study phase Phase2", f'study enrollment "40"^^<{integer}>')
    short = "phase 1 / phase 2 interventional study, participants: 40"
    assert found["disambiguatingDescription"] == short


def test_a_person_who_sponsors_is_no_organisation() -> None:
    found = markup(
        "study leadSponsor #sponsor",
        '#sponsor label "A. Doctor"',
        "#sponsor organizationClass IndividualOrganization",
    )
    assert found["sponsor"] == {"@type": "Person", "name": "A. Doctor"}


def test_no_text_of_a_record_can_end_the_script_it_stands_in() -> None:
    text = script_safe(json.dumps({"name": "a </script><b>"}))
    assert "<" not in text
    assert json.loads(text) == {"name": "a </script><b>"}


def test_every_word_is_one_that_schema_org_has() -> None:
    found = markup(
        "study status Completed",
        "study allocation Randomized",
        "study hasIntervention #i",
        "#i interventionType DeviceIntervention",
        '#i label "A thing"',
    )
    words = {key for key in found if not key.startswith("@")} | {found["@type"], "MedicalDevice"}
    assert [word for word in words if word not in SDO] == []
    assert found["studySubject"]["@type"] == "MedicalDevice"
