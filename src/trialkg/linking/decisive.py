"""Which constraints decide by themselves whether a person can take part.

An inclusion that is missed keeps a person out, an exclusion that is met does. Not so where the text names
alternatives, exceptions or conditions (``for liver metastases: …``), speaks of a group only, or does not say
whether it includes or excludes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from trialkg.linking.links import Constraint, Criterion
from trialkg.vocabulary.codes import CriterionKind, Logic, Method

_CONDITION = re.compile(
    r"\s*(?:for|in case|if|when|only|in (?:patients|men|women|females|males|subjects|spinal|the case|those)"
    r"|(?:patients|subjects|men|women|participants)"
    r" (?:with|who are|receiving|taking|undergoing|older|over|under)|partners?\b|females?|cohort"
    r"|part [A-D1-9]|arm [A-D1-9]|group)\b"
    r"|.*\b(?:if|in case of|unless|except(?:ion)?|provided|in which case|partners?|females?\s*[≥>]|where"
    r"|depending on|or equivalent|applicable|only (?:for|in|to)|for (?:women|men|females|males|patients"
    r"|subjects))\b",
    re.IGNORECASE | re.DOTALL,
)
_SUBGROUP = re.compile(
    r"\b(?:partners?|donors?|controls?|cohort|arm|groups?|part|healthy|siblings?|relatives?|caregivers?"
    r"|parents?|twins?|probands?|pilot|phase|step)\b",
    re.IGNORECASE,
)
_ALTERNATIVES = {
    CriterionKind.INCLUSION: (Logic.OR, Logic.UNLESS),
    CriterionKind.EXCLUSION: (Logic.AND, Logic.UNLESS),
}


def with_decisive(criteria: Sequence[Criterion], constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """The constraints, those marked that decide by themselves."""
    if not constraints:
        return ()
    texts = {(each.kind, each.position): each.text for each in criteria}
    by_criterion: dict[int, list[Constraint]] = defaultdict(list)
    for constraint in constraints:
        by_criterion[constraint.criterion].append(constraint)
    found: list[Constraint] = []
    for position, members in by_criterion.items():
        criterion = criteria[position - 1]
        decides = _decides(criterion, members) and not _has_condition(criterion, texts)
        repeated = _repeated(members)
        found += [
            replace(each, decisive=True)
            if decides and each.method is Method.CUE and _side(each) not in repeated
            else each
            for each in members
        ]
    return tuple(found)


def _decides(criterion: Criterion, members: Sequence[Constraint]) -> bool:
    alternatives = _ALTERNATIVES.get(criterion.kind)
    if alternatives is None or criterion.logic in alternatives:
        return False
    return not any(each.logic in alternatives for each in members)


def _has_condition(criterion: Criterion, texts: dict[tuple[CriterionKind, str], str]) -> bool:
    if criterion.group and _SUBGROUP.search(criterion.group):
        return True
    if _CONDITION.match(criterion.text[:400]):
        return True
    if "." not in criterion.position:
        return False
    parts = criterion.position.split(".")
    parents = (texts.get((criterion.kind, ".".join(parts[:depth])), "") for depth in range(1, len(parts)))
    return any(_CONDITION.match(parent[:200]) or _SUBGROUP.search(parent[:200]) for parent in parents)


def _side(constraint: Constraint) -> tuple[str, str, str | None]:
    return constraint.feature, (constraint.comparator or "")[:1], constraint.state


def _repeated(members: Sequence[Constraint]) -> frozenset[tuple[str, str, str | None]]:
    """Limits to the same side of the same feature, of which each holds for some only."""
    sides = Counter(_side(each) for each in members if each.value is not None)
    return frozenset(side for side, count in sides.items() if count > 1)
