from __future__ import annotations

import pytest
from tests.samples import READING

from trialkg.linking.named_sites import unlisted_sites
from trialkg.linking.passages import passages_of
from trialkg.study import Site, Study

SITES = (
    Site(facility="VU Medical Center", city="Amsterdam", country="Netherlands"),
    Site(facility="Saint Mary Hospital", city="Leeds", country="United Kingdom"),
)


def unlisted(summary: str, sites: tuple[Site, ...] = SITES) -> list[str]:
    record = Study(registry_id="NCT99999901", reading=READING, brief_summary=summary, sites=sites)
    return [finding.value for finding in unlisted_sites(record, passages_of(record))]


@pytest.mark.parametrize(
    ("summary", "names"),
    [
        ("It will be executed in two centers: UMCG and VUMC.", ["UMCG"]),
        ("It is conducted at three hospitals: Saint Mary, Hope Clinic and Leeds General.", ["Hope Clinic"]),
        ("It will be executed in two centers: VUMC and Saint Mary Hospital.", []),
        ("It will be executed in two centers.", []),
        ("It is conducted in hospitals: small ones and large ones.", []),
    ],
)
def test_a_listed_site_that_is_no_location_is_found(summary: str, names: list[str]) -> None:
    assert unlisted(summary) == names


def test_without_locations_nothing_is_missing_among_them() -> None:
    assert unlisted("It will be executed in two centers: UMCG and VUMC.", sites=()) == []
