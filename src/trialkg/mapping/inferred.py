"""What was derived or inferred about a study: links, uses of concepts, criteria, relations, passages.

Everything inferred carries its evidence, so that a query can tell it from what is registered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count

import msgspec

from trialkg.linking.links import ConceptUse, DescriptorLink, Evidence, Links, Objective, OutcomeLink
from trialkg.mapping.criteria import write_criteria, write_quantities
from trialkg.mapping.lexical import (
    CLASS,
    CODE,
    DESCRIPTION,
    END,
    LABEL,
    PREDICATE,
    A,
    decimal,
    literal,
    node,
    position_of,
    resource,
)
from trialkg.mapping.names import slug
from trialkg.mapping.other_studies import write_other_studies
from trialkg.mapping.parts import Nodes
from trialkg.mapping.time_frames import write_time_frame
from trialkg.mapping.writers import Out
from trialkg.study import Finding
from trialkg.vocabulary.codes import Asserter, OutcomeAspect, OutcomeLevel, Role
from trialkg.vocabulary.namespaces import CONCEPT, MESH, TKG
from trialkg.vocabulary.terms import Class, Property

_ASSERTED_LINK = {Asserter.REGISTRY: b"-link-registry-", Asserter.TRIALKG: b"-link-trialkg-"}


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


def write_links(out: Out, iri: bytes, links: Links, nodes: Nodes, base: str, findings: list[Finding]) -> None:
    """Write all that linking found for a study, whose parts are the nodes."""
    conditions, interventions = _checked(links.conditions, findings), _checked(links.interventions, findings)
    for link in conditions:
        _write_descriptor_link(out, iri, link, "condition", nodes.conditions)
    for link in interventions:
        _write_descriptor_link(out, iri, link, "intervention", nodes.interventions)
    if conditions:
        _write_shortcuts(out, iri, Property.STUDIES_CONDITION, MESH, (each.descriptor for each in conditions))
    if interventions:
        _write_shortcuts(
            out, iri, Property.USES_DESCRIPTOR, MESH, (each.descriptor for each in interventions)
        )
    if links.concepts:
        studied = (use.concept for use in links.concepts if use.role is Role.STUDIED)
        _write_shortcuts(out, iri, Property.STUDIES_CONCEPT, CONCEPT, studied)
    for use in links.concepts:
        _write_concept_use(out, iri, use, nodes)
    objectives = _write_objectives(out, iri, links.objectives) if links.objectives else []
    _write_outcome_links(out, links.outcomes, nodes.outcomes, objectives)
    for frame in links.time_frames:
        write_time_frame(out, nodes.outcomes[frame.outcome - 1], frame)
    write_criteria(out, iri, links, base)
    write_quantities(out, links, nodes)
    write_other_studies(out, iri, links, nodes, base)
    _write_passages(out, iri, links)


def _linked(iri: bytes, link: Property, part: bytes) -> bytes:
    return node(iri) + PREDICATE[link] + part + END


def _write_evidence(out: Out, part: bytes, evidence: Evidence, method: str, confidence: float) -> None:
    out += (part, PREDICATE[Property.METHOD], literal(method))
    out += (part, PREDICATE[Property.CONFIDENCE], decimal(confidence))
    out += (part, PREDICATE[Property.EVIDENCE], literal(evidence.quote))
    out += (part, PREDICATE[Property.EVIDENCE_FIELD], literal(evidence.field))


_LINKS = {
    "condition": (Property.HAS_CONDITION_LINK, Class.CONDITION_LINK, Property.OF_CONDITION),
    "intervention": (Property.HAS_INTERVENTION_LINK, Class.INTERVENTION_LINK, Property.OF_INTERVENTION),
}


def _write_descriptor_link(
    out: Out, iri: bytes, link: DescriptorLink, kind: str, terms: Sequence[bytes]
) -> None:
    has_link, of_class, of_term = _LINKS[kind]
    term = terms[link.term - 1] if link.term else None
    what = link.descriptor.encode() if link.descriptor else slug(link.label)
    part = (term or node(iri, kind.encode()))[:-1] + _ASSERTED_LINK[link.asserted_by] + what + b">"
    out.append(_linked(iri, has_link, part))
    out += (part, A, CLASS[of_class])
    out += (part, LABEL, literal(link.label))
    if link.descriptor:
        out += (part, PREDICATE[Property.DESCRIPTOR], resource(MESH, link.descriptor))
    if term:
        out += (part, PREDICATE[of_term], term, END)
    out += (part, PREDICATE[Property.ASSERTED_BY], CODE[link.asserted_by])
    if link.evidence is not None and link.confidence is not None:
        _write_evidence(out, part, link.evidence, link.method, link.confidence)
    else:
        out += (part, PREDICATE[Property.METHOD], literal(link.method))


def _write_shortcuts(
    out: Out, iri: bytes, term: Property, namespace: str, names: Iterable[str | None]
) -> None:
    for name in dict.fromkeys(names):
        if name:
            out += (node(iri), PREDICATE[term], resource(namespace, name))


def _write_concept_use(out: Out, iri: bytes, use: ConceptUse, nodes: Nodes) -> None:
    part = node(iri, b"use-" + use.concept.encode())
    out.append(_linked(iri, Property.HAS_CONCEPT_USE, part))
    out += (part, A, CLASS[Class.CONCEPT_USE])
    out += (part, PREDICATE[Property.CONCEPT], resource(CONCEPT, use.concept))
    out += (part, PREDICATE[Property.ROLE], CODE[use.role])
    _write_evidence(out, part, use.evidence, use.method, use.confidence)
    for position in use.interventions:
        out += (nodes.interventions[position - 1], PREDICATE[Property.HAS_CONCEPT], part, END)


_ASPECTS = {aspect: f" <{TKG}{aspect}> ".encode() for aspect in OutcomeAspect}
_OBJECTIVES = {
    OutcomeLevel.PRIMARY: (b"objective-primary-", A + CLASS[Class.PRIMARY_OBJECTIVE]),
    OutcomeLevel.SECONDARY: (b"objective-secondary-", A + CLASS[Class.SECONDARY_OBJECTIVE]),
}
"""The beginning of an objective's name and the statement of its class, by level."""


