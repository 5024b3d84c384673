"""Every fact that is mapped can be read back by a stored query."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from trialkg.build import BuildOptions, build_store
from trialkg.queries import ask
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore
from trialkg.store.documents import study_quads

STUDIES = ("NCT04125277", "NCT02089100", "NCT02513394")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    folder = tmp_path_factory.mktemp("round-trip") / "store"
    sources = [str(path) for path in examples_folder().iterdir() if path.stem in STUDIES]
    build_store(sources, folder, BuildOptions(profile=None))
    return EmbeddedStore.open(folder)


def rows(store: EmbeddedStore, name: str, study: str) -> set[tuple[str, ...]]:
    answer = ask(store, name, {"study": study}, iris=True)
    assert isinstance(answer, ox.QuerySolutions)
    return {tuple(str(getattr(term, "value", "")) for term in row) for row in answer}


@pytest.mark.parametrize("study", STUDIES)
def test_every_triple_of_a_study_is_a_row_of_its_facts(store: EmbeddedStore, study: str) -> None:
    iri = f"https://w3id.org/trialkg/study/{study}"
    mapped = {
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in study_quads(store.graph, iri)
        if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple)
    }
    assert mapped == rows(store, "study-facts", study)
