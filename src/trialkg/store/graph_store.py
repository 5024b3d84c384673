"""A graph of a remote store, written through the SPARQL 1.1 Graph Store HTTP Protocol.

Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/.

A failure that may pass (the server is busy, away or breaks off) is tried again with growing pauses: triples
are a set, so adding some twice does no harm. A redirect is no success: a client that follows one asks there,
and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import httpx
from tenacity import (
    RetryError,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)

from trialkg import __version__
from trialkg.errors import EndpointError
from trialkg.store.remote import require_address, require_graph

_TURTLE: Final = {"Content-Type": "text/turtle; charset=utf-8", "User-Agent": f"trialkg/{__version__}"}
"""N-Triples is Turtle, and not every server knows it by a name of its own."""

_BUSY: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_TIMES = 6
_REMEDIES: Final = {
    401: "Name a user who may write, with --user, and give the password in TRIALKG_PASSWORD.",
    403: "This user may not write there: ask for the right, or name another with --user.",
    404: "Check the address: it is that of the graph store, such as http://localhost:7878/store.",
    405: "This address cannot be written to: is it that of the graph store, or of queries alone?",
}


class _PassingError(Exception):
    """A failure that may be over the next time."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who writes. Sent as the server asks for them: digest, else basic."""

    user: str
    password: str = field(repr=False)


class GraphStore:
    """The default graph (``graph`` None) or a named one behind an address of the protocol.

    A context manager, which lets go of the connection. ``pause`` is the first of the pauses between attempts
    and ``timeout`` the longest that one may take, in seconds.
    """

    def __init__(
        self,
        address: str,
        graph: str | None = None,
        credentials: Credentials | None = None,
        *,
        timeout: float = 300.0,
        pause: float = 1.0,
    ) -> None:
        require_address(address, "http://localhost:7878/store")
        require_graph(graph)
        self.address = address
        self.graph = graph
        self._credentials = credentials
        self._target = httpx.URL(address).copy_merge_params(
            {"graph": graph} if graph is not None else {"default": ""}
        )
        self._client = httpx.Client(timeout=timeout, headers=_TURTLE)
        self._retrying = Retrying(
            stop=stop_after_attempt(_TIMES),
            wait=wait_exponential(multiplier=pause, max=60 * pause) + wait_random(0, pause),
            retry=retry_if_exception_type(_PassingError),
        )

    def __enter__(self) -> GraphStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def clear(self) -> None:
        """Remove the graph; one that is not there is no error. Raises EndpointError."""
        response = self._sent("DELETE", b"")
        if response.status_code != httpx.codes.NOT_FOUND:
            self._require_done(response)

    def add(self, ntriples: bytes) -> None:
        """Add whole lines of N-Triples to the graph; raises EndpointError.

        Where a server finds them too many at once, they are sent in halves.
        """
        response = self._sent("POST", ntriples)
        middle = ntriples.find(b"\n", len(ntriples) // 2) + 1
        if response.status_code == httpx.codes.REQUEST_ENTITY_TOO_LARGE and 0 < middle < len(ntriples):
            self.add(ntriples[:middle])
            self.add(ntriples[middle:])
            return
        self._require_done(response)

    def _sent(self, method: str, body: bytes) -> httpx.Response:
        try:
            return self._retrying(self._tried, method, body)
        except RetryError as error:
            reason = error.last_attempt.exception()
            remedy = "Check the address and that the server runs; what was sent stays: run the command again."
            raise EndpointError(f"{reason}, {_TIMES} times", where=self.address, remedy=remedy) from error
        except httpx.HTTPError as error:
            raise EndpointError(f"cannot be written to ({error})", where=self.address) from error

    def _tried(self, method: str, body: bytes) -> httpx.Response:
        try:
            response = self._client.request(method, self._target, content=body)
            if response.status_code == httpx.codes.UNAUTHORIZED and self._authorised(response):
                response = self._client.request(method, self._target, content=body)
        except httpx.TransportError as error:
            raise _PassingError(
                f"broke off or cannot be reached ({error or type(error).__name__})"
            ) from error
        if response.status_code in _BUSY:
            raise _PassingError(f"answered with status {response.status_code}: {_said(response)}")
        return response

    def _authorised(self, response: httpx.Response) -> bool:
        """Whether credentials can be sent that have not been sent yet, in the way the server asks for."""
        if self._credentials is None or self._client.auth is not None:
            return False
        asked = response.headers.get("WWW-Authenticate", "").lower()
        method = httpx.DigestAuth if asked.startswith("digest") else httpx.BasicAuth
        self._client.auth = method(self._credentials.user, self._credentials.password)
        return True

    def _require_done(self, response: httpx.Response) -> None:
        if not response.is_success:
            what = f"answered with status {response.status_code}: {_said(response)}"
            raise EndpointError(what, where=self.address, remedy=_REMEDIES.get(response.status_code, ""))


def _said(response: httpx.Response) -> str:
    """The first line of what the server says of a failure, or where it redirects to."""
    if response.has_redirect_location:
        return f"it is now at {response.headers['Location']}"
    return (response.text.strip().splitlines() or [response.reason_phrase])[0][:200]
