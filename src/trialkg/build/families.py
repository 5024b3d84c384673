"""Whom references mean, settled over the whole graph at the end of a build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from trialkg.linking.resolution import Bearers, Reference, key_of, resolved


class Referring(Protocol):
    """A graph whose references can be settled."""

    def open_references(self, base: str) -> list[Reference]:
        """The references that have to be looked for, with all relations of the studies they belong to."""

    def bearers_of(self, keys: Iterable[str]) -> Bearers:
        """The studies that bear each of these keys of names."""

    def described(self, iris: Iterable[str]) -> frozenset[str]:
        """Those of some studies that are described."""

    def settle_references(self, before: Iterable[Reference], after: Iterable[Reference], base: str) -> None:
        """Put references as they should stand in place of how they stood."""


def settle_references(graph: Referring, base: str) -> None:
    """Resolve what can be resolved, withdraw what no longer can be, and name the studies that are missing.

    What comes of it depends on the studies of the graph alone, not on the order in which they came.
    """
    references = graph.open_references(base)
    bearers = graph.bearers_of(key for each in references if (key := key_of(each)))
    studies = graph.described(each.own for each in references if each.own)
    graph.settle_references(references, resolved(references, bearers, studies), base)
