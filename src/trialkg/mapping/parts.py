"""The registered parts of a study: who runs it and where, conditions, arms, interventions and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
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
    integer,
    literal,
    node,
)
from trialkg.mapping.names import fragments
from trialkg.mapping.writers import Out, Writer
from trialkg.study import Intervention, Organization, Outcome, Site, Study
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.terms import Class, Property

_POSITION = PREDICATE[Property.POSITION]
_USES_INTERVENTION = PREDICATE[Property.USES_INTERVENTION]
_LEVEL_NAMES = {
    OutcomeLevel.PRIMARY: b"outcome-primary-",
    OutcomeLevel.SECONDARY: b"outcome-secondary-",
    OutcomeLevel.OTHER: b"outcome-other-",
}


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
    interventions = study.interventions
    places = _places(study.outcomes)
    return Nodes(
        conditions=_nodes(iri, fragments(b"condition", study.conditions)),
        interventions=_nodes(
            iri,
            fragments(
                b"intervention",
                [each.name for each in interventions],
                lambda: [f"{each.type} {each.name}" for each in interventions],
            ),
        ),
        outcomes=_nodes(iri, [_LEVEL_NAMES[level] + b"%d" % position for level, position in places]),
        arms=_nodes(
            iri,
            fragments(
                b"arm",
                [each.label for each in study.arms],
                lambda: [f"{each.type} {each.label}" for each in study.arms],
            ),
        ),
    )


def _places(outcomes: Iterable[Outcome]) -> list[tuple[OutcomeLevel, int]]:
    """The level of each outcome, and its position within the level."""
    positions = {level: count(1) for level in OutcomeLevel}
    return [(outcome.level, next(positions[outcome.level])) for outcome in outcomes]


def _nodes(iri: bytes, names: Sequence[bytes]) -> list[bytes]:
    document = b"<" + iri + b"#"
    return [document + name + b">" for name in names]


def write_parts(out: Out, iri: bytes, study: Study, nodes: Nodes) -> None:
    """Write every registered part of a study, each linked from it."""
    _write_identifiers(out, iri, study)
    _write_organizations(out, iri, study)
    _write_sites(out, iri, study.sites)
    _write_conditions(out, iri, study.conditions, nodes)
    _write_interventions(out, iri, study.interventions, nodes)
    _write_arms(out, iri, study, nodes)
    _write_outcomes(out, iri, study, nodes)


_Kind = tuple[bytes, bytes]
"""A kind of part: the predicate that leads to it, and the statement of its class after the subject."""


def _kind(link: Property, kind: Class) -> _Kind:
    return PREDICATE[link], A + CLASS[kind]


_RECORD = _kind(Property.HAS_RECORD, Class.RECORD)
_IDENTIFIER = _kind(Property.HAS_IDENTIFIER, Class.IDENTIFIER)
_SPONSOR = _kind(Property.LEAD_SPONSOR, Class.ORGANIZATION)
_COLLABORATOR = _kind(Property.COLLABORATOR, Class.ORGANIZATION)
_RESPONSIBLE = _kind(Property.RESPONSIBLE_PARTY, Class.ORGANIZATION)
_SITE = _kind(Property.HAS_SITE, Class.SITE)
_CONDITION = _kind(Property.HAS_CONDITION, Class.CONDITION)
_INTERVENTION = _kind(Property.HAS_INTERVENTION, Class.INTERVENTION)
_ARM = _kind(Property.HAS_ARM, Class.ARM)
_OUTCOME = _kind(Property.HAS_OUTCOME, Class.OUTCOME)
_LEVELS = {level: A + CODE[level] for level in OutcomeLevel}


def _write_all(
    out: Out, iri: bytes, kind: _Kind, parts: Iterable[tuple[bytes, object]], write: Writer
) -> None:
    """Write parts of one kind, each a node and its value."""
    study = node(iri)
    link, type_statement = kind
    for part, value in parts:
        out += (study, link, part, END, part, type_statement)
        write(out, part, value)


def _write_list(
    out: Out, iri: bytes, kind: _Kind, parts: Iterable[tuple[bytes, object]], write: Writer
) -> None:
    """The same for a list, in which each part has a position."""
    study = node(iri)
    link, type_statement = kind
    for position, (part, value) in enumerate(parts, 1):
        out += (study, link, part, END, part, type_statement, part, _POSITION, integer(position))
        write(out, part, value)


def write_record(
    out: Out, iri: bytes, study: Study, content: str, mapping_version: str, mesh: MeshEdition
) -> None:
    """Write where the study was read from; ``content`` is the hash of what the record says."""
    part = node(iri, b"record")
    _write_all(out, iri, _RECORD, [(part, study.reading)], fields.RECORD)
    out += (
        *(node(iri), DERIVED_FROM, part, END),
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
    names = fragments(
        b"identifier",
        [each.value for each in identifiers],
        lambda: [f"{each.type} {each.issuer} {each.value}" for each in identifiers],
    )
    _write_all(out, iri, _IDENTIFIER, zip(_nodes(iri, names), identifiers, strict=True), fields.IDENTIFIER)


def _write_organizations(out: Out, iri: bytes, study: Study) -> None:
    if study.lead_sponsor:
        _write_all(out, iri, _SPONSOR, [(node(iri, b"sponsor"), study.lead_sponsor)], fields.ORGANIZATION)
    collaborators = tuple(dict.fromkeys(study.collaborators))
    nodes = _nodes(iri, fragments(b"collaborator", [each.name for each in collaborators]))
    _write_all(out, iri, _COLLABORATOR, zip(nodes, collaborators, strict=True), fields.ORGANIZATION)
    party = study.responsible_party
    if party and party.type:
        out += (node(iri), PREDICATE[Property.RESPONSIBLE_PARTY_TYPE], CODE[party.type])
    if party and party.organization:
        parts = [(node(iri, b"responsible-party"), Organization(name=party.organization))]
        _write_all(out, iri, _RESPONSIBLE, parts, fields.ORGANIZATION)


def _write_sites(out: Out, iri: bytes, sites: tuple[Site, ...]) -> None:
    places = [f"{each.facility or ''} {each.city or each.country or ''}" for each in sites]
    if len(set(places)) < len(places):
        sites = tuple(dict.fromkeys(sites))
        places = [f"{each.facility or ''} {each.city or each.country or ''}" for each in sites]
    names = fragments(
        b"site", places, lambda: [f"{each.postal_code}|{each.state}|{each.country}" for each in sites]
    )
    nodes = _nodes(iri, names)
    _write_all(out, iri, _SITE, zip(nodes, sites, strict=True), fields.SITE)
    for site, part in zip(sites, nodes, strict=True):
        if label := site.facility or site.city or site.country:
            out += (part, LABEL, encode(label), END)


def _write_conditions(out: Out, iri: bytes, conditions: tuple[str, ...], nodes: Nodes) -> None:
    _write_list(out, iri, _CONDITION, zip(nodes.conditions, conditions, strict=True), _write_label)


def _write_label(out: Out, part: bytes, value: object) -> None:
    out += (part, LABEL, encode(value), END)


def _write_interventions(out: Out, iri: bytes, interventions: tuple[Intervention, ...], nodes: Nodes) -> None:
    parts = zip(nodes.interventions, interventions, strict=True)
    _write_list(out, iri, _INTERVENTION, parts, fields.INTERVENTION)


def _write_arms(out: Out, iri: bytes, study: Study, nodes: Nodes) -> None:
    arms = list(zip(nodes.arms, study.arms, strict=True))
    _write_list(out, iri, _ARM, arms, fields.ARM)
    for part, arm in arms:
        for used in arm.interventions:
            out += (part, _USES_INTERVENTION, nodes.interventions[used - 1], END)


def _write_outcomes(out: Out, iri: bytes, study: Study, nodes: Nodes) -> None:
    _write_all(out, iri, _OUTCOME, zip(nodes.outcomes, study.outcomes, strict=True), fields.OUTCOME)
    for part, (level, position) in zip(nodes.outcomes, _places(study.outcomes), strict=True):
        out += (part, _LEVELS[level], part, _POSITION, integer(position))
