"""Lists of numbers among tokens: ``4, 8 and 12``, ``2-3``, ``3-6-9``, and the unit at a place."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from trialkg.linking.timing.lexicon import UNITS, Mark
from trialkg.linking.timing.tokens import Token

ARTICLES = ("a", "an")
JOINS = frozenset((Mark.COMMA, Mark.AND, Mark.OR, Mark.SLASH))
RANGES = frozenset((Mark.DASH, Mark.TO))
NUMERIC = frozenset((Mark.NUMBER, Mark.ORDINAL))
_BESIDE_NUMBERS = frozenset((Mark.ABOUT, Mark.AT))
_LONGEST_RANGE = 2
_LONGEST_CHAIN = 24


class Amount(NamedTuple):
    """A number, or two of which ``low`` is the lower."""

    high: float
    low: float | None = None


class Numbers:
    """Tokens in which lists of numbers are looked for."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens

    def mark_at(self, at: int) -> Mark | None:
        """The mark of the token at a place, None outside of the tokens."""
        return self.tokens[at].mark if 0 <= at < len(self.tokens) else None

    def list_at(self, at: int) -> tuple[list[Amount], int]:
        """The amounts at a place that commas, words or dashes join, and the place after them."""
        run: list[Amount] = []
        joint: list[Mark] = []
        chain = self._chain(at)
        if chain is not None:
            return chain
        while (found := self._range(at)) is not None:
            if run and joint == [Mark.OR]:
                run[-1] = max(run[-1], found[0])
            else:
                run.append(found[0])
            after = at = found[1]
            while self.mark_at(at) in JOINS:
                at += 1
            joint = [token.mark for token in self.tokens[after:at]]
            if at == after:
                return run, after
            while self.mark_at(at) in _BESIDE_NUMBERS:
                at += 1
        return (run, after) if run else (run, at)

    def _chain(self, at: int) -> tuple[list[Amount], int] | None:
        """``3-6-9 months``: three numbers or more with dashes between are a list."""
        chain: list[Amount] = []
        low, after = self._amount(at)
        while low is not None and (not chain or low > chain[-1].high) and len(chain) < _LONGEST_CHAIN:
            chain.append(Amount(low))
            at = after
            low, after = self._amount(at + 1) if self.mark_at(at) is Mark.DASH else (None, at)
        return (chain, at) if len(chain) > _LONGEST_RANGE else None

    def _range(self, at: int) -> tuple[Amount, int] | None:
        """An amount, or two with a dash between; ``0-4`` and ``2 to 3`` are ranges, ``4 -2`` is none."""
        low, at = self._amount(at)
        if low is None:
            return None
        if self.mark_at(at) is Mark.DASH and self.mark_at(at + 1) in JOINS:
            return Amount(low), at + 1
        if self.mark_at(at) in RANGES:
            high, after = self._amount(at + 1)
            if high is not None and high > low:
                return Amount(high, low), after
        return Amount(low), at

    def _amount(self, at: int) -> tuple[float | None, int]:
        """The number at a place, and the place after it."""
        mark = self.mark_at(at)
        while mark is Mark.ABOUT:
            at += 1
            mark = self.mark_at(at)
        if mark in NUMERIC or (mark is Mark.YEAR and self.unit_at(at + 1)):
            return float(self.tokens[at].value), at + 1
        if mark is Mark.DASH and self.is_minus(at):
            return -float(self.tokens[at + 1].value), at + 2
        if mark is Mark.WORD and self.tokens[at].text in ARTICLES and self.unit_at(at + 1):
            return 1.0, at + 1
        return None, at

    def is_minus(self, at: int) -> bool:
        """Whether a dash is a minus: a number follows closely, and none goes before."""
        closely = self.mark_at(at + 1) is Mark.NUMBER and not self.tokens[at + 1].spaced
        return closely and self.tokens[at].spaced and self.mark_at(at - 1) not in NUMERIC

    def unit_at(self, at: int) -> str | None:
        """The unit at a place, after a hyphen too; after a number it may be misspelt by a letter."""
        if self.mark_at(at) is Mark.DASH:
            at += 1
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.mark is Mark.UNIT:
            return str(token.value)
        if token.mark is Mark.WORD and token.value is None and at and self.mark_at(at - 1) in NUMERIC:
            return _misspelt(token.text)
        return None


_UNIT_NAMES = {name: unit for unit, names in UNITS.items() for name in names.split("|") if len(name) > 3}


def _misspelt(word: str) -> str | None:
    if len(word) < 4:
        return None
    word = word.removesuffix("s")
    return next((unit for name, unit in _UNIT_NAMES.items() if Levenshtein.distance(word, name) <= 1), None)
