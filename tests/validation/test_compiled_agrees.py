"""Compiled shapes find what pySHACL finds: in broken records, in random graphs, in the tests of the W3C."""

from __future__ import annotations

import warnings
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from rdflib import Graph
from tests.conftest import PROJECT, shared_data
from tests.validation.w3c import Case, cases, read

from trialkg.build.work import Worked, work_record
from trialkg.registries import raw_records
from trialkg.resources import examples_folder
from trialkg.validation import (
    CompiledShapes,
    Profile,
    Report,
    Shapes,
    load_shapes,
    validate_graph,
    validate_ntriples,
)
from trialkg.validation.graphs import DataGraph
from trialkg.vocabulary.namespaces import STUDY, TKG, XSD

FOLDER = PROJECT.parent / "shared" / "data" / "w3c" / "shacl" / "core"

_UNWORDED = "it finds no words for a node without an IRI"
WRONG = {
    "complex/shacl-shacl": _UNWORDED,
    "property/qualifiedValueShape-001": _UNWORDED,
    "property/and-001": "it words a shape without an IRI in no fixed order",
    "property/uniqueLang-002": 'it takes "1" for true',
}
"""Tests of the W3C in which pySHACL does something else, and what."""

SLOW = settings(
    max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
MANY = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)


@cache
def our_shapes() -> tuple[Shapes, CompiledShapes]:
    shapes = load_shapes(Profile.REGISTRATION)
    return shapes, CompiledShapes(load_shapes(Profile.REGISTRATION))


@cache
def example_lines() -> tuple[tuple[str, ...], ...]:
    """The triples of each example, as lines."""
    found = raw_records([str(path) for path in sorted(examples_folder().glob("*.json"))[:4]])
    worked = [work_record(each, STUDY) for each in found]
    texts = [each.text.decode() for each in worked if isinstance(each, Worked)]
    assert texts
    return tuple(tuple(text.splitlines(keepends=True)) for text in texts)


def differences(ours: Report, theirs: Report) -> tuple[list[str], list[str], tuple[int, int]]:
    """What only one of two reports has, and how their counts differ."""
    return (
        sorted(map(repr, set(ours.results) - set(theirs.results))),
        sorted(map(repr, set(theirs.results) - set(ours.results))),
        (ours.focus_nodes - theirs.focus_nodes, ours.studies - theirs.studies),
    )


def test_our_shapes_are_all_compiled() -> None:
    assert our_shapes()[1].left == ()


def test_our_shapes_find_the_same_in_the_examples() -> None:
    shapes, fast = our_shapes()
    texts = ["".join(lines).encode() for lines in example_lines()]
    report = validate_ntriples(b"".join(texts), shapes)
    assert report.focus_nodes > 50
    assert fast.validate_studies(texts) == report
    assert fast.validate_ntriples(b"".join(texts)) == report


VALUES = st.sampled_from([
    '""', '" "', '"words"', '"words"@en', '"-P1D"', '"P18Y"', '"5.2"', '"NCT00000000"', '"2014-05-06"',
    f'"0"^^<{XSD}integer>', f'"-3"^^<{XSD}integer>', f'"x"^^<{XSD}integer>', f'"1.5"^^<{XSD}decimal>',
    f'"-1.5"^^<{XSD}decimal>', f'"200.0"^^<{XSD}decimal>', f'"true"^^<{XSD}boolean>',
    f'"2014-02-28"^^<{XSD}date>', f'"2015-02-29"^^<{XSD}date>', f'"2014-02"^^<{XSD}gYearMonth>',
    f'"2031-11"^^<{XSD}gYearMonth>', f"<{TKG}Completed>", f"<{TKG}Phase1>", f"<{TKG}Study>",
    f"<{TKG}ObservationalStudy>", f"<{TKG}UnresolvedStudy>", "<http://elsewhere.test/>", "_:b",
])  # fmt: skip


@st.composite
def broken_records(draw: st.DrawFn) -> bytes:
    """An example with some of its triples dropped, doubled with another value, or changed."""
    lines = list(draw(st.sampled_from(example_lines())))
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, len(lines) - 1))
        subject, predicate, value = lines[place].removesuffix(" .\n").split(" ", 2)
        other = draw(st.one_of(VALUES, st.sampled_from(lines).map(lambda line: line[:-3].split(" ", 2)[2])))
        match draw(st.sampled_from(["drop", "add", "change", "turn"])):
            case "drop":
                del lines[place]
            case "add":
                lines.append(f"{subject} {predicate} {other} .\n")
            case "change":
                lines[place] = f"{subject} {predicate} {other} .\n"
            case _ if value[0] != '"':
                lines[place] = f"{value} {predicate} {subject} .\n"
    return "".join(lines).encode()


