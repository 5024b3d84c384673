"""MeSH identifiers as NLM writes them.

Registry files of 2023 and 2024 fill every id to ten characters (``D000001943`` for ``D001943``), while NLM
has ids of seven and, since it ran out of those, of ten characters. The two ranges do not overlap: over the
30,764 descriptors of MeSH 2024 the seven-character ones end at D066331 (27,395) and the ten-character ones
begin at D000066388 (3,369), so the number alone decides, right for every descriptor, filled or not.
Supplementary ids follow the same plan; the highest seven-character one seen is C588336 and the lowest of
ten C000588495. An id between two ends is left as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

_FILLED = re.compile(r"([DC])000(\d{6})")
_LAST_SHORT = {"D": 66_331, "C": 588_336}


@lru_cache(1 << 16)
def mesh_id(registered: str) -> str:
    """The id in NLM's own form; anything that is no filled id comes back unchanged."""
    filled = _FILLED.fullmatch(registered)
    if filled is None or int(filled[2]) > _LAST_SHORT[filled[1]]:
        return registered
    return filled[1] + filled[2]
