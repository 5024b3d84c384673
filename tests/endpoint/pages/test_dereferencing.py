from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.endpoint.pages.client import Client
from tests.endpoint.pages.conftest import app_of

from trialkg.build import BuildOptions, build_store
from trialkg.endpoint.pages import Context
from trialkg.endpoint.pages.catalogue import Choice
from trialkg.errors import UsageError
from trialkg.resources import examples_folder

STUDY = "/study/NCT04125277"


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples", ".nt"),
        ("application/rdf+xml", ".rdf"),
        ("text/turtle;q=0.4, application/n-triples;q=0.9", ".nt"),
        ("", ".html"),
    ],
)
@pytest.mark.parametrize("thing", [STUDY, "/concept/FES-PET", "/condition/D001943"])
def test_an_iri_leads_to_the_document_that_the_client_wants(
    site: Client, thing: str, accept: str, ending: str
) -> None:
    response = site.get(thing, headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, thing + ending)
    assert "Accept" in response.headers["Vary"]
    assert site.get(thing + ending).status_code == 200


def test_a_client_that_takes_none_of_the_forms_is_told(site: Client) -> None:
    assert site.get(STUDY, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("ending", "media_type", "rdf_format"),
    [
        (".ttl", "text/turtle", ox.RdfFormat.TURTLE),
        (".nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
        (".jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
        (".rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML),
    ],
)
def test_a_document_has_exactly_the_triples_of_the_study(
    site: Client, context: Context, ending: str, media_type: str, rdf_format: ox.RdfFormat
) -> None:
    response = site.get(STUDY + ending)
    assert response.headers["Content-Type"] == f"{media_type}; charset=utf-8"
    iri = context.snapshot.iri("NCT04125277")
    wanted = context.snapshot.store.study_ntriples(iri)
    found = set(ox.parse(response.content, format=rdf_format, base_iri="https://w3id.org/trialkg/study/"))
    assert found == set(ox.parse(wanted, format=ox.RdfFormat.N_TRIPLES))
    assert response.headers["Link"] == f'<{iri}>; rel="describes"'


@pytest.mark.parametrize("status", [302, 200])
def test_how_an_iri_is_answered_can_be_set(examples_store: Path, status: int) -> None:
    client = Client(app_of(Context(examples_store, status)))
    response = client.get(STUDY, headers={"Accept": "text/turtle"})
    assert response.status_code == status
    place = "Location" if status == 302 else "Content-Location"
    assert response.headers[place] == f"{STUDY}.ttl"


def test_another_status_is_refused(examples_store: Path) -> None:
    with pytest.raises(UsageError, match="no status for an IRI: 301"):
        Context(examples_store, 301)


def test_an_acronym_leads_to_its_study(site: Client) -> None:
    response = site.get("/study/MONARCH-3.html")
    assert (response.status_code, response.headers["Location"]) == (301, "/study/NCT02246621.html")


def test_a_page_that_the_client_has_is_not_sent_again(site: Client) -> None:
    tag = site.get(f"{STUDY}.html").headers["ETag"]
    again = site.get(f"{STUDY}.html", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_names_the_other_forms(site: Client) -> None:
    text = site.get(f"{STUDY}.html").text
    assert f'<link rel="alternate" type="text/turtle" href="{STUDY}.ttl">' in text
    assert '<link rel="canonical" href="https://w3id.org/trialkg/study/NCT04125277">' in text


@pytest.mark.parametrize(
    "iri",
    [
        "https://w3id.org/trialkg/study/NCT04125277#arm-imaging",
        "https://w3id.org/trialkg/ontology#Phase2",
        "https://w3id.org/trialkg/concept/FES-PET",
        "http://id.nlm.nih.gov/mesh/D001943",
    ],
)
def test_anything_with_an_iri_has_its_bare_statements(site: Client, iri: str) -> None:
    response = site.get("/resource", params={"iri": iri})
    assert response.status_code == 200
    assert "What is said of it" in response.text


@pytest.mark.parametrize("few", [2000, 0])
def test_a_store_that_was_built_anew_is_served_anew(tmp_path: Path, few: int) -> None:
    folder = tmp_path / "store"
    build_store([str(examples_folder() / "NCT04125277.txt")], folder, BuildOptions(jobs=1))
    context = Context(folder, few=few)
    context.snapshot.cataloguing.wait()
    assert not context.snapshot.has_study("NCT03425838")
    build_store([str(examples_folder() / "NCT03425838.json")], folder, BuildOptions(jobs=1))
    deadline = time.monotonic() + 60
    while not (snapshot := context.snapshot).has_study("NCT03425838"):
        # The graph and what is counted of it are replaced at once.
        assert snapshot.catalogue.listing(Choice(), 1, 9).total == 1
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert snapshot.catalogue.listing(Choice(), 1, 9).total == 2


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_anything_that_has_an_iri_comes_as_rdf_where_that_is_wanted(site: Client, media_type: str) -> None:
    term = "https://w3id.org/trialkg/ontology#Phase2"
    response = site.get("/resource", params={"iri": term}, headers={"Accept": media_type})
    assert response.headers["Content-Type"].startswith(media_type)
    rdf_format = ox.RdfFormat.from_media_type(media_type)
    assert ox.NamedNode(term) in {quad.subject for quad in ox.parse(response.content, rdf_format)}
