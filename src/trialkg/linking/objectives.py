"""Objectives that prose states, of studies that list no outcomes: the main one and the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trialkg.linking.links import Objective, Passage
from trialkg.vocabulary.codes import OutcomeLevel, PassageKind

_AIM = r"(?:objectives?|aims?|goals?|purposes?|end-?points?|outcomes?)"
_LEAD = re.compile(
    r"^.{0,200}?\b(?:(?P<other>secondary|second|other|further|additional|exploratory|tertiary)\b.{0,20}?\b)?"
    rf"{_AIM}\b"
    r"(?:\s+(?:of|for|in)\s+(?:[\w’'-]+\s+){1,6}?)?\s*"
    r"(?:(?:is|are|was|were|will be|include[sd]?)\b\s*(?:as follows)?|:)"
    r"(?:\s*:)?\s*(?:\(?\d{1,2}[.)]\s+)?(?:that\s+)?",
    re.IGNORECASE | re.DOTALL,
)
"""The words that bring in an objective, to be followed by it."""

_MAIN = re.compile(r"\b(?:main|primary|principal|first)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s+")
_END = re.compile(r"[\s;.]+$")


def objectives_of(passages: Sequence[Passage]) -> tuple[Objective, ...]:
    """The objectives among passages, in their order.

    The first is the main one unless its words say otherwise. An item of a list has the rank of the words that
    the list follows.
    """
    return tuple(_objectives([each for each in passages if each.kind is PassageKind.OBJECTIVE]))


def _objectives(passages: Sequence[Passage]) -> Iterator[Objective]:
    level = OutcomeLevel.PRIMARY
    has_main = False
    for passage in passages:
        lead = _LEAD.match(passage.text)
        if lead:
            is_other = lead["other"] is not None or (has_main and not _MAIN.search(lead[0]))
            level = OutcomeLevel.SECONDARY if is_other else OutcomeLevel.PRIMARY
        start = lead or _NUMBER.match(passage.text)
        text = _END.sub("", passage.text[start.end() if start else 0 :])
        if text:
            has_main = has_main or level is OutcomeLevel.PRIMARY
            yield Objective(level=level, text=text, field=passage.field)
