from __future__ import annotations

import pyoxigraph as ox
from tests.samples import READING

from trialkg.linking.links import (
    Criterion,
    Evidence,
    Links,
    OutcomeReference,
    StudyCitation,
    StudyReference,
    StudyRelation,
)
from trialkg.mapping import map_study
from trialkg.study import Outcome, Study
from trialkg.vocabulary.codes import CriterionKind, Method, OutcomeLevel, RelationType
from trialkg.vocabulary.namespaces import TKG

BASE = "https://w3id.org/trialkg/study/"
IRI = f"{BASE}NCT99999901"
MAIN = StudyReference(number="NCT99999902", name="MAIN")
NAMED = StudyReference(name="ET-MAIN")


def relation(
    related: StudyReference, type_: RelationType = RelationType.SUBSTUDY_OF, confidence: float = 0.9
) -> StudyRelation:
    evidence = Evidence(quote=f"{type_} of it", field="briefSummary")
    return StudyRelation(
        type=type_, related=related, method=Method.CUE, confidence=confidence, evidence=evidence
    )


def graph_of(links: Links) -> ox.Store:
    store = ox.Store()
    study = Study(
        registry_id="NCT99999901",
        reading=READING,
        outcomes=(Outcome(level=OutcomeLevel.PRIMARY, measure="Survival"),),
    )
    text = map_study(study, links, BASE).text
    assert len(text.splitlines()) == len(set(text.splitlines()))
    store.load(text, ox.RdfFormat.N_TRIPLES)
    return store


def objects(store: ox.Store, subject: str, name: str) -> set[str]:
    quads = store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(TKG + name), None)
    return {quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple)}


def test_a_relation_by_number_joins_the_studies() -> None:
    store = graph_of(Links(relations=(relation(MAIN, RelationType.HAS_EXTENSION),)))
    part = f"{IRI}#relation-NCT99999902"
    assert objects(store, IRI, "hasExtension") == {f"{BASE}NCT99999902"}
    assert objects(store, IRI, "hasRelation") == {part}
    assert objects(store, part, "relatedId") == {"NCT99999902"}
    assert objects(store, part, "relatedName") == {"MAIN"}


def test_a_relation_by_name_alone_joins_nothing() -> None:
    store = graph_of(Links(relations=(relation(NAMED),)))
    part = f"{IRI}#relation-et-main"
    assert objects(store, IRI, "substudyOf") == objects(store, part, "relatedStudy") == set()
    assert objects(store, part, "relatedName") == {"ET-MAIN"}


def test_a_number_of_another_registry_has_no_iri() -> None:
    store = graph_of(Links(relations=(relation(StudyReference(number="ISRCTN12345678")),)))
    part = f"{IRI}#relation-ISRCTN12345678"
    assert objects(store, part, "relatedStudy") == set()
    assert objects(store, part, "relatedId") == {"ISRCTN12345678"}


def test_further_evidence_stands_in_nodes_of_its_own() -> None:
    weaker = relation(MAIN, RelationType.SERIES_OF, 0.5)
    store = graph_of(Links(relations=(relation(MAIN), weaker)))
    part = f"{IRI}#relation-NCT99999902"
    more = f"{part}-evidence-2"
    assert objects(store, part, "relationType") == {TKG + "substudyOf"}
    assert objects(store, part, "hasEvidence") == {more}
    assert objects(store, more, "relationType") == {TKG + "seriesOf"}
    assert objects(store, IRI, "seriesOf") == set()


def test_a_tie_is_a_citation() -> None:
    rival = relation(MAIN, RelationType.SERIES_OF)
    store = graph_of(Links(relations=(relation(MAIN), rival)))
    assert objects(store, IRI, "hasRelation") == objects(store, IRI, "substudyOf") == set()
    assert objects(store, IRI, "hasCitation") == {f"{IRI}#citation-NCT99999902"}


def test_names_that_differ_in_letter_case_are_one_relation() -> None:
    store = graph_of(Links(relations=(relation(NAMED), relation(StudyReference(name="ET-Main")))))
    assert objects(store, f"{IRI}#relation-et-main", "relatedName") == {"ET-MAIN"}


def test_a_citation_has_its_words() -> None:
    citation = StudyCitation(related=MAIN, evidence=Evidence(quote="as in MAIN", field="briefSummary"))
    part = f"{IRI}#citation-NCT99999902"
    store = graph_of(Links(citations=(citation,)))
    assert objects(store, part, "evidence") == {"as in MAIN"}
    assert objects(store, part, "relatedStudy") == {f"{BASE}NCT99999902"}


def test_a_criterion_and_an_outcome_refer_to_the_study_that_defines_them() -> None:
    criterion = Criterion(kind=CriterionKind.EXCLUSION, position="1", text="As MAIN", refers_to=MAIN)
    outcome = OutcomeReference(
        outcome=1, related=NAMED, evidence=Evidence(quote="by ET-MAIN criteria", field="briefSummary")
    )
    store = graph_of(Links(criteria=(criterion,), outcome_references=(outcome,)))
    by_number, by_name = f"{IRI}#criterion-exclusion-1-reference", f"{IRI}#outcome-primary-1-reference"
    assert objects(store, f"{IRI}#criterion-exclusion-1", "refersTo") == {by_number}
    assert objects(store, by_number, "relatedStudy") == {f"{BASE}NCT99999902"}
    assert objects(store, f"{IRI}#outcome-primary-1", "definedBy") == {by_name}
    assert objects(store, by_name, "relatedName") == {"ET-MAIN"}
    assert objects(store, by_name, "evidence") == {"by ET-MAIN criteria"}
