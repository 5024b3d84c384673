from __future__ import annotations

import contextlib
import errno
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.samples import IMAGING_STUDY, READING

from trialkg.errors import StoreError
from trialkg.linking import Linker, link_study
from trialkg.mapping import map_study
from trialkg.store import EmbeddedStore, StoreUpdate, read_manifest, updating, vocabulary_ntriples
from trialkg.store.folder import MANIFEST
from trialkg.store.update import worth_merging
from trialkg.study import Study
from trialkg.terminology import load_terminology

IRI = "https://w3id.org/trialkg/study/NCT99999901"
OTHER = Study(registry_id="NCT99999904", reading=READING, brief_title="Another")


def text_of(study: Study) -> bytes:
    return map_study(study, link_study(study, Linker(load_terminology()))).text


def commit(update: StoreUpdate) -> None:
    update.set_vocabulary(vocabulary_ntriples())
    update.commit(version="test", mapping_version="1", base="https://w3id.org/trialkg/study/")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with updating(folder) as update:
        update.load(BytesIO(text_of(IMAGING_STUDY) + text_of(OTHER)))
        commit(update)
    return folder


def test_a_study_comes_back_as_it_was_loaded(store: Path) -> None:
    assert EmbeddedStore.open(store).study_ntriples(IRI).splitlines() == sorted(
        text_of(IMAGING_STUDY).splitlines()
    )


def test_files_are_merged_after_a_large_build_and_not_after_a_small_update() -> None:
    assert worth_merging(3 << 30, 0)
    assert worth_merging(3 << 30, 20_000_000)
    assert not worth_merging(3 << 30, 100_000_000)
    assert not worth_merging(1 << 20, 0)


def test_a_store_whose_files_were_merged_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "parts"
    lines = (text_of(IMAGING_STUDY) + text_of(OTHER)).splitlines(keepends=True)
    with updating(folder) as update:
        for first in range(5):
            update.load(BytesIO(b"".join(lines[first::5])))
        commit(update)
    assert EmbeddedStore.open(folder).study_ntriples(IRI).splitlines() == sorted(
        text_of(IMAGING_STUDY).splitlines()
    )


def test_the_manifest_counts_what_stands(store: Path) -> None:
    opened = EmbeddedStore.open(store)
    assert opened.manifest.studies == 2
    assert opened.manifest.triples == len(opened.graph)
    assert opened.studies() == [IRI, "https://w3id.org/trialkg/study/NCT99999904"]


def test_a_study_that_is_only_referred_to_is_no_study_of_the_store(store: Path) -> None:
    assert not EmbeddedStore.open(store).has_study("https://w3id.org/trialkg/study/NCT99999902")


def test_removing_a_study_leaves_nothing_of_it_and_all_of_the_others(store: Path) -> None:
    with updating(store) as update:
        update.remove_study(IRI)
        commit(update)
    opened = EmbeddedStore.open(store)
    assert opened.study_ntriples(IRI) == b""
    assert not [quad for quad in opened.graph if str(quad.subject).startswith(f"<{IRI}")]
    assert opened.study_ntriples("https://w3id.org/trialkg/study/NCT99999904")


def test_loading_the_same_again_doubles_nothing(store: Path) -> None:
    before = EmbeddedStore.open(store).manifest.triples
    with updating(store) as update:
        update.load(BytesIO(text_of(IMAGING_STUDY)))
        commit(update)
    assert EmbeddedStore.open(store).manifest.triples == before


def test_an_update_given_up_leaves_the_store_as_it_was(store: Path) -> None:
    before = EmbeddedStore.open(store).manifest
    with contextlib.suppress(RuntimeError), updating(store) as update:
        update.remove_study(IRI)
        raise RuntimeError
    opened = EmbeddedStore.open(store)
    assert opened.manifest == before
    assert opened.has_study(IRI)
    assert [path.name for path in store.glob("graph-*")] == [before.generation]


def test_readers_keep_their_generation_while_the_next_is_written(store: Path) -> None:
    reader = EmbeddedStore.open(store)
    with updating(store) as update:
        update.remove_study(IRI)
        commit(update)
    assert reader.has_study(IRI)
    assert not EmbeddedStore.open(store).has_study(IRI)


def test_only_one_process_may_write(store: Path) -> None:
    script = (
        "from pathlib import Path; from trialkg.store import updating\n"
        f"with updating(Path({str(store)!r})): pass"
    )
    with updating(store):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "another build is writing to this store" in done.stderr


def test_a_folder_without_a_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="trialkg build"):
        EmbeddedStore.open(tmp_path)


def test_a_manifest_that_may_not_be_read_is_no_reason_to_delete_a_store(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(StoreError, match="may not be read") as caught:
        read_manifest(store)
    assert "elete" not in caught.value.remedy


def test_a_damaged_manifest_is_told_by_name(store: Path) -> None:
    (store / MANIFEST).write_text("{")
    with pytest.raises(StoreError, match=MANIFEST):
        read_manifest(store)


def test_a_store_of_another_format_is_refused(store: Path) -> None:
    text = (store / MANIFEST).read_text().replace('"format": 1', '"format": 99')
    (store / MANIFEST).write_text(text)
    with pytest.raises(StoreError, match="format 99"):
        EmbeddedStore.open(store)


def test_the_vocabulary_has_no_blank_nodes_and_can_be_told_from_studies() -> None:
    for triple in ox.parse(vocabulary_ntriples(), ox.RdfFormat.N_TRIPLES):
        assert isinstance(triple.subject, ox.NamedNode)
        assert "/study/" not in triple.subject.value


def test_a_new_vocabulary_takes_the_place_of_the_old(store: Path) -> None:
    word = b'<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "a" .\n'
    with updating(store) as update:
        update.set_vocabulary(word)
        update.commit(version="test", mapping_version="1", base="https://w3id.org/trialkg/study/")
    opened = EmbeddedStore.open(store)
    assert opened.vocabulary_ntriples() == word
    studies = sum(len(opened.study_ntriples(iri).splitlines()) for iri in opened.studies())
    assert len(opened.graph) == studies + 1
