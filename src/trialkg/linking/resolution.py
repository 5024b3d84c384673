"""Which study of the graph a reference means that prints no number of its own registry.

A pure decision over what a store knows, made anew at the end of every build, so that it does not depend on
the order in which studies came: a name counts while exactly one study bears it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from itertools import groupby
from operator import attrgetter
from typing import Final

from msgspec import structs

from trialkg.linking.study_names import distinctive, name_key, number_key
from trialkg.study import Value

ACRONYM: Final = "acronym"
IDENTIFIER: Final = "identifier"
ALIAS: Final = "alias"
"""How a reference was resolved: what ``tkg:resolvedBy`` says."""

Bearers = Mapping[str, frozenset[str]]
"""The studies that bear a key, by key."""


class Reference(Value, frozen=True, kw_only=True):
    """A study's mention of another, as it stands in the graph; studies and nodes are IRIs.

    ``type`` is the property between the studies, None for the reference of a criterion or an outcome. ``own``
    is where a number of ClinicalTrials.gov leads by itself. ``related`` and ``resolved_by`` say what it means
    now, ``stated`` whether the study itself states the relation to that.
    """

    study: str
    node: str
    type: str | None = None
    number: str | None = None
    name: str | None = None
    own: str | None = None
    confidence: float = 0.0
    related: str | None = None
    resolved_by: str | None = None
    stated: bool = False


def key_of(reference: Reference) -> str | None:
    """The key by which the related study may be found: its number's, else its name's; None if neither helps.

    A number that no study of the graph bears is stronger than a name: the name then proves nothing.
    """
    if reference.number is not None:
        return number_key(reference.number)
    if reference.name is not None and distinctive(reference.name):
        return name_key(reference.name)
    return None


def resolved(references: Iterable[Reference], bearers: Bearers, studies: Set[str]) -> list[Reference]:
    """The references as they should stand; ``studies`` are those of the graph among their own targets.

    All relations of a study are to be given together: which of several to one study is stated, is decided.
    """
    meant = sorted(
        (_resolved(each, bearers, studies) for each in references), key=attrgetter("study", "node")
    )
    groups = (list(group) for _, group in groupby(meant, key=attrgetter("study")))
    return [_stated(each, decided) for group in groups for decided in (_decided(group),) for each in group]


def _resolved(reference: Reference, bearers: Bearers, studies: Set[str]) -> Reference:
    related, how = reference.own, None
    key = key_of(reference) if reference.own not in studies else None
    found = bearers.get(key, frozenset()) if key else frozenset()
    if len(found) == 1 and reference.study not in found:
        (related,), how = found, _how(reference)
    return structs.replace(reference, related=related, resolved_by=how)


def _how(reference: Reference) -> str:
    if reference.own is not None:
        return ALIAS
    return IDENTIFIER if reference.number is not None else ACRONYM


def _decided(references: Iterable[Reference]) -> dict[str, str]:
    """The relation of one study to each study it names without a number of its own: the strongest, if one is.

    Where such a number is printed too, linking has decided already.
    """
    numbered = {each.related for each in references if each.own is not None and each.type is not None}
    strengths: dict[str, dict[str, float]] = {}
    for each in references:
        if each.type is not None and each.related is not None and each.related not in numbered:
            types = strengths.setdefault(each.related, {})
            types[each.type] = max(types.get(each.type, 0.0), each.confidence)
    decided = {}
    for related, types in strengths.items():
        best = [type_ for type_, strength in types.items() if strength == max(types.values())]
        if len(best) == 1:
            decided[related] = best[0]
    return decided


def _stated(reference: Reference, decided: Mapping[str, str]) -> Reference:
    if reference.own is not None:
        return reference
    stated = reference.related is not None and decided.get(reference.related) == reference.type
    return structs.replace(reference, stated=stated and reference.type is not None)
