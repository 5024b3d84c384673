"""``trialkg serve``: the graph on the web, read only."""

from __future__ import annotations

import socket
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from trialkg.cli.console import streams
from trialkg.cli.options import StoreOption
from trialkg.errors import MissingDependencyError, UsageError
from trialkg.store import EmbeddedStore
from trialkg.workers import CORES

_MB = 1 << 20
_LONG = max(2, CORES)


_HostOption = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="Where to listen; 0.0.0.0 is everywhere.")
]
_PortOption = Annotated[
    int,
    typer.Option("--port", "-p", min=0, max=65_535, metavar="N", help="The port; 0 takes a free one."),
]
_PublicUrlOption = Annotated[
    str,
    typer.Option(
        "--public-url", metavar="URL", help="How the world reaches it, where a proxy stands in front."
    ),
]
_IriStatusOption = Annotated[
    int,
    typer.Option(
        "--iri-status",
        metavar="CODE",
        help="How an IRI of the graph is answered: sent on with 303 or 302, or with its document, 200.",
    ),
]
_TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", min=0.1, max=60.0, metavar="SECONDS", help="The longest a query may run."),
]
_RowsOption = Annotated[
    int, typer.Option("--rows", min=1, metavar="N", help="The most rows or triples of an answer.")
]
_MemoryOption = Annotated[
    int, typer.Option("--memory", min=64, metavar="MB", help="The most memory a query may take.")
]
_QuickOption = Annotated[
    int,
    typer.Option("--quick", min=1, max=256, metavar="N", help="Queries that run at once before any is long."),
]
_LongOption = Annotated[
    int, typer.Option("--long", min=1, max=256, metavar="N", help="Long queries that run at once.")
]
_PerClientOption = Annotated[
    int, typer.Option("--per-client", min=1, metavar="N", help="Requests of one address in hand at once.")
]
_CheckOption = Annotated[bool, typer.Option("--check", help="Only see whether it could serve, and leave.")]


def serve(
    store: StoreOption = Path("trialkg-store"),
    host: _HostOption = "127.0.0.1",
    port: _PortOption = 7879,
    public_url: _PublicUrlOption = "",
    iri_status: _IriStatusOption = 303,
    timeout: _TimeoutOption = 30.0,
    rows: _RowsOption = 100_000,
    memory: _MemoryOption = 1024,
    quick: _QuickOption = CORES + 1,
    long: _LongOption = _LONG,
    per_client: _PerClientOption = 32,
    check: _CheckOption = False,
) -> None:
    """Serve a store on the web, read only: pages for people, a SPARQL endpoint and the stored queries.

    Needs the extra serve: pip install 'trialkg[serve]'. It serves until it is stopped (Ctrl-C), and takes up
    the graph that a build puts into the store meanwhile.

    Example: trialkg serve --port 0 --check
    """
    _require_extra()
    from trialkg import endpoint

    settings = endpoint.Settings(
        store=store,
        public_url=_address(public_url),
        iri_status=iri_status,
        timeout=timeout,
        rows=rows,
        memory=memory * _MB,
        quick=quick,
        long=long,
        per_client=per_client,
    )
    app = endpoint.create_app(settings)
    # Opened here to tell a person what is wrong with it; the server itself leaves it to its processes.
    EmbeddedStore.open(store)
    if check:
        _require_free(host, port)
        streams.say(f"{store} can be served.")
        return
    endpoint.serve(app, settings, host, port, lambda bound: _say(host, bound))


def _require_extra() -> None:
    try:
        import_module("trialkg.endpoint")
    except ImportError as error:
        what = f"the web server is not installed ({error.name})"
        raise MissingDependencyError(what, remedy="Install it: pip install 'trialkg[serve]'.") from error


def _require_free(host: str, port: int) -> None:
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        socket.create_server(place[:2], family=family).close()
    except OSError as error:
        remedy = "Choose another --host or --port."
        raise UsageError(
            f"cannot listen ({error.strerror})", where=f"{host}:{port}", remedy=remedy
        ) from error


def _address(public_url: str) -> str:
    if public_url and not public_url.startswith(("http://", "https://")):
        raise UsageError(
            f"'{public_url}' is no address of the web",
            remedy="Give it whole, such as https://trials.example.",
        )
    return public_url.rstrip("/")


def _say(host: str, port: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    streams.say(f"Serving on {address}/ with the endpoint {address}/sparql . Ctrl-C ends it.")
