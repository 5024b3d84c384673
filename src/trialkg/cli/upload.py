"""``trialkg upload``: a store into a graph of a remote one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer

from trialkg.cli.console import streams
from trialkg.cli.options import StoreOption
from trialkg.errors import EndpointError, UsageError
from trialkg.store import Credentials, EmbeddedStore, GraphStore, RemoteStore, Upload

_COUNT = "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }"


_EndpointOption = Annotated[
    str, typer.Option("--endpoint", metavar="URL", help="The server's SPARQL 1.1 Graph Store address.")
]
_GraphOption = Annotated[
    str | None,
    typer.Option("--graph", metavar="IRI", help="The graph to write to; else the default graph."),
]
_ReplaceOption = Annotated[
    bool, typer.Option("--replace", help="Clear that graph first, and begin anew; else add to it.")
]
_SparqlOption = Annotated[
    str | None,
    typer.Option(
        "--sparql", metavar="URL", help="The server's query address: count the triples when all are sent."
    ),
]
_UserOption = Annotated[
    str | None, typer.Option("--user", metavar="NAME", help="Who writes; the server may ask.")
]
_PasswordOption = Annotated[
    str,
    typer.Option(
        envvar="TRIALKG_PASSWORD",
        metavar="WORD",
        help="Their password; better in the environment, where others do not see it.",
        show_default=False,
    ),
]
_JournalOption = Annotated[
    Path | None,
    typer.Option(
        "--journal", metavar="FILE", help="Remembers what has arrived; else a file in the store's folder."
    ),
]


def upload(
    endpoint: _EndpointOption,
    store: StoreOption = Path("trialkg-store"),
    graph: _GraphOption = None,
    replace: _ReplaceOption = False,
    sparql: _SparqlOption = None,
    user: _UserOption = None,
    password: _PasswordOption = "",
    journal: _JournalOption = None,
) -> int:
    """Copy a store into a remote one, through the SPARQL 1.1 Graph Store protocol.

    Broken off, it goes on where it was when it is run again. Exits with 1 where --sparql counts fewer triples
    than were sent.

    Example: trialkg upload --endpoint http://localhost:7878/store --sparql http://localhost:7878/query
    """
    credentials = Credentials(user, password) if user else None
    if password and credentials is None:
        raise UsageError("a password without a user", remedy="Name who writes with --user NAME.")
    graph_store = EmbeddedStore.open(store)
    with GraphStore(endpoint, graph, credentials) as target:
        work = Upload(graph_store, target, replace=replace, journal=journal)
        if work.arrived:
            streams.say(f"Going on after {work.arrived:,} of {work.triples:,} triples.")
        with streams.progress("Uploading", work.triples) as bar:
            bar.advance(bar.task_ids[0], work.arrived)
            work.run(lambda done: bar.advance(bar.task_ids[0], done))
    streams.say(f"Sent {work.triples:,} triples to {graph or 'the default graph'} of {endpoint}.")
    return _checked(sparql, graph, work.triples) if sparql else 0


def _checked(sparql: str, graph: str | None, sent: int) -> int:
    """Count what stands there now; 1 if that is less than was sent."""
    count = _count(RemoteStore(sparql, graph=graph))
    streams.say(f"{count:,} triples stand there now.")
    if count >= sent:
        return 0
    streams.warn(f"{sparql}: {sent - count:,} triples are missing. Upload again, with --replace.")
    return 1


def _count(remote: RemoteStore) -> int:
    answer = remote.query(_COUNT)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        found = row["triples"]
        if isinstance(found, ox.Literal):
            return int(found.value)
    raise EndpointError("did not count", where=remote.endpoint, remedy="Check the query address.")
