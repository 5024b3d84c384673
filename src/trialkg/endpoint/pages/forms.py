"""The forms in which a thing can be had: a page, or its statements in RDF."""

from __future__ import annotations

from typing import Final

from trialkg.formats import RdfFormat

PAGE: Final = ".html"
FORMS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".jsonld": RdfFormat.JSONLD,
    ".nt": RdfFormat.NTRIPLES,
    ".rdf": RdfFormat.RDFXML,
}
"""The forms in which a thing can be had beside its page, by the ending of the address."""

FORM_NAMES: Final = {".ttl": "Turtle", ".jsonld": "JSON-LD", ".nt": "N-Triples", ".rdf": "RDF/XML"}
"""What people call these forms."""
