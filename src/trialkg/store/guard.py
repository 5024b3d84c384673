"""Refusing queries that reach beyond the graph they are asked of: federation, fetched graphs, updates.

The decision is made on the parsed query, so that no spelling slips through, ``\\u`` escapes included: the
query is read with its escapes undone first, as SPARQL says, and with them left in place, as Oxigraph reads
it. A quote or line break behind an escape ends a string or comment in one reading only, and would hide what
follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from trialkg.errors import QueryError

_FEDERATION = {"ServiceGraphPattern": "SERVICE would send the query on to another server"}
_REFUSED = _FEDERATION | {"DatasetClause": "FROM would fetch another graph"}

_ESCAPE = re.compile(r"\\(?:\\|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})")
_MAY_FEDERATE = re.compile(r"service|\\u", re.IGNORECASE)
_MAY_UPDATE = re.compile(r"insert|delete|load|clear|drop|create|copy|move|add|\\u", re.IGNORECASE)


def refuse_reaching_out(text: str) -> None:
    """Raise QueryError if a query is an update, or asks for anything beyond the graph at hand."""
    _refuse(text, _REFUSED)


def refuse_federation(text: str) -> None:
    """Raise QueryError if a query would be sent on to another server.

    Those that neither have the word nor an escape that could spell it are not parsed, which takes long. FROM
    passes: Oxigraph chooses among the graphs it has, and fetches none.
    """
    if _MAY_FEDERATE.search(text):
        _refuse(text, _FEDERATION)


def refuse_update(text: str) -> None:
    """Raise QueryError if a text, which is no query, is an update."""
    if not _MAY_UPDATE.search(text):
        return
    try:
        parseUpdate(text)
    except (ParseBaseException, RecursionError):
        return
    raise _update()


def _refuse(text: str, refused: Mapping[str, str]) -> None:
    for reading in dict.fromkeys((text, _ESCAPE.sub(_neutral, text))):
        _refuse_reading(reading, refused)


def _neutral(escape: re.Match[str]) -> str:
    """A letter in place of an escaped character; an escaped backslash stays."""
    return escape[0] if escape[0] == r"\\" else "x"


def _refuse_reading(text: str, refused: Mapping[str, str]) -> None:
    try:
        parsed = parseQuery(text)
    except ParseBaseException as error:
        raise _unparsed(text, error) from error
    except RecursionError as error:
        raise QueryError("the query is nested too deeply", remedy="Ask for less at once.") from error
    for part in _parts(parsed):
        if part in refused:
            raise QueryError(
                f"refused: {refused[part]}", remedy="Leave it out; the store is asked as a whole."
            )


def _unparsed(text: str, error: ParseBaseException) -> QueryError:
    try:
        parseUpdate(text)
    except (ParseBaseException, RecursionError):
        place = f"line {error.lineno}, column {error.column}"
        return QueryError(
            f"the query cannot be parsed ({place}: {error.msg})", remedy="Mend it and run it again."
        )
    return _update()


def _update() -> QueryError:
    return QueryError("refused: it would change the graph", remedy="Use SELECT, ASK, CONSTRUCT or DESCRIBE.")


def _parts(parsed: object) -> Iterator[str]:
    """The names of all grammar parts of a parsed query."""
    waiting: list[object] = [parsed]
    while waiting:
        part = waiting.pop()
        if isinstance(part, CompValue):
            yield part.name
            waiting.extend(part.values())
        elif isinstance(part, Iterable) and not isinstance(part, str):
            waiting.extend(part)
