"""What the terminology knows of one concept or one MeSH descriptor: plain frozen values, no RDF."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ConceptKind(StrEnum):
    """What a concept is for; the value is the local name of its concept scheme."""

    INTERVENTION = "interventions"
    OUTCOME = "outcomes"
    INSTRUMENT = "instruments"
    TRACER = "tracers"


class Concept(msgspec.Struct, frozen=True, kw_only=True):
    """A concept of the project's own schemes, known by its notation.

    ``names`` denote it in any letter case, ``abbreviations`` only as they are written (``CR``, ``OS``).
    """

    notation: str
    label: str
    kind: ConceptKind
    names: tuple[str, ...]
    abbreviations: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


class Descriptor(msgspec.Struct, frozen=True, kw_only=True):
    """A MeSH descriptor: ``names`` are label and entry terms, ``broader`` the ids one step up its trees."""

    id: str
    label: str
    names: tuple[str, ...]
    broader: tuple[str, ...] = ()
