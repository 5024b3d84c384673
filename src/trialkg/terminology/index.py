"""Look-ups over concepts and descriptors: by name, upwards and downwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from trialkg.terminology.entries import Concept, Descriptor


@dataclass(frozen=True)
class Terminology:
    """All concepts by notation and all descriptors by id, and the year of MeSH they are of."""

    concepts: Mapping[str, Concept]
    descriptors: Mapping[str, Descriptor]
    mesh_year: str = ""

    def descriptor_named(self, text: str) -> Descriptor | None:
        """The descriptor of this very name, letter case and runs of white space aside; labels go first."""
        return self._descriptors_by_name.get(folded(text))

    def ancestors(self, descriptor_id: str) -> frozenset[str]:
        """The ids above a descriptor in any of its trees, itself left out; empty for an unknown id."""
        return _reached(descriptor_id, {id_: entry.broader for id_, entry in self.descriptors.items()})

    def broader_concepts(self, notation: str) -> frozenset[str]:
        """The notations above a concept, itself left out; empty for an unknown notation."""
        return _reached(notation, {name: entry.broader for name, entry in self.concepts.items()})

    def narrower_concepts(self, notation: str) -> frozenset[str]:
        """The notations below a concept, at any depth, itself left out; empty for an unknown notation."""
        return _reached(notation, self._narrower)

    @cached_property
    def _descriptors_by_name(self) -> Mapping[str, Descriptor]:
        entries = self.descriptors.values()
        by_entry_term = {folded(name): entry for entry in entries for name in entry.names}
        return by_entry_term | {folded(entry.label): entry for entry in entries}

    @cached_property
    def _narrower(self) -> Mapping[str, Iterable[str]]:
        narrower: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts.values():
            for broader in concept.broader:
                narrower[broader].append(concept.notation)
        return dict(narrower)


def folded(text: str) -> str:
    """The text as names are compared: case-folded, white space collapsed to single blanks."""
    return " ".join(text.casefold().split())


def _reached(start: str, steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for step in steps.get(waiting.pop(), ()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return frozenset(found - {start})
