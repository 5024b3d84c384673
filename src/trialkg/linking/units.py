"""Units as protocols print them, and the UCUM code (https://ucum.org) of each.

Counts and ratios have the unit ``1``; points of a scale ``{score}``; multiples of the upper limit of normal
``{ULN}``. What stands in braces is an annotation of UCUM: it is dimensionless and says what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

ONE = "1"
SCORE = "{score}"
ULN = "{ULN}"
PERCENT = "%"

_CELLS = r"(?:(?:neutrophils?|platelets?|granulocytes?|leu[ck]ocytes?|lymphocytes?|cells?|eosinophils?)\s*)?"
_PER = r"\s*(?:/|per|\bp/)\s*"
_MICROLITRE = r"(?:[uμµ][lL]\b|micro-?\s?lit(?:er|re)s?)"
_CUBIC_MM = r"(?:mm\s?\^?\(?[3³]\)?|cubic\s(?:millimet(?:er|re)s?|mm)|cu\.?\s?mm|mmc\b)"
_TIMES = r"(?:[x×✕*·]\s*)"
_POWER = r"10\s*(?:\^|\*\*|e|E|exp)?\s*\(?"
_SQUARE_METRE = (
    r"(?:m\s?\^?\(?[2²]\)?|square\smet(?:er|re)s?|sq\.?\s?m|met(?:er|re)s?\ssquared?|m\b(?!\s?[\^2²]))"
)
_ABOVE = r"(?:above|over|(?:higher|greater) than|as high as)"
_MINUTE = r"min(?:ute)?s?\.?(?:\s?\(min\))?"
_NORMAL = (
    r"(?:(?:the\s|of\s|institutional\s|laboratory\s|local\s|their\s|age-adjusted\s|site'?s?\s)*"
    r"(?:ULN\b|UNL\b|ULRR\b|U\.L\.N|upper\s(?:normal\s)?(?:limits?|levels?|bound)(?:\s(?:of|for)(?:\sthe)?\s"
    r"(?:(?:institutional|laboratory|local)\s)?(?:reference\s(?:range|value)|normal(?:\srange)?))?"
    r"|upper\sreferenced?\s(?:limit|range)|normal\supper\slimit|(?:institutional\s)?normal\b(?!\srange\sof)))"
)
_MASSES = {"pg": "pg", "ng": "ng", "[uµμ]g|mcg": "ug", "mg": "mg", "gm?|grams?": "g"}
_AMOUNTS = {"pmol": "pmol", "nmol": "nmol", "[uµμ]mol|micromol(?:es)?": "umol", "mmol": "mmol", "mEq": "meq"}
_VOLUMES = {
    "d[lL]|deciliter|100\\s?m[lL]": "dL",
    "m[lL]\\b": "mL",
    "[uµμ][lL]\\b": "uL",
    "[lL](?:it(?:er|re))?\\b": "L",
}

_PRINTED: tuple[tuple[str, str], ...] = (
    # Multiples of normal, and powers of ten before a volume
    (ULN, rf"-?\s*(?:folds?|times|[xX×*])?\s*(?:{_ABOVE}\s)?{_NORMAL}"),
    (ULN, r"(?<!\s\s)N\b(?![-.])"),
    ("10*9/L", rf"{_TIMES}{_POWER}[9⁹]\)?(?:\s*cells?)?{_PER}[lL]\b|(?:G|Giga|10\^9){_PER}[lL]\b"),
    ("10*12/L", rf"{_TIMES}{_POWER}12\)?{_PER}[lL]\b"),
    ("10*6/L", rf"{_TIMES}{_POWER}6\)?{_PER}[lL]\b"),
    ("10*6/mL", rf"{_TIMES}{_POWER}6\)?{_PER}m[lL]\b|millions?{_PER}m[lL]\b"),
    ("10*3/uL", rf"{_TIMES}{_POWER}3\)?(?:\s*cells?)?{_PER}{_MICROLITRE}|[kK]{_PER}{_MICROLITRE}"),
    ("10*3/mm3", rf"{_TIMES}{_POWER}3\)?(?:\s*cells?)?{_PER}{_CUBIC_MM}|[kK]{_PER}{_CUBIC_MM}"),
    ("/uL", rf"{_CELLS}{_PER}{_MICROLITRE}"),
    ("/mm3", rf"{_CELLS}{_PER}{_CUBIC_MM}"),
    ("{copies}/mL", rf"(?:copies|c){_PER}m[lL]\b"),
    # Clearance and flow
    ("mL/min/{1.73_m2}", rf"(?:m[lL]|cc){_PER}{_MINUTE}{_PER}1[.,]73\s?{_SQUARE_METRE}"),
    ("mL/min", rf"(?:m[lL]|cc|milliliters?){_PER}min(?:ute)?s?\b"),
    ("mL/s", rf"(?:m[lL]|cc){_PER}s(?:ec)?\b"),
    ("cm/s", rf"cm{_PER}s(?:ec)?\b"),
    # Concentrations
    *(
        (f"{mass}/{volume}", rf"(?:{printed}){_PER}(?:{litre})")
        for printed, mass in (_MASSES | _AMOUNTS).items()
        for litre, volume in _VOLUMES.items()
    ),
    ("mg/dL", r"mg\s?\\\s?d[lL]\b|mg\s?%"),
    ("mmol/mol", rf"mmol{_PER}mol\b"),
    ("mg/g", rf"mg{_PER}g\b"),
    ("g/(24.h)", rf"g(?:ram)?s?{_PER}24\s?h(?:ou)?rs?\b|g{_PER}24h\b"),
    ("mg/(24.h)", rf"mg{_PER}24\s?h(?:ou)?rs?\b|mg{_PER}24h\b"),
    ("m[IU]/mL", rf"m(?:IU|U|iu){_PER}m[lL]\b"),
    ("m[IU]/L", rf"m(?:IU|U|iu){_PER}[lL]\b"),
    ("[IU]/L", rf"(?:IU|U|iu|units){_PER}[lL]\b"),
    ("[IU]/mL", rf"(?:IU|U|iu|units){_PER}m[lL]\b"),
    ("u[IU]/mL", rf"[uµμ](?:IU|U){_PER}m[lL]\b"),
    # Bodies
    ("kg/m2", rf"(?:[kK]g|kilograms?){_PER}{_SQUARE_METRE}|kg\s?m-2"),
    ("mg/kg", rf"mg{_PER}kg\b"),
    ("mg/m2", rf"mg{_PER}m\s?\^?[2²]"),
    ("g/d", rf"g(?:rams?)?\s(?:pure\s|of\s)?(?:ethanol|alcohol)[^.;,]{{0,20}}?{_PER}day\b"),
    ("g/d", rf"g{_PER}(?:d|day)\b"),
    ("mg/d", rf"mg{_PER}(?:d|day)\b|mg\s(?:daily|per day)"),
    ("mm[Hg]", r"mm\s?[hH][gG]\b|millimet(?:er|re)s?\sof\smercury"),
    ("kg", r"(?:[kK][gG]s?|kilo(?:gram)?s?)\b"),
    ("[lb_av]", r"(?:lbs?|pounds?)\b"),
    ("cm2", r"cm\s?\^?[2²]|square\scentimet(?:er|re)s?|sq\.?\s?cm"),
    ("m2", r"m\s?\^?[2²]"),
    ("cm3", r"(?:cm\s?\^?[3³]|cc\b)"),
    ("cm", r"-?(?:cms?|centimet(?:er|re)s?)\b"),
    ("mm", r"-?(?:mms?|millimet(?:er|re)s?)\b"),
    ("um", r"(?:[uµμ]m|microns?|micromet(?:er|re)s?)\b"),
    ("mL", r"(?:m[lL]|milliliters?|millilitres?)\b"),
    ("L", r"(?:[lL]|liters?|litres?)\b"),
    # Radiation
    ("mSv", r"mSv\b"),
    ("MBq/kg", rf"MBq{_PER}kg\b"),
    ("MBq", r"MBq\b"),
    ("mCi", r"mCi\b"),
    ("Gy", r"Gy\b"),
    ("cGy", r"cGy\b"),
    # Times and rates
    ("/min", rf"(?:bpm\b|beats?{_PER}min(?:ute)?\b|b\.p\.m)"),
    ("Cel", r"(?:°\s?C|degrees?\s(?:C\b|Celsius)|℃)"),
    ("deg", r"(?:°|degrees?)"),
    (PERCENT, r"(?:%|percent\b|per cent\b|％)"),
    ("ms", r"(?:msecs?|ms|milli-?seconds?)\b"),
    ("s", r"(?:seconds?|secs?)\b"),
    ("min", r"-?(?:minutes?|mins?)\b"),
    ("h", r"-?(?:hours?|hrs?|h)\b"),
    ("d", r"-?(?:calendar\s|consecutive\s)?(?:days?)\b"),
    ("wk", r"-?(?:weeks?|wks?)\b"),
    ("mo", r"-?(?:(?:calendar\s)?months?|mos?|mths?)\b"),
    ("a", r"-?(?:full\s)?(?:years?|yrs?|y\.?o\.?\b|y/o|y)(?:\b|(?=\.))"),
    ("{half-life}", r"(?:drug\s|elimination\s|terminal\s)?half[- ]?li(?:ves|fe|fes)\b"),
    ("[pH]", r"pH\b"),
    ("dB", r"(?:dB|decibels?)\b"),
    ("{pack}.a", r"-?pack[- ]?years?\b"),
    (SCORE, r"(?:points?|pts)\b"),
)  # fmt: skip

_GROUPS = tuple(f"u{place}" for place in range(len(_PRINTED)))
_UNIT = re.compile(
    "|".join(f"(?:{pattern})(?P<{group}>)" for group, (_, pattern) in zip(_GROUPS, _PRINTED, strict=True))
)
"""All units; the group that tells which it was stands behind each, whose first letter is tried first."""

_BLANKS = re.compile(r"\s*")
_CODES: Mapping[str, str] = {group: code for group, (code, _) in zip(_GROUPS, _PRINTED, strict=True)}
_PLAIN = re.compile(r"\s?-?([A-Za-z]+\b|%)(?!\s?(?:[/^\\²³(]|per\b|mercury|[Hh]g))(\s?of\b)?")
_COMMON: Mapping[str, str] = {
    "%": "%", "percent": "%", "years": "a", "year": "a", "yrs": "a", "months": "mo", "month": "mo",
    "weeks": "wk", "week": "wk", "days": "d", "day": "d", "hours": "h", "hour": "h", "hrs": "h",
    "minutes": "min", "kg": "kg", "cm": "cm", "mm": "mm", "mmHg": "mm[Hg]", "points": "{score}",
    "msec": "ms", "ms": "ms", "bpm": "/min",
}  # fmt: skip
"""Units that are printed as one word, which are most."""

_NO_UNITS = frozenset(
    (
        "and", "or", "to", "in", "at", "the", "with", "for", "is", "on", "as", "if", "are", "was", "were",
        "not", "no", "metastatic", "lesions", "prior", "previous", "different", "drugs", "consecutive",
        "patients", "subjects", "men", "women", "males", "females", "inhibitors", "inhibitor", "diabetes",
        "male", "female", "more", "criteria", "who", "by", "after", "before", "within", "from", "through",
        "will", "must", "have", "has", "line",
    )
)  # fmt: skip
_FIRST = re.compile(r"\s*[-/%°℃％a-zA-Zµμ×✕*·\\]")


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A printed unit: its UCUM code, and the offset at which it ends."""

    code: str
    end: int


