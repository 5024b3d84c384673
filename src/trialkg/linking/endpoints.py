"""The events that a composite endpoint counts, read from its definition.

``PFS … events: local recurrence, any new metastasis, death of any cause`` counts three. What the definition says of
the start of the time, and of participants who are censored, counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trialkg.linking.sentences import sentences

COMPOSITES = frozenset(("PFS", "OS", "DFS", "EFS", "RFS", "TTP", "DOR", "local-control"))
"""The concepts whose definitions name events, and those below them."""

_TUMOUR = r"(?:(?:tumou?r|disease|cancer|clinical|radiographic|radiological|objective|documented|PSA|biochemical) )*"
_BACK = r"(?:recurren(?:ces?|t)|relapses?d?|failures?|progressions?)"
_EVENTS = (
    ("local-recurrence", rf"\b(?:local(?:ly)?|loco-?regional|regional|in-field|ipsilateral(?: \w+)?)"
        rf"(?:[ /-](?:and|or|and/or|/)?[ /-]?(?:regional|{_TUMOUR.strip()}))* {_TUMOUR}{_BACK}\b"),
    ("distant-progression", r"\bdistant (?:(?:tumou?r|disease|site) )?(?:metastas[ei]s|recurrences?|relapses?|failures?|"
        r"progressions?)\b|\bmetastatic (?:disease|progression|relapse|recurrence)"
        r"|\b(?:development|appearance|occurrence) of (?:\w+ )?metastas[ei]s\b|\bdistant (?:or|and) local"),
    ("new-metastasis", r"\b(?:any |a )?new(?:ly \w+)? (?:metastas[ei]s|metastatic lesions?|lesions?)\b"),
    ("second-malignancy", r"\b(?:second|secondary|subsequent|other) (?:primary |invasive |new |non-breast )*(?:cancers?|"
        r"malignanc(?:y|ies)|primar(?:y|ies)|tumou?rs?|neoplasms?)\b|\bnew (?:primary|primaries|malignanc(?:y|ies)|cancers?)\b"),
    ("contralateral-cancer", r"\bcontralateral (?:invasive |breast |in situ )*(?:cancers?|carcinomas?|disease|tumou?rs?|"
        r"recurrences?|events?)\b|\bcontralateral breast\b"),
    ("progression", rf"\b(?:{_TUMOUR})?(?:progressions?|progressive disease|progress(?:ed|es)?|PD)\b"
        r"|\bworsening of (?:the )?disease\b"),
    ("recurrence", r"\b(?:recurren(?:ces?|t disease|t)|relapsed?s?|recurs?|reappearance|treatment failure)\b"),
    ("death", r"\b(?:deaths?|died|dies|dying|mortality)\b"),
    ("treatment-discontinuation", r"\b(?:discontinuation of (?:study |protocol )?(?:treatment|therapy|drug)|"
        r"(?:treatment|therapy|study drug) discontinuation|withdrawal from (?:treatment|study))\b"),
    ("new-anticancer-therapy", r"\b(?:start|initiation|receipt|use|beginning) of (?:a )?(?:new|subsequent|next|further|another|non-protocol|"
        r"second-line) (?:line of )?(?:anti-?(?:cancer|lymphoma|myeloma|leuk\w+|tumou?r|neoplastic) )?(?:\w+ )?(?:therapy|treatment)\b"
        r"|\b(?:an?|any|another|or|of) (?:new |other |subsequent )+(?:therapeutic agent|anti-?(?:cancer|tumou?r|neoplastic) (?:therapy|treatment|agent)|"
        r"systemic (?:therapy|treatment))\b"),
    ("symptomatic-deterioration", r"\b(?:clinical|symptomatic) (?:deterioration|worsening|progression)\b"),
    ("unacceptable-toxicity", r"\b(?:unacceptable|excessive) toxicity\b"),
)  # fmt: skip
_EVENT = re.compile(
    "|".join(f"(?P<e{place}>{pattern})" for place, (_, pattern) in enumerate(_EVENTS)), re.IGNORECASE
)
_START = re.compile(
    r"\b(?:from|since|between|after|following)\b(?:(?!\b(?:to|until|till|up to|and the|through)\b)[^.;]){0,160}"
    r"\b(?:to|until|till|through|up to|and the)\b",
    re.IGNORECASE,
)
"""The start of the time, whose words (``from relapse to``) are no event of the endpoint."""

_UNCOUNTED = re.compile(
    r"\bcensor|\bnot (?:be )?(?:counted|considered|included)|\bno events?\b|\b(?:excluding|except|other than|regardless of"
    r"|irrespective of|without regard|in the absence of|rather than)\b|\bwill be followed\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:events?|defin\w+|time|interval|duration|period|until|without|whichever|either|absence|first|or death)\b",
    re.IGNORECASE,
)
_LISTS = re.compile(r"\b(?:events?|failures?) (?:\w+ ){0,3}(?:includ\w+|are|is|as|defined)\b|\bwhichever\b", re.IGNORECASE)
_FREE = re.compile(r"[ -]free\b", re.IGNORECASE)
_TERM = re.compile(r"\b(?:who|whom|whose|that)(?: have| has| had)? $|\b(?:definition|assessment|criteria|documentation|evaluation|site|risk) (?:of|for) $", re.IGNORECASE)
_TELLING = re.compile(r"death|died|dies|progress|recur|relapse|metasta|malignan|cancer|failure|PD\b|event", re.IGNORECASE)


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
        is_start = any(start <= match.start() < end for start, end in starts)
        if not is_start and not _FREE.match(counted, match.end()) and not _TERM.search(counted, 0, match.start()):
            place = int((match.lastgroup or "e0")[1:])
            yield Event(_EVENTS[place][0], offset + match.start(), offset + match.end())
