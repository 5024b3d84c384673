"""Which constraints decide by themselves whether a person can take part.

An inclusion that is missed keeps a person out, an exclusion that is met does. Not so where the text names
alternatives, exceptions or conditions (``for liver metastases: …``), speaks of a group only, or does not say
whether it includes or excludes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence, Set

from msgspec.structs import replace

from trialkg.linking.links import Constraint, Criterion
from trialkg.vocabulary.codes import CriterionKind, Logic, Method

_CONDITION = re.compile(
    r"\s*(?:for|in case|if|when|only|in (?:patients|men|women|females|males|subjects|spinal|the case|those)"
    r"|(?:patients|subjects|men|women|participants)"
    r" (?:with|who are|receiving|taking|undergoing|older|over|under)|partners?\b|females?|cohort"
    r"|part [a-d1-9]|arm [a-d1-9]|group)\b"
)
"""Words at its beginning that make an item hold on a condition or for some only; of small letters."""

_CONDITION_LATER = re.compile(
    r"\b(?:if|in case of|unless|except(?:ion)?|provided|in which case|partners?|females?\s*[≥>]|where"
    r"|depending on|or equivalent|applicable|only (?:for|in|to)|for (?:women|men|females|males|patients"
    r"|subjects))\b"
)
"""Words anywhere in an item that do."""

_CONDITION_STEMS = (
    "if", "case", "unless", "except", "provided", "partner", "female", "where", "depending", "equivalent",
    "applicable", "only ", "for ",
)  # fmt: skip
"""Without one of these there is none of them."""

_SUBGROUP = re.compile(
    r"\b(?:partners?|donors?|controls?|cohort|arm|groups?|part|healthy|siblings?|relatives?|caregivers?"
    r"|parents?|twins?|probands?|pilot|phase|step)\b"
)
_ALTERNATIVES = {
    CriterionKind.INCLUSION: (Logic.OR, Logic.UNLESS),
    CriterionKind.EXCLUSION: (Logic.AND, Logic.UNLESS),
}


def with_decisive(criteria: Sequence[Criterion], constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """The constraints, those marked that decide by themselves."""
    if not constraints:
        return ()
    nested = any("." in criteria[each.criterion - 1].position for each in constraints)
    texts = {(each.kind, each.position): each.text for each in criteria} if nested else {}
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
    if criterion.group and _SUBGROUP.search(criterion.group.lower()):
        return True
    if _is_conditional(criterion.text[:400].lower()):
        return True
    if "." not in criterion.position:
        return False
    parts = criterion.position.split(".")
    places = (".".join(parts[:depth]) for depth in range(1, len(parts)))
    parents = (texts.get((criterion.kind, place), "")[:200].lower() for place in places)
    return any(_is_conditional(parent) or _SUBGROUP.search(parent) for parent in parents)


def _is_conditional(lower: str) -> bool:
    if _CONDITION.match(lower):
        return True
    return any(map(lower.__contains__, _CONDITION_STEMS)) and _CONDITION_LATER.search(lower) is not None


def _side(constraint: Constraint) -> tuple[str, str, str | None]:
    return constraint.feature, (constraint.comparator or "")[:1], constraint.state


def _repeated(members: Sequence[Constraint]) -> Set[tuple[str, str, str | None]]:
    """Limits to the same side of the same feature, of which each holds for some only."""
    once: set[tuple[str, str, str | None]] = set()
    repeated: set[tuple[str, str, str | None]] = set()
    for side in (_side(each) for each in members if each.value is not None):
        (repeated if side in once else once).add(side)
    return repeated
