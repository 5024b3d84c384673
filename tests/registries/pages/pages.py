"""The fixture pages of this folder, read as a build reads them."""

from __future__ import annotations

from pathlib import Path

from trialkg.registries.pages import detect_layout, read_page
from trialkg.registries.records import Origin, RawRecord, RecordFormat
from trialkg.study import Finding, Study

FIXTURES = Path(__file__).parent / "fixtures"


def page_text(name: str) -> str:
    """The text of a fixture page."""
    return (FIXTURES / f"{name}.txt").read_text(encoding="utf-8")


def read(text: str, format: RecordFormat | None = None) -> Study:
    """The study of a page, by the layout given or found."""
    found = format or detect_layout(text)
    assert found is not None, "no layout found"
    return read_page(RawRecord(found, Origin("page.txt"), text.encode()))


def read_fixture(name: str) -> Study:
    """The study of a fixture page."""
    return read(page_text(name))


def finding(study: Study, path: str) -> Finding:
    """The one finding at a place of the page."""
    (found,) = [each for each in study.reading.findings if each.path == path]
    return found
