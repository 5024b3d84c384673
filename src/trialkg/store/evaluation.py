"""Evaluating a query over an Oxigraph database, its errors told as ours."""

from __future__ import annotations

import pyoxigraph as ox

from trialkg.errors import QueryError
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