def unit_at(text: str, place: int) -> Unit | None:
    """The unit that a text has at a place, blanks before it aside; None where there is none."""
    plain = _PLAIN.match(text, place)
    if plain is not None:
        word, of = plain.groups()
        code = _COMMON.get(word)
        if code is not None and (of is None or code in _DAYS):
            return Unit(code, plain.end(1))
        if of is None and word in _NO_UNITS:
            return None
    elif _FIRST.match(text, place) is None:
        return None
    blanks = _BLANKS.match(text, place)
    match = _UNIT.match(text, blanks.end() if blanks else place)
    return Unit(_CODES[match.lastgroup], match.end()) if match and match.lastgroup else None


UNITS: frozenset[str] = frozenset((ONE, "/d", "/wk", *(code for code, _ in _PRINTED)))
"""All codes that are written."""

_DAYS = {"h": 1 / 24, "d": 1.0, "wk": 7.0, "mo": 30.4375, "a": 365.25, "min": 1 / 1440, "s": 1 / 86400}
TIMES: Mapping[str, float] = MappingProxyType(_DAYS)
"""Units of time, and how many days each is; months and years are means of the Julian calendar, as in UCUM."""

_CANONICAL: Mapping[str, tuple[str, float]] = {
    **{code: ("d", days) for code, days in _DAYS.items()},
    "mm": ("cm", 0.1), "cm": ("cm", 1.0), "um": ("cm", 0.0001), "mL": ("mL", 1.0), "L": ("mL", 1000.0),
    "cm3": ("mL", 1.0), "/uL": ("10*9/L", 0.001), "/mm3": ("10*9/L", 0.001), "10*9/L": ("10*9/L", 1.0),
    "10*6/L": ("10*9/L", 0.001), "10*3/uL": ("10*9/L", 1.0), "10*3/mm3": ("10*9/L", 1.0),
    "g/dL": ("g/dL", 1.0), "g/L": ("g/dL", 0.1), "mg/dL": ("mg/dL", 1.0), "mg/L": ("mg/dL", 0.1),
    "ng/dL": ("ng/dL", 1.0), "ng/mL": ("ng/mL", 1.0), "ug/L": ("ng/mL", 1.0), "kg": ("kg", 1.0),
    "[lb_av]": ("kg", 0.45359237),
}  # fmt: skip


def canonical(value: float, code: str) -> tuple[float, str]:
    """A value in the one unit that values of its kind are compared in: days, cm, mL, 10*9/L and so on."""
    unit, factor = _CANONICAL.get(code, (code, 1.0))
    return (value if factor == 1.0 else round(value * factor, 6)), unit
