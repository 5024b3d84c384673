"""What is told of a SPARQL constraint without asking it: that it has nothing to say of a focus node."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from trialkg.validation import CompiledShapes, Shapes, load_shapes
from trialkg.validation.compiled import LightGraph
from trialkg.validation.compiled.algebra import read_query
from trialkg.validation.compiled.compiler import CompiledShape, compile_shapes
from trialkg.validation.compiled.sieve import Sieve, sieve_of

FOLLOWED = (
    "$this <u:p> ?v",
    "$this <u:p> <u:b> . $this <u:q> ?v",
    '$this <u:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
    "$this <u:p> ?v . ?v <u:q> ?v",
    "$this <u:p> ?v . $this <u:q> ?v",
    "$this ?p ?v . FILTER(?p IN (<u:p>, <u:q>) && ?v != <u:b>)",
    "$this ?p ?v . FILTER(?p = <u:q> || isIRI(?v))",
    "$this <u:p> ?v . FILTER NOT EXISTS { ?v <u:q> ?w }",
    "$this <u:p> ?v . FILTER NOT EXISTS { $this <u:q> ?v }",
    "$this <u:p> ?v . FILTER EXISTS { ?v <u:q> <u:b> . ?v <u:p> ?x }",
    "$this <u:p> ?v . OPTIONAL { $this <u:q> ?w } FILTER(!BOUND(?w))",
    "$this <u:p> ?v . OPTIONAL { $this <u:q> ?v } FILTER(BOUND(?v))",
    "$this <u:p> ?v . OPTIONAL { $this <u:q> ?w FILTER(?w != ?v) } FILTER(!BOUND(?w) || ?w = <u:a>)",
    "$this <u:p> ?v . OPTIONAL { $this <u:q> ?w } FILTER NOT EXISTS { $this <u:p> ?w }",
    "$this <u:p> ?v . BIND(STR(?v) AS ?t) FILTER(STRLEN(?t) > 1 && SUBSTR(?t, 1, 1) < 'b')",
    "$this <u:p> ?v . BIND(STR(?v) AS ?t) OPTIONAL { $this <u:q> ?t } FILTER(?t != 'x')",
    "$this <u:p> ?v . BIND(1/0 AS ?t) FILTER(!BOUND(?t))",
    "$this <u:p> ?v . FILTER(STRENDS(STR(?v), '1') || DATATYPE(?v) != <http://www.w3.org/2001/XMLSchema#string>)",
    "$this <u:p> ?v . FILTER(IF(STRLEN(STR(?v)) > 1, DATATYPE(?v), ?v) NOT IN (<u:a>, <u:b>))",
    "$this <u:p> ?v . FILTER(?v = 1 || ?v = 'x')",
    "$this <u:p> ?v . $this <u:q> ?w . FILTER(!(?v = ?w))",
    "$this <u:p> ?v . $this <u:q> ?w . FILTER(STR(?v) <= STR(?w))",
)  # fmt: skip

TERMS = (
    "<u:a>", "<u:b>", "_:c", '"x"', '"b1"', '"x"@en', '"x"@EN', '"\\u00E9"',
    *(f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{name}>' for text, name in (
        ("1", "integer"), ("01", "integer"), ("1", "int"), ("1.0", "decimal"), ("1", "boolean"),
        ("true", "boolean"), ("NaN", "double"), ("2020-01-01", "date"), ("2020-01", "gYearMonth"),
        ("", "string"), ("x", "anyURI"),
    )),
)  # fmt: skip
TRIPLES = st.lists(
    st.tuples(*map(st.sampled_from, (("<u:a>", "<u:b>", "_:c"), ("<u:p>", "<u:q>"), TERMS))),
    max_size=6,
)  # fmt: skip


def followed(group: str) -> Sieve:
    reading = read_query(f"SELECT DISTINCT $this WHERE {{ {group} }}")
    sieve = sieve_of(reading.algebra)
    assert sieve is not None
    return sieve


SIEVES = {group: followed(group) for group in FOLLOWED}


@settings(max_examples=150, deadline=None)
@given(TRIPLES, st.sampled_from(FOLLOWED))
def test_no_focus_node_is_sieved_out_of_which_the_query_has_something_to_say(
    triples: list[tuple[str, str, str]], group: str
) -> None:
    text = "".join(f"{' '.join(triple)} .\n" for triple in triples)
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.N_TRIPLES)
    answer = store.query(f"SELECT DISTINCT $this WHERE {{ VALUES $this {{ <u:a> <u:b> }} {group} }}")
    assert isinstance(answer, ox.QuerySolutions)
    found = {str(row["this"]) for row in answer}
    graph = LightGraph.parsed(text)
    kept = {node for node in ("<u:a>", "<u:b>") if SIEVES[group](graph, node)}
    assert found <= kept


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ("$this <u:p> ?v . FILTER(?v != <u:b>)", "<u:a> <u:p> <u:b> ."),
        ("$this <u:p> ?v . FILTER NOT EXISTS { ?v <u:q> ?w }", "<u:a> <u:p> <u:b> .\n<u:b> <u:q> <u:a> ."),
        ("$this ?p ?v . FILTER(?p IN (<u:q>))", "<u:a> <u:p> <u:b> ."),
        ("$this <u:p> ?v . OPTIONAL { ?v <u:q> ?w } FILTER(!BOUND(?w))",
         "<u:a> <u:p> <u:b> .\n<u:b> <u:q> <u:a> ."),
        ("$this <u:p> ?v . FILTER(STRLEN(STR(?v)) > 3)", '<u:a> <u:p> "abc" .'),
    ],
)  # fmt: skip
def test_a_focus_node_is_sieved_out_where_no_solution_is_certain(group: str, text: str) -> None:
    assert not followed(group)(LightGraph.parsed(text), "<u:a>")


@pytest.mark.parametrize(
    "group",
    [
        "?v <u:p> $this",
        "$this <u:p>/<u:q> ?v",
        "$this <u:p> ?v . FILTER NOT EXISTS { ?w <u:q> ?v }",
        "{ $this <u:p> ?v } UNION { $this <u:q> ?v }",
        "$this <u:p> ?v . BIND(<u:q> AS ?p) $this ?p ?w",
    ],
)
def test_a_query_that_does_not_lead_on_from_its_focus_node_has_no_sieve(group: str) -> None:
    assert sieve_of(read_query(f"SELECT $this WHERE {{ {group} }}").algebra) is None


def test_patterns_with_a_filter_in_exists_are_not_plain() -> None:
    group = "$this <u:p> ?v . FILTER NOT EXISTS {{ ?v <u:q> ?w {} }}"
    plain, other = (
        read_query(f"SELECT $this WHERE {{ {group.format(more)} }}") for more in ("", "FILTER(?w > 1)")
    )
    assert plain.plain_exists
    assert not other.plain_exists


def test_every_constraint_of_the_core_shapes_has_a_sieve() -> None:
    shapes = (shape for _, shape in compile_shapes(load_shapes().graph).targeted)
    queries = [query for shape in shapes if isinstance(shape, CompiledShape) for query in shape.queries]
    assert queries
    assert [query.source.constraint for query in queries if query.sieve is None] == []


def test_what_a_focus_node_leads_to_is_all_that_its_query_is_asked_over() -> None:
    shapes = Graph().parse(
        format="turtle",
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <u:S> a sh:NodeShape ; sh:targetClass <u:A> ; sh:sparql [ sh:select
        "SELECT $this ?value WHERE { $this <u:p> ?part . ?part <u:q> ?value . FILTER(?value > 1) }" ] .""",
    )
    text = """<u:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <u:A> .
<u:a> <u:p> <u:b> .
<u:b> <u:q> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .
<u:b> <u:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<u:c> <u:q> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .
"""
    report = CompiledShapes(Shapes(shapes, Graph())).validate_ntriples(text.encode())
    assert [result.value for result in report.results] == ['"2"^^xsd:integer']
    graph = LightGraph.parsed(text)
    assert len(graph.store_from(["<u:a>"])) == 4
