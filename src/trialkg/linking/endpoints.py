"""The events that a composite endpoint counts, read from its definition.

``PFS … events: local recurrence, any new metastasis, death of any cause`` counts three. What the definition
says of the start of the time, and of participants who are censored, counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trialkg.linking.sentences import sentences

COMPOSITES = frozenset(("PFS", "OS", "DFS", "EFS", "RFS", "TTP", "DOR", "local-control"))
"""The concepts whose definitions name events, and those below them."""

_KINDS = r"(?:(?:tumou?r|disease|cancer|clinical|radiographic|radiological|objective|PSA|biochemical) ){0,3}"
_BACK = r"(?:recurren(?:ces?|t)|relapses?d?|failures?|progressions?)"
_CANCERS = r"(?:cancers?|malignanc(?:y|ies)|primar(?:y|ies)|tumou?rs?|neoplasms?)"
_AGAINST_CANCER = r"(?:anti-?(?:cancer|lymphoma|myeloma|leuk\w+|tumou?r|neoplastic) )?"


def _any(*alternatives: str) -> str:
    return rf"\b(?:{'|'.join(alternatives)})\b"


_EVENTS = (
    (
        "local-recurrence",
        rf"\b(?:local|locally|loco-?regional|regional|in-field|ipsilateral(?: breast)?)"
        rf"(?:(?: and |/| or |, ?)(?:local|regional|distant))? {_KINDS}{_BACK}\b",
    ),
    (
        "distant-progression",
        r"\bdistant (?:(?:tumou?r|disease|site) )?(?:metastas[ei]s|recurrences?|relapses?"
        r"|failures?|progressions?)\b"
        r"|\bmetastatic (?:disease|progression|relapse|recurrence)\b"
        r"|(?:(?<=, )|(?<=\bor )|(?<=\bto ))metastas[ei]s\b",
    ),
    (
        "new-metastasis",
        r"\b(?:any |a )?new(?:ly \w+)? (?:metastas[ei]s|metastatic lesions?|lesions?)\b",
    ),
    (
        "second-malignancy",
        rf"\b(?:second|secondary|subsequent|other) (?:(?:primary|invasive|new) ){{0,2}}{_CANCERS}\b"
        rf"|\bnew {_CANCERS}\b",
    ),
    (
        "contralateral-cancer",
        r"\bcontralateral (?:(?:invasive|breast|in situ) ){0,3}"
        r"(?:cancers?|carcinomas?|disease|tumou?rs?|recurrences?|events?|breast)\b",
    ),
    (
        "progression",
        rf"\b{_KINDS}(?:progressions?|progressive disease|progress(?:ed|es)?|PD)\b"
        r"|\bworsening of (?:the )?disease\b",
    ),
    (
        "recurrence",
        _any(
            "recurrences?", "recurrent disease", "recurs?", "relapsed?s?", "reappearance", "treatment failure"
        ),
    ),
    ("death", _any("deaths?", "died", "dies", "dying", "mortality")),
    (
        "treatment-discontinuation",
        _any(
            "discontinuation of (?:study |protocol )?(?:treatment|therapy|drug)",
            "(?:treatment|therapy|study drug) discontinuation",
            "withdrawal from (?:treatment|study)",
        ),
    ),
    (
        "new-anticancer-therapy",
        r"\b(?:start|initiation|receipt|use|beginning) of (?:a )?"
        r"(?:new|subsequent|next|further|another|second-line) "
        rf"(?:line of )?{_AGAINST_CANCER}(?:\w+ )?(?:therapy|treatment)\b"
        r"|\b(?:an?|any|another|or|of) (?:new|other|subsequent) (?:therapeutic agent"
        r"|systemic (?:therapy|treatment)"
        r"|anti-?(?:cancer|tumou?r|neoplastic) (?:therapy|treatment|agent))\b",
    ),
    ("symptomatic-deterioration", _any("(?:clinical|symptomatic) (?:deterioration|worsening)")),
    ("unacceptable-toxicity", _any("(?:unacceptable|excessive) toxicity")),
)
"""The concept of each event and the words that name it."""

_EVENT = re.compile(
    "|".join(f"(?P<e{place}>{pattern})" for place, (_, pattern) in enumerate(_EVENTS)), re.IGNORECASE
)
_START = re.compile(
    r"\b(?:from|since|between|after|following)\b"
    r"(?:(?!\b(?:to|until|till|up to|and the|through)\b)[^.;]){0,160}"
    r"\b(?:to|until|till|through|up to|and the)\b",
    re.IGNORECASE,
)
"""The start of the time, whose words (``from relapse to``) are no event of the endpoint."""

_UNCOUNTED = re.compile(
    r"\bcensor|\bnot (?:be )?(?:counted|considered|included)|\bno events?\b"
    r"|\b(?:excluding|except|other than|regardless of|irrespective of|without regard|in the absence of"
    r"|rather than)\b|\bwill be followed\b",
    re.IGNORECASE,
)
"""Words behind which a sentence says what does not count."""

_DEFINES = re.compile(
    r"\b(?:events?|defin\w+|time|interval|duration|period|until|without|whichever|either|absence|first"
    r"|or death)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\b(?:events?|failures?) (?:\w+ ){0,3}(?:includ\w+|are|is|as|defined)\b|\bwhichever\b", re.IGNORECASE
)
_FREE = re.compile(r"[ -]free\b", re.IGNORECASE)
"""What makes of an event the name of an endpoint, as in ``progression-free``."""

_TERM = re.compile(
    r"\b(?:who|whom|whose|that)(?: have| has| had)? $"
    r"|\b(?:definition|assessment|criteria|documentation|evaluation|site|risk) (?:of|for) $",
    re.IGNORECASE,
)
"""Words before an event that only speak of it."""

_NAME = re.compile(r"\btime to (?:\w+ ){0,2}$", re.IGNORECASE)
_IS_DEFINED = re.compile(
    r"[^.;]{0,60}?\b(?:is|was|will be) (?:\w+ )?(?:defined|measured|calculated|assessed)\b", re.IGNORECASE
)
"""Of the name of a time that a sentence goes on to define, the words before and behind the event."""

_TELLING = re.compile(
    r"death|died|dies|progress|recur|relapse|metasta|malignan|cancer|failure|PD\b|event|discontinu|therapy|toxicity|deteriorat",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Event:
    """An event that counts, by the notation of its concept, and where its words stand."""

    concept: str
    start: int
    end: int


def events_in(text: str) -> tuple[Event, ...]:
    """The events that a definition counts, each once, in its order.

    They stand in the first sentence that defines, and in those that go on to list events.
    """
    found: dict[str, Event] = {}
    if _TELLING.search(text):
        for offset, sentence in sentences(text):
            if (_LISTS if found else _DEFINES).search(sentence):
                for event in _said(sentence, offset):
                    found.setdefault(event.concept, event)
    return tuple(found.values())


def _said(sentence: str, offset: int) -> Iterator[Event]:
    uncounted = _UNCOUNTED.search(sentence)
    counted = sentence[: uncounted.start()] if uncounted else sentence
    starts = [match.span() for match in _START.finditer(counted)]
    for match in _EVENT.finditer(counted):
        starts_the_time = any(start <= match.start() < end for start, end in starts)
        if not starts_the_time and not _is_spoken_of(counted, match):
            place = int((match.lastgroup or "e0")[1:])
            yield Event(_EVENTS[place][0], offset + match.start(), offset + match.end())


def _is_spoken_of(sentence: str, event: re.Match[str]) -> bool:
    """Whether the words of an event are part of a name or of a phrase about it."""
    start, end = event.span()
    if _FREE.match(sentence, end) or _TERM.search(sentence, 0, start):
        return True
    return bool(_NAME.search(sentence, 0, start) and _IS_DEFINED.match(sentence, end))
