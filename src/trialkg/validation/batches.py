"""Many studies at once: checked in batches, on all cores where there is enough to do.

The engine is neither fast nor safe in threads, so the batches go to processes that each load the shapes once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from trialkg.validation.engine import validate_ntriples
from trialkg.validation.report import Report
from trialkg.validation.shapes import Profile, Shapes, load_shapes
from trialkg.workers import work_in_order

BATCH: Final = 50
"""Studies in a batch: enough that preparing the shapes is a small part, few enough to keep memory flat."""


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


@dataclass(frozen=True, slots=True)
class _Check:
    """Checks a batch of studies against shapes that each process loads once."""

    choice: ShapesChoice

    def __call__(self, texts: list[bytes]) -> tuple[Report, int]:
        return validate_ntriples(b"".join(texts), _process_shapes(self.choice)), len(texts)


def validate_studies(
    texts: Iterable[bytes],
    choice: ShapesChoice,
    *,
    jobs: int = 1,
    advance: Callable[[int], object] = lambda _: None,
) -> Report:
    """Check studies given as N-Triples, each by itself; ``advance`` is told of each batch that is done."""
    reports = []
    for report, size in work_in_order(_Check(choice), texts, jobs=jobs, batch=BATCH):
        reports.append(report)
        advance(size)
    return Report.merged(reports)


@lru_cache(maxsize=1)
def _process_shapes(choice: ShapesChoice) -> Shapes:
    return choice.load()
