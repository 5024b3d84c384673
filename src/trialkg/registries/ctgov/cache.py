"""Records kept on this machine, each with its version: what has not changed is not fetched again."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from platformdirs import user_cache_path

from trialkg.errors import SourceError
from trialkg.registries.ctgov.answers import DamagedAnswerError, FetchedRecord, RecordVersion, read_record

_FILE = "ctgov-records.sqlite"
_BUSY_SECONDS = 10.0
_TABLE = """
CREATE TABLE IF NOT EXISTS record (
    registry TEXT NOT NULL, id TEXT NOT NULL, updated TEXT NOT NULL, derived TEXT NOT NULL,
    data BLOB NOT NULL, PRIMARY KEY (registry, id)
)"""
_KNOWN = "SELECT updated, derived FROM record WHERE registry = ? AND id = ?"
_DATA = f"{_KNOWN.replace('updated, derived', 'data')} AND updated = ? AND derived = ?"
_KEEP = "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)"


def cache_folder() -> Path:
    """The folder of the cache where none is named."""
    return user_cache_path("trialkg", appauthor=False) / "ctgov"


class RecordCache:
    """The kept records of one registry address, one version each.

    A cache that cannot be read or written stands in nobody's way: ``failure`` says what is wrong, and it
    knows nothing from then on.
    """

    def __init__(self, folder: Path, registry: str) -> None:
        self.failure = ""
        self._registry = registry
        self._database: sqlite3.Connection | None = None
        with self._bearing():
            folder.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(folder / _FILE, timeout=_BUSY_SECONDS)
            self._database.execute(_TABLE)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._database is not None:
            self._database.close()

    def versions(self, ids: Iterable[str]) -> dict[str, RecordVersion]:
        """The version kept of each of these ids, those that are not kept left out."""
        found: dict[str, RecordVersion] = {}
        with self._bearing():
            for id_ in ids:
                row = self._row(_KNOWN, id_)
                if row is not None:
                    found[id_] = RecordVersion(*row)
        return found

    def records(self, wanted: Mapping[str, RecordVersion]) -> dict[str, FetchedRecord]:
        """The kept record of each id, where it is of the version wanted."""
        found: dict[str, FetchedRecord] = {}
        with self._bearing():
            for id_, version in wanted.items():
                row = self._row(_DATA, id_, *version)
                if row is not None:
                    found[id_] = read_record(zlib.decompress(row[0]))
        return found

    def keep(self, records: Iterable[FetchedRecord]) -> None:
        """Keep the records whose version is told, each in place of an older one."""
        rows = [
            (self._registry, record.id, *record.version, zlib.compress(record.line))
            for record in records
            if record.version is not None
        ]
        with self._bearing():
            if self._database is not None:
                with self._database:
                    self._database.executemany(_KEEP, rows)

    def _row(self, question: str, *values: str) -> tuple[Any, ...] | None:
        if self._database is None:
            return None
        row: tuple[Any, ...] | None = self._database.execute(question, (self._registry, *values)).fetchone()
        return row

    @contextmanager
    def _bearing(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError, zlib.error, DamagedAnswerError, SourceError) as error:
            self.failure = self.failure or f"{error}"
            if self._database is not None:
                self._database.close()
            self._database = None
