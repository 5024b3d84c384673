from __future__ import annotations

import re

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from trialkg.resources import ontology_folder
from trialkg.vocabulary.namespaces import TKG

PATH = ontology_folder() / "alignments.ttl"
ALIGNMENTS = [line for line in PATH.read_text().splitlines() if line.startswith("tkg:")]


def test_every_alignment_is_one_line_that_ends_in_its_reason() -> None:
    term = r"(rdfs:sub(Class|Property)Of|skos:closeMatch) [\w:.]+"
    one_line = re.compile(rf'tkg:\w+ ({term}|skos:note "[^"]+"@en) \.  # \S.{{10,}}')
    assert [line for line in ALIGNMENTS if not one_line.fullmatch(line)] == []


def test_alignments_say_nothing_else() -> None:
    graph = Graph().parse(PATH)
    said = [s for s in graph.subjects() if str(s).startswith(TKG)]
    assert len(said) == len(ALIGNMENTS)


def test_classes_go_under_classes_and_properties_under_properties() -> None:
    ontology = Graph().parse(ontology_folder() / "trialkg.ttl")
    graph = Graph().parse(PATH)
    wrong = [s for s in graph.subjects(RDFS.subClassOf) if (s, RDF.type, OWL.Class) not in ontology]
    wrong += [
        s for s in graph.subjects(RDFS.subPropertyOf) if (s, RDF.type, OWL.ObjectProperty) not in ontology
    ]
    assert wrong == []


def test_a_clinical_trial_is_found_under_the_iris_of_other_vocabularies() -> None:
    graph = Graph().parse(PATH)
    trial = URIRef(f"{TKG}InterventionalStudy")
    found = {str(o) for p in (RDFS.subClassOf, SKOS.closeMatch) for o in graph.objects(trial, p)}
    assert found >= {
        "http://purl.obolibrary.org/obo/OBI_0003699",
        "http://purl.obolibrary.org/obo/NCIT_C71104",
        "https://schema.org/MedicalTrial",
        "https://w3id.org/biolink/vocab/ClinicalTrial",
    }
