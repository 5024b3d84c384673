"""The types of values that stored queries take: how people write them, and the RDF term each stands for."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum

import pyoxigraph as ox

from trialkg.errors import UsageError
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel
from trialkg.vocabulary.namespaces import CONCEPT, MESH, TKG

Term = ox.NamedNode | ox.Literal

_LEVELS = {level.removesuffix("Outcome").lower(): ox.NamedNode(TKG + level) for level in OutcomeLevel}


class ParameterType(StrEnum):
    """What kind of value a parameter takes."""

    REGISTRY_ID = "registry-id"
    DESCRIPTOR = "descriptor"
    CONCEPT = "concept"
    LEVEL = "level"

    @property
    def form(self) -> str:
        """The form of its values, in words."""
        return _FORMS[self]

    def term(self, value: str) -> Term:
        """The term a value stands for, full IRIs taken as they are; raises UsageError for another form."""
        if value.startswith(("http://", "https://")) and self is not ParameterType.REGISTRY_ID:
            return _iri(value)
        term = _read(self, value)
        if term is None:
            raise UsageError(f"'{value}' is not {self.form}")
        return term


_FORMS = {
    ParameterType.REGISTRY_ID: "a registry id: letters, digits, dots, dashes; NCT numbers have eight digits",
    ParameterType.DESCRIPTOR: "a MeSH id: D or C and at least six digits",
    ParameterType.CONCEPT: "the notation of a concept: letters, digits, dots, dashes",
    ParameterType.LEVEL: f"an outcome level: {', '.join(_LEVELS)}",
}

_NCT = re.compile(r"NCT\d{8}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_MESH_ID = re.compile(r"[CD]\d{6,9}", re.IGNORECASE)


def _read(kind: ParameterType, value: str) -> Term | None:
    match kind:
        case ParameterType.REGISTRY_ID:
            return _registry_id(value)
        case ParameterType.DESCRIPTOR:
            return ox.NamedNode(MESH + value.upper()) if _MESH_ID.fullmatch(value) else None
        case ParameterType.CONCEPT:
            return ox.NamedNode(CONCEPT + _notation(value)) if _WORD.fullmatch(value) else None
        case ParameterType.LEVEL:
            return _LEVELS.get(value.lower())


def _notation(value: str) -> str:
    """The notation as the schemes write it; one they do not have would answer with no rows and no word."""
    notations = {notation.casefold(): notation for notation in load_terminology().concepts}
    known = notations.get(value.casefold())
    if known is None:
        near = [notations[each] for each in get_close_matches(value.casefold(), notations, n=5)]
        remedy = (
            f"Did you mean {' or '.join(near)}?" if near else "Give the full IRI of one that is not ours."
        )
        raise UsageError(f"'{value}' is no concept of the trialkg schemes", remedy=remedy)
    return known


def _registry_id(value: str) -> ox.Literal | None:
    if value.upper().startswith("NCT"):
        return ox.Literal(value.upper()) if _NCT.fullmatch(value) else None
    return ox.Literal(value) if _WORD.fullmatch(value) else None


def _iri(value: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise UsageError(f"'{value}' is not a valid IRI: {error}") from error
