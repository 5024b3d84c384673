"""Abbreviations that a study explains itself: ``endocrine therapy (ET)``, after which ET is endocrine
therapy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from trialkg.linking.phrases import Found

_IN_BRACKETS = re.compile(r"[(\[]\s*[\"“]?([A-Z][A-Za-z/-]{0,5}[A-Z])s?\b[^()\[\]]{0,12}[)\]]")
_ALSO = re.compile(
    r"\W{0,4}(?:also|otherwise|sometimes|commonly) (?:known as|called|termed|referred to as)\W+"
)
_LONGEST_NAME = 80


def short_forms(text: str, found_in: Callable[[str], list[Found]]) -> dict[str, str]:
    """The abbreviations in brackets behind names, with what the names denote; "" where no name stands before.

    ``found_in`` finds names. The letters of an abbreviation stand in the name in the same order, the first at
    its beginning.
    """
    known: dict[str, str] = {}
    for match in _IN_BRACKETS.finditer(text):
        before = text[max(0, match.start() - _LONGEST_NAME) : match.start()].rstrip()
        found = found_in(before)
        named = next((each for each in found if each.end == len(before)), None)
        if named and _abbreviates(match[1], before[named.start : named.end]):
            known[match[1]] = named.notation
        elif other := _known_as(text, match.end(), found_in):
            known[match[1]] = other
        elif not found_in(" ".join(before.split()[-len(match[1]) - 2 :])):
            known.setdefault(match[1], "")
    return known


def _known_as(text: str, end: int, found_in: Callable[[str], list[Found]]) -> str | None:
    """What an abbreviation is also known as: ``(HIGRT), also called stereotactic body radiotherapy``."""
    match = _ALSO.match(text, end)
    found = found_in(text[match.end() : match.end() + _LONGEST_NAME]) if match else []
    return found[0].notation if found and found[0].start == 0 else None


def in_short(text: str, known: Mapping[str, str]) -> Iterator[Found]:
    """The abbreviations of a text that stand for names, plurals too."""
    for short, notation in known.items():
        if not notation or short not in text:
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}s?(?![\w-])", text):
            yield Found(notation, match.start(), match.end())


def _abbreviates(short: str, name: str) -> bool:
    letters = iter(name.casefold())
    folded = [letter for letter in short.casefold() if letter.isalpha()]
    return name[:1].casefold() == folded[0] and all(letter in letters for letter in folded)
