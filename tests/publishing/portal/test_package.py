from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import Graph

from trialkg.errors import UsageError
from trialkg.formats import RdfFormat
from trialkg.publishing.portal import Agent, Details, Package, publish_package
from trialkg.publishing.portal.files import sha256_of
from trialkg.store import EmbeddedStore, updating
from trialkg.vocabulary.namespaces import RDF, TKG

FORMATS = {
    RdfFormat.TURTLE: ox.RdfFormat.TURTLE,
    RdfFormat.NQUADS: ox.RdfFormat.N_QUADS,
    RdfFormat.JSONLD: ox.RdfFormat.JSON_LD,
}


def graph_of(package: Package, rdf_format: RdfFormat) -> set[str]:
    """All triples of the parts of the graph in one format."""
    paths = [
        package.folder / file.path
        for file in package.files
        if file.rdf_format is rdf_format and file.path.startswith(("data/studies-0", "data/vocabulary-0"))
    ]
    assert paths
    texts = (gzip.decompress(path.read_bytes()) for path in paths)
    return {str(quad.triple) for text in texts for quad in ox.parse(text, format=FORMATS[rdf_format])}


@pytest.mark.parametrize("rdf_format", FORMATS, ids=lambda rdf_format: rdf_format.option)
def test_every_format_has_all_triples_of_the_store(
    rdf_format: RdfFormat, package: Package, store: EmbeddedStore
) -> None:
    found = graph_of(package, rdf_format)
    assert found == {line.decode().removesuffix(" .\n") for line in store.ntriples()}
    assert len(found) == package.triples == store.manifest.triples


def test_the_graph_is_in_several_parts_where_one_would_be_too_large(package: Package) -> None:
    sizes = [
        len(gzip.decompress((package.folder / file.path).read_bytes()))
        for file in package.files
        if file.path.startswith("data/vocabulary") and file.rdf_format is RdfFormat.NQUADS
    ]
    assert len(sizes) > 2
    assert max(sizes) <= 150_000


def test_the_quads_of_a_study_stand_in_its_graph(package: Package) -> None:
    text = gzip.decompress((package.folder / "data/studies-0001.nq.gz").read_bytes())
    for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.subject, ox.NamedNode)
        assert quad.graph_name == ox.NamedNode(quad.subject.value.partition("#")[0])


def test_the_checksums_are_those_of_every_file_but_their_own(package: Package) -> None:
    lines = (package.folder / "checksums.sha256").read_text().splitlines()
    told = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    there = [path for path in package.folder.rglob("*") if path.is_file()]
    files = {path.relative_to(package.folder).as_posix(): path for path in there}
    assert told == {name: sha256_of(path) for name, path in files.items() if name != "checksums.sha256"}


def test_equal_stores_give_equal_packages(
    package: Package, store: EmbeddedStore, details: Details, tmp_path: Path
) -> None:
    again = publish_package(store, tmp_path / "again", details, part_size=150_000)
    sums = "checksums.sha256"
    assert (again.folder / sums).read_bytes() == (package.folder / sums).read_bytes()


