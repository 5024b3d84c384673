"""The stages that are measured. Each works a whole corpus in a process of its own and says what it did.

``python -m benchmarks.stages NAME CORPUS`` prints one JSON object: records, triples, seconds of wall clock,
and the peak memory of the process and of its children in MB.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib

from benchmarks.corpus import REAL_MESH, write_changed
from trialkg.build import BuildOptions, build_store
from trialkg.linking import Linker, Links, link_study
from trialkg.mapping import map_study
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.registries.ctgov.json_reader import decode_record
from trialkg.store import EmbeddedStore
from trialkg.terminology import load_terminology
from trialkg.terminology.mesh import MeshIndex, index_of, install_mesh
from trialkg.validation import (
    CompiledShapes,
    Shapes,
    ShapesChoice,
    load_shapes,
    validate_ntriples,
    validate_store,
)


@dataclass
class Done:
    """What a stage did."""

    records: int
    triples: int
    seconds: float
    memory: float = 0.0


def _records(corpus: str) -> Iterator[RawRecord]:
    return (each for each in raw_records([corpus]) if isinstance(each, RawRecord))


def _linker() -> Linker:
    """What links: with the whole of MeSH where it is at hand, else with the slice that ships."""
    return Linker(load_terminology(index_of(REAL_MESH) if REAL_MESH.is_file() else None))


def _timed(corpus: str, work: Callable[[RawRecord], object]) -> Done:
    """Work on records that are cut already, so that reading the file is no part of the time."""
    records = list(_records(corpus))
    start = time.perf_counter()
    for record in records:
        work(record)
    return Done(len(records), 0, time.perf_counter() - start)


def _timed_mapping(corpus: str, work: Callable[[RawRecord], bytes]) -> Done:
    """The same, with the triples counted afterwards."""
    done = _timed(corpus, work)
    done.triples = sum(work(record).count(b"\n") for record in _records(corpus))
    return done


def parse(corpus: str) -> Done:
    """Typed decoding alone."""
    return _timed(corpus, decode_record)


def read(corpus: str) -> Done:
    """Decoding and reading to a Study."""
    return _timed(corpus, read_study)


def map_core(corpus: str) -> Done:
    """Reading and mapping what is registered, without linking."""
    links = Links()
    return _timed_mapping(corpus, lambda record: map_study(read_study(record), links).text)


def map_all(corpus: str) -> Done:
    """Reading and mapping everything, the links at hand."""
    linker = _linker()
    linked = [(record, link_study(read_study(record), linker)) for record in _records(corpus)]
    start = time.perf_counter()
    for record, links in linked:
        map_study(read_study(record), links)
    seconds = time.perf_counter() - start
    triples = sum(map_study(read_study(record), links).text.count(b"\n") for record, links in linked)
    return Done(len(linked), triples, seconds)


def link(corpus: str) -> Done:
    """Linking alone."""
    linker = _linker()
    studies = [read_study(record) for record in _records(corpus)]
    start = time.perf_counter()
    for study in studies:
        link_study(study, linker)
    return Done(len(studies), 0, time.perf_counter() - start)


def read_link_map(corpus: str) -> Done:
    """The three one after another, as a build does it."""
    linker = _linker()

    def work(record: RawRecord) -> bytes:
        study = read_study(record)
        return map_study(study, link_study(study, linker)).text

    return _timed_mapping(corpus, work)


def stream(corpus: str) -> Done:
    """The same as a stream from the file, for its memory."""
    linker = _linker()
    start = time.perf_counter()
    records = triples = 0
    for record in _records(corpus):
        study = read_study(record)
        triples += map_study(study, link_study(study, linker)).text.count(b"\n")
        records += 1
    return Done(records, triples, time.perf_counter() - start)


def _text(corpus: str) -> tuple[int, bytes]:
    linker = _linker()
    studies = [read_study(record) for record in _records(corpus)]
    texts = [map_study(study, link_study(study, linker)).text for study in studies]
    return len(texts), b"".join(texts)


def load(corpus: str) -> Done:
    """The store's bulk loader alone, on mapped text."""
    records, text = _text(corpus)
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(f"{folder}/graph")
        start = time.perf_counter()
        store.bulk_load(text, ox.RdfFormat.N_TRIPLES)
        return Done(records, len(store), time.perf_counter() - start)


def peer_rdflib_load(corpus: str) -> Done:
    """A peer: rdflib's parser into its memory graph, on the same text."""
    records, text = _text(corpus)
    graph = rdflib.Graph()
    start = time.perf_counter()
    graph.parse(data=text, format="nt")
    return Done(records, len(graph), time.perf_counter() - start)


def _build(corpus: str, options: BuildOptions) -> Done:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        summary = build_store([corpus], Path(folder) / "store", options)
        return Done(summary.records, summary.triples, time.perf_counter() - start)


def build_one(corpus: str) -> Done:
    """Source to store in one process, not validated."""
    return _build(corpus, BuildOptions(jobs=1, profile=None))


def build_two(corpus: str) -> Done:
    """Source to store in two processes, not validated."""
    return _build(corpus, BuildOptions(jobs=2, profile=None))


