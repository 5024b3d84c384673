"""Writes the page of stored queries from what their files say of themselves: ``python docs/questions.py``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trialkg.queries import Parameter, StoredQuery, stored_queries, usage

PAGE = Path(__file__).parent / "queries.md"
_HEAD = """# Stored queries

Each question is a file in `queries/`: plain SPARQL with a header that grlc and people can read. Values of
parameters are bound as terms, never pasted into the text; parameters in brackets may be left out. Cells hold
short forms that can be typed back; `--iris` gives full IRIs. Written by `python docs/questions.py`.
"""


def page() -> str:
    """The page, with a section for each query."""
    sections = ("\n".join(_section(query)) for query in stored_queries())
    return "\n".join((_HEAD, *sections))


def _section(query: StoredQuery) -> Iterator[str]:
    yield f"## `{query.name}`\n"
    yield f"{query.summary}.\n"
    yield f"{query.description}\n"
    yield f"Columns: {', '.join(f'`{column}`' for column in query.columns)}\n"
    if query.parameters:
        yield "| parameter | is | example |\n|---|---|---|"
        yield from map(_row, query.parameters)
        yield ""
    yield f"```text\n{usage(query)}\n```\n"


def _row(parameter: Parameter) -> str:
    name = f"`{parameter.name}`" if parameter.required else f"[`{parameter.name}`]"
    return f"| {name} | {parameter.type.form} | `{parameter.example}` |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
