"""The whole path of a record, from a source to a queryable store. Read this first.

::

    raw_records          registries   cuts records out of files, folders, archives, streams
      └─ read_study      registries   decodes one to a Study                     ┐
         └─ link_study   linking      finds descriptors, concepts, relations     │ in worker processes,
            └─ map_study mapping      writes it all as N-Triples text            │ a batch at a time
               └─ CompiledShapes      validation   holds it against the shapes   ┘
                  └─ Arrivals         build        keeps one record a study
                     └─ StoreUpdate   store        loads, replaces
                        └─ settle_references  build   finds the studies that are named, over the whole graph
                           └─ commit  store        makes it the graph that stands

A record that cannot be read is a value on this path, not an exception, so nothing stops and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from trialkg import __version__
from trialkg.build.arrivals import Arrivals, Progress
from trialkg.build.base import require_base
from trialkg.build.families import settle_references
from trialkg.build.spool import Spool, spooling
from trialkg.build.standing import Standing, shapes_fingerprint
from trialkg.build.summary import Log, Summary, removed_if_empty
from trialkg.build.work import Batch, Task
from trialkg.errors import StoreError
from trialkg.mapping import MAPPING_VERSION
from trialkg.registries import raw_records
from trialkg.store import StoreUpdate, updating, vocabulary_ntriples
from trialkg.terminology import MeshEdition, load_terminology
from trialkg.validation import load_shapes, validate_families
from trialkg.vocabulary.namespaces import STUDY
from trialkg.workers import work_in_order

__all__ = ["REJECTED", "BuildOptions", "Summary", "build_store", "map_sources", "spooling"]

REJECTED = "rejected.ndjson"
FINDINGS = "findings.ndjson"
_RECORDS_IN_A_BATCH = 32


@dataclass(frozen=True)
class BuildOptions:
    """How to build: processes, the base of study IRIs, and the profile to validate with (None: do not).

    ``mesh`` is the folder of a MeSH index; None is the slice that ships with trialkg.
    """

    jobs: int = 1
    base: str = STUDY
    profile: str | None = "core"
    mesh: Path | None = None

    def __post_init__(self) -> None:
        require_base(self.base)


def build_store(
    sources: Sequence[str], folder: Path, options: BuildOptions, progress: Progress = lambda _: None
) -> Summary:
    """Build the records of the sources into the store, which stays as it was if none could be built.

    Raises StoreError; what is wrong with a source or a record is in the summary and in ``rejected.ndjson``.
    """
    summary = Summary()
    mesh = load_terminology(options.mesh).mesh
    edition = MeshEdition(mesh.year, mesh.source)
    with _updating(folder, options.base) as update, _logs(folder, summary) as log, TemporaryFile() as aside:
        standing = Standing.of(folder, options.profile)
        batches = _batches(sources, options, standing)
        Arrivals(update, aside, summary, log, progress, mesh.source).load(batches)
        Standing.close()
        if summary.studies:
            settle_references(update, options.base)
            if options.profile is not None:
                summary.reports.append(validate_families(update, load_shapes(options.profile)))
            update.set_vocabulary(vocabulary_ntriples(mesh, update.linked_descriptors()))
            manifest = update.commit(
                version=__version__,
                mapping_version=MAPPING_VERSION,
                base=options.base,
                mesh=edition,
                shapes=shapes_fingerprint(options.profile) if standing or update.starts_empty else "",
            )
            summary.triples = manifest.triples
    return summary


def map_sources(
    sources: Sequence[str], spool: Spool, options: BuildOptions, progress: Progress = lambda _: None
) -> Summary:
    """Map the records of the sources into the spool, which then gives the best record of each study."""
    summary = Summary()
    log = Log(summary, None, None)
    for batch in _batches(sources, options):
        spool.take(batch, summary, log)
        progress(len(batch.records))
    return summary


def _batches(
    sources: Sequence[str], options: BuildOptions, standing: Standing | None = None
) -> Iterator[Batch]:
    task = Task(options.base, options.profile, options.mesh, standing)
    return work_in_order(task, raw_records(sources), jobs=options.jobs, batch=_RECORDS_IN_A_BATCH)


@contextmanager
def _updating(folder: Path, base: str) -> Iterator[StoreUpdate]:
    """The store's next generation; under another base, a study would come to stand in it twice."""
    with updating(folder) as update:
        if update.base not in (None, base):
            remedy = f"Build with --base {update.base}, or into another --store."
            raise StoreError(
                f"the studies of this store start with {update.base}", where=str(folder), remedy=remedy
            )
        yield update


@contextmanager
def _logs(folder: Path, summary: Summary) -> Iterator[Log]:
    paths = (folder / REJECTED, folder / FINDINGS)
    with paths[0].open("wb") as rejected, paths[1].open("wb") as findings:
        yield Log(summary, rejected, findings)
    removed_if_empty(paths)
