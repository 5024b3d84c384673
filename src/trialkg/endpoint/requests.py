"""Reading a request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/#query-operation)."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from trialkg.endpoint.jobs import Dataset
from trialkg.endpoint.settings import Settings

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_MOST_FIELDS: Final = 200
_CLOSE: Final = {"Connection": "close"}

READ_ONLY: Final = "this endpoint is read only: it takes queries, no updates."


class Parameters:
    """What a request says, in its address and in a form alike."""

    def __init__(self, pairs: Sequence[tuple[str, str]]) -> None:
        self._pairs = pairs

    @property
    def names(self) -> list[str]:
        """The names of all parameters, each once."""
        return list(dict.fromkeys(key for key, _ in self._pairs))

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""
        return tuple(value for key, value in self._pairs if key == name)

    def one(self, name: str) -> str | None:
        """The value of a parameter that stands once at most; HTTP 400 where it stands twice."""
        values = self.all(name)
        if len(values) > 1:
            raise HTTPException(400, f"the parameter {name} is given {len(values)} times. Give it once.")
        return values[0] if values else None


class Question(NamedTuple):
    """A query as a request puts it; the text is None where it asks nothing."""

    text: str | None
    dataset: Dataset | None
    format: str | None


async def read_question(request: Request, settings: Settings) -> Question:
    """The query of a request; raises HTTPException for one that is none, or is an update."""
    if request.method in ("GET", "HEAD"):
        return _question(address_parameters(request))
    kind, _, options = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == UPDATE:
        raise HTTPException(403, READ_ONLY)
    if kind not in (FORM, QUERY):
        raise HTTPException(415, f"send a query as {QUERY}, or in a form ({FORM}).")
    body = await _text(request, options, settings)
    sent = _pairs(body) if kind == FORM else [("query", body)]
    return _question(Parameters([*_pairs(request.url.query), *sent]), required=True)


def address_parameters(request: Request) -> Parameters:
    """The parameters in the address of a request."""
    return Parameters(_pairs(request.url.query))


def _question(parameters: Parameters, *, required: bool = False) -> Question:
    if parameters.all("update"):
        raise HTTPException(403, READ_ONLY)
    text = parameters.one("query")
    if text is None and required:
        raise HTTPException(400, "there is no query: send it in the parameter query.")
    return Question(text, _dataset(parameters), parameters.one("format"))


def _dataset(parameters: Parameters) -> Dataset | None:
    default, named = parameters.all("default-graph-uri"), parameters.all("named-graph-uri")
    return Dataset(default, named) if default or named else None


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the parameters are not UTF-8.") from error
    except ValueError as error:
        raise HTTPException(400, f"there are more than {_MOST_FIELDS} parameters.") from error


async def _text(request: Request, options: str, settings: Settings) -> str:
    """The body, which is UTF-8 whatever the protocol would let it be."""
    for option in options.lower().replace('"', "").split(";"):
        name, _, value = option.strip().partition("=")
        if name == "charset" and value not in ("utf-8", "utf8", "us-ascii"):
            raise HTTPException(415, "send the query as UTF-8.", _CLOSE)
    try:
        return (await _body(request, settings)).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the request is not UTF-8 at byte {error.start}.") from error


async def _body(request: Request, settings: Settings) -> bytes:
    too_large = HTTPException(413, f"a request may have {settings.body_bytes:,} bytes at most.", _CLOSE)
    stated = request.headers.get("content-length", "0")
    if not stated.isdecimal() or int(stated) > settings.body_bytes:
        raise too_large
    pieces, size = [], 0
    try:
        async with asyncio.timeout(settings.body_seconds):
            async for piece in request.stream():
                size += len(piece)
                if size > settings.body_bytes:
                    raise too_large
                pieces.append(piece)
    except TimeoutError as error:
        raise HTTPException(408, "the request did not arrive in time.", _CLOSE) from error
    except ClientDisconnect as error:
        raise HTTPException(400, "the request broke off.", _CLOSE) from error
    return b"".join(pieces)
