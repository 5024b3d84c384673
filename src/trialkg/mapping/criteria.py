"""Eligibility criteria with their constraints, and the quantities that arms and interventions state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from trialkg.linking.links import Constraint, Links, StatedQuantity
from trialkg.linking.units import canonical
from trialkg.mapping.lexical import (
    CLASS,
    CODE,
    DESCRIPTION,
    END,
    PREDICATE,
    A,
    boolean,
    decimal,
    encode,
    literal,
    node,
    resource,
)
from trialkg.mapping.other_studies import write_criterion_reference
from trialkg.mapping.parts import Nodes
from trialkg.mapping.writers import Out
from trialkg.vocabulary.codes import CriterionKind
from trialkg.vocabulary.namespaces import CONCEPT
from trialkg.vocabulary.terms import Class, Property

_POSITION = PREDICATE[Property.POSITION]
_KINDS = {
    kind: (f"{name}-".encode(), A + CLASS[Class.CRITERION], A + CODE[kind])
    for kind, name in (
        (CriterionKind.INCLUSION, "inclusion"),
        (CriterionKind.EXCLUSION, "exclusion"),
        (CriterionKind.UNCLASSIFIED, "unclassified"),
    )
}
"""The word for each kind in a criterion's name, and the statements of its classes."""


def write_criteria(out: Out, iri: bytes, links: Links, base: str) -> None:
    """Write the criteria of a study, a third of what is inferred about it, each with its constraints."""
    if not links.criteria:
        return
    link = node(iri) + PREDICATE[Property.HAS_CRITERION]
    prefix = b"<" + iri + b"#criterion-"
    constraints: dict[int, list[Constraint]] = defaultdict(list)
    for constraint in links.constraints:
        constraints[constraint.criterion].append(constraint)
    for place, criterion in enumerate(links.criteria, 1):
        name, is_criterion, is_kind = _KINDS[criterion.kind]
        position = criterion.position
        stem = prefix + name + position.encode()
        part = stem + b">"
        out += (link, part, END, part, is_criterion, part, is_kind)
        out += (part, _POSITION, encode(position), END, part, DESCRIPTION, encode(criterion.text), END)
        if criterion.group:
            out += (part, PREDICATE[Property.CRITERION_GROUP], literal(criterion.group))
        if criterion.logic:
            out += (part, PREDICATE[Property.LOGIC], literal(criterion.logic))
        write_criterion_reference(out, part, criterion, base)
        if place in constraints:
            _write_constraints(out, stem, part, constraints[place])


def _write_constraints(out: Out, stem: bytes, criterion: bytes, constraints: Sequence[Constraint]) -> None:
    for place, constraint in enumerate(constraints, 1):
        part = stem + b"-constraint-%d>" % place
        out += (criterion, PREDICATE[Property.HAS_CONSTRAINT], part, END)
        out += (part, A, CLASS[Class.CONSTRAINT])
        out += (part, PREDICATE[Property.FEATURE], resource(CONCEPT, constraint.feature))
        if constraint.comparator:
            out += (part, PREDICATE[Property.COMPARATOR], literal(constraint.comparator))
        if constraint.value is not None and constraint.unit is not None:
            _write_value(out, part, constraint.value, constraint.unit)
        if constraint.state:
            out += (part, PREDICATE[Property.STATE_OF_FEATURE], literal(constraint.state))
        for exposure in constraint.exposures:
            out += (part, PREDICATE[Property.EXPOSURE], resource(CONCEPT, exposure))
        if constraint.logic:
            out += (part, PREDICATE[Property.LOGIC], literal(constraint.logic))
        out += (part, PREDICATE[Property.DECISIVE], boolean(constraint.decisive))
        out += (part, PREDICATE[Property.METHOD], literal(constraint.method))
        out += (part, PREDICATE[Property.CONFIDENCE], decimal(constraint.confidence))
        out += (part, PREDICATE[Property.EVIDENCE], literal(constraint.text))


def _write_value(out: Out, part: bytes, value: float, unit: str) -> None:
    comparable, canonical_unit = canonical(value, unit)
    out += (part, PREDICATE[Property.VALUE], decimal(value))
    out += (part, PREDICATE[Property.UNIT], literal(unit))
    out += (part, PREDICATE[Property.CANONICAL_VALUE], decimal(comparable))
    out += (part, PREDICATE[Property.CANONICAL_UNIT], literal(canonical_unit))


def write_quantities(out: Out, links: Links, nodes: Nodes) -> None:
    """Write the quantities that arms and interventions state, as parts of them."""
    for place, quantity in enumerate(links.quantities, 1):
        owner = _owner(quantity, nodes)
        part = owner[:-1] + b"-quantity-%d>" % place
        out += (owner, PREDICATE[Property.HAS_QUANTITY], part, END)
        out += (part, A, CLASS[Class.QUANTITY])
        out += (part, PREDICATE[Property.FEATURE], resource(CONCEPT, quantity.feature))
        out += (part, PREDICATE[Property.COMPARATOR], literal(quantity.comparator))
        _write_value(out, part, quantity.value, quantity.unit)
        out += (part, PREDICATE[Property.METHOD], literal(quantity.method))
        out += (part, PREDICATE[Property.CONFIDENCE], decimal(quantity.confidence))
        out += (part, PREDICATE[Property.EVIDENCE], literal(quantity.evidence.quote))
        out += (part, PREDICATE[Property.EVIDENCE_FIELD], literal(quantity.evidence.field))


def _owner(quantity: StatedQuantity, nodes: Nodes) -> bytes:
    if quantity.arm is not None:
        return nodes.arms[quantity.arm - 1]
    return nodes.interventions[(quantity.intervention or 1) - 1]
