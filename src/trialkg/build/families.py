"""Whom references mean, settled over the whole graph at the end of a build."""

from __future__ import annotations

from trialkg.linking.resolution import key_of, resolved
from trialkg.store import StoreUpdate


def settle_references(update: StoreUpdate, base: str) -> None:
    """Resolve what can be resolved, withdraw what no longer can be, and name the studies that are missing.

    What comes of it depends on the studies of the graph alone, not on the order in which they came.
    """
    references = update.open_references(base)
    bearers = update.bearers_of(key for each in references if (key := key_of(each)))
    studies = update.described(each.own for each in references if each.own)
    update.settle_references(references, resolved(references, bearers, studies), base)
