"""Evaluating a query over an Oxigraph database, its errors told as ours."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from trialkg.errors import QueryError
from trialkg.resources import queries_folder
from trialkg.store.answers import Answer


def evaluate(graph: ox.Store, text: str) -> Answer:
    """The answer of a SPARQL query over the default graph; raises QueryError."""
    try:
        return graph.query(text)
    except SyntaxError as error:
        raise QueryError(
            f"the query cannot be parsed: {error}", remedy="Mend it and run it again."
        ) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query could not be evaluated: {error}") from error


def asked(graph: ox.Store, name: str) -> ox.QuerySolutions:
    """The rows of one of the queries that builds ask."""
    answer = graph.query(_question(name))
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def counted(graph: ox.Store, name: str) -> int:
    """The number that such a query counts."""
    (row,) = asked(graph, name)
    return int(row["count"].value)


@cache
def _question(name: str) -> str:
    return (queries_folder() / "build" / f"{name}.rq").read_text(encoding="utf-8")
