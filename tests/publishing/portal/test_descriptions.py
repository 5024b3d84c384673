"""The descriptions of a package: right by the shapes of portals, by the files, and by the graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SDO, VOID, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from tests.conftest import shared_data
from tests.publishing.portal.conftest import BASE_URL

from trialkg.publishing.portal import Details, Package, publish_package
from trialkg.publishing.portal.files import sha256_of
from trialkg.store import EmbeddedStore
from trialkg.validation import Profile, Severity, ShapesChoice, read_rdf, validate_file
from trialkg.vocabulary.namespaces import MESH, TKG

GRAPH = URIRef(f"{BASE_URL}catalog.ttl#graph")
SPDX = Namespace("http://spdx.org/rdf/terms#")
CLOSED = {
    "http://www.w3.org/ns/dcat#": DCAT,
    "http://purl.org/dc/terms/": DCTERMS,
    "http://xmlns.com/foaf/0.1/": FOAF,
    "http://www.w3.org/ns/prov#": PROV,
    "http://rdfs.org/ns/void#": VOID,
    "http://schema.org/": SDO,
}
DCAT_3 = {"version", "previousVersion"}
"""Terms that came with DCAT 3; rdflib's list is of DCAT 2."""


@pytest.fixture(scope="module")
def catalog(package: Package) -> Graph:
    return Graph().parse(package.folder / "catalog.ttl")


@pytest.fixture(scope="module")
def void(package: Package) -> Graph:
    return Graph().parse(package.folder / "void.ttl")


def conforms(data: Graph, shapes: Path) -> str:
    """Nothing, or what is wrong."""
    ok, _, text = pyshacl.validate(data, shacl_graph=Graph().parse(shapes))
    return "" if ok else str(text)


def test_the_catalogue_conforms_to_dcat_ap(catalog: Graph) -> None:
    assert conforms(catalog, shared_data("portal_shapes", "dcat-ap-3.0.1.ttl")) == ""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader uses it
@pytest.mark.parametrize("name", ["googleRequired.ttl", "googleRecommended.ttl"])
def test_the_dataset_conforms_to_what_search_engines_ask(package: Package, name: str) -> None:
    data = Graph().parse(package.folder / "dataset.schema.jsonld", format="json-ld")
    assert (None, RDF.type, URIRef("http://schema.org/Dataset")) in data
    assert conforms(data, shared_data("portal_shapes", name)) == ""


def test_the_catalogue_conforms_to_our_own_portal_shapes(package: Package) -> None:
    report = validate_file(read_rdf(package.folder / "catalog.ttl"), ShapesChoice(Profile.PORTAL))
    assert [f"{result.rule} {result.focus}" for result in report.results] == []
    assert report.focus_nodes > 30


