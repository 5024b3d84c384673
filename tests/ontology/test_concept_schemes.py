from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest
from rdflib import RDF, SKOS, Graph, URIRef
from tests.conftest import shared_data

from trialkg.resources import ontology_folder
from trialkg.terminology import ConceptKind, load_terminology
from trialkg.vocabulary.namespaces import CONCEPT, MESH, TKG

SCHEMES = Graph().parse(ontology_folder() / "concepts.ttl")
CONCEPTS = load_terminology().concepts
INTERVENTIONS = """FES-PET FDG-PET SBRT CDK4-6-inhibitor palbociclib ribociclib abemaciclib dalpiciclib
trilaciclib endocrine-therapy"""
OUTCOMES = """PFS OS DFS EFS RFS TTP ORR CR DCR CBR DOR pCR local-control response-RECIST toxicity-AE DLT MTD
QoL-PRO PK PD-biomarker imaging-uptake diagnostic-accuracy feasibility cost mortality hospitalisation pain
function lab-value"""
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)


@pytest.mark.parametrize(
    ("kind", "notations"),
    [
        (ConceptKind.INTERVENTION, INTERVENTIONS),
        (ConceptKind.OUTCOME, OUTCOMES),
        (ConceptKind.INSTRUMENT, "RECIST-1.1 RECIST CTCAE CTCAE-3 CTCAE-4 CTCAE-5 PERCIST"),
    ],
)
def test_the_notations_that_people_type_are_concepts(kind: ConceptKind, notations: str) -> None:
    assert [CONCEPTS[notation].kind for notation in notations.split()] == [kind] * len(notations.split())


def test_the_iri_of_a_concept_ends_in_its_notation() -> None:
    wrong = [s for s, n in SCHEMES.subject_objects(SKOS.notation) if str(s) != CONCEPT + str(n)]
    assert wrong == []


@pytest.mark.parametrize("prop", [SKOS.prefLabel, SKOS.definition, SKOS.notation, SKOS.inScheme])
def test_every_concept_has_exactly_one_of(prop: URIRef) -> None:
    counts = {s: len(list(SCHEMES.objects(s, prop))) for s in SCHEMES.subjects(RDF.type, SKOS.Concept)}
    assert {s: n for s, n in counts.items() if n != 1} == {}


def test_a_broader_concept_is_of_the_same_scheme() -> None:
    pairs = [(each, broader) for each in CONCEPTS.values() for broader in each.broader]
    assert [(e.notation, b) for e, b in pairs if CONCEPTS[b].kind is not e.kind] == []


def test_no_concept_is_broader_than_itself() -> None:
    terminology = load_terminology()
    loops = [n for n, c in CONCEPTS.items() if any(n in terminology.broader_concepts(b) for b in c.broader)]
    assert loops == []


def test_a_concept_without_a_broader_one_is_a_top_concept_of_its_scheme() -> None:
    tops = {str(s).removeprefix(CONCEPT) for s in SCHEMES.subjects(SKOS.topConceptOf, None)}
    assert tops == {n for n, concept in CONCEPTS.items() if not concept.broader}


def test_a_name_denotes_one_concept_of_its_scheme() -> None:
    names = Counter((c.kind, name.casefold()) for c in CONCEPTS.values() for name in c.names)
    short = Counter((c.kind, name) for c in CONCEPTS.values() for name in c.abbreviations)
    assert [name for name, count in (names + short).items() if count > 1] == []


def test_a_pet_concept_is_an_imaging_procedure_with_its_tracer_and_target() -> None:
    fes = URIRef(f"{CONCEPT}FES-PET")
    assert (fes, RDF.type, URIRef(f"{TKG}ImagingProcedure")) in SCHEMES
    assert (fes, URIRef(f"{TKG}tracer"), URIRef(f"{CONCEPT}FES")) in SCHEMES
    assert (fes, URIRef(f"{TKG}target"), URIRef(f"{MESH}D011960")) in SCHEMES


def test_every_narrower_concept_of_imaging_is_an_imaging_procedure() -> None:
    kind = URIRef(f"{TKG}ImagingProcedure")
    imaging = {"imaging", *load_terminology().narrower_concepts("imaging")}
    assert {str(s).removeprefix(CONCEPT) for s in SCHEMES.subjects(RDF.type, kind)} == imaging


def test_descriptors_that_concepts_match_stand_in_mesh() -> None:
    path = shared_data("mesh", "mesh2024.nt.gz")
    matched = {
        str(o).removeprefix(MESH)
        for p in MATCHES
        for o in SCHEMES.objects(None, p)
        if str(o).startswith(MESH)
    }
    with gzip.open(path, "rt") as lines:
        known = {
            m[1] for line in lines if (m := re.match(rf"<{MESH}(D\d+)> .*vocab#TopicalDescriptor>", line))
        }
    supplementary = {
        "C500026"
    }  # palbociclib, a supplementary concept: not in this file, named by registry records
    assert matched - known == supplementary
