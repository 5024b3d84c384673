"""The small graph of the query tests, in every engine it is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from tests.servers import oxigraph_server, virtuoso_server

from trialkg.store import Answer, QueryTarget, RemoteStore

DATA = Path(__file__).parent / "data"
FILES = (DATA / "vocabulary.ttl", DATA / "studies.ttl")


class MemoryGraph:
    """An Oxigraph database in memory as a target of queries."""

    def __init__(self, files: tuple[Path, ...] = FILES) -> None:
        self.graph = ox.Store()
        for file in files:
            self.graph.load(path=file)

    def query(self, text: str) -> Answer:
        return self.graph.query(text)


class RdflibGraph:
    """The graph in rdflib, whose SPARQL engine is written to the letter of the specification."""

    def __init__(self) -> None:
        self.graph = rdflib.Graph()
        for file in FILES:
            self.graph.parse(file)

    def query(self, text: str) -> Answer:
        result = self.graph.query(text).serialize(format="json")
        assert result is not None
        return ox.parse_query_results(result, ox.QueryResultsFormat.JSON)


@pytest.fixture(scope="session")
def memory() -> MemoryGraph:
    return MemoryGraph()


@pytest.fixture(scope="session")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph"), FILES) as endpoint:
        yield RemoteStore(endpoint)


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso"), FILES) as endpoint:
        yield RemoteStore(endpoint)


@pytest.fixture(scope="session")
def rdflib_graph() -> RdflibGraph:
    return RdflibGraph()


@pytest.fixture(params=["memory", "rdflib_graph", "oxigraph", "virtuoso"])
def target(request: pytest.FixtureRequest) -> QueryTarget:
    """Each engine in turn."""
    engine: QueryTarget = request.getfixturevalue(request.param)
    return engine