def test_a_package_that_fails_leaves_nothing(store: EmbeddedStore, details: Details, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_package(store, tmp_path / "p", details, advance=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_package_is_never_replaced(
    store: EmbeddedStore, details: Details, tmp_path: Path
) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(UsageError, match="is not empty, and no package"):
        publish_package(store, tmp_path, details, replace=True)
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


def test_a_package_is_replaced_only_when_asked(
    store: EmbeddedStore, details: Details, tmp_path: Path
) -> None:
    target = tmp_path / "p"
    publish_package(store, target, details)
    (target / "data" / "left.txt").write_text("of the one before")
    with pytest.raises(UsageError, match="holds a package already"):
        publish_package(store, target, details)
    publish_package(store, target, details, replace=True)
    assert not (target / "data" / "left.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["p"]


def test_a_graph_without_a_date_needs_one_said(tmp_path: Path) -> None:
    with updating(tmp_path / "store") as update:
        study = "https://w3id.org/trialkg/study/NCT00000001"
        update.load(io.BytesIO(f"<{study}> <{RDF}type> <{TKG}Study> .\n".encode()))
        update.set_vocabulary(b"")
        update.commit(version="1", mapping_version="1", base="https://w3id.org/trialkg/study/")
    undated = EmbeddedStore.open(tmp_path / "store")
    with pytest.raises(UsageError, match=r"no record of the store has a date.*--issued"):
        publish_package(undated, tmp_path / "p", Details())
    assert publish_package(undated, tmp_path / "p", Details(issued="2025-01-31")).version == "2025-01-31"


def test_the_version_is_else_the_newest_day_that_the_records_know_of(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    days = store.query(
        f"SELECT (MAX(STR(?day)) AS ?newest) WHERE {{ ?study <{TKG}lastUpdatePostedDate> ?day }}"
    )
    assert isinstance(days, ox.QuerySolutions)
    (row,) = days
    package = publish_package(store, tmp_path / "p", Details())
    assert package.version == row["newest"].value


def crate(package: Package) -> dict[str, dict[str, Any]]:
    graph = json.loads((package.folder / "ro-crate-metadata.json").read_text())["@graph"]
    return {item["@id"]: item for item in graph}


def test_the_crate_lists_every_file_once(package: Package) -> None:
    items = crate(package)
    listed = [part["@id"] for part in items["./"]["hasPart"]]
    there = {p.relative_to(package.folder).as_posix() for p in package.folder.rglob("*") if p.is_file()}
    assert len(listed) == len(set(listed))
    assert {*listed, "ro-crate-metadata.json"} == there
    assert all(items[name]["@type"] == "File" for name in listed)


def test_the_crate_has_what_its_specification_requires(package: Package) -> None:
    items = crate(package)
    root, descriptor = items["./"], items["ro-crate-metadata.json"]
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert descriptor["about"] == {"@id": "./"}
    assert root["datePublished"] == "2025-02-03"
    assert {"name", "description", "license"} <= root.keys()
    for reference in (*root["creator"], root["publisher"], root["license"]):
        assert reference["@id"] in items


def test_the_page_for_people_links_to_files_that_are_there(package: Package) -> None:
    text = (package.folder / "README.md").read_text(encoding="utf-8")
    links = [part.partition(")")[0] for part in text.split("](")[1:]]
    assert len(links) > 15
    assert [link for link in links if not (package.folder / link).is_file()] == []
    assert "Example Institute" in text
    assert "data@example.org" in text


def test_a_study_known_by_reference_alone_is_in_the_graph_and_not_among_search_results(
    package: Package, store: EmbeddedStore
) -> None:
    (named, *_) = store.unresolved_studies()
    markup = json.loads(gzip.decompress((package.folder / "data/studies-schema-0001.jsonld.gz").read_bytes()))
    assert sorted(item["@id"] for item in markup["@graph"]) == store.studies()
    assert any(line.startswith(f"<{named}>") for line in graph_of(package, RdfFormat.NQUADS))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader uses it
def test_the_markup_is_read_without_a_network(package: Package) -> None:
    path = package.folder / "data/studies-schema-0001.jsonld.gz"
    graph = Graph().parse(data=gzip.decompress(path.read_bytes()), format="json-ld")
    kinds = {str(kind) for kind in graph.objects(None, rdflib.RDF.type)}
    assert "http://schema.org/MedicalTrial" in kinds


@pytest.mark.parametrize("name", ["dataset.schema.jsonld", "data/studies-schema-0001.jsonld.gz"])
def test_what_goes_into_a_page_has_nothing_that_a_browser_takes_for_a_tag(
    name: str, store: EmbeddedStore, tmp_path: Path
) -> None:
    details = Details(title="A </script> title", issued="2025-01-01")
    package = publish_package(store, tmp_path / "p", details)
    data = (package.folder / name).read_bytes()
    assert b"<" not in (gzip.decompress(data) if name.endswith(".gz") else data)


def test_a_maker_with_an_orcid_is_a_person(store: EmbeddedStore, tmp_path: Path) -> None:
    maker = Agent("A Maker", "https://orcid.org/0000-0002-1825-0097")
    package = publish_package(store, tmp_path / "p", Details(creators=(maker,)))
    dataset = json.loads((package.folder / "dataset.schema.jsonld").read_text())
    assert dataset["creator"][0]["@type"] == "Person"
    assert crate(package)[maker.iri]["@type"] == "Person"


def test_the_command_of_the_page_loads_the_graph(package: Package, tmp_path: Path) -> None:
    page = (package.folder / "README.md").read_text(encoding="utf-8")
    command = page.partition("```bash\n")[2].partition("```")[0].replace("store", str(tmp_path / "loaded"))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", command],
        cwd=package.folder,
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
    )
    assert len(ox.Store.read_only(str(tmp_path / "loaded"))) == package.triples


def test_a_publisher_with_a_mail_address_is_no_thing_of_that_address(
    store: EmbeddedStore, tmp_path: Path
) -> None:
    details = Details(publisher=Agent("Desk", "mailto:a@example.org"), issued="2025-01-01")
    package = publish_package(store, tmp_path / "p", details)
    text = (package.folder / "catalog.ttl").read_text()
    assert "dcterms:publisher <catalog.ttl#agent-1>" in text
    assert "foaf:mbox <mailto:a@example.org>" in text
