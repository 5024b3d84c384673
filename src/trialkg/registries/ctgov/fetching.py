"""Fetches the records of a search, page by page, into a place that knows how far it is.

A query goes on by the registry's page tokens. Numbers are asked for in batches; of those that the cache
holds, first the versions alone are asked for, and only what has changed is fetched. A token belongs to the
data it was given for: where these have changed since, or the registry refuses it, the fetch starts over, so
that what is resumed is what would have been fetched at one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Protocol

import msgspec

from trialkg.errors import SourceError
from trialkg.registries.ctgov.answers import FetchedRecord, RecordVersion
from trialkg.registries.ctgov.cache import RecordCache
from trialkg.registries.ctgov.client import CtgovClient, RefusedRequestError
from trialkg.registries.ctgov.search import PAGE_SIZE, Search

BATCH = 200
"""How many numbers one request asks for, which keeps its address below 3,000 characters."""

_VERSION_FIELDS = "NCTId|LastUpdatePostDate|VersionHolder"


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One page or batch: its records, where to go on (None at the end), and what was found out beside them.

    ``total`` is how many records there are in all, ``unknown`` are numbers that the registry does not have,
    ``renamed`` maps older numbers to those of today.
    """

    records: tuple[FetchedRecord, ...]
    cursor: str | None
    total: int | None = None
    unknown: tuple[str, ...] = ()
    renamed: Mapping[str, str] = {}
    cached: int = 0


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How far a fetch has come: all that is needed to go on with it.

    ``size`` is the bytes that are written, ``cursor`` where to go on: empty at the start, None at the end.
    """

    registry: str
    search: Search
    data_version: str | None = None
    cursor: str | None = ""
    records: int = 0
    size: int = 0
    total: int | None = None
    unknown: tuple[str, ...] = ()
    renamed: Mapping[str, str] = {}


class Destination(Protocol):
    """Where records go; it knows the state, and which records it has."""

    @property
    def state(self) -> State:
        """How far the fetch has come here."""
        ...

    def begin(self, data_version: str | None) -> None:
        """Start, or start over, with data of this version."""
        ...

    def add(self, step: Step) -> int:
        """Write the records of a step that are not there yet, and keep its cursor; how many were there."""
        ...


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a fetch brought: the state at its end, and what it took.

    ``repeated`` records came twice and were written once, ``cached`` ones were at hand; ``changed`` says that
    the registry's data changed meanwhile.
    """

    state: State
    resumed: int = 0
    repeated: int = 0
    cached: int = 0
    changed: bool = False

    @property
    def missing(self) -> int:
        """How many records the registry counted and did not give."""
        if self.state.search.ids or self.state.total is None:
            return 0
        return max(0, self.state.total - self.state.records)


Progress = Callable[[int, int | None], object]
"""Called with the records written so far and those there are in all, where the registry says so."""


def fetch(
    client: CtgovClient,
    destination: Destination,
    *,
    cache: RecordCache | None = None,
    page_size: int = PAGE_SIZE,
    progress: Progress = lambda *_: None,
    told: Callable[[str], object] = lambda _: None,
) -> Outcome:
    """Bring what the destination's search asks for to its end, from wherever it stands.

    ``told`` hears of a start over. Raises SourceError where the registry cannot be asked; the destination
    then stands at its last whole step.
    """
    steps = _Steps(client, destination.state.search, cache, page_size)
    version = client.data_version()
    state = destination.state
    if state.cursor == "":
        destination.begin(version)
    elif version != state.data_version:
        now, then = version or "an unknown time", state.data_version or "an unknown time"
        told(f"The registry's data are of {now} now, no more of {then}: starting over.")
        destination.begin(version)
    resumed = destination.state.records
    try:
        taken = _followed(steps, destination, progress)
    except RefusedRequestError:
        if not destination.state.cursor or destination.state.search.ids:
            raise
        told("The registry does not know the place to go on any more: starting over.")
        destination.begin(client.data_version())
        resumed = 0
        taken = _followed(steps, destination, progress)
    final = destination.state
    # What one answer holds is of one version.
    changed = taken.steps + bool(resumed) > 1 and client.data_version() != final.data_version
    return Outcome(
        state=final, resumed=resumed, repeated=taken.repeated, cached=taken.cached, changed=changed
    )


