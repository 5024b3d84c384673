"""Building again: only what changed is worked, and the graph is the one that a build from nothing gives."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, Summary, build_store, work
from trialkg.errors import StoreError
from trialkg.linking import Linker, Links, link_study
from trialkg.store import EmbeddedStore, updating
from trialkg.study import Study
from trialkg.vocabulary.namespaces import STUDY

PLAIN = BuildOptions(profile=None)
SYNC = BuildOptions(profile=None, sync=True)
SUMMARIES = (
    "Nothing but itself.",
    "This imaging side study runs within the MAIN trial (NCT99990002).",
    "A sub-study of the HELIOS trial.",
    "A follow-up of NCT99990003 and of NCT77770001.",
)
CRITERIA = "Inclusion Criteria:\n\n* Creatinine below 2.0 mg/dL\n* Tumour of 10 cm or less"
NAMES = ("HELIOS", "SELENE", None)


def stated(store: Path) -> set[str]:
    return {str(quad.triple) for quad in EmbeddedStore.open(store).graph.quads_for_pattern(None, None, None)}


def described(number: int, draw: random.Random) -> dict[str, Any]:
    """One of the states in which a study may come."""
    found = record(
        number,
        title=draw.choice(("A study", "The same study, renamed", 'A \\u0041 \\ "quoted"\n\ttitle é')),
        updated=draw.choice(("2025-01-01", "2025-06-01")),
        descriptionModule={"briefSummary": draw.choice(SUMMARIES)},
        eligibilityModule={
            "eligibilityCriteria": CRITERIA,
            "minimumAge": draw.choice(("18 Years", "6 Months")),
        },
    )
    name = draw.choice(NAMES)
    if name:
        found["protocolSection"]["identificationModule"]["acronym"] = name
    if draw.random() < 0.2:
        found["protocolSection"]["identificationModule"]["nctIdAliases"] = ["NCT77770001"]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_updates_gives_what_a_build_from_nothing_gives(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)
    for step in range(5):
        numbers = draw.sample(range(1, 7), draw.randint(1, 6))
        records = [described(number, draw) for number in (*numbers, *draw.sample(numbers, 1))]
        source = write_ndjson(tmp_path / f"{step}.ndjson", *records)
        build_store([source], tmp_path / "store", SYNC)
        build_store([source], tmp_path / str(step), PLAIN)
        assert stated(tmp_path / "store") == stated(tmp_path / str(step)), step
        opened = EmbeddedStore.open(tmp_path / "store")
        assert opened.manifest.studies == len(set(numbers))
        assert opened.manifest.triples == len(opened.graph)


def test_a_study_that_stands_just_so_is_not_linked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked = []

    def link(study: Study, linker: Linker) -> Links:
        linked.append(study.registry_id)
        return link_study(study, linker)

    build_store([write_ndjson(tmp_path / "a.ndjson", *map(record, range(9)))], tmp_path / "store", PLAIN)
    monkeypatch.setattr(work, "link_study", link)
    changed = (record(3, title="changed"), *map(record, range(4, 10)))
    summary = build_store([write_ndjson(tmp_path / "b.ndjson", *changed)], tmp_path / "store", PLAIN)
    assert linked == ["NCT99990003", "NCT99990009"]
    assert (summary.built, summary.replaced, summary.unchanged) == (1, 1, 5)


def test_only_what_changed_is_validated_again(tmp_path: Path) -> None:
    records = [record(number) for number in range(4)]
    options = BuildOptions()
    first = build_store([write_ndjson(tmp_path / "a.ndjson", *records)], tmp_path / "store", options)
    again = build_store([str(tmp_path / "a.ndjson")], tmp_path / "store", options)
    one = build_store(
        [write_ndjson(tmp_path / "b.ndjson", record(2, title="changed"))], tmp_path / "store", options
    )
    assert first.checks.focus_nodes == 4 * one.checks.focus_nodes > 0
    assert again.checks.focus_nodes == 0


def build_both(folder: Path, *records: dict[str, Any]) -> Summary:
    """A store with study 1 as it was in 2025, updated with these records."""
    source = write_ndjson(folder / "a.ndjson", record(1, title="stands", updated="2025-01-01"))
    build_store([source], folder / "store", PLAIN)
    return build_store([write_ndjson(folder / "b.ndjson", *records)], folder / "store", PLAIN)


@pytest.mark.parametrize("stands_first", [True, False])
@pytest.mark.parametrize("other", ["2024-01-01", "2026-01-01"])
def test_of_two_records_one_of_which_stands_the_newer_is_kept(
    tmp_path: Path, stands_first: bool, other: str
) -> None:
    records = [record(1, title="stands", updated="2025-01-01"), record(1, title="other", updated=other)]
    summary = build_both(tmp_path, *(records if stands_first else records[::-1]))
    newer = other > "2025-01-01"
    assert (summary.replaced, summary.unchanged, summary.superseded) == (int(newer), int(not newer), 1)
    text = EmbeddedStore.open(tmp_path / "store").study_ntriples(f"{STUDY}NCT99990001")
    assert (b'"other"' in text) == newer
    assert (b'"stands"' in text) != newer


def test_what_the_sources_no_longer_hold_stays_unless_it_is_asked_to_go(tmp_path: Path) -> None:
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", record(1), record(2))], store, PLAIN)
    fewer = write_ndjson(tmp_path / "b.ndjson", record(2))
    assert build_store([fewer], store, PLAIN).withdrawn == 0
    assert EmbeddedStore.open(store).manifest.studies == 2
    assert build_store([fewer], store, SYNC).withdrawn == 1
    assert EmbeddedStore.open(store).studies() == [f"{STUDY}NCT99990002"]


def test_a_study_that_goes_is_a_stub_again_where_others_name_it(tmp_path: Path) -> None:
    store = tmp_path / "store"
    child = record(1, descriptionModule={"briefSummary": SUMMARIES[1]})
    build_store([write_ndjson(tmp_path / "a.ndjson", child, record(2))], store, PLAIN)
    assert EmbeddedStore.open(store).unresolved_studies() == []
    build_store([write_ndjson(tmp_path / "b.ndjson", child)], store, SYNC)
    assert EmbeddedStore.open(store).unresolved_studies() == [f"{STUDY}NCT99990002"]


@pytest.mark.parametrize("broken", ["{ broken", '{"protocolSection": {}}'])
def test_nothing_is_removed_while_a_record_that_may_be_of_it_cannot_be_read(
    tmp_path: Path, broken: str
) -> None:
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", record(1), record(2))], store, PLAIN)
    before = stated(store)
    with pytest.raises(StoreError, match=r"nothing was changed.*--sync"):
        build_store([write_ndjson(tmp_path / "b.ndjson", record(1, title="new"), broken)], store, SYNC)
    assert stated(store) == before
    assert (store / "rejected.ndjson").exists()


def test_nothing_is_removed_where_a_source_is_missing(tmp_path: Path) -> None:
    store = tmp_path / "store"
    one, two = (write_ndjson(tmp_path / f"{number}.ndjson", record(number)) for number in (1, 2))
    build_store([one, two], store, PLAIN)
    Path(two).unlink()
    with pytest.raises(StoreError, match="nothing was changed"):
        build_store([one, two], store, SYNC)
    assert EmbeddedStore.open(store).manifest.studies == 2


def test_text_that_looks_like_escapes_survives_a_replacement(tmp_path: Path) -> None:
    odd = 'C:\\users \\u0041 \\"x\\" \\\\ {?a} \t "é" \u2028'
    store = tmp_path / "store"
    build_store([write_ndjson(tmp_path / "a.ndjson", record(1, title="plain"))], store, PLAIN)
    for title in (odd, f"{odd}!"):
        source = write_ndjson(tmp_path / "b.ndjson", record(1, title=title))
        build_store([source], store, PLAIN)
        build_store([source], tmp_path / f"fresh{len(title)}", PLAIN)
        assert stated(store) == stated(tmp_path / f"fresh{len(title)}")


def test_what_the_loader_reads_fails_with_its_own_error(tmp_path: Path) -> None:
    def groups() -> Any:
        yield []
        raise StoreError("of our own")

    with pytest.raises(StoreError, match="of our own"), updating(tmp_path / "store") as update:
        update.load_studies(groups(), lambda: b"{}")
    assert not list((tmp_path / "store").glob("graph-*"))


def test_a_count_is_right_where_more_was_loaded_than_is_known(tmp_path: Path) -> None:
    line = b'<https://example.org/a> <https://example.org/b> "c" .\n'
    with updating(tmp_path / "store") as update:
        update.load(BytesIO(line + line))
        update.set_vocabulary(b"")
        update.commit(version="1", mapping_version="1", base=STUDY)
    assert EmbeddedStore.open(tmp_path / "store").manifest.triples == 1
