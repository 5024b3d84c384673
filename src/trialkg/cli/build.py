"""``trialkg build``: records to a queryable, validated store."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from trialkg.build import REJECTED, BuildOptions, Summary, build_store
from trialkg.cli.console import streams
from trialkg.cli.options import (
    BaseOption,
    FailOnOption,
    JobsOption,
    MeshOption,
    NoValidateOption,
    StoreOption,
    index_chosen,
    say_mesh,
    threshold_of,
)
from trialkg.cli.reporting import exit_code, say_summary, say_validation, warn_rejections
from trialkg.errors import StoreError
from trialkg.registries import source_bytes
from trialkg.workers import CORES

Sources = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE",
        help="Files, folders or - for standard input: JSON, NDJSON, XML or page text, plain, .gz or .zip.",
    ),
]


_SyncOption = Annotated[bool, typer.Option("--sync", help="Remove the studies that the sources do not hold.")]
_HistoryOption = Annotated[
    bool, typer.Option("--history", help="Keep what is replaced or removed as former versions.")
]
_ResumeOption = Annotated[
    bool, typer.Option("--resume", help="Go on where a build with the same options was stopped.")
]


def build(
    sources: Sources,
    store: StoreOption = Path("trialkg-store"),
    jobs: JobsOption = CORES,
    base: BaseOption = BuildOptions.base,
    no_validate: NoValidateOption = False,
    mesh: MeshOption = None,
    fail_on: FailOnOption = None,
    sync: _SyncOption = False,
    history: _HistoryOption = False,
    resume: _ResumeOption = False,
) -> int:
    """Build records into a store, which can then be queried, validated and exported.

    A study that has changed is replaced, one that has not is left alone. A record that cannot be read is
    named and the rest go on.

    Example: trialkg build records/ --store trialkg-store
    """
    threshold = threshold_of(fail_on, no_validate=no_validate)
    index = index_chosen(mesh)
    options = BuildOptions(
        jobs=jobs,
        base=base,
        profile=None if no_validate else "core",
        mesh=index,
        sync=sync,
        history=history,
        resume=resume,
    )
    summary = _built(sources, store, options)
    say_summary(summary, doing="built")
    warn_rejections(summary, store / REJECTED)
    if not summary.studies:
        raise StoreError(
            "nothing was built",
            where=str(store),
            remedy="Check the sources: trialkg build --help says what is read.",
        )
    say_mesh(index)
    if not no_validate:
        say_validation(summary)
    ask = f"trialkg query run studies --store {shlex.quote(str(store))}"
    streams.say(f"{store}: {summary.triples:,} triples. Ask it: {ask}")
    return exit_code(summary, threshold)


def _built(sources: list[str], store: Path, options: BuildOptions) -> Summary:
    try:
        with streams.reading("Building", source_bytes(sources)) as bar:
            return build_store(sources, store, options, bar.records, bar.bytes)
    except KeyboardInterrupt:
        streams.warn("What is loaded so far is kept: the same command with --resume goes on with it.")
        raise
