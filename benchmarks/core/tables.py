"""The common core as flat tables, which is what engines of RML and OTTR map best.

The core is all that is registered of a study and its parts, but for what trialkg works out: the record that
it was read from, and keys of names. Nested JSON is flattened here, before any clock runs: a table for the
studies, one for each kind of part, one for each field that has several values. Texts are cleaned, dates
checked and parts named as trialkg does it, so that the engines get less to do than trialkg has. IRIs they
make themselves, of the study's number, the part's name and the local names of codes.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from trialkg.linking import Links
from trialkg.mapping import map_study
from trialkg.registries import RawRecord, read_study
from trialkg.vocabulary.namespaces import STUDY, TKG, XSD

_LEFT_OUT = {f"{TKG}{name}" for name in ("hasRecord", "nameKey")} | {
    "http://www.w3.org/ns/prov#wasDerivedFrom"
}
_DATES = (
    *("startDate", "primaryCompletionDate", "completionDate", "verificationDate", "firstSubmittedDate"),
    *("firstPostedDate", "lastUpdateSubmittedDate", "lastUpdatePostedDate"),
    *("resultsFirstSubmittedDate", "resultsFirstPostedDate"),
)
_MONTH = "Month"
"""Ends the column of a date of which only the month is known: it has another datatype."""

_STUDIES = (
    *("study", "type", "registryType", "label", "briefTitle", "officialTitle", "acronym", "briefSummary"),
    *("detailedDescription", "whyStopped", "status", "lastKnownStatus", "hasExpandedAccess", "hasResults"),
    *(
        "primaryPurpose",
        "allocation",
        "interventionModel",
        "masking",
        "observationalModel",
        "timePerspective",
    ),
    *("enrollmentType", "biospecimenRetention", "interventionModelDescription", "maskingDescription"),
    *("targetDuration", "biospecimenDescription", "enrollment", "sex", "samplingMethod", "genderBased"),
    *("healthyVolunteers", "genderDescription", "studyPopulation", "hasDataMonitoringCommittee"),
    *("fdaRegulatedDrug", "fdaRegulatedDevice", "ipdSharing", "ipdDescription", "ipdTimeFrame"),
    *("ipdAccessCriteria", "ipdUrl", "minimumAge", "minimumAgeDays", "maximumAge", "maximumAgeDays"),
    *("startDateType", "primaryCompletionDateType", "completionDateType", "firstPostedDateType"),
    *("lastUpdatePostedDateType", "resultsFirstPostedDateType", "responsiblePartyType"),
    *_DATES,
    *(name + _MONTH for name in _DATES),
)
_ORGANIZATION = ("study", "part", "label", "organizationClass")

TABLES: dict[str, tuple[str, ...]] = {
    "studies": _STUDIES,
    "leadSponsor": _ORGANIZATION,
    "collaborator": _ORGANIZATION,
    "responsibleParty": _ORGANIZATION,
    "hasIdentifier": ("study", "part", "label", "identifierType", "issuer"),
    "hasCondition": ("study", "part", "label", "position"),
    "hasArm": ("study", "part", "label", "armType", "description", "position"),
    "hasIntervention": ("study", "part", "label", "interventionType", "description", "position"),
    "hasOutcome": ("study", "part", "type", "label", "description", "timeFrame", "position"),
    "hasSite": (
        *("study", "part", "label", "facility", "city", "state", "postalCode", "country", "siteStatus"),
        *("lat", "long"),
    ),
    "aliasId": ("study", "value"),
    "keyword": ("study", "value"),
    "phase": ("study", "value"),
    "whoMasked": ("study", "value"),
    "standardAge": ("study", "value"),
    "ipdInfoType": ("study", "value"),
    "otherName": ("study", "part", "value"),
    "usesIntervention": ("study", "part", "value"),
}
"""The columns of each table; tables of parts are named by the property that leads to them."""


def core_triples(records: Iterable[RawRecord]) -> Iterator[ox.Triple]:
    """What trialkg writes of the core."""
    for record in records:
        mapped = map_study(read_study(record), Links())
        source = f"{mapped.iri}#record"
        for triple in ox.parse(mapped.text, ox.RdfFormat.N_TRIPLES):
            assert isinstance(triple.subject, ox.NamedNode)
            if triple.predicate.value not in _LEFT_OUT and triple.subject.value != source:
                yield ox.Triple(triple.subject, triple.predicate, triple.object)


def write_tables(records: Iterable[RawRecord], folder: Path) -> tuple[int, int]:
    """Write the core of the records as CSV, a file for each table; returns how many records and triples."""
    folder.mkdir()
    files = {name: (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") for name in TABLES}
    writers = {name: csv.DictWriter(files[name], columns) for name, columns in TABLES.items()}
    for each in writers.values():
        each.writeheader()
    studies = triples = 0
    for studies, record in enumerate(records, 1):  # noqa: B007 - the last number is the count
        statements = list(core_triples((record,)))
        triples += len(statements)
        for name, row in _rows(statements):
            writers[name].writerow(row)
    for file in files.values():
        file.close()
    return studies, triples


def _rows(statements: Iterable[ox.Triple]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of one study, each with the name of its table."""
    said: dict[str, list[tuple[str, ox.NamedNode | ox.Literal]]] = defaultdict(list)
    for each in statements:
        assert isinstance(each.subject, ox.NamedNode)
        assert isinstance(each.object, ox.NamedNode | ox.Literal)
        said[each.subject.value].append((_local(each.predicate.value), each.object))
    study = next(iter(said))
    yield from _rows_of("studies", {"study": _local(study)}, said[study])
    for name, part in said[study]:
        if name in TABLES and isinstance(part, ox.NamedNode) and part.value in said:
            own = {"study": _local(study), "part": _local(part.value)}
            yield from _rows_of(name, own, said[part.value])


def _rows_of(
    table: str, own: dict[str, str], said: Iterable[tuple[str, ox.NamedNode | ox.Literal]]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The row of a study or a part, and those of its fields that have several values."""
    row = dict(own)
    columns = TABLES[table]
    for name, value in said:
        column = _column(name, value)
        if column in columns:
            assert column not in row, column
            row[column] = _cell(value)
        elif name in TABLES and "value" in TABLES[name]:
            yield name, {**own, "value": _cell(value)}
    yield table, row


def _column(name: str, value: ox.NamedNode | ox.Literal) -> str:
    if name == "type":
        return {"Study": "", "Outcome": "", "PatientRegistry": "registryType"}.get(_cell(value), "type")
    if isinstance(value, ox.Literal) and value.datatype.value == f"{XSD}gYearMonth":
        return name + _MONTH
    return name


def _cell(value: ox.NamedNode | ox.Literal) -> str:
    return value.value if isinstance(value, ox.Literal) else _local(value.value)


def _local(iri: str) -> str:
    """What tells an IRI from others: a part's fragment, a study's number, the local name of a term."""
    return iri.removeprefix(STUDY).rpartition("#")[2].rpartition("/")[2]
