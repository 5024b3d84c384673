"""The registered parts of a study: who runs it and where, conditions, arms, interventions and outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

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
from trialkg.mapping.names import slugs
from trialkg.mapping.writers import Out
from trialkg.study import Organization, Outcome, Site, Study
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.terms import Class, Property

_LINK_TO_CONDITION = PREDICATE[Property.HAS_CONDITION]
_IS_CONDITION = A + CLASS[Class.CONDITION]
_USES_INTERVENTION = PREDICATE[Property.USES_INTERVENTION]
_LEVELS = {
    OutcomeLevel.PRIMARY: (b"outcome-primary-%d>", A + CODE[OutcomeLevel.PRIMARY]),
    OutcomeLevel.SECONDARY: (b"outcome-secondary-%d>", A + CODE[OutcomeLevel.SECONDARY]),
    OutcomeLevel.OTHER: (b"outcome-other-%d>", A + CODE[OutcomeLevel.OTHER]),
}
"""How the nodes of the outcomes of a level end, by their position, and the statement of their class."""


class Nodes(NamedTuple):
    """The subjects of the parts that others refer to, in the order of the study's lists."""

    conditions: Sequence[bytes]
    interventions: Sequence[bytes]
    outcomes: Sequence[bytes]
    arms: Sequence[bytes] = ()


def nodes_of(iri: bytes, study: Study) -> Nodes:
    """The nodes of a study's conditions, interventions, outcomes and arms.

    An intervention is known by its name, and by its type too where names are alike; an outcome by its level
    and its position within the level.
    """
    arms, interventions = study.arms, study.interventions
    document = b"<" + iri + b"#"
    return Nodes(
        conditions=_nodes(document + b"condition-", study.conditions),
        interventions=_nodes(
            document + b"intervention-",
            [each.name for each in interventions],
            lambda: [f"{each.type} {each.name}" for each in interventions],
        ),
        outcomes=[document + _LEVELS[level][0] % position for level, position in _places(study.outcomes)],
        arms=_nodes(
            document + b"arm-",
            [each.label for each in arms],
            lambda: [f"{each.type} {each.label}" for each in arms],
        ),
    )


def _nodes(
    start: bytes, names: Sequence[str], identities: Callable[[], Sequence[str]] | None = None
) -> list[bytes]:
    """A node for each name, which begins like this and ends in the name's slug."""
    return [start + name + b">" for name in slugs(names, identities)]


def _places(outcomes: Iterable[Outcome]) -> list[tuple[OutcomeLevel, int]]:
    """The level of each outcome, and its position within the level."""
    positions = dict.fromkeys(_LEVELS, 0)
    places = []
    for outcome in outcomes:
        level = outcome.level
        positions[level] = position = positions[level] + 1
        places.append((level, position))
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
    out: Out, iri: bytes, study: Study, content: str, mapping_version: str, mesh: MeshEdition
) -> None:
    """Write where the study was read from; ``content`` is the hash of what the record says."""
    subject, part = node(iri), node(iri, b"record")
    fields.RECORD(out, subject, (part,), (study.reading,))
    out += (
        *(subject, DERIVED_FROM, part, END),
        *(part, A, PROV_ENTITY),
        *(part, PREDICATE[Property.CONTENT_HASH], literal(content)),
        *(part, PREDICATE[Property.MAPPING_VERSION], literal(mapping_version)),
    )
    if mesh.year:
        out += (part, PREDICATE[Property.MESH_YEAR], literal(mesh.year))
    if mesh.source:
        out += (part, PREDICATE[Property.MESH_SOURCE], literal(mesh.source))


def _write_identifiers(out: Out, iri: bytes, study: Study) -> None:
    identifiers = study.identifiers
    nodes = _nodes(
        b"<" + iri + b"#identifier-",
        [each.value for each in identifiers],
        lambda: [f"{each.type} {each.issuer} {each.value}" for each in identifiers],
    )
    fields.IDENTIFIERS(out, node(iri), nodes, identifiers)


def _write_organizations(out: Out, iri: bytes, study: Study) -> None:
    subject = node(iri)
    if study.lead_sponsor:
        fields.LEAD_SPONSOR(out, subject, (node(iri, b"sponsor"),), (study.lead_sponsor,))
    if study.collaborators:
        collaborators = tuple(dict.fromkeys(study.collaborators))
        nodes = _nodes(b"<" + iri + b"#collaborator-", [each.name for each in collaborators])
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
    nodes = _nodes(
        b"<" + iri + b"#site-",
        places,
        lambda: [f"{each.postal_code}|{each.state}|{each.country}" for each in sites],
    )
    fields.SITES(out, node(iri), nodes, sites)
    for site, part in zip(sites, nodes, strict=True):
        if label := site.facility or site.city or site.country:
            out += (part, LABEL, encode(label), END)


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
    for part, (level, position) in zip(nodes.outcomes, _places(study.outcomes), strict=True):
        out += (part, _LEVELS[level][1], part, position_of(position))
