"""What outcomes measure and by which instruments, by the exact names of the project's concepts."""

from __future__ import annotations

import re
from collections.abc import Collection

from trialkg.linking.links import OutcomeConcepts
from trialkg.linking.phrases import Phrases
from trialkg.study import Study
from trialkg.terminology import Terminology

_AFTER_A_MEASURE = re.compile(
    r"\W*$|\s*[(\[,:;–]|\s+-|-(?![a-z])(?!(?i:free|related)\b)"
    r"|\s+(?i:rate|time|at|after|in|of|by|per|as|according|assessed|during|from|on|within|using)\b"
)
"""What may follow the name of what is measured; ``-free`` and its like make another name of it."""

_ELSEWHERE = re.compile(
    r"\b(?:short(?:ened|er)? (?:version|form) of|correlat\w+ (?:with|to)|(?:of|from) the original)\b[^.\n]*",
    re.IGNORECASE,
)
"""Words that bring in an instrument with which the outcome is not measured: a model, or a yardstick."""


def narrowest(named: Collection[str], terminology: Terminology) -> list[str]:
    """The notations that stand above no other of them, in their order."""
    if len(named) < 2:
        return list(named)
    above = {broader for notation in named for broader in terminology.broader_concepts(notation)}
    return [notation for notation in named if notation not in above]


def outcome_concepts(
    study: Study, concepts: Phrases, instruments: Phrases, terminology: Terminology
) -> tuple[OutcomeConcepts, ...]:
    """What outcomes measure, where the measure is, or begins with, the name of a concept; and by what."""
    texts = [_without_yardsticks(f"{each.measure}\n{each.description or ''}") for each in study.outcomes]
    named = instruments.notations_in_each(texts)
    linked = []
    for position, outcome in enumerate(study.outcomes, 1):
        concept = _measured(outcome.measure, concepts)
        used = tuple(narrowest(named.get(position - 1, ()), terminology))
        if concept or used:
            linked.append(OutcomeConcepts(outcome=position, concept=concept, instruments=used))
    return tuple(linked)


def _without_yardsticks(text: str) -> str:
    """The text without what it says of instruments that are not used; most texts say nothing of such."""
    if "orrelat" in text or "original" in text or (" of " in text and "hort" in text):
        return _ELSEWHERE.sub(" ", text)
    return text


def _measured(measure: str, concepts: Phrases) -> str | None:
    """The concept whose name the measure begins with, unless the words go on to name something else."""
    found = concepts.found_at_start(measure)
    return found.notation if found and _AFTER_A_MEASURE.match(measure, found.end) else None
