"""The types of values that stored queries take: how people write them, and the RDF term each stands for."""

from __future__ import annotations

import re
from difflib import get_close_matches
from enum import StrEnum

import pyoxigraph as ox

from trialkg.errors import UsageError
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import OutcomeLevel, Sex
from trialkg.vocabulary.namespaces import CONCEPT, MESH, TKG, XSD

Term = ox.NamedNode | ox.Literal

_LEVELS = {level.removesuffix("Outcome").lower(): ox.NamedNode(TKG + level) for level in OutcomeLevel}
_SEXES = {"female": ox.NamedNode(TKG + Sex.FEMALE), "male": ox.NamedNode(TKG + Sex.MALE)}


class ParameterType(StrEnum):
    """What kind of value a parameter takes."""

    REGISTRY_ID = "registry-id"
    DESCRIPTOR = "descriptor"
    CONCEPT = "concept"
    LEVEL = "level"
    NUMBER = "number"
    UNIT = "unit"
    SEX = "sex"

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
    ParameterType.NUMBER: "a number: digits with a point before decimals",
    ParameterType.UNIT: "a UCUM unit without blanks, such as mg/dL",
    ParameterType.SEX: f"a sex: {', '.join(_SEXES)}",
}

_NCT = re.compile(r"NCT\d{8}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_UNIT = re.compile(r"[!-~]{1,30}")
_DECIMAL = ox.NamedNode(f"{XSD}decimal")
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
        case ParameterType.NUMBER:
            return ox.Literal(value, datatype=_DECIMAL) if _NUMBER.fullmatch(value) else None
        case ParameterType.UNIT:
            return ox.Literal(value) if _UNIT.fullmatch(value) else None
        case ParameterType.SEX:
            return _SEXES.get(value.lower())


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
