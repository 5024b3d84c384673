"""``trialkg spark``: the mapping as a job of Apache Spark."""

from __future__ import annotations

from typing import Annotated

import typer

from trialkg.build import BuildOptions
from trialkg.cli.console import streams
from trialkg.cli.options import BaseOption, MeshOption, index_chosen, say_mesh
from trialkg.errors import InputError
from trialkg.spark import SparkOptions, map_with_spark, spark_session


def spark(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="NDJSON: any path or pattern that Spark reads."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="PATH", help="A folder that is not there yet.")
    ],
    master: Annotated[
        str | None,
        typer.Option(
            "--master", metavar="URL", help="The cluster, or local[2]; else what spark-submit says."
        ),
    ] = None,
    partitions: Annotated[
        int | None,
        typer.Option("--partitions", min=1, metavar="N", help="Into how many parts to cut the source."),
    ] = None,
    base: BaseOption = BuildOptions.base,
    mesh: MeshOption = None,
) -> int:
    """Map records on many machines with Apache Spark, to N-Quads and Parquet.

    The statements are those of a build on one machine, references between studies settled. Needs the extra
    [spark] and Java; docs/clusters.md says how it goes to a cluster. Exits with 1 if records were rejected.

    Example: trialkg spark records.ndjson -o graph --master 'local[1]'
    """
    index = index_chosen(mesh)
    options = SparkOptions(base, index, partitions)
    with spark_session(master) as session:
        summary = map_with_spark(session, source, output, options)
    streams.say(
        f"{summary.records:,} records: {summary.studies:,} mapped, {summary.superseded:,} superseded, "
        f"{summary.rejected:,} rejected."
    )
    if summary.rejected:
        streams.warn(f"The rejected ones: {output}/rejected")
    if not summary.studies:
        raise InputError("nothing was mapped", where=source, remedy="Give NDJSON, a record a line.")
    say_mesh(index)
    streams.say(f"Wrote {summary.triples:,} triples to {output}.")
    return 1 if summary.rejected else 0
