from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import REJECTED, BuildOptions, build_store, map_sources, spooling, work
from trialkg.errors import StoreError, UsageError
from trialkg.linking import Linker, Links, link_study
from trialkg.store import EmbeddedStore
from trialkg.study import Study

PLAIN = BuildOptions(profile=None)
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")


def title(store: Path, number: int) -> str:
    study = ox.NamedNode(f"https://w3id.org/trialkg/study/NCT9999{number:04d}")
    (quad,) = EmbeddedStore.open(store).graph.quads_for_pattern(study, LABEL, None)
    assert isinstance(quad.object, ox.Literal)
    return quad.object.value


def lines(store: Path) -> set[str]:
    return {str(quad) for quad in EmbeddedStore.open(store).graph}


def test_every_record_is_accounted_for(tmp_path: Path) -> None:
    source = write_ndjson(
        tmp_path / "in.ndjson",
        record(1),
        record(2),
        record(2, title="older", updated="2020-01-01"),
        '{"protocolSection": {"identificationModule": {"briefTitle": "no number"}}}',
        "{ broken",
    )
    summary = build_store([source], tmp_path / "store", PLAIN)
    assert (summary.built, summary.superseded, summary.rejected) == (2, 1, 2)
    assert summary.records == 5


def test_what_is_rejected_is_named_with_its_place(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1), "{ broken", record(2))
    build_store([source], tmp_path / "store", PLAIN)
    (rejected,) = map(json.loads, (tmp_path / "store" / REJECTED).read_text().splitlines())
    assert rejected["origin"]["file"] == source
    assert rejected["origin"]["line"] == 2
    assert rejected["reason"]


def test_a_build_without_rejections_leaves_no_empty_log(tmp_path: Path) -> None:
    build_store([write_ndjson(tmp_path / "in.ndjson", record(1))], tmp_path / "store", PLAIN)
    assert not (tmp_path / "store" / REJECTED).exists()


