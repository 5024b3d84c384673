"""The texts of studies beside the database, which is what counts where they differ."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.samples import IMAGING_STUDY, READING
from tests.store.test_embedded import commit, text_of

from trialkg.build.work import Worked
from trialkg.registries import Rank
from trialkg.store import EmbeddedStore, Held, updating
from trialkg.store.changes import Changes
from trialkg.store.texts import TEXTS, TextWriter
from trialkg.study import Study
from trialkg.validation import ShapesChoice, validate_store

BASE = "https://w3id.org/trialkg/study/"
FIRST = f"{BASE}{IMAGING_STUDY.registry_id}"
SECOND = f"{BASE}NCT99999904"
BARE = Study(registry_id="NCT99999904", reading=READING, brief_title="Another")
CHANGED = Study(registry_id="NCT99999904", reading=READING, brief_title="Changed")


def worked(study: Study) -> Worked:
    text = text_of(study)
    rank = Rank(updated="2024-01-01", richness=0, content="00")
    return Worked(
        registry_id=study.registry_id,
        iri=BASE + study.registry_id,
        text=text,
        rank=rank,
        triples=len(set(text.splitlines())),
    )


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with updating(folder) as update:
        update.load_studies([[worked(IMAGING_STUDY), worked(BARE)]], lambda: b"null")
        commit(update)
    return folder


def texts(store: Path) -> Path:
    return store / EmbeddedStore.open(store).manifest.generation / TEXTS


def as_read(store: Path) -> dict[str, bool]:
    """Each study, and whether it is read from its text; the text says what the database says."""
    opened = EmbeddedStore.open(store)
    found: dict[str, bool] = {}
    for batch in opened.held_studies():
        texts = opened.held_texts(batch)
        found |= dict.fromkeys(batch.studies, texts is not None)
        for study, text in zip(batch.studies, texts or (), strict=texts is not None):
            assert set(text.splitlines()) == set(opened.study_ntriples(study).splitlines())
    return found


def test_a_study_that_was_loaded_is_read_from_its_text(store: Path) -> None:
    assert as_read(store) == {FIRST: True, SECOND: True}


def test_a_study_that_was_replaced_is_read_from_the_database_and_the_others_still_from_their_texts(
    store: Path,
) -> None:
    with updating(store) as update:
        update.put_study(SECOND, text_of(CHANGED))
        commit(update)
    assert as_read(store) == {FIRST: True, SECOND: False}


def test_a_study_that_was_removed_is_not_read(store: Path) -> None:
    with updating(store) as update:
        update.remove_study(FIRST)
        commit(update)
    assert as_read(store) == {SECOND: True}


def test_a_study_that_comes_again_after_it_was_removed_is_read_as_it_is_now(store: Path) -> None:
    with updating(store) as update:
        update.remove_study(SECOND)
        commit(update)
    with updating(store) as update:
        update.load_studies([[worked(CHANGED)]], lambda: b"null")
        commit(update)
    assert as_read(store) == {FIRST: True, SECOND: False}


def test_an_update_that_is_given_up_leaves_the_texts_that_stand(store: Path) -> None:
    before = {path.name: path.read_bytes() for path in texts(store).iterdir()}
    with updating(store) as update:
        update.put_study(SECOND, text_of(CHANGED))
    assert {path.name: path.read_bytes() for path in texts(store).iterdir()} == before
    assert as_read(store) == {FIRST: True, SECOND: True}


def test_triples_that_are_loaded_without_saying_of_which_studies_leave_no_texts(store: Path) -> None:
    with updating(store) as update:
        update.load(BytesIO(f'<{FIRST}> <u:more> "1" .\n'.encode()))
        commit(update)
    assert as_read(store) == {FIRST: False, SECOND: False}


def test_a_change_is_noted_before_it_is_made(tmp_path: Path) -> None:
    writer = TextWriter(tmp_path, tmp_path, ())
    noted = tmp_path / TEXTS / "changed"
    graph = ox.Store()
    sizes = []

    def outdate(studies: set[str]) -> None:
        sizes.append(len(graph))
        writer.outdate(studies)

    changes = Changes(graph, None, outdate)
    quad = ox.Quad(ox.NamedNode(f"{FIRST}#part"), ox.NamedNode("u:p"), ox.Literal("x"))
    changes.replace((), [quad])
    writer.close()
    assert noted.read_text() == f"{FIRST}\n"
    assert (sizes, len(graph)) == ([0], 1)


def test_a_build_that_goes_on_drops_texts_of_studies_that_were_not_loaded(tmp_path: Path) -> None:
    writer = TextWriter(tmp_path, tmp_path, ())
    for iri in (FIRST, SECOND):
        writer.add(iri, b"text of %s" % iri.encode())
        writer.flush()
    writer.close()
    frames = next((tmp_path / TEXTS).glob("*.frames"))
    whole = frames.stat().st_size
    TextWriter(tmp_path, tmp_path, [FIRST]).close()
    assert 0 < frames.stat().st_size < whole
    assert next((tmp_path / TEXTS).glob("*.ndjson")).read_text().count("\n") == 1


@pytest.mark.parametrize("harm", ["cut", "garbled", "gone", "no index"])
def test_texts_that_cannot_be_read_cost_no_check(store: Path, harm: str) -> None:
    opened = EmbeddedStore.open(store)
    expected = validate_store(opened, ShapesChoice())
    frames, index = (next(texts(store).glob(f"*{kind}")) for kind in (".frames", ".ndjson"))
    if harm == "cut":
        frames.write_bytes(frames.read_bytes()[:-9])
    elif harm == "garbled":
        frames.write_bytes(frames.read_bytes()[:50] + bytes(90) + frames.read_bytes()[140:])
    else:
        (frames if harm == "gone" else index).unlink()
    assert not any(as_read(store).values())
    assert validate_store(opened, ShapesChoice()) == expected
    assert expected.studies == 2


def test_a_store_without_texts_is_checked_with_the_same_report(store: Path) -> None:
    opened = EmbeddedStore.open(store)
    expected = validate_store(opened, ShapesChoice())
    shutil.rmtree(texts(store))
    assert list(opened.held_studies()) == [Held((FIRST, SECOND))]
    assert validate_store(opened, ShapesChoice()) == expected
    assert expected.results
