"""Criteria, scales and questionnaires that outcomes are measured with, by name and version.

A version is read from the words behind a name (``RECIST criteria (version 1.1)``) or before it (``version 4.0
of the NCI CTCAE``), and counts where the scheme has a concept for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from trialkg.linking.lexicon import Hit
from trialkg.terminology import ConceptKind, Terminology

GROUPS = (
    "response-criteria",
    "toxicity-criteria",
    "patient-questionnaire",
    "function-measure",
    "pain-measure",
    "usability-questionnaire",
    "rating-scale",
)
"""The concepts at the top of the scheme, which no text names."""

_NUMBER = (
    r"(\d(?:[.,]\d{1,2})*)(?![\d%-]|[.,]\d|\s?(?:items?|questions?|points?|weeks?|months?|years?|days?)\b)"
)
_VERSION = r"(?:\bv(?:er(?:s(?:ion)?|\.)?)?|\bversion number|\brevision)[ .:]{0,2}"
_BEHIND = re.compile(
    r"[\s,)(\[\]/-]{0,4}"
    r"(?:(?:CTCAE|CTC|RECIST|RANO|criteria|criterion|guidelines?|scale|grading|revised|updated|of the NCI)"
    rf"[\s,)(\[\]/-]{{1,3}}){{0,3}}(?:{_VERSION}|(?<=[\w)\s(,-])){_NUMBER}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_VERSION}{_NUMBER}[\s),]{{0,3}}(?:of (?:the )?)?(?:revised |updated |modified )?"
    r"(?:(?:NCI|National Cancer Institute|criteria)['’s]*[\s-]{0,2}){0,2}[(\s]*$",
    re.IGNORECASE,
)
_LONGEST_VERSION = 120
"""Characters behind a name that its version can begin after, at most."""

_DIGIT = re.compile(r"\d")
_YARDSTICK = re.compile(
    r"\b(?:short(?:ened|er)? (?:version|form) of|correlat\w+ (?:with|to)|(?:of|from|on) the original"
    r"|(?:derived|adapted) from)\b[^.\n]*",
    re.IGNORECASE,
)
"""Words that bring in an instrument with which the outcome is not measured: a model, or a yardstick."""


class Instrument(msgspec.Struct, frozen=True, gc=False):
    """An instrument that a text names, by the notation of its concept, and where its words stand."""

    concept: str
    start: int
    end: int


def instruments_of(text: str, found: Sequence[Hit[str]], terminology: Terminology) -> tuple[Instrument, ...]:
    """The instruments whose names were found in a text, with their versions, each once."""
    if not found:
        return ()
    aside = [match.span() for match in _YARDSTICK.finditer(text)] if _may_judge(text) else []
    named: dict[str, Instrument] = {}
    for each in found:
        if not (aside and any(start <= each.start < end for start, end in aside)):
            instrument = _versioned(text, each, terminology)
            named.setdefault(instrument.concept, instrument)
    return tuple(named.values())


def _may_judge(text: str) -> bool:
    return "orrelat" in text or "original" in text or "hort" in text or "ed from" in text


def _versioned(text: str, found: Hit[str], terminology: Terminology) -> Instrument:
    has_versions = found.meaning in terminology.versioned
    for number, end in _numbers(text, found) if has_versions else ():
        for version in _spellings(number):
            concept = terminology.concepts.get(f"{found.meaning}-{version}")
            if concept is not None and concept.kind is ConceptKind.INSTRUMENT:
                return Instrument(concept.notation, found.start, max(end, found.end))
    return Instrument(found.meaning, found.start, found.end)


def _numbers(text: str, found: Hit[str]) -> Iterator[tuple[str, int]]:
    """The numbers that may be the version of what was found, each with the offset after it."""
    low = max(0, found.start - 60)
    if _DIGIT.search(text, low, found.end + _LONGEST_VERSION) is None:
        return
    behind = _BEHIND.match(text, found.end)
    if behind:
        yield behind[1], behind.end()
    before = _BEFORE.search(text, low, found.start)
    if before:
        yield before[1], found.end


def _spellings(number: str) -> Iterator[str]:
    """A number as notations write it: ``4.0`` is 4, ``1`` of RECIST is 1.0, ``4.03`` stays."""
    plain = number.replace(",", ".")
    yield plain
    major, _, minor = plain.partition(".")
    if not minor.strip("0"):
        yield major
        yield f"{major}.0"
    yield f"{major}.{minor[:1]}"
