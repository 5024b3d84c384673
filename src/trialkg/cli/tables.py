"""Answers as tables for people."""

from __future__ import annotations

import pyoxigraph as ox
from rich.table import Table

from trialkg.cli.console import streams


def print_rows(solutions: ox.QuerySolutions, *, only_filled: bool = False) -> int:
    """Print the rows of a SELECT as a table, if asked without empty columns; returns how many there were."""
    names = [variable.value for variable in solutions.variables]
    rows = [[_cell(solution[name]) for name in names] for solution in solutions]
    shown = [place for place in range(len(names)) if not only_filled or any(row[place] for row in rows)]
    table = Table(*(names[place] for place in shown), header_style="bold", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(row[place] for place in shown))
    streams.out.print(table)
    return len(rows)


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value
