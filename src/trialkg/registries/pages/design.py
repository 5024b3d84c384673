"""The design of a study as pages print it: ``Allocation: Randomized``, a line each or all in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from trialkg.registries.pages.sections import Page
from trialkg.registries.pages.values import (
    ALLOCATIONS,
    OBSERVATIONAL_MODELS,
    PERSPECTIVES,
    PURPOSES,
    code_of,
    masking_of,
    model_of,
)
from trialkg.study import Design
from trialkg.vocabulary.codes import Code

_NAMES = (
    "Allocation",
    "Endpoint Classification",
    "Intervention Model Description",
    "Intervention Model",
    "Masking Description",
    "Masking",
    "Observational Model",
    "Primary Purpose",
    "Time Perspective",
)
_NAME = re.compile(rf"(?:^|(?<=[\s,;]))({'|'.join(_NAMES)}):\s*")
_READERS: Mapping[str, Callable[[str], Code | None]] = {
    "Allocation": lambda label: code_of(ALLOCATIONS, label),
    "Intervention Model": model_of,
    "Masking": lambda label: masking_of(label)[0],
    "Observational Model": lambda label: code_of(OBSERVATIONAL_MODELS, label),
    "Primary Purpose": lambda label: code_of(PURPOSES, label),
    "Time Perspective": lambda label: code_of(PERSPECTIVES, label),
}


def design_of(page: Page, key: str) -> Design:
    """The design a section states; endpoint classification, which the graph has no place for, stays out."""
    values = _values(page.line(key) or "")
    found = {name: _READERS[name](values[name]) for name in _READERS if name in values}
    for name, code in found.items():
        if code is None:
            page.note(f"{page.name(key)}: {name}", values[name], "is not a value that trialkg knows here")
    return msgspec.convert(
        {_field(name): code for name, code in found.items() if code is not None}
        | {
            "intervention_model_description": values.get("Intervention Model Description"),
            "masking_description": values.get("Masking Description"),
            "who_masked": masking_of(values.get("Masking", ""))[1],
        },
        Design,
        strict=False,
    )


def _values(text: str) -> dict[str, str]:
    _, *pieces = _NAME.split(text)
    named = zip(pieces[::2], pieces[1::2], strict=True)
    return {name: value.strip(" ,;") for name, value in named if value.strip(" ,;")}


def _field(name: str) -> str:
    return name.lower().replace(" ", "_")
