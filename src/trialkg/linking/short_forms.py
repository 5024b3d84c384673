"""Abbreviations, and the words for which a record says they stand: ``non-small cell lung cancer (NSCLC)``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trialkg.linking.links import Evidence

_LONGEST = 6
_BEFORE = r"((?:[^\W_][\w'’-]*[ ,]+){1,8})"
_WORDS = re.compile(r"[^\s,]+")


def is_short_form(text: str) -> bool:
    """Whether a text is written as an abbreviation: capitals, at most six, no blanks."""
    return 1 < len(text) <= _LONGEST and text.isupper() and not any(map(str.isspace, text))


def definition(short: str, texts: Iterable[tuple[str, str]]) -> Evidence | None:
    """The words before an abbreviation in brackets that it stands for; ``texts`` are fields with their texts.

    They are the nearest that have its letters in order, half of them and the first at beginnings of words.
    """
    bracket = rf"[(\[]\s*{re.escape(short)}s?\s*[)\]]"
    for field, text in texts:
        explained = short in text and re.search(bracket, text) is not None
        match = re.search(f"{_BEFORE}{bracket}", text) if explained else None
        words = _spelling_out(short, match[1]) if match else None
        if words:
            return Evidence(quote=words, field=field)
    return None


def _spelling_out(short: str, before: str) -> str | None:
    """The end of some words whose initials are an abbreviation's letters; hyphens begin a word too."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    places = [match.start() for match in _WORDS.finditer(before)]
    for place in reversed(places):
        words = before[place:].rstrip(" ,")
        initials = [part[0].lower() for part in re.split(r"[\s,'’-]+", words) if part]
        if initials[0] == letters[0] and _in_order(letters, initials, words.lower()):
            return words
    return None


def _in_order(letters: list[str], initials: list[str], words: str) -> bool:
    """Whether the letters stand in the words in this order, most of them at the beginnings."""
    rest = iter(words)
    if not all(letter in rest for letter in letters):
        return False
    begun = iter(letters)
    hits = sum(initial in begun for initial in initials)
    return len(initials) <= len(letters) + 2 and 2 * hits >= len(letters)
