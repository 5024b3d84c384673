"""From a text to facts: brackets, cycles, and labels of groups of participants."""

from __future__ import annotations

import re

from trialkg.linking.timing.cycles import cycle_length
from trialkg.linking.timing.elements import Element, Interval, Time, elements_of
from trialkg.linking.timing.facts import Facts, Limit
from trialkg.linking.timing.lexicon import Mark
from trialkg.linking.timing.reading import facts_of
from trialkg.linking.timing.senses import Sense
from trialkg.linking.timing.tokens import Token, tokens_of

_ALTERNATIVE = re.compile(
    r"\b(?:phase|part|cohort|arm|group|stage|stratum)s?\b[^,;:()]{0,40}[:)]", re.IGNORECASE
)
"""A label of some of the participants, for whom a time frame of their own is stated."""


def _keep_longest(facts: Facts) -> None:
    """Of the times of different participants, the longest."""
    times = [time for time in facts.times if time.limit is Limit.NONE and time.length is not None]
    if len(times) == len(facts.moments) > 1 and not facts.intervals:
        facts.moments = [max(times, key=lambda time: time.length.days if time.length else 0.0)]


def facts_of_text(text: str) -> Facts:
    """The facts of a text; of the times of different groups of participants, the longest."""
    facts = _facts(text)
    if len(_ALTERNATIVE.findall(text)) > 1:
        _keep_longest(facts)
    return facts


def _facts(text: str) -> Facts:
    """The facts of a text; what stands in brackets counts where there is no time outside of them."""
    cycle, text = cycle_length(text)
    tokens = tokens_of(text)
    outside, inside = _parted(tokens)
    if not inside:
        return facts_of(elements_of(outside, cycle))
    elements = elements_of(outside, cycle)
    if not any(isinstance(each, Time | Interval) for each in elements):
        return facts_of(elements_of(_telling(tokens), cycle))
    facts = facts_of(elements)
    for part in inside:
        _add(facts, elements_of(part, cycle))
    return facts


def _telling(tokens: list[Token]) -> list[Token]:
    """The tokens without those brackets in which nothing is told but a word."""
    kept: list[Token] = []
    begun: list[Token] | None = None
    for token in tokens:
        if token.mark is Mark.OPEN:
            kept += begun or []
            begun = [token]
        elif begun is None:
            kept.append(token)
        elif token.mark is Mark.CLOSE:
            kept += begun if any(_tells(each) for each in begun[1:]) else []
            begun = None
        else:
            begun.append(token)
    return kept + (begun or [])


def _tells(token: Token) -> bool:
    return token.mark in (Mark.NUMBER, Mark.RATE) or (token.value is not None and token.mark is Mark.WORD)


def _parted(tokens: list[Token]) -> tuple[list[Token], list[list[Token]]]:
    """The tokens outside of brackets, and those within each pair."""
    outside: list[Token] = []
    inside: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if token.mark is Mark.OPEN:
            depth += 1
            inside += [[]] if depth == 1 else []
        elif token.mark is Mark.CLOSE:
            depth = max(0, depth - 1)
        else:
            (inside[-1] if depth and token.value is not Sense.BASELINE else outside).append(token)
    return outside, inside


def _add(facts: Facts, elements: list[Element]) -> None:
    """What brackets say beside a time that stands outside: an anchor, or the events that end it."""
    within = facts_of(elements)
    if within.times:
        limits = all(time.limit in (Limit.CAP, Limit.AVERAGE) for time in within.times)
        if facts.events and limits and not any(time.limit is Limit.CAP for time in facts.times):
            facts.moments += within.times
        return
    facts.events += (event for event in within.events if event not in facts.events)
    if within.start and not facts.start:
        facts.anchor = facts.anchor or within.start
