"""Uses of the project's concepts, by their exact names in registered interventions and outcome measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from trialkg.linking.links import ConceptUse, Evidence, OutcomeConcepts
from trialkg.linking.phrases import Phrases
from trialkg.study import Intervention, Study
from trialkg.terminology import Terminology
from trialkg.vocabulary.codes import Method, Role

_EXACT_CONFIDENCE = 0.99
_NOT_GIVEN = re.compile(r"\b(?:placebos?|sham|dummy|without|non|not|no|eluting)\b", re.IGNORECASE)
"""Words of an intervention that is not the thing named; a drug that a stent elutes is a device."""

_LABELLED = re.compile(
    r"\b(?:\d{2,3}m?[ -]?(?:Zr|Cu|In|Lu|Y|I|Ga|Tc)|(?:Zr|Cu|In|Lu|Y|I|Ga|Tc)[ -]?\d{2,3}m?)"
    r"[\])]?[ -]?(?:[A-Z]{3,5}[ -])?$"
)
"""A radionuclide before the name of a drug, which makes it a tracer: ``89Zr-trastuzumab``, ``Zr 89 DFO-``."""

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
            if found.notation not in seen and not _LABELLED.search(name[: found.start]):
                seen.add(found.notation)
                yield found.notation, Evidence(quote=name[found.start : found.end], field=field)


def _narrowest(named: Collection[str], terminology: Terminology) -> list[str]:
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
        used = tuple(_narrowest(named.get(position - 1, ()), terminology))
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
