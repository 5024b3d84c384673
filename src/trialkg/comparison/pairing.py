"""Which of the texts that are gone a new one may be a new wording of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

ALIKE: Final = 70.0
"""From this likeness on, of 100, a text counts as another wording; below it, as another thing."""


def pair(before: Sequence[str], after: Sequence[str], least: float = ALIKE) -> list[tuple[int, int]]:
    """The places of the texts that belong together, the most alike first; no text is used twice.

    Likeness is that of the sorted words, letter case and punctuation aside. Texts that are as alike go in
    their order.
    """
    old, new = [default_process(text) for text in before], [default_process(text) for text in after]
    scored = sorted(
        (-score, there, here)
        for there, first in enumerate(old)
        for here, second in enumerate(new)
        if (score := fuzz.token_sort_ratio(first, second, score_cutoff=least)) >= least
    )
    taken_before: set[int] = set()
    taken_after: set[int] = set()
    pairs = []
    for _, there, here in scored:
        if there not in taken_before and here not in taken_after:
            taken_before.add(there)
            taken_after.add(here)
            pairs.append((there, here))
    return pairs
