"""What is different between two snapshots of a study."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import msgspec

from trialkg.comparison.pairing import ALIKE, pair
from trialkg.comparison.snapshots import Part, Snapshot

_SURE: Final = 85.0
"""So alike must an outcome be to one of another level to be the same one."""


class StudyKind(StrEnum):
    """What became of a study as a whole."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class ChangeKind(StrEnum):
    """What became of a field or a part; ``switched`` is an outcome that went to another level."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REWORDED = "reworded"
    SWITCHED = "switched"


class Change(msgspec.Struct, frozen=True):
    """One difference: the field, what became of it, and its text before and after (empty where none)."""

    field: str
    change: ChangeKind
    before: str
    after: str


class StudyChange(msgspec.Struct, frozen=True):
    """What became of a study, by registry id; ``changes`` are those of one that is on both sides."""

    study: str
    change: StudyKind
    title: str
    changes: tuple[Change, ...] = ()


def study_change(study: str, before: Snapshot | None, after: Snapshot | None) -> StudyChange | None:
    """What became of a study that may be missing on one side; None where no field is different."""
    if after is None:
        return StudyChange(study, StudyKind.REMOVED, before.title) if before else None
    if before is None:
        return StudyChange(study, StudyKind.ADDED, after.title)
    changes = tuple(_changes(before, after))
    return StudyChange(study, StudyKind.CHANGED, after.title, changes) if changes else None


def _changes(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    """All differences, outcomes first: they are what is looked for."""
    yield from _outcome_changes(before.outcomes, after.outcomes)
    for name, was in before.fields.items():
        yield from _changed(name, was, after.fields[name])
    for name, parts in before.parts.items():
        yield from _part_changes(name, parts, after.parts[name])


def _changed(field: str, was: str, is_: str) -> Iterator[Change]:
    if was == is_:
        return
    kind = ChangeKind.CHANGED if was and is_ else ChangeKind.REMOVED if was else ChangeKind.ADDED
    yield Change(field, kind, was, is_)


def _details_changed(field: str, was: Part, is_: Part) -> Iterator[Change]:
    for name, value in was.details.items():
        for change in _changed(f"{field} {name}", value, is_.details[name]):
            yield Change(change.field, change.change, *(_of(is_, text) for text in (value, change.after)))


def _of(part: Part, detail: str) -> str:
    """A detail with the part it is of."""
    return f"{part.text}: {detail}" if detail else ""


class _Rest:
    """The parts of both sides that have found no counterpart yet."""

    def __init__(self, before: Sequence[Part], after: Sequence[Part]) -> None:
        self.before, self.after = list(before), list(after)

    def taken(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[Part, Part]]:
        """The parts in these places, which are left no longer."""
        chosen = list(pairs)
        found = [(self.before[there], self.after[here]) for there, here in chosen]
        gone_before, gone_after = {there for there, _ in chosen}, {here for _, here in chosen}
        self.before = [part for place, part in enumerate(self.before) if place not in gone_before]
        self.after = [part for place, part in enumerate(self.after) if place not in gone_after]
        return found

    def same(self) -> list[tuple[Part, Part]]:
        """The parts with the same text, those first that are the same in their details too."""
        wholly = self.taken(
            _matches(self.before, self.after, lambda part: (part.text, *part.details.items()))
        )
        return wholly + self.taken(_matches(self.before, self.after, lambda part: part.text))

    def alike(self, least: float = ALIKE) -> list[tuple[Part, Part]]:
        """The parts one of which may be another wording of the other."""
        before, after = ([part.text for part in side] for side in (self.before, self.after))
        return self.taken(sorted(pair(before, after, least)))


def _matches(
    before: Sequence[Part], after: Sequence[Part], key: Callable[[Part], Hashable]
) -> Iterator[tuple[int, int]]:
    """The places of parts with the same key, the first with the first."""
    places: dict[Hashable, list[int]] = {}
    for here, part in enumerate(after):
        places.setdefault(key(part), []).append(here)
    for there, part in enumerate(before):
        if found := places.get(key(part)):
            yield there, found.pop(0)


def _part_changes(field: str, before: Sequence[Part], after: Sequence[Part]) -> Iterator[Change]:
    rest = _Rest(before, after)
    yield from _within(field, rest)
    yield from _left(field, rest)


def _within(field: str, rest: _Rest) -> Iterator[Change]:
    """The changes of parts that are on both sides."""
    for was, is_ in rest.same():
        yield from _details_changed(field, was, is_)
    for was, is_ in rest.alike():
        yield Change(field, ChangeKind.REWORDED, was.text, is_.text)
        yield from _details_changed(field, was, is_)


def _left(field: str, rest: _Rest) -> Iterator[Change]:
    """The parts that are on one side alone."""
    for part in rest.before:
        yield Change(field, ChangeKind.REMOVED, _told(part), "")
    for part in rest.after:
        yield Change(field, ChangeKind.ADDED, "", _told(part))


def _told(part: Part) -> str:
    """A part by its text; an outcome with its time frame."""
    frame = part.details.get("time frame")
    return f"{part.text} [{frame}]" if frame else part.text


def _outcome_changes(
    before: Mapping[str, tuple[Part, ...]], after: Mapping[str, tuple[Part, ...]]
) -> Iterator[Change]:
    """An outcome is first sought in its own level, then in the others, and only then in another wording."""
    rests = {level: _Rest(outcomes, after[level]) for level, outcomes in before.items()}
    for level, rest in rests.items():
        for was, is_ in rest.same():
            yield from _details_changed(f"{level} outcome", was, is_)
    yield from _switched(rests, exactly=True)
    for level, rest in rests.items():
        yield from _within(f"{level} outcome", rest)
    yield from _switched(rests, exactly=False)
    for level, rest in rests.items():
        yield from _left(f"{level} outcome", rest)


def _switched(rests: Mapping[str, _Rest], *, exactly: bool) -> Iterator[Change]:
    for old, left in rests.items():
        for new, come in rests.items():
            if old == new:
                continue
            across = _Rest(left.before, come.after)
            for was, is_ in across.same() if exactly else across.alike(_SURE):
                texts = (f"{old}: {_told(was)}", f"{new}: {_told(is_)}")
                yield Change(f"{old} outcome", ChangeKind.SWITCHED, *texts)
            left.before, come.after = across.before, across.after
