"""Peers are compared only if they did the same work, and skipped with a reason where they cannot be had."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

corpora = pytest.importorskip("benchmarks.corpus", reason="the benchmarks are not part of a wheel")
environments = pytest.importorskip("benchmarks.environments", reason="the benchmarks are not part of a wheel")
peers = pytest.importorskip("benchmarks.stages.peers", reason="the benchmarks are not part of a wheel")
tables = pytest.importorskip("benchmarks.core.tables", reason="the benchmarks are not part of a wheel")
work = pytest.importorskip("benchmarks.work", reason="the benchmarks are not part of a wheel")


def written(corpus: Path, change: Callable[[list[str]], None] = lambda _: None) -> tuple[Path, int]:
    """What a peer might have written of a corpus of five studies, and how much trialkg writes of it."""
    corpora.write_corpus(corpus, 5)
    lines = [f"{triple} .\n" for triple in tables.core_triples(work.corpus_records(str(corpus)))]
    triples = len(lines)
    change(lines)
    out = corpus.with_name("out.nt")
    out.write_text("".join(reversed(lines)), encoding="utf-8")
    return out, triples


def test_the_same_triples_in_any_order_can_be_compared(tmp_path: Path) -> None:
    out, triples = written(tmp_path / "corpus.ndjson")
    peers._compare(str(tmp_path / "corpus.ndjson"), out, triples)


def test_a_peer_that_writes_less_is_refused(tmp_path: Path) -> None:
    out, triples = written(tmp_path / "corpus.ndjson", lambda lines: lines.clear())
    with pytest.raises(peers.DifferenceError, match="where trialkg writes"):
        peers._compare(str(tmp_path / "corpus.ndjson"), out, triples)


def test_a_peer_that_writes_something_else_is_refused(tmp_path: Path) -> None:
    def change(lines: list[str]) -> None:
        subject = next(ox.parse(lines[0], ox.RdfFormat.N_TRIPLES)).subject
        lines[-1] = f'{subject} <https://w3id.org/trialkg/ontology#briefTitle> "Another title" .\n'

    out, triples = written(tmp_path / "corpus.ndjson", change)
    with pytest.raises(peers.DifferenceError, match="triples of 50 studies"):
        peers._compare(str(tmp_path / "corpus.ndjson"), out, triples)


def test_a_peer_that_cannot_be_installed_is_unavailable_and_says_why() -> None:
    failing = [sys.executable, "-c", "import sys; sys.exit('No matching distribution')"]
    with pytest.raises(
        work.UnavailableError, match="peer==1 could not be installed: No matching distribution"
    ):
        environments._run(failing, "peer==1")


def test_a_program_that_is_not_there_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(work.UnavailableError, match="Virtuoso is not installed"):
        peers.virtuoso_load("no corpus")
