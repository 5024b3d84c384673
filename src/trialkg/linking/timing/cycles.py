"""How long a treatment cycle is, where a time frame says so."""

from __future__ import annotations

import re

from trialkg.linking.timing.durations import Duration

_LENGTH = r"(?P<amount>\d+|two|three|four|five|six)[- ]?(?P<unit>day|week|month)s?"
_ABOUT = r"(?:approximately |about |up to )?"
_CYCLE = r"(?:treatment |dosing )?(?:cycle|course)s?"
_STATED = (
    rf"(?:each |every |one |1 |a |all |the )?{_CYCLE}(?: \d+)? ?(?:length|duration)? ?"
    rf"(?:is|are|=|:|of|lasts?|will be|being|equals) ?(?:defined as )?{_ABOUT}{_LENGTH}"
    r"(?: in (?:length|duration)| long)?",
    rf"{_CYCLE} (?:length|duration):? {_ABOUT}{_LENGTH}",
    rf"{_LENGTH} ?(?:per|/|in each|for each|each|in a|in one) ?{_CYCLE}",
    rf"(?:each|one) {_CYCLE} {_LENGTH}",
)
"""Statements that say nothing else, which are taken out of the text."""
_NAMED = (rf"{_LENGTH}[- ](?:long |treatment )?{_CYCLE}", rf"{_CYCLE} \d+ ?\({_LENGTH}\)")

_STATEMENTS = tuple(re.compile(rf"[(\[]?\b{pattern}\b[)\]]?", re.IGNORECASE) for pattern in _STATED)
_MENTIONS = tuple(re.compile(rf"\b{pattern}", re.IGNORECASE) for pattern in _NAMED)
_SPEAKS = re.compile(r"cycle|course", re.IGNORECASE)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def cycle_length(text: str) -> tuple[Duration | None, str]:
    """The length of a cycle, None where it is not stated, and the text without the statement."""
    if not _SPEAKS.search(text):
        return None, text
    for statement in _STATEMENTS:
        if match := statement.search(text):
            return _length(match), text[: match.start()] + " " + text[match.end() :]
    for mention in _MENTIONS:
        if match := mention.search(text):
            return _length(match), text
    return None, text


def _length(match: re.Match[str]) -> Duration:
    amount = match["amount"].lower()
    return Duration(float(_WORDS.get(amount) or amount), match["unit"][0].upper())