def test_a_study_built_again_is_replaced_and_not_doubled(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", record(1, title="before"), record(2))], store, PLAIN)
    again = write_ndjson(tmp_path / "b.ndjson", record(1, title="after"), record(2), record(3))
    summary = build_store([again], store, PLAIN)
    assert (summary.replaced, summary.unchanged, summary.built) == (1, 1, 1)
    assert title(store, 1) == "after"
    fresh = tmp_path / "fresh"
    build_store([again], fresh, PLAIN)
    assert lines(store) == lines(fresh)


@pytest.mark.parametrize("newest_first", [True, False])
def test_of_two_records_of_a_study_the_newer_stands_in_either_order(
    tmp_path: Path, newest_first: bool
) -> None:
    records = [record(1, title="new", updated="2026-01-01"), record(1, title="old", updated="2025-01-01")]
    source = write_ndjson(tmp_path / "in.ndjson", *(records if newest_first else records[::-1]))
    build_store([source], tmp_path / "store", PLAIN)
    assert title(tmp_path / "store", 1) == "new"


def test_the_order_of_records_does_not_matter(tmp_path: Path) -> None:
    records = [record(number) for number in range(20)]
    build_store([write_ndjson(tmp_path / "a.ndjson", *records)], tmp_path / "a", PLAIN)
    build_store([write_ndjson(tmp_path / "b.ndjson", *records[::-1])], tmp_path / "b", PLAIN)
    assert lines(tmp_path / "a") == lines(tmp_path / "b")


def test_several_processes_build_what_one_builds(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", *(record(number) for number in range(200)), "{ broken")
    alone = build_store([source], tmp_path / "a", BuildOptions(jobs=1, profile=None))
    together = build_store([source], tmp_path / "b", BuildOptions(jobs=2, profile=None))
    assert lines(tmp_path / "a") == lines(tmp_path / "b")
    assert (alone.built, alone.rejected) == (together.built, together.rejected) == (200, 1)


def test_nothing_to_build_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", record(1))], store, PLAIN)
    before = lines(store)
    summary = build_store([str(tmp_path / "missing.json")], store, PLAIN)
    assert (summary.studies, summary.rejected) == (0, 1)
    assert lines(store) == before


def test_the_shapes_are_held_against_what_is_built(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    summary = build_store([source], tmp_path / "store", BuildOptions(profile="core"))
    assert summary.checks.focus_nodes > 0


def test_a_base_of_ones_own_reaches_every_study(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    build_store([source], tmp_path / "store", BuildOptions(base="https://portal.example/", profile=None))
    assert EmbeddedStore.open(tmp_path / "store").studies() == ["https://portal.example/NCT99990001"]


def test_a_spool_gives_each_study_once_in_order(tmp_path: Path) -> None:
    source = write_ndjson(
        tmp_path / "in.ndjson",
        record(2),
        record(1, title="old", updated="2020-01-01"),
        record(1, title="new", updated="2021-01-01"),
    )
    with spooling() as spool:
        map_sources([source], spool, PLAIN)
        studies = dict(spool.studies())
    assert [iri[-8:] for iri in studies] == ["99990001", "99990002"]
    assert b'label> "new"' in next(iter(studies.values()))


@pytest.mark.parametrize("delay", [0.05, 0.3, 0.6, 0.9])
def test_a_killed_build_leaves_the_old_store(tmp_path: Path, delay: float) -> None:
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", record(1))], store, PLAIN)
    before = lines(store)
    more = write_ndjson(tmp_path / "b.ndjson", *(record(number) for number in range(2, 2000)))
    command = [sys.executable, "-m", "trialkg", "build", more, "--store", str(store), "--no-validate"]
    building = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    os.killpg(building.pid, signal.SIGKILL)
    building.wait()
    killed = lines(store)
    build_store([more], store, PLAIN)
    assert killed in (before, lines(store))
    assert EmbeddedStore.open(store).manifest.studies == 1999
    assert len(list(store.glob("graph-*"))) == 1


def test_a_record_that_trialkg_fails_on_is_rejected_and_the_rest_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(study: Study, linker: Linker) -> Links:
        if study.registry_id == "NCT99990001":
            raise KeyError("oops")
        return link_study(study, linker)

    monkeypatch.setattr(work, "link_study", link)
    source = write_ndjson(tmp_path / "in.ndjson", record(1), record(2))
    summary = build_store([source], tmp_path / "store", PLAIN)
    assert (summary.built, summary.rejected) == (1, 1)
    assert summary.rejections[0].reason == "trialkg failed on this record (KeyError: 'oops')"


@pytest.mark.parametrize(
    "base",
    ["", "study/", "https://a.example/s", "https://a.example/s#", "https://a b/", "http://a>b/", "mailto:a/"],
)
def test_a_base_that_study_iris_cannot_start_with_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="the base"):
        BuildOptions(base=base)


@pytest.mark.parametrize("base", ["https://a.example/s/", "https://a.example/s?id=", "urn:a:b:"])
def test_a_base_may_end_as_registry_ids_can_follow(base: str) -> None:
    assert BuildOptions(base=base).base == base


def test_a_store_keeps_the_base_it_was_begun_with(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    build_store([source], tmp_path / "store", BuildOptions(base="https://a.example/", profile=None))
    with pytest.raises(StoreError, match=r"--base https://a\.example/"):
        build_store([source], tmp_path / "store", PLAIN)
    assert EmbeddedStore.open(tmp_path / "store").studies() == ["https://a.example/NCT99990001"]


def test_a_build_removes_nothing_that_is_not_its_own(tmp_path: Path) -> None:
    for name in ("graph-paper", "graph-000007x"):
        (tmp_path / "store" / name).mkdir(parents=True)
    (tmp_path / "store" / "graph-000008").write_text("a file")
    build_store([write_ndjson(tmp_path / "in.ndjson", record(1))], tmp_path / "store", PLAIN)
    names = {path.name for path in (tmp_path / "store").glob("graph-*")}
    assert names == {"graph-000001", "graph-paper", "graph-000007x", "graph-000008"}


def test_a_manifest_cannot_name_a_folder_elsewhere(tmp_path: Path) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    build_store([source], tmp_path / "store", PLAIN)
    manifest = tmp_path / "store" / "manifest.json"
    manifest.write_text(manifest.read_text().replace("graph-000001", "../precious"))
    with pytest.raises(StoreError, match="manifest cannot be read"):
        build_store([source], tmp_path / "store", PLAIN)


@pytest.mark.parametrize("damaged", ["database/CURRENT", "vocabulary.nt"])
def test_a_damaged_store_is_told_with_what_mends_it(tmp_path: Path, damaged: str) -> None:
    source = write_ndjson(tmp_path / "in.ndjson", record(1))
    build_store([source], tmp_path / "store", PLAIN)
    (tmp_path / "store" / "graph-000001" / damaged).unlink()
    with pytest.raises(StoreError, match=r"cannot be opened .* delete the folder and build again"):
        build_store([source], tmp_path / "store", PLAIN)
    with pytest.raises(StoreError, match=r"cannot be opened .* delete the folder and build again"):
        EmbeddedStore.open(tmp_path / "store").vocabulary_ntriples()


def test_a_file_in_place_of_a_store_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreError, match="is no folder"):
        EmbeddedStore.open(tmp_path / "file")
