"""Stages from a record to its triples."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context

from benchmarks.work import Done, corpus_linker, corpus_records, timed
from trialkg.linking import Links, link_study
from trialkg.mapping import map_study
from trialkg.registries import RawRecord, read_study
from trialkg.registries.ctgov.json_reader import decode_record
from trialkg.workers import work_in_order

_BATCH = 32
"""As many records as a build gives a process at once."""
_STREAMED = 10_000
_BATCHES_BEFORE = 24
"""More than two processes have under way at once."""


def _mapping(corpus: str, work: Callable[[RawRecord], bytes]) -> Done:
    """Timed work, with the triples counted afterwards."""
    records = list(corpus_records(corpus))
    done = timed(records, work)
    done.triples = sum(work(record).count(b"\n") for record in records[-done.records :])
    return done


def parse(corpus: str) -> Done:
    """Typed decoding alone."""
    return timed(corpus_records(corpus), decode_record)


def read(corpus: str) -> Done:
    """Decoding and reading to a Study."""
    return timed(corpus_records(corpus), read_study)


def _core(record: RawRecord) -> bytes:
    return map_study(read_study(record), Links()).text


def map_core(corpus: str) -> Done:
    """Reading and mapping what is registered, without linking."""
    return _mapping(corpus, _core)


def _core_batch(records: list[RawRecord]) -> tuple[int, int, bytes]:
    """Records, triples and their text, which comes back from another process as it does in a build."""
    text = b"".join(map(_core, records))
    return len(records), text.count(b"\n"), text


def streamed(
    corpus: str, work: Callable[[list[RawRecord]], tuple[int, int, bytes]], most: int, jobs: int
) -> Done:
    """The corpus over and over, without the start of the processes: the clock runs when all are at work."""
    times = -(-most // sum(1 for _ in corpus_records(corpus)))
    records = chain.from_iterable(corpus_records(corpus) for _ in range(times))
    results = work_in_order(work, records, jobs=jobs, batch=_BATCH)
    for _ in islice(results, _BATCHES_BEFORE):
        pass
    start = time.perf_counter()
    counts = [result[:2] for result in results]
    seconds = time.perf_counter() - start
    return Done(sum(each for each, _ in counts), sum(triples for _, triples in counts), seconds)


def core_one(corpus: str) -> Done:
    """The same streamed from the file, over and over, in one process."""
    return streamed(corpus, _core_batch, _STREAMED, 1)


def core_two(corpus: str) -> Done:
    """The same streamed from the file, over and over, in two processes."""
    return streamed(corpus, _core_batch, _STREAMED, 2)


def core_apart(corpus: str) -> Done:
    """The same twice over, by two processes that exchange nothing: what two cores of this machine allow."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        done = list(pool.map(core_one, (corpus, corpus)))
    seconds = max(each.seconds for each in done)
    return Done(sum(each.records for each in done), sum(each.triples for each in done), seconds)


def map_all(corpus: str) -> Done:
    """Reading and mapping everything, the links at hand."""
    linker = corpus_linker()
    linked = [(record, link_study(read_study(record), linker)) for record in corpus_records(corpus)]
    start = time.perf_counter()
    for record, links in linked:
        map_study(read_study(record), links)
    seconds = time.perf_counter() - start
    triples = sum(map_study(read_study(record), links).text.count(b"\n") for record, links in linked)
    return Done(len(linked), triples, seconds)


def link(corpus: str) -> Done:
    """Linking alone."""
    studies = [read_study(record) for record in corpus_records(corpus)]
    linked = partial(link_study, linker=corpus_linker())
    start = time.perf_counter()
    for study in studies:
        linked(study)
    return Done(len(studies), 0, time.perf_counter() - start)


def read_link_map(corpus: str) -> Done:
    """Reading, linking and mapping, as a build does it."""
    linker = corpus_linker()

    def work(record: RawRecord) -> bytes:
        study = read_study(record)
        return map_study(study, link_study(study, linker)).text

    return _mapping(corpus, work)


def stream(corpus: str) -> Done:
    """The same as a stream from the file, for its memory."""
    linker = corpus_linker()
    start = time.perf_counter()
    records = triples = 0
    for record in corpus_records(corpus):
        study = read_study(record)
        triples += map_study(study, link_study(study, linker)).text.count(b"\n")
        records += 1
    return Done(records, triples, time.perf_counter() - start)
