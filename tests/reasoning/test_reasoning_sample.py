from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.reasoning.graphs import IMAGING_SIDE_STUDY, MAIN, PALBOCICLIB_STUDY, SIDE, study, triple

from trialkg.errors import SourceError
from trialkg.reasoning import read_studies, sampled
from trialkg.reasoning.ontology import concept_facts, load_ontology
from trialkg.reasoning.sample import usable
from trialkg.vocabulary.namespaces import CONCEPT, TKG

BOTH = IMAGING_SIDE_STUDY | PALBOCICLIB_STUDY
TURTLE = f"""@prefix tkg: <{TKG}> .
<{MAIN}> a tkg:Study ; tkg:hasSite <{MAIN}#site-a> .
<{MAIN}#site-a> a tkg:Site .
<{CONCEPT}FES-PET> a tkg:ImagingProcedure .
"""


def test_prose_and_dates_are_left_out_and_numbers_codes_and_relations_stay() -> None:
    kept = {each.predicate.removeprefix(TKG) for each in usable(IMAGING_SIDE_STUDY[SIDE], load_ontology())}
    assert {"enrollment", "status", "substudyOf", "studiesConcept"} <= kept
    assert not kept & {"briefTitle", "startDate", "completionDate"}


@pytest.mark.parametrize("name", ["a.ttl", "a.ttl.gz"])
def test_the_studies_of_a_file_are_read_with_their_parts_and_nothing_else(tmp_path: Path, name: str) -> None:
    text = TURTLE.encode()
    (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    studies = read_studies(tmp_path / name)
    assert list(studies) == [MAIN]
    assert studies[MAIN].count(b"\n") == 3


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.ttl", "<a> <b>", r"a\.ttl"),
        ("a.ttl", "", "no study"),
        ("a.txt", TURTLE, "syntax"),
        ("missing.ttl", None, r"missing\.ttl"),
        ("a.ttl.gz", TURTLE, r"a\.ttl\.gz"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(
    tmp_path: Path, name: str, text: str | None, said: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(SourceError, match=said):
        read_studies(tmp_path / name)


def related(iri: str, how: str) -> dict[str, bytes]:
    node = f"{iri}#relation-NCT99999902"
    return study(
        iri,
        triple(iri, "hasRelation", f"<{node}>"),
        triple(node, "relationType", f"<https://w3id.org/trialkg/ontology#{how}>"),
    )


def test_studies_that_relate_to_others_come_first_into_a_sample() -> None:
    third, fourth = f"{MAIN}8", f"{MAIN}9"
    of_another = related(fourth, "extensionOf")
    assert list(sampled(BOTH | related(third, "duplicateOf") | of_another, 1)) == [fourth]


def test_a_sample_is_in_the_order_of_the_iris() -> None:
    assert list(sampled(PALBOCICLIB_STUDY | IMAGING_SIDE_STUDY, 2)) == [SIDE, MAIN]


def test_the_facts_of_a_concept_reach_up_to_the_top_of_its_scheme() -> None:
    said = {
        (fact.subject.removeprefix(CONCEPT), fact.object.removeprefix(CONCEPT))
        for fact in concept_facts([f"{CONCEPT}palbociclib"])
    }
    assert said == {
        ("palbociclib", "CDK4-6-inhibitor"),
        ("CDK4-6-inhibitor", "targeted-therapy"),
    }
