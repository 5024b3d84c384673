"""The text of one study found among those of all."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.samples import READING
from tests.store.test_embedded import commit, text_of
from tests.store.test_texts import BASE, worked

from trialkg.store import EmbeddedStore, updating
from trialkg.study import Study

STUDIES = tuple(
    Study(registry_id=f"NCT999999{number}", reading=READING, brief_title=f"Study {number}")
    for number in range(10, 35)
)
FIRST = BASE + STUDIES[0].registry_id


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with more studies than go into a frame."""
    folder = tmp_path / "store"
    with updating(folder) as update:
        update.load_studies([[worked(study) for study in STUDIES]], lambda: b"null")
        commit(update)
    return folder


def text_found(opened: EmbeddedStore, study: str) -> bytes | None:
    held = opened.text_index().find(study)
    texts = opened.held_texts(held) if held else None
    return texts[0] if texts else None


def test_each_study_has_its_own_text(store: Path) -> None:
    opened = EmbeddedStore.open(store)
    for study in STUDIES:
        assert text_found(opened, BASE + study.registry_id) == text_of(study)


def test_a_study_that_is_not_there_has_none(store: Path) -> None:
    opened = EmbeddedStore.open(store)
    assert [text_found(opened, iri) for iri in (f"{BASE}NCT99999999", "", f"{FIRST}#arm-1")] == [None] * 3


def test_a_study_that_changed_since_has_none_and_the_others_of_its_frame_still_have(store: Path) -> None:
    with updating(store) as update:
        update.put_study(FIRST, text_of(Study(registry_id=STUDIES[0].registry_id, reading=READING)))
        commit(update)
    opened = EmbeddedStore.open(store)
    assert text_found(opened, FIRST) is None
    assert text_found(opened, BASE + STUDIES[1].registry_id) == text_of(STUDIES[1])
