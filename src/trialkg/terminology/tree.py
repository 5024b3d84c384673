"""Walking up and down a hierarchy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def reached(start: str, steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """All that stands above (or below, as the steps lead) a start, itself left out."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for step in steps.get(waiting.pop(), ()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return frozenset(found - {start})
