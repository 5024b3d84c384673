"""What the terminology knows of one concept or one MeSH descriptor: plain frozen values, no RDF."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ConceptKind(StrEnum):
    """What a concept is for; the value is the local name of its concept scheme."""

    INTERVENTION = "interventions"
    OUTCOME = "outcomes"
    INSTRUMENT = "instruments"
    EVENT = "events"
    TRACER = "tracers"
    FEATURE = "features"


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


class Descriptor(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A MeSH descriptor: ``names`` are label and entry terms, ``broader`` the ids one step up its trees.

    A supplementary concept stands in no tree; ``mapped_to`` are the descriptors that NLM maps it to.
    """

    id: str
    label: str
    names: tuple[str, ...]
    broader: tuple[str, ...] = ()
    tree_numbers: tuple[str, ...] = ()
    supplementary: bool = False
    mapped_to: tuple[str, ...] = ()


class Named(msgspec.Struct, frozen=True, array_like=True):
    """What a name denotes: the id, the name as MeSH prints it, and whether that is the label."""

    id: str
    name: str
    preferred: bool


class MeshEdition(msgspec.Struct, frozen=True):
    """Which MeSH it was: its year, and what it was made from; both empty where that is not known."""

    year: str = ""
    source: str = ""
