"""Other programs, given the same records or the same triples."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import rdflib

from benchmarks.core.tables import core_triples, write_tables
from benchmarks.environments import python_with
from benchmarks.work import Done, UnavailableError, corpus_records, mapped_texts
from trialkg.store import RemoteStore

_CORE = Path(__file__).parents[1] / "core"
_LOADER = Path(__file__).parents[2] / "docs" / "loaders" / "virtuoso.sh"
_SAMPLE = 50
"""So many studies are compared triple by triple with what trialkg writes of them."""
_ONE_THREAD = {"POLARS_MAX_THREADS": "1", "RAYON_NUM_THREADS": "1"}
_FILES = 4
_BUFFERS = 170_000
"""What OpenLink advises for 2 GB of memory."""


class DifferenceError(Exception):
    """A peer did other work than trialkg, so that their times cannot be compared."""


def morph_kgc(corpus: str) -> Done:
    """A peer: Morph-KGC maps the common core, flattened for it before, with RML in one process."""
    return _core_mapped(corpus, "morph-kgc==2.10.0", "with_morph.py", "core.rml.ttl")


def maplib(corpus: str) -> Done:
    """A peer: maplib maps the common core, flattened for it before, with OTTR in one thread."""
    return _core_mapped(corpus, "maplib==0.20.26", "with_maplib.py", "core.stottr")


def _core_mapped(corpus: str, requirement: str, program: str, mapping: str) -> Done:
    python = python_with(requirement)
    with tempfile.TemporaryDirectory() as place:
        tables, out = Path(place) / "tables", Path(place) / "core.nt"
        records, triples = write_tables(corpus_records(corpus), tables)
        command = [str(python), str(_CORE / program), str(tables), str(_CORE / mapping), str(out)]
        environment = {**os.environ, **_ONE_THREAD}
        run = subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=True)
        said = json.loads(run.stdout)
        _compare(corpus, out, triples)
    return Done(records, triples, said["seconds"], process=said["memory"])


def _compare(corpus: str, out: Path, triples: int) -> None:
    """Hold what a peer wrote against what trialkg writes: how much, and a sample of it."""
    with out.open("rb") as file:
        written = sum(1 for _ in file)
    if written != triples:
        raise DifferenceError(f"{written:,} triples where trialkg writes {triples:,}")
    sample = list(islice(corpus_records(corpus), _SAMPLE))
    own = set(map(str, core_triples(sample)))
    studies = {
        triple.subject.value for triple in core_triples(sample) if isinstance(triple.subject, ox.NamedNode)
    }
    with out.open("rb") as file:
        theirs = set(_statements(file, studies))
    if own != theirs:
        other = own ^ theirs
        raise DifferenceError(f"{len(other):,} triples of {_SAMPLE} studies, such as {min(other)}")


def _statements(lines: Iterable[bytes], subjects: set[str]) -> Iterator[str]:
    """The statements about these subjects, in the form in which pyoxigraph writes them."""
    for line in lines:
        if line[1 : line.index(b">")].decode() in subjects:
            yield from (str(quad.triple) for quad in ox.parse(line, ox.RdfFormat.N_TRIPLES))


def rdflib_load(corpus: str) -> Done:
    """A peer: rdflib's parser into its memory graph, on the same text."""
    texts = mapped_texts(corpus)
    text = b"".join(texts)
    graph = rdflib.Graph()
    start = time.perf_counter()
    graph.parse(data=text, format="nt")
    return Done(len(texts), len(graph), time.perf_counter() - start)


def virtuoso_load(corpus: str) -> Done:
    """A peer: Virtuoso's bulk loader in two processes, to its checkpoint, on the same text."""
    from tests.servers import GRAPH, empty_virtuoso

    if not (shutil.which("virtuoso-t") and shutil.which("isql-vt")):
        raise UnavailableError("Virtuoso is not installed (Debian's virtuoso-opensource)")
    texts = mapped_texts(corpus)
    with tempfile.TemporaryDirectory() as place, empty_virtuoso(Path(place), _BUFFERS) as (sparql, sql):
        for number in range(_FILES):
            (Path(place) / f"{number}.nq").write_bytes(b"".join(texts[number::_FILES]))
        start = time.perf_counter()
        command = [str(_LOADER), place, "2"]
        subprocess.run(command, env={**os.environ, "VIRTUOSO": sql}, stdout=subprocess.DEVNULL, check=True)
        seconds = time.perf_counter() - start
        return Done(len(texts), _count(RemoteStore(sparql), GRAPH), seconds)


def _count(store: RemoteStore, graph: str) -> int:
    answer = store.query(f"SELECT (COUNT(*) AS ?triples) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    (row,) = answer
    (count,) = row
    assert isinstance(count, ox.Literal)
    return int(count.value)
