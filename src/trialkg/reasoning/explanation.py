"""Why a sample is inconsistent: the fewest statements that clash, and the axioms they run into.

HermiT says only that there is a clash. The statements are narrowed down by leaving out halves (QuickXplain,
Junker 2004); the axioms are those of the ontology about the terms that remain.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from rdflib import OWL, RDFS

from trialkg.reasoning.findings import Clash
from trialkg.reasoning.ontology import Ontology
from trialkg.reasoning.statements import Statement
from trialkg.vocabulary.namespaces import CONCEPT, RDF, STUDY, TKG, XSD

Holds = Callable[[Sequence[Statement]], bool]
"""Whether statements are consistent with the ontology."""

_TYPE = f"{RDF}type"
_SHORT = {_TYPE: "is a", TKG: "", CONCEPT: "", STUDY: "", XSD: ""}
_SIDES = ((RDFS.domain, "whatever has it"), (RDFS.range, "each of its values"))


def explain(
    studies: Mapping[str, Sequence[Statement]], ontology: Ontology, holds: Holds, seconds: float
) -> Clash:
    """The clash in a sample that is known to be inconsistent, as small as the time allows."""
    deadline = time.monotonic() + seconds
    alone = _study_at_fault(studies, holds)
    suspects = studies[alone] if alone else [each for part in studies.values() for each in part]
    kept = _conflict([], [], list(suspects), holds, deadline)
    return Clash(
        study=alone,
        statements=tuple(_sentence(each) for each in kept),
        reasons=tuple(_reasons(kept, ontology)),
        minimal=time.monotonic() < deadline,
    )


def _study_at_fault(studies: Mapping[str, Sequence[Statement]], holds: Holds) -> str | None:
    """The first study that is inconsistent by itself; None where it takes several to clash."""
    if len(studies) == 1:
        return next(iter(studies))
    return next((iri for iri in studies if not holds(studies[iri])), None)


def _conflict(
    background: list[Statement],
    added: list[Statement],
    suspects: list[Statement],
    holds: Holds,
    deadline: float,
) -> list[Statement]:
    """The suspects that are needed, beside the background, for a clash; all of them once time is up."""
    if time.monotonic() > deadline:
        return suspects
    if added and not holds(background):
        return []
    if len(suspects) <= 1:
        return suspects
    half = len(suspects) // 2
    first, second = suspects[:half], suspects[half:]
    of_second = _conflict([*background, *first], first, second, holds, deadline)
    of_first = _conflict([*background, *of_second], of_second, first, holds, deadline)
    return [*of_first, *of_second]


def _reasons(clash: Sequence[Statement], ontology: Ontology) -> Iterator[str]:
    apart = list(_pairs_apart(clash, ontology))
    involved = {name for pair in apart for name in pair}
    for prop in sorted({each.predicate for each in clash} - {_TYPE}):
        yield from _characteristics(prop, clash, ontology)
        yield from _sides(prop, involved, ontology)
    for one, other in apart:
        yield f"{_short(one)} and {_short(other)} exclude each other"


def _characteristics(prop: str, clash: Sequence[Statement], ontology: Ontology) -> Iterator[str]:
    several = sum(each.predicate == prop for each in clash) > 1
    if several and ontology.declares(prop, OWL.FunctionalProperty):
        yield f"{_short(prop)} has one value at most"
    if several and ontology.declares(prop, OWL.AsymmetricProperty):
        yield f"{_short(prop)} never holds both ways"
    if not several and ontology.declares(prop, OWL.IrreflexiveProperty):
        yield f"{_short(prop)} never holds between a thing and itself"


def _sides(prop: str, involved: set[str], ontology: Ontology) -> Iterator[str]:
    for side, what in _SIDES:
        for target in ontology.classes_of(prop, side):
            if target.startswith(XSD) or involved & ontology.upwards(target):
                yield f"{_short(prop)}: {what} is of the kind {_short(target)}"


def _pairs_apart(clash: Sequence[Statement], ontology: Ontology) -> Iterator[tuple[str, str]]:
    """Pairs of classes or values of the clash that the ontology keeps apart."""
    values = {each.object for each in clash if each.predicate != _TYPE and each.datatype is None}
    for one, other in combinations(sorted(values | _classes(clash, ontology)), 2):
        if any(one in group and other in group for group in ontology.apart):
            yield one, other


def _classes(clash: Sequence[Statement], ontology: Ontology) -> set[str]:
    """The classes that the statements name or imply, with those above them."""
    named = {each.object for each in clash if each.predicate == _TYPE}
    for each in clash:
        for side, _ in _SIDES:
            named.update(ontology.classes_of(each.predicate, side))
    for each in clash:
        named.update(ontology.types_of(each.object))
    return {above for name in named for above in ontology.upwards(name)}


def _sentence(each: Statement) -> str:
    value = each.object if each.datatype else _short(each.object)
    return f"{_short(each.subject)} {_short(each.predicate)} {value}"


def _short(iri: str) -> str:
    for namespace, replacement in _SHORT.items():
        if iri.startswith(namespace):
            return replacement + iri.removeprefix(namespace)
    return iri
