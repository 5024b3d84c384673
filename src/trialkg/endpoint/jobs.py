"""What the server and its query processes say to each other over a socket.

A message is its length in four bytes, then MessagePack. Behind the head of a reply stand its ``size`` bytes.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from trialkg.endpoint.pages.making import Wanted

LENGTH: Final = 4
"""Bytes that say how long a message is."""


class Outcome(StrEnum):
    """How a query went."""

    ANSWERED = "answered"
    MALFORMED = "malformed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    UNACCEPTABLE = "unacceptable"
    TOO_LARGE = "too-large"
    FAILED = "failed"
    DIED = "died"
    TIMED_OUT = "timed-out"
    CROWDED_OUT = "crowded-out"
    BUSY = "busy"
    CLIENT_BUSY = "client-busy"


class Dataset(msgspec.Struct, frozen=True):
    """The graphs a request names in place of those of the query: of the default graph, and named ones."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """A query, the IRI of a study whose document is wanted, or a page; in which format, and how much of it.

    A listing is asked in parts, ``by`` a parameter of its text. ``results`` and ``graphs`` are options of
    ResultFormat and RdfFormat, None where the client takes none of that kind; ``seconds`` is when the process
    ends itself should nobody else do it.
    """

    text: str = ""
    by: str = ""
    study: str = ""
    page: Wanted | None = None
    base: str
    results: str | None
    graphs: str | None
    rows: int
    size: int
    seconds: float
    dataset: Dataset | None = None
    zipped: bool = False


class Ready(msgspec.Struct, frozen=True):
    """A query process is ready: the generation of the store it has opened."""

    generation: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """How a query went; ``message`` tells a person where there is no answer."""

    outcome: Outcome
    message: str = ""
    media_type: str = ""
    rows: int = 0
    cut: bool = False
    zipped: bool = False
    size: int = 0
    worn: bool = False
    """Whether the process has grown so much that it should not go on."""


def packed(message: msgspec.Struct) -> bytes:
    """A message as it goes over the socket."""
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(LENGTH, "big") + data
