"""Two sides walked through together, by registry id."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trialkg.comparison.changes import StudyChange, study_change
from trialkg.comparison.sides import Side
from trialkg.comparison.snapshots import Snapshot


def compare(
    old: Side, new: Side, progress: Callable[[int], object] = lambda _: None
) -> Iterator[StudyChange]:
    """What became of each study, in the order of their ids; ``progress`` is told of each that is compared.

    Studies whose records say the same are passed over. What is held in memory is the ids and hashes.
    """
    before, after = old.hashes(), new.hashes()
    differing = sorted(
        study for study in before.keys() | after.keys() if before.get(study) != after.get(study)
    )
    old.require(study for study in differing if study in before)
    new.require(study for study in differing if study in after)
    for study in differing:
        change = study_change(study, _snapshot(old, study, before), _snapshot(new, study, after))
        progress(1)
        if change is not None:
            yield change


def _snapshot(side: Side, study: str, known: dict[str, bytes]) -> Snapshot | None:
    return side.snapshot(study) if study in known else None
