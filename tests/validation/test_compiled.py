"""Compiled shapes by themselves: what is left to pySHACL, queries of all kinds, datatypes, whole stores."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, build_store
from trialkg.cli import run
from trialkg.errors import ShapesError, SourceError
from trialkg.store import EmbeddedStore
from trialkg.validation import (
    CompiledShapes,
    Engine,
    Report,
    Shapes,
    ShapesChoice,
    load_shapes,
    read_rdf,
    validate_file,
    validate_graph,
    validate_store,
)
from trialkg.validation.compiled.algebra import read_query
from trialkg.validation.compiled.datatypes import is_well_typed, less, less_or_equal
from trialkg.validation.graphs import DataGraph
from trialkg.vocabulary.namespaces import XSD

PREFIXES = """@prefix : <http://t.test/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
DATA = PREFIXES + ':a a :A ; :p 1, 2 ; :q :b . :b a :A ; :p 3 ; :q "x" . :c a :C ; :p 7 .'


def shapes(text: str) -> Shapes:
    return Shapes(Graph().parse(data=PREFIXES + text, format="turtle"), Graph())


def quads(text: str = DATA) -> list[ox.Quad]:
    return list(ox.parse(text, format=ox.RdfFormat.TURTLE))


def both(text: str, data: str = DATA) -> tuple[CompiledShapes, Report]:
    """The compiled shapes, and the report that they and pySHACL agree on."""
    read = shapes(text)
    fast = CompiledShapes(read)
    found = fast.validate_quads(quads(data))
    assert found == validate_graph(DataGraph(quads(data)), read)
    return fast, found


def test_a_shape_that_leads_to_itself_is_left_to_pyshacl_and_named() -> None:
    fast, found = both(
        """:Round a sh:NodeShape ; sh:targetNode :a ;
            sh:property [ sh:path :q ; sh:node :Round ; sh:minCount 2 ] .
        :Plain a sh:NodeShape ; sh:targetClass :A ; sh:property [ sh:path :p ; sh:maxCount 1 ] ."""
    )
    assert [(left.shape, left.reason) for left in fast.left] == [
        ("http://t.test/Round", "the shape leads back to itself")
    ]
    assert {result.component for result in found.results} == {
        "MaxCountConstraintComponent",
        "MinCountConstraintComponent",
        "NodeConstraintComponent",
    }


def test_a_pattern_that_python_does_not_have_is_left_to_pyshacl() -> None:
    fast = CompiledShapes(shapes(r':S a sh:NodeShape ; sh:targetNode :a ; sh:pattern "^\\p{L}+$" .'))
    assert [left.reason for left in fast.left] == [r"Python does not have all of the pattern ^\p{L}+$"]


def test_a_class_that_is_a_shape_targets_its_instances() -> None:
    _, found = both(":A a owl:Class, sh:NodeShape ; sh:property [ sh:path :q ; sh:nodeKind sh:IRI ] .")
    assert [result.focus for result in found.results] == ["http://t.test/b"]


@pytest.mark.parametrize(
    ("select", "expected"),
    [
        ("SELECT $this ?value WHERE { $this :p ?value . FILTER(?value > 1) }", 2),
        ("SELECT $this (COUNT(?v) AS ?value) WHERE { $this :p ?v } GROUP BY $this HAVING (COUNT(?v) > 1)", 1),
        ("SELECT $this WHERE { $this :p ?v . FILTER NOT EXISTS { $this :q ?o . FILTER(isIRI(?o)) } }", 1),
        ("SELECT $this ?value WHERE { { $this :p ?value } UNION { ?value a :C . FILTER($this = :a) } }", 4),
        ("SELECT $this ?value WHERE { { SELECT $this ?value WHERE { $this :p ?value } } }", 3),
        ("SELECT DISTINCT $this ?value WHERE { $this :q? ?value }", 4),
        ("SELECT $this ?value WHERE { $this :p ?value } ORDER BY ?value LIMIT 1", 2),
        ("SELECT $this ?path ?value WHERE { $this ?path ?value . FILTER(?path IN (:p, :q)) }", 5),
    ],
)
def test_a_query_finds_what_it_finds_asked_of_each_node_alone(select: str, expected: int) -> None:
    text = f''':prefixes sh:declare [ sh:prefix "" ; sh:namespace "http://t.test/"^^xsd:anyURI ] .
        :S a sh:NodeShape ; sh:targetClass :A ; sh:sparql :Q .
        :Q sh:prefixes :prefixes ; sh:message "{{?value}} of {{$this}}" ; sh:select """{select}""" .'''
    fast, found = both(text)
    assert fast.left == ()
    assert len(found.results) == expected


