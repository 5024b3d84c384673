"""Which format a client gets."""

from __future__ import annotations

import pytest

from trialkg.endpoint.negotiation import Formats, accepted, named, takes_gzip
from trialkg.errors import UsageError
from trialkg.formats import RdfFormat, ResultFormat

COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/html;q=0.2,application/sparql-results+json;q=0.7"
)


@pytest.mark.parametrize(
    ("accept", "results", "graphs"),
    [
        ("", ResultFormat.JSON, RdfFormat.TURTLE),
        ("*/*", ResultFormat.JSON, RdfFormat.TURTLE),
        ("text/csv", ResultFormat.CSV, None),
        ("TEXT/CSV", ResultFormat.CSV, None),
        ("text/*", ResultFormat.XML, RdfFormat.TURTLE),
        ("text/csv;q=0.5, text/tab-separated-values", ResultFormat.TSV, None),
        ("text/csv;q=0, */*;q=0.1", ResultFormat.JSON, RdfFormat.TURTLE),
        (
            "*/*, application/sparql-results+json;q=0, application/json;q=0",
            ResultFormat.XML,
            RdfFormat.TURTLE,
        ),
        ("application/rdf+xml", None, RdfFormat.RDFXML),
        ("application/ld+json; profile=x; q=0.9, text/turtle;q=0.8", None, RdfFormat.JSONLD),
        (COMUNICA, ResultFormat.JSON, RdfFormat.NQUADS),
        ("image/png", None, None),
        ("text/csv;q=nonsense", ResultFormat.CSV, None),
        (",;,", None, None),
    ],
)
def test_the_accept_header_chooses(
    accept: str, results: ResultFormat | None, graphs: RdfFormat | None
) -> None:
    assert accepted(accept) == Formats(results, graphs)


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("csv", Formats(ResultFormat.CSV, None)),
        ("ttl", None),
        ("turtle", Formats(None, RdfFormat.TURTLE)),
        ("application/json", Formats(ResultFormat.JSON, RdfFormat.JSONLD)),
        ("application/sparql-results+xml", Formats(ResultFormat.XML, None)),
    ],
)
def test_the_format_parameter_chooses_by_name_or_media_type(text: str, formats: Formats | None) -> None:
    if formats is None:
        with pytest.raises(UsageError, match="turtle"):
            named(text)
    else:
        assert named(text) == formats


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip, br", True), ("", False), ("gzip;q=0", False), ("*", True), ("identity", False)],
)
def test_gzip_is_sent_to_those_who_take_it(header: str, taken: bool) -> None:
    assert takes_gzip(header) is taken
