"""What expressions of SPARQL give, as far as it can be told without an engine; the rest is ``UNKNOWN``.

A term is what N-Triples writes of it, a string that was worked out a ``Text``. Only what Oxigraph is certain
to give as well is told: it writes numbers and times in its own way, and some kinds of numbers as another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from trialkg.validation.compiled.terms import LANG_STRING, STRING, iri_of, literal_parts
from trialkg.vocabulary.namespaces import XSD


class Doubt(Enum):
    """Why there is no value: nothing is known of it, or there is certainly none."""

    UNKNOWN = "unknown"
    ERROR = "error"


UNKNOWN: Final = Doubt.UNKNOWN
ERROR: Final = Doubt.ERROR


class Text(NamedTuple):
    """A plain string that an expression gave."""

    value: str


Value: TypeAlias = "str | Text | int | bool | Doubt"
Truth: TypeAlias = "bool | Doubt"

_KEPT: Final = {
    f"{XSD}date": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    f"{XSD}gYearMonth": re.compile(r"[0-9]{4}-[0-9]{2}"),
    f"{XSD}integer": re.compile(r"0|-?[1-9][0-9]{0,16}"),
    f"{XSD}boolean": re.compile("true|false"),
}
"""The forms of typed literals that Oxigraph leaves as they are."""
_TYPED: Final = frozenset((*_KEPT, STRING, LANG_STRING, f"{XSD}decimal"))
_BOOLEANS: Final = frozenset(f'"{word}"^^<{XSD}boolean>' for word in ("true", "false"))


def truth(value: Value) -> Truth:
    """What a filter takes a value for."""
    return value if isinstance(value, bool | Doubt) else UNKNOWN


def all_of(parts: list[Truth]) -> Truth:
    """What ``&&`` gives."""
    return False if False in parts else _in_doubt(parts, otherwise=True)


def any_of(parts: list[Truth]) -> Truth:
    """What ``||`` gives."""
    return True if True in parts else _in_doubt(parts, otherwise=False)


def _in_doubt(parts: list[Truth], *, otherwise: bool) -> Truth:
    return UNKNOWN if UNKNOWN in parts else ERROR if ERROR in parts else otherwise


def opposite(value: Truth) -> Truth:
    """What ``!`` gives."""
    return not value if isinstance(value, bool) else value


def may_be_same(term: str, other: str) -> bool:
    """Whether a pattern for one term may match the other, as one value can be written in several ways."""
    if term == other:
        return True
    if term[0] != '"' or other[0] != '"' or '"' in (term[-1], other[-1]):
        return False
    return not (term in _BOOLEANS and other in _BOOLEANS)


@lru_cache(maxsize=4096)
def string_value(value: Value) -> Value:
    """What ``STR`` gives."""
    if not isinstance(value, str):
        return value if isinstance(value, Text | Doubt) else UNKNOWN
    if value[0] == "<":
        return Text(iri_of(value))
    if value[0] == "_":
        return ERROR
    lexical, datatype, _ = literal_parts(value)
    kept = _KEPT.get(datatype)
    certain = kept.fullmatch(lexical) is not None if kept else datatype in (STRING, LANG_STRING)
    return Text(lexical) if certain else UNKNOWN


@lru_cache(maxsize=4096)
def datatype_of(value: Value) -> Value:
    """What ``DATATYPE`` gives."""
    if not isinstance(value, str):
        return f"<{STRING}>" if isinstance(value, Text) else value if isinstance(value, Doubt) else UNKNOWN
    if value[0] != '"':
        return ERROR
    datatype = literal_parts(value)[1]
    return f"<{datatype}>" if datatype in _TYPED else UNKNOWN


def equal(value: Value, other: Value) -> Truth:
    """What ``=`` gives."""
    if isinstance(value, Doubt) or isinstance(other, Doubt):
        return ERROR if value is ERROR and other is ERROR else UNKNOWN
    if isinstance(value, str) and isinstance(other, str) and value[0] == "<" and other[0] == "<":
        return value == other
    return _compared(value, other, lambda one, two: bool(one == two))


def before(value: Value, other: Value) -> Truth:
    """What ``<`` gives."""
    return _compared(value, other, lambda one, two: bool(one < two))


def not_after(value: Value, other: Value) -> Truth:
    """What ``<=`` gives."""
    return _compared(value, other, lambda one, two: bool(one <= two))


def _compared(value: Value, other: Value, compare: Callable[..., bool]) -> Truth:
    one, two = plain(value), plain(other)
    if one is not None and two is not None:
        return compare(one, two)
    if type(value) is int and type(other) is int:
        return compare(value, other)
    return UNKNOWN


def plain(value: Value) -> str | None:
    """The characters of a plain string; None for anything else."""
    if isinstance(value, Text):
        return value.value
    if isinstance(value, str) and value[0] == '"' and value[-1] == '"':
        return literal_parts(value)[0]
    return None


def length(value: Value) -> Value:
    """What ``STRLEN`` gives."""
    text = plain(value)
    return UNKNOWN if text is None else len(text)


def part(value: Value, start: Value, size: Value) -> Value:
    """What ``SUBSTR`` gives."""
    text = plain(value)
    if text is None or type(start) is not int or type(size) is not int or start < 1 or size < 0:
        return UNKNOWN
    return Text(text[start - 1 : start - 1 + size])


def ends(value: Value, end: Value) -> Value:
    """What ``STRENDS`` gives."""
    text, other = plain(value), plain(end)
    return UNKNOWN if text is None or other is None else text.endswith(other)


FUNCTIONS: Final[Mapping[str, tuple[Callable[..., Value], tuple[str, ...]]]] = {
    "Builtin_STR": (string_value, ("arg",)),
    "Builtin_DATATYPE": (datatype_of, ("arg",)),
    "Builtin_STRLEN": (length, ("arg",)),
    "Builtin_SUBSTR": (part, ("arg", "start", "length")),
    "Builtin_STRENDS": (ends, ("arg1", "arg2")),
}
"""The functions that are known, by their names in rdflib's algebra, with those of their arguments."""
