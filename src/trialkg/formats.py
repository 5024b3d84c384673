"""RDF and result formats, each with its name, media type and file extensions; text for a terminal."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import PurePath
from typing import Self

from trialkg.errors import UsageError


class _Format(Enum):
    """A format that options name, HTTP negotiates and files carry in their extension."""

    def __init__(self, option: str, media_type: str, *extensions: str) -> None:
        self.option = option
        self.media_type = media_type
        self.extensions = extensions

    @classmethod
    def from_option(cls, option: str) -> Self:
        """The format an option names; raises UsageError with the names that exist."""
        for member in cls:
            if member.option == option:
                return member
        names = ", ".join(member.option for member in cls)
        raise UsageError(f"unknown format '{option}'", remedy=f"Choose one of: {names}.")

    @classmethod
    def from_path(cls, path: str | PurePath) -> Self | None:
        """The format of a file by its extension, ``.gz`` disregarded; None if it has none of ours."""
        name = PurePath(path).name.lower().removesuffix(".gz")
        for member in cls:
            if any(name.endswith(extension) for extension in member.extensions):
                return member
        return None


class RdfFormat(_Format):
    """A serialisation of RDF (https://www.w3.org/TR/rdf11-primer/#section-graph-syntax)."""

    TURTLE = ("turtle", "text/turtle", ".ttl", ".turtle")
    NTRIPLES = ("ntriples", "application/n-triples", ".nt")
    NQUADS = ("nquads", "application/n-quads", ".nq")
    TRIG = ("trig", "application/trig", ".trig")
    JSONLD = ("jsonld", "application/ld+json", ".jsonld")
    RDFXML = ("rdfxml", "application/rdf+xml", ".rdf", ".owl")

    @property
    def line_based(self) -> bool:
        """Whether each statement stands on a line of its own."""
        return self in (RdfFormat.NTRIPLES, RdfFormat.NQUADS)

    @property
    def has_graphs(self) -> bool:
        """Whether it can name a graph for each statement."""
        return self in (RdfFormat.NQUADS, RdfFormat.TRIG, RdfFormat.JSONLD)


class ResultFormat(_Format):
    """A serialisation of SPARQL results (https://www.w3.org/TR/sparql11-overview/#sparql11-results)."""

    JSON = ("json", "application/sparql-results+json", ".srj", ".json")
    XML = ("xml", "application/sparql-results+xml", ".srx", ".xml")
    CSV = ("csv", "text/csv", ".csv")
    TSV = ("tsv", "text/tab-separated-values", ".tsv")


_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def printable(text: str, *, on_one_line: bool = False) -> str:
    """The text with its control characters escaped: registered text must not steer a terminal."""
    shown = _UNPRINTED.sub(lambda found: found.group().encode("unicode_escape").decode(), text)
    return shown.replace("\n", "\\n").replace("\t", "\\t") if on_one_line else shown