@SLOW
@given(broken_records())
def test_our_shapes_find_the_same_in_broken_records(text: bytes) -> None:
    shapes, fast = our_shapes()
    assert differences(fast.validate_ntriples(text), validate_ntriples(text, shapes)) == ([], [], (0, 0))


PREFIXES = """@prefix : <http://t.test/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PROPERTIES = st.sampled_from([":p", ":q", ":r"])
NODES = st.sampled_from([":a", ":b", ":c", "_:d"])
CLASSES = st.sampled_from([":A", ":B", ":C"])
NUMBERS = st.sampled_from(["1", "2", "10", "1.5", "2.0", "-1"])
LITERALS = st.one_of(
    NUMBERS,
    st.sampled_from([
        '"a"', '"b c"', '"10"', '""', '"a"@en', '"b"@en', '"a"@de-at', "true", '"x"^^xsd:integer',
        '"2014-01-01"^^xsd:date', '"2014-12-31"^^xsd:date', '"2014-01-01T00:00:00Z"^^xsd:dateTime',
        '"q"^^:own',
    ]),
)  # fmt: skip
TERMS = st.one_of(LITERALS, NODES.filter(lambda node: node[0] == ":"))

PATHS = st.recursive(
    PROPERTIES,
    lambda path: st.one_of(
        st.lists(path, min_size=2, max_size=3).map(lambda paths: f"( {' '.join(paths)} )"),
        st.lists(path, min_size=2, max_size=3).map(
            lambda paths: f"[ sh:alternativePath ( {' '.join(paths)} ) ]"
        ),
        PROPERTIES.map(lambda step: f"[ sh:inversePath {step} ]"),
        path.map(lambda step: f"[ sh:zeroOrMorePath {step} ]"),
        path.map(lambda step: f"[ sh:oneOrMorePath {step} ]"),
        path.map(lambda step: f"[ sh:zeroOrOnePath {step} ]"),
    ),
    max_leaves=3,
)


def _listed(terms: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(terms, min_size=1, max_size=3, unique=True).map(lambda found: f"( {' '.join(found)} )")


VALUE_CONSTRAINTS = st.one_of(
    CLASSES.map(lambda kind: f"sh:class {kind}"),
    st.sampled_from(
        ["xsd:string", "xsd:integer", "xsd:decimal", "xsd:boolean", "xsd:date", "rdf:langString", ":own"]
    ).map(lambda datatype: f"sh:datatype {datatype}"),
    st.sampled_from(
        ["IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "IRIOrLiteral", "BlankNodeOrLiteral"]
    ).map(lambda kind: f"sh:nodeKind sh:{kind}"),
    st.tuples(st.sampled_from(["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"]), NUMBERS).map(
        lambda pair: f"sh:{pair[0]} {pair[1]}"
    ),
    st.tuples(st.sampled_from(["minLength", "maxLength"]), st.integers(0, 12)).map(
        lambda pair: f"sh:{pair[0]} {pair[1]}"
    ),
    st.sampled_from(
        ['sh:pattern "^[ab]"', 'sh:pattern "B" ; sh:flags "i"', 'sh:pattern "\\\\S"', 'sh:pattern "t/a$"']
    ),
    _listed(st.sampled_from(['"en"', '"de"', '"de-AT"'])).map(lambda tags: f"sh:languageIn {tags}"),
    _listed(TERMS).map(lambda terms: f"sh:in {terms}"),
    TERMS.map(lambda term: f"sh:hasValue {term}"),
    st.tuples(st.sampled_from(["equals", "disjoint"]), PROPERTIES).map(
        lambda pair: f"sh:{pair[0]} {pair[1]}"
    ),
)
COUNTS = st.one_of(
    st.tuples(st.sampled_from(["minCount", "maxCount"]), st.integers(0, 2)).map(
        lambda pair: f"sh:{pair[0]} {pair[1]}"
    ),
    st.just("sh:uniqueLang true"),
)


def _joined(constraints: list[str]) -> str:
    """Constraints on one shape, each property of SHACL once: several are ill-formed for many."""
    kept = {constraint.partition(" ")[0]: constraint for constraint in constraints}
    return " ; ".join(kept.values())


def _named(shape: str) -> str:
    """A shape as a constraint of another: what names it depends on whether it has a path."""
    return f"{'sh:property' if shape.startswith('[ sh:path') else 'sh:node'} {shape}"


def _shape(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    nested = st.one_of(
        inner.map(lambda shape: f"sh:not {shape}"),
        st.tuples(st.sampled_from(["and", "or", "xone"]), st.lists(inner, min_size=1, max_size=2)).map(
            lambda pair: f"sh:{pair[0]} ( {' '.join(pair[1])} )"
        ),
        inner.map(_named),
    )
    constraints = st.lists(st.one_of(VALUE_CONSTRAINTS, nested), min_size=1, max_size=3)
    qualified = st.tuples(
        inner, st.sampled_from(["qualifiedMinCount", "qualifiedMaxCount"]), st.integers(0, 2)
    ).map(lambda found: f"sh:qualifiedValueShape {found[0]} ; sh:{found[1]} {found[2]}")
    of_paths = st.lists(st.one_of(VALUE_CONSTRAINTS, nested, COUNTS, qualified), min_size=1, max_size=3)
    severity = st.sampled_from(["", " ; sh:severity sh:Warning", ' ; sh:message "Mend it."'])
    return st.one_of(
        st.tuples(constraints, severity).map(lambda found: f"[ {_joined(found[0])}{found[1]} ]"),
        st.tuples(PATHS, of_paths, severity).map(
            lambda found: f"[ sh:path {found[0]} ; {_joined(found[1])}{found[2]} ]"
        ),
    )


LEAVES = st.one_of(
    st.lists(VALUE_CONSTRAINTS, min_size=1, max_size=3).map(lambda found: f"[ {_joined(found)} ]"),
    st.tuples(PATHS, st.lists(st.one_of(VALUE_CONSTRAINTS, COUNTS), min_size=1, max_size=3)).map(
        lambda found: f"[ sh:path {found[0]} ; {_joined(found[1])} ]"
    ),
)
SHAPES = st.recursive(LEAVES, _shape, max_leaves=4)
TARGETS = st.one_of(
    CLASSES.map(lambda kind: f"sh:targetClass {kind}"),
    NODES.filter(lambda node: node[0] == ":").map(lambda node: f"sh:targetNode {node}"),
    PROPERTIES.map(lambda name: f"sh:targetSubjectsOf {name}"),
    PROPERTIES.map(lambda name: f"sh:targetObjectsOf {name}"),
)
CLOSED = st.sampled_from(
    ["", "", " ; sh:closed true", " ; sh:closed true ; sh:ignoredProperties ( rdf:type )"]
)
SHAPES_GRAPHS = st.lists(st.tuples(TARGETS, SHAPES, CLOSED), min_size=1, max_size=3).map(
    lambda found: (
        PREFIXES
        + "".join(
            f":S{number} {target}{closed} ; {_named(shape)} .\n"
            for number, (target, shape, closed) in enumerate(found)
        )
    )
)
GRAPHS = st.lists(
    st.one_of(
        st.tuples(NODES, PROPERTIES, st.one_of(TERMS, NODES)),
        st.tuples(NODES, st.just("a"), CLASSES),
        st.tuples(CLASSES, st.just("rdfs:subClassOf"), CLASSES),
    ),
    max_size=14,
).map(lambda found: PREFIXES + "".join(f"{' '.join(triple)} .\n" for triple in found))


def turtle(text: str) -> list[ox.Quad]:
    return list(ox.parse(text, format=ox.RdfFormat.TURTLE))


@st.composite
def shapes_and_data(draw: st.DrawFn) -> tuple[str, str]:
    """A shapes graph and a graph to hold against it; as texts, so that a failure shows them."""
    return draw(SHAPES_GRAPHS), draw(GRAPHS)


@MANY
@given(shapes_and_data())
def test_random_shapes_find_the_same_in_random_graphs(texts: tuple[str, str]) -> None:
    shapes_text, data = texts
    shapes = Shapes(Graph().parse(data=shapes_text, format="turtle"), Graph())
    quads = turtle(data)
    fast = CompiledShapes(shapes)
    assert fast.left == ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            theirs = validate_graph(DataGraph(quads), shapes)
        except LookupError:
            reject()  # pySHACL cannot word what it finds of some nodes without an IRI.
    assert differences(fast.validate_quads(quads), theirs) == ([], [], (0, 0))


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in cases(FOLDER)])
def test_both_engines_find_the_same_in_a_core_test_of_the_w3c(case: Case) -> None:
    shared_data("w3c", "shacl", "core")
    if case.name in WRONG:
        pytest.skip(f"pySHACL: {WRONG[case.name]}")
    base = case.data.absolute().as_uri()
    parsed = list(ox.parse(path=case.data, format=ox.RdfFormat.TURTLE, base_iri=base))
    shapes = Shapes(read(case.shapes), Graph())
    assert differences(
        CompiledShapes(shapes).validate_quads(parsed), validate_graph(DataGraph(parsed), shapes)
    ) == ([], [], (0, 0))
