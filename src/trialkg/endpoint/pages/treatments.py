"""What is given or done in a study: its arms, its interventions, and the concepts that play a part in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.document import Part
from trialkg.endpoint.pages.values import Link, Site, Sure, evidence_of
from trialkg.vocabulary.codes import Role
from trialkg.vocabulary.namespaces import DCTERMS, RDFS, TKG
from trialkg.vocabulary.terms import Property

_LABEL: Final = f"{RDFS}label"
_DESCRIPTION: Final = f"{DCTERMS}description"
_ROLES: Final = {
    Role.STUDIED: "Studied",
    Role.COMPARATOR: "Compared with",
    Role.BACKGROUND: "Given in the background",
    Role.ELIGIBILITY: "Named in eligibility",
    Role.MENTIONED: "Only mentioned",
}


class Amount(msgspec.Struct, frozen=True):
    """A quantity that an arm or an intervention states."""

    feature: Link
    limit: str


class Intervention(msgspec.Struct, frozen=True):
    """An intervention as registered, and the concepts it is."""

    fragment: str
    name: str
    kind: str
    other_names: tuple[str, ...]
    description: str
    concepts: tuple[Sure, ...]
    amounts: tuple[Amount, ...]


class Arm(msgspec.Struct, frozen=True):
    """An arm and what is given in it."""

    fragment: str
    name: str
    kind: str
    description: str
    interventions: tuple[Link, ...]
    amounts: tuple[Amount, ...]


class Uses(msgspec.Struct, frozen=True):
    """The concepts that play one part in the study."""

    role: str
    concepts: tuple[Sure, ...]


def _amounts(part: Part, site: Site) -> tuple[Amount, ...]:
    found = []
    for each in part.parts(Property.HAS_QUANTITY):
        limit = words.quantity(
            each.text(Property.COMPARATOR), each.text(Property.VALUE), each.text(Property.UNIT)
        )
        feature = each.text(Property.FEATURE)
        found.append(Amount(site.link(feature) if feature else Link("amount"), limit))
    return tuple(found)


def arm(part: Part, site: Site) -> Arm:
    """An arm as registered."""
    used = part.parts(Property.USES_INTERVENTION)
    return Arm(
        fragment=part.fragment,
        name=part.text(_LABEL),
        kind=site.codes(part, Property.ARM_TYPE),
        description=part.text(_DESCRIPTION),
        interventions=tuple(Link(each.text(_LABEL), f"#{each.fragment}") for each in used),
        amounts=_amounts(part, site),
    )


def intervention(part: Part, site: Site) -> Intervention:
    """An intervention as registered."""
    return Intervention(
        fragment=part.fragment,
        name=part.text(_LABEL),
        kind=site.codes(part, Property.INTERVENTION_TYPE),
        other_names=tuple(part.texts(Property.OTHER_NAME)),
        description=part.text(_DESCRIPTION),
        concepts=tuple(_use(use, site) for use in part.parts(Property.HAS_CONCEPT)),
        amounts=_amounts(part, site),
    )


def _use(use: Part, site: Site) -> Sure:
    return Sure(site.link(use.text(Property.CONCEPT)), evidence_of(use))


def uses(study: Part, site: Site) -> Iterator[Uses]:
    """The concepts of a study by the part they play, the studied ones first."""
    parts = study.parts(Property.HAS_CONCEPT_USE)
    for role, title in _ROLES.items():
        found = tuple(_use(use, site) for use in parts if use.text(Property.ROLE) == TKG + role)
        if found:
            yield Uses(title, found)
