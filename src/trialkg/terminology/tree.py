"""Walking up and down a hierarchy."""

from __future__ import annotations

from collections.abc import Callable, Iterable


def reached(start: str, steps: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """All that stands above (or below, as the steps lead) a start, itself left out."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for step in steps(waiting.pop()):
            if step not in found:
                found.add(step)
                waiting.append(step)
    return frozenset(found - {start})
