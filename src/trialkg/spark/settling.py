"""Whom references mean, settled over the statements of all studies as a build does it at its end.

Only what that takes comes to the driver: what relations and references say, and of all studies those that are
named there. The statements that change are few, and go to the executors as a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from trialkg.build.families import settle_references
from trialkg.linking.resolution import key_of
from trialkg.store import ReferenceGraph
from trialkg.vocabulary.codes import RelationType
from trialkg.vocabulary.namespaces import RDF, TKG
from trialkg.vocabulary.terms import Class, Property

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_RELATION_TERMS: Final = (
    Property.HAS_RELATION,
    Property.RELATION_TYPE,
    Property.RELATED_ID,
    Property.RELATED_NAME,
    Property.RELATED_STUDY,
    Property.RESOLVED_BY,
    Property.CONFIDENCE,
    *RelationType,
)
_RELATION_CLASSES: Final = (Class.STUDY_RELATION, Class.STUDY_REFERENCE)
_NAME_KEY: Final = f"> <{TKG}{Property.NAME_KEY}> "
_IS_STUDY: Final = f"> <{RDF}type> <{TKG}{Class.STUDY}> ."


def settled(statements: DataFrame, base: str) -> DataFrame:
    """The statements (columns graph, line) with references as they should stand, and unresolved studies."""
    from pyspark.sql import functions as f

    graph = ReferenceGraph.in_memory()
    graph.add(_lines(statements.where(_tells_of_relations())))
    references = graph.open_references(base)
    keys = {key for each in references if (key := key_of(each))}
    graph.add(_lines(_bearing(statements, keys)))
    bearers = {iri for found in graph.bearers_of(keys).values() for iri in found}
    targets = {iri for each in references for iri in (each.own, each.related) if iri}
    graph.add(_lines(_describing(statements, bearers | targets)))
    before = graph.lines()
    settle_references(graph, base)
    after = graph.lines()
    gone = _table(statements, [(line,) for line in before - after], "line string")
    new = _table(
        statements, [(_document(line), line) for line in after - before], "graph string, line string"
    )
    kept = statements.join(f.broadcast(gone), "line", "left_anti").select("graph", "line")
    return kept.unionByName(new)


def _lines(statements: DataFrame) -> list[str]:
    return [row.line for row in statements.select("line").collect()]


def _tells_of_relations() -> str:
    terms = "|".join(sorted(str(term) for term in _RELATION_TERMS))
    classes = "|".join(_RELATION_CLASSES)
    return f"line rlike '> <{TKG}(?:{terms})> ' or line rlike '<{RDF}type> <{TKG}(?:{classes})> '"


def _bearing(statements: DataFrame, keys: Iterable[str]) -> DataFrame:
    """The statements that give a study one of these keys; keys are plain words without escapes."""
    from pyspark.sql import functions as f

    wanted = _table(statements, [(f'"{key}" .',) for key in keys], "key string")
    found = statements.where(f.col("line").contains(_NAME_KEY))
    keyed = found.withColumn("key", f.substring_index("line", _NAME_KEY, -1))
    return keyed.join(f.broadcast(wanted), "key", "left_semi")


def _describing(statements: DataFrame, studies: Iterable[str]) -> DataFrame:
    """The statements that one of these is a study."""
    from pyspark.sql import functions as f

    wanted = _table(statements, [(f"<{iri}{_IS_STUDY}",) for iri in studies], "line string")
    return statements.where(f.col("line").endswith(_IS_STUDY)).join(f.broadcast(wanted), "line", "left_semi")


def _table(like: DataFrame, rows: list[tuple[str, ...]], schema: str) -> DataFrame:
    return like.sparkSession.createDataFrame(rows, schema)


def _document(line: str) -> str:
    """The study that a statement is of: its subject without the fragment."""
    return line[1 : line.index(">")].partition("#")[0]
