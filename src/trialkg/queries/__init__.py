"""Stored queries: questions as files, bound to parameters, asked of any target, answered in W3C formats."""

from collections.abc import Mapping

from trialkg.queries.binding import bind, usage
from trialkg.queries.listings import part_queries, write_listing
from trialkg.queries.results import write_graph, write_results
from trialkg.queries.stored import Parameter, StoredQuery, stored_queries, stored_query
from trialkg.store import Answer, QueryTarget

__all__ = [
    "Parameter",
    "StoredQuery",
    "ask",
    "bind",
    "part_queries",
    "stored_queries",
    "stored_query",
    "usage",
    "write_graph",
    "write_listing",
    "write_results",
]


def ask(target: QueryTarget, name: str, values: Mapping[str, str], *, iris: bool = False) -> Answer:
    """The answer of a stored query with its parameters bound; ``iris`` asks for full IRIs in the cells."""
    return target.query(bind(stored_query(name), values, iris=iris))
