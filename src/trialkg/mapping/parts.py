"""The registered parts of a study: who runs it and where, conditions, arms, interventions and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from trialkg.mapping import fields
from trialkg.mapping.lexical import (
    CLASS,
    CODE,
    DERIVED_FROM,
    END,
    LABEL,
    PREDICATE,
    PROV_ENTITY,
    A,
    encode,
    literal,
    node,
    position_of,
)
from trialkg.mapping.names import nodes_named
from trialkg.mapping.writers import Out
from trialkg.study import Arm, Identifier, Intervention, Organization, Outcome, Site, Study
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.terms import Class, Property

_LINK_TO_CONDITION = PREDICATE[Property.HAS_CONDITION]
_IS_CONDITION = A + CLASS[Class.CONDITION]
_USES_INTERVENTION = PREDICATE[Property.USES_INTERVENTION]
_LEVEL_NAMES = {
    OutcomeLevel.PRIMARY: b"outcome-primary-%d>",
    OutcomeLevel.SECONDARY: b"outcome-secondary-%d>",
    OutcomeLevel.OTHER: b"outcome-other-%d>",
}


class _Place(NamedTuple):
    """How the node of an outcome ends, and what is said of it: its level, and its position within that."""

    ending: bytes
    is_level: bytes
    position: bytes


class Nodes(msgspec.Struct, frozen=True, gc=False):
    """The subjects of the parts that others refer to, in the order of the study's lists.

    ``places`` are those of the outcomes.
    """

    conditions: Sequence[bytes]
    interventions: Sequence[bytes]
    outcomes: Sequence[bytes]
    arms: Sequence[bytes]
    places: Sequence[_Place]


def nodes_of(iri: bytes, study: Study) -> Nodes:
    """The nodes of a study's conditions, interventions, outcomes and arms.

    An intervention is known by its name, and by its type too where names are alike; an outcome by its level
    and its position within the level.
    """
    document = b"<" + iri + b"#"
    arms, interventions = study.arms, study.interventions
    arm_labels, names = [arm.label for arm in arms], [each.name for each in interventions]
    places = _places(study.outcomes)
    return Nodes(
        conditions=nodes_named(document + b"condition-", study.conditions, study.conditions, str),
        interventions=nodes_named(document + b"intervention-", names, interventions, _intervention_identity),
        outcomes=[document + place.ending for place in places],
        arms=nodes_named(document + b"arm-", arm_labels, arms, _arm_identity),
        places=places,
    )


def _arm_identity(arm: Arm) -> str:
    return f"{arm.type} {arm.label}"


def _intervention_identity(intervention: Intervention) -> str:
    return f"{intervention.type} {intervention.name}"


@lru_cache(maxsize=1 << 12)
def _place(level: OutcomeLevel, position: int) -> _Place:
    return _Place(_LEVEL_NAMES[level] % position, A + CODE[level], position_of(position))


def _places(outcomes: Iterable[Outcome]) -> list[_Place]:
    positions = dict.fromkeys(_LEVEL_NAMES, 0)
    places = []
    for outcome in outcomes:
        level = outcome.level
        positions[level] = position = positions[level] + 1
        places.append(_place(level, position))
    return places


def write_parts(out: Out, iri: bytes, study: Study, nodes: Nodes) -> None:
    """Write every registered part of a study, each linked from it."""
    subject = node(iri)
    _write_identifiers(out, iri, study)
    _write_organizations(out, iri, study)
    _write_sites(out, iri, study.sites)
    _write_conditions(out, subject, study.conditions, nodes)
    fields.INTERVENTIONS(out, subject, nodes.interventions, study.interventions)
    _write_arms(out, subject, study, nodes)
    _write_outcomes(out, subject, study, nodes)


def write_record(
    out: Out, iri: bytes, study: Study, content: str, mapped_by: bytes, mesh: MeshEdition
) -> None:
    """Write where the study was read from.

    ``content`` is the hash of what the record says, ``mapped_by`` the statement of the mapping's version.
    """
    subject, part = node(iri), node(iri, b"record")
    fields.RECORD(out, subject, (part,), (study.reading,))
    out += (
        *(subject, DERIVED_FROM, part, END),
        *(part, A, PROV_ENTITY),
        *(part, PREDICATE[Property.CONTENT_HASH], literal(content)),
        *(part, mapped_by),
    )
    if mesh.year:
        out += (part, PREDICATE[Property.MESH_YEAR], literal(mesh.year))
    if mesh.source:
        out += (part, PREDICATE[Property.MESH_SOURCE], literal(mesh.source))


def _write_identifiers(out: Out, iri: bytes, study: Study) -> None:
    identifiers = study.identifiers
    values = [each.value for each in identifiers]
    nodes = nodes_named(b"<" + iri + b"#identifier-", values, identifiers, _identifier_identity)
    fields.IDENTIFIERS(out, node(iri), nodes, identifiers)


def _identifier_identity(identifier: Identifier) -> str:
    return f"{identifier.type} {identifier.issuer} {identifier.value}"


def _write_organizations(out: Out, iri: bytes, study: Study) -> None:
    subject = node(iri)
    if study.lead_sponsor:
        fields.LEAD_SPONSOR(out, subject, (node(iri, b"sponsor"),), (study.lead_sponsor,))
    if study.collaborators:
        collaborators = tuple(dict.fromkeys(study.collaborators))
        names = [each.name for each in collaborators]
        nodes = nodes_named(b"<" + iri + b"#collaborator-", names, names, str)
        fields.COLLABORATORS(out, subject, nodes, collaborators)
    party = study.responsible_party
    if party and party.type:
        out += (subject, PREDICATE[Property.RESPONSIBLE_PARTY_TYPE], CODE[party.type])
    if party and party.organization:
        responsible = Organization(name=party.organization)
        fields.RESPONSIBLE_PARTY(out, subject, (node(iri, b"responsible-party"),), (responsible,))


def _write_sites(out: Out, iri: bytes, sites: Sequence[Site]) -> None:
    places = _site_places(sites)
    if len(set(places)) < len(places):
        sites = tuple(dict.fromkeys(sites))
        places = _site_places(sites)
    nodes = nodes_named(b"<" + iri + b"#site-", places, sites, _site_identity)
    fields.SITES(out, node(iri), nodes, sites)
    for site, part in zip(sites, nodes, strict=True):
        if label := site.facility or site.city or site.country:
            out += (part, LABEL, encode(label), END)


def _site_identity(site: Site) -> str:
    return f"{site.postal_code}|{site.state}|{site.country}"


def _site_places(sites: Iterable[Site]) -> list[str]:
    return [f"{each.facility or ''} {each.city or each.country or ''}" for each in sites]


def _write_conditions(out: Out, subject: bytes, conditions: Sequence[str], nodes: Nodes) -> None:
    for position, (part, name) in enumerate(zip(nodes.conditions, conditions, strict=True), 1):
        out += (subject, _LINK_TO_CONDITION, part, END, part, _IS_CONDITION)
        out += (part, position_of(position), part, LABEL, encode(name), END)


def _write_arms(out: Out, subject: bytes, study: Study, nodes: Nodes) -> None:
    fields.ARMS(out, subject, nodes.arms, study.arms)
    for part, arm in zip(nodes.arms, study.arms, strict=True):
        for used in arm.interventions:
            out += (part, _USES_INTERVENTION, nodes.interventions[used - 1], END)


def _write_outcomes(out: Out, subject: bytes, study: Study, nodes: Nodes) -> None:
    fields.OUTCOMES(out, subject, nodes.outcomes, study.outcomes)
    for part, (_, is_level, position) in zip(nodes.outcomes, nodes.places, strict=True):
        out += (part, is_level, part, position)
