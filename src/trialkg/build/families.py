"""Whom references mean, settled over the whole graph at the end of a build."""

from __future__ import annotations

from trialkg.linking.resolution import key_of, resolved
from trialkg.store import ReferenceGraph


def settle_references(graph: ReferenceGraph, base: str) -> None:
    """Resolve what can be resolved, withdraw what no longer can be, and name the studies that are missing.

    What comes of it depends on the studies of the graph alone, not on the order in which they came.
    """
    references = graph.open_references(base)
    bearers = graph.bearers_of(key for each in references if (key := key_of(each)))
    studies = graph.described(each.own for each in references if each.own)
    graph.settle_references(references, resolved(references, bearers, studies), base)
