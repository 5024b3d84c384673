"""The picture of a family: ``query run study-family`` as a tree or as SVG."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyoxigraph as ox

from trialkg.cli.answering import Place
from trialkg.cli.deadline import deadline
from trialkg.errors import UsageError
from trialkg.formats import printable
from trialkg.publishing import open_output
from trialkg.publishing.families import Family, family_of, family_svg, family_text
from trialkg.queries import ask
from trialkg.store import QueryTarget

QUERY = "study-family"
_ROWS = "family-relations"
_STUDY = "study"


def _tree(family: Family) -> str:
    return printable(family_text(family))


PICTURES: Mapping[str, Callable[[Family], str]] = {"tree": _tree, "svg": family_svg}
"""The formats that only a family has."""


def show_family(
    name: str,
    values: Mapping[str, str],
    picture: str,
    output: str,
    *,
    place: Place,
    timeout: float,
) -> None:
    """Draw the family of a study, as the graph of this place has it."""
    if name != QUERY:
        raise UsageError(
            f"only {QUERY} can be drawn", where=f"--format {picture}", remedy="Choose table or csv."
        )
    if _STUDY not in values:
        raise UsageError(
            "a picture is of the family of one study", remedy=f"Name it: {QUERY} {_STUDY}=NCT04125277"
        )
    with deadline(timeout):
        family = _family(place.target(timeout), values)
    with open_output(output) as out:
        out.write(PICTURES[picture](family).encode())


def _family(target: QueryTarget, values: Mapping[str, str]) -> Family:
    answer = ask(target, _ROWS, values)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    rows = [{name: _text(row[name]) for name in names} for row in answer]
    family = family_of(rows)
    if family is None:
        remedy = "The studies it has: trialkg query run studies."
        raise UsageError(f"no such study in the graph: {values[_STUDY]}", remedy=remedy)
    return family


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
