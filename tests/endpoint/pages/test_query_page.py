from __future__ import annotations

import re

import pytest
from tests.endpoint.pages.client import Client, parsed

from trialkg.queries import StoredQuery, stored_queries


def test_the_query_page_has_every_stored_query(site: Client) -> None:
    links = parsed(site.get("/query").text).xpath("//main//a/@href")
    assert {f"/query/{query.name}" for query in stored_queries()} <= set(links)


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_every_stored_query_runs_with_the_values_that_its_form_shows(site: Client, query: object) -> None:
    assert hasattr(query, "name")
    form = parsed(site.get(f"/query/{query.name}").text).forms[1]
    response = site.get(f"/query/{query.name}", params=dict(form.fields))
    assert response.status_code == 200
    assert "Answer" in response.text


def test_an_answer_is_a_table_whose_studies_are_links(site: Client) -> None:
    page = parsed(site.get("/query/outcomes?run=1&study=NCT04125277").text)
    assert page.xpath("//table//th/text()")[:3] == ["nct", "level", "position"]
    assert page.xpath("//table//tr[1]/td[1]/a/@href")[0] == "/study/NCT04125277.html"
    assert "/api/queries/outcomes?study=NCT04125277&format=csv" in page.xpath("//a/@href")


@pytest.mark.parametrize("value", ["NCT1", "a b", "NCT04125277> ?x"])
def test_a_value_of_another_form_is_told_and_nothing_is_asked(site: Client, value: str) -> None:
    response = site.get("/query/outcomes", params={"run": "1", "study": value})
    assert response.status_code == 400
    assert parsed(response.text).xpath("//p[@role='alert']")


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT nonsense", "cannot be parsed"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "would change the graph"),
    ],
)
def test_a_query_that_is_refused_stays_in_the_field(site: Client, query: str, word: str) -> None:
    response = site.get("/query", params={"query": query})
    page = parsed(response.text)
    assert response.status_code == 400
    assert word in page.xpath("//p[@role='alert']")[0].text_content()
    assert page.xpath("//textarea")[0].text.strip() == query


def test_a_graph_is_shown_as_triples_and_a_truth_as_a_word(site: Client) -> None:
    graph = site.get("/query", params={"query": "CONSTRUCT { <urn:a> <urn:b> 'c' } {}"}).text
    assert parsed(graph).xpath("//pre")[0].text.strip() == '<urn:a> <urn:b> "c" .'
    truth = site.get("/query", params={"query": "ASK {}"}).text
    assert parsed(truth).xpath("//pre")[0].text == "yes"


def test_a_long_answer_is_shown_in_part_and_said_so(site: Client) -> None:
    response = site.get("/query", params={"query": "SELECT * { ?s ?p ?o } LIMIT 700"})
    page = parsed(response.text)
    assert len(page.xpath("//table//tbody/tr")) == 500
    assert "700 rows, the first 500 shown" in response.text


def test_the_editor_is_told_of_prefixes_terms_and_concepts(site: Client) -> None:
    path = parsed(site.get("/query").text).xpath("//form/@data-terms")[0]
    response = site.get(path)
    offers = response.json()
    named = {name: (label, definition) for name, label, definition in offers["terms"]}
    assert response.headers["Content-Type"] == "application/json"
    assert offers["prefixes"]["tkg"] == "https://w3id.org/trialkg/ontology#"
    assert offers["prefixes"]["study"] == "https://w3id.org/trialkg/study/"
    assert named["tkg:Study"][0] == "study"
    assert "FES" in named["concept:FES-PET"][0]
    assert "dcterms:identifier" in named
    assert all(name.partition(":")[0] in offers["prefixes"] for name in named)


@pytest.mark.parametrize("query", stored_queries(), ids=lambda query: query.name)
def test_every_term_of_a_stored_query_is_one_that_the_editor_knows(site: Client, query: StoredQuery) -> None:
    offers = site.get("/query/terms.json").json()
    known = {name for name, _, _ in offers["terms"]}
    used = re.findall(r"(?<![\w<])(?:tkg|concept):\w[\w-]*", query.text)
    assert set(used) <= known


@pytest.mark.parametrize("path", ["/query", "/query/outcomes"])
def test_without_scripts_there_is_a_field_to_write_in(site: Client, path: str) -> None:
    page = parsed(site.get(path).text)
    (field,) = page.xpath("//textarea[@name='query']")
    assert field.text.strip().startswith("PREFIX")
    assert field.getparent().get("action").startswith("/query")
    assert page.xpath("//script[not(@src)]") == []
