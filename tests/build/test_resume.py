"""A build that was stopped goes on with --resume, and comes to what it would have come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson
from tests.build.test_updates import stated

from trialkg.build import BuildOptions, Summary, build_store, families, work
from trialkg.linking import Linker, Links, link_study
from trialkg.store import EmbeddedStore, update
from trialkg.store.loading import BesideLoader
from trialkg.study import Study
from trialkg.vocabulary.namespaces import STUDY

OPTIONS = BuildOptions(profile=None, resume=True)
BATCH = 32


class Stop(BaseException):
    """What a kill is to a build, as far as one process can tell of it."""


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch is a part of its own, as if it had a hundred times the size, and loaded before the next."""
    begin = BesideLoader.begin

    def load(loader: BesideLoader, texts: Iterable[bytes]) -> None:
        begin(loader, texts)
        loader.wait()

    monkeypatch.setattr(update, "_SLICE", 1)
    monkeypatch.setattr(BesideLoader, "begin", load)


@pytest.fixture
def source(tmp_path: Path) -> str:
    return write_ndjson(tmp_path / "in.ndjson", *map(record, range(5 * BATCH)))


@pytest.fixture
def fresh(tmp_path: Path, source: str) -> set[str]:
    build_store([source], tmp_path / "fresh", BuildOptions(profile=None))
    return stated(tmp_path / "fresh")


def after(batches: int) -> Callable[[int], None]:
    """A progress that stops the build when so many batches are done."""
    done = 0

    def progress(_: int) -> None:
        nonlocal done
        done += 1
        if done == batches:
            raise Stop

    return progress


def stopped(source: str, store: Path, batches: int, options: BuildOptions = OPTIONS) -> None:
    with pytest.raises(Stop):
        build_store([source], store, options, after(batches))


def linked_while(monkeypatch: pytest.MonkeyPatch, source: str, store: Path) -> tuple[Summary, int]:
    """What a build did, and how many studies it linked for that."""
    linked = 0

    def link(study: Study, linker: Linker) -> Links:
        nonlocal linked
        linked += 1
        return link_study(study, linker)

    monkeypatch.setattr(work, "link_study", link)
    return build_store([source], store, OPTIONS), linked


def test_a_build_goes_on_after_what_it_had_loaded(
    tmp_path: Path, source: str, fresh: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    stopped(source, store, 4)
    summary, linked = linked_while(monkeypatch, source, store)
    assert (summary.built, summary.resumed, summary.unchanged) == (5 * BATCH, 3 * BATCH, 0)
    assert linked == 2 * BATCH
    assert stated(store) == fresh
    opened = EmbeddedStore.open(store)
    assert (opened.manifest.studies, opened.manifest.triples) == (5 * BATCH, len(fresh))
    left = sorted(path.name for path in (store / "graph-000001").iterdir())
    assert left == ["database", "texts", "vocabulary.nt"]
    assert all(opened.held_texts(batch) is not None for batch in opened.held_studies())


def test_a_part_that_was_not_whole_is_no_part(
    tmp_path: Path, source: str, fresh: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The third batch waits for the fourth, which stops the build: it was not loaded, and is not believed."""
    store = tmp_path / "store"
    of_studies = sum(len(line) for line in fresh if line.startswith(f"<{STUDY}"))
    monkeypatch.setattr(update, "_SLICE", of_studies // 5 * 3 // 2)
    stopped(source, store, 4)
    assert build_store([source], store, OPTIONS).resumed == 2 * BATCH
    assert stated(store) == fresh


def test_a_build_may_be_stopped_again_and_again(tmp_path: Path, source: str, fresh: set[str]) -> None:
    store = tmp_path / "store"
    for batches in (2, 3, 5):
        stopped(source, store, batches)
    assert build_store([source], store, OPTIONS).resumed == 4 * BATCH
    assert stated(store) == fresh


def test_without_resume_a_build_begins_anew(tmp_path: Path, source: str, fresh: set[str]) -> None:
    store = tmp_path / "store"
    stopped(source, store, 4)
    assert build_store([source], store, BuildOptions(profile=None)).resumed == 0
    assert stated(store) == fresh


def test_a_build_that_was_begun_otherwise_is_not_taken_up(tmp_path: Path, source: str) -> None:
    stopped(source, tmp_path / "store", 4)
    options = replace(OPTIONS, base="https://a.example/")
    assert build_store([source], tmp_path / "store", options).resumed == 0


def test_a_generation_that_is_not_what_its_journal_says_is_not_taken_up(
    tmp_path: Path, source: str, fresh: set[str]
) -> None:
    store = tmp_path / "store"
    stopped(source, store, 4)
    journal = store / "graph-000001" / "journal.ndjson"
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:2]))
    assert build_store([source], store, OPTIONS).resumed == 0
    assert stated(store) == fresh


@pytest.mark.parametrize("batches", [1, 2, 4])
def test_an_update_goes_on_too(tmp_path: Path, source: str, fresh: set[str], batches: int) -> None:
    store = tmp_path / "store"
    old = write_ndjson(tmp_path / "old.ndjson", *(record(number, title="old") for number in range(0, 90, 3)))
    build_store([old], store, BuildOptions(profile=None))
    before = stated(store)
    stopped(source, store, batches)
    assert stated(store) == before
    summary = build_store([source], store, OPTIONS)
    assert (summary.built, summary.replaced) == (5 * BATCH - 30, 30)
    assert stated(store) == fresh


def test_a_build_that_was_stopped_at_its_very_end_need_not_load_again(
    tmp_path: Path, source: str, fresh: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise Stop

    store = tmp_path / "store"
    with monkeypatch.context() as patch:
        patch.setattr(families, "resolved", stop)
        with pytest.raises(Stop):
            build_store([source], store, OPTIONS)
    assert build_store([source], store, OPTIONS).resumed == 5 * BATCH
    assert stated(store) == fresh


def test_what_the_sources_hold_no_more_is_not_taken_up(tmp_path: Path, source: str) -> None:
    store = tmp_path / "store"
    stopped(source, store, 4)
    fewer = write_ndjson(tmp_path / "fewer.ndjson", record(1), record(2, title="changed"), record(900))
    summary = build_store([fewer], store, OPTIONS)
    build_store([fewer], tmp_path / "other", BuildOptions(profile=None))
    assert (summary.built, summary.resumed) == (3, 1)
    assert stated(store) == stated(tmp_path / "other")
    assert EmbeddedStore.open(store).manifest.triples == len(stated(store))


def test_findings_and_checks_of_both_parts_are_told(tmp_path: Path) -> None:
    dated = {"startDateStruct": {"date": "2025-02-30"}}
    records = (record(number, statusModule=dated) for number in range(3 * BATCH))
    source = write_ndjson(tmp_path / "in.ndjson", *records)
    options = BuildOptions(resume=True)
    whole = build_store([source], tmp_path / "fresh", options)
    stopped(source, tmp_path / "store", 3, options)
    parts = build_store([source], tmp_path / "store", options)
    assert parts.resumed == 2 * BATCH
    assert parts.checks == whole.checks
    assert (parts.findings, parts.finding_reasons) == (whole.findings, whole.finding_reasons)
    logs = [(tmp_path / name / "findings.ndjson").read_bytes() for name in ("store", "fresh")]
    assert logs[0] == logs[1]
    assert logs[0]


def test_an_error_leaves_nothing_to_take_up(tmp_path: Path, source: str) -> None:
    def fail(_: int) -> None:
        raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        build_store([source], tmp_path / "store", OPTIONS, fail)
    assert not list((tmp_path / "store").glob("graph-*"))
