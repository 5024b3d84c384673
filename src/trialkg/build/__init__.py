"""The whole path of a record, from a source to a queryable store. Read this first.

::

    raw_records          registries   cuts records out of files, folders, archives, streams
      └─ read_study      registries   decodes one to a Study; the rest is for    ┐
         │                            those that do not stand just so already    │
         └─ link_study   linking      finds descriptors, concepts, relations     │ in worker processes,
            └─ map_study mapping      writes it all as N-Triples text            │ a batch at a time
               └─ CompiledShapes      validation   holds it against the shapes   ┘
                  └─ Arrivals         build        keeps one record a study
                     └─ StoreUpdate   store        loads, replaces, removes
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

import msgspec

from trialkg import __version__
from trialkg.build.arrivals import Arrivals, Progress
from trialkg.build.base import require_base
from trialkg.build.families import settle_references
from trialkg.build.spool import Spool, spooling
from trialkg.build.standing import shapes_fingerprint
from trialkg.build.summary import Account, Log, Summary, removed_if_empty
from trialkg.build.work import Batch, Task
from trialkg.errors import StoreError
from trialkg.mapping import MAPPING_VERSION
from trialkg.registries import Watch, raw_records
from trialkg.store import StoreUpdate, updating, vocabulary_ntriples
from trialkg.terminology import Mesh, MeshEdition, load_terminology
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

    ``mesh`` is the folder of a MeSH index; None is the slice that ships with trialkg. ``sync`` removes the
    studies that the sources do not hold, ``history`` keeps what is replaced or removed as former versions,
    ``resume`` goes on with a build of the same kind that was stopped.
    """

    jobs: int = 1
    base: str = STUDY
    profile: str | None = "core"
    mesh: Path | None = None
    sync: bool = False
    history: bool = False
    resume: bool = False

    def __post_init__(self) -> None:
        require_base(self.base)


def build_store(
    sources: Sequence[str],
    folder: Path,
    options: BuildOptions,
    progress: Progress = lambda _: None,
    watch: Watch = lambda _: None,
) -> Summary:
    """Build the records of the sources into the store, which stays as it was if none could be built.

    ``progress`` is told of records that are done, ``watch`` of bytes that are read.

    Raises StoreError; what is wrong with a source or a record is in the summary and in ``rejected.ndjson``.
    """
    summary = Summary()
    mesh = load_terminology(options.mesh).mesh
    with (
        _updating(folder, options, mesh.source) as update,
        _logs(folder, summary, update) as log,
        TemporaryFile(dir=folder) as aside,
    ):
        arrivals = Arrivals(update, options.base, aside, summary, log, progress)
        task = _task(options, update, mesh.source)
        arrivals.load(_batches(sources, task, options.jobs, watch), history=options.history)
        if summary.studies:
            if options.sync:
                _require_whole(summary, folder)
                arrivals.withdraw(history=options.history)
            _finish(update, summary, options, mesh)
    return summary


def _finish(update: StoreUpdate, summary: Summary, options: BuildOptions, mesh: Mesh) -> None:
    """Settle and check what holds between studies, and let the generation stand."""
    settle_references(update.references, options.base)
    if options.profile is not None:
        summary.checks.add(validate_families(update, load_shapes(options.profile)))
    update.set_vocabulary(vocabulary_ntriples(mesh, update.linked_descriptors() if mesh.complete else ()))
    edition = MeshEdition(mesh.year, mesh.source)
    shapes = shapes_fingerprint(options.profile)
    manifest = update.commit(
        version=__version__,
        mapping_version=MAPPING_VERSION,
        base=options.base,
        mesh=edition,
        shapes=shapes if update.shapes in (None, shapes) else "",
    )
    summary.triples = manifest.triples


def _require_whole(summary: Summary, folder: Path) -> None:
    """Refuse to remove what the sources may hold where they cannot be read."""
    if summary.rejected:
        rejected = (
            "a record or source" if summary.rejected == 1 else f"{summary.rejected:,} records or sources"
        )
        raise StoreError(
            f"nothing was changed: {rejected} could not be read, and may be of studies that"
            " --sync would remove",
            where=str(folder),
            remedy=f"Mend what {folder / REJECTED} names, or build without --sync.",
        )


def _task(options: BuildOptions, update: StoreUpdate, mesh_source: str) -> Task:
    """The work of a build: what stands just so is left alone, if it was held against the same shapes."""
    checked = options.profile is None or update.shapes in (None, shapes_fingerprint(options.profile))
    skips = checked and not update.starts_empty
    standing = update.fingerprints(MAPPING_VERSION, mesh_source) if skips else None
    return Task(options.base, options.profile, options.mesh, standing, mesh_source)


def map_sources(
    sources: Sequence[str], spool: Spool, options: BuildOptions, progress: Progress = lambda _: None
) -> Summary:
    """Map the records of the sources into the spool, which then gives the best record of each study."""
    summary = Summary()
    log = Log(summary, None, None)
    task = Task(options.base, options.profile, options.mesh)
    for batch in _batches(sources, task, options.jobs):
        spool.take(batch, summary, log)
        progress(len(batch.records))
    return summary


def _batches(sources: Sequence[str], task: Task, jobs: int, watch: Watch = lambda _: None) -> Iterator[Batch]:
    found = raw_records(sources, watch=watch)
    return work_in_order(task, found, jobs=jobs, batch=_RECORDS_IN_A_BATCH)


@contextmanager
def _updating(folder: Path, options: BuildOptions, mesh_source: str) -> Iterator[StoreUpdate]:
    """The store's next generation; under another base, a study would come to stand in it twice."""
    how = (__version__, MAPPING_VERSION, options.base, mesh_source, options.profile or "", options.history)
    with updating(folder, " ".join(map(str, how)), resume=options.resume) as update:
        if update.base not in (None, options.base):
            remedy = f"Build with --base {update.base}, or into another --store."
            raise StoreError(
                f"the studies of this store start with {update.base}", where=str(folder), remedy=remedy
            )
        yield update


@contextmanager
def _logs(folder: Path, summary: Summary, update: StoreUpdate) -> Iterator[Log]:
    """The logs of this build, which a build that goes on with another's work goes on with too."""
    paths = (folder / REJECTED, folder / FINDINGS)
    goes_on = bool(update.taken_up) and paths[1].exists()
    with paths[0].open("wb") as rejected, paths[1].open("r+b" if goes_on else "wb") as findings:
        log = Log(summary, rejected, findings)
        if update.taken_up:
            log.take_up(msgspec.json.decode(update.taken_up[-1].account, type=Account))
        yield log
    removed_if_empty(paths)
