"""Measures a running endpoint: ``python -m benchmarks.serving --store DIR [--seconds N] [--address URL]``.

A server of its own is started over the store, unless one is named. Point queries and stored queries about one
study, its document and its page are asked over several connections, first alone and then while an endless
query runs; then how soon a query is gone that never ends. A page is asked for once, since it is kept.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import httpx

from trialkg.store import EmbeddedStore

TIMEOUT = 10.0
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(CONCAT(STR(?a), STR(?c), STR(?f)) = 'x') }"
PATIENT = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abcdefghijkl")
    + " FILTER(?a + ?l > 20) }"
)
"""A query that takes no memory to speak of, and years."""
GREEDY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


class Load(NamedTuple):
    """What is asked: its name, and the address of a request for a study."""

    name: str
    path: Callable[[str], str]


def _point(iri: str) -> str:
    return "/sparql?query=" + quote(f"SELECT ?p ?o {{ <{iri}> ?p ?o }}")


def _stored(iri: str) -> str:
    return f"/api/queries/study-card?study={iri.rpartition('/')[2]}"


def _document(iri: str) -> str:
    return f"/api/studies/{iri.rpartition('/')[2]}?format=ntriples"


def _page(iri: str) -> str:
    return f"/study/{iri.rpartition('/')[2]}.html"


LOADS = (
    Load("point query", _point),
    Load("study document", _document),
    Load("stored query study-card", _stored),
    Load("study page", _page),
)


class Rate(NamedTuple):
    """What came of it: answers a second, and how long they took, in milliseconds."""

    rate: float
    median: float
    p99: float


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="the store that is served")
    parser.add_argument("--address", help="a server that runs already, such as http://localhost:7879")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each measurement")
    parser.add_argument("--connections", type=int, default=8)
    options = parser.parse_args()
    studies = EmbeddedStore.open(options.store).studies()
    print(f"{len(studies):,} studies, {options.connections} connections, {os.cpu_count()} cores.\n")
    with _server(options.store, options.address) as address:
        _rates(address, studies, options.seconds, options.connections)
        print(f"\nThe deadline is {TIMEOUT:.0f} s.")
        print(_freed(address, "An endless query", PATIENT))
        print(_freed(address, "A query that takes ever more memory", GREEDY))


def _rates(address: str, studies: list[str], seconds: float, connections: int) -> None:
    print("| load | meanwhile | answers/s | median ms | p99 ms |\n|---|---|---:|---:|---:|")
    for load in LOADS:
        # Each study once, as far as there are enough: a page that was made before is kept.
        shuffled = random.Random(1).sample(studies, len(studies))
        chosen = [load.path(iri) for iri in islice(cycle(shuffled), 50_000)]
        _show(load.name, "nothing", _measured(address, chosen, seconds, connections))
        others = chosen[len(chosen) // 2 :]
        with _endless(address):
            _show(load.name, "an endless query", _measured(address, others, seconds, connections))


def _show(name: str, meanwhile: str, rate: Rate) -> None:
    print(f"| {name} | {meanwhile} | {rate.rate:,.0f} | {rate.median:.1f} | {rate.p99:.1f} |", flush=True)


def _measured(address: str, paths: list[str], seconds: float, connections: int) -> Rate:
    """The rate of all connections together; one process of clients serves them all, in threads."""
    with get_context("spawn").Pool(1) as pool:
        times, took = pool.apply(_client, (address, paths, seconds, connections))
    times.sort()
    return Rate(len(times) / took, 1000 * times[len(times) // 2], 1000 * times[int(len(times) * 0.99)])


def _client(address: str, paths: list[str], seconds: float, connections: int) -> tuple[list[float], float]:
    times: list[float] = []
    start = time.perf_counter()
    last = start + seconds

    def ask(first: int) -> None:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        number = first
        while time.perf_counter() < last:
            begun = time.perf_counter()
            connection.request("GET", paths[number % len(paths)], headers={"Accept": "application/json"})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, response.status
            times.append(time.perf_counter() - begun)
            number += connections

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - start


@contextmanager
def _endless(address: str) -> Iterator[None]:
    """Keep an endless query running, asked anew whenever it has been ended."""
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            httpx.post(f"{address}/sparql", data={"query": ENDLESS}, timeout=120)

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        over.set()
        thread.join()


def _freed(address: str, name: str, query: str) -> str:
    """How soon a query that never ends is answered, at its deadline or limit, and no longer runs."""
    start = time.perf_counter()
    status = httpx.post(f"{address}/sparql", data={"query": query}, timeout=120).status_code
    answered = time.perf_counter() - start
    while "trialkg_queries_running 0\n" not in httpx.get(f"{address}/metrics").raise_for_status().text:
        time.sleep(0.01)
    gone = time.perf_counter() - start
    return f"{name} is answered {status} after {answered:.2f} s and gone after {gone:.2f} s."


@contextmanager
def _server(store: Path, address: str | None) -> Iterator[str]:
    if address is not None:
        yield address.rstrip("/")
        return
    command = [sys.executable, "-m", "trialkg", "serve", "--port", "0", "--timeout", str(TIMEOUT)]
    with subprocess.Popen([*command, "--store", str(store)], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = process.stderr.readline()
            yield said.split()[2].rstrip("/")
        finally:
            process.terminate()


if __name__ == "__main__":
    main()