def build_validated(corpus: str) -> Done:
    """Source to store in two processes, held against the core shapes."""
    return _build(corpus, BuildOptions(jobs=2, profile="core"))


def _validated(corpus: str, check: Callable[[bytes], object], most: int) -> Done:
    """Check mapped studies 50 at a time, a first study before the clock runs."""
    linker = _linker()
    studies = [read_study(record) for record in islice(_records(corpus), most)]
    texts = [map_study(study, link_study(study, linker)).text for study in studies]
    batches = [b"".join(texts[start : start + 50]) for start in range(0, len(texts), 50)]
    check(texts[0])
    start = time.perf_counter()
    for batch in batches:
        check(batch)
    return Done(len(texts), 0, time.perf_counter() - start)


def _core_only() -> Shapes:
    """The core shapes without those that are SPARQL."""
    shapes = load_shapes()
    for shape in set(shapes.graph.subjects(rdflib.SH.sparql)):
        shapes.graph.remove((shape, rdflib.SH.targetClass, None))
    return shapes


def _pyshacl(text: bytes, shapes: Shapes) -> object:
    """A peer: pySHACL as it comes, on a graph of rdflib."""
    data = rdflib.Graph().parse(data=text, format="nt")
    return pyshacl.validate(data, shacl_graph=shapes.graph, inference="none", inplace=True)


def peer_pyshacl(corpus: str) -> Done:
    """A peer: pySHACL on the core shapes without SPARQL."""
    shapes = _core_only()
    return _validated(corpus, lambda text: _pyshacl(text, shapes), 100)


def peer_pyshacl_sparql(corpus: str) -> Done:
    """A peer: pySHACL on all core shapes; rdflib takes seconds a study for its queries."""
    shapes = load_shapes()
    return _validated(corpus, lambda text: _pyshacl(text, shapes), 5)


def validate_reference(corpus: str) -> Done:
    """pySHACL on all core shapes, with Oxigraph for its queries."""
    shapes = load_shapes()
    return _validated(corpus, lambda text: validate_ntriples(text, shapes), 200)


def validate_compiled(corpus: str) -> Done:
    """The core shapes without SPARQL, compiled."""
    return _validated(corpus, CompiledShapes(_core_only()).validate_lines, 2000)


def validate_compiled_sparql(corpus: str) -> Done:
    """All core shapes, compiled."""
    return _validated(corpus, CompiledShapes(load_shapes()).validate_lines, 2000)


def validate_a_store(corpus: str) -> Done:
    """A store read back and checked, in two processes."""
    with tempfile.TemporaryDirectory() as folder:
        build_store([corpus], Path(folder) / "store", BuildOptions(jobs=2, profile=None))
        store = EmbeddedStore.open(Path(folder) / "store")
        start = time.perf_counter()
        report = validate_store(store, ShapesChoice(), jobs=2)
        return Done(report.studies, store.manifest.triples, time.perf_counter() - start)


def update(corpus: str) -> Done:
    """The sources again, one record in a hundred changed, over a store of them, in two processes."""
    with tempfile.TemporaryDirectory() as folder:
        options = BuildOptions(jobs=2, profile=None)
        build_store([corpus], Path(folder) / "store", options)
        changed = Path(folder) / "changed.ndjson"
        write_changed(Path(corpus), changed)
        start = time.perf_counter()
        summary = build_store([str(changed)], Path(folder) / "store", options)
        return Done(summary.records, 0, time.perf_counter() - start)


def mesh_install(_: str) -> Done:
    """A whole year of MeSH into an index; records are descriptors."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        about = install_mesh([REAL_MESH], Path(folder))
        return Done(about.descriptors, 0, time.perf_counter() - start)


def mesh_open(_: str) -> Done:
    """That index opened and asked one name; a record is an opening."""
    with tempfile.TemporaryDirectory() as folder:
        install_mesh([REAL_MESH], Path(folder))
        times = 200
        start = time.perf_counter()
        for _each in range(times):
            index = MeshIndex(Path(folder))
            index.named("breast cancer")
            index.close()
        return Done(times, 0, time.perf_counter() - start)


STAGES: dict[str, Callable[[str], Done]] = {
    "parse": parse,
    "read": read,
    "map-core": map_core,
    "map-all": map_all,
    "link": link,
    "read-link-map": read_link_map,
    "stream": stream,
    "load": load,
    "peer-rdflib-load": peer_rdflib_load,
    "mesh-install": mesh_install,
    "mesh-open": mesh_open,
    "peer-pyshacl": peer_pyshacl,
    "peer-pyshacl-sparql": peer_pyshacl_sparql,
    "validate-reference": validate_reference,
    "validate-compiled": validate_compiled,
    "validate-compiled-sparql": validate_compiled_sparql,
    "validate-store": validate_a_store,
    "build-1": build_one,
    "build-2": build_two,
    "build-validated": build_validated,
    "update": update,
}


def main(name: str, corpus: str) -> None:
    """Run one stage and print what it did."""
    done = STAGES[name](corpus)
    usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    done.memory = max(usage) / 1024
    print(json.dumps(asdict(done)))


if __name__ == "__main__":
    main(*sys.argv[1:])