def test_a_query_of_a_property_shape_uses_its_path() -> None:
    _, found = both(
        """:S a sh:PropertyShape ; sh:path <http://t.test/p> ; sh:targetClass :A ; sh:message "Mend it." ;
        sh:sparql [ sh:select "SELECT $this ?value WHERE { $this $PATH ?value . FILTER(?value = 3) }" ] ."""
    )
    assert [(result.focus, result.value) for result in found.results] == [
        ("http://t.test/b", '"3"^^xsd:integer')
    ]


def test_a_query_that_does_not_select_the_focus_node_is_an_error_of_the_shapes() -> None:
    fast = CompiledShapes(
        shapes(
            """:S a sh:NodeShape ; sh:targetNode :a ;
            sh:sparql [ sh:select "SELECT ?value WHERE { $this ?path ?value }" ] ."""
        )
    )
    with pytest.raises(ShapesError, match="cannot be asked"):
        fast.validate_quads(quads())


@pytest.mark.parametrize(
    ("group", "predicates", "at_once"),
    [
        ("$this <u:p> ?v", {"<u:p>"}, True),
        ("$this ?p ?v . FILTER(?p IN (<u:p>, <u:q>) && ?v > 1)", {"<u:p>", "<u:q>"}, True),
        ("$this ?p ?v . FILTER(?p = <u:p> || ?v > 1)", None, True),
        ("$this <u:p> ?v . OPTIONAL { ?v ?p ?w } FILTER(?p IN (<u:p>))", None, True),
        ("$this <u:p> ?v . FILTER NOT EXISTS { ?v <u:q>/^<u:r> ?w FILTER EXISTS { ?w <u:s>+ 1 } }",
         {"<u:p>", "<u:q>", "<u:r>", "<u:s>"}, True),
        ("$this !<u:p> ?v", None, True),
        ("$this <u:p>* ?v", None, False),
        ("{ $this <u:p> ?v } UNION { ?v <u:q> ?w . FILTER($this != ?w) }", {"<u:p>", "<u:q>"}, False),
        ("{ $this <u:p> ?v } UNION { $this <u:q> ?v . FILTER($this != ?v) }", {"<u:p>", "<u:q>"}, True),
        ("$this <u:p> ?v . { SELECT ?w { ?w <u:q> 1 } LIMIT 1 }", {"<u:p>", "<u:q>"}, False),
        ("$this <u:p> ?v . GRAPH <u:g> { ?v <u:q> 1 }", None, False),
    ],
)  # fmt: skip
def test_a_query_says_which_triples_matter_and_whether_it_does_for_all_nodes(
    group: str, predicates: set[str] | None, at_once: bool
) -> None:
    reading = read_query(f"SELECT $this ?v WHERE {{ {group} }}")
    assert reading.predicates == predicates
    assert reading.at_once is at_once