def _write_objectives(out: Out, iri: bytes, objectives: Iterable[Objective]) -> list[bytes]:
    """Write the objectives, each with its position within its level; returns their nodes."""
    positions = {level: count(1) for level in _OBJECTIVES}
    nodes = []
    for objective in objectives:
        name, is_level = _OBJECTIVES[objective.level]
        position = next(positions[objective.level])
        part = node(iri, name + b"%d" % position)
        nodes.append(part)
        out.append(_linked(iri, Property.HAS_OBJECTIVE, part))
        out += (part, A, CLASS[Class.OBJECTIVE], part, is_level, part, position_of(position))
        out += (part, LABEL, literal(objective.text))
        out += (part, PREDICATE[Property.EVIDENCE_FIELD], literal(objective.field))
    return nodes


def _write_outcome_links(
    out: Out, links: Iterable[OutcomeLink], outcomes: Sequence[bytes], objectives: Sequence[bytes]
) -> None:
    """Write what outcomes measure, are measured with and count: plainly, and as links with their evidence."""
    for link in links:
        of = (objectives if link.of_objective else outcomes)[link.outcome - 1]
        part = of[:-1] + b"-link-" + link.concept.encode() + b">"
        concept = resource(CONCEPT, link.concept)
        out += (of, _ASPECTS[link.aspect], concept)
        out += (of, PREDICATE[Property.HAS_OUTCOME_LINK], part, END)
        out += (part, A, CLASS[Class.OUTCOME_LINK], part, PREDICATE[Property.CONCEPT], concept)
        _write_evidence(out, part, link.evidence, link.method, link.confidence)


def _write_passages(out: Out, iri: bytes, links: Links) -> None:
    for position, passage in enumerate(links.passages, 1):
        part = node(iri, b"passage-%d" % position)
        out.append(_linked(iri, Property.HAS_PASSAGE, part))
        out += (part, A, CLASS[Class.PASSAGE])
        out += (part, PREDICATE[Property.PASSAGE_KIND], CODE[passage.kind])
        out += (part, position_of(position))
        out += (part, DESCRIPTION, literal(passage.text))
        out += (part, PREDICATE[Property.EVIDENCE_FIELD], literal(passage.field))
