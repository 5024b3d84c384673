"""Which format a client wants, from the ``Accept`` header (RFC 9110, 12.5.1) or a ``format`` parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from trialkg.errors import UsageError
from trialkg.formats import RdfFormat, ResultFormat

Choice = TypeVar("Choice")

_MOST_RANGES: Final = 100
_QUALITY: Final = re.compile(r"\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*", re.IGNORECASE)
HTML: Final = "text/html"

RESULT_TYPES: Final = {
    ResultFormat.JSON: ("application/sparql-results+json", "application/json"),
    ResultFormat.XML: ("application/sparql-results+xml", "application/xml", "text/xml"),
    ResultFormat.CSV: ("text/csv",),
    ResultFormat.TSV: ("text/tab-separated-values",),
}
"""The media types by which rows can be asked for, the server's favourite format first."""

GRAPH_TYPES: Final = {
    RdfFormat.TURTLE: ("text/turtle", "application/x-turtle"),
    RdfFormat.NTRIPLES: ("application/n-triples", "text/plain"),
    RdfFormat.TRIG: ("application/trig",),
    RdfFormat.NQUADS: ("application/n-quads",),
    RdfFormat.JSONLD: ("application/ld+json", "application/json"),
    RdfFormat.RDFXML: ("application/rdf+xml", "application/xml"),
}
"""The media types by which a graph can be asked for."""


class Formats(NamedTuple):
    """The format for rows and that for a graph; None where the client takes none of that kind."""

    results: ResultFormat | None
    graphs: RdfFormat | None


class _Range(NamedTuple):
    """A media range: ``*/*``, ``text/*`` or a type, and how much it is wanted."""

    name: str
    quality: float

    def covers(self, media_type: str) -> int:
        """How exactly the range names the type: 0 not at all, 3 by its name."""
        if self.name == media_type:
            return 3
        if self.name.endswith("/*") and media_type.startswith(self.name[:-1]):
            return 2
        return 1 if self.name == "*/*" else 0


def accepted(accept: str) -> Formats:
    """The formats that an Accept header asks for; an empty one takes anything."""
    return Formats(preferred(accept, RESULT_TYPES), preferred(accept, GRAPH_TYPES))


def named(text: str) -> Formats:
    """The formats of a ``format`` parameter, a name such as csv or a media type; raises UsageError."""
    media_type = text.partition(";")[0].strip().lower()
    found = Formats(_named(RESULT_TYPES, media_type), _named(GRAPH_TYPES, media_type))
    if found == (None, None):
        names = ", ".join(each.option for each in (*ResultFormat, *RdfFormat))
        raise UsageError(f"unknown format '{text[:100]}'", remedy=f"Choose one of: {names}.")
    return found


def _named(types: Mapping[Choice, Sequence[str]], text: str) -> Choice | None:
    for member, names in types.items():
        if text == getattr(member, "option", None) or text in names:
            return member
    return None


def preferred(accept: str, offers: Mapping[Choice, Sequence[str]]) -> Choice | None:
    """The offer that the header wants most, the first among equals; None where it wants none."""
    ranges = _ranges(accept) if accept.strip() else [_Range("*/*", 1.0)]
    best, found = 0.0, None
    for offer, names in offers.items():
        quality = max(_quality(ranges, name) for name in names)
        if quality > best:
            best, found = quality, offer
    return found


def _quality(ranges: Sequence[_Range], media_type: str) -> float:
    """How much a type is wanted, as the range says that names it most exactly."""
    fitting = [(each.covers(media_type), each.quality) for each in ranges]
    exactness, quality = max(fitting, default=(0, 0.0))
    return quality if exactness else 0.0


def _ranges(accept: str) -> list[_Range]:
    return [_range(part) for part in accept.split(",")[:_MOST_RANGES] if part.strip()]


def _range(text: str) -> _Range:
    name, *parameters = text.split(";")
    for parameter in parameters:
        match = _QUALITY.fullmatch(parameter)
        if match:
            return _Range(name.strip().lower(), float(match[1]))
    return _Range(name.strip().lower(), 1.0)


def takes_gzip(accept_encoding: str) -> bool:
    """Whether the client takes an answer that is compressed with gzip."""
    ranges = {each.name: each.quality for each in _ranges(accept_encoding)}
    return ranges.get("gzip", ranges.get("*", 0.0)) > 0
