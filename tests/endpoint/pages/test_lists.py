from __future__ import annotations

import re

import msgspec
import pyoxigraph as ox
import pytest
from tests.endpoint.pages.client import Client, parsed

from trialkg.endpoint.pages import Context, plots
from trialkg.endpoint.pages.catalogue import Choice, Count, Facet
from trialkg.endpoint.pages.listing import item
from trialkg.queries import ask

BREAST = "http://id.nlm.nih.gov/mesh/D001943"


def numbers(page: str) -> list[str]:
    return list(parsed(page).xpath("//ul[@class='studies']//span[@class='number']/text()"))


def asked(context: Context, name: str, **values: str) -> set[str]:
    answer = ask(context.snapshot.store, name, values)
    assert isinstance(answer, ox.QuerySolutions)
    return {row["nct"].value for row in answer}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("sonimage", "NCT04125277"),
        ("MONARCH 3", "NCT02246621"),
        ("stereo sein", "NCT02089100"),
        ("collaborative adjuv", "NCT02513394"),
    ],
)
def test_a_search_finds_titles_acronyms_and_beginnings_of_words(
    site: Client, words: str, number: str
) -> None:
    assert numbers(site.get("/studies", params={"q": words}).text)[0] == number


def test_a_registry_number_leads_to_its_study_at_once(site: Client) -> None:
    response = site.get("/studies", params={"q": " nct04125277 "})
    assert (response.status_code, response.headers["Location"]) == (303, "/study/NCT04125277.html")


@pytest.mark.parametrize(
    "words", ['"', "'; DROP TABLE study", "a* OR b", "NEAR(", "%_", "()", "-", "\x00", "é" * 500]
)
def test_no_words_break_the_search(site: Client, words: str) -> None:
    assert site.get("/studies", params={"q": words}).status_code == 200


def test_words_that_nothing_has_are_told(site: Client) -> None:
    response = site.get("/studies", params={"q": "zzzz"})
    assert "No study has all of this." in response.text


def test_a_condition_has_the_studies_that_the_stored_query_finds(site: Client, context: Context) -> None:
    found = asked(context, "studies-by-condition", mesh="D001943")
    assert set(numbers(site.get("/studies", params={"condition": BREAST}).text)) == found
    assert context.snapshot.catalogue.count(Facet.CONDITION, BREAST) == len(found) > 10


def test_a_concept_page_has_the_studies_that_the_stored_query_finds(site: Client, context: Context) -> None:
    found = asked(context, "studies-by-intervention", concept="PET")
    assert set(numbers(site.get("/concept/PET.html").text)) == found


def test_a_concept_page_tells_the_part_it_plays(site: Client) -> None:
    page = parsed(site.get("/concept/CDK4-6-inhibitor.html").text)
    (given,) = page.xpath("//section[h3[starts-with(normalize-space(), 'Given in the background')]]")
    assert "NCT04125277" in given.xpath(".//span[@class='number']/text()")


def test_a_concept_page_of_an_outcome_leads_to_the_studies_that_measure_it(site: Client) -> None:
    page = parsed(site.get("/concept/PFS.html").text)
    (address,) = page.xpath("//h2[text()='Studies that measure it']/following-sibling::p[1]/a/@href")
    answer = parsed(site.get(address).text)
    assert "NCT04125277" in answer.xpath("//table[@class='answer']//td/a/text()")
    assert page.xpath("//p[@class='none']") == []


def test_a_condition_page_shows_its_branch_from_the_top(site: Client) -> None:
    page = parsed(site.get("/condition/D001943.html").text)
    names = [
        re.sub(r"\s*[\d,]*\s*$", "", each.text_content()).strip()
        for each in page.xpath("//ul[@class='branch']/li")
    ]
    assert names[:3] == ["Neoplasms", "Neoplasms by Site", "Breast Neoplasms"]
    assert "Triple Negative Breast Neoplasms" in names[3:]


def test_each_facet_says_how_many_studies_it_leaves(site: Client) -> None:
    page = parsed(site.get("/studies", params={"condition": BREAST}).text)
    offers = page.xpath("//details[@class='facet']//a[not(@aria-current)]")
    assert len(offers) > 10
    for offer in offers:
        left = parsed(site.get(offer.get("href")).text)
        (count,) = left.xpath("//p[@class='count']/text()")
        assert int(count.split()[0]) == int(offer.xpath(".//span[@class='number']/text()")[0])


def test_a_choice_can_be_taken_back(site: Client) -> None:
    page = parsed(site.get("/studies", params={"condition": BREAST, "q": "fes"}).text)
    (back,) = page.xpath("//p[@class='chosen']/a/@href")
    assert back == "/studies?q=fes"


def test_pages_of_a_list_have_each_study_once(site: Client) -> None:
    first = site.get("/studies").text
    (following,) = parsed(first).xpath("//a[@rel='next']/@href")
    both = numbers(first) + numbers(site.get(following).text)
    assert (len(both), len(set(both))) == (30, 30)


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999", "", "²"])
def test_an_odd_number_of_a_page_is_no_error(site: Client, page: str) -> None:
    assert site.get("/studies", params={"page": page}).status_code == 200


def test_values_of_a_phase_widen_and_conditions_narrow(context: Context) -> None:
    catalogue, tkg = context.snapshot.catalogue, "https://w3id.org/trialkg/ontology#"

    def total(*facets: tuple[Facet, str]) -> int:
        return catalogue.listing(Choice(facets=facets), 1, 5).total

    two, three = (Facet.PHASE, f"{tkg}Phase2"), (Facet.PHASE, f"{tkg}Phase3")
    assert max(total(two), total(three)) < total(two, three) <= total(two) + total(three)
    recurrence = (Facet.CONDITION, "http://id.nlm.nih.gov/mesh/D012008")
    assert total((Facet.CONDITION, BREAST), recurrence) <= min(
        total((Facet.CONDITION, BREAST)), total(recurrence)
    )


def test_the_overview_counts_what_the_list_has(site: Client) -> None:
    page = parsed(site.get("/").text)
    (row,) = page.xpath("//table[@class='bars']//tr[th/a[text()='FES-PET']]")
    assert len(numbers(site.get(row.xpath(".//a/@href")[0]).text)) == int(row.xpath("td/text()")[0])
    assert "2010 4" in page.xpath("//svg[@class='years']/title/text()")[0]


def test_the_labels_of_the_first_and_the_last_year_lean_into_the_plot() -> None:
    drawn = plots.columns([Count(str(year), 1) for year in range(1983, 2026)])
    labelled = [(each.label, each.anchor) for each in drawn if each.shown]
    assert labelled[0] == ("1983", "start")
    assert labelled[-1] == ("2025", "end")
    assert {anchor for _, anchor in labelled[1:-1]} == {"middle"}


@pytest.mark.parametrize(
    ("people", "shown"), [(None, ""), (1, "1 participant"), (1200, "1,200 participants")]
)
def test_a_list_says_how_many_take_part(context: Context, people: int | None, shown: str) -> None:
    (row,) = context.snapshot.catalogue.rows([1])
    row = msgspec.structs.replace(row, enrollment=people)
    assert item(row, context.snapshot.vocabulary).enrollment == shown
