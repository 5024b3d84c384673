"""From tokens to times, intervals, visits and phrases: numbers find their units, lists and ranges share them.

::

    times    = unit list | list unit            weeks 4, 8 and 12 | 4, 8 and 12 weeks
    list     = range { join range }
    range    = amount [ ("-" | "to") amount ]
    interval = "every" [ list ] (unit | cycle)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from trialkg.linking.timing.durations import Duration
from trialkg.linking.timing.lexicon import Mark
from trialkg.linking.timing.number_lists import ARTICLES, JOINS, NUMERIC, RANGES, Amount, Numbers
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

_BEFORE_HYPHENS = frozenset((Mark.WORD, Mark.OF, Mark.AFTER, Mark.BEFORE, Mark.OVER))
_SPOKEN = frozenset(
    (Mark.EVERY, Mark.WORD, Mark.OF, Mark.NUMBER, Mark.ORDINAL, Mark.UNIT, Mark.CYCLE, Mark.VISIT)
)
"""Marks of tokens that are words of a phrase where they are part of nothing else."""


def elements_of(tokens: list[Token], cycle: Duration | None = None) -> list[Element]:
    """The elements of a run of tokens in their order, with the length of a cycle where it is stated."""
    reader = _Reader(tokens, cycle)
    while reader.at < len(tokens):
        reader.read()
    return reader.elements


class _Reader(Numbers):
    """A cursor over tokens; what it reads it adds to its elements."""

    def __init__(self, tokens: list[Token], cycle: Duration | None) -> None:
        super().__init__(tokens)
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
        return self.mark_at(at - 1) in _BEFORE_HYPHENS and after.mark in (Mark.WORD, Mark.OF)

    def _say(self, token: Token) -> None:
        last = self.elements[-1] if self.elements else None
        if not isinstance(last, Phrase):
            last = Phrase()
            self.elements.append(last)
        last.words.append(token)

    def interval(self) -> bool:
        """``every 3 months``, ``every 6 to 8 weeks`` (the upper one), ``every cycle``."""
        run, at = self.list_at(self.at + 1)
        amount = run[-1].high if run else 1.0
        unit = self.unit_at(at)
        if unit is not None:
            at += 2 if self.mark_at(at) is Mark.DASH else 1
            cycles = self.mark_at(at) is Mark.CYCLE
            self.elements.append(Interval(Duration(amount, unit), cycles))
            self.at = at + cycles
            return True
        if self.mark_at(at) is Mark.CYCLE:
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
        run, at = self.list_at(self.at + 1)
        if not run or self.unit_at(at) is not None:
            return False
        self.elements += (Visit(f"visit_{amount.high:g}") for amount in run)
        self.at = at
        return True

    def units_first(self) -> bool:
        """``weeks 4, 8 and 12``; of a list that ends in another unit, the last number has that one."""
        unit = self.tokens[self.at].value
        start = self.at + 1
        if self.mark_at(start) is Mark.DASH and not self.is_minus(start):
            start += 1
        run, at = self.list_at(start)
        if not run or self.tokens[self.at].text == "second":
            return False
        last = self.unit_at(at) if len(run) > 1 else None
        times = [_time(amount, unit, named=True) for amount in self._between(run)]
        if last is not None:
            times[-1] = _time(run[-1], last)
            at += 2 if self.mark_at(at) is Mark.DASH else 1
        self.at = at
        self._add_days(times)
        return True

    def units_last(self) -> bool:
        """``4, 8 and 12 weeks``, ``a year``, ``4 cycles``."""
        if self.tokens[self.at].mark is Mark.WORD and self.tokens[self.at].text not in ARTICLES:
            return False
        run, at = self.list_at(self.at)
        if not run:
            return False
        unit = self.unit_at(at)
        if unit is None and self.mark_at(at) is Mark.WORD and self.mark_at(at + 1) is Mark.UNIT:
            at += 1
            unit = self.unit_at(at)
        at += self.mark_at(at) is Mark.DASH
        if unit is not None:
            run = self._between(run)
            self.at = at + 1
            self._add_days([_time(amount, unit) for amount in run])
            return True
        if self.mark_at(at) is Mark.WORD and self.mark_at(at + 1) is Mark.CYCLE:
            at += 1
        if self.mark_at(at) is Mark.CYCLE:
            self.at = at + 1
            self.elements += (Time(self._cycles(amount.high), in_cycle=True) for amount in run)
            return True
        return False

    def in_cycle(self) -> bool:
        """``cycle 1 day 8``, ``cycles 2 and 4``: days of the last cycle named, or the ends of cycles."""
        run, at = self.list_at(self.at + 1)
        if not run:
            return False
        number = run[-1].high
        while self.mark_at(at) in (Mark.COMMA, Mark.DASH, Mark.AT, Mark.SLASH, Mark.OPEN):
            at += 1
        days, after = self.list_at(at + 1)
        if self.mark_at(at) is Mark.UNIT and self.tokens[at].value == "D" and days:
            self.elements += (self._day(number, amount) for amount in days)
            self.at = after
            return True
        ends = self.list_at(self.at + 1)[1]
        self.elements += (Time(self._cycles(amount.high), in_cycle=True) for amount in run)
        self.at = ends
        return True

    def _between(self, run: list[Amount]) -> list[Amount]:
        """``between 2 and 4`` is one range."""
        if self.mark_at(self.at - 1) is Mark.BETWEEN and len(run) == 2 and run[0].high < run[1].high:
            return [Amount(run[1].high, run[0].high)]
        return run

    def _add_days(self, times: list[Time]) -> None:
        """Add times, as days of a cycle where one is named after them."""
        number = self._cycle_after() if times[-1].named and _in_days(times[-1]) else None
        if number is not None:
            times = [self._day(number, Amount(*_amounts(time))) for time in times]
            self._shift_days_before(number)
        self.elements += times

    def _cycle_after(self) -> float | None:
        """The number of the cycle named at the cursor (``of cycle 2``), which is passed over."""
        at = self.at
        while self.mark_at(at) in (Mark.OF, Mark.AT, Mark.COMMA) or (
            self.mark_at(at) is Mark.WORD and self.tokens[at].text in ("the", "during")
        ):
            at += 1
        if self.mark_at(at) is Mark.CYCLE:
            run, after = self.list_at(at + 1)
            if run and self.unit_at(after) is None:
                self.at = after
                return run[-1].high
        return None

    def _shift_days_before(self, number: float) -> None:
        """``day 1 to day 28 of cycle 1``: the days before belong to the cycle too."""
        for place in range(len(self.elements) - 1, -1, -1):
            element = self.elements[place]
            if isinstance(element, Time) and element.named and not element.in_cycle and _in_days(element):
                self.elements[place] = self._day(number, Amount(*_amounts(element)))
            elif not (isinstance(element, Token) and element.mark in JOINS | RANGES):
                return

    def _day(self, number: float, amount: Amount) -> Time:
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


_READERS = {
    Mark.EVERY: (_Reader.interval,),
    Mark.RATE: (_Reader.rate,),
    Mark.VISIT: (_Reader.visits,),
    Mark.CYCLE: (_Reader.in_cycle,),
    Mark.UNIT: (_Reader.units_first,),
    **dict.fromkeys((*NUMERIC, Mark.YEAR, Mark.DASH, Mark.ABOUT, Mark.WORD), (_Reader.units_last,)),
}


def _time(amount: Amount, unit: str, *, named: bool = False) -> Time:
    low = None if amount.low is None else Duration(amount.low, unit)
    return Time(Duration(amount.high, unit), low, named)


def _in_days(time: Time) -> bool:
    return time.high is not None and time.high.unit == "D"


def _amounts(time: Time) -> tuple[float, float | None]:
    return (time.high.amount if time.high else 0.0), (time.low.amount if time.low else None)
