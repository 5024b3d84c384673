"""Parameters bound to a stored query: as serialised terms in a VALUES block, never pasted into its patterns.

The block stands right after the brace that opens the group in which the parameter is used: groups are
evaluated by themselves, so a block outside would come too late to narrow a sub-select or a branch of a UNION.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import pyoxigraph as ox

from trialkg.errors import UsageError
from trialkg.queries.parameters import Term
from trialkg.queries.stored import Parameter, StoredQuery

_TOKEN = re.compile(
    r"""(?P<skip>\#[^\n]*|<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<variable>[?$]\w+)|(?P<open>\{)|(?P<close>\})"""
)


def bind(query: StoredQuery, values: Mapping[str, str], *, iris: bool = False) -> str:
    """The SPARQL of a stored query with its parameters bound, answering full IRIs where asked.

    Raises UsageError for a parameter it does not have, a required one left out, or a value of another form.
    """
    _check_names(query, values)
    text = _with_iris(query) if iris else query.text
    for parameter in query.parameters:
        if parameter.name in values:
            text = _insert(text, parameter.name, [_term(query, parameter, values[parameter.name])])
    return text


def bind_studies(text: str, parameter: str, numbers: Sequence[str]) -> str:
    """The SPARQL of a listing with these registry ids for its parameter; without any it has no rows."""
    return _insert(text, parameter, [ox.Literal(number) for number in numbers])


def usage(query: StoredQuery) -> str:
    """An example of how the query is run, optional parameters in brackets."""
    parameters = (f"{parameter.name}={parameter.example}" for parameter in query.parameters)
    shown = (
        text if parameter.required else f"[{text}]"
        for parameter, text in zip(query.parameters, parameters, strict=True)
    )
    return " ".join(("trialkg query run", query.name, *shown))


def _check_names(query: StoredQuery, values: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.parameters]
    for name in values:
        if name not in known:
            has = f"It has: {', '.join(known)}." if known else "It has none."
            raise UsageError(f"query {query.name} has no parameter '{name}'", remedy=has)
    for parameter in query.parameters:
        if parameter.required and parameter.name not in values:
            raise UsageError(
                f"query {query.name} needs {parameter.name}=…", remedy=f"For example: {usage(query)}"
            )


def _term(query: StoredQuery, parameter: Parameter, value: str) -> Term:
    try:
        return parameter.type.term(value)
    except UsageError as error:
        remedy = error.remedy or f"For example: {parameter.name}={parameter.example}"
        raise UsageError(error.what, where=f"query {query.name}, {parameter.name}", remedy=remedy) from error


def _with_iris(query: StoredQuery) -> str:
    text = query.text
    for column, expression in query.iris.items():
        element = re.search(rf"^  (?:\(.* AS \?{column}\)|\?{column})$", text, re.MULTILINE)
        if element is not None:
            text = f"{text[: element.start()]}  ({expression} AS ?{column}){text[element.end() :]}"
    return text


def _insert(text: str, parameter: str, terms: Sequence[Term]) -> str:
    block = " ".join(map(str, terms))
    pattern = re.compile(rf"[?$]_{{1,2}}{parameter}(_iri|_number)?")
    places: dict[int, str] = {}
    for variable, place in _variables(text):
        if pattern.fullmatch(variable):
            places[place] = f" VALUES {variable} {{ {block} }}"
    for place in sorted(places, reverse=True):
        text = text[:place] + places[place] + text[place:]
    return text


def _variables(text: str) -> Iterator[tuple[str, int]]:
    """Each variable with the offset right after the brace that opens the group it stands in."""
    groups: list[int] = []
    for token in _TOKEN.finditer(text):
        match token.lastgroup:
            case "open":
                groups.append(token.end())
            case "close":
                groups.pop()
            case "variable" if groups:
                yield token.group(), groups[-1]
