"""Shapes of the user's own over a store: they may look from a study to anything that stands in it.

The studies stand in the store in batches of their own, one a build, so that what a shape needs is elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from trialkg.build import BuildOptions, build_store
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore
from trialkg.validation import Engine, Report, ShapesChoice, validate_store
from trialkg.vocabulary.namespaces import STUDY

PREFIXES = """@prefix : <http://t.test/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix tkg: <https://w3id.org/trialkg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix concept: <https://w3id.org/trialkg/concept/> . @prefix study: <https://w3id.org/trialkg/study/> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
CHILD, PARENT = "NCT04125277", "NCT03425838"
SEEDS = ("NCT03425838", "NCT01957332", "NCT02107703", "NCT01740427")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("wide") / "store"
    page = next(examples_folder().glob(f"*{CHILD}*"))
    for source in (page, *(examples_folder() / f"{number}.json" for number in SEEDS)):
        build_store([str(source)], folder, BuildOptions(profile=None))
    opened = EmbeddedStore.open(folder)
    assert len(list(opened.held_studies())) >= len(SEEDS)
    return opened


def found(store: EmbeddedStore, folder: Path, shapes: str) -> Report:
    """What both engines find of a store, which is the same."""
    path = folder / f"own-{len(list(folder.iterdir()))}.ttl"
    path.write_text(PREFIXES + shapes)
    choice = ShapesChoice(None, (path,))
    report = validate_store(store, choice)
    assert report == validate_store(store, choice, engine=Engine.PYSHACL)
    return report


def test_a_related_study_is_known_by_its_class_in_another_batch(store: EmbeddedStore, tmp_path: Path) -> None:
    shape = (
        ":A a sh:NodeShape ; sh:targetSubjectsOf tkg:substudyOf ;"
        " sh:property [ sh:path tkg:substudyOf ; {} ] ."
    )
    report = found(store, tmp_path, shape.format("sh:class tkg:Study"))
    assert report.focus_nodes == 1
    assert not report.results
    wrong = found(store, tmp_path, shape.format("sh:class tkg:ObservationalStudy"))
    assert [result.focus for result in wrong.results] == [f"{STUDY}{CHILD}"]
    assert wrong.results[0].value == f"<{STUDY}{PARENT}>"


def test_a_path_leads_back_to_whatever_refers_to_a_node(store: EmbeddedStore, tmp_path: Path) -> None:
    report = found(
        store,
        tmp_path,
        """:A a sh:NodeShape ; sh:targetClass tkg:Study ;
            sh:property [ sh:path [ sh:inversePath tkg:substudyOf ] ; sh:maxCount 0 ] .""",
    )
    assert [result.study for result in report.results] == [PARENT]


def test_a_node_that_is_named_is_checked_once_wherever_it_stands(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    report = found(
        store,
        tmp_path,
        f""":A a sh:NodeShape ; sh:targetNode study:{PARENT}, study:NCT99999999, concept:PET ;
            sh:property [ sh:path tkg:hasArm ; sh:minCount 99 ] .""",
    )
    assert [result.focus.rpartition("/")[2] for result in report.results] == ["PET", "NCT99999999", PARENT]
    assert report.focus_nodes == 2


def test_concepts_that_several_studies_use_are_checked_once(store: EmbeddedStore, tmp_path: Path) -> None:
    used = ":A a sh:NodeShape ; sh:targetObjectsOf tkg:concept ; {} ."
    assert not found(store, tmp_path, used.format("sh:class skos:Concept")).results
    report = found(store, tmp_path, used.format("sh:class tkg:Study"))
    assert len({result.focus for result in report.results}) == len(report.results) == report.focus_nodes > 3


def test_literals_that_several_studies_say_are_checked_once(store: EmbeddedStore, tmp_path: Path) -> None:
    report = found(
        store, tmp_path, ":A a sh:NodeShape ; sh:targetObjectsOf tkg:status ; sh:nodeKind sh:Literal ."
    )
    assert len({result.focus for result in report.results}) == len(report.results) == report.focus_nodes
    said = found(store, tmp_path, ":A a sh:NodeShape ; sh:targetObjectsOf tkg:method ; sh:nodeKind sh:IRI .")
    assert len({result.focus for result in said.results}) == len(said.results) > 1


def test_parts_are_reached_from_the_studies_that_hold_them(store: EmbeddedStore, tmp_path: Path) -> None:
    report = found(
        store,
        tmp_path,
        """:A a sh:NodeShape ; sh:targetObjectsOf tkg:hasOutcome ;
            sh:property [ sh:path tkg:hasArm ; sh:minCount 1 ] .""",
    )
    assert len(report.results) == report.focus_nodes > 5
    assert {result.study for result in report.results} >= {CHILD, PARENT}


def test_a_query_of_a_shape_looks_at_the_whole_store(store: EmbeddedStore, tmp_path: Path) -> None:
    report = found(
        store,
        tmp_path,
        """:A a sh:NodeShape ; sh:targetClass tkg:Study ; sh:sparql [ sh:message "as old" ; sh:select '''
            PREFIX tkg: <https://w3id.org/trialkg/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
            SELECT $this ?value { $this tkg:substudyOf ?value . ?value dcterms:identifier ?number }''' ] .""",
    )
    assert [(result.study, result.value) for result in report.results] == [(CHILD, f"<{STUDY}{PARENT}>")]


def test_shapes_that_are_left_to_pyshacl_are_asked_once_of_everything(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    report = found(
        store,
        tmp_path,
        """:Round a sh:NodeShape ; sh:targetClass tkg:Study ; sh:property :Step .
        :Step a sh:PropertyShape ; sh:path tkg:substudyOf ; sh:class tkg:Study ; sh:maxCount 0 ;
            sh:node :Round .""",
    )
    assert [result.study for result in report.results] == [CHILD]


def test_a_shape_of_the_package_sees_the_same_beside_one_of_the_users_own(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(f"{PREFIXES} :A a sh:NodeShape ; sh:targetClass tkg:Study ; sh:nodeKind sh:IRI .")
    both = validate_store(store, ShapesChoice("core", (path,)))
    assert set(both.results) == set(validate_store(store, ShapesChoice("core")).results)
    assert both.studies == len(store.studies())
