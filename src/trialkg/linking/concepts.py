"""Uses of the project's concepts, by their exact names in registered interventions and outcome measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from trialkg.linking.links import ConceptUse, Evidence, OutcomeConcepts
from trialkg.linking.phrases import Phrases
from trialkg.study import Intervention, Study
from trialkg.terminology import Terminology
from trialkg.vocabulary.codes import Method, Role

_EXACT_CONFIDENCE = 0.99
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
    """What outcomes measure, where the measure is, or begins with, the name of a concept; and by what."""
    texts = [f"{each.measure}\n{each.description or ''}" for each in study.outcomes]
    named = instruments.notations_in_each(texts)
    linked = []
    for position, outcome in enumerate(study.outcomes, 1):
        concept = _measured(outcome.measure, concepts)
        used = named.get(position - 1, ())
        if concept or used:
            linked.append(OutcomeConcepts(outcome=position, concept=concept, instruments=used))
    return tuple(linked)


def _measured(measure: str, concepts: Phrases) -> str | None:
    """The concept whose name the measure begins with, unless the words go on to name something else."""
    found = concepts.found_at_start(measure)
    return found.notation if found and _AFTER_A_MEASURE.match(measure, found.end) else None
