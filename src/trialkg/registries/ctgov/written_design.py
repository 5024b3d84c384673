"""The study design as the legacy XML writes it: a sentence in older dialects, elements in later ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from trialkg.registries.ctgov.codes import (
    ALLOCATION_LABELS,
    INTERVENTION_MODEL_LABELS,
    MASKED_ROLE_LABELS,
    MASKING_LABELS,
    OBSERVATIONAL_MODEL_LABELS,
    PURPOSE_LABELS,
    TIME_PERSPECTIVE_LABELS,
)
from trialkg.registries.ctgov.xml_document import Node
from trialkg.registries.notes import Notes
from trialkg.vocabulary.codes import Code, MaskedRole, Masking

_ELEMENTS: Final[Mapping[str, str]] = {
    "Allocation": "allocation",
    "Intervention Model": "intervention_model",
    "Masking": "masking",
    "Primary Purpose": "primary_purpose",
    "Observational Model": "observational_model",
    "Time Perspective": "time_perspective",
}
_TABLES: Final[Mapping[str, Mapping[str, Code]]] = {
    "allocation": ALLOCATION_LABELS,
    "intervention_model": INTERVENTION_MODEL_LABELS,
    "masking": MASKING_LABELS,
    "primary_purpose": PURPOSE_LABELS,
    "observational_model": OBSERVATIONAL_MODEL_LABELS,
    "time_perspective": TIME_PERSPECTIVE_LABELS,
}
_LABEL = re.compile(
    r"(?:^|(?<=[\s,;]))(" + "|".join([*_ELEMENTS, "Endpoint Classification", "Control"]) + r")\s*:"
)
_MASKING = re.compile(r"([^(]*?)\s*\(([^)]*)\)")


def written_design(root: Node) -> dict[str, str]:
    """What the record says of its design, by the element names of the later dialects."""
    sentence = root.text("study_design")
    if sentence is None:
        found = ((name, root.text(f"study_design_info/{name}")) for name in _TABLES)
        return {name: text for name, text in found if text}
    return dict(_labelled(sentence) if _LABEL.search(sentence) else _unlabelled(sentence))


def masking_of(text: str | None, path: str, notes: Notes) -> tuple[Masking | None, tuple[MaskedRole, ...]]:
    """Masking and masked parties of ``Double (Participant, Investigator)``."""
    parts = _MASKING.fullmatch(text) if text and text not in MASKING_LABELS else None
    if parts is None:
        return notes.code(MASKING_LABELS, text, path), ()
    roles = [role.strip() for role in parts[2].split(",")]
    return notes.code(MASKING_LABELS, parts[1], path), notes.codes(MASKED_ROLE_LABELS, roles, path)


def _labelled(sentence: str) -> Iterator[tuple[str, str]]:
    """The parts of ``Allocation: Randomized, Masking: Open Label``, told apart by their labels."""
    labels = list(_LABEL.finditer(sentence))
    ends = [label.start() for label in labels[1:]] + [len(sentence)]
    for label, end in zip(labels, ends, strict=True):
        text = sentence[label.end() : end].strip(" ,;\t\r\n")
        if label[1] in _ELEMENTS and text:
            yield _ELEMENTS[label[1]], text


def _unlabelled(sentence: str) -> Iterator[tuple[str, str]]:
    """The parts of ``Treatment, Randomized, Double-Blind``, each told by its own words."""
    for word in (part.strip() for part in sentence.split(",")):
        yield from ((name, word) for name, table in _TABLES.items() if word in table and word != "Other")
