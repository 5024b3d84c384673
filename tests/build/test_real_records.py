"""The real records, the whole way: read, mapped, loaded and found again by a query."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.conftest import shared_data

from trialkg.build import BuildOptions, build_store
from trialkg.queries import ask
from trialkg.store import EmbeddedStore

RECORDS = {"ctgov_v2": 964, "ctgov_xml": 505}
IN_BOTH_FORMS = 5


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sources = [str(shared_data(name, "records")) for name in RECORDS]
    folder = tmp_path_factory.mktemp("real") / "store"
    summary = build_store(sources, folder, BuildOptions(jobs=2, profile=None))
    assert (summary.records, summary.rejected) == (sum(RECORDS.values()), 0)
    assert summary.superseded == IN_BOTH_FORMS
    return folder


def test_every_real_record_is_found_again_by_its_number(store: Path) -> None:
    answer = ask(EmbeddedStore.open(store), "studies", {})
    assert isinstance(answer, ox.QuerySolutions)
    found = {row["nct"].value for row in answer if isinstance(row["nct"], ox.Literal)}
    files = (path for name in RECORDS for path in shared_data(name, "records").iterdir())
    assert found == {path.stem for path in files}


def test_every_triple_of_the_real_records_belongs_to_a_study_or_the_vocabulary(store: Path) -> None:
    opened = EmbeddedStore.open(store)
    documents = (*opened.studies(), *opened.unresolved_studies())
    studies = sum(len(opened.study_ntriples(iri).splitlines()) for iri in documents)
    vocabulary = len(opened.vocabulary_ntriples().splitlines())
    assert opened.manifest.triples == studies + vocabulary
