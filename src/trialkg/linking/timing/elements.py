"""From tokens to times, intervals, visits and phrases: numbers find their units, lists and ranges share them.

::

    times    = unit list | list unit            weeks 4, 8 and 12 | 4, 8 and 12 weeks
    list     = range { join range }
    range    = amount [ ("-" | "to") amount ]
    interval = "every" [ list ] (unit | cycle)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from rapidfuzz.distance import Levenshtein

from trialkg.linking.timing.durations import Duration
from trialkg.linking.timing.lexicon import UNITS, Mark
from trialkg.linking.timing.senses import Sense
from trialkg.linking.timing.tokens import Token


@dataclass(slots=True)
class Time:
    """A time, or a range of times from ``low`` to ``high``; None where the length is not known.

    ``named`` says that the unit stands before the number, as in ``week 12``; ``in_cycle`` that it is a day or
    a number of treatment cycles.
    """

    high: Duration | None
    low: Duration | None = None
    named: bool = False
    in_cycle: bool = False


@dataclass(slots=True)
class Interval:
    """What passes between assessments; None where the length is not known."""

    length: Duration | None
    in_cycle: bool = False


@dataclass(slots=True)
class Visit:
    """A visit known by its number."""

    name: str


@dataclass(slots=True)
class Phrase:
    """Words that are neither times nor marks."""

    words: list[Token] = field(default_factory=list)

    @property
    def senses(self) -> list[Sense]:
        """What the words speak of, in their order."""
        return [word.value for word in self.words if isinstance(word.value, Sense)]


Element: TypeAlias = Time | Interval | Phrase | Visit | Token

_JOINS = frozenset((Mark.COMMA, Mark.AND, Mark.OR, Mark.SLASH))
_RANGES = frozenset((Mark.DASH, Mark.TO))
_NUMERIC = frozenset((Mark.NUMBER, Mark.ORDINAL))
_BESIDE_NUMBERS = frozenset((Mark.ABOUT, Mark.AT))
_BEFORE_HYPHENS = frozenset((Mark.WORD, Mark.OF, Mark.AFTER, Mark.BEFORE, Mark.OVER))
_SPOKEN = frozenset(
    (Mark.EVERY, Mark.WORD, Mark.OF, Mark.NUMBER, Mark.ORDINAL, Mark.UNIT, Mark.CYCLE, Mark.VISIT)
)
"""Marks of tokens that are words of a phrase where they are part of nothing else."""


_LONGEST_RANGE = 2
_LONGEST_CHAIN = 24


class _Amount(NamedTuple):
    high: float
    low: float | None = None


def elements_of(tokens: list[Token], cycle: Duration | None = None) -> list[Element]:
    """The elements of a run of tokens in their order, with the length of a cycle where it is stated."""
    reader = _Reader(tokens, cycle)
    while reader.at < len(tokens):
        reader.read()
    return reader.elements


class _Reader:
    """A cursor over tokens; what it reads it adds to its elements."""

    def __init__(self, tokens: list[Token], cycle: Duration | None) -> None:
        self.tokens = tokens
        self.cycle = cycle
        self.at = 0
        self.elements: list[Element] = []

    def read(self) -> None:
        """Read the element at the cursor."""
        token = self.tokens[self.at]
        for reads in _READERS.get(token.mark, ()):
            if reads(self):
                return
        self.at += 1
        if token.mark is Mark.DASH and self._is_hyphen(self.at - 1):
            return
        if token.mark in _SPOKEN:
            self._say(token)
        elif token.mark is not Mark.ABOUT:
            self.elements.append(token)

    def _is_hyphen(self, at: int) -> bool:
        """Whether a dash joins words: ``end-of-treatment``, ``post-dose``, but not ``surgery-week 4``."""
        token = self.tokens[at]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or token.spaced or after.spaced or after.value is Sense.BASELINE:
            return False
        return self._mark(at - 1) in _BEFORE_HYPHENS and after.mark in (Mark.WORD, Mark.OF)

    def _say(self, token: Token) -> None:
        last = self.elements[-1] if self.elements else None
        if not isinstance(last, Phrase):
            last = Phrase()
            self.elements.append(last)
        last.words.append(token)

    def _mark(self, at: int) -> Mark | None:
        return self.tokens[at].mark if 0 <= at < len(self.tokens) else None

    def interval(self) -> bool:
        """``every 3 months``, ``every 6 to 8 weeks`` (the upper one), ``every cycle``."""
        run, at = self._list(self.at + 1)
        amount = run[-1].high if run else 1.0
        unit = self._unit(at)
        if unit is not None:
            at += 2 if self._mark(at) is Mark.DASH else 1
            cycles = self._mark(at) is Mark.CYCLE
            self.elements.append(Interval(Duration(amount, unit), cycles))
            self.at = at + cycles
            return True
        if self._mark(at) is Mark.CYCLE:
            self.elements.append(Interval(self._cycles(amount), in_cycle=True))
            self.at = at + 1
            return True
        return False

    def rate(self) -> bool:
        """``monthly``."""
        self.elements.append(Interval(self.tokens[self.at].value))
        self.at += 1
        return True

    def visits(self) -> bool:
        """``Visit 2, 3 and 5``: a visit for each number."""
        run, at = self._list(self.at + 1)
        if not run or self._unit(at) is not None:
            return False
        self.elements += (Visit(f"visit_{amount.high:g}") for amount in run)
        self.at = at
        return True

    def units_first(self) -> bool:
        """``weeks 4, 8 and 12``; of a list that ends in another unit, the last number has that one."""
        unit = self.tokens[self.at].value
        start = self.at + 1
        if self._mark(start) is Mark.DASH and not self._is_minus(start):
            start += 1
        run, at = self._list(start)
        if not run or self.tokens[self.at].text == "second":
            return False
        last = self._unit(at) if len(run) > 1 else None
        times = [_time(amount, unit, named=True) for amount in self._between(run)]
        if last is not None:
            times[-1] = _time(run[-1], last)
            at += 2 if self._mark(at) is Mark.DASH else 1
        self.at = at
        self._add_days(times)
        return True

    def units_last(self) -> bool:
        """``4, 8 and 12 weeks``, ``a year``, ``4 cycles``."""
        run, at = self._list(self.at)
        if not run:
            return False
        unit = self._unit(at)
        if unit is None and self._mark(at) is Mark.WORD and self._mark(at + 1) is Mark.UNIT:
            at += 1
            unit = self._unit(at)
        at += self._mark(at) is Mark.DASH
        if unit is not None:
            run = self._between(run)
            self.at = at + 1
            self._add_days([_time(amount, unit) for amount in run])
            return True
        if self._mark(at) is Mark.WORD and self._mark(at + 1) is Mark.CYCLE:
            at += 1
        if self._mark(at) is Mark.CYCLE:
            self.at = at + 1
            self.elements += (Time(self._cycles(amount.high), in_cycle=True) for amount in run)
            return True
        return False

    def in_cycle(self) -> bool:
        """``cycle 1 day 8``, ``cycles 2 and 4``: days of the last cycle named, or the ends of cycles."""
        run, at = self._list(self.at + 1)
        if not run:
            return False
        number = run[-1].high
        while self._mark(at) in (Mark.COMMA, Mark.DASH, Mark.AT, Mark.SLASH, Mark.OPEN):
            at += 1
        days, after = self._list(at + 1)
        if self._mark(at) is Mark.UNIT and self.tokens[at].value == "D" and days:
            self.elements += (self._day(number, amount) for amount in days)
            self.at = after
            return True
        ends = self._list(self.at + 1)[1]
        self.elements += (Time(self._cycles(amount.high), in_cycle=True) for amount in run)
        self.at = ends
        return True

    def _between(self, run: list[_Amount]) -> list[_Amount]:
        """``between 2 and 4`` is one range."""
        if self._mark(self.at - 1) is Mark.BETWEEN and len(run) == 2 and run[0].high < run[1].high:
            return [_Amount(run[1].high, run[0].high)]
        return run

    def _add_days(self, times: list[Time]) -> None:
        """Add times, as days of a cycle where one is named after them."""
        number = self._cycle_after() if times[-1].named and _in_days(times[-1]) else None
        if number is not None:
            times = [self._day(number, _Amount(*_amounts(time))) for time in times]
            self._shift_days_before(number)
        self.elements += times

    def _cycle_after(self) -> float | None:
        """The number of the cycle named at the cursor (``of cycle 2``), which is passed over."""
        at = self.at
        while self._mark(at) in (Mark.OF, Mark.AT, Mark.COMMA) or (
            self._mark(at) is Mark.WORD and self.tokens[at].text in ("the", "during")
        ):
            at += 1
        if self._mark(at) is Mark.CYCLE:
            run, after = self._list(at + 1)
            if run and self._unit(after) is None:
                self.at = after
                return run[-1].high
        return None

    def _shift_days_before(self, number: float) -> None:
        """``day 1 to day 28 of cycle 1``: the days before belong to the cycle too."""
        for place in range(len(self.elements) - 1, -1, -1):
            element = self.elements[place]
            if isinstance(element, Time) and element.named and not element.in_cycle and _in_days(element):
                self.elements[place] = self._day(number, _Amount(*_amounts(element)))
            elif not (isinstance(element, Token) and element.mark in _JOINS | _RANGES):
                return

    def _day(self, number: float, amount: _Amount) -> Time:
        """A day, counted from 1, of a cycle, counted from 1; the first of all is zero."""
        before = self._cycles(number - 1)
        if before is None:
            first = (number, amount) == (1, (1, None))
            return Time(Duration(0, "D") if first else None, named=True, in_cycle=True)
        high = Duration(before.days + amount.high - 1, "D")
        low = None if amount.low is None else Duration(before.days + amount.low - 1, "D")
        return Time(high, low, named=True, in_cycle=True)

    def _cycles(self, number: float) -> Duration | None:
        return Duration(number * self.cycle.amount, self.cycle.unit) if self.cycle else None

    def _list(self, at: int) -> tuple[list[_Amount], int]:
        """The amounts at a place that commas, words or dashes join, and the place after them."""
        run: list[_Amount] = []
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
            while self._mark(at) in _JOINS:
                at += 1
            joint = [token.mark for token in self.tokens[after:at]]
            if at == after:
                return run, after
            while self._mark(at) in _BESIDE_NUMBERS:
                at += 1
        return (run, after) if run else (run, at)

    def _chain(self, at: int) -> tuple[list[_Amount], int] | None:
        """``3-6-9 months``: three numbers or more with dashes between are a list."""
        chain: list[_Amount] = []
        low, after = self._amount(at)
        while low is not None and (not chain or low > chain[-1].high) and len(chain) < _LONGEST_CHAIN:
            chain.append(_Amount(low))
            at = after
            low, after = self._amount(at + 1) if self._mark(at) is Mark.DASH else (None, at)
        return (chain, at) if len(chain) > _LONGEST_RANGE else None

    def _range(self, at: int) -> tuple[_Amount, int] | None:
        """An amount, or two with a dash between; ``0-4`` and ``2 to 3`` are ranges, ``4 -2`` is none."""
        low, at = self._amount(at)
        if low is None:
            return None
        if self._mark(at) is Mark.DASH and self._mark(at + 1) in _JOINS:
            return _Amount(low), at + 1
        if self._mark(at) in _RANGES:
            high, after = self._amount(at + 1)
            if high is not None and high > low:
                return _Amount(high, low), after
        return _Amount(low), at

    def _amount(self, at: int) -> tuple[float | None, int]:
        """The number at a place, and the place after it."""
        mark = self._mark(at)
        while mark is Mark.ABOUT:
            at += 1
            mark = self._mark(at)
        if mark in _NUMERIC or (mark is Mark.YEAR and self._unit(at + 1)):
            return float(self.tokens[at].value), at + 1
        if mark is Mark.DASH and self._is_minus(at):
            return -float(self.tokens[at + 1].value), at + 2
        if mark is Mark.WORD and self.tokens[at].text in ("a", "an") and self._unit(at + 1):
            return 1.0, at + 1
        return None, at

    def _is_minus(self, at: int) -> bool:
        """Whether a dash is a minus: a number follows closely, and none goes before."""
        closely = self._mark(at + 1) is Mark.NUMBER and not self.tokens[at + 1].spaced
        return closely and self.tokens[at].spaced and self._mark(at - 1) not in _NUMERIC

    def _unit(self, at: int) -> str | None:
        """The unit at a place, after a hyphen too; after a number it may be misspelt by a letter."""
        if self._mark(at) is Mark.DASH:
            at += 1
        if at >= len(self.tokens):
            return None
        token = self.tokens[at]
        if token.mark is Mark.UNIT:
            return str(token.value)
        if token.mark is Mark.WORD and token.value is None and at and self._mark(at - 1) in _NUMERIC:
            return _misspelt(token.text)
        return None


_READERS = {
    Mark.EVERY: (_Reader.interval,),
    Mark.RATE: (_Reader.rate,),
    Mark.VISIT: (_Reader.visits,),
    Mark.CYCLE: (_Reader.in_cycle,),
    Mark.UNIT: (_Reader.units_first,),
    **dict.fromkeys((*_NUMERIC, Mark.YEAR, Mark.DASH, Mark.ABOUT, Mark.WORD), (_Reader.units_last,)),
}

_UNIT_NAMES = {name: unit for unit, names in UNITS.items() for name in names.split("|") if len(name) > 3}


def _misspelt(word: str) -> str | None:
    if len(word) < 4:
        return None
    word = word.removesuffix("s")
    return next((unit for name, unit in _UNIT_NAMES.items() if Levenshtein.distance(word, name) <= 1), None)


def _time(amount: _Amount, unit: str, *, named: bool = False) -> Time:
    low = None if amount.low is None else Duration(amount.low, unit)
    return Time(Duration(amount.high, unit), low, named)


def _in_days(time: Time) -> bool:
    return time.high is not None and time.high.unit == "D"


def _amounts(time: Time) -> tuple[float, float | None]:
    return (time.high.amount if time.high else 0.0), (time.low.amount if time.low else None)
