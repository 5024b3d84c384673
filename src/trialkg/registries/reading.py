"""Reads any raw record into a Study: one reader a format, listed here by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from trialkg.registries.ctgov.json_reader import read_json
from trialkg.registries.ctgov.xml_reader import read_xml
from trialkg.registries.pages import read_page
from trialkg.registries.records import RawRecord, RecordFormat
from trialkg.study import Study

_READERS: Final[Mapping[RecordFormat, Callable[[RawRecord], Study]]] = {
    RecordFormat.CTGOV_JSON: read_json,
    RecordFormat.CTGOV_XML: read_xml,
    RecordFormat.CTGOV_PAGE_2017: read_page,
    RecordFormat.MEDPATH_PAGE: read_page,
    RecordFormat.SUMMARY_PAGE: read_page,
}


def read_study(raw: RawRecord) -> Study:
    """The study of one record; raises RecordError with the place in the record where it cannot be read."""
    return _READERS[raw.format](raw)
