"""What a query answers with, and what can be asked: the one interface of local and remote graphs."""

from __future__ import annotations

from typing import Protocol, TypeAlias

import pyoxigraph as ox

Answer: TypeAlias = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
"""Rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE."""


class QueryTarget(Protocol):
    """A graph that answers SPARQL queries."""

    def query(self, text: str, /) -> Answer:
        """Evaluate a query; raises QueryError, or EndpointError where the graph is remote."""
        ...