def test_a_package_of_defaults_has_no_violation_and_is_told_what_is_missing(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    package = publish_package(store, tmp_path / "p", Details())
    report = validate_file(read_rdf(package.folder / "catalog.ttl"), ShapesChoice(Profile.PORTAL))
    assert not report.reaches(Severity.VIOLATION)
    assert {result.rule for result in report.results} == {"PORT-108", "PORT-112", "PORT-203"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader uses it
def test_the_catalogue_as_json_says_the_same(package: Package, catalog: Graph) -> None:
    assert isomorphic(catalog, Graph().parse(package.folder / "catalog.jsonld", format="json-ld"))


@pytest.mark.parametrize("name", ["catalog.ttl", "void.ttl"])
def test_every_term_is_one_that_its_vocabulary_has(package: Package, name: str) -> None:
    data = Graph().parse(package.folder / name)
    terms = {str(term) for term in (*data.predicates(), *data.objects(None, RDF.type))}
    unknown = [
        term
        for term in terms
        for namespace, vocabulary in CLOSED.items()
        if term.startswith(namespace)
        and (local := term.removeprefix(namespace)) not in DCAT_3
        and local not in vocabulary
    ]
    assert unknown == []


def test_each_distribution_is_told_with_the_size_and_checksum_of_its_file(
    package: Package, catalog: Graph
) -> None:
    told = {}
    for file in catalog.subjects(RDF.type, DCAT.Distribution):
        path = str(catalog.value(file, DCAT.downloadURL)).removeprefix(BASE_URL)
        checksum = catalog.value(file, SPDX.checksum)
        told[path] = (
            int(str(catalog.value(file, DCAT.byteSize))),
            str(catalog.value(checksum, SPDX.checksumValue)),
        )
    there = {file.path: package.folder / file.path for file in package.files}
    assert told == {name: (path.stat().st_size, sha256_of(path)) for name, path in there.items()}


def test_the_dataset_says_what_the_publisher_said(catalog: Graph) -> None:
    def said(predicate: URIRef) -> str:
        return str(catalog.value(GRAPH, predicate))

    assert said(DCTERMS.publisher) == "https://example.org/institute"
    assert said(URIRef(f"{DCAT}version")) == "2.1"
    assert said(URIRef(f"{DCAT}previousVersion")) == "https://data.example.org/before/catalog.ttl#graph"
    assert said(DCTERMS.issued) == "2025-02-03"
    names = {str(catalog.value(maker, FOAF.name)) for maker in catalog.objects(GRAPH, DCTERMS.creator)}
    assert names == {"A Maker", "Example Institute"}


def test_the_build_used_the_sources_that_the_records_name(catalog: Graph, store: EmbeddedStore) -> None:
    build = catalog.value(GRAPH, PROV.wasGeneratedBy)
    assert build is not None
    titles = {str(catalog.value(used, DCTERMS.title)) for used in catalog.objects(build, PROV.used)}
    answer = store.query(f"SELECT DISTINCT ?source WHERE {{ ?record <{TKG}source> ?source }}")
    assert isinstance(answer, ox.QuerySolutions)
    assert {row["source"].value for row in answer} <= titles
    assert any(title.startswith("Medical Subject Headings") for title in titles)


def test_without_a_place_on_the_web_every_address_is_relative(store: EmbeddedStore, tmp_path: Path) -> None:
    package = publish_package(store, tmp_path / "p", Details())
    text = (package.folder / "catalog.ttl").read_text()
    assert "<data/studies-0001.ttl.gz>" in text
    moved = ox.parse(text, format=ox.RdfFormat.TURTLE, base_iri="https://elsewhere.example/x/catalog.ttl")
    addresses = {q.object.value for q in moved if q.predicate.value == f"{DCAT}downloadURL"}
    assert "https://elsewhere.example/x/data/studies-0001.ttl.gz" in addresses


def counted(store: EmbeddedStore, query: str) -> dict[str, int]:
    answer = store.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return {row["key"].value: int(row["count"].value) for row in answer}


@pytest.mark.parametrize(
    ("partition", "key", "unit", "query"),
    [
        (VOID.classPartition, URIRef(f"{VOID}class"), VOID.entities, "?s a ?key"),
        (VOID.propertyPartition, URIRef(f"{VOID}property"), VOID.triples, "?s ?key ?o"),
    ],
    ids=["classes", "properties"],
)
def test_the_partitions_are_those_of_the_graph(
    void: Graph, store: EmbeddedStore, partition: URIRef, key: URIRef, unit: URIRef, query: str
) -> None:
    told = {
        str(void.value(part, key)): int(str(void.value(part, unit)))
        for part in void.objects(GRAPH, partition)
    }
    assert told == counted(store, f"SELECT ?key (COUNT(*) AS ?count) WHERE {{ {query} }} GROUP BY ?key")


def test_the_linksets_to_mesh_count_every_link_of_a_study(void: Graph, store: EmbeddedStore) -> None:
    mesh = URIRef(f"{BASE_URL}void.ttl#mesh")
    sets = list(void.subjects(VOID.objectsTarget, mesh))
    told = {
        str(void.value(part, VOID.linkPredicate)): int(str(void.value(part, VOID.triples))) for part in sets
    }
    assert told == counted(
        store,
        "SELECT ?key (COUNT(*) AS ?count) WHERE { ?s ?key ?o FILTER("
        f'STRSTARTS(STR(?o), "{MESH}") && STRSTARTS(STR(?s), "{store.manifest.base}")) }} GROUP BY ?key',
    )
    assert all((part, RDF.type, VOID.Linkset) in void for part in sets)


def test_the_numbers_of_the_graph_are_those_of_the_store(void: Graph, store: EmbeddedStore) -> None:
    assert int(str(void.value(GRAPH, VOID.triples))) == store.manifest.triples
    assert int(str(void.value(GRAPH, VOID.entities))) == store.manifest.studies
    subjects = counted(store, "SELECT ('all' AS ?key) (COUNT(DISTINCT ?s) AS ?count) WHERE { ?s ?p ?o }")
    assert int(str(void.value(GRAPH, VOID.distinctSubjects))) == subjects["all"]


def test_the_terms_of_the_registry_go_with_every_file_of_the_graph(catalog: Graph) -> None:
    for file in catalog.objects(GRAPH, DCAT.distribution):
        rights = catalog.value(file, DCTERMS.rights)
        assert rights is not None
        assert "ClinicalTrials.gov" in str(catalog.value(rights, RDFS.label))
