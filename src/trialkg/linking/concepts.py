"""Uses of the project's concepts, by their exact names in registered interventions and outcome measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from trialkg.linking.links import ConceptUse, Evidence, OutcomeConcepts
from trialkg.linking.phrases import Phrases
from trialkg.study import Intervention, Outcome, Study
from trialkg.terminology import Terminology
from trialkg.vocabulary.codes import Method, Role

_EXACT_CONFIDENCE = 0.99
_LONGEST_NAME = 80
"""Names of outcomes are shorter; what stands at the beginning of a measure is found in so many characters."""
_NOT_GIVEN = re.compile(r"\b(?:placebos?|sham|dummy|without|non|not|no)\b", re.IGNORECASE)
_AFTER_A_MEASURE = re.compile(
    r"\W*$|\s*[(\[,:;–-]|\s+(?:rate|time|at|after|in|of|by|per|as|according|assessed|during|from|on|within|using)\b",
    re.IGNORECASE,
)


def concept_uses(study: Study, phrases: Phrases, terminology: Terminology) -> tuple[ConceptUse, ...]:
    """The concepts that the names of registered interventions name, each once, the narrowest only.

    A registered intervention is studied, whichever side of a comparison it stands on. A name that speaks of a
    placebo, a sham or the want of something names nothing that is given, and is passed over.
    """
    evidence: dict[str, Evidence] = {}
    positions: dict[str, list[int]] = defaultdict(list)
    for position, intervention in enumerate(study.interventions, 1):
        named = dict(_named(position, intervention, phrases))
        for notation in _narrowest(named, terminology):
            evidence.setdefault(notation, named[notation])
            positions[notation].append(position)
    return tuple(
        ConceptUse(
            concept=notation,
            role=Role.STUDIED,
            method=Method.EXACT,
            confidence=_EXACT_CONFIDENCE,
            evidence=quote,
            interventions=tuple(positions[notation]),
        )
        for notation, quote in evidence.items()
    )


def _named(position: int, intervention: Intervention, phrases: Phrases) -> Iterator[tuple[str, Evidence]]:
    other = tuple(
        (name, f"interventions[{position}].otherNames[{place}]")
        for place, name in enumerate(intervention.other_names, 1)
    )
    seen = set()
    for name, field in ((intervention.name, f"interventions[{position}].name"), *other):
        if _NOT_GIVEN.search(name):
            continue
        for found in phrases.found_in(name):
            if found.notation not in seen:
                seen.add(found.notation)
                yield found.notation, Evidence(quote=name[found.start : found.end], field=field)


def _narrowest(named: dict[str, Evidence], terminology: Terminology) -> list[str]:
    above = {broader for notation in named for broader in terminology.broader_concepts(notation)}
    return [notation for notation in named if notation not in above]


def outcome_concepts(study: Study, concepts: Phrases, instruments: Phrases) -> tuple[OutcomeConcepts, ...]:
    """What outcomes measure, where the measure is, or begins with, the exact name of a concept."""
    linked = []
    for position, outcome in enumerate(study.outcomes, 1):
        concept = _measured(outcome, concepts)
        text = f"{outcome.measure}\n{outcome.description or ''}"
        named = tuple(dict.fromkeys(found.notation for found in instruments.found_in(text)))
        if concept or named:
            linked.append(OutcomeConcepts(outcome=position, concept=concept, instruments=named))
    return tuple(linked)


def _measured(outcome: Outcome, concepts: Phrases) -> str | None:
    found = next(iter(concepts.found_in(outcome.measure[:_LONGEST_NAME])), None)
    if found is None or outcome.measure[: found.start].strip("•-* \t"):
        return None
    return found.notation if _AFTER_A_MEASURE.match(outcome.measure, found.end) else None
