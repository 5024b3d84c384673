"""The registered parts of a study: who runs it and where, conditions, arms, interventions and outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from trialkg.mapping import fields
from trialkg.mapping.fields import Emit, write_many, write_one
from trialkg.mapping.lexical import (
    CLASS,
    CODE,
    DERIVED_FROM,
    LABEL,
    PREDICATE,
    PROV_ENTITY,
    A,
    integer,
    literal,
    node,
    recurring,
)
from trialkg.mapping.names import fragments
from trialkg.study import Intervention, Organization, Site, Study
from trialkg.terminology import MeshEdition
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.terms import Class, Property

_POSITION = PREDICATE[Property.POSITION]
_USES_INTERVENTION = PREDICATE[Property.USES_INTERVENTION]
_LEVEL_NAMES = {
    OutcomeLevel.PRIMARY: "primary",
    OutcomeLevel.SECONDARY: "secondary",
    OutcomeLevel.OTHER: "other",
}


def write_parts(emit: Emit, iri: bytes, study: Study) -> None:
    """Write every registered part of a study, each linked from it."""
    _write_identifiers(emit, iri, study)
    _write_organizations(emit, iri, study)
    _write_sites(emit, iri, study.sites)
    _write_conditions(emit, iri, study.conditions)
    interventions = intervention_fragments(study.interventions)
    _write_interventions(emit, iri, study.interventions, interventions)
    _write_arms(emit, iri, study, interventions)
    _write_outcomes(emit, iri, study)


def intervention_fragments(interventions: Sequence[Intervention]) -> list[str]:
    """The fragment of each intervention, by its name; by its type too where names are alike."""
    return fragments(
        "intervention",
        [each.name for each in interventions],
        [f"{each.type} {each.name}" for each in interventions],
    )


def condition_fragments(conditions: Sequence[str]) -> list[str]:
    """The fragment of each registered condition."""
    return fragments("condition", conditions)


def outcome_fragments(study: Study) -> list[str]:
    """The fragment of each outcome: its level and its position within the level."""
    return [f"outcome-{_LEVEL_NAMES[level]}-{position}" for level, position in _ranked(study)]


def _ranked(study: Study) -> list[tuple[OutcomeLevel, int]]:
    """The level of each outcome, and its position within the level."""
    positions = {level: count(1) for level in OutcomeLevel}
    return [(outcome.level, next(positions[outcome.level])) for outcome in study.outcomes]


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


def _begin(emit: Emit, iri: bytes, kind: _Kind, fragment: str) -> bytes:
    link, type_statement = kind
    part = node(iri, fragment)
    emit(b"<" + iri + b">" + link + part + b" .\n" + part + type_statement)
    return part


def write_record(
    emit: Emit, iri: bytes, study: Study, content: str, mapping_version: str, mesh: MeshEdition
) -> None:
    """Write where the study was read from; ``content`` is the hash of what the record says."""
    part = _begin(emit, iri, _RECORD, "record")
    emit(b"<%b>%b%b .\n" % (iri, DERIVED_FROM, part))
    emit(part + A + PROV_ENTITY)
    write_one(emit, part, study.reading, fields.RECORD_ONE)
    emit(part + PREDICATE[Property.CONTENT_HASH] + literal(content))
    emit(part + PREDICATE[Property.MAPPING_VERSION] + literal(mapping_version))
    if mesh.year:
        emit(part + PREDICATE[Property.MESH_YEAR] + literal(mesh.year))
    if mesh.source:
        emit(part + PREDICATE[Property.MESH_SOURCE] + literal(mesh.source))


def _write_identifiers(emit: Emit, iri: bytes, study: Study) -> None:
    names = fragments(
        "identifier",
        [each.value for each in study.identifiers],
        [f"{each.type} {each.issuer} {each.value}" for each in study.identifiers],
    )
    for identifier, name in zip(study.identifiers, names, strict=True):
        part = _begin(emit, iri, _IDENTIFIER, name)
        write_one(emit, part, identifier, fields.IDENTIFIER_ONE)


def _write_organizations(emit: Emit, iri: bytes, study: Study) -> None:
    if study.lead_sponsor:
        _write_organization(emit, iri, _SPONSOR, "sponsor", study.lead_sponsor)
    collaborators = tuple(dict.fromkeys(study.collaborators))
    names = fragments("collaborator", [each.name for each in collaborators])
    for organization, name in zip(collaborators, names, strict=True):
        _write_organization(emit, iri, _COLLABORATOR, name, organization)
    party = study.responsible_party
    if party and party.type:
        emit(node(iri) + PREDICATE[Property.RESPONSIBLE_PARTY_TYPE] + CODE[party.type])
    if party and party.organization:
        organization = Organization(name=party.organization)
        _write_organization(emit, iri, _RESPONSIBLE, "responsible-party", organization)


def _write_organization(
    emit: Emit, iri: bytes, kind: _Kind, fragment: str, organization: Organization
) -> None:
    part = _begin(emit, iri, kind, fragment)
    write_one(emit, part, organization, fields.ORGANIZATION_ONE)


def _write_sites(emit: Emit, iri: bytes, sites: tuple[Site, ...]) -> None:
    distinct = tuple(dict.fromkeys(sites))
    names = fragments(
        "site",
        [f"{each.facility or ''} {each.city or each.country or ''}" for each in distinct],
        ["|".join((str(each.postal_code), str(each.state), str(each.country))) for each in distinct],
    )
    for site, name in zip(distinct, names, strict=True):
        part = _begin(emit, iri, _SITE, name)
        label = site.facility or site.city or site.country
        if label:
            emit(part + LABEL + recurring(label))
        write_one(emit, part, site, fields.SITE_ONE)


def _write_conditions(emit: Emit, iri: bytes, conditions: tuple[str, ...]) -> None:
    for position, (condition, name) in enumerate(
        zip(conditions, condition_fragments(conditions), strict=True), 1
    ):
        part = _begin(emit, iri, _CONDITION, name)
        emit(part + LABEL + recurring(condition))
        emit(part + _POSITION + integer(position))


def _write_interventions(
    emit: Emit, iri: bytes, interventions: tuple[Intervention, ...], names: list[str]
) -> None:
    for position, (intervention, name) in enumerate(zip(interventions, names, strict=True), 1):
        part = _begin(emit, iri, _INTERVENTION, name)
        emit(part + _POSITION + integer(position))
        write_one(emit, part, intervention, fields.INTERVENTION_ONE)
        write_many(emit, part, intervention, fields.INTERVENTION_MANY)


def _write_arms(emit: Emit, iri: bytes, study: Study, interventions: list[str]) -> None:
    names = fragments(
        "arm", [each.label for each in study.arms], [f"{each.type} {each.label}" for each in study.arms]
    )
    for position, (arm, name) in enumerate(zip(study.arms, names, strict=True), 1):
        part = _begin(emit, iri, _ARM, name)
        emit(part + _POSITION + integer(position))
        write_one(emit, part, arm, fields.ARM_ONE)
        for used in arm.interventions:
            emit(part + _USES_INTERVENTION + node(iri, interventions[used - 1]) + b" .\n")


def _write_outcomes(emit: Emit, iri: bytes, study: Study) -> None:
    for outcome, (level, position) in zip(study.outcomes, _ranked(study), strict=True):
        name = f"outcome-{_LEVEL_NAMES[level]}-{position}"
        part = _begin(emit, iri, _OUTCOME, name)
        emit(part + A + CODE[level])
        emit(part + _POSITION + integer(position))
        write_one(emit, part, outcome, fields.OUTCOME_ONE)
