"""What a reader needs to know of a page layout, and the values that every layout ends in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from trialkg.registries.pages.sections import Heading, Page
from trialkg.registries.pages.values import INTERVENTION_TYPES, code_of
from trialkg.registries.records import RecordFormat
from trialkg.study import Intervention, Reading, Study

_TYPED = re.compile(
    r"(?:(?<=\s)|^)(Drug|Device|Biological|Procedure|Radiation|Behavioral|Genetic|Dietary Supplement"
    r"|Combination Product|Diagnostic Test|Other): "
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A page layout: its headings, how it prints its own registry number, and how its sections make a study.

    ``number`` finds the places where the page says its own number; the value stands in the group ``value``.
    ``markers`` are lines only this layout has; ``first`` is the section of the lines before any heading, and
    ``prose`` are the sections whose texts often have headings of their own.
    """

    format: RecordFormat
    markers: tuple[re.Pattern[str], ...]
    number: re.Pattern[str]
    headings: tuple[Heading, ...]
    first: str
    study: Callable[[Page, str], Study]
    prose: frozenset[str] = frozenset()


def reading(format: RecordFormat, page: Page, url: str | None = None, version: str | None = None) -> Reading:
    """How the page was read; to be asked for last, when all findings are in."""
    return Reading(source=format.value, url=url, version=version, findings=page.notes.findings)


def typed_interventions(text: str) -> tuple[str, tuple[Intervention, ...]]:
    """What stands before the first ``Drug:``, ``Radiation:`` … of a text, and the interventions after it."""
    before, *pieces = _TYPED.split(" ".join(text.split()))
    named = zip(pieces[::2], pieces[1::2], strict=True)
    return before.strip(), tuple(
        Intervention(name=name.strip(), type=code_of(INTERVENTION_TYPES, kind))
        for kind, name in named
        if name.strip()
    )
