"""Five studies stand in both forms: what differs between the two readings, one by one, with its cause."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec
import pytest
from tests.conftest import shared_data

from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.study import Study


class Cause(StrEnum):
    """Why a field differs."""

    OTHER_FORM = "the source is named by its form"
    DOWNLOADED = "the two were downloaded on different days"
    NO_IDS = "the XML gives MeSH terms by label only"
    NO_PLACES = "the XML gives sites no coordinates"
    NO_AGE_GROUPS = "the XML does not list age groups"
    NO_KINDS = "the XML gives further numbers without type and issuer"
    NO_FLAG = "the XML has results or not, but no word that says there are none"
    UPDATED = "the registry changed the record between the two downloads"


DIFFERENCES: dict[str, dict[str, Cause]] = {
    "NCT00007696": {
        "reading.source": Cause.OTHER_FORM,
        "reading.version": Cause.DOWNLOADED,
        "has_results": Cause.NO_FLAG,
        "condition_terms[1].descriptor": Cause.NO_IDS,
        "eligibility.standard_ages": Cause.NO_AGE_GROUPS,
        "sites[1].latitude": Cause.NO_PLACES,
        "sites[1].longitude": Cause.NO_PLACES,
    },
    "NCT00492635": {
        "reading.source": Cause.OTHER_FORM,
        "reading.version": Cause.DOWNLOADED,
        "identifiers[2].type": Cause.NO_KINDS,
        "has_results": Cause.NO_FLAG,
        "condition_terms[1].descriptor": Cause.NO_IDS,
        "condition_terms[2].descriptor": Cause.NO_IDS,
        "intervention_terms[1].descriptor": Cause.NO_IDS,
        "eligibility.standard_ages": Cause.NO_AGE_GROUPS,
        "sites[1].latitude": Cause.NO_PLACES,
        "sites[1].longitude": Cause.NO_PLACES,
        "sites[2].latitude": Cause.NO_PLACES,
        "sites[2].longitude": Cause.NO_PLACES,
        "sites[3].latitude": Cause.NO_PLACES,
        "sites[3].longitude": Cause.NO_PLACES,
        "sites[4].latitude": Cause.NO_PLACES,
        "sites[4].longitude": Cause.NO_PLACES,
        "sites[5].latitude": Cause.NO_PLACES,
        "sites[5].longitude": Cause.NO_PLACES,
        "sites[6].latitude": Cause.NO_PLACES,
        "sites[6].longitude": Cause.NO_PLACES,
        "sites[7].latitude": Cause.NO_PLACES,
        "sites[7].longitude": Cause.NO_PLACES,
        "sites[8].latitude": Cause.NO_PLACES,
        "sites[8].longitude": Cause.NO_PLACES,
        "sites[9].latitude": Cause.NO_PLACES,
        "sites[9].longitude": Cause.NO_PLACES,
        "sites[10].latitude": Cause.NO_PLACES,
        "sites[10].longitude": Cause.NO_PLACES,
        "sites[11].latitude": Cause.NO_PLACES,
        "sites[11].longitude": Cause.NO_PLACES,
        "sites[12].latitude": Cause.NO_PLACES,
        "sites[12].longitude": Cause.NO_PLACES,
        "sites[13].latitude": Cause.NO_PLACES,
        "sites[13].longitude": Cause.NO_PLACES,
        "sites[14].latitude": Cause.NO_PLACES,
        "sites[14].longitude": Cause.NO_PLACES,
        "sites[15].latitude": Cause.NO_PLACES,
        "sites[15].longitude": Cause.NO_PLACES,
        "sites[16].latitude": Cause.NO_PLACES,
        "sites[16].longitude": Cause.NO_PLACES,
        "sites[17].latitude": Cause.NO_PLACES,
        "sites[17].longitude": Cause.NO_PLACES,
        "sites[18].latitude": Cause.NO_PLACES,
        "sites[18].longitude": Cause.NO_PLACES,
        "sites[19].latitude": Cause.NO_PLACES,
        "sites[19].longitude": Cause.NO_PLACES,
        "sites[20].latitude": Cause.NO_PLACES,
        "sites[20].longitude": Cause.NO_PLACES,
        "sites[21].latitude": Cause.NO_PLACES,
        "sites[21].longitude": Cause.NO_PLACES,
        "sites[22].latitude": Cause.NO_PLACES,
        "sites[22].longitude": Cause.NO_PLACES,
        "sites[23].latitude": Cause.NO_PLACES,
        "sites[23].longitude": Cause.NO_PLACES,
        "sites[24].latitude": Cause.NO_PLACES,
        "sites[24].longitude": Cause.NO_PLACES,
        "sites[25].latitude": Cause.NO_PLACES,
        "sites[25].longitude": Cause.NO_PLACES,
        "sites[26].latitude": Cause.NO_PLACES,
        "sites[26].longitude": Cause.NO_PLACES,
        "sites[27].latitude": Cause.NO_PLACES,
        "sites[27].longitude": Cause.NO_PLACES,
        "sites[28].latitude": Cause.NO_PLACES,
        "sites[28].longitude": Cause.NO_PLACES,
        "sites[29].latitude": Cause.NO_PLACES,
        "sites[29].longitude": Cause.NO_PLACES,
        "sites[30].latitude": Cause.NO_PLACES,
        "sites[30].longitude": Cause.NO_PLACES,
        "sites[31].latitude": Cause.NO_PLACES,
        "sites[31].longitude": Cause.NO_PLACES,
        "sites[32].latitude": Cause.NO_PLACES,
        "sites[32].longitude": Cause.NO_PLACES,
        "sites[33].latitude": Cause.NO_PLACES,
        "sites[33].longitude": Cause.NO_PLACES,
        "sites[34].latitude": Cause.NO_PLACES,
        "sites[34].longitude": Cause.NO_PLACES,
        "sites[35].latitude": Cause.NO_PLACES,
        "sites[35].longitude": Cause.NO_PLACES,
        "sites[36].latitude": Cause.NO_PLACES,
        "sites[36].longitude": Cause.NO_PLACES,
        "sites[37].latitude": Cause.NO_PLACES,
        "sites[37].longitude": Cause.NO_PLACES,
        "sites[38].latitude": Cause.NO_PLACES,
        "sites[38].longitude": Cause.NO_PLACES,
        "sites[39].latitude": Cause.NO_PLACES,
        "sites[39].longitude": Cause.NO_PLACES,
        "sites[40].latitude": Cause.NO_PLACES,
        "sites[40].longitude": Cause.NO_PLACES,
        "sites[41].latitude": Cause.NO_PLACES,
        "sites[41].longitude": Cause.NO_PLACES,
        "sites[42].latitude": Cause.NO_PLACES,
        "sites[42].longitude": Cause.NO_PLACES,
        "sites[43].latitude": Cause.NO_PLACES,
        "sites[43].longitude": Cause.NO_PLACES,
        "sites[44].latitude": Cause.NO_PLACES,
        "sites[44].longitude": Cause.NO_PLACES,
        "sites[45].latitude": Cause.NO_PLACES,
        "sites[45].longitude": Cause.NO_PLACES,
        "sites[46].latitude": Cause.NO_PLACES,
        "sites[46].longitude": Cause.NO_PLACES,
        "sites[47].latitude": Cause.NO_PLACES,
        "sites[47].longitude": Cause.NO_PLACES,
        "sites[48].latitude": Cause.NO_PLACES,
        "sites[48].longitude": Cause.NO_PLACES,
        "sites[49].latitude": Cause.NO_PLACES,
        "sites[49].longitude": Cause.NO_PLACES,
        "sites[50].latitude": Cause.NO_PLACES,
        "sites[50].longitude": Cause.NO_PLACES,
        "sites[51].latitude": Cause.NO_PLACES,
        "sites[51].longitude": Cause.NO_PLACES,
        "sites[52].latitude": Cause.NO_PLACES,
        "sites[52].longitude": Cause.NO_PLACES,
        "sites[53].latitude": Cause.NO_PLACES,
        "sites[53].longitude": Cause.NO_PLACES,
        "sites[54].latitude": Cause.NO_PLACES,
        "sites[54].longitude": Cause.NO_PLACES,
        "sites[55].latitude": Cause.NO_PLACES,
        "sites[55].longitude": Cause.NO_PLACES,
        "sites[56].latitude": Cause.NO_PLACES,
        "sites[56].longitude": Cause.NO_PLACES,
        "sites[57].latitude": Cause.NO_PLACES,
        "sites[57].longitude": Cause.NO_PLACES,
        "sites[58].latitude": Cause.NO_PLACES,
        "sites[58].longitude": Cause.NO_PLACES,
        "sites[59].latitude": Cause.NO_PLACES,
        "sites[59].longitude": Cause.NO_PLACES,
        "sites[60].latitude": Cause.NO_PLACES,
        "sites[60].longitude": Cause.NO_PLACES,
        "sites[61].latitude": Cause.NO_PLACES,
        "sites[61].longitude": Cause.NO_PLACES,
        "sites[62].latitude": Cause.NO_PLACES,
        "sites[62].longitude": Cause.NO_PLACES,
        "sites[63].latitude": Cause.NO_PLACES,
        "sites[63].longitude": Cause.NO_PLACES,
        "sites[64].latitude": Cause.NO_PLACES,
        "sites[64].longitude": Cause.NO_PLACES,
        "sites[65].latitude": Cause.NO_PLACES,
        "sites[65].longitude": Cause.NO_PLACES,
        "sites[66].latitude": Cause.NO_PLACES,
        "sites[66].longitude": Cause.NO_PLACES,
        "sites[67].latitude": Cause.NO_PLACES,
        "sites[67].longitude": Cause.NO_PLACES,
        "sites[68].latitude": Cause.NO_PLACES,
        "sites[68].longitude": Cause.NO_PLACES,
        "sites[69].latitude": Cause.NO_PLACES,
        "sites[69].longitude": Cause.NO_PLACES,
        "sites[70].latitude": Cause.NO_PLACES,
        "sites[70].longitude": Cause.NO_PLACES,
        "sites[71].latitude": Cause.NO_PLACES,
        "sites[71].longitude": Cause.NO_PLACES,
        "sites[72].latitude": Cause.NO_PLACES,
        "sites[72].longitude": Cause.NO_PLACES,
        "sites[73].latitude": Cause.NO_PLACES,
        "sites[73].longitude": Cause.NO_PLACES,
        "sites[74].latitude": Cause.NO_PLACES,
        "sites[74].longitude": Cause.NO_PLACES,
        "sites[75].latitude": Cause.NO_PLACES,
        "sites[75].longitude": Cause.NO_PLACES,
        "sites[76].latitude": Cause.NO_PLACES,
        "sites[76].longitude": Cause.NO_PLACES,
        "sites[77].latitude": Cause.NO_PLACES,
        "sites[77].longitude": Cause.NO_PLACES,
        "sites[78].latitude": Cause.NO_PLACES,
        "sites[78].longitude": Cause.NO_PLACES,
        "sites[79].latitude": Cause.NO_PLACES,
        "sites[79].longitude": Cause.NO_PLACES,
        "sites[80].latitude": Cause.NO_PLACES,
        "sites[80].longitude": Cause.NO_PLACES,
        "sites[81].latitude": Cause.NO_PLACES,
        "sites[81].longitude": Cause.NO_PLACES,
        "sites[82].latitude": Cause.NO_PLACES,
        "sites[82].longitude": Cause.NO_PLACES,
        "sites[83].latitude": Cause.NO_PLACES,
        "sites[83].longitude": Cause.NO_PLACES,
        "sites[84].latitude": Cause.NO_PLACES,
        "sites[84].longitude": Cause.NO_PLACES,
        "sites[85].latitude": Cause.NO_PLACES,
        "sites[85].longitude": Cause.NO_PLACES,
        "sites[86].latitude": Cause.NO_PLACES,
        "sites[86].longitude": Cause.NO_PLACES,
    },
    "NCT00498680": {
        "reading.source": Cause.OTHER_FORM,
        "reading.version": Cause.DOWNLOADED,
        "has_results": Cause.NO_FLAG,
        "condition_terms[1].descriptor": Cause.NO_IDS,
        "intervention_terms[1].descriptor": Cause.NO_IDS,
        "intervention_terms[2].descriptor": Cause.NO_IDS,
        "eligibility.standard_ages": Cause.NO_AGE_GROUPS,
        "sites[1].latitude": Cause.NO_PLACES,
        "sites[1].longitude": Cause.NO_PLACES,
    },
    "NCT00499317": {
        "reading.source": Cause.OTHER_FORM,
        "reading.version": Cause.DOWNLOADED,
        "identifiers[2].type": Cause.NO_KINDS,
        "identifiers[2].issuer": Cause.NO_KINDS,
        "has_results": Cause.NO_FLAG,
        "dates.verification.date": Cause.UPDATED,
        "dates.last_update_submitted.date": Cause.UPDATED,
        "dates.last_update_posted.date": Cause.UPDATED,
        "condition_terms[1].descriptor": Cause.NO_IDS,
        "condition_terms[2].descriptor": Cause.NO_IDS,
        "condition_terms[3].descriptor": Cause.NO_IDS,
        "condition_terms[4].descriptor": Cause.NO_IDS,
        "condition_terms[5].descriptor": Cause.NO_IDS,
        "condition_terms[6].descriptor": Cause.NO_IDS,
        "condition_terms[7].descriptor": Cause.NO_IDS,
        "eligibility.standard_ages": Cause.NO_AGE_GROUPS,
        "sites[1].latitude": Cause.NO_PLACES,
        "sites[1].longitude": Cause.NO_PLACES,
    },
    "NCT02513394": {
        "reading.source": Cause.OTHER_FORM,
        "reading.version": Cause.DOWNLOADED,
        "identifiers[2].type": Cause.NO_KINDS,
        "identifiers[2].issuer": Cause.NO_KINDS,
        "identifiers[3].type": Cause.NO_KINDS,
        "identifiers[3].issuer": Cause.NO_KINDS,
        "identifiers[4].type": Cause.NO_KINDS,
        "has_results": Cause.UPDATED,
        "dates.primary_completion.date": Cause.UPDATED,
        "dates.primary_completion.status": Cause.UPDATED,
        "dates.verification.date": Cause.UPDATED,
        "dates.last_update_submitted.date": Cause.UPDATED,
        "dates.last_update_posted.date": Cause.UPDATED,
        "dates.results_first_submitted": Cause.UPDATED,
        "dates.results_first_posted": Cause.UPDATED,
        "collaborators[1].organization_class": Cause.UPDATED,
        "collaborators[2].organization_class": Cause.UPDATED,
        "condition_terms[1].descriptor": Cause.NO_IDS,
        "intervention_terms[1].descriptor": Cause.NO_IDS,
        "outcomes": Cause.UPDATED,
        "eligibility.standard_ages": Cause.NO_AGE_GROUPS,
        "sites": Cause.UPDATED,
    },
}


def read(*path: str) -> Study:
    (raw,) = raw_records([str(shared_data(*path))])
    assert isinstance(raw, RawRecord)
    return read_study(raw)


def differences(one: object, other: object, path: str = "") -> Iterator[str]:
    """The paths at which two values differ, into structures and into lists of one length."""
    if isinstance(one, msgspec.Struct) and type(one) is type(other):
        for name in one.__struct_fields__:
            yield from differences(getattr(one, name), getattr(other, name), f"{path}.{name}".lstrip("."))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for position, (mine, theirs) in enumerate(zip(one, other, strict=True), start=1):
            yield from differences(mine, theirs, f"{path}[{position}]")
    elif one != other:
        yield path


@pytest.mark.parametrize("registry_id", DIFFERENCES)
def test_a_study_in_both_forms_is_the_same_but_for_the_listed_fields(registry_id: str) -> None:
    json_study = read("ctgov_v2", "records", f"{registry_id}.json")
    xml_study = read("ctgov_xml", "records", f"{registry_id}.xml")
    assert sorted(differences(json_study, xml_study)) == sorted(DIFFERENCES[registry_id])
