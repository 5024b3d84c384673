"""Every shape of the package fires where it should, is silent on a clean study, and is fit to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from trialkg import resources
from trialkg.validation import (
    Profile,
    Report,
    Severity,
    Shapes,
    ShapesChoice,
    read_rdf,
    rules_of,
    validate_families,
    validate_graph,
)
from trialkg.validation.graphs import DataGraph
from trialkg.vocabulary import CODE_SETS, Code
from trialkg.vocabulary.codes import RelationType
from trialkg.vocabulary.namespaces import SHAPES, STUDY, TKG

FOLDER = Path(__file__).parent
CASES = sorted((FOLDER / "cases").glob("*.ttl"))
EVERYTHING = ShapesChoice(Profile.REGISTRATION)
EXPECTED = re.compile(r"# expect: (\S+) (\S+) (\S+)")


@lru_cache(maxsize=1)
def loaded() -> Shapes:
    return EVERYTHING.load()


@lru_cache(maxsize=1)
def shapes() -> Graph:
    """All shapes in one graph, to read only: it is put together anew each time it is asked for."""
    return loaded().every


def report(path: Path) -> Report:
    file = read_rdf(path)
    alone = validate_graph(DataGraph(file.quads), loaded())
    return Report.merged((alone, validate_families(file.graph, loaded())))


def test_a_clean_study_gives_no_result_in_any_profile() -> None:
    found = report(FOLDER / "clean.ttl")
    assert [(result.rule, result.focus, result.value) for result in found.results] == []
    assert found.focus_nodes == 21
    assert found.studies == 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_shape_fires_exactly_where_its_case_expects(case: Path) -> None:
    expected = EXPECTED.findall(case.read_text(encoding="utf-8"))
    found = [
        (result.rule, result.severity.word, result.focus.removeprefix(STUDY))
        for result in report(case).results
        if result.rule == case.stem
    ]
    assert expected
    assert sorted(found) == sorted(expected)


def test_every_rule_has_a_case_and_every_case_a_rule() -> None:
    rules = {rule.id for rule in rules_of(EVERYTHING.load())}
    assert {case.stem for case in CASES} == rules


def checking_shapes() -> Iterator[URIRef]:
    """The shapes with a target; the others are parts of these."""
    yield from {subject for subject in shapes().subjects(SH.targetClass) if isinstance(subject, URIRef)}


@pytest.mark.parametrize("shape", sorted(checking_shapes()), ids=lambda shape: shape.removeprefix(SHAPES))
def test_a_shape_has_an_iri_a_rule_a_name_a_severity_and_a_message(shape: URIRef) -> None:
    graph = shapes()
    assert shape.startswith(SHAPES)
    assert re.fullmatch(r"(CORE|REG)-\d{3}", str(graph.value(shape, DCTERMS.identifier)))
    assert graph.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info)
    assert graph.value(shape, SH.name)
    message = str(graph.value(shape, SH.message))
    assert re.search(r"\b(tkg|rdfs|dcterms|geo|xsd):", message), "the message names no place"
    assert message.endswith(".")


def test_a_query_of_a_shape_has_the_rule_of_its_shape() -> None:
    graph = shapes()
    for shape, query in graph.subject_objects(SH.sparql):
        assert isinstance(query, URIRef)
        assert graph.value(query, DCTERMS.identifier) == graph.value(shape, DCTERMS.identifier)
        assert graph.value(query, SH.message)


def test_no_rule_stands_for_two_shapes() -> None:
    graph = shapes()
    owners = [str(graph.value(shape, DCTERMS.identifier)) for shape in checking_shapes()]
    assert len(owners) == len(set(owners))


def test_every_shape_without_a_target_is_used_by_another_and_says_so() -> None:
    graph = shapes()
    kinds = (SH.NodeShape, SH.PropertyShape)
    every = {shape for kind in kinds for shape in graph.subjects(RDF.type, kind)}
    for shape in every - set(checking_shapes()):
        assert isinstance(shape, URIRef), "a shape has no IRI"
        assert (None, None, shape) in graph
        assert graph.value(shape, RDFS.comment)


def value_lists() -> Iterator[tuple[Node, set[str]]]:
    graph = shapes()
    for shape, values in graph.subject_objects(SH["in"]):
        names = [value for value in Collection(graph, values) if isinstance(value, URIRef)]
        if (shape, SH.targetClass, None) in graph and names:
            yield graph.value(shape, SH.path) or shape, {str(name).removeprefix(TKG) for name in names}


def test_the_closed_value_sets_of_the_shapes_are_those_of_the_vocabulary() -> None:
    code_sets: tuple[type[Code], ...] = (*CODE_SETS, RelationType)
    known = {frozenset(member.value for member in code_set) for code_set in code_sets}
    narrowed = {"startDateType", "enrollmentType", "phase"}
    for path, names in value_lists():
        term = str(path).removeprefix(TKG)
        if term.endswith("DateType") or term in narrowed:
            continue
        assert frozenset(names) in known, term


def test_each_closed_value_set_is_checked_somewhere() -> None:
    checked = {frozenset(names) for _, names in value_lists()}
    unchecked = [
        code_set.__name__
        for code_set in CODE_SETS
        if frozenset(member.value for member in code_set) not in checked
    ]
    assert unchecked == ["ValueStatus"], "the types of dates and counts are checked as the pairs they can be"


def test_the_shapes_are_read_by_the_engines_own_shapes_of_shacl(tmp_path: Path) -> None:
    for profile in Profile:
        own = tmp_path / f"{profile.value}.ttl"
        own.write_bytes((resources.shapes_folder() / own.name).read_bytes())
        assert len(rules_of(ShapesChoice(None, (own,)).load())) >= 30


def test_a_study_known_only_by_reference_is_no_focus_node() -> None:
    found = report(FOLDER / "clean.ttl")
    assert not [result for result in found.results if "NCT00000002" in result.focus]


def test_the_violations_of_the_core_are_about_what_is_broken_not_what_is_missing() -> None:
    """A page that leaves out enrolment, arms, criteria, outcomes or titles is poor, not broken."""
    missing = ("StudyEnrollmentPresent", "StudyArmPresent", "StudyCriterionPresent", "StudyOutcomePresent")
    for name in (*missing, "StudyBriefTitle", "StudyStartDatePresent", "OutcomeTimeFrame"):
        assert shapes().value(URIRef(SHAPES + name), SH.severity) == SH.Warning
    assert Severity.WARNING < Severity.VIOLATION
    assert isinstance(shapes().value(URIRef(SHAPES + "StudyArmPresent"), SH.message), Literal)