@pytest.mark.parametrize(
    ("lexical", "datatype", "well_typed"),
    [
        ("2026-08-16T12:05:34Z", "date", False),
        ("2015-13", "gYearMonth", False),
        ("2015-02-29", "date", False),
        ("2016-02-29", "date", True),
        ("-0044-03-15", "date", True),
        ("12025-01-01", "date", True),
        ("1_000", "integer", False),
        ("+7", "integer", True),
        ("256", "unsignedByte", False),
        ("-128", "byte", True),
        ("1e3", "decimal", False),
        ("1e3", "double", True),
        ("24:00:00", "time", True),
        ("P", "duration", False),
        ("P1DT", "duration", False),
        ("yes", "boolean", False),
        ("anything", "anyURI", True),
    ],
)
def test_a_literal_is_well_typed_by_the_grammar_of_its_datatype(
    lexical: str, datatype: str, well_typed: bool
) -> None:
    assert is_well_typed(lexical, f"{XSD}{datatype}") is well_typed


def test_order_is_that_of_sparql() -> None:
    month, later = f'"2014-02"^^<{XSD}gYearMonth>', f'"2014-10"^^<{XSD}gYearMonth>'
    assert less(month, later)
    assert not less(later, month)
    assert less_or_equal(month, month)
    assert less(f'"9"^^<{XSD}integer>', f'"10.5"^^<{XSD}decimal>')
    assert less(f'"9"^^<{XSD}integer>', f'"1e1"^^<{XSD}double>')
    assert not less('"9"', f'"10"^^<{XSD}integer>')
    assert less('"10"', '"9"')
    assert not less("<u:a>", "<u:b>")
    assert not less_or_equal("_:a", "_:a")


def test_triples_that_are_none_are_an_error_of_the_source() -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        CompiledShapes(load_shapes()).validate_ntriples(b"<a> <b> .")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("compiled")
    source = write_ndjson(folder / "few.ndjson", *[record(number) for number in range(1, 8)])
    build_store([str(source)], folder / "store", BuildOptions(profile=None))
    return EmbeddedStore.open(folder / "store")


def test_rows_of_studies_are_their_triples(store: EmbeddedStore) -> None:
    studies = store.studies()
    lines = sorted(f"{' '.join(row)} .\n" for row in store.study_rows(studies))
    assert lines == sorted(
        line for iri in studies for line in store.study_ntriples(iri).decode().splitlines(keepends=True)
    )


def test_both_engines_report_the_same_of_a_store(store: EmbeddedStore) -> None:
    done: list[int] = []
    choice = ShapesChoice("registration")
    fast = validate_store(store, choice, engine=Engine.AUTO, advance=done.append)
    assert fast.studies == sum(done) == len(store.studies())
    assert fast.results
    assert fast == validate_store(store, choice, engine=Engine.PYSHACL)


def test_both_engines_report_the_same_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "study.ttl"
    path.write_text(
        "@prefix tkg: <https://w3id.org/trialkg/ontology#> .\n"
        "<http://a.test/> a tkg:Study ; tkg:enrollment 0 ."
    )
    file = read_rdf(path)
    fast = validate_file(file, ShapesChoice(), engine=Engine.COMPILED)
    assert fast == validate_file(file, ShapesChoice())
    assert {result.location.line for result in fast.results if result.location} == {2}


def test_the_command_names_the_shapes_that_are_left_to_pyshacl(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own, data = tmp_path / "own.ttl", tmp_path / "data.ttl"
    own.write_text(
        f"{PREFIXES} :Round a sh:NodeShape ; sh:targetClass :A ; sh:property :Step ."
        " :Step a sh:PropertyShape ; sh:path :q ; sh:nodeKind sh:IRI ; sh:node :Round ."
    )
    data.write_text(DATA)
    assert run(["validate", str(data), "--shapes", str(own), "--engine", "compiled"]) == 1
    written = capsys.readouterr()
    assert "http://t.test/Round: checked by pySHACL, since the shape leads back to itself." in written.err
    assert run(["validate", str(data), "--shapes", str(own)]) == 1
    assert capsys.readouterr().out == written.out


def test_an_engine_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "study.ttl", "--engine", "quick"]) == 2
    assert "Choose one of: auto, pyshacl, compiled." in capsys.readouterr().err
