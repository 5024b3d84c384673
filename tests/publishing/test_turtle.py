from __future__ import annotations

import io
import re

import pyoxigraph as ox
import pytest

from trialkg.formats import RdfFormat
from trialkg.publishing import write_rdf
from trialkg.publishing.names import Names
from trialkg.publishing.turtle import quoted, term

Studies = list[tuple[str, bytes]]
BASE = "https://w3id.org/trialkg/study/"
XSD = "http://www.w3.org/2001/XMLSchema#"


def turtle(studies: Studies, vocabulary: bytes = b"") -> str:
    out = io.BytesIO()
    write_rdf(studies, out, RdfFormat.TURTLE, vocabulary=vocabulary)
    return out.getvalue().decode()


def subjects(text: str) -> list[str]:
    return [paragraph.split(" ", 1)[0] for paragraph in re.split(r"\n{2,}", text)[1:]]


def short(token: str) -> str:
    return term(token, Names(BASE))


def test_a_study_comes_first_and_its_parts_follow_by_kind_and_number(studies: Studies) -> None:
    first = "NCT00000001"
    assert subjects(turtle(studies)) == [
        f"<{first}>",
        f"<{first}#arm-a>",
        f"<{first}#intervention-fes-pet>",
        f"<{first}#outcome-primary-1>",
        f"<{first}#outcome-secondary-2>",
        f"<{first}#outcome-secondary-10>",
        f"<{first}#criterion-inclusion-5.2>",
        f"<{first}#relation-NCT00000002>",
        "<NCT00000002>",
    ]


def test_the_vocabulary_stands_after_the_studies(studies: Studies, vocabulary: bytes) -> None:
    names = subjects(turtle(studies, vocabulary))
    assert names.index("<NCT00000002>") < names.index("tkg:Study")


def test_parts_are_listed_in_the_order_they_are_written_in(studies: Studies) -> None:
    listed = turtle(studies).split("tkg:hasOutcome\n", 1)[1].split(" ;", 1)[0]
    assert [line.strip(" ,<>") for line in listed.splitlines()] == [
        "NCT00000001#outcome-primary-1",
        "NCT00000001#outcome-secondary-2",
        "NCT00000001#outcome-secondary-10",
    ]


def test_type_and_label_open_a_description(studies: Studies) -> None:
    first = re.split(r"\n{2,}", turtle(studies))[1].splitlines()
    assert first[0] == "<NCT00000001> a tkg:InterventionalStudy, tkg:Study ;"
    assert first[1].strip().startswith("rdfs:label")


def test_only_the_prefixes_that_are_used_are_declared(studies: Studies) -> None:
    declared = [line.split()[1] for line in turtle(studies[1:]).splitlines() if line.startswith("@prefix")]
    assert declared == ["tkg:", "rdfs:"]


def test_a_study_is_written_the_same_beside_any_other(studies: Studies) -> None:
    alone = turtle(studies[:1]).split("\n\n", 1)[1].strip()
    assert alone in turtle(studies)


def test_parts_are_read_in_the_order_of_their_positions() -> None:
    study = f"{BASE}X"
    position = "<https://w3id.org/trialkg/ontology#position>"
    text = "".join(
        f'<{study}#arm-{name}> {position} "{number}"^^<{XSD}integer> .\n'
        for name, number in (("a", 2), ("b", 1))
    )
    assert subjects(turtle([(study, text.encode())])) == ["<X#arm-b>", "<X#arm-a>"]


def test_links_follow_what_they_link() -> None:
    study = f"{BASE}X"
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    names = ("arm-a", "condition-b", "condition-a-link-trialkg-D1", "condition-a")
    text = "".join(f'<{study}#{name}> {label} "x" .\n' for name in names)
    assert subjects(turtle([(study, text.encode())])) == [
        "<X#condition-a>",
        "<X#condition-b>",
        "<X#condition-a-link-trialkg-D1>",
        "<X#arm-a>",
    ]


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (f'"100"^^<{XSD}integer>', "100"),
        (f'"6574.5"^^<{XSD}decimal>', "6574.5"),
        (f'"true"^^<{XSD}boolean>', "true"),
        (f'"30"^^<{XSD}decimal>', '"30"^^xsd:decimal'),
        (f'"1"^^<{XSD}boolean>', '"1"^^xsd:boolean'),
        (f'"2019-10"^^<{XSD}gYearMonth>', '"2019-10"^^xsd:gYearMonth'),
        ('"a"@en-gb', '"a"@en-gb'),
        (r'"a \"b\""', r'"a \"b\""'),
    ],
)
def test_literals_are_as_short_as_turtle_allows(token: str, expected: str) -> None:
    assert short(token) == expected


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{BASE}NCT1#criterion-inclusion-5.2", "<NCT1#criterion-inclusion-5.2>"),
        (f"{BASE}a/b", f"<{BASE}a/b>"),
        (f"{BASE}a:b", f"<{BASE}a:b>"),
        (f"{BASE}.", f"<{BASE}.>"),
        (BASE, f"<{BASE}>"),
        ("http://id.nlm.nih.gov/mesh/D001943", "mesh:D001943"),
        ("http://id.nlm.nih.gov/mesh/vocab#label", "meshv:label"),
        ("https://w3id.org/trialkg/concept/RECIST-1.1", "concept:RECIST-1.1"),
        ("https://w3id.org/trialkg/concept/a.", "<https://w3id.org/trialkg/concept/a.>"),
        ("https://w3id.org/trialkg/concept/a%20b", "<https://w3id.org/trialkg/concept/a%20b>"),
        ("https://w3id.org/trialkg/concept/", "<https://w3id.org/trialkg/concept/>"),
    ],
)
def test_iris_are_shortened_only_where_the_short_form_is_valid(iri: str, expected: str) -> None:
    assert short(f"<{iri}>") == expected


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo",
        'ends in "\n"',
        'three """ quotes\n""""',
        "a backslash \\\nand \\n",
        "a return\r\nand a tab\t",
        '"\n\\"',
        "\n",
    ],
)
def test_texts_of_several_lines_survive(text: str) -> None:
    token = str(ox.Literal(text))
    written = quoted(token[1:-1])
    (read,) = ox.parse(f"<http://a/a> <http://a/b> {written} .", ox.RdfFormat.TURTLE)
    assert written.startswith('"""')
    assert read.object == ox.Literal(text)
