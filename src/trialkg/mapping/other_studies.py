"""What a study says of others: relations, citations, criteria and outcomes that another study defines.

Nothing is said with the other study as subject, so that one known only by its number is no focus node.
"""

from __future__ import annotations

from itertools import groupby

from trialkg.linking.links import (
    Criterion,
    Evidence,
    Links,
    StudyCitation,
    StudyReference,
    StudyRelation,
    study_named,
)
from trialkg.linking.relations import decided
from trialkg.mapping.lexical import CLASS, CODE, END, PREDICATE, A, decimal, iri_safe, literal, node, resource
from trialkg.mapping.names import slug
from trialkg.mapping.parts import Nodes
from trialkg.mapping.writers import Out
from trialkg.vocabulary.namespaces import TKG
from trialkg.vocabulary.terms import Class, Property


def write_other_studies(out: Out, iri: bytes, links: Links, nodes: Nodes, base: str) -> None:
    """Write all that linking found about other studies."""
    _write_relations(out, iri, links.relations, base)
    for citation in links.citations:
        _write_citation(out, iri, citation, base)
    for reference in links.outcome_references:
        outcome = nodes.outcomes[reference.outcome - 1]
        part = _write_reference(out, outcome, Property.DEFINED_BY, reference.related, base)
        _write_quote(out, part, reference.evidence)


def _write_relations(out: Out, iri: bytes, relations: tuple[StudyRelation, ...], base: str) -> None:
    """One relation a related study; of names that differ in letter case alone, the first."""
    if not relations:
        return
    chosen = {study_named(each.related): each for each in decided(relations)}
    written: set[bytes] = set()
    for name, group in groupby(relations, key=lambda each: study_named(each.related)):
        first, *further = group
        if _fragment(first.related) in written:
            continue
        written.add(_fragment(first.related))
        if name in chosen:
            _write_relation(out, iri, first, further, base)
        else:
            _write_citation(out, iri, StudyCitation(related=first.related, evidence=first.evidence), base)


def write_criterion_reference(out: Out, part: bytes, criterion: Criterion, base: str) -> None:
    """Write the study whose criteria a criterion makes its own, if it names one."""
    if criterion.refers_to is not None:
        _write_reference(out, part, Property.REFERS_TO, criterion.refers_to, base)


def _write_reference(out: Out, part: bytes, link: Property, related: StudyReference, base: str) -> bytes:
    """Write that a part goes by another study; the node between them is where that study is looked for."""
    reference = part[:-1] + b"-reference>"
    out += (part, PREDICATE[link], reference, END, reference, A, CLASS[Class.STUDY_REFERENCE])
    _write_related(out, reference, related, base)
    return reference


def _write_relation(
    out: Out, iri: bytes, relation: StudyRelation, further: list[StudyRelation], base: str
) -> None:
    part = node(iri, b"relation-" + _fragment(relation.related))
    out += (node(iri), PREDICATE[Property.HAS_RELATION], part, END, part, A, CLASS[Class.STUDY_RELATION])
    _write_related(out, part, relation.related, base)
    _write_kind(out, part, relation)
    if _has_iri(relation.related):
        related = resource(base, iri_safe(relation.related.number or ""))
        out += (node(iri), f" <{TKG}{relation.type}> ".encode(), related)
    for place, each in enumerate(further, 2):
        more = part[:-1] + b"-evidence-%d>" % place
        out += (part, PREDICATE[Property.HAS_EVIDENCE], more, END, more, A, CLASS[Class.RELATION_EVIDENCE])
        _write_kind(out, more, each)


def _write_kind(out: Out, part: bytes, relation: StudyRelation) -> None:
    out += (part, PREDICATE[Property.RELATION_TYPE], CODE[relation.type])
    out += (part, PREDICATE[Property.METHOD], literal(relation.method))
    out += (part, PREDICATE[Property.CONFIDENCE], decimal(relation.confidence))
    _write_quote(out, part, relation.evidence)


def _write_citation(out: Out, iri: bytes, citation: StudyCitation, base: str) -> None:
    part = node(iri, b"citation-" + _fragment(citation.related))
    out += (node(iri), PREDICATE[Property.HAS_CITATION], part, END, part, A, CLASS[Class.STUDY_CITATION])
    _write_related(out, part, citation.related, base)
    _write_quote(out, part, citation.evidence)


def _write_related(out: Out, part: bytes, related: StudyReference, base: str) -> None:
    if _has_iri(related):
        out += (part, PREDICATE[Property.RELATED_STUDY], resource(base, iri_safe(related.number or "")))
    if related.number:
        out += (part, PREDICATE[Property.RELATED_ID], literal(related.number))
    if related.name:
        out += (part, PREDICATE[Property.RELATED_NAME], literal(related.name))


def _write_quote(out: Out, part: bytes, evidence: Evidence) -> None:
    out += (part, PREDICATE[Property.EVIDENCE], literal(evidence.quote))
    out += (part, PREDICATE[Property.EVIDENCE_FIELD], literal(evidence.field))


def _has_iri(related: StudyReference) -> bool:
    """Whether the study is one of ClinicalTrials.gov, whose studies the graph names by their number."""
    return related.number is not None and related.number.startswith("NCT")


def _fragment(related: StudyReference) -> bytes:
    return iri_safe(related.number).encode() if related.number else slug(related.name or "")
