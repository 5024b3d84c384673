from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from tests.samples import IMAGING_STUDY

from trialkg.linking import Links
from trialkg.linking.links import ConceptUse, DescriptorLink, Evidence, OutcomeLink
from trialkg.mapping import map_study
from trialkg.publishing import LinkTable
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.codes import Asserter, Method, OutcomeAspect, Role
from trialkg.vocabulary.namespaces import STUDY

Rows = list[dict[str, str]]

TABLE = LinkTable(STUDY, {"FES-PET": "FES-PET", "FDG-PET": "FDG-PET"}, "1.0")
CONDITION = "study:NCT99999901#condition-breast-cancer"


def link(method: Method, quote: str, field: str = "conditions[1]", term: int | None = 1) -> DescriptorLink:
    return DescriptorLink(
        label="Breast Neoplasms",
        descriptor="D001943",
        asserted_by=Asserter.TRIALKG,
        method=method,
        term=term,
        confidence=0.9,
        evidence=Evidence(quote=quote, field=field),
    )


def use(concept: str, role: Role, field: str, interventions: tuple[int, ...] = ()) -> ConceptUse:
    evidence = Evidence(quote='an FDG-PET\tscan\nin "quotes"', field=field)
    return ConceptUse(
        concept=concept,
        role=role,
        method=Method.EXACT,
        confidence=0.99,
        evidence=evidence,
        interventions=interventions,
    )


def written(links: Links) -> bytes:
    mapped = map_study(IMAGING_STUDY, links, mesh=MeshEdition(year="2024"))
    out = io.BytesIO()
    TABLE.write([(mapped.iri, mapped.text)], out)
    return out.getvalue()


def rows(links: Links) -> Rows:
    lines = [line for line in written(links).decode().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def test_a_term_of_the_same_words_is_an_exact_match() -> None:
    (row,) = rows(Links(conditions=(link(Method.EXACT, "Breast Cancer"),)))
    assert row["subject_id"] == CONDITION
    assert row["subject_label"] == "Breast Cancer"
    assert row["predicate_id"] == "skos:exactMatch"
    assert (row["object_id"], row["object_label"]) == ("mesh:D001943", "Breast Neoplasms")
    assert row["mapping_justification"] == "semapv:LexicalMatching"
    assert (row["confidence"], row["object_source_version"]) == ("0.9", "2024")
    assert (row["mapping_tool"], row["mapping_tool_version"]) == ("trialkg", "1.0")
    assert row["comment"] == "method: exact; field: conditions[1]"


@pytest.mark.parametrize(
    ("method", "quote", "predicate"),
    [
        (Method.NORMALISED, "Breast Cancer", "skos:closeMatch"),
        (Method.NORMALISED, "Breast", "skos:relatedMatch"),
        (Method.EXACT, "Cancer", "skos:relatedMatch"),
    ],
)
def test_other_words_or_another_spelling_make_a_weaker_match(
    method: Method, quote: str, predicate: str
) -> None:
    assert [row["predicate_id"] for row in rows(Links(conditions=(link(method, quote),)))] == [predicate]


def test_what_the_registry_derived_is_not_ours() -> None:
    derived = DescriptorLink(
        label="Breast Neoplasms",
        descriptor="D001943",
        asserted_by=Asserter.REGISTRY,
        method=Method.REGISTERED,
    )
    (row,) = rows(Links(conditions=(derived,)))
    assert (row["subject_id"], row["predicate_id"]) == ("study:NCT99999901", "tkg:studiesCondition")
    assert row["mapping_justification"] == "semapv:UnspecifiedMatching"
    assert row["mapping_provider"] == "https://www.nlm.nih.gov/"
    assert row["mapping_tool"] == row["confidence"] == ""


def test_a_link_without_a_descriptor_is_no_mapping() -> None:
    unknown = DescriptorLink(label="Odd Disease", asserted_by=Asserter.REGISTRY, method=Method.REGISTERED)
    assert rows(Links(conditions=(unknown,))) == []


def test_concepts_have_a_row_for_each_intervention_that_names_them_else_one_for_the_study() -> None:
    found = rows(
        Links(
            concepts=(
                use("FES-PET", Role.STUDIED, "interventions[1].name", (1,)),
                use("FDG-PET", Role.MENTIONED, "briefSummary"),
            )
        )
    )
    assert [(row["subject_id"], row["predicate_id"], row["object_id"]) for row in found] == [
        ("study:NCT99999901", "skos:relatedMatch", "concept:FDG-PET"),
        (
            "study:NCT99999901#intervention-fes-pet-scan-and-possibly-an-fdg-pet-scan",
            "skos:relatedMatch",
            "concept:FES-PET",
        ),
    ]
    assert found[0]["comment"].endswith("role: mentioned")
    assert found[0]["match_string"] == 'an FDG-PET scan in "quotes"'


def test_what_an_outcome_measures_is_a_row_by_the_property_between_them() -> None:
    (row,) = rows(
        Links(
            outcomes=(
                OutcomeLink(
                    outcome=1,
                    aspect=OutcomeAspect.MEASURES,
                    concept="PFS",
                    method=Method.CUE,
                    confidence=0.9,
                    evidence=Evidence(quote="free of progression", field="outcomes[1].measure"),
                ),
            )
        )
    )
    assert (row["subject_id"], row["predicate_id"], row["object_id"]) == (
        "study:NCT99999901#outcome-primary-1",
        "tkg:measures",
        "concept:PFS",
    )
    assert (row["confidence"], row["match_string"]) == ("0.9", "free of progression")
    assert row["comment"] == "method: cue; field: outcomes[1].measure"


def test_the_table_is_the_same_every_time() -> None:
    links = Links(
        conditions=(link(Method.EXACT, "Breast Cancer"), link(Method.CONTEXT, "cancer", "briefTitle", None))
    )
    assert written(links) == written(links)


@pytest.mark.parametrize("damage", [False, True])
def test_the_tools_of_sssom_accept_it_and_would_not_accept_anything(damage: bool, tmp_path: Path) -> None:
    links = Links(
        conditions=(
            link(Method.EXACT, "Breast Cancer"),
            link(Method.APPROXIMATE, "Breast"),
            link(Method.CONTEXT, "cancer", "briefTitle", None),
        ),
        concepts=(use("FDG-PET", Role.STUDIED, "briefSummary"),),
    )
    path = tmp_path / "links.sssom.tsv"
    path.write_bytes(written(links).replace(b"semapv:Lexical", b"unheard-of:") if damage else written(links))
    command = [sys.executable, "-m", "sssom.cli", "validate", str(path)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (checked.returncode == 0) is not damage, checked.stderr
