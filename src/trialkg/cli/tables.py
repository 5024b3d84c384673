"""Answers as tables for people."""

from __future__ import annotations

import pyoxigraph as ox
from rich.table import Table

from trialkg.formats import printable


def rows_table(solutions: ox.QuerySolutions, *, only_filled: bool = False) -> Table:
    """The rows of a SELECT as a table, if asked without empty columns."""
    names = [variable.value for variable in solutions.variables]
    rows = [[_cell(solution[name]) for name in names] for solution in solutions]
    shown = [place for place in range(len(names)) if not only_filled or any(row[place] for row in rows)]
    table = plain_table(*(names[place] for place in shown))
    for row in rows:
        table.add_row(*(row[place] for place in shown))
    return table


def plain_table(*columns: str) -> Table:
    """A table without lines, whose cells break rather than lose their end where they are too narrow."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    return printable(str(term) if isinstance(term, ox.Triple) else term.value)
