"""Telling the page layouts apart, and reading a page by its layout."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trialkg.errors import RecordError
from trialkg.registries.pages.ctgov2017 import CTGOV_PAGE_2017
from trialkg.registries.pages.layout import Layout
from trialkg.registries.pages.medpath import MEDPATH_PAGE
from trialkg.registries.pages.sections import page_lines, read_sections
from trialkg.registries.pages.summary import SUMMARY_PAGE
from trialkg.registries.records import RawRecord, RecordFormat
from trialkg.registries.text import without_controls
from trialkg.study import Study

LAYOUTS: tuple[Layout, ...] = (SUMMARY_PAGE, MEDPATH_PAGE, CTGOV_PAGE_2017)
"""The page layouts that can be read."""

_FEWEST_MARKERS = 2
_NCT = re.compile(r"\bNCT ?(\d{8})\b")


def detect_layout(text: str) -> RecordFormat | None:
    """The layout of a page by the headings only it has; None where fewer than two of a layout stand in it."""
    page = "\n".join(page_lines(text))
    counts = [(sum(bool(mark.search(page)) for mark in layout.markers), layout) for layout in LAYOUTS]
    count, layout = max(counts, key=lambda counted: counted[0])
    return layout.format if count >= _FEWEST_MARKERS else None


def read_page(raw: RawRecord) -> Study:
    """The study a page states; raises RecordError where it gives no registry number of its own, or two."""
    layout = next((known for known in LAYOUTS if known.format is raw.format), None)
    if layout is None:
        raise RecordError(f"{raw.format.value} is not a page layout", where=str(raw.origin))
    lines = page_lines(_decoded(raw))
    registry_id = _registry_id(layout, lines, str(raw.origin))
    return layout.study(read_sections(lines, layout.headings, layout.first, layout.prose), registry_id)


def _decoded(raw: RawRecord) -> str:
    try:
        return without_controls(raw.data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise RecordError(
            f"byte {error.start} of the page is not UTF-8",
            where=str(raw.origin),
            remedy="Save the page's text as UTF-8",
        ) from error


def _registry_id(layout: Layout, lines: Sequence[str], where: str) -> str:
    printed = [match["value"].strip() for match in layout.number.finditer("\n".join(lines))]
    numbers = list(dict.fromkeys(f"NCT{found[1]}" for text in printed if (found := _NCT.search(text))))
    if len(numbers) == 1:
        return numbers[0]
    if numbers:
        what = f"two registry numbers claim this page: {numbers[0]} and {numbers[1]}"
        raise RecordError(
            what, where=where, remedy="Put each page in a file of its own", path=layout.format.value
        )
    what = (
        f"'{printed[0]}' is not a ClinicalTrials.gov number" if printed else "no registry number of its own"
    )
    raise RecordError(what, where=where, remedy="A page has to say its NCT number", path=layout.format.value)
