"""Blood pressures, which are printed in pairs: ``140/90 mmHg``."""

from __future__ import annotations

import re

from msgspec.structs import replace

from trialkg.linking.measured import Measured
from trialkg.linking.quantities import Quantity

_PRESSURES = re.compile(
    r"\s*(?:mm\s?hg)?\s*/\s*(?:(?P<sign>[<>≤≥])\s*=?\s*)?(?P<lower>\d{2,3})(?![\d.])(?!\s*/)(?!\s*[-–—]\s*\d)"
)
_MMHG = re.compile(r"\s*mm\s?hg")
_NAMED = re.compile(r"\b(?:blood pressure|bp|hypertension|hypotension)\b[^.;]{0,30}$")


def pressures(lower: str, quantity: Quantity) -> list[Measured] | None:
    """Systolic and diastolic pressure of ``140/90 mmhg``, in small letters; None for what is no pair."""
    pair = _PRESSURES.match(lower, quantity.end) if quantity.value >= 40 else None
    if pair is not None and pair["sign"] and pair["sign"] not in lower[quantity.start : quantity.number]:
        return None
    if pair is None or quantity.unit not in (None, "mm[Hg]"):
        return None
    unit = _MMHG.match(lower, pair.end())
    named = _NAMED.search(lower[max(quantity.start - 60, 0) : quantity.start])
    if unit is None and quantity.unit is None and named is None:
        return None
    end = unit.end() if unit else pair.end()
    systolic = replace(quantity, unit="mm[Hg]", end=end)
    diastolic = replace(systolic, value=float(pair["lower"]))
    names = ("systolic-blood-pressure", "diastolic-blood-pressure")
    return [
        Measured(name, each, "mm[Hg]", quantity.start, end, True)
        for name, each in zip(names, (systolic, diastolic), strict=True)
    ]
