"""A stored query put to a target, by name."""

from __future__ import annotations

from collections.abc import Mapping

from trialkg.queries.binding import bind
from trialkg.queries.stored import stored_query
from trialkg.store import Answer, QueryTarget


def ask(target: QueryTarget, name: str, values: Mapping[str, str], *, iris: bool = False) -> Answer:
    """The answer of a stored query with its parameters bound; ``iris`` asks for full IRIs in the cells."""
    return target.query(bind(stored_query(name), values, iris=iris))
