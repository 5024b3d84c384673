from __future__ import annotations

import pytest

from trialkg.endpoint.pages import words
from trialkg.endpoint.pages.addresses import local_path, web_address
from trialkg.endpoint.pages.criteria import Piece, marked
from trialkg.endpoint.pages.names import spaced

BASE = "https://example.org/trials/"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("P24M", "24 months"),
        ("P1Y", "1 year"),
        ("-P4W", "4 weeks before"),
        ("PT1H", "1 hour"),
        ("PT30M", "30 minutes"),
        ("P0.5Y", "0.5 years"),
        ("some day", "some day"),
    ],
)
def test_durations_in_words(iso: str, text: str) -> None:
    assert words.duration(iso) == text


def test_limits_in_words() -> None:
    assert words.quantity("<=", "5", "wk") == "≤ 5 weeks"
    assert words.quantity("=", "2", "{score}") == "2 points"
    assert words.quantity(">", "10", "%") == "> 10 %"
    assert words.quantity(">=", "60", "mL/min/{1.73_m2}") == "≥ 60 mL/min/1.73 m2"


def test_places_in_words() -> None:
    assert words.place("outcomes[2].timeFrame") == "outcomes 2, time frame"
    assert words.place("briefSummary") == "brief summary"


def test_names_of_terms_in_words() -> None:
    assert spaced("PhaseNotApplicable") == "Phase not applicable"
    assert spaced("FDAApproved") == "FDA approved"


def test_what_constraints_rest_on_is_marked_once_where_they_overlap() -> None:
    pieces = marked("Hb > 9 g/dL and age 18", ["Hb > 9 g/dL", "9 g/dL and age", "not in it", ""])
    assert pieces == (
        Piece("Hb > 9 g/dL", marked=True),
        Piece(" and age", marked=True),
        Piece(" 18", marked=False),
    )


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{BASE}NCT1#arm-a", "/study/NCT1.html#arm-a"),
        (f'{BASE}a/b?c"', "/study/a%2Fb%3Fc%22.html"),
        ("https://w3id.org/trialkg/concept/FES-PET", "/concept/FES-PET.html"),
        ("http://id.nlm.nih.gov/mesh/D001943", "/condition/D001943.html"),
        (
            "http://id.nlm.nih.gov/mesh/vocab#Descriptor",
            "/resource?iri=http%3A%2F%2Fid.nlm.nih.gov%2Fmesh%2Fvocab%23Descriptor",
        ),
        ("javascript:x", "/resource?iri=javascript%3Ax"),
    ],
)
def test_every_iri_has_a_page_of_this_server(iri: str, path: str) -> None:
    assert local_path(iri, BASE) == path


@pytest.mark.parametrize(
    "text", ["javascript:alert(1)", "data:text/html,x", "//x.org", "http://a b", 'https://x"y']
)
def test_only_addresses_of_the_web_are_links_to_it(text: str) -> None:
    assert web_address(text) == ""
