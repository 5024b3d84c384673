"""Which arm uses which intervention: the registry says it from both sides, and either can be incomplete."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from trialkg.registries.ctgov.codes import INTERVENTION_TYPE_LABELS
from trialkg.registries.notes import Notes
from trialkg.registries.text import plain_text
from trialkg.study import Intervention

_LABELS = {member: label for label, member in INTERVENTION_TYPE_LABELS.items()}


class Uses(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a record says of arms and interventions, each list in step with the arms or the interventions.

    ``arms`` holds the labels of the arms, ``names`` for each the interventions it names (``Drug: Name``),
    ``labels`` for each intervention the arms it names; ``names_path`` and ``labels_path`` are their places,
    with ``{}`` for the index.
    """

    arms: Sequence[str]
    interventions: Sequence[Intervention]
    labels: Sequence[Sequence[str]]
    labels_path: str
    names: Sequence[Sequence[str]] = ()
    names_path: str = ""


def used_in_arms(uses: Uses, notes: Notes) -> list[tuple[int, ...]]:
    """For each arm the positions, from 1, of the interventions that either side assigns to it."""
    positions: list[set[int]] = [set() for _ in uses.arms]
    _join_from_interventions(uses, positions, notes)
    _join_from_arms(uses, positions, notes)
    return [tuple(sorted(used)) for used in positions]


def _join_from_arms(uses: Uses, positions: list[set[int]], notes: Notes) -> None:
    known = _positions_by_name(uses.interventions) if any(uses.names) else {}
    for index, names in enumerate(uses.names):
        for name in names:
            plain = plain_text(name) or ""
            named = known.get(plain) or known.get(plain.partition(": ")[2].lstrip()) or ()
            # One record in 25 lists a name twice, say a row a dose: only the other side tells those apart.
            if len(named) == 1:
                positions[index].update(named)
            elif not named:
                notes.add(
                    uses.names_path.format(index), name, "names an intervention the record does not list"
                )
            elif positions[index].isdisjoint(named):
                notes.add(
                    uses.names_path.format(index),
                    name,
                    "names an intervention the record lists more than once",
                )


def _join_from_interventions(uses: Uses, positions: list[set[int]], notes: Notes) -> None:
    known: dict[str, list[int]] = {}
    for index, arm in enumerate(uses.arms):
        known.setdefault(arm, []).append(index)
    for index, labels in enumerate(uses.labels):
        for label in labels:
            arms = known.get(plain_text(label) or "", ())
            for arm_index in arms:
                positions[arm_index].add(index + 1)
            if not arms:
                notes.add(uses.labels_path.format(index), label, "names an arm the record does not list")


def _positions_by_name(interventions: Sequence[Intervention]) -> dict[str, list[int]]:
    known: dict[str, list[int]] = {}
    for position, intervention in enumerate(interventions, start=1):
        known.setdefault(intervention.name, []).append(position)
        if intervention.type is not None:
            known.setdefault(f"{_LABELS[intervention.type]}: {intervention.name}", []).append(position)
    return known
