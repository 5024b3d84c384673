"""Ranks among concepts that were found together."""

from __future__ import annotations

from collections.abc import Collection

from trialkg.terminology import Terminology


def narrowest(named: Collection[str], terminology: Terminology) -> list[str]:
    """The notations that stand above no other of them, in their order."""
    if len(named) < 2:
        return list(named)
    above = {broader for notation in named for broader in terminology.broader_concepts(notation)}
    return [notation for notation in named if notation not in above]