class _Taken(NamedTuple):
    """How many steps were taken, and of their records how many were repeated and how many at hand."""

    steps: int
    repeated: int
    cached: int


def _followed(steps: _Steps, destination: Destination, progress: Progress) -> _Taken:
    """Take all the steps that follow where the destination stands."""
    taken = repeated = cached = 0
    progress(destination.state.records, destination.state.total)
    cursor = destination.state.cursor
    for step in steps.after(cursor) if cursor is not None else ():
        taken += 1
        repeated += destination.add(step)
        cached += step.cached
        progress(destination.state.records, destination.state.total)
    return _Taken(taken, repeated, cached)


class _Steps:
    """The steps of a search."""

    def __init__(
        self, client: CtgovClient, search: Search, cache: RecordCache | None, page_size: int
    ) -> None:
        self._client = client
        self._search = search
        self._cache = cache
        self._page_size = page_size

    def after(self, cursor: str) -> Iterator[Step]:
        """The steps that follow a cursor, all of them after the empty one."""
        return self._batches(int(cursor or 0)) if self._search.ids else self._pages(cursor)

    def _pages(self, cursor: str, query: Mapping[str, str] | None = None) -> Iterator[Step]:
        query = self._search.parameters if query is None else query
        seen: set[str] = set()
        while True:
            page = self._client.page(query, token=cursor or None, size=self._page_size)
            yield Step(records=page.records, cursor=page.next_token, total=page.total)
            if page.next_token is None:
                return
            seen.add(cursor)
            if page.next_token in seen:
                where = self._client.address
                raise SourceError(
                    "gives the same pages over and over", where=where, remedy="Try again later."
                )
            cursor = page.next_token

    def _batches(self, start: int) -> Iterator[Step]:
        ids = self._search.ids
        for begin in range(start, len(ids), BATCH):
            end = begin + BATCH
            yield self._batch(ids[begin:end], str(end) if end < len(ids) else None)

    def _batch(self, ids: tuple[str, ...], cursor: str | None) -> Step:
        current = self._current(ids)
        fetched = self._fetched([id_ for id_ in ids if id_ not in current])
        found = {**current, **fetched}
        older = {alias: record.id for record in found.values() for alias in record.aliases}
        renamed: dict[str, str] = {}
        for id_ in ids:
            if id_ in found:
                continue
            record = found.get(older.get(id_, "")) or self._client.record(id_)
            if record is not None:
                renamed[id_] = record.id
                found[record.id] = fetched[record.id] = record
        if self._cache is not None:
            self._cache.keep(fetched.values())
        return Step(
            records=tuple(found[now] for id_ in ids if (now := renamed.get(id_, id_)) in found),
            cursor=cursor,
            total=len(self._search.ids),
            unknown=tuple(id_ for id_ in ids if id_ not in found and id_ not in renamed),
            renamed=renamed,
            cached=len(current),
        )

    def _current(self, ids: tuple[str, ...]) -> dict[str, FetchedRecord]:
        """The records that the cache has in the very version that the registry has now."""
        known = self._cache.versions(ids) if self._cache is not None else {}
        if self._cache is None or not known:
            return {}
        now = self._listed(list(known), {"fields": _VERSION_FIELDS})
        same: dict[str, RecordVersion] = {
            id_: version for id_, version in known.items() if id_ in now and now[id_].version == version
        }
        return self._cache.records(same)

    def _fetched(self, ids: list[str]) -> dict[str, FetchedRecord]:
        return self._listed(ids, {}) if ids else {}

    def _listed(self, ids: list[str], more: Mapping[str, str]) -> dict[str, FetchedRecord]:
        query = {"filter.ids": "|".join(ids), **more}
        return {record.id: record for step in self._pages("", query) for record in step.records}
