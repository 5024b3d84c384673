"""The Spark job. What Spark can do by itself, it does: the mapping alone runs in Python workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from trialkg.build.base import require_base
from trialkg.errors import MissingDependencyError, SourceError
from trialkg.spark.columns import as_columns
from trialkg.spark.rows import SCHEMA, Work
from trialkg.spark.settling import settled
from trialkg.store import vocabulary_ntriples
from trialkg.terminology import load_terminology
from trialkg.terminology.mesh.layout import INDEX_FILE
from trialkg.vocabulary.namespaces import MESH, STUDY, TKG
from trialkg.vocabulary.terms import Property

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SHUFFLED: Final = 16
"""Parts of the tables that Spark sorts: they are few rows, and each part costs a task."""
_STAGING: Final = "_mapped"
_RANK: Final = ("updated", "richness", "content", "number")
_LINKS: Final = tuple(
    f"<{TKG}{term.value}>" for term in (Property.STUDIES_CONDITION, Property.USES_DESCRIPTOR)
)


@dataclass(frozen=True)
class SparkOptions:
    """How to map: the base of study IRIs, and the folder of a MeSH index (None: the slice that ships).

    ``partitions`` is how many parts the source is worked in; None leaves that to Spark, which cannot cut a
    file that is packed.
    """

    base: str = STUDY
    mesh: Path | None = None
    partitions: int | None = None

    def __post_init__(self) -> None:
        require_base(self.base)


@dataclass(frozen=True)
class SparkSummary:
    """What became of the records; ``records`` is the sum of studies, superseded and rejected."""

    records: int
    studies: int
    superseded: int
    rejected: int
    triples: int


_USUAL = SparkOptions()


@contextmanager
def spark_session(master: str | None = None) -> Iterator[SparkSession]:
    """A session of Spark, that of ``spark-submit`` where it was started so; ended after the block.

    Raises MissingDependencyError where Spark is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        remedy = "Install it, with Java 17 or later: pip install 'trialkg[spark]'."
        raise MissingDependencyError("Apache Spark is not installed", remedy=remedy) from error
    builder = SparkSession.builder.appName("trialkg").config("spark.sql.shuffle.partitions", _SHUFFLED)
    if master is not None:
        # Workers on this machine find in this Python what is installed here; spark-submit says where else.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        builder = builder.master(master).config("spark.ui.enabled", "false")
    session = builder.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


def map_with_spark(
    spark: SparkSession, source: str, output: str, options: SparkOptions = _USUAL
) -> SparkSummary:
    """Map records, one a line in any path that Spark reads, to a folder that is not there yet.

    In it come ``nquads`` (gzipped text, the study as the graph of its statements), ``parquet`` (a row a
    statement), ``rejected`` and ``findings`` (a JSON object a line). Raises SourceError where the source
    cannot be read or the folder stands.
    """
    folder = output.rstrip("/")
    staging = f"{folder}/{_STAGING}"
    _require_new(spark, folder)
    _told(lambda: _mapped(spark, source, options).write.parquet(staging), source)
    rows = spark.read.parquet(staging)
    best = _best(rows.where("iri is not null"))
    statements = settled(_statements(best), options.base)
    terms = spark.createDataFrame(
        [(line,) for line in _vocabulary(statements, options)], "line string"
    ).selectExpr("cast(null as string) as graph", "line")
    whole = statements.unionByName(terms)
    _as_nquads(whole).write.text(f"{folder}/nquads", compression="gzip")
    as_columns(whole).write.parquet(f"{folder}/parquet")
    rows.where("rejected is not null").select("rejected").write.text(f"{folder}/rejected")
    best.selectExpr("explode(findings)").write.text(f"{folder}/findings")
    summary = _summary(rows, best, spark.read.parquet(f"{folder}/parquet").count())
    _remove(spark, staging)
    return summary


def _mapped(spark: SparkSession, source: str, options: SparkOptions) -> DataFrame:
    """A row a record, numbered; see ``rows.Row``."""
    from pyspark.sql import functions

    if options.mesh is not None:
        spark.sparkContext.addFile(str(options.mesh / INDEX_FILE))
    lines = spark.read.text(source, lineSep="\n").selectExpr("input_file_name()", "cast(value as binary)")
    if options.partitions is not None:
        lines = lines.repartition(options.partitions)
    work = Work(options.base, options.mesh is not None)
    rows = spark.createDataFrame(lines.rdd.mapPartitions(work), SCHEMA)
    return rows.withColumn("number", functions.monotonically_increasing_id())


def _best(rows: DataFrame) -> DataFrame:
    """One row a study, that of its best record. Few studies have two: only their ranks are compared."""
    from pyspark.sql import functions

    rank = functions.struct(*_RANK)
    of_several = functions.count("*") > 1
    best = rows.groupBy("iri").agg(functions.max(rank).alias("best"), of_several.alias("several"))
    chosen = best.where("several").select("iri", "best")
    worse = rows.join(functions.broadcast(chosen), "iri").where(rank != functions.col("best"))
    return rows.join(functions.broadcast(worse.select("number")), "number", "left_anti")


def _statements(studies: DataFrame) -> DataFrame:
    """A row a statement: ``graph`` is the IRI of its study, ``line`` its line of N-Triples."""
    split = studies.selectExpr("iri as graph", "explode(split(text, '\n')) as line")
    return split.where("line != ''")


def _vocabulary(statements: DataFrame, options: SparkOptions) -> list[str]:
    """The lines of what a build adds to the studies: ontology, concepts, and the MeSH that they link to."""
    pattern = f"> (?:{'|'.join(_LINKS)}) <{MESH}(\\w+)> "
    found = statements.selectExpr(f"regexp_extract(line, '{pattern}', 1) as id").where("id != ''").distinct()
    linked = [row.id for row in found.collect()]
    return vocabulary_ntriples(load_terminology(options.mesh).mesh, linked).decode().splitlines()


def _as_nquads(statements: DataFrame) -> DataFrame:
    named = "concat(substring(line, 1, length(line) - 1), '<', graph, '> .')"
    return statements.selectExpr(f"coalesce({named}, line) as line")


def _summary(rows: DataFrame, best: DataFrame, triples: int) -> SparkSummary:
    counted = rows.selectExpr("count(*) as records", "count(rejected) as rejected").first()
    assert counted is not None
    studies = best.count()
    superseded = counted.records - counted.rejected - studies
    return SparkSummary(counted.records, studies, superseded, counted.rejected, triples)


def _told(work: Callable[[], None], source: str) -> None:
    """Do the first reading, with what Spark says of a wrong path in our words."""
    from pyspark.errors import AnalysisException

    try:
        work()
    except AnalysisException as error:
        said = str(error).splitlines()[0]
        if "PATH_NOT_FOUND" in said:
            raise SourceError("does not exist", where=source, remedy="Check the path.") from error
        raise SourceError(f"cannot be read ({said})", where=source) from error


def _require_new(spark: SparkSession, path: str) -> None:
    """Raises SourceError where something stands at this path: a job never adds to an older one's output."""
    files, place = _hadoop(spark, path)
    if files.exists(place):
        raise SourceError("exists already", where=path, remedy="Remove it, or name another folder.")


def _remove(spark: SparkSession, path: str) -> None:
    files, place = _hadoop(spark, path)
    files.delete(place, True)


def _hadoop(spark: SparkSession, path: str) -> tuple[Any, Any]:
    """The file system that a path is in, whatever it is, and the path, as Hadoop knows them."""
    machine = spark.sparkContext._jvm
    assert machine is not None
    place = machine.org.apache.hadoop.fs.Path(path)
    return place.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration()), place
