"""Which literals are ill-typed, and which of two comes first.

Lexical forms: https://www.w3.org/TR/xmlschema11-2/. Order: the ``<`` of SPARQL
(https://www.w3.org/TR/sparql11-query/#OperatorMapping); Oxigraph answers for all but numbers and strings.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from trialkg.validation.compiled.terms import literal_parts
from trialkg.vocabulary.namespaces import XSD

_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_FLOAT = r"(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN)"
_DAYS_AND_TIME = r"(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"

_FORMS: Final[dict[str, re.Pattern[str]]] = {
    f"{XSD}{name}": re.compile(form)
    for name, form in {
        "boolean": r"true|false|0|1",
        "integer": r"[+-]?[0-9]+",
        "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
        "float": _FLOAT,
        "double": _FLOAT,
        "dateTime": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
        "dateTimeStamp": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE[:-1]}",
        "date": rf"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
        "time": rf"{_TIME}{_ZONE}",
        "gYear": rf"{_YEAR}{_ZONE}",
        "gYearMonth": rf"{_YEAR}-{_MONTH}{_ZONE}",
        "gMonthDay": rf"--(?:02-(?:0[1-9]|[12][0-9])|{_MONTH}-(?:0[1-9]|[12][0-9]|30)|"
        rf"(?:0[13578]|1[02])-31){_ZONE}",
        "gMonth": rf"--{_MONTH}{_ZONE}",
        "gDay": rf"---{_DAY}{_ZONE}",
        "duration": rf"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?{_DAYS_AND_TIME}",
        "yearMonthDuration": r"-?P(?=.)(?:[0-9]+Y)?(?:[0-9]+M)?",
        "dayTimeDuration": rf"-?P(?=.){_DAYS_AND_TIME}",
        "hexBinary": r"(?:[0-9a-fA-F]{2})*",
        "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    }.items()
}
_DATED: Final = frozenset(f"{XSD}{name}" for name in ("date", "dateTime", "dateTimeStamp"))

_SIGNED: Final = {"byte": 7, "short": 15, "int": 31, "long": 63}

_RANGES: Final[dict[str, tuple[int | None, int | None]]] = {
    f"{XSD}{name}": limits
    for name, limits in {
        "integer": (None, None),
        "nonNegativeInteger": (0, None),
        "positiveInteger": (1, None),
        "nonPositiveInteger": (None, 0),
        "negativeInteger": (None, -1),
        **{name: (-(1 << bits), (1 << bits) - 1) for name, bits in _SIGNED.items()},
        **{f"unsigned{name.title()}": (0, (2 << bits) - 1) for name, bits in _SIGNED.items()},
    }.items()
}
_INTEGER: Final = _FORMS[f"{XSD}integer"]
_DECIMAL: Final = _FORMS[f"{XSD}decimal"]


@lru_cache(maxsize=1 << 14)
def is_of(literal: str, datatype: str) -> bool:
    """Whether a literal is of a datatype and well-typed."""
    lexical, stated, _ = literal_parts(literal)
    return stated == datatype and is_well_typed(lexical, datatype)


def is_well_typed(lexical: str, datatype: str) -> bool:
    """Whether a lexical form is one of the datatype; of datatypes that are not XSD's, every form is."""
    limits = _RANGES.get(datatype)
    if limits is not None:
        return _INTEGER.fullmatch(lexical) is not None and _within(int(lexical), *limits)
    form = _FORMS.get(datatype)
    if form is None:
        return True
    if not form.fullmatch(lexical):
        return False
    return datatype not in _DATED or _is_day(lexical)


def _within(number: int, least: int | None, most: int | None) -> bool:
    return (least is None or number >= least) and (most is None or number <= most)


def _is_day(lexical: str) -> bool:
    """Whether the calendar has the day; it repeats itself every 400 years, whatever the year."""
    year, month, day = lexical.removeprefix("-").split("-", 2)
    number = int(year) * (-1 if lexical[0] == "-" else 1)
    return int(day[:2]) <= monthrange(2000 + number % 400, int(month))[1]


def less(one: str, other: str) -> bool:
    """Whether SPARQL holds a term to be less than another; terms that have no order are not."""
    return _ordered(one, other, "<")


def less_or_equal(one: str, other: str) -> bool:
    """The same for at most."""
    return _ordered(one, other, "<=")


@lru_cache(maxsize=1 << 14)
def _ordered(one: str, other: str, operator: str) -> bool:
    if one[-1] == other[-1] == '"':
        text, other_text = literal_parts(one)[0], literal_parts(other)[0]
        return text < other_text or (operator == "<=" and text == other_text)
    number, other_number = _number(one), _number(other)
    if number is None or other_number is None:
        return _asked(one, other, operator)
    return number < other_number or (operator == "<=" and number == other_number)


def _number(term: str) -> Decimal | None:
    """The value of an integer or decimal; None for what Oxigraph is asked about."""
    if term[0] != '"':
        return None
    lexical, datatype, _ = literal_parts(term)
    if datatype in _RANGES or datatype == f"{XSD}decimal":
        return Decimal(lexical) if _DECIMAL.fullmatch(lexical) and is_well_typed(lexical, datatype) else None
    return None


def _asked(one: str, other: str, operator: str) -> bool:
    if one[0] == "_" or other[0] == "_":
        return False
    return bool(ox.Store().query(f"ASK {{ FILTER({one} {operator} {other}) }}"))


Order = Callable[[str, str], bool]
