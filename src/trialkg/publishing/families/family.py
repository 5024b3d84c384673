"""A family of studies laid out as a tree: each study once, under the one it is first reached through."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from trialkg.publishing.order import natural_key

_PAIRS: Final = (
    ("substudyOf", "hasSubstudy"),
    ("extensionOf", "hasExtension"),
    ("followUpOf", "hasFollowUp"),
    ("usesCohortOf", "cohortUsedBy"),
    ("reusesDataOf", "dataReusedBy"),
)
_INVERSES: Final = {one: other for pair in _PAIRS for one, other in (pair, pair[::-1])}
_UPWARDS: Final = ("substudyOf", "extensionOf", "followUpOf")
"""The relations of a study to the one it comes from."""


class Member(NamedTuple):
    """A study of the family; without a ``number`` where only a name is printed."""

    key: str
    number: str
    name: str
    described: bool


class Branch(NamedTuple):
    """A study in the tree: how the one above stands to it, and its relations to studies elsewhere."""

    member: Member
    relation: str
    also: tuple[tuple[str, Member], ...]
    branches: tuple[Branch, ...]


class Family(NamedTuple):
    """A family as a tree, and the number of the study that was asked for."""

    asked: str
    root: Branch


Neighbours = dict[str, dict[str, set[str]]]
"""For each study the studies beside it, with the relations of the first to the second."""


def family_of(rows: Sequence[Mapping[str, str]]) -> Family | None:
    """The family of the one study that ``family-relations`` was asked for; None if there is no such study."""
    asked = next((row["nct"] for row in rows if row["distance"] == "0"), None)
    if asked is None:
        return None
    members = {row["nct"]: _member(row) for row in reversed(rows)}
    neighbours: Neighbours = {key: {} for key in members}
    for row in rows:
        if row["relation"]:
            key = row["related"]
            members.setdefault(key, Member(key, "", key, described=False))
            neighbours[row["nct"]].setdefault(key, set()).add(row["relation"])
            inverse = _INVERSES.get(row["relation"], row["relation"])
            neighbours.setdefault(key, {}).setdefault(row["nct"], set()).add(inverse)
    return Family(asked, _tree(members, neighbours, _topmost(asked, neighbours)))


def _member(row: Mapping[str, str]) -> Member:
    name = row["name"] if row["name"] != row["nct"] else ""
    return Member(row["nct"], row["nct"], name, described=row["described"] == "true")


def _topmost(study: str, neighbours: Neighbours) -> str:
    """The study from which the asked one comes in the end; of two above one the first by number."""
    climbed = {study}
    while above := [key for key in _above(study, neighbours) if key not in climbed]:
        study = min(above, key=natural_key)
        climbed.add(study)
    return study


def _above(study: str, neighbours: Neighbours) -> Iterator[str]:
    for key, relations in neighbours[study].items():
        if not relations.isdisjoint(_UPWARDS):
            yield key


def _tree(members: Mapping[str, Member], neighbours: Neighbours, root: str) -> Branch:
    """The tree of the shortest ways from the root."""
    under: dict[str, list[str]] = {root: []}
    also: dict[str, list[str]] = {}
    waiting = deque([root])
    above = {root: root}
    while waiting:
        study = waiting.popleft()
        for key in sorted(neighbours[study], key=lambda key: _order(study, key, neighbours)):
            if key not in under:
                under[study].append(key)
                under[key], above[key] = [], study
                waiting.append(key)
            elif key != above[study] and study not in (*under[key], *also.get(key, ())):
                also.setdefault(study, []).append(key)
    return _branch(root, "", under, also, members, neighbours)


def _order(study: str, key: str, neighbours: Neighbours) -> tuple[str, tuple[str | int, ...]]:
    return _relation(study, key, neighbours), natural_key(key)


def _relation(study: str, key: str, neighbours: Neighbours) -> str:
    return ", ".join(sorted(neighbours[study][key]))


def _branch(
    study: str,
    relation: str,
    under: Mapping[str, list[str]],
    also: Mapping[str, list[str]],
    members: Mapping[str, Member],
    neighbours: Neighbours,
) -> Branch:
    return Branch(
        member=members[study],
        relation=relation,
        also=tuple((_relation(study, key, neighbours), members[key]) for key in also.get(study, ())),
        branches=tuple(
            _branch(key, _relation(study, key, neighbours), under, also, members, neighbours)
            for key in under[study]
        ),
    )
