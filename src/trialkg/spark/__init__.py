"""The mapping on many machines, as an Apache Spark job; needs the extra ``[spark]``.

::

    source            text, a record a line, from any path that Spark reads
      └─ Work         rows       maps each on the executors, as a build does in its worker processes
         └─ staged    job        as Parquet, so that no record is mapped twice
            └─ best   job        keeps one record a study
               └─ settled   settling   finds the studies that are named, over the whole graph
                  └─ written   job   N-Quads, Parquet, vocabulary, rejected records, findings

The triples are those of a build on one machine.
"""

from __future__ import annotations

from trialkg.spark.job import SparkOptions, SparkSummary, map_with_spark, spark_session

__all__ = ["SparkOptions", "SparkSummary", "map_with_spark", "spark_session"]
