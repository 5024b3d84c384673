from __future__ import annotations

import sqlite3
from pathlib import Path

from trialkg.registries.ctgov.answers import FetchedRecord, RecordVersion
from trialkg.registries.ctgov.cache import RecordCache

OLD, NEW = RecordVersion("2025-01-01", "2025-06-02"), RecordVersion("2025-02-01", "2025-06-02")
NCT = "NCT00000001"


def kept(version: RecordVersion | None = OLD, more: str = "") -> FetchedRecord:
    line = f'{{"protocolSection":{{"identificationModule":{{"nctId":"{NCT}"}}}}{more}}}'
    return FetchedRecord(id=NCT, aliases=(), version=version, line=line.encode())


def test_a_record_is_found_by_number_and_version(tmp_path: Path) -> None:
    with RecordCache(tmp_path, "http://a") as cache:
        cache.keep([kept()])
    with RecordCache(tmp_path, "http://a") as cache:
        assert cache.versions([NCT, "NCT00000002"]) == {NCT: OLD}
        assert cache.records({NCT: OLD})[NCT].line == kept().line
        assert cache.records({NCT: NEW}) == {}


def test_a_newer_version_takes_the_place_of_the_older(tmp_path: Path) -> None:
    with RecordCache(tmp_path, "http://a") as cache:
        cache.keep([kept()])
        cache.keep([kept(NEW, ',"hasResults":true')])
        assert cache.versions([NCT]) == {NCT: NEW}
        assert cache.records({NCT: OLD}) == {}


def test_records_of_another_registry_are_not_taken(tmp_path: Path) -> None:
    with RecordCache(tmp_path, "http://a") as one, RecordCache(tmp_path, "http://b") as other:
        one.keep([kept()])
        assert other.versions([NCT]) == {}


def test_a_record_without_a_version_is_not_kept(tmp_path: Path) -> None:
    with RecordCache(tmp_path, "http://a") as cache:
        cache.keep([kept(None)])
        assert cache.versions([NCT]) == {}


def test_a_damaged_cache_knows_nothing_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "ctgov-records.sqlite").write_bytes(b"no database at all" * 100)
    with RecordCache(tmp_path, "http://a") as cache:
        cache.keep([kept()])
        assert cache.versions([NCT]) == {}
        assert "not a database" in cache.failure


def test_a_record_damaged_in_the_cache_is_not_taken(tmp_path: Path) -> None:
    with RecordCache(tmp_path, "http://a") as cache:
        cache.keep([kept()])
        with sqlite3.connect(tmp_path / "ctgov-records.sqlite") as database:
            database.execute("UPDATE record SET data = x'00'")
        database.close()
        assert cache.records({NCT: OLD}) == {}
        assert cache.failure


def test_a_place_that_cannot_be_a_folder_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with RecordCache(tmp_path / "file", "http://a") as cache:
        assert cache.versions([NCT]) == {}
        assert cache.failure
