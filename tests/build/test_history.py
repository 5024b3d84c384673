"""Former versions of studies, in named graphs beside the graph that stands."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, build_store
from trialkg.store import EmbeddedStore
from trialkg.vocabulary.namespaces import PROV, RDFS, STUDY

KEEP = BuildOptions(profile=None, history=True)
IRI = f"{STUDY}NCT99990001"
LABEL = ox.NamedNode(f"{RDFS}label")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store in which study 1 was called a, then b, then c."""
    for title in "abc":
        source = write_ndjson(tmp_path / f"{title}.ndjson", record(1, title=title), record(2))
        build_store([source], tmp_path / "store", KEEP)
    return tmp_path / "store"


def test_each_former_version_stands_in_a_graph_of_its_own(store: Path) -> None:
    opened = EmbeddedStore.open(store)
    assert opened.versions(IRI) == [f"{IRI}/version/1", f"{IRI}/version/2"]
    assert b'label> "a"' in opened.version_ntriples(f"{IRI}/version/1")
    assert b'label> "b"' in opened.version_ntriples(f"{IRI}/version/2")
    assert opened.versions(f"{STUDY}NCT99990002") == []


def test_versions_say_what_they_are_revisions_of(store: Path) -> None:
    graph = EmbeddedStore.open(store).graph
    revision = ox.NamedNode(f"{PROV}wasRevisionOf")
    chain = {(str(quad.subject), str(quad.object)) for quad in graph.quads_for_pattern(None, revision, None)}
    assert chain == {(f"<{IRI}/version/{now + 1}>", f"<{IRI}/version/{now}>") for now in (1, 2)}


def test_queries_see_only_the_version_that_stands(store: Path) -> None:
    answer = EmbeddedStore.open(store).query(f"SELECT ?label {{ <{IRI}> <{LABEL.value}> ?label }}")
    assert isinstance(answer, ox.QuerySolutions)
    assert [row["label"].value for row in answer] == ["c"]


def test_the_graph_that_stands_is_the_one_without_history(store: Path, tmp_path: Path) -> None:
    build_store([str(tmp_path / "c.ndjson")], tmp_path / "fresh", BuildOptions(profile=None))
    fresh, kept = EmbeddedStore.open(tmp_path / "fresh"), EmbeddedStore.open(store)
    default = ox.DefaultGraph()
    assert set(kept.graph.quads_for_pattern(None, None, None, default)) == set(fresh.graph)
    assert kept.manifest.triples == fresh.manifest.triples


def test_building_the_same_again_keeps_no_further_version(store: Path, tmp_path: Path) -> None:
    build_store([str(tmp_path / "c.ndjson")], store, KEEP)
    assert len(EmbeddedStore.open(store).versions(IRI)) == 2


def test_a_study_that_is_removed_leaves_its_last_version(store: Path, tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "d.ndjson", record(2))
    build_store([source], store, BuildOptions(profile=None, history=True, sync=True))
    opened = EmbeddedStore.open(store)
    assert opened.studies() == [f"{STUDY}NCT99990002"]
    assert b'label> "c"' in opened.version_ntriples(f"{IRI}/version/3")


def test_without_being_asked_nothing_is_kept_and_what_was_kept_stays(store: Path, tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "d.ndjson", record(1, title="d"))
    build_store([source], store, BuildOptions(profile=None))
    assert len(EmbeddedStore.open(store).versions(IRI)) == 2


def test_a_worse_record_in_the_same_sources_is_no_former_version(tmp_path: Path) -> None:
    records = (record(1, title="old", updated="2024-01-01"), record(1, title="new", updated="2025-01-01"))
    build_store([write_ndjson(tmp_path / "a.ndjson", *records)], tmp_path / "store", KEEP)
    assert EmbeddedStore.open(tmp_path / "store").versions(IRI) == []
