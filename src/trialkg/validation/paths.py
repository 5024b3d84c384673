"""Terms and property paths as text a person reads: prefixed names, and paths as SPARQL writes them.

Grammar of paths: https://www.w3.org/TR/sparql11-query/#propertypaths
"""

from __future__ import annotations

import json
import re
from typing import Final

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from trialkg.vocabulary.namespaces import PREFIXES

_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_SUFFIXES: Final = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def term_text(term: Node) -> str:
    """A term with the graph's prefixes where its name needs no escaping, else in full."""
    if isinstance(term, URIRef):
        return _name(str(term)) or f"<{term}>"
    if isinstance(term, Literal):
        suffix = f"@{term.language}" if term.language else ""
        if term.datatype is not None and term.datatype != XSD.string:
            suffix = "^^" + term_text(term.datatype)
        return quoted(str(term)) + suffix
    return term.n3()


def quoted(text: str) -> str:
    """A text as a Turtle string on one line; the escapes of JSON are all among Turtle's."""
    return json.dumps(text, ensure_ascii=False)


def _name(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _PLAIN.fullmatch(local):
            return f"{prefix}:{local}"
    return ""


def path_text(graph: Graph, path: Node) -> str:
    """A property path as SPARQL writes it."""
    if isinstance(path, URIRef):
        return term_text(path)
    if (path, RDF.first, None) in graph:
        return "/".join(_grouped(graph, step) for step in Collection(graph, path))
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_grouped(graph, step) for step in Collection(graph, alternatives))
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + _grouped(graph, inverse)
    for predicate, suffix in _SUFFIXES.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            return _grouped(graph, inner) + suffix
    return str(path)


def _grouped(graph: Graph, path: Node) -> str:
    text = path_text(graph, path)
    simple = isinstance(path, URIRef) or (path, SH.inversePath, None) in graph
    return text if simple else f"({text})"
