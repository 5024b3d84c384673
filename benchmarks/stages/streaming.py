"""Stages that read, link and map as a build does, in its own worker processes."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus import REAL_MESH
from benchmarks.stages.mapping import streamed
from benchmarks.work import Done
from trialkg.build.work import Task, Worked
from trialkg.registries import RawRecord
from trialkg.terminology.mesh import index_of
from trialkg.vocabulary.namespaces import STUDY

_STREAMED = 3_000


@dataclass(frozen=True)
class _Counted:
    """A build's task, with what came of it counted."""

    task: Task

    def __call__(self, records: list[RawRecord]) -> tuple[int, int, bytes]:
        worked = self.task(records).records
        text = b"".join(each.text for each in worked if isinstance(each, Worked))
        return len(worked), text.count(b"\n"), text


def _all(corpus: str, jobs: int) -> Done:
    mesh = index_of(REAL_MESH) if REAL_MESH.is_file() else None
    return streamed(corpus, _Counted(Task(STUDY, None, mesh)), _STREAMED, jobs)


def all_one(corpus: str) -> Done:
    """Reading, linking and mapping, streamed from the file, over and over, in one process."""
    return _all(corpus, 1)


def all_two(corpus: str) -> Done:
    """The same in two processes."""
    return _all(corpus, 2)
