"""An index of a store's studies for search, lists and facets: SQLite in memory, made anew with each build."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from threading import Lock
from typing import Final

import msgspec

MOST_VALUES: Final = 12
"""So many values of a facet are offered at once."""

_TOKEN: Final = re.compile(r"\w+")
_MOST_WORDS: Final = 12
_MOST_TERMS: Final = 8


class Facet(StrEnum):
    """What a list of studies can be narrowed by. The value is the parameter in the address."""

    CONDITION = "condition"
    CONCEPT = "concept"
    PHASE = "phase"
    STATUS = "status"
    COUNTRY = "country"

    @property
    def narrowing(self) -> bool:
        """Whether two values mean studies that have both, rather than either."""
        return self in (Facet.CONDITION, Facet.CONCEPT)


class Choice(msgspec.Struct, frozen=True):
    """What a reader has chosen: words, and values of facets."""

    words: str = ""
    facets: tuple[tuple[Facet, str], ...] = ()


class Row(msgspec.Struct, frozen=True):
    """A study in a list; codes are IRIs, joined by blanks where a study has two phases."""

    number: str
    title: str
    acronym: str
    kind: str
    status: str
    phase: str
    enrollment: int | None
    start: str


class Count(msgspec.Struct, frozen=True):
    """How many studies of a list have a value."""

    value: str
    studies: int


class Listing(msgspec.Struct, frozen=True):
    """A page of a list, how many studies the list has, and how they spread over each facet."""

    rows: tuple[Row, ...]
    total: int
    counts: dict[Facet, tuple[Count, ...]]


_NAMES: Final = tuple(name for name in Row.__struct_fields__)
_COLUMNS: Final = ", ".join(f"study.{name}" for name in _NAMES)


class Catalogue:
    """Answers about all studies at once. Safe to share between threads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = Lock()
        self._counted = lru_cache(maxsize=256)(self._count)

    def _all(self, text: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(text, values).fetchall()

    def listing(self, choice: Choice, page: int, size: int) -> Listing:
        """A page of the studies that fit, page 1 first: the best matches, else the latest to start."""
        where, values = _where(choice)
        match = _match(choice.words)
        order = "study.start DESC, study.number"
        more: tuple[str, ...] = ()
        joined = "study"
        if match:
            joined = "study JOIN words ON words.rowid = study.id AND words MATCH ?"
            order = "bm25(words, 10, 8, 4, 2), study.number"
            more = (match,)
        where_plain = " AND ".join(where) or "1"
        rows = self._all(
            f"SELECT {_COLUMNS} FROM {joined} WHERE {where_plain} ORDER BY {order} LIMIT ? OFFSET ?",  # noqa: S608
            (*more, *values, size, (page - 1) * size),
        )
        total, counts = self._counted(choice)
        return Listing(tuple(map(_row, rows)), total, counts)

    def _count(self, choice: Choice) -> tuple[int, dict[Facet, tuple[Count, ...]]]:
        where, values = _where(choice)
        match = _match(choice.words)
        if match:
            where.append("study.id IN (SELECT rowid FROM words WHERE words MATCH ?)")
            values.append(match)
        chosen = f"SELECT id FROM study WHERE {' AND '.join(where) or '1'}"  # noqa: S608 - our own words
        total = self._all(f"SELECT COUNT(*) FROM ({chosen})", values)[0][0]  # noqa: S608
        assert isinstance(total, int)
        within = f"study IN ({chosen})" if where else "1"
        text = (
            f"SELECT value, COUNT(*) AS studies FROM facet WHERE kind = ? AND {within} "  # noqa: S608
            "GROUP BY value HAVING MAX(direct) ORDER BY studies DESC, value LIMIT ?"
        )
        counts = {facet: _counts(self._all(text, (facet, *values, MOST_VALUES))) for facet in Facet}
        return total, counts

    def studies_using(self, concept: str) -> dict[int, tuple[Row, ...]]:
        """The studies of a concept, or one narrower, by the rank of their part: the highest of each."""
        rows = self._all(
            f"SELECT MIN(role), {_COLUMNS} FROM role JOIN study ON study.id = role.study "  # noqa: S608
            "WHERE concept = ? GROUP BY study.id ORDER BY study.start DESC, study.number",
            (concept,),
        )
        found: dict[int, list[Row]] = {}
        for rank, *row in rows:
            assert isinstance(rank, int)
            found.setdefault(rank, []).append(_row(row))
        return {rank: tuple(found[rank]) for rank in sorted(found)}

    def spread(self, facet: Facet, limit: int = MOST_VALUES) -> tuple[Count, ...]:
        """The most frequent values of a facet over all studies."""
        text = (
            "SELECT value, COUNT(*) AS studies FROM facet WHERE kind = ? "
            "GROUP BY value HAVING MAX(direct) ORDER BY studies DESC, value LIMIT ?"
        )
        return _counts(self._all(text, (facet, limit)))

    def count(self, facet: Facet, value: str) -> int:
        """How many studies have a value, or one narrower."""
        number = self._all("SELECT COUNT(*) FROM facet WHERE kind = ? AND value = ?", (facet, value))[0][0]
        assert isinstance(number, int)
        return number

    def years(self) -> tuple[Count, ...]:
        """How many studies started in each year, the years in order."""
        text = (
            "SELECT SUBSTR(start, 1, 4) AS year, COUNT(*) FROM study WHERE start != '' "
            "GROUP BY year ORDER BY year"
        )
        return _counts(self._all(text))

    def number_of(self, name: str) -> str:
        """The number of the one study that bears a number or acronym, also an older one; else empty."""
        rows = self._all(
            "SELECT DISTINCT study.number FROM study JOIN alias ON alias.study = study.id WHERE key = ?",
            (key(name),),
        )
        return str(rows[0][0]) if len(rows) == 1 else ""

    def terms(self, text: str) -> list[tuple[str, Facet]]:
        """The concepts and conditions of which a name fits these words and that studies have; best first."""
        match = _match(text)
        if not match:
            return []
        rows = self._all(
            "SELECT iri, kind FROM terms JOIN term ON term.id = terms.rowid WHERE terms MATCH ? "
            "ORDER BY bm25(terms, 10, 1), iri LIMIT ?",
            (match, _MOST_TERMS),
        )
        return [(str(iri), Facet(str(kind))) for iri, kind in rows]


def _row(values: Sequence[object]) -> Row:
    return msgspec.convert(dict(zip(_NAMES, values, strict=True)), Row)


def _counts(rows: Sequence[tuple[object, ...]]) -> tuple[Count, ...]:
    return tuple(msgspec.convert({"value": value, "studies": studies}, Count) for value, studies in rows)


def key(name: str) -> str:
    """A name as it is looked up: lower case, without blanks and hyphens."""
    return re.sub(r"[\s\-]+", "", name).casefold()


def _match(text: str) -> str:
    """Words as FTS5 asks for them: all of them, each as the beginning of one; empty where there are none."""
    return " ".join(f'"{word}"*' for word in _TOKEN.findall(text)[:_MOST_WORDS])


def _where(choice: Choice) -> tuple[list[str], list[object]]:
    """The conditions of the chosen facets, and their values."""
    where: list[str] = []
    values: list[object] = []
    for facet in Facet:
        chosen = [value for kind, value in choice.facets if kind is facet]
        groups = [[value] for value in chosen] if facet.narrowing else [chosen] if chosen else []
        for group in groups:
            marks = ", ".join("?" * len(group))
            where.append(f"study.id IN (SELECT study FROM facet WHERE kind = ? AND value IN ({marks}))")  # noqa: S608
            values += [facet, *group]
    return where, values
