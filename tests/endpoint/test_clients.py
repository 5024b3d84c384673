"""The clients that people have: SPARQLWrapper, rdflib, curl, and trialkg itself."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from trialkg.cli import run

NUMBERS = "SELECT ?n { ?s <http://purl.org/dc/terms/identifier> ?n } ORDER BY ?n"
GRAPH = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?n }"


def wrapped(server: str, query: str, returns: str, method: str = GET) -> Any:
    wrapper = SPARQLWrapper(f"{server}/sparql")
    wrapper.setMethod(method)
    wrapper.setReturnFormat(returns)
    wrapper.setQuery(query)
    return wrapper.query().convert()


@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_asks_by_either_method(server: str, method: str) -> None:
    found = wrapped(server, NUMBERS, JSON, method)
    assert "NCT04125277" in {row["n"]["value"] for row in found["results"]["bindings"]}


def test_sparqlwrapper_reads_its_other_formats(server: str) -> None:
    assert b"NCT04125277" in wrapped(server, NUMBERS, CSV)
    assert "NCT04125277" in wrapped(server, NUMBERS, XML).toxml()
    assert b"NCT04125277" in wrapped(server, GRAPH, TURTLE)


def test_sparqlwrapper_is_told_of_a_mistake(server: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql")
    wrapper.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(QueryBadFormed, match="line 1"):
        wrapper.query()


def test_rdflib_reads_the_endpoint_as_a_graph(server: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql", returnFormat="xml"))
    assert "NCT04125277" in {str(row[0]) for row in graph.query(NUMBERS)}  # type: ignore[index]  # rows, not a truth


def test_trialkg_asks_it_as_it_asks_a_store(
    server: str, store: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    question = ["query", "run", "outcomes", "study=NCT04125277"]
    assert run([*question, "--store", str(store)]) == 0
    of_store = capfdbinary.readouterr().out
    assert run([*question, "--endpoint", f"{server}/sparql"]) == 0
    assert capfdbinary.readouterr().out == of_store
    assert of_store.count(b"\n") > 3


def test_curl_asks_with_a_file(server: str, tmp_path: Path) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("needs the program curl")
    query = tmp_path / "numbers.rq"
    query.write_text(NUMBERS, encoding="utf-8")
    command = [curl, "-sf", "-H", "Accept: application/json", "--data-urlencode", f"query@{query}"]
    done = subprocess.run([*command, f"{server}/sparql"], capture_output=True, check=True)
    assert len(json.loads(done.stdout)["results"]["bindings"]) >= 3
