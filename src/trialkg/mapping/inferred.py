"""What was derived or inferred about a study: links, uses of concepts, criteria, relations, passages.

Everything inferred carries its evidence, so that a query can tell it from what is registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from trialkg.linking.links import ConceptUse, DescriptorLink, Evidence, Links, StudyRelation
from trialkg.mapping.fields import Emit
from trialkg.mapping.lexical import (
    CLASS,
    CODE,
    DESCRIPTION,
    LABEL,
    PREDICATE,
    A,
    decimal,
    integer,
    iri_safe,
    literal,
    node,
    resource,
)
from trialkg.mapping.names import slug
from trialkg.mapping.parts import condition_fragments, intervention_fragments, outcome_fragments
from trialkg.study import Finding, Study
from trialkg.vocabulary.codes import Asserter, CriterionKind, Role
from trialkg.vocabulary.namespaces import CONCEPT, MESH, TKG
from trialkg.vocabulary.terms import Class, Property

_KIND_NAMES = {
    CriterionKind.INCLUSION: "inclusion",
    CriterionKind.EXCLUSION: "exclusion",
    CriterionKind.UNCLASSIFIED: "unclassified",
}
_ASSERTER_NAMES = {Asserter.REGISTRY: "registry", Asserter.TRIALKG: "trialkg"}


_MESH_ID = re.compile(r"[CD]\d{6,9}", re.ASCII)


def _checked(links: Iterable[DescriptorLink], findings: list[Finding]) -> list[DescriptorLink]:
    """The links, those to an id that is no MeSH id left with their label; each such id becomes a finding."""
    checked = []
    for link in links:
        if link.descriptor is not None and not _MESH_ID.fullmatch(link.descriptor):
            findings.append(
                Finding(path=f"mesh[{link.label}]", value=link.descriptor, reason="is no MeSH id")
            )
            link = msgspec.structs.replace(link, descriptor=None)
        checked.append(link)
    return checked


def write_links(
    emit: Emit, iri: bytes, study: Study, links: Links, base: str, findings: list[Finding]
) -> None:
    """Write all that linking found for a study."""
    conditions = condition_fragments(study.conditions)
    interventions = intervention_fragments(study.interventions)
    condition_links = _checked(links.conditions, findings)
    intervention_links = _checked(links.interventions, findings)
    for link in condition_links:
        _write_descriptor_link(emit, iri, link, "condition", conditions)
    for link in intervention_links:
        _write_descriptor_link(emit, iri, link, "intervention", interventions)
    _write_shortcuts(
        emit, iri, Property.STUDIES_CONDITION, MESH, (each.descriptor for each in condition_links)
    )
    _write_shortcuts(
        emit, iri, Property.USES_DESCRIPTOR, MESH, (each.descriptor for each in intervention_links)
    )
    studied = (use.concept for use in links.concepts if use.role is Role.STUDIED)
    _write_shortcuts(emit, iri, Property.STUDIES_CONCEPT, CONCEPT, studied)
    for use in links.concepts:
        _write_concept_use(emit, iri, use, interventions)
    _write_outcome_concepts(emit, iri, study, links)
    _write_criteria(emit, iri, links)
    for relation in links.relations:
        _write_relation(emit, iri, relation, base)
    _write_passages(emit, iri, links)


def _linked(iri: bytes, link: Property, part: bytes) -> bytes:
    return b"<%b>%b%b .\n" % (iri, PREDICATE[link], part)


def _write_evidence(emit: Emit, part: bytes, evidence: Evidence, method: str, confidence: float) -> None:
    emit(part + PREDICATE[Property.METHOD] + literal(method))
    emit(part + PREDICATE[Property.CONFIDENCE] + decimal(confidence))
    emit(part + PREDICATE[Property.EVIDENCE] + literal(evidence.quote))
    emit(part + PREDICATE[Property.EVIDENCE_FIELD] + literal(evidence.field))


_LINKS = {
    "condition": (Property.HAS_CONDITION_LINK, Class.CONDITION_LINK, Property.OF_CONDITION),
    "intervention": (Property.HAS_INTERVENTION_LINK, Class.INTERVENTION_LINK, Property.OF_INTERVENTION),
}


def _write_descriptor_link(emit: Emit, iri: bytes, link: DescriptorLink, kind: str, terms: list[str]) -> None:
    has_link, of_class, of_term = _LINKS[kind]
    term = terms[link.term - 1] if link.term else kind
    what = link.descriptor or slug(link.label)
    part = node(iri, f"{term}-link-{_ASSERTER_NAMES[link.asserted_by]}-{what}")
    emit(_linked(iri, has_link, part))
    emit(part + A + CLASS[of_class])
    emit(part + LABEL + literal(link.label))
    if link.descriptor:
        emit(part + PREDICATE[Property.DESCRIPTOR] + resource(MESH, link.descriptor))
    if link.term:
        emit(part + PREDICATE[of_term] + node(iri, term) + b" .\n")
    emit(part + PREDICATE[Property.ASSERTED_BY] + CODE[link.asserted_by])
    if link.evidence is not None and link.confidence is not None:
        _write_evidence(emit, part, link.evidence, link.method, link.confidence)
    else:
        emit(part + PREDICATE[Property.METHOD] + literal(link.method))


def _write_shortcuts(
    emit: Emit, iri: bytes, term: Property, namespace: str, names: Iterable[str | None]
) -> None:
    for name in dict.fromkeys(name for name in names if name):
        emit(node(iri) + PREDICATE[term] + resource(namespace, name))


def _write_concept_use(emit: Emit, iri: bytes, use: ConceptUse, interventions: list[str]) -> None:
    part = node(iri, f"use-{use.concept}")
    emit(_linked(iri, Property.HAS_CONCEPT_USE, part))
    emit(part + A + CLASS[Class.CONCEPT_USE])
    emit(part + PREDICATE[Property.CONCEPT] + resource(CONCEPT, use.concept))
    emit(part + PREDICATE[Property.ROLE] + CODE[use.role])
    _write_evidence(emit, part, use.evidence, use.method, use.confidence)
    for position in use.interventions:
        intervention = node(iri, interventions[position - 1])
        emit(b"%b%b%b .\n" % (intervention, PREDICATE[Property.HAS_CONCEPT], part))


def _write_outcome_concepts(emit: Emit, iri: bytes, study: Study, links: Links) -> None:
    if not links.outcomes:
        return
    names = outcome_fragments(study)
    for found in links.outcomes:
        part = node(iri, names[found.outcome - 1])
        if found.concept:
            emit(part + PREDICATE[Property.MEASURES] + resource(CONCEPT, found.concept))
        for instrument in found.instruments:
            emit(part + PREDICATE[Property.INSTRUMENT] + resource(CONCEPT, instrument))


_CRITERION_TYPES = {kind: (A + CLASS[Class.CRITERION], A + CODE[kind]) for kind in CriterionKind}


def _write_criteria(emit: Emit, iri: bytes, links: Links) -> None:
    """Criteria are a third of what is inferred about a study, so each is written in one piece."""
    for criterion in links.criteria:
        part = node(iri, f"criterion-{_KIND_NAMES[criterion.kind]}-{criterion.position}")
        statements = (
            *_CRITERION_TYPES[criterion.kind],
            PREDICATE[Property.POSITION] + literal(criterion.position),
            DESCRIPTION + literal(criterion.text),
        )
        emit(_linked(iri, Property.HAS_CRITERION, part) + part + part.join(statements))


def _write_relation(emit: Emit, iri: bytes, relation: StudyRelation, base: str) -> None:
    part = node(iri, f"relation-{iri_safe(relation.related_id)}")
    related = resource(base, iri_safe(relation.related_id))
    emit(node(iri) + f" <{TKG}{relation.type}> ".encode() + related)
    emit(_linked(iri, Property.HAS_RELATION, part))
    emit(part + A + CLASS[Class.STUDY_RELATION])
    emit(part + PREDICATE[Property.RELATION_TYPE] + CODE[relation.type])
    emit(part + PREDICATE[Property.RELATED_STUDY] + related)
    emit(part + PREDICATE[Property.RELATED_ID] + literal(relation.related_id))
    _write_evidence(emit, part, relation.evidence, relation.method, relation.confidence)


def _write_passages(emit: Emit, iri: bytes, links: Links) -> None:
    for position, passage in enumerate(links.passages, 1):
        part = node(iri, f"passage-{position}")
        emit(_linked(iri, Property.HAS_PASSAGE, part))
        emit(part + A + CLASS[Class.PASSAGE])
        emit(part + PREDICATE[Property.PASSAGE_KIND] + CODE[passage.kind])
        emit(part + PREDICATE[Property.POSITION] + integer(position))
        emit(part + DESCRIPTION + literal(passage.text))
        emit(part + PREDICATE[Property.EVIDENCE_FIELD] + literal(passage.field))
