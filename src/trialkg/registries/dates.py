"""Calendar dates and age limits as registries write them, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?", re.ASCII)
_SAFE_DAY = "28"
_WRITTEN = re.compile(r"([A-Z][a-z]{2})[a-z]* (?:(\d{1,2}), ?)?([12]\d{3})", re.ASCII)
_MONTHS = {
    "Jan": ("January", "01"),
    "Feb": ("February", "02"),
    "Mar": ("March", "03"),
    "Apr": ("April", "04"),
    "May": ("May", "05"),
    "Jun": ("June", "06"),
    "Jul": ("July", "07"),
    "Aug": ("August", "08"),
    "Sep": ("September", "09"),
    "Oct": ("October", "10"),
    "Nov": ("November", "11"),
    "Dec": ("December", "12"),
}

_AGE = re.compile(r"(\d{1,7}) (Year|Month|Week|Day|Hour|Minute)s?", re.ASCII | re.IGNORECASE)
_DURATIONS = {
    "year": "P{}Y",
    "month": "P{}M",
    "week": "P{}W",
    "day": "P{}D",
    "hour": "PT{}H",
    "minute": "PT{}M",
}


def is_date(text: str) -> bool:
    """Whether the text is ``YYYY-MM-DD`` or ``YYYY-MM`` and stands in the calendar."""
    if not _ISO.fullmatch(text):
        return False
    return text[8:] <= _SAFE_DAY or _in_calendar(text)


def written_date(text: str) -> str | None:
    """The ISO form of ``February 13, 2014`` or ``Feb 2014``; None where it is neither, or no such day."""
    words = " ".join(text.split())
    written = _WRITTEN.fullmatch(words)
    name, month = _MONTHS.get(written[1], ("", "")) if written else ("", "")
    if written is None or words.partition(" ")[0] not in (name, name[:3]):
        return None
    found = f"{written[3]}-{month}" + (f"-{int(written[2]):02}" if written[2] else "")
    return found if is_date(found) else None


@lru_cache(1 << 12)
def age_duration(text: str) -> str | None:
    """The ISO duration of an age such as ``18 Years``; None where it is no such age.

    The same few hundred stand in all records.
    """
    age = _AGE.fullmatch(text.strip())
    return _DURATIONS[age[2].lower()].format(int(age[1])) if age else None


def _in_calendar(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
