"""Ontology and shapes by their own IRIs."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import DCTERMS, OWL, RDF, SH, Graph, URIRef
from tests.endpoint.pages.client import Client, parsed
from tests.endpoint.pages.conftest import app_of

from trialkg.endpoint.pages import Context
from trialkg.endpoint.pages.addresses import local_path
from trialkg.resources import ontology_folder, shapes_folder
from trialkg.vocabulary.namespaces import SHAPES, STUDY, TKG

HOST = "https://w3id.org/trialkg"
FILES = {
    "/ontology": [ontology_folder() / "trialkg.ttl"],
    "/ontology/alignments": [ontology_folder() / "alignments.ttl"],
    "/shapes": sorted(shapes_folder().glob("*.ttl")),
    **{f"/shapes/{path.stem}": [path] for path in shapes_folder().glob("*.ttl")},
}
FORMS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".rdf": ox.RdfFormat.RDF_XML,
}


def graph_of(files: list[Path]) -> Graph:
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


def canonical(*documents: bytes, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[ox.Quad]:
    """The statements of documents together, blank nodes named so that equal graphs are equal."""
    dataset = ox.Dataset(quad for document in documents for quad in ox.parse(document, format=form))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(dataset)


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,*/*;q=0.8", ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json", ".jsonld"),
        ("application/n-triples", ".nt"),
        ("application/rdf+xml", ".rdf"),
    ],
)
@pytest.mark.parametrize("path", [*FILES, "/ontology/0.1.0"])
def test_an_iri_leads_to_the_document_that_the_client_wants(
    site: Client, path: str, accept: str, ending: str
) -> None:
    response = site.get(path, headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, path + ending)
    found = site.get(path + ending)
    assert (found.status_code, found.headers["Content-Type"].partition(";")[0]) == (200, accept.split(",")[0])


@pytest.mark.parametrize("ending", FORMS)
@pytest.mark.parametrize("path", FILES)
def test_a_document_says_what_its_files_say(site: Client, path: str, ending: str) -> None:
    response = site.get(path + ending)
    assert response.headers["Link"] == f'<{HOST}{path}>; rel="describes"'
    wanted = canonical(*(file.read_bytes() for file in FILES[path]))
    assert canonical(response.content, form=FORMS[ending]) == wanted


def test_the_page_of_the_ontology_tells_of_every_term_where_its_iri_points(site: Client) -> None:
    ontology = graph_of(FILES["/ontology"])
    kinds = (
        *(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
        OWL.NamedIndividual,
    )
    terms = {str(term) for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    page = parsed(site.get("/ontology.html").text)
    assert {TKG + name for name in page.xpath("//dl/div/@id")} == {
        iri for iri in terms if iri.startswith(TKG)
    }


def test_the_page_of_the_shapes_tells_of_every_rule_where_its_iri_points(site: Client) -> None:
    page = parsed(site.get("/shapes.html").text)
    shapes = graph_of(FILES["/shapes"])
    for shape, rule in shapes.subject_objects(DCTERMS.identifier):
        (entry,) = page.xpath("//dl/div[@id=$id]", id=str(shape).removeprefix(SHAPES))
        assert str(rule) in entry.text_content()
        assert str(shapes.value(shape, SH.message)) in entry.text_content()


def test_the_version_that_the_ontology_names_has_an_address(site: Client) -> None:
    version = graph_of(FILES["/ontology"]).value(URIRef(f"{HOST}/ontology"), OWL.versionIRI)
    path = str(version).removeprefix(HOST)
    assert "trialkg ontology" in site.get(f"{path}.html").text


@pytest.mark.parametrize(
    "path", ["/ontology/9.9.9", "/shapes/none", "/ontology.exe", "/shapes.xml", "/shapes/"]
)
def test_what_is_no_document_is_not_found(site: Client, path: str) -> None:
    assert site.get(path).status_code == 404


def test_how_their_iris_are_answered_can_be_set(examples_store: Path) -> None:
    client = Client(app_of(Context(examples_store, 200)))
    response = client.get("/shapes/core", headers={"Accept": "text/turtle"})
    assert (response.status_code, response.headers["Content-Location"]) == (200, "/shapes/core.ttl")
    assert response.content == (shapes_folder() / "core.ttl").read_bytes()


def test_the_iri_of_a_shape_leads_to_its_place_on_the_page() -> None:
    assert local_path(f"{SHAPES}StudyLabel", STUDY) == "/shapes.html#StudyLabel"


def test_the_iri_of_every_term_leads_to_its_place_on_the_page(site: Client, context: Context) -> None:
    page = parsed(site.get("/ontology.html").text)
    terms = [iri for iri in context.snapshot.vocabulary.statements.subjects() if iri.startswith(TKG)]
    assert len(terms) > 200
    lost = [iri for iri in terms if not page.xpath("//*[@id=$name]", name=iri.removeprefix(TKG))]
    assert lost == []
    assert local_path(f"{TKG}Recruiting", STUDY) == "/ontology.html#Recruiting"
