"""Listings asked in parts: the parts make the answer that the query gives as a whole."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyoxigraph as ox
import pytest

from trialkg.cli import run
from trialkg.endpoint.evaluation import answered
from trialkg.endpoint.jobs import Job, Outcome
from trialkg.formats import ResultFormat
from trialkg.queries import (
    StoredQuery,
    bind,
    listings,
    stored_queries,
    stored_query,
    write_listing,
    write_results,
)
from trialkg.resources import examples_folder
from trialkg.store import EmbeddedStore

LISTINGS = [query for query in stored_queries() if query.by]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the examples."""
    place = tmp_path_factory.mktemp("listed") / "store"
    sources = sorted(str(path) for path in examples_folder().glob("NCT*"))
    assert run(["--quiet", "build", *sources, "--store", str(place), "--no-validate"]) == 0
    return place


@pytest.fixture
def store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> EmbeddedStore:
    """The store, of whose studies seven make a part."""
    monkeypatch.setattr(listings, "_PART", 7)
    return EmbeddedStore.open(folder)


def whole(store: EmbeddedStore, query: StoredQuery, result_format: ResultFormat, *, iris: bool) -> bytes:
    out = BytesIO()
    write_results(store.query(bind(query, {}, iris=iris)), out, result_format)
    return out.getvalue()


@pytest.mark.parametrize("iris", [False, True])
@pytest.mark.parametrize("query", LISTINGS, ids=lambda query: query.name)
def test_the_parts_of_a_listing_make_its_whole_answer(
    store: EmbeddedStore, query: StoredQuery, iris: bool
) -> None:
    for result_format in ResultFormat:
        out = BytesIO()
        write_listing(store, query, out, result_format, iris=iris)
        assert out.getvalue() == whole(store, query, result_format, iris=iris)
    assert len(out.getvalue().splitlines()) > 2 * 7


@pytest.mark.parametrize("result_format", ResultFormat)
def test_a_listing_of_no_studies_is_an_answer_without_rows(
    store: EmbeddedStore, result_format: ResultFormat
) -> None:
    empty = EmbeddedStore(store.folder, store.manifest, ox.Store())
    out = BytesIO()
    write_listing(empty, stored_query("arms"), out, result_format)
    assert out.getvalue() == whole(empty, stored_query("arms"), result_format, iris=False)


@pytest.mark.parametrize("query", LISTINGS, ids=lambda query: query.name)
def test_a_listing_goes_by_a_parameter_that_can_be_left_out(query: StoredQuery) -> None:
    (parameter,) = (each for each in query.parameters if each.name == query.by)
    assert not parameter.required


@pytest.mark.parametrize("result_format", ["csv", "tsv", "json", "xml"])
def test_the_command_writes_a_listing_as_the_store_answers_it(
    store: EmbeddedStore, folder: Path, result_format: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["query", "run", "sites", "--store", str(folder), "--format", result_format]
    assert run(arguments) == 0
    expected = whole(store, stored_query("sites"), ResultFormat.from_option(result_format), iris=False)
    assert capfdbinary.readouterr().out == expected


@pytest.mark.parametrize("rows", [5, 20, 10_000])
def test_the_endpoint_cuts_a_listing_where_it_would_cut_the_whole(store: EmbeddedStore, rows: int) -> None:
    text = bind(stored_query("arms"), {})
    job = Job(
        text=text, base="http://a.example/", results="csv", graphs=None, rows=rows, size=1 << 20, seconds=9
    )
    head, body = answered(store.graph, job)
    assert head.outcome is Outcome.ANSWERED
    assert (head, body) == answered(store.graph, _in_parts(job))


def test_the_endpoint_asks_no_part_beyond_the_rows_it_sends(
    store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Watched:
        """The graph, with a list of what it was asked."""

        def query(self, text: str, **options: object) -> object:
            asked.append(text)
            return store.graph.query(text, **options)  # type: ignore[arg-type]  # handed on

    job = Job(
        text=bind(stored_query("arms"), {}),
        by="study",
        base="http://a.example/",
        results="csv",
        graphs=None,
        rows=3,
        size=1 << 20,
        seconds=9,
    )
    head, _ = answered(Watched(), job)  # type: ignore[arg-type]  # as far as is asked
    assert head.cut
    assert [text.count("VALUES") for text in asked] == [0, 1]


def _in_parts(job: Job) -> Job:
    return Job(**{**{name: getattr(job, name) for name in job.__struct_fields__}, "by": "study"})
