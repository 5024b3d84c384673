"""The project's concepts with their ranks, and MeSH beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from trialkg.terminology.entries import Concept
from trialkg.terminology.mesh.interface import Mesh
from trialkg.terminology.tree import reached

_VERSION = re.compile(r"(.+)-\d[\d.]*$")


@dataclass(frozen=True)
class Terminology:
    """All concepts by notation, and MeSH: the slice that ships with trialkg, or an index on disk."""

    concepts: Mapping[str, Concept]
    mesh: Mesh

    def broader_concepts(self, notation: str) -> frozenset[str]:
        """The notations above a concept, itself left out; empty for an unknown notation."""
        return reached(notation, self._broader)

    def narrower_concepts(self, notation: str) -> frozenset[str]:
        """The notations below a concept, at any depth, itself left out; empty for an unknown notation."""
        return reached(notation, lambda each: self._narrower.get(each, ()))

    @cached_property
    def versioned(self) -> frozenset[str]:
        """The notations of which others are versions: these and a number after a hyphen (``CTCAE-5``)."""
        versions = map(_VERSION.match, self.concepts)
        return frozenset(version[1] for version in versions if version)

    def _broader(self, notation: str) -> Iterable[str]:
        concept = self.concepts.get(notation)
        return concept.broader if concept else ()

    @cached_property
    def _narrower(self) -> Mapping[str, Iterable[str]]:
        narrower: dict[str, list[str]] = defaultdict(list)
        for concept in self.concepts.values():
            for broader in concept.broader:
                narrower[broader].append(concept.notation)
        return dict(narrower)
