"""The stored queries over HTTP, and their description."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import pytest

from trialkg.endpoint import Settings
from trialkg.endpoint.openapi import openapi_document
from trialkg.endpoint.stored import example_address
from trialkg.queries import bind, stored_queries, stored_query
from trialkg.store import EmbeddedStore

QUERIES = stored_queries()


def rows(response: httpx.Response) -> list[dict[str, str]]:
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text)))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_stored_query_answers_with_its_columns(client: httpx.Client, query: Any) -> None:
    response = client.get(example_address(query), headers={"Accept": "text/csv"})
    assert response.status_code == 200, response.text
    assert response.text.splitlines()[0].split(",") == list(query.columns)


def test_an_answer_is_that_of_the_store(client: httpx.Client, store: Any) -> None:
    text = bind(stored_query("study-relations"), {"study": "NCT04125277"})
    answer = EmbeddedStore.open(store).query(text)
    response = client.get("/api/queries/study-relations?study=NCT04125277&format=json")
    found = response.json()["results"]["bindings"]
    assert found
    assert [row["related"]["value"] for row in found] == [row["related"].value for row in answer]  # type: ignore[union-attr]  # rows, all bound


def test_full_iris_are_given_where_they_are_asked_for(client: httpx.Client) -> None:
    address = "/api/queries/studies?format=csv"
    assert {row["nct"][:3] for row in rows(client.get(address))} == {"NCT"}
    assert all(row["nct"].startswith("https://") for row in rows(client.get(f"{address}&iris=true")))


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/queries/study-card", 400, "For example: /api/queries/study-card?study="),
        ("/api/queries/study-card?study=NCT12", 400, "a registry id"),
        ("/api/queries/study-card?study=NCT04125277&study=NCT01942135", 400, "2 times"),
        ("/api/queries/study-card?study=NCT04125277&colour=red", 400, "no parameter 'colour'"),
        ("/api/queries/studies?iris=maybe", 400, "true or false"),
        ("/api/queries/study-cart", 404, "study-card"),
        ("/api/queries/studies?format=turtle", 406, "text/csv"),
        ('/api/queries/study-card?study=NCT04125277"%20}%20INSERT', 400, "a registry id"),
    ],
)
def test_what_cannot_be_asked_is_told(client: httpx.Client, address: str, status: int, said: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert said in response.text


def test_a_study_comes_as_a_document_with_the_names_of_what_it_refers_to(
    client: httpx.Client, store: Any
) -> None:
    response = client.get("/api/studies/nct04125277?format=ntriples")
    said = set(response.text.splitlines())
    iri = f"{EmbeddedStore.open(store).manifest.base}NCT04125277"
    own = set(EmbeddedStore.open(store).study_ntriples(iri).decode().splitlines())
    assert own
    assert own <= said
    assert {line.split(" ", 2)[1].rpartition("#")[2] for line in said - own} <= {"label>", "prefLabel>"}
    assert client.get("/api/studies/NCT04125277").headers["content-type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("number", ["NCT00000000", "NCT1", "%3Cx%3E"])
def test_a_study_that_is_not_there_is_not_found(client: httpx.Client, number: str) -> None:
    assert client.get(f"/api/studies/{number}").status_code == 404


def test_the_queries_are_listed_with_their_sources(client: httpx.Client) -> None:
    listed = client.get("/api/queries").json()
    assert [each["name"] for each in listed] == [query.name for query in QUERIES]
    source = client.get(listed[0]["source"])
    assert source.headers["content-type"].startswith("application/sparql-query")
    assert source.text == QUERIES[0].source


def test_the_openapi_document_describes_every_query_and_parameter(client: httpx.Client) -> None:
    document = client.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for query in QUERIES:
        described = document["paths"][f"/api/queries/{query.name}"]["get"]
        named = {each["name"]: each for each in described["parameters"]}
        assert set(named) == {"format", "iris", *(each.name for each in query.parameters)}
        for parameter in query.parameters:
            assert named[parameter.name].get("required", False) is parameter.required


def test_every_reference_of_the_openapi_document_leads_somewhere(tmp_path: Any) -> None:
    document = openapi_document(QUERIES, Settings(store=tmp_path))
    for reference in references(document):
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
        assert place


def references(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [str(part["$ref"])] if "$ref" in part else []
        return own + [each for value in part.values() for each in references(value)]
    return [each for value in part for each in references(value)] if isinstance(part, list) else []
