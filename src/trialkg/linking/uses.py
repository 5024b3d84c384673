"""Uses of intervention concepts in a study, each once, in the highest role that any place gives it.

What is registered goes first: a registered intervention is studied, or a comparator where it stands only in
comparator arms beside experimental ones. What is not registered is looked for in titles, prose and arms,
where the words around decide (``roles``), and in the eligibility criteria, which speak of exposure only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from trialkg.linking.concepts import narrowest
from trialkg.linking.links import ConceptUse, Evidence
from trialkg.linking.mentions import Mentions, Topic
from trialkg.linking.prose import COMPARING_ARMS, Mentioned, mentioned_in
from trialkg.linking.texts import passages, texts_of
from trialkg.study import Intervention, Study
from trialkg.terminology import Terminology
from trialkg.vocabulary.codes import ArmType, Method, Role

_RANK = {
    role: rank
    for rank, role in enumerate(
        (Role.MENTIONED, Role.ELIGIBILITY, Role.BACKGROUND, Role.COMPARATOR, Role.STUDIED)
    )
}
_TRIED = frozenset((Role.STUDIED, Role.COMPARATOR))
_REGISTERED_CONFIDENCE = 0.99
_CRITERIA_CONFIDENCE = 0.98
_PROSE_CONFIDENCE = {
    Role.STUDIED: 0.9,
    Role.COMPARATOR: 0.8,
    Role.BACKGROUND: 0.9,
    Role.ELIGIBILITY: 0.8,
    Role.MENTIONED: 0.7,
}
"""How often a role read from words is right, rounded down.

Studied, background and mentioned: ``benchmarks.accuracy.roles`` (47 of 51, 9 of 9, 4 of 6) and, for studied,
16 of 20 uses in registry records read one by one; criteria: 54 of 55 read so. Of the others too few were
found to measure.
"""

_NOT_GIVEN = re.compile(
    r"\b(?:placebos?|sham|dummy|without|non(?!-?\s?steroid)|not|no|eluting)\b", re.IGNORECASE
)
"""Words of an intervention that is not the thing named; a drug that a stent elutes is a device."""


def concept_uses(
    study: Study, names: Mentions, prose: Mentions, terminology: Terminology
) -> tuple[ConceptUse, ...]:
    """The concepts of registered interventions, in their order, then those of all other texts.

    ``names`` finds concepts in names of interventions, ``prose`` in the other texts. A use that those alone
    give is left out where a use of a narrower concept implies it.
    """
    texts = list(texts_of(study))
    called = (name for each in study.interventions for name in (each.name, *each.other_names))
    whole = "\n".join((*(text for _, text in texts), *called, *study.conditions))
    telling = prose.telling_words(whole)
    if not telling:
        return tuple(_of_registry(study, names, Topic(), terminology))
    topic = prose.topic_of(whole, telling)
    registered = tuple(_of_registry(study, names, topic, terminology))
    mentioned = chain.from_iterable(mentioned_in(each, prose, topic) for each in passages(study, texts))
    found = {use.concept: use for use in _of_texts(mentioned, bool(study.interventions), terminology)}
    return (*registered, *_not_implied(found, registered, terminology))


def _of_registry(
    study: Study, names: Mentions, topic: Topic, terminology: Terminology
) -> Iterator[ConceptUse]:
    evidence: dict[str, Evidence] = {}
    positions: dict[str, list[int]] = defaultdict(list)
    for position, intervention in enumerate(study.interventions, 1):
        named = dict(_named(position, intervention, names, topic))
        for notation in narrowest(named, terminology):
            evidence.setdefault(notation, named[notation])
            positions[notation].append(position)
    for notation, quote in evidence.items():
        yield ConceptUse(
            concept=notation,
            role=_registered_role(study, positions[notation]),
            method=Method.EXACT,
            confidence=_REGISTERED_CONFIDENCE,
            evidence=quote,
            interventions=tuple(positions[notation]),
        )


def _named(
    position: int, intervention: Intervention, names: Mentions, topic: Topic
) -> Iterator[tuple[str, Evidence]]:
    """The concepts of an intervention's names. A name of a placebo or of the want of something names none."""
    other = tuple(
        (name, f"interventions[{position}].otherNames[{place}]")
        for place, name in enumerate(intervention.other_names, 1)
    )
    seen = set()
    for name, field in ((intervention.name, f"interventions[{position}].name"), *other):
        if _NOT_GIVEN.search(name):
            continue
        for found in names.found_in(name, topic):
            if found.notation not in seen:
                seen.add(found.notation)
                yield found.notation, Evidence(quote=name[found.start : found.end], field=field)


