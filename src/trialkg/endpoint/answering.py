"""From a query to its HTTP response: what the SPARQL endpoint and the stored queries share."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from contextlib import suppress
from typing import Final

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from trialkg.endpoint.admission import NotAdmittedError
from trialkg.endpoint.jobs import Dataset, Job, Outcome
from trialkg.endpoint.metrics import Metrics
from trialkg.endpoint.negotiation import Formats, accepted, named, takes_gzip
from trialkg.endpoint.pages.making import Wanted
from trialkg.endpoint.pool import Pool
from trialkg.endpoint.process import Reply
from trialkg.endpoint.sending import Sending
from trialkg.endpoint.settings import Settings
from trialkg.endpoint.standing import Standing
from trialkg.errors import UsageError
from trialkg.formats import RdfFormat, ResultFormat

ROW_LIMIT: Final = "X-Result-Limit"
TRUNCATED: Final = "X-Result-Truncated"

_NEW_EACH_TIME: Final = re.compile(r"\b(?:rand|now|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)
"""Functions that answer differently each time, and what could spell them."""

_HOST: Final = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_NOWHERE: Final = "http://localhost/"
_CLIENT_CLOSED: Final = 499
_STATUS: Final = {
    Outcome.MALFORMED: 400,
    Outcome.REFUSED: 400,
    Outcome.UNKNOWN: 404,
    Outcome.UNACCEPTABLE: 406,
    Outcome.CLIENT_BUSY: 429,
    Outcome.TOO_LARGE: 500,
    Outcome.FAILED: 500,
    Outcome.DIED: 500,
    Outcome.TIMED_OUT: 503,
    Outcome.CROWDED_OUT: 503,
    Outcome.BUSY: 503,
}
_RETRY_AFTER: Final = {Outcome.CLIENT_BUSY: "5", Outcome.CROWDED_OUT: "10", Outcome.BUSY: "2"}


class Answering:
    """Answers the queries of requests from a pool of processes."""

    def __init__(self, settings: Settings, pool: Pool, standing: Standing, metrics: Metrics) -> None:
        self.settings = settings
        self.standing = standing
        self._pool = pool
        self._metrics = metrics
        self._sending = Sending(settings)

    async def response(
        self,
        request: Request,
        text: str,
        dataset: Dataset | None = None,
        asked: str | None = None,
        by: str = "",
    ) -> Response:
        """The response to a query; ``asked`` is the format parameter, which goes before the Accept header.

        ``by`` is the parameter that a listing goes by. Raises HTTPException where there is no answer.
        """
        job = self._job(text, self.address(request), _formats(request, asked))
        return await self._responded(request, msgspec.structs.replace(job, dataset=dataset, by=by))

    async def document(self, request: Request, study: str, asked: str | None = None) -> Response:
        """The response that describes a study, named by its IRI; raises HTTPException where there is none."""
        job = self._job("", self.address(request), _formats(request, asked))
        return await self._responded(request, msgspec.structs.replace(job, study=study))

    async def _responded(self, request: Request, job: Job) -> Response:
        job = msgspec.structs.replace(job, zipped=takes_gzip(request.headers.get("accept-encoding", "")))
        tag = "" if _NEW_EACH_TIME.search(job.text) else self._tag(job)
        headers = _caching(tag)
        if tag and tag in _known_tags(request):
            return Response(status_code=304, headers=headers)
        with self._metrics.timed() as timed:
            reply = await _unless_gone(request, self._pool.ask(job, client_of(request)))
            timed.outcome = reply.head.outcome
        return self._answered(reply, headers, client_of(request))

    async def ask(self, text: str, client: str, results: ResultFormat = ResultFormat.JSON) -> Reply:
        """The reply to a query of the server's own, such as a page makes on behalf of a client.

        Rows come in the format given, a graph as N-Triples.
        """
        formats = Formats(results, RdfFormat.NTRIPLES)
        return await self._pool.ask(self._job(text, self.settings.public_url, formats), client)

    async def described(self, study: str, client: str) -> Reply:
        """The document of a study as N-Triples, with the names of what it refers to, such as a page shows."""
        job = self._job("", self.settings.public_url, Formats(None, RdfFormat.NTRIPLES))
        return await self._pool.ask(msgspec.structs.replace(job, study=study), client)

    async def page(self, wanted: Wanted, client: str, *, zipped: bool) -> Reply:
        """The page of a study."""
        job = self._job("", self.settings.public_url, Formats(None, None))
        return await self._pool.ask(msgspec.structs.replace(job, page=wanted, zipped=zipped), client)

    def address(self, request: Request) -> str:
        """Where the request was sent to, as the world writes it; HTTP 400 for a host that cannot be."""
        own = self.settings.public_url
        if not own:
            host = request.headers.get("host", "localhost")
            if not _HOST.fullmatch(host):
                raise HTTPException(400, "the Host header names no host.")
            own = f"{request.url.scheme}://{host}"
        return f"{own}{request.scope['path']}"

    def _job(self, text: str, base: str, formats: Formats) -> Job:
        results, graphs = formats
        return Job(
            text=text,
            base=base or _NOWHERE,
            results=results.option if results else None,
            graphs=graphs.option if graphs else None,
            rows=self.settings.rows,
            size=self.settings.answer_bytes,
            seconds=self.settings.timeout,
        )

    def _tag(self, job: Job) -> str:
        dataset = job.dataset or Dataset()
        graphs = ("default", *dataset.default, "named", *dataset.named) if job.dataset else ()
        shown = (job.text, job.study, job.base, job.results or "", job.graphs or "", str(job.rows), *graphs)
        return self.standing.tag(*(part.encode() for part in shown))

    def _answered(self, reply: Reply, headers: dict[str, str], client: str) -> Response:
        head = reply.head
        if head.outcome is not Outcome.ANSWERED:
            raise without_answer(head.outcome, head.message)
        headers |= {ROW_LIMIT: str(self.settings.rows), TRUNCATED: "true" if head.cut else "false"}
        headers |= {"Content-Type": head.media_type, "Content-Length": str(head.size)}
        if head.zipped:
            headers["Content-Encoding"] = "gzip"
        if isinstance(reply.body, bytes):
            return Response(reply.body, headers=headers)
        try:
            return self._sending.response(reply.body, headers, client)
        except NotAdmittedError as error:
            raise without_answer(error.outcome, error.message) from error


def without_answer(outcome: Outcome, message: str) -> HTTPException:
    """What a client is told that gets no answer."""
    after = _RETRY_AFTER.get(outcome)
    return HTTPException(_STATUS[outcome], message, {"Retry-After": after} if after else {})


def client_of(request: Request) -> str:
    """Who asks, as limits count: the address of the client, which a proxy that is trusted hands on."""
    return request.client.host if request.client else ""


def _formats(request: Request, asked: str | None) -> Formats:
    try:
        return accepted(", ".join(request.headers.getlist("accept"))) if asked is None else named(asked)
    except UsageError as error:
        raise HTTPException(400, str(error)) from error


def _known_tags(request: Request) -> set[str]:
    """The entity tags of an If-None-Match header, compared weakly (RFC 9110, 13.1.2)."""
    tags = (tag.strip() for tag in request.headers.get("if-none-match", "").split(","))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags if tag}


def _caching(tag: str) -> dict[str, str]:
    """What caches may do: keep an answer, and ask whether the store is still the same."""
    vary = {"Vary": "Accept, Accept-Encoding"}
    return (
        {"ETag": tag, "Cache-Control": "no-cache", **vary} if tag else {"Cache-Control": "no-store", **vary}
    )


async def _unless_gone(request: Request, work: Coroutine[None, None, Reply]) -> Reply:
    """The reply; a client that goes away ends the query."""
    asking = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({asking, gone}, return_when=asyncio.FIRST_COMPLETED)
        if asking.done():
            return asking.result()
        raise HTTPException(_CLIENT_CLOSED, "the client went away.")
    finally:
        gone.cancel()
        if not asking.done():
            asking.cancel()
            with suppress(asyncio.CancelledError):
                await asking


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
