"""Many studies at once: checked in batches, on all cores where there is enough to do.

The engines are not safe in threads, so the batches go to processes that each load the shapes once.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from trialkg.errors import member_of
from trialkg.store import EmbeddedStore, Held
from trialkg.validation.compiled import (
    BesideGraph,
    CompiledShapes,
    Left,
    LightGraph,
    Whole,
    WideGraph,
    triples_in,
)
from trialkg.validation.engine import validate_graph, validate_ntriples
from trialkg.validation.graphs import StandingGraph
from trialkg.validation.report import Report
from trialkg.validation.shapes import Profile, Shapes, load_shapes
from trialkg.workers import work_in_order

BATCH: Final = 50
"""Studies in a batch: enough that preparing the shapes is a small part, few enough to keep memory flat."""

_HELD: Final = 6
"""As many of what a store holds together, some eight studies each."""


@dataclass(frozen=True, slots=True)
class ShapesChoice:
    """Which shapes to check against, as a value that can be sent to another process."""

    profile: str | None = Profile.CORE
    paths: tuple[Path, ...] = ()

    @property
    def studywise(self) -> bool:
        """Whether no shape looks beyond a study's document, as is known of this package's only."""
        return not self.paths and self.profile is not None and Profile.from_option(self.profile).of_studies

    def load(self) -> Shapes:
        """The shapes, loaded anew."""
        return load_shapes(self.profile, self.paths)


class Engine(StrEnum):
    """What checks: pySHACL, the reference, or the shapes compiled; AUTO is what suits the input."""

    AUTO = "auto"
    PYSHACL = "pyshacl"
    COMPILED = "compiled"

    @classmethod
    def from_option(cls, option: str) -> Engine:
        """The engine an option names; raises UsageError with those that exist."""
        return member_of(cls, option, "engine")

    def resolved(self, default: Engine) -> Engine:
        """The engine itself, or what AUTO stands for where it is used."""
        return default if self is Engine.AUTO else self


def validate_studies(
    texts: Iterable[bytes],
    choice: ShapesChoice,
    *,
    engine: Engine = Engine.PYSHACL,
    jobs: int = 1,
    advance: Callable[[int], object] = lambda _: None,
) -> Report:
    """Check studies given as N-Triples, each by itself; ``advance`` is told of each batch that is done.

    Compiled shapes take the N-Triples that this package and Oxigraph write, a triple a line.
    """
    return _merged(work_in_order(_Check(choice, engine), texts, jobs=jobs, batch=BATCH), advance)


def validate_store(
    store: EmbeddedStore,
    choice: ShapesChoice,
    *,
    engine: Engine = Engine.AUTO,
    jobs: int = 1,
    advance: Callable[[int], object] = lambda _: None,
) -> Report:
    """Check all studies of a store. Each process reads its own, so memory does not grow with the store.

    Shapes of the user's own may look from a study to anything in the store, and are asked about the nodes
    beside the studies too. pySHACL checks those in one process, of the store as one graph.
    """
    check = _StoreCheck(store.folder, choice, engine.resolved(Engine.COMPILED))
    if not choice.studywise and check.engine is Engine.PYSHACL:
        return validate_graph(StandingGraph(store.graph), _process_shapes(choice))
    reports = work_in_order(check, store.held_studies(), jobs=jobs, batch=_HELD)
    if not choice.studywise:
        reports = chain(reports, map(check.beside, (store,)))
    return _merged(reports, advance)


def left_to_reference(choice: ShapesChoice) -> tuple[Left, ...]:
    """The shapes that cannot be compiled, which pySHACL checks whatever engine is asked for."""
    return _process_compiled(choice).left


@dataclass(frozen=True, slots=True)
class _Check:
    """Checks a batch of studies against shapes that each process loads once."""

    choice: ShapesChoice
    engine: Engine

    def __call__(self, texts: list[bytes]) -> tuple[Report, int]:
        if self.engine is Engine.COMPILED:
            return _process_compiled(self.choice).validate_studies(texts), len(texts)
        return validate_ntriples(b"".join(texts), _process_shapes(self.choice)), len(texts)


@dataclass(frozen=True, slots=True)
class _StoreCheck:
    """The same for studies that are read from a store."""

    folder: Path
    choice: ShapesChoice
    engine: Engine

    def __call__(self, batches: list[Held]) -> tuple[Report, int]:
        return self._report(batches), sum(len(each.studies) for each in batches)

    def _report(self, batches: list[Held]) -> Report:
        if self.engine is not Engine.COMPILED:
            text = b"".join(chain.from_iterable(map(self._texts, batches)))
            return validate_ntriples(text, _process_shapes(self.choice))
        if self.choice.studywise:
            return Report.merged(map(self._checked, batches))
        triples = chain.from_iterable(map(self._triples, batches))
        studies = tuple(chain.from_iterable(each.studies for each in batches))
        graph = WideGraph(triples, _process_whole(self.folder), studies)
        return _process_compiled(self.choice).validate(graph)

    def beside(self, store: EmbeddedStore) -> tuple[Report, int]:
        """What is found of the nodes that are part of no study."""
        graph = BesideGraph(Whole(store.graph), store.studies())
        return _process_compiled(self.choice).validate(graph), 0

    def _checked(self, batch: Held) -> Report:
        store, compiled = _process_store(self.folder), _process_compiled(self.choice)
        texts = store.held_texts(batch)
        if texts is not None:
            return compiled.validate_studies(texts)
        return compiled.validate(LightGraph(store.study_rows(batch.studies)))

    def _triples(self, batch: Held) -> Iterable[Sequence[str]]:
        store = _process_store(self.folder)
        texts = store.held_texts(batch)
        return store.study_rows(batch.studies) if texts is None else triples_in(texts)

    def _texts(self, batch: Held) -> list[bytes]:
        store = _process_store(self.folder)
        texts = store.held_texts(batch)
        return [store.study_ntriples(iri) for iri in batch.studies] if texts is None else texts


def _merged(done: Iterable[tuple[Report, int]], advance: Callable[[int], object]) -> Report:
    reports = []
    for report, size in done:
        reports.append(report)
        advance(size)
    return Report.merged(reports)


@lru_cache(maxsize=1)
def _process_shapes(choice: ShapesChoice) -> Shapes:
    return choice.load()


@lru_cache(maxsize=1)
def _process_compiled(choice: ShapesChoice) -> CompiledShapes:
    compiled = CompiledShapes(_process_shapes(choice))
    # They stay as long as the process: without this, the collector looks through them again and again.
    gc.freeze()
    return compiled


@lru_cache(maxsize=1)
def _process_whole(folder: Path) -> Whole:
    return Whole(_process_store(folder).graph)


@lru_cache(maxsize=1)
def _process_store(folder: Path) -> EmbeddedStore:
    return EmbeddedStore.open(folder)
