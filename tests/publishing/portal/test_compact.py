from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import Graph

from trialkg.publishing.documents import Node, documents
from trialkg.publishing.portal.compact import Compactor
from trialkg.vocabulary.namespaces import PREFIXES

BASE = "https://w3id.org/trialkg/study/"
Studies = list[tuple[str, bytes]]


def nodes_of(study: tuple[str, bytes]) -> list[Node]:
    (document,) = documents([study], b"")
    return list(document.nodes)


def whole(*texts: bytes) -> bytes:
    compactor = Compactor(BASE)
    return compactor.head + compactor.separator.join(texts) + compactor.tail


def trees(study: tuple[str, bytes]) -> list[dict[str, Any]]:
    return Compactor(BASE).trees(nodes_of(study))


def test_it_says_the_same_triples(studies: Studies) -> None:
    text = whole(*(Compactor(BASE).text(nodes_of(study)) for study in studies))
    found = {str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD)}
    expected = b"".join(text for _, text in studies)
    assert found == {str(quad.triple) for quad in ox.parse(expected, format=ox.RdfFormat.N_TRIPLES)}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader uses it
def test_rdflib_reads_as_many_triples(studies: Studies) -> None:
    text = whole(*(Compactor(BASE).text(nodes_of(study)) for study in studies))
    assert len(Graph().parse(data=text, format="json-ld")) == sum(text.count(b"\n") for _, text in studies)


def test_a_part_stands_in_the_study_and_not_in_another_part_that_uses_it(studies: Studies) -> None:
    (tree,) = trees(studies[0])
    assert tree["hasIntervention"]["label"] == "FES-PET"
    assert tree["hasArm"]["usesIntervention"] == "NCT00000001#intervention-fes-pet"


def test_a_part_of_a_part_stands_in_it() -> None:
    tkg = "https://w3id.org/trialkg/ontology#"
    criterion, constraint = f"{BASE}NCT1#criterion-1", f"{BASE}NCT1#criterion-1-constraint-1"
    text = (
        f"<{BASE}NCT1> <{tkg}hasCriterion> <{criterion}> .\n"
        f"<{criterion}> <{tkg}hasConstraint> <{constraint}> .\n"
        f'<{constraint}> <{tkg}comparator> "<=" .\n'
    )
    (tree,) = trees((f"{BASE}NCT1", text.encode()))
    assert tree["hasCriterion"]["hasConstraint"]["comparator"] == "<="


def test_what_nothing_leads_to_stands_by_itself() -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    text = f'<{BASE}NCT1> {label} "Study" .\n<{BASE}NCT1#loose> {label} "Loose" .\n'
    assert [tree["label"] for tree in trees((f"{BASE}NCT1", text.encode()))] == ["Study", "Loose"]


def test_two_that_lead_to_each_other_are_written_once() -> None:
    see = "<http://www.w3.org/2000/01/rdf-schema#seeAlso>"
    text = f"<{BASE}NCT1> {see} <{BASE}NCT1#a> .\n<{BASE}NCT1#a> {see} <{BASE}NCT1> .\n"
    (tree,) = trees((f"{BASE}NCT1", text.encode()))
    assert tree["seeAlso"] == {"id": "NCT1#a", "seeAlso": "NCT1"}


@pytest.mark.parametrize(
    ("token", "written"),
    [
        ('"100"^^<http://www.w3.org/2001/XMLSchema#integer>', 100),
        ('"007"^^<http://www.w3.org/2001/XMLSchema#integer>', {"@value": "007", "@type": "xsd:integer"}),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', True),
        ('"a \\"b\\""', 'a "b"'),
        ('"ja"@nl', {"@value": "ja", "@language": "nl"}),
    ],
)
def test_a_value_is_written_as_json_where_that_means_the_same(token: str, written: Any) -> None:
    text = f"<{BASE}NCT1> <https://w3id.org/trialkg/ontology#enrollment> {token} .\n"
    (tree,) = trees((f"{BASE}NCT1", text.encode()))
    assert tree["enrollment"] == written


def test_a_member_of_a_closed_set_is_its_name_alone() -> None:
    tkg = "https://w3id.org/trialkg/ontology#"
    (tree,) = trees((f"{BASE}NCT1", f"<{BASE}NCT1> <{tkg}phase> <{tkg}Phase2> .\n".encode()))
    assert tree["phase"] == "Phase2"


def test_the_context_stands_in_the_file_and_names_every_prefix() -> None:
    context = json.loads(whole())["@context"]
    assert context["@base"] == BASE
    assert PREFIXES.items() <= context.items()
