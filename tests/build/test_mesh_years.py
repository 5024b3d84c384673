"""Builds with an installed year of MeSH."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from tests.build.records import record, write_ndjson
from tests.terminology.mesh_samples import BALM, DESCRIPTORS, HAND, ntriples, write, xml

from trialkg.build import BuildOptions, Summary, build_store
from trialkg.queries import bind, stored_query
from trialkg.store import EmbeddedStore, read_manifest
from trialkg.terminology.mesh import install_mesh
from trialkg.vocabulary.namespaces import MESH, RDFS, TKG


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    install_mesh([write(tmp_path / "mesh2024.nt", ntriples(*DESCRIPTORS))], folder)
    return folder


def derived(*terms: tuple[str, str]) -> dict[str, Any]:
    """A record whose registry derived these terms."""
    meshes = [{"id": id_, "term": label} for id_, label in terms]
    return {
        **record(1, conditionsModule={"conditions": ["Cheiralgia"]}),
        "derivedSection": {"conditionBrowseModule": {"meshes": meshes}},
    }


def built(tmp_path: Path, mesh: Path | None, *records: dict[str, Any], jobs: int = 1) -> Summary:
    source = write_ndjson(tmp_path / "in.ndjson", *records)
    return build_store([source], tmp_path / "store", BuildOptions(profile=None, mesh=mesh, jobs=jobs))


def values(tmp_path: Path, subject: str, predicate: str) -> set[str]:
    graph = EmbeddedStore.open(tmp_path / "store").graph
    quads = graph.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
    return {quad.object.value for quad in quads if not isinstance(quad.object, ox.Triple)}


def test_studies_of_a_narrower_descriptor_answer_with_its_label(tmp_path: Path, index: Path) -> None:
    built(tmp_path, index, record(1, conditionsModule={"conditions": ["pollicalgia"]}))
    query = bind(stored_query("studies-by-condition"), {"mesh": "D900001"})
    rows = EmbeddedStore.open(tmp_path / "store").query(query)
    assert isinstance(rows, ox.QuerySolutions)
    assert [(row["nct"].value, row["mesh"].value, row["condition"].value) for row in rows] == [
        ("NCT99990001", "D900004", "Thumb Pangs")
    ]


def test_a_store_holds_only_the_descriptors_it_needs(tmp_path: Path, index: Path) -> None:
    built(tmp_path, index, record(1, conditionsModule={"conditions": ["Cheiralgia"]}))
    held = {id_ for id_ in ("D900001", "D900002", "D900003") if values(tmp_path, MESH + id_, f"{RDFS}label")}
    assert held == {"D900001", "D900002"}


def test_the_record_says_which_mesh_it_was_linked_with(tmp_path: Path, index: Path) -> None:
    built(tmp_path, index, record(1))
    subject = "https://w3id.org/trialkg/study/NCT99990001#record"
    (source,) = values(tmp_path, subject, f"{TKG}meshSource")
    assert values(tmp_path, subject, f"{TKG}meshYear") == {"2024"}
    manifest = read_manifest(tmp_path / "store")
    assert manifest is not None
    assert (manifest.mesh_year, manifest.mesh_source) == ("2024", source)
    assert source.startswith("sha256:")


def test_the_slice_is_told_from_the_whole_year(tmp_path: Path) -> None:
    built(tmp_path, None, record(1))
    subject = "https://w3id.org/trialkg/study/NCT99990001#record"
    assert values(tmp_path, subject, f"{TKG}meshSource") == {"slice"}
    assert values(tmp_path, subject, f"{TKG}meshYear") == {"2024"}


def test_a_study_is_linked_anew_when_the_mesh_is_another(tmp_path: Path, index: Path) -> None:
    hands = record(1, conditionsModule={"conditions": ["Cheiralgia"]})
    assert built(tmp_path, None, hands).built == 1
    assert built(tmp_path, index, hands).replaced == 1
    assert built(tmp_path, index, hands).unchanged == 1
    assert values(tmp_path, "https://w3id.org/trialkg/study/NCT99990001", f"{TKG}studiesCondition") == {
        f"{MESH}D900002"
    }


def test_an_id_that_the_year_does_not_know_is_a_finding(tmp_path: Path, index: Path) -> None:
    built(tmp_path, index, derived(("D900002", "Hand Pangs"), ("D999999", "Lost")))
    (finding,) = findings(tmp_path)
    assert (finding["path"], finding["value"]) == ("conditionTerms[2]", "D999999")
    assert finding["reason"] == "is no descriptor of the installed MeSH 2024"


def test_the_slice_knows_too_little_to_call_an_id_unknown(tmp_path: Path) -> None:
    built(tmp_path, None, derived(("D999999", "Lost")))
    assert not (tmp_path / "store" / "findings.ndjson").exists()


def test_supplementary_ids_are_unknown_only_where_such_were_installed(tmp_path: Path, index: Path) -> None:
    other = derived(("D900002", "Hand Pangs"), ("C999999", "Lost balm"))
    built(tmp_path, index, other)
    assert not (tmp_path / "store" / "findings.ndjson").exists()
    more = write(tmp_path / "supp2024.xml", xml(BALM, dtd="supp2024.dtd"))
    install_mesh([tmp_path / "mesh2024.nt", more], tmp_path / "with-supplementary")
    built(tmp_path, tmp_path / "with-supplementary", other)
    assert [finding["value"] for finding in findings(tmp_path)] == ["C999999"]


def test_a_study_of_a_supplementary_concept_is_one_of_what_it_is_mapped_to(tmp_path: Path) -> None:
    files = [
        write(tmp_path / "mesh2024.nt", ntriples(*DESCRIPTORS)),
        write(tmp_path / "supp2024.xml", xml(BALM, dtd="supp2024.dtd")),
    ]
    install_mesh(files, tmp_path / "index")
    built(tmp_path, tmp_path / "index", derived((BALM.id, BALM.label)))
    query = bind(stored_query("studies-by-condition"), {"mesh": "D900004"})
    rows = EmbeddedStore.open(tmp_path / "store").query(query)
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["mesh"].value for row in rows] == [BALM.id]


def test_processes_open_the_index_themselves_and_link_alike(tmp_path: Path, index: Path) -> None:
    records = [record(number, conditionsModule={"conditions": [name]}) for number, name in _NAMES]
    stores = {}
    for jobs in (1, 2):
        source = write_ndjson(tmp_path / "in.ndjson", *records)
        folder = tmp_path / f"store-{jobs}"
        build_store([source], folder, BuildOptions(profile=None, mesh=index, jobs=jobs))
        graph = EmbeddedStore.open(folder).graph
        stores[jobs] = {str(quad) for quad in graph.quads_for_pattern(None, None, None)}
    assert stores[1] == stores[2]


_NAMES = [(number, HAND.names[number % len(HAND.names)]) for number in range(1, 200)]


def findings(tmp_path: Path) -> list[dict[str, str]]:
    lines = (tmp_path / "store" / "findings.ndjson").read_text().splitlines()
    found = [json.loads(line) for line in lines]
    return [each for each in found if "descriptor of the installed" in each["reason"]]
