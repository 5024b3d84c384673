"""Durations as ISO 8601 writes them, in the unit of the text: 24 months stay ``P24M``."""

from __future__ import annotations

from typing import NamedTuple

DAYS = {"S": 1 / 86400, "TM": 1 / 1440, "H": 1 / 24, "D": 1.0, "W": 7.0, "M": 30.4375, "Y": 365.25}
"""Days of each unit; ``TM`` is a minute."""

_TIMES_OF_DAY = {"S": "S", "TM": "M", "H": "H"}


class Duration(NamedTuple):
    """An amount of a unit, which is a key of ``DAYS``; negative before the anchor."""

    amount: float
    unit: str

    @property
    def days(self) -> float:
        """The same in days, a year being 365.25 and a month 30.4375."""
        return self.amount * DAYS[self.unit]

    @property
    def iso(self) -> str:
        """As ISO 8601 writes it; zero is always ``P0D``."""
        if not self.amount:
            return "P0D"
        sign, amount = "-" if self.amount < 0 else "", f"{abs(self.amount):.6g}"
        if "e" in amount:
            amount = f"{abs(self.amount):.0f}"
        unit = _TIMES_OF_DAY.get(self.unit)
        return f"{sign}PT{amount}{unit}" if unit else f"{sign}P{amount}{self.unit}"


ZERO = Duration(0, "D")
