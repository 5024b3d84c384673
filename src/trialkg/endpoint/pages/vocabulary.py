"""The words of the graph: concepts, MeSH descriptors, codes and properties, held in memory while serving."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from trialkg.endpoint.pages.document import Part, Statements
from trialkg.endpoint.pages.names import LABELS, local
from trialkg.vocabulary.namespaces import CONCEPT, MESH, MESHV, SKOS

_PREFERRED: Final = f"{SKOS}prefLabel"
_ALTERNATIVE: Final = f"{SKOS}altLabel"
_BROADER: Final = (f"{SKOS}broader", f"{MESHV}broaderDescriptor")
_TREE_NUMBER: Final = f"{MESHV}treeNumber"
_MAPPED_TO: Final = f"{MESHV}mappedTo"
_IDENTIFIER: Final = f"{MESHV}identifier"
_IN_SCHEME: Final = f"{SKOS}inScheme"


class Vocabulary:
    """What the vocabulary of a store says: labels, other names, and what is broader and narrower."""

    def __init__(self, ntriples: bytes) -> None:
        self.statements = Statements.of_quads(ox.parse(ntriples, format=ox.RdfFormat.N_TRIPLES))
        self._broader: dict[str, tuple[str, ...]] = {}
        narrower: defaultdict[str, list[str]] = defaultdict(list)
        for iri in self.statements.subjects():
            part = self.statements.part(iri)
            above = tuple(each for name in _BROADER for each in part.texts(name))
            if above:
                self._broader[iri] = above
            for each in above:
                narrower[each].append(iri)
        self._narrower = dict(narrower)

    def part(self, iri: str) -> Part:
        """All that is said of a term."""
        return self.statements.part(iri)

    def knows(self, iri: str) -> bool:
        """Whether anything is said of a term."""
        return iri in self.statements

    def label(self, iri: str) -> str:
        """The label of a term; the words of its local name where it has none."""
        part = self.statements.part(iri)
        return next(filter(None, map(part.text, LABELS)), "") or local(iri)

    def other_names(self, iri: str) -> list[str]:
        """The other names of a concept or a descriptor, sorted."""
        return sorted(self.statements.part(iri).texts(_ALTERNATIVE), key=str.casefold)

    def broader(self, iri: str) -> list[str]:
        """The terms right above, by label."""
        return self._by_label(self._broader.get(iri, ()))

    def narrower(self, iri: str) -> list[str]:
        """The terms right below, by label."""
        return self._by_label(self._narrower.get(iri, ()))

    def upwards(self, iri: str) -> set[str]:
        """The term and all above it; of a supplementary concept, all above what it is mapped to."""
        found: set[str] = set()
        waiting = [iri]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found.add(each)
                waiting.extend(self._broader.get(each, ()))
                waiting.extend(self.statements.part(each).texts(_MAPPED_TO))
        return found

    def way_down(self, iri: str) -> list[str]:
        """A way from a top of the tree to the term: in MeSH the one of its first tree number."""
        way = [iri]
        while (above := self._above(way[0])) and above not in way:
            way.insert(0, above)
        return way

    def _above(self, iri: str) -> str:
        """The term right above: of several, the one that the first tree number leads to, else the first."""
        above = self.broader(iri)
        branch = self.part(iri).text(_TREE_NUMBER).rpartition(".")[0]
        on_branch = (each for each in above if branch in self.part(each).texts(_TREE_NUMBER))
        return next(on_branch, above[0] if above else "")

    def _by_label(self, iris: Iterable[str]) -> list[str]:
        return sorted(set(iris), key=lambda iri: (self.label(iri).casefold(), iri))

    @cached_property
    def concepts(self) -> list[str]:
        """The concepts of the trialkg schemes, by label."""
        found = (iri for iri in self.statements.subjects() if iri.startswith(CONCEPT))
        return self._by_label(iri for iri in found if self.part(iri).text(_PREFERRED))

    @cached_property
    def descriptors(self) -> list[str]:
        """The MeSH descriptors that the store holds, by label."""
        found = (iri for iri in self.statements.subjects() if iri.startswith(MESH))
        return self._by_label(iri for iri in found if self.part(iri).text(_IDENTIFIER))

    def scheme(self, iri: str) -> str:
        """The scheme a concept stands in, empty where it stands in none."""
        return self.part(iri).text(_IN_SCHEME)
