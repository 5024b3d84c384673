"""A SPARQL endpoint somewhere else, asked through SPARQLWrapper; its answers are like the embedded store's.

Protocol: https://www.w3.org/TR/sparql11-protocol/. Queries are POSTed: long ones do not fit into an address.
"""

from __future__ import annotations

import json
import math
from http.client import HTTPException
from urllib.error import HTTPError, URLError

import pyoxigraph as ox
from SPARQLWrapper import ASK, JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

from trialkg.errors import EndpointError
from trialkg.store.answers import Answer

DEFAULT_TIMEOUT = 60.0
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_GRAPH_QUERIES = ("CONSTRUCT", "DESCRIBE")


def require_address(address: str, example: str) -> None:
    """Raises EndpointError where this is no whole address of the web."""
    if not address.startswith(("http://", "https://")):
        remedy = f"Give the whole address, such as {example}."
        raise EndpointError(f"'{address}' is no address of an endpoint", remedy=remedy)


def require_graph(graph: str | None) -> None:
    """Raises EndpointError where this names a graph, but not with an IRI."""
    try:
        if graph is not None:
            ox.NamedNode(graph)
    except ValueError as error:
        remedy = "Give the whole IRI, such as http://example.org/trials."
        raise EndpointError(f"'{graph}' is no IRI of a graph", remedy=remedy) from error


class RemoteStore:
    """A remote endpoint as a target of queries.

    ``timeout`` is in seconds, for each query. ``graph`` is the named graph that queries see as the default
    one; None leaves that to the endpoint.
    """

    def __init__(self, endpoint: str, timeout: float = DEFAULT_TIMEOUT, graph: str | None = None) -> None:
        require_address(endpoint, "http://localhost:7878/query")
        require_graph(graph)
        self.endpoint = endpoint
        self.timeout = timeout
        self.graph = graph

    def query(self, text: str) -> Answer:
        """Ask the endpoint; raises EndpointError saying what it did instead of answering."""
        wrapper = SPARQLWrapper(self.endpoint)
        wrapper.setMethod(POST)
        wrapper.setTimeout(math.ceil(self.timeout))
        wrapper.setOnlyConneg(True)
        wrapper.setQuery(text)
        if self.graph is not None:
            wrapper.addDefaultGraph(self.graph)
        makes_graph = wrapper.queryType in _GRAPH_QUERIES
        wrapper.setReturnFormat(TURTLE if makes_graph else JSON)
        body = self._response(wrapper)
        if makes_graph:
            return self._triples(body)
        return self._results(body, is_ask=wrapper.queryType == ASK)

    def _response(self, wrapper: SPARQLWrapper) -> bytes:
        try:
            body = wrapper.query().response.read()
        except SPARQLWrapperException as error:
            raise self._error(f"refused the query: {_first_line(error)}", "Mend the query.") from error
        except TimeoutError as error:
            raise self._timed_out() from error
        except HTTPError as error:
            raise self._error(f"answered with HTTP status {error.code} ({error.reason})", "") from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._timed_out() from error
            remedy = "Check the address, and that the server runs."
            raise self._error(f"cannot be reached ({error.reason})", remedy) from error
        except (HTTPException, OSError) as error:
            raise self._error(f"broke off ({error})", "Ask again.") from error
        return bytes(body)

    def _results(self, body: bytes, *, is_ask: bool) -> Answer:
        """Rows or a truth value; Virtuoso answers an ASK with rows, one if it is true."""
        try:
            document = json.loads(body)
            if "head" not in document:
                raise ValueError("no head")
            if is_ask and "boolean" not in document:
                body = json.dumps({"head": {}, "boolean": bool(document["results"]["bindings"])}).encode()
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
        except (ValueError, TypeError, KeyError, SyntaxError) as error:
            raise self._no_endpoint(body) from error

    def _triples(self, body: bytes) -> Answer:
        graph = ox.Store()
        try:
            graph.load(body, ox.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise self._no_endpoint(body) from error
        return graph.query(_ALL)

    def _no_endpoint(self, body: bytes) -> EndpointError:
        begins = body[:80].decode("utf-8", "replace").strip() or "nothing"
        remedy = "Check that the address is that of a SPARQL endpoint."
        return self._error(f"answered with something that is no SPARQL result: {begins}", remedy)

    def _timed_out(self) -> EndpointError:
        return self._error(f"gave no answer within {self.timeout:g} s", "Raise --timeout, or ask for less.")

    def _error(self, what: str, remedy: str) -> EndpointError:
        return EndpointError(what, where=self.endpoint, remedy=remedy)


def _first_line(error: Exception) -> str:
    """The server's own words, without the library's."""
    text = str(error.args[0]) if error.args else str(error)
    said = text.partition("Response:\n")[2] or text
    said = said.removeprefix("b'").removeprefix('b"').replace("\\n", "\n").strip()
    return (said.splitlines() or [type(error).__name__])[0].rstrip("'\"")
