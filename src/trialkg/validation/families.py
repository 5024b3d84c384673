"""Shapes that look from study to study: the query of each is asked once, of a whole graph.

They are SHACL-SPARQL (https://www.w3.org/TR/shacl/#sparql-constraints). The engine would ask once a focus
node, and the batches in which studies are checked do not have the studies beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import DCTERMS, SH, Graph
from rdflib.term import Node

from trialkg.store import QueryTarget
from trialkg.validation.report import Report, Result, Severity
from trialkg.validation.shapes import SEVERITIES, Shapes
from trialkg.vocabulary.namespaces import PREFIXES

_VARIABLE = re.compile(r"\{\?(\w+)\}")
_LAST_PART = re.compile(r"[^/:=#]+(?:#.*)?$")

Row = dict[str, str]


def validate_families(graph: QueryTarget, shapes: Shapes) -> Report:
    """What the family shapes of a profile find in a whole graph; focus nodes are counted study by study."""
    found = [
        result
        for shape, query in shapes.families.subject_objects(SH.sparql)
        for result in _results(graph, shapes.families, shape, query)
    ]
    return Report(results=tuple(sorted(found, key=lambda result: result.sort_key)))


def _results(graph: QueryTarget, shapes: Graph, shape: Node, query: Node) -> Iterator[Result]:
    rows = _rows(graph, shapes, query)
    message = str(shapes.value(query, SH.message))
    for row in _ways(rows) if rows and "step" in rows[0] else rows:
        yield Result(
            focus=row["this"],
            rule=str(shapes.value(shape, DCTERMS.identifier)),
            severity=SEVERITIES.get(shapes.value(shape, SH.severity) or SH.Violation, Severity.VIOLATION),
            message=_filled(message, row),
            shape=str(shape),
            component="SPARQLConstraintComponent",
            path=_short(row["path"]),
            value=f"<{row['value']}>",
            study=_short(row["this"]),
        )


def _filled(message: str, row: Row) -> str:
    return _VARIABLE.sub(lambda match: _short(row[match[1]]), message)


def _rows(graph: QueryTarget, shapes: Graph, query: Node) -> list[Row]:
    answer = graph.query(f"{''.join(_prefixes(shapes))}{shapes.value(query, SH.select)}")
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: _text(solution[name]) for name in names} for solution in answer]


def _prefixes(shapes: Graph) -> Iterator[str]:
    for declaration, prefix in sorted(shapes.subject_objects(SH.prefix)):
        yield f"PREFIX {prefix}: <{shapes.value(declaration, SH.namespace)}>\n"


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _short(text: str) -> str:
    """A term of a vocabulary with its prefix, a study by its registry id, anything else as it is."""
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    last = _LAST_PART.search(text)
    return last[0] if last and " " not in text else text


def _ways(rows: Iterable[Row]) -> Iterator[Row]:
    """A row for each study, with the steps of the shortest way from it back to it."""
    steps: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["this"], row["value"], row["path"])):
        steps.setdefault(row["this"], []).append(row)
    for study in steps:
        way = _way(study, steps)
        if way:
            yield {**way[0], "step": ", ".join(step["step"] for step in way)}


def _way(study: str, steps: dict[str, list[Row]]) -> list[Row]:
    """The shortest way from a study back to it, of the first of equally short ones; studies are met once."""
    ways = [[step] for step in steps[study]]
    met = {study}
    for way in ways:
        here = way[-1]["value"]
        if here == study:
            return way
        if here not in met:
            met.add(here)
            ways.extend([*way, step] for step in steps.get(here, ()))
    return []
