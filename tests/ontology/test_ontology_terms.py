from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, Node, URIRef

from trialkg.resources import ontology_folder
from trialkg.vocabulary.codes import CODE_SETS, Code, CriterionKind, OutcomeLevel, RelationType, StudyType
from trialkg.vocabulary.namespaces import TKG
from trialkg.vocabulary.terms import Class, Property

ONTOLOGY = Graph().parse(ontology_folder() / "trialkg.ttl")
T = Namespace(TKG)
CLASSES = {*Class, *StudyType, *OutcomeLevel, *CriterionKind, *(codes.__name__ for codes in CODE_SETS)}
PROPERTIES = {*Property, *RelationType}
KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


def local_names(nodes: Iterable[Node]) -> set[str]:
    return {str(node).removeprefix(TKG) for node in nodes if str(node).startswith(TKG)}


def defined() -> set[URIRef]:
    return {s for s in ONTOLOGY.subjects() if isinstance(s, URIRef) and s.startswith(TKG)}


def test_the_ontology_has_the_classes_of_the_vocabulary_and_no_others() -> None:
    assert local_names(ONTOLOGY.subjects(RDF.type, OWL.Class)) == {str(name) for name in CLASSES}


def test_the_ontology_has_the_properties_of_the_vocabulary_and_no_others() -> None:
    found = {name for kind in KINDS for name in local_names(ONTOLOGY.subjects(RDF.type, kind))}
    assert found == {str(name) for name in PROPERTIES}


def test_the_ontology_has_the_codes_of_the_vocabulary_and_no_other_individuals() -> None:
    codes = {str(member) for members in CODE_SETS for member in members}
    assert local_names(ONTOLOGY.subjects(RDF.type, OWL.NamedIndividual)) == codes


@pytest.mark.parametrize("members", CODE_SETS, ids=lambda members: members.__name__)
def test_the_codes_of_a_set_are_the_members_of_its_class(members: type[Code]) -> None:
    found = local_names(ONTOLOGY.subjects(RDF.type, T[members.__name__]))
    assert found == {str(member) for member in members}


def test_the_members_of_a_set_are_declared_to_differ() -> None:
    lists = [local_names(ONTOLOGY.items(head)) for head in ONTOLOGY.objects(None, OWL.distinctMembers)]
    assert [{str(member) for member in members} for members in CODE_SETS] == sorted(
        lists, key=[{str(member) for member in members} for members in CODE_SETS].index
    )


def test_every_term_has_one_english_label_and_one_english_definition() -> None:
    def languages(term: URIRef, prop: URIRef) -> list[str | None]:
        return [v.language for v in ONTOLOGY.objects(term, prop) if isinstance(v, Literal)]

    lacking = [t for t in defined() for p in (RDFS.label, SKOS.definition) if languages(t, p) != ["en"]]
    assert lacking == []


def test_a_property_is_of_one_kind_only() -> None:
    kinds = {term: [kind for kind in KINDS if (term, RDF.type, kind) in ONTOLOGY] for term in defined()}
    assert [term for term, found in kinds.items() if len(found) > 1] == []


def test_no_range_is_a_datatype_that_owl_does_not_know() -> None:
    ranges = set(ONTOLOGY.objects(None, RDFS.range))
    assert not ranges & {XSD.date, XSD.gYearMonth, XSD.gYear, XSD.duration}


def test_domains_and_ranges_are_declared_classes_or_datatypes() -> None:
    named = {*ONTOLOGY.objects(None, RDFS.domain), *ONTOLOGY.objects(None, RDFS.range)}
    undeclared = [
        n for n in named if (n, RDF.type, OWL.Class) not in ONTOLOGY and not str(n).startswith(str(XSD))
    ]
    assert undeclared == []


def test_functional_and_irreflexive_properties_have_no_property_chain() -> None:
    chained = set(ONTOLOGY.subjects(OWL.propertyChainAxiom, None))
    strict = (OWL.FunctionalProperty, OWL.IrreflexiveProperty, OWL.AsymmetricProperty)
    assert not chained & {term for kind in strict for term in ONTOLOGY.subjects(RDF.type, kind)}


def test_the_ontology_says_its_version_licence_and_preferred_prefix() -> None:
    this = URIRef("https://w3id.org/trialkg/ontology")
    said = {str(p).rpartition("/")[2].rpartition("#")[2] for p in ONTOLOGY.predicates(this)}
    assert {
        "versionIRI",
        "versionInfo",
        "title",
        "description",
        "license",
        "preferredNamespacePrefix",
        "preferredNamespaceUri",
        "creator",
        "publisher",
        "created",
        "modified",
        "bibliographicCitation",
        "contactPoint",
        "status",
    } <= said


def test_the_version_of_the_ontology_is_the_one_of_its_version_iri_and_citation() -> None:
    this = URIRef("https://w3id.org/trialkg/ontology")
    version = str(ONTOLOGY.value(this, OWL.versionInfo))
    assert ONTOLOGY.value(this, OWL.versionIRI) == this + f"/{version}"
    assert f"version {version}." in str(ONTOLOGY.value(this, DCTERMS.bibliographicCitation))


def test_what_the_ontology_says_of_itself_is_declared() -> None:
    this = URIRef("https://w3id.org/trialkg/ontology")
    said = set(ONTOLOGY.predicates(this))
    own = {p for p in said if not str(p).startswith((str(OWL), str(RDF), str(RDFS)))}
    assert [p for p in own if (p, RDF.type, OWL.AnnotationProperty) not in ONTOLOGY] == []


@pytest.mark.parametrize("name", ["trialkg.ttl", "concepts.ttl", "alignments.ttl"])
def test_no_file_uses_a_term_that_the_ontology_does_not_define(name: str) -> None:
    text = re.sub(r'"[^"\n]*"|#.*', "", (ontology_folder() / name).read_text())
    used = {URIRef(TKG + word) for word in re.findall(r"\btkg:(\w+)", text)}
    assert used - defined() == set()
