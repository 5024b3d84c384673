"""The page of the ontology is what the ontology and the shapes say now, and all of it."""

from __future__ import annotations

import re
from functools import lru_cache

from docs.ontology import PAGE, page
from lxml import html

from trialkg.validation import Profile, ShapesChoice, rules_of
from trialkg.vocabulary import CODE_SETS, Class, Property


@lru_cache(maxsize=1)
def written() -> str:
    return page()


@lru_cache(maxsize=1)
def document() -> html.HtmlElement:
    return html.document_fromstring(written())


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == written(), "write it again: python docs/ontology.py"


def test_every_term_has_a_place_with_its_definition() -> None:
    names = {*Class, *Property, *(member for members in CODE_SETS for member in members)}
    places = {str(each.get("id")): each for each in document().findall(".//section")}
    assert sorted(str(name) for name in names - places.keys()) == []
    assert [name for name, place in places.items() if len(str(place.findtext("p"))) < 10] == []


def test_every_rule_of_every_profile_is_told_with_severity_and_message() -> None:
    rows = {row.get("id"): str(row.text_content()) for row in document().findall(".//tr[@id]")}
    for profile in Profile:
        for rule in rules_of(ShapesChoice(profile).load()):
            assert rule.severity.word in rows[rule.id]
            assert rule.message in rows[rule.id]


def test_a_term_names_the_rules_that_check_it() -> None:
    (place,) = (each for each in document().findall(".//section") if each.get("id") == "phase")
    assert {"CORE-008", "CORE-010"} <= {str(link.text) for link in place.findall(".//a")}


def test_every_link_within_the_page_leads_somewhere_and_no_place_stands_twice() -> None:
    places = re.findall(r'\bid="([^"]+)"', written())
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', written())) <= set(places)


def test_the_page_fetches_nothing() -> None:
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", written())


def test_a_recognised_class_is_told_in_words() -> None:
    assert "tkg:Study and (tkg:allocation value tkg:Randomized)" in written()
