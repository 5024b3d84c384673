"""``trialkg map``: records to RDF without a store."""

from __future__ import annotations

from typing import Annotated

import typer

from trialkg.build import BuildOptions, map_sources, spooling
from trialkg.cli.build import Sources
from trialkg.cli.console import streams
from trialkg.cli.export import rdf_format_of
from trialkg.cli.options import (
    BaseOption,
    FailOnOption,
    JobsOption,
    MeshOption,
    NoValidateOption,
    index_chosen,
    say_mesh,
    threshold_of,
)
from trialkg.cli.reporting import exit_code, say_summary, say_validation, warn_rejections
from trialkg.errors import InputError
from trialkg.publishing import check_output, open_output, write_rdf
from trialkg.workers import CORES

_OutputOption = Annotated[str, typer.Option("--output", "-o", metavar="PATH", help="The file; - is stdout.")]
_RdfFormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="Else told by the name; Turtle on stdout."),
]
_VocabularyOption = Annotated[
    bool, typer.Option("--vocabulary", help="Add the ontology, concepts and MeSH that queries need.")
]


def map_(
    sources: Sources,
    output: _OutputOption = "-",
    rdf_format: _RdfFormatOption = None,
    vocabulary: _VocabularyOption = False,
    jobs: JobsOption = CORES,
    base: BaseOption = BuildOptions.base,
    no_validate: NoValidateOption = False,
    mesh: MeshOption = None,
    fail_on: FailOnOption = None,
) -> int:
    """Map records to RDF, each study once, in order of their IRIs.

    Example: trialkg map record.json -o record.ttl
    """
    threshold = threshold_of(fail_on, no_validate=no_validate)
    chosen = rdf_format_of(output, rdf_format)
    check_output(output)
    index = index_chosen(mesh)
    options = BuildOptions(jobs=jobs, base=base, profile=None if no_validate else "core", mesh=index)
    with spooling() as spool:
        with streams.progress("Mapping") as bar:
            summary = map_sources(sources, spool, options, lambda done: bar.advance(bar.task_ids[0], done))
        say_summary(summary, doing="mapped")
        warn_rejections(summary, None)
        if not summary.studies:
            raise InputError(
                "nothing was mapped", remedy="Check the sources: trialkg map --help says what is read."
            )
        with open_output(output) as out:
            words = spool.vocabulary(index) if vocabulary else b""
            written = write_rdf(spool.studies(), out, chosen, vocabulary=words, base=base)
    say_mesh(index)
    if not no_validate:
        say_validation(summary)
    streams.say(f"Wrote {written:,} triples to {output} as {chosen.option}.")
    return exit_code(summary, threshold)
