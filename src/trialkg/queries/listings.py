"""Whole listings, asked in parts: what a query answers for some hundred studies, one part after another.

Oxigraph plans a part as it does the question of one study, and has little to sort. In order of the registry
ids the parts make the whole, byte for byte; the first rows are there at once, and parts run side by side.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import BinaryIO, Final

from trialkg.formats import ResultFormat
from trialkg.queries.binding import bind, bind_studies
from trialkg.queries.results import result_bytes
from trialkg.queries.stored import StoredQuery
from trialkg.store import EmbeddedStore
from trialkg.workers import CORES

_PART: Final = 250
"""Studies a part: enough that parsing the query does not count, few enough that the first is soon there."""

_AHEAD: Final = 2
"""So many parts a thread are under way at most, so that memory does not grow with the listing."""

_BETWEEN: Final = {ResultFormat.JSON: b","}
"""What stands between the rows of two parts."""

_CLOSING: Final = {ResultFormat.JSON: b"]}}", ResultFormat.XML: b"</results></sparql>"}
"""What stands behind the rows."""


def part_queries(text: str, parameter: str, numbers: Sequence[str]) -> Iterator[str]:
    """The SPARQL of each part of a listing; where there are no studies, one that answers without rows."""
    for start in range(0, len(numbers) or 1, _PART):
        yield bind_studies(text, parameter, numbers[start : start + _PART])


def write_listing(
    store: EmbeddedStore,
    query: StoredQuery,
    out: BinaryIO,
    result_format: ResultFormat,
    *,
    iris: bool = False,
) -> None:
    """Write the rows of a listing for all studies as one answer, on all cores; raises QueryError."""
    text = bind(query, {}, iris=iris)

    def answer(part: str) -> bytes:
        return result_bytes(store.query(part), result_format)

    closing = _CLOSING.get(result_format, b"")
    opening = answer(bind_studies(text, query.by, ())).removesuffix(closing)
    out.write(opening)
    between = b""
    for written in _in_order(answer, part_queries(text, query.by, store.study_numbers())):
        rows = written.removeprefix(opening).removesuffix(closing)
        if rows:
            out.write(between + rows)
            between = _BETWEEN.get(result_format, b"")
    out.write(closing)


def _in_order(answer: Callable[[str], bytes], parts: Iterable[str]) -> Iterator[bytes]:
    """The answer to each part, in order."""
    waiting = iter(parts)
    with ThreadPoolExecutor(CORES) as pool:
        under_way: deque[Future[bytes]] = deque(
            pool.submit(answer, each) for each in islice(waiting, _AHEAD * CORES)
        )
        while under_way:
            written = under_way.popleft().result()
            under_way.extend(pool.submit(answer, each) for each in islice(waiting, 1))
            yield written
