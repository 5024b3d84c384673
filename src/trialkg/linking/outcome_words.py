"""All phrases that outcomes are read by, with what each stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from trialkg.linking.instruments import GROUPS
from trialkg.linking.lexicon import Lexicon
from trialkg.linking.outcome_cues import DECIDING, HINTS, NAMES, NOTHING, SIGNS, TIMES, Table, phrases_of
from trialkg.terminology import ConceptKind, Terminology


class Kind(StrEnum):
    """How plainly a phrase says what is measured; a sign parts a text and says nothing of that."""

    DECIDING = "deciding"
    NAME = "name"
    TIME = "time"
    HINT = "hint"
    SIGN = "sign"

    __hash__ = str.__hash__  # Quicker than that of an enum, and weights are looked up for every phrase.


class Meaning(NamedTuple):
    """What a phrase stands for: a concept, by its very name or not; or an instrument and what it measures."""

    kind: Kind
    concept: str
    exact: bool = False
    instrument: str | None = None


_MEASURED_BY: Mapping[str, tuple[Kind, str]] = {
    "response-criteria": (Kind.HINT, "response-RECIST"),
    "toxicity-criteria": (Kind.NAME, "toxicity-AE"),
    "patient-questionnaire": (Kind.NAME, "QoL-PRO"),
    "function-measure": (Kind.NAME, "function"),
    "pain-measure": (Kind.NAME, "pain"),
    "usability-questionnaire": (Kind.NAME, "feasibility"),
    "rating-scale": (Kind.NAME, NOTHING),
}
"""What the instruments of each group measure."""

_OF_ANYTHING = frozenset(("VAS", "NRS", "LASA"))
"""Scales of whatever people are asked."""


OutcomeWords: TypeAlias = Lexicon[Meaning]
"""The phrases, each with its meaning."""


def outcome_words(terminology: Terminology) -> OutcomeWords:
    """The phrases of the tables and the names of a terminology; of one phrase the first meaning counts."""
    return Lexicon.of(_entries(terminology))


def _entries(terminology: Terminology) -> Iterator[tuple[str, Meaning]]:
    yield from _of_table(Kind.DECIDING, DECIDING)
    for each in terminology.concepts.values():
        if each.kind is ConceptKind.OUTCOME:
            meaning = Meaning(Kind.NAME, each.notation, exact=True)
        elif each.kind is ConceptKind.INSTRUMENT and each.notation not in GROUPS:
            meaning = _of_instrument(each.notation, terminology)
        else:
            continue
        yield from ((name, meaning) for name in (*each.names, *each.abbreviations))
    yield from _of_table(Kind.SIGN, SIGNS)
    yield from _of_table(Kind.NAME, NAMES)
    yield from _of_table(Kind.TIME, TIMES)
    yield from _of_table(Kind.HINT, HINTS)


def _of_table(kind: Kind, table: Table) -> Iterator[tuple[str, Meaning]]:
    for concept, cell in table.items():
        yield from ((phrase, Meaning(kind, concept)) for phrase in phrases_of(cell))


def _of_instrument(notation: str, terminology: Terminology) -> Meaning:
    group = next((each for each in terminology.broader_concepts(notation) if each in _MEASURED_BY), None)
    kind, concept = _MEASURED_BY[group] if group else (Kind.NAME, NOTHING)
    return Meaning(Kind.HINT if notation in _OF_ANYTHING else kind, concept, instrument=notation)
