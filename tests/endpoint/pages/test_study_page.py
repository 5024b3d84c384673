from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.endpoint.pages.client import Client, parsed
from tests.endpoint.pages.conftest import app_of

from trialkg.build import BuildOptions, build_store
from trialkg.endpoint.pages import Context
from trialkg.publishing.documents import documents
from trialkg.publishing.portal.schema_org import study_markup
from trialkg.resources import examples_folder
from trialkg.store.documents import ntriples, study_quads

SONIMAGE = "/study/NCT04125277.html"
NUMBERS = sorted(path.stem for path in examples_folder().glob("NCT*"))


def text_of(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def section(site: Client, path: str, name: str) -> str:
    page = parsed(site.get(path).text)
    (found,) = page.xpath(f"//section[@aria-labelledby='{name}']")
    return text_of(found)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_example_has_a_page_under_200_kilobytes(site: Client, number: str) -> None:
    response = site.get(f"/study/{number}.html")
    assert response.status_code == 200
    assert number in response.text
    assert len(response.content) < 200_000


def markup(site: Client, number: str) -> Any:
    """What a page tells search engines."""
    page = parsed(site.get(f"/study/{number}.html").text)
    (block,) = page.xpath("//head/script[@type='application/ld+json']")
    return json.loads(block.text)


def test_a_page_tells_search_engines_of_its_trial_in_the_words_of_schema_org(site: Client) -> None:
    told = markup(site, "NCT04125277")
    assert told["@context"] == {"@vocab": "http://schema.org/"}
    assert told["@type"] == "MedicalTrial"
    assert told["@id"] == "https://w3id.org/trialkg/study/NCT04125277"
    assert told["name"] == "The SONImage Study"
    assert "/healthCondition/code/codeValue D001943" in set(_leaves(told))
    assert told["status"] == {"@id": "http://schema.org/ActiveNotRecruiting"}


@pytest.mark.parametrize("number", NUMBERS)
def test_search_engines_are_told_on_a_page_what_the_package_tells_them(
    site: Client, context: Context, number: str
) -> None:
    iri = context.snapshot.iri(number)
    (document,) = documents([(iri, ntriples(study_quads(context.snapshot.store.graph, iri)))], b"")
    told, packed = markup(site, number), study_markup(iri, document.nodes)
    del told["@context"]
    assert sorted(_leaves(told)) == sorted(_leaves(packed))


def _leaves(value: Any, path: str = "") -> Iterator[str]:
    """Every value with where it stands, whatever the order of lists."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, f"{path}/{key}")
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each, path)
    else:
        yield f"{path} {value}"


def test_a_page_says_what_is_studied_in_whom_and_why_it_thinks_so(site: Client) -> None:
    text = section(site, SONIMAGE, "what")
    assert "Breast Cancer → Breast Neoplasms" in text
    assert re.search(r"Studied.*FDG-PET.*FES-PET.*Given in the background.*CDK4/6 inhibitor", text)
    assert "in the interventions 1, name; method: exact; confidence 99%" in text


def test_what_was_understood_of_criteria_is_marked_and_said(site: Client) -> None:
    page = parsed(site.get(SONIMAGE).text)
    (item,) = page.xpath("//li[@id='criterion-inclusion-3']")
    assert [mark.text for mark in item.iter("mark")] == ["estrogen receptor (ER) expression >10%"]
    assert "oestrogen receptor > 10 %" in text_of(item)


def test_inclusion_and_exclusion_stand_in_columns_of_their_own(site: Client) -> None:
    assert "Eligible for the SONIA trial" in section(site, SONIMAGE, "column-inclusion")
    assert "Contra-indication for PET imaging" in section(site, SONIMAGE, "column-exclusion")


def test_time_frames_are_drawn_with_their_words_as_the_alternative(site: Client) -> None:
    page = parsed(site.get(SONIMAGE).text)
    (outcome,) = page.xpath("//li[@id='outcome-primary-1']")
    (line,) = outcome.xpath(".//svg")
    assert (line.get("role"), line.get("aria-label")) == ("img", "At 5 years")
    assert line.xpath(".//circle/@cx") == ["97.00%"]


def test_relations_are_told_on_both_pages(site: Client) -> None:
    assert "Sub-study of SONIA NCT03425838" in section(site, SONIMAGE, "family")
    assert "Has sub-study The SONImage Study NCT04125277" in section(
        site, "/study/NCT03425838.html", "family"
    )


def test_the_picture_of_the_family_leads_to_its_studies(site: Client) -> None:
    page = parsed(site.get(SONIMAGE).text)
    assert "/study/NCT03425838.html" in page.xpath("//section[@aria-labelledby='family']//svg//a/@href")


def test_a_study_known_by_reference_has_a_page_that_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    build_store([str(examples_folder() / "NCT04125277.txt")], folder, BuildOptions())
    site = Client(app_of(Context(folder)))
    response = site.get("/study/NCT03425838.html")
    assert response.status_code == 200
    assert "Its own record has not been read." in response.text
    assert "Has sub-study The SONImage Study" in section(site, "/study/NCT03425838.html", "family")
    assert site.get("/study/NCT03425838.ttl").text.count("UnresolvedStudy") == 1


def test_findings_are_those_of_the_core_shapes(site: Client) -> None:
    page = parsed(site.get("/study/NCT04125277/findings").text)
    assert "CORE-120" in page.xpath("//td/text()")


def test_every_box_of_the_neighbourhood_that_has_a_page_is_a_link_to_one(site: Client) -> None:
    page = parsed(site.get("/study/NCT04125277/neighbourhood").text)
    targets = page.xpath("//svg[@class='around']//a/@href")
    assert "/study/NCT03425838/neighbourhood" in targets
    assert "/concept/FES-PET.html" in targets
    assert [target for target in targets if site.get(target).status_code != 200] == []


def test_no_link_of_a_study_page_leads_nowhere(site: Client) -> None:
    page = parsed(site.get(SONIMAGE).text)
    own = {target for target in page.xpath("//a/@href") if target.startswith("/")}
    assert len(own) > 20
    assert [target for target in own if site.get(target).status_code >= 400] == []


def test_parts_that_links_point_at_are_on_the_page(site: Client) -> None:
    page = parsed(site.get(SONIMAGE).text)
    ids = set(page.xpath("//@id"))
    assert {target[1:] for target in page.xpath("//a/@href") if target.startswith("#")} <= ids
