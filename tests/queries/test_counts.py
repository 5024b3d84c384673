"""The queries that count, over a graph in which what must not count stands beside what must."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from tests.queries.conftest import MemoryGraph
from tests.queries.test_questions import Row, answer_of

GRAPH = """
@prefix c: <https://w3id.org/trialkg/concept/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://w3id.org/trialkg/ontology#> .
@prefix s: <https://w3id.org/trialkg/study/> .

c:tamoxifen skos:broader c:SERM . c:SERM skos:broader c:endocrine .
c:anastrozole skos:broader c:endocrine .

s:A t:studiesConcept c:tamoxifen, c:anastrozole ; t:phase t:Phase3 ; t:leadSponsor <urn:A-1> .
s:B t:studiesConcept c:tamoxifen ; t:phase t:Phase2, t:Phase3 ; t:leadSponsor <urn:B-1> .
s:C t:studiesConcept c:anastrozole ; t:leadSponsor <urn:C-1> ; t:collaborator <urn:C-2> .
s:D t:phase t:Phase3 .
<urn:A-1> rdfs:label "Clinic" . <urn:B-1> rdfs:label "Alliance" . <urn:C-1> rdfs:label "Clinic" .
<urn:C-2> rdfs:label "Alliance" .

<urn:arm-1> t:usesIntervention <urn:i-1>, <urn:i-2> .
<urn:arm-2> t:usesIntervention <urn:i-1>, <urn:i-3> .
<urn:arm-3> t:usesIntervention <urn:i-4> .
<urn:arm-4> t:usesIntervention <urn:i-1> .
<urn:i-1> t:hasConcept [ t:concept c:tamoxifen ] .
<urn:i-2> t:hasConcept [ t:concept c:anastrozole ] .
<urn:i-3> t:hasConcept [ t:concept c:anastrozole ], [ t:concept c:endocrine ] .
<urn:i-4> t:hasConcept [ t:concept c:endocrine ], [ t:concept c:SERM ] .
"""

EXPECTED = {
    "studies-by-concept-and-phase": (
        ("SERM", "Phase3", "2"),
        ("SERM", "Phase2", "1"),
        ("anastrozole", "", "1"),
        ("anastrozole", "Phase3", "1"),
        ("endocrine", "Phase3", "2"),
        ("endocrine", "", "1"),
        ("endocrine", "Phase2", "1"),
        ("tamoxifen", "Phase3", "2"),
        ("tamoxifen", "Phase2", "1"),
    ),
    "arms-by-concept-pair": (("anastrozole", "tamoxifen", "2"),),
    "sponsors": (("Clinic", "2"), ("Alliance", "1")),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_study_counts_once_with_broader_concepts_and_a_pair_is_of_two_treatments(name: str) -> None:
    memory = MemoryGraph(())
    memory.graph.load(GRAPH, ox.RdfFormat.TURTLE)
    expected: tuple[Row, ...] = EXPECTED[name]
    assert answer_of(memory, name, {})[1:] == expected
