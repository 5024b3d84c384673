"""Values of the graph in the words people read: durations, numbers with units, places in a record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_DURATION: Final = re.compile(r"(-?)P(?:T)?(\d+(?:\.\d+)?)([YMWDH])|(-?)PT(\d+(?:\.\d+)?)(M)")
_UNITS: Final = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour"}
_SIGNS: Final = {"<=": "≤", ">=": "≥", "<": "<", ">": ">", "=": ""}
_UCUM: Final = {
    "1": "",
    "wk": "weeks",
    "mo": "months",
    "a": "years",
    "d": "days",
    "h": "hours",
    "min": "minutes",
    "{score}": "points",
    "{ULN}": "× upper limit of normal",
    "10*9/L": "× 10⁹/L",
    "10*3/uL": "× 10³/µL",
    "10*12/L": "× 10¹²/L",
    "Cel": "°C",
}
_ANNOTATION: Final = str.maketrans({"{": "", "}": "", "_": " "})
"""Braces hold words in UCUM, as in ``mL/min/{1.73_m2}``."""

_PLACE: Final = re.compile(r"[a-z][A-Za-z]*|\d+")


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number of things, the noun in its number."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def duration(iso: str) -> str:
    """A duration in words: ``P24M`` as "24 months", ``-P4W`` as "4 weeks before"; another text as it is."""
    match = _DURATION.fullmatch(iso)
    if match is None:
        return iso
    minus, number, unit = (match[1], match[2], match[3]) if match[3] else (match[4], match[5], "min")
    if unit == "M" and "PT" in iso:
        unit = "min"
    noun = _UNITS.get(unit, "minute")
    text = f"{number} {noun}" if number == "1" else f"{number} {noun}s"
    return f"{text} before" if minus else text


def quantity(comparator: str, value: str, unit: str) -> str:
    """A limit as a person writes it: ``>=``, ``1500``, ``/uL`` as "≥ 1500 /uL"."""
    written = _UCUM.get(unit) if unit in _UCUM else unit.translate(_ANNOTATION)
    return " ".join(part for part in (_SIGNS.get(comparator, comparator), value, written) if part)


def place(field: str) -> str:
    """A field of the record in words: ``interventions[1].name`` as "interventions 1, name"."""
    parts = []
    for step in field.split("."):
        words = _PLACE.findall(step)
        parts.append(" ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower() for word in words))
    return ", ".join(part for part in parts if part)


def listed(words: Sequence[str]) -> str:
    """Words joined as in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
