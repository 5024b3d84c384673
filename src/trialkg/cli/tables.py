"""Answers as tables for people."""

from __future__ import annotations

import pyoxigraph as ox
from rich.table import Table

from trialkg.cli.console import streams


def print_rows(solutions: ox.QuerySolutions, title: str | None = None) -> int:
    """Print the rows of a SELECT as a table; returns how many there were."""
    columns = [variable.value for variable in solutions.variables]
    table = Table(*columns, title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for solution in solutions:
        table.add_row(*(_cell(solution[column]) for column in columns))
    streams.out.print(table)
    return table.row_count


def _cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value
