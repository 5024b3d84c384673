"""Registry records to test with, invented: the smallest record, and ways to vary it and to pack it."""

from __future__ import annotations

import copy
import json
from typing import Any

from trialkg.registries import Origin, RawRecord, RecordFormat, read_study
from trialkg.study import Study

NCT = "NCT99999901"


def record(nct: str = NCT, **modules: Any) -> dict[str, Any]:
    """An API v2 record; keywords are modules, such as ``statusModule={...}``."""
    protocol = {"identificationModule": {"nctId": nct, "briefTitle": f"A Study Named {nct}"}}
    return {"protocolSection": copy.deepcopy(protocol | modules), "hasResults": False}


def encoded(nct: str = NCT, **modules: Any) -> bytes:
    """The record as one line of JSON."""
    return json.dumps(record(nct, **modules)).encode()


def raw_json(value: Any) -> RawRecord:
    """The value as a raw API v2 record."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return RawRecord(format=RecordFormat.CTGOV_JSON, origin=Origin(file="made.json"), data=data)


def study_of(**modules: Any) -> Study:
    """The study read from a record with these modules."""
    return read_study(raw_json(record(**modules)))


def xml(body: str, nct: str = NCT) -> bytes:
    """A legacy XML record around the elements given."""
    return f"<clinical_study><id_info><nct_id>{nct}</nct_id></id_info>{body}</clinical_study>".encode()


def raw_xml(data: bytes) -> RawRecord:
    """The bytes as a raw XML record."""
    return RawRecord(format=RecordFormat.CTGOV_XML, origin=Origin(file="made.xml"), data=data)


def xml_study(body: str) -> Study:
    """The study read from an XML record with these elements."""
    return read_study(raw_xml(xml(body)))
