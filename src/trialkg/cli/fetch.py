"""``trialkg fetch``: records of ClinicalTrials.gov, downloaded as NDJSON."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trialkg.cli.console import streams
from trialkg.errors import SourceError
from trialkg.publishing import STANDARD_OUTPUT, open_output
from trialkg.registries.ctgov.search import (
    PAGE_SIZE,
    PUBLIC_API,
    REQUESTS_A_MINUTE,
    Search,
    checked,
    ids_in,
    status_of,
)
from trialkg.registries.sources import STANDARD_INPUT
from trialkg.validation import counted

if TYPE_CHECKING:
    from trialkg.registries.ctgov.cache import RecordCache
    from trialkg.registries.ctgov.client import CtgovClient
    from trialkg.registries.ctgov.destinations import FileDestination
    from trialkg.registries.ctgov.fetching import Destination, Outcome


_IdsArgument = Annotated[list[str] | None, typer.Argument(metavar="NCT", help="Registry numbers of studies.")]
_OutputOption = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="The NDJSON file, packed if .gz; - is stdout."),
]
_IdsFromOption = Annotated[
    str | None,
    typer.Option("--ids-from", metavar="FILE", help="A file of registry numbers; - is standard input."),
]
_QueryOption = Annotated[
    str | None, typer.Option("--query", "--term", metavar="TEXT", help="Words anywhere in a record.")
]
_ConditionOption = Annotated[
    str | None, typer.Option("--condition", metavar="TEXT", help="A condition or disease.")
]
_InterventionOption = Annotated[
    str | None, typer.Option("--intervention", metavar="TEXT", help="An intervention or treatment.")
]
_LocationOption = Annotated[
    str | None, typer.Option("--location", metavar="TEXT", help="A facility, city, state or country.")
]
_StatusOption = Annotated[
    list[str] | None,
    typer.Option("--status", metavar="STATUS", help="A recruitment status; may be given several times."),
]
_SinceOption = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Records last updated on this day or later."),
]
_EverythingOption = Annotated[bool, typer.Option("--all", help="The whole registry.")]
_RestartOption = Annotated[
    bool, typer.Option("--restart", help="Start anew, whatever an earlier fetch left unfinished.")
]
_CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="DIR",
        help="Where records asked for by number are kept; else a cache of yours.",
    ),
]
_NoCacheOption = Annotated[
    bool, typer.Option("--no-cache", help="Neither use nor keep records on this machine.")
]
_PageSizeOption = Annotated[
    int, typer.Option("--page-size", metavar="N", min=1, max=PAGE_SIZE, help="Studies a request.")
]
_RateOption = Annotated[float, typer.Option("--rate", metavar="N", min=1, help="Requests a minute at most.")]
_AgentOption = Annotated[
    str | None,
    typer.Option("--agent", metavar="NAME", help="What to call itself to the registry's server."),
]
_ApiOption = Annotated[
    str,
    typer.Option(
        "--api", "--endpoint", envvar="TRIALKG_CTGOV_API", metavar="URL", help="The registry's interface."
    ),
]


def fetch(
    ids: _IdsArgument = None,
    output: _OutputOption = STANDARD_OUTPUT,
    ids_from: _IdsFromOption = None,
    query: _QueryOption = None,
    condition: _ConditionOption = None,
    intervention: _InterventionOption = None,
    location: _LocationOption = None,
    status: _StatusOption = None,
    since: _SinceOption = None,
    everything: _EverythingOption = False,
    restart: _RestartOption = False,
    cache: _CacheOption = None,
    no_cache: _NoCacheOption = False,
    page_size: _PageSizeOption = PAGE_SIZE,
    rate: _RateOption = REQUESTS_A_MINUTE,
    agent: _AgentOption = None,
    api: _ApiOption = PUBLIC_API,
) -> int:
    """Download records of ClinicalTrials.gov, by number or by query, one a line as trialkg build reads them.

    A fetch that was stopped goes on where it was when the same command is given again. Exits with 1 where
    numbers are unknown, nothing is found, or the registry gave fewer records than it counted.

    Example: trialkg fetch NCT03425838 -o sonia.ndjson
    """
    search = checked(
        Search(
            ids=ids_in([*(ids or []), *_listed(ids_from)]),
            term=query,
            condition=condition,
            intervention=intervention,
            location=location,
            statuses=tuple(dict.fromkeys(map(status_of, status or []))),
            since=since,
            everything=everything,
        )
    )
    with ExitStack() as stack:
        client = stack.enter_context(_client(api, agent, rate))
        kept = None if no_cache or not search.ids else stack.enter_context(_cache(cache, client))
        outcome = _fetched(search, client, kept, output, page_size, restart=restart)
        if kept is not None and kept.failure:
            streams.warn(f"The cache could not be used: {kept.failure}")
    return _told(outcome, output)


def _listed(ids_from: str | None) -> list[str]:
    if ids_from is None:
        return []
    if ids_from == STANDARD_INPUT:
        return sys.stdin.buffer.read().decode(errors="replace").splitlines()
    try:
        return Path(ids_from).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        raise SourceError(what, where=ids_from, remedy="Check the path.") from error


def _client(api: str, agent: str | None, rate: float) -> CtgovClient:
    # Only this command needs a network library, which takes its time to load.
    from trialkg.registries.ctgov.client import AGENT, CtgovClient

    return CtgovClient(api, agent=agent or AGENT, requests=rate, told=streams.say)


def _cache(folder: Path | None, client: CtgovClient) -> RecordCache:
    from trialkg.registries.ctgov.cache import RecordCache, cache_folder

    return RecordCache(folder or cache_folder(), client.address)


def _fetched(
    search: Search,
    client: CtgovClient,
    cache: RecordCache | None,
    output: str,
    page_size: int,
    *,
    restart: bool,
) -> Outcome:
    from trialkg.registries.ctgov.destinations import StreamDestination, file_destination
    from trialkg.registries.ctgov.fetching import State, fetch

    def run(destination: Destination) -> Outcome:
        with streams.progress("Fetching") as bar:
            return fetch(
                client,
                destination,
                cache=cache,
                page_size=page_size,
                progress=lambda done, total: bar.update(bar.task_ids[0], completed=done, total=total),
                told=streams.warn,
            )

    start = State(registry=client.address, search=search)
    if _is_stream(output):
        with open_output(output) as out:
            return run(StreamDestination(out, start))
    with file_destination(Path(output), start, restart=restart) as file, _told_of_the_rest(file):
        outcome = run(file)
        file.finish()
        return outcome


def _is_stream(output: str) -> bool:
    """Whether what is written there cannot be gone on with: a pipe or a device."""
    path = Path(output)
    return output == STANDARD_OUTPUT or (path.exists() and not path.is_file() and not path.is_dir())


@contextmanager
def _told_of_the_rest(file: FileDestination) -> Iterator[None]:
    """Tell what there is of a fetch that is stopped, and how to go on."""
    try:
        yield
    except BaseException:
        if file.state.records:
            of = f" of {file.state.total:,}" if file.state.total is not None else ""
            there = f"{file.state.records:,}{of} records are in {file.unfinished}"
            streams.warn(f"{there}; the same command goes on from there.")
        raise


def _told(outcome: Outcome, output: str) -> int:
    """Tell what was fetched, and what was not; the exit code."""
    state, place = outcome.state, "" if _is_stream(output) else f" to {output}"
    notes = [
        f"{count:,} {word}"
        for count, word in (
            (outcome.resumed, "of them earlier"),
            (outcome.cached, "unchanged since they were kept"),
            (outcome.repeated, "that came twice left out"),
        )
        if count
    ]
    told = f" ({', '.join(notes)})" if notes else ""
    streams.say(f"Fetched {counted(state.records, 'record')}{place}{told}.{_hint(outcome, output)}")
    for older, now in state.renamed.items():
        streams.say(f"{older} is {now} today.")
    if outcome.changed:
        streams.warn(
            "The registry's data changed meanwhile: records may be of two days, and new ones missing. "
            "Fetch again to have all of one day."
        )
    return _warn_missing(outcome)


def _hint(outcome: Outcome, output: str) -> str:
    if _is_stream(output) or not outcome.state.records:
        return ""
    return f" To build: trialkg build {shlex.quote(output)}"


def _warn_missing(outcome: Outcome) -> int:
    unknown = outcome.state.unknown
    if unknown:
        streams.warn(f"The registry has no {', '.join(unknown)}. Check the numbers.")
    elif not outcome.state.records:
        streams.warn("No study of the registry meets the query.")
    if outcome.missing:
        missing = counted(outcome.missing, "record")
        streams.warn(f"The registry counted {missing} more than it gave. Fetch again to have all.")
    return 1 if unknown or outcome.missing or not outcome.state.records else 0