def _registered_role(study: Study, positions: Collection[int]) -> Role:
    """Comparator, where all arms that give it are comparators and another is experimental."""
    given = [arm.type for arm in study.arms if not set(positions).isdisjoint(arm.interventions)]
    compared = bool(given) and all(each in COMPARING_ARMS for each in given)
    tried = any(arm.type is ArmType.EXPERIMENTAL for arm in study.arms)
    return Role.COMPARATOR if compared and tried else Role.STUDIED


def _of_texts(
    mentioned: Iterable[Mentioned], registers_interventions: bool, terminology: Terminology
) -> Iterator[ConceptUse]:
    """The use of each concept named, in its highest role, by the first words that give it that."""
    by_concept: dict[str, list[Mentioned]] = defaultdict(list)
    for each in mentioned:
        by_concept[each.concept].append(each)
    standard = {concept for concept, places in by_concept.items() if any(map(_is_called_standard, places))}
    for notation, places in by_concept.items():
        backbone = _is_backbone(places, standard, {notation, *terminology.broader_concepts(notation)})
        roles = [_supposed(each, backbone, registers_interventions) for each in places]
        best = max(range(len(roles)), key=lambda place: _RANK[roles[place]])
        yield ConceptUse(
            concept=notation,
            role=roles[best],
            method=Method.CONTEXT,
            confidence=_confidence(roles[best], places[best]),
            evidence=places[best].evidence,
        )


def _confidence(role: Role, each: Mentioned) -> float:
    return _CRITERIA_CONFIDENCE if each.evidence.field == "eligibility.criteria" else _PROSE_CONFIDENCE[role]


def _is_called_standard(each: Mentioned) -> bool:
    return each.judgement.called_standard


def _is_backbone(places: Sequence[Mentioned], standard: Set[str], family: Collection[str]) -> bool:
    """Whether a concept is the standard care on which something else is tried.

    It is so called by this study, and leads no title; or it, or its class, is so called in any report, and
    this study names it only as what another thing is added to.
    """
    tried = [each for each in places if each.judgement.role in _TRIED]
    by_study = any(
        each.judgement.called_standard and each.judgement.role is Role.BACKGROUND for each in places
    )
    if by_study and not any(each.leads for each in tried):
        return True
    return not standard.isdisjoint(family) and all(each.judgement.joined for each in tried)


def _supposed(each: Mentioned, backbone: bool, registers_interventions: bool) -> Role:
    """The role of a mention in the light of the study.

    Where other interventions are registered, what no words call studied is not; nor is standard care,
    whatever is added to it.
    """
    judged = each.judgement
    if judged.role not in _TRIED:
        return judged.role
    if not judged.by_words and registers_interventions:
        return Role.MENTIONED
    return Role.BACKGROUND if backbone else judged.role


def _not_implied(
    found: Mapping[str, ConceptUse], registered: Sequence[ConceptUse], terminology: Terminology
) -> Iterator[ConceptUse]:
    """The uses found but those of registered concepts and those that a narrower use implies.

    A drug that is studied does not imply that its class was had before: that is a fact of its own.
    """
    roles = {use.concept: use.role for use in (*found.values(), *registered)}
    known = {use.concept for use in registered}
    for notation, use in found.items():
        narrower = {roles[each] for each in terminology.narrower_concepts(notation) if each in roles}
        higher = any(_RANK[role] > _RANK[use.role] for role in narrower)
        implied = use.role in narrower or (higher and use.role is not Role.ELIGIBILITY)
        if notation not in known and not implied:
            yield use
