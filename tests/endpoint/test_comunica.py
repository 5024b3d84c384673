"""Comunica, a SPARQL engine in JavaScript, as a client: it finds out by itself what an address is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any, Final

from tests.node import node, node_file

_PROGRAM: Final = Path(__file__).with_name("comunica.cjs")


def asked(query: str, *sources: str) -> Any:
    """The rows of the answer as Comunica has them, or its triples."""
    package = node_file("@comunica/query-sparql")
    command = [node(), str(_PROGRAM), str(package), query, *sources]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_comunica_finds_the_endpoint_by_its_description(server: str) -> None:
    query = "SELECT ?n { ?s <http://purl.org/dc/terms/identifier> ?n } ORDER BY ?n"
    assert {"n": "NCT04125277"} in asked(query, f"{server}/sparql")


def test_comunica_reads_graphs(server: str) -> None:
    query = "CONSTRUCT WHERE { ?s <http://purl.org/dc/terms/identifier> ?n }"
    identifier = "http://purl.org/dc/terms/identifier"
    wanted = ["https://w3id.org/trialkg/study/NCT04125277", identifier, "NCT04125277"]
    assert wanted in asked(query, f"{server}/sparql")


def test_comunica_joins_the_endpoint_with_a_document_that_the_server_publishes(server: str) -> None:
    query = """
        PREFIX tkg: <https://w3id.org/trialkg/ontology#>
        SELECT ?label { <https://w3id.org/trialkg/study/NCT04125277> tkg:status ?status .
                        ?status <http://www.w3.org/2004/02/skos/core#definition> ?label }
    """
    study = f"{server}/study/NCT04125277"
    (row,) = asked(query, study, f"{server}/ontology")
    assert row["label"]
