"""An index of a store's studies for search, lists and facets, in SQLite: made once for each build."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cached_property, lru_cache
from threading import Lock
from typing import Final, NamedTuple

import msgspec

MOST_VALUES: Final = 12
"""So many values of a facet are offered at once."""

FORMAT: Final = 1
"""The format of the database; another is made anew."""

_MOST_RANKED: Final = 2000
"""Beyond so many hits a search lists the latest first: to rank them all would take long."""

_SELECTIONS_KEPT: Final = 64
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


class Spread(NamedTuple):
    """The studies of a value of a facet: those that have it themselves, and those of what is narrower."""

    value: str
    own: array[int]
    inherited: array[int]

    @property
    def studies(self) -> int:
        """How many they are."""
        return len(self.own) + len(self.inherited)


class Selection(NamedTuple):
    """The studies that a choice leaves, in the order of the list, and how they spread over each facet."""

    studies: Sequence[int]
    counts: dict[Facet, tuple[Count, ...]]


class Catalogue:
    """Answers about all studies at once. Safe to share between threads."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = Lock()
        self._size = int(str(self._all("SELECT COUNT(*) FROM study")[0][0]))
        self._spreads = {facet: self._read(facet) for facet in Facet}
        self._selected = lru_cache(maxsize=_SELECTIONS_KEPT)(self._select)

    def _all(self, text: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._lock:
            return self._database.execute(text, values).fetchall()

    def _read(self, facet: Facet) -> dict[str, Spread]:
        """The values of a facet, the most frequent first."""
        rows = self._all("SELECT value, own, inherited FROM facet WHERE kind = ?", (facet,))
        found = [Spread(str(value), numbers(own), numbers(inherited)) for value, own, inherited in rows]
        return {each.value: each for each in sorted(found, key=lambda each: (-each.studies, each.value))}

    def listing(self, choice: Choice, page: int, size: int) -> Listing:
        """A page of the studies that fit, page 1 first: the latest to start, or the best matches of few."""
        found = self._selected(choice)
        shown = self._ranked(choice, found.studies)[(page - 1) * size : page * size]
        return Listing(self.rows(shown), len(found.studies), found.counts)

    def rows(self, ids: Sequence[int]) -> tuple[Row, ...]:
        """Studies by their numbers in the list, in the order given."""
        marks = ", ".join("?" * len(ids))
        found = self._all(f"SELECT id, {_COLUMNS} FROM study WHERE id IN ({marks})", ids)  # noqa: S608 - our own columns
        by_id = {id_: row for id_, *row in found}
        return tuple(_row(by_id[id_]) for id_ in ids)

    def _select(self, choice: Choice) -> Selection:
        found = self._matching(_match(choice.words))
        for facet in Facet:
            chosen = [value for kind, value in choice.facets if kind is facet]
            groups = [[value] for value in chosen] if facet.narrowing else [chosen] if chosen else []
            for group in groups:
                having = set().union(*(self._having(facet, value) for value in group))
                found = having if found is None else found & having
        if found is None:
            return Selection(range(1, self._size + 1), {facet: self.spread(facet) for facet in Facet})
        return Selection(array("I", sorted(found)), self._counted(found))

    def _matching(self, match: str) -> set[int] | None:
        """The studies that have all words; None where none are given."""
        if not match:
            return None
        rows = self._all("SELECT rowid FROM words WHERE words MATCH ?", (match,))
        return {id_ for (id_,) in rows if isinstance(id_, int)}

    def _having(self, facet: Facet, value: str) -> set[int]:
        spread = self._spreads[facet].get(value)
        return {*spread.own, *spread.inherited} if spread else set()

    def _counted(self, chosen: set[int]) -> dict[Facet, tuple[Count, ...]]:
        """How some studies spread over each facet."""
        if not chosen:
            return dict.fromkeys(Facet, ())
        marks = bytearray(self._size + 1)
        for id_ in chosen:
            marks[id_] = 1
        return {facet: most_frequent(self._spreads[facet].values(), marks) for facet in Facet}

    def _ranked(self, choice: Choice, found: Sequence[int]) -> Sequence[int]:
        """The studies of a search, the best matches first where they are not too many."""
        match = _match(choice.words)
        if not match or len(found) > _MOST_RANKED:
            return found
        text = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 10, 8, 4, 2), rowid"
        fitting = set(found)
        return [id_ for (id_,) in self._all(text, (match,)) if isinstance(id_, int) and id_ in fitting]

    def parts_of(self, concept: str) -> dict[int, Sequence[int]]:
        """The studies of a concept, or one narrower, by the rank of their part: the highest of each."""
        rows = self._all("SELECT role, studies FROM part WHERE concept = ? ORDER BY role", (concept,))
        return {int(str(rank)): numbers(studies) for rank, studies in rows}

    def spread(self, facet: Facet, limit: int = MOST_VALUES) -> tuple[Count, ...]:
        """The most frequent values of a facet over all studies."""
        offered = [each for each in self._spreads[facet].values() if each.own]
        return tuple(Count(each.value, each.studies) for each in offered[:limit])

    def count(self, facet: Facet, value: str) -> int:
        """How many studies have a value, or one narrower."""
        spread = self._spreads[facet].get(value)
        return spread.studies if spread else 0

    @cached_property
    def years(self) -> tuple[Count, ...]:
        """How many studies started in each year, the years in order."""
        text = (
            "SELECT SUBSTR(start, 1, 4) AS year, COUNT(*) FROM study WHERE start != '' "
            "GROUP BY year ORDER BY year"
        )
        return tuple(Count(str(year), int(str(studies))) for year, studies in self._all(text))

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


def numbers(data: object) -> array[int]:
    """A set of studies as it is kept."""
    found = array("I")
    found.frombytes(data if isinstance(data, bytes) else b"")
    return found


def most_frequent(spreads: Iterable[Spread], marks: bytearray) -> tuple[Count, ...]:
    """The values that most of the marked studies have; ``spreads`` come the most frequent first.

    A value of which no marked study is itself, such as the branch that others stand in, is left out.
    """
    best: list[Count] = []
    for value, own, inherited in spreads:
        if len(best) == MOST_VALUES and len(own) + len(inherited) < best[-1].studies:
            break
        held = sum(map(marks.__getitem__, own))
        if held:
            best.append(Count(value, held + sum(map(marks.__getitem__, inherited))))
            best.sort(key=lambda count: (-count.studies, count.value))
            del best[MOST_VALUES:]
    return tuple(best)


def key(name: str) -> str:
    """A name as it is looked up: lower case, without blanks and hyphens."""
    return re.sub(r"[\s\-]+", "", name).casefold()


def _match(text: str) -> str:
    """Words as FTS5 asks for them: all of them, each as the beginning of one; empty where there are none.

    A single letter is a word of its own: nearly all studies have a word that begins with it.
    """
    words = _TOKEN.findall(text)[:_MOST_WORDS]
    return " ".join(f'"{word}"*' if len(word) > 1 else f'"{word}"' for word in words)
