"""Writes docs/queries.md from the headers of the stored queries, so that the page cannot go stale.

Run ``python docs/questions.py`` to write it again; a test fails while the page is not what this writes.
"""

from __future__ import annotations

from pathlib import Path

from trialkg.queries import StoredQuery, stored_queries, usage

PAGE = Path(__file__).parent / "queries.md"

_INTRODUCTION = """\
# Stored queries

Written by `python docs/questions.py` from the headers of `queries/*.rq`; `trialkg query show NAME` says the
same.

`trialkg query run NAME param=value` asks a store, or an endpoint with `--endpoint URL`. Cells hold short
forms that can be typed back (`NCT04125277`, `D001943`, `FES-PET`, `substudyOf`, `studied`); `--iris` gives
full IRIs in the columns marked so. Several values of a cell are joined by a blank. Parameters in brackets
may be left out: the query then answers for all studies. Where a parameter takes a descriptor or a concept,
a full IRI does too.

Every file is plain SPARQL 1.1 with a header that [grlc](https://grlc.io) reads; it works in any SPARQL
tool. A parameter is a variable that starts with an underscore: `?_study` (needed), `?__study` (optional),
`?_mesh_iri` (an IRI), `?_value_number` (a number). trialkg binds it in a VALUES block and never pastes a
value into the pattern.

Listings of all studies whose header says `by: study` are asked in parts, some hundred studies at a time: on
all cores where they go from a store to a file or pipe; over the [endpoint](serving.md) one after another, up
to its row cap and within its deadline. The answer is the same to the byte.

grlc serves the folder as it is: name it in its `config.ini` as `local_sparql_dir`, and the endpoint as
`sparql_endpoint`; then start `grlc-server`. Concepts, descriptors, levels and sexes are full IRIs there. One
parameter cannot be given to it: `unit` of `trials-accepting`, a variable that stands in a BOUND.
"""


def page() -> str:
    """The whole page."""
    return "\n".join((_INTRODUCTION, *map(_section, stored_queries())))


def _section(query: StoredQuery) -> str:
    parameters = (f"| `{each.name}` | {each.type.form} | `{each.example}` |" for each in query.parameters)
    table = ("", "| parameter | value | example |", "|---|---|---|", *parameters) if query.parameters else ()
    columns = ", ".join(f"{name} (IRI)" if name in query.iris else name for name in query.columns)
    lines = (
        f"## {query.name}",
        "",
        f"{query.summary}. {query.description}",
        "",
        f"    {usage(query)}",
        *table,
        "",
        f"Columns: {columns}.",
        "",
    )
    return "\n".join(lines)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
