"""Two small made-up studies and a vocabulary, as the store would hand them over."""

from __future__ import annotations

import pytest

TKG = "https://w3id.org/trialkg/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
BASE = "https://w3id.org/trialkg/study/"
FIRST = f"{BASE}NCT00000001"
SECOND = f"{BASE}NCT00000002"

Studies = list[tuple[str, bytes]]


def text(*statements: str) -> bytes:
    return "".join(f"{statement} .\n" for statement in statements).encode()


def outcome(study: str, level: str, number: int) -> tuple[str, ...]:
    part = f"<{study}#outcome-{level}-{number}>"
    return (
        f"<{study}> <{TKG}hasOutcome> {part}",
        f"{part} {RDF_TYPE} <{TKG}Outcome>",
        f'{part} <{TKG}position> "{number}"^^<{XSD}integer>',
        f'{part} {LABEL} "Survival {number}"',
    )


@pytest.fixture
def studies() -> Studies:
    first = text(
        f"<{FIRST}> <{TKG}hasArm> <{FIRST}#arm-a>",
        f"<{FIRST}> <{TKG}hasIntervention> <{FIRST}#intervention-fes-pet>",
        f"<{FIRST}> <{TKG}hasCriterion> <{FIRST}#criterion-inclusion-5.2>",
        f"<{FIRST}> <{TKG}hasRelation> <{FIRST}#relation-NCT00000002>",
        f"<{FIRST}#arm-a> <{TKG}usesIntervention> <{FIRST}#intervention-fes-pet>",
        f'<{FIRST}#arm-a> {LABEL} "Imaging"',
        f'<{FIRST}#intervention-fes-pet> {LABEL} "FES-PET"',
        f"<{FIRST}> {RDF_TYPE} <{TKG}Study>",
        f"<{FIRST}> {RDF_TYPE} <{TKG}InterventionalStudy>",
        f'<{FIRST}> {LABEL} "Imaging of the “receptor”"@en',
        f'<{FIRST}> <{TKG}enrollment> "100"^^<{XSD}integer>',
        f'<{FIRST}> <{TKG}minimumAgeDays> "6574.5"^^<{XSD}decimal>',
        f'<{FIRST}> <{TKG}maximumAgeDays> "30"^^<{XSD}decimal>',
        f'<{FIRST}> <{TKG}hasResults> "false"^^<{XSD}boolean>',
        f'<{FIRST}> <{TKG}startDate> "2019-10"^^<{XSD}gYearMonth>',
        f'<{FIRST}> <{TKG}briefSummary> "Two \\"lines\\":\\nthe second has a \\\\n and ends in \\""',
        f'<{FIRST}> <{TKG}keyword> "a tab\\tand a return\\r"',
        f'<{FIRST}> <{TKG}keyword> "<b> & é \U0001d538"',
        f"<{FIRST}> <{TKG}studiesCondition> <http://id.nlm.nih.gov/mesh/D001943>",
        f"<{FIRST}> <{TKG}studiesConcept> <https://w3id.org/trialkg/concept/CDK4-6-inhibitor>",
        f"<{FIRST}> <http://www.w3.org/2004/02/skos/core#exactMatch>"
        " <https://bioregistry.io/clinicaltrials:NCT00000001>",
        *outcome(FIRST, "secondary", 10),
        *outcome(FIRST, "secondary", 2),
        *outcome(FIRST, "primary", 1),
        f'<{FIRST}#criterion-inclusion-5.2> <{TKG}position> "5.2"',
        f"<{FIRST}#relation-NCT00000002> <{TKG}relatedStudy> <{SECOND}>",
    )
    second = text(f"<{SECOND}> {RDF_TYPE} <{TKG}Study>", f'<{SECOND}> {LABEL} "Second"')
    return [(FIRST, first), (SECOND, second)]


@pytest.fixture
def vocabulary() -> bytes:
    owl = "http://www.w3.org/2002/07/owl#"
    return text(
        f"<{TKG}Study> {RDF_TYPE} <{owl}Class>",
        f'<http://id.nlm.nih.gov/mesh/D001943> {LABEL} "Breast Neoplasms"@en',
        f"<{TKG}SideStudy> <{owl}equivalentClass> _:restriction",
        f"_:restriction {RDF_TYPE} <{owl}Restriction>",
        f"_:restriction <{owl}onProperty> <{TKG}substudyOf>",
    )
