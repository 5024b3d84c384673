"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/): an element a subject, in the order of the Turtle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from trialkg.errors import UsageError
from trialkg.publishing.documents import Document, Node
from trialkg.publishing.names import Names
from trialkg.publishing.ntriples import literal, unescaped
from trialkg.vocabulary.namespaces import PREFIXES

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A parser turns a bare carriage return into a line feed.
_KEPT = {"\r": "&#13;"}


def rdfxml(documents: Iterable[Document], names: Names) -> Iterator[tuple[str, int]]:
    """The file in pieces, each with the number of triples it holds."""
    namespaces = "".join(f'\n  xmlns:{prefix}="{namespace}"' for prefix, namespace in PREFIXES.items())
    base = f"\n  xml:base={quoteattr(names.base)}" if names.base else ""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{base}{namespaces}>\n', 0
    for document in documents:
        yield "".join(_description(node, names) for node in document.nodes), document.size
    yield "</rdf:RDF>\n", 0


def _description(node: Node, names: Names) -> str:
    about = _reference(node.subject, names, "about")
    lines = [
        _element(predicate, token, names, node.subject)
        for predicate, objects in node.properties
        for token in objects
    ]
    return f"<rdf:Description {about}>\n" + "".join(lines) + "</rdf:Description>\n"


def _element(predicate: str, token: str, names: Names, subject: str) -> str:
    name, declaration = _qualified(predicate[1:-1], names)
    if token[0] != '"':
        return f"  <{name}{declaration} {_reference(token, names, 'resource')}/>\n"
    lexical, language, datatype = literal(token)
    text = unescaped(lexical)
    if _NOT_XML.search(text):
        raise UsageError(
            "a text holds a control character that XML cannot carry",
            where=f"{subject} {predicate}",
            remedy="Choose another format, or correct the record.",
        )
    kind = f' xml:lang="{language}"' if language else ""
    kind = f" rdf:datatype={quoteattr(datatype)}" if datatype else kind
    return f"  <{name}{declaration}{kind}>{escape(text, _KEPT)}</{name}>\n"


def _reference(token: str, names: Names, attribute: str) -> str:
    if token.startswith("_:"):
        return f'rdf:nodeID="{token[2:]}"'
    iri = token[1:-1]
    return f"rdf:{attribute}={quoteattr(names.relative(iri) or iri)}"


def _qualified(iri: str, names: Names) -> tuple[str, str]:
    """The element name of a property, and the namespace it declares where no prefix of ours fits."""
    match = _NAME.search(iri)
    if match is None or match.start() == 0:
        raise UsageError(
            "this property has no name that XML can write", where=iri, remedy="Choose another format."
        )
    prefixed = names.prefixed(iri)
    if prefixed and prefixed.split(":", 1)[1] == match[0]:
        return prefixed, ""
    return f"p:{match[0]}", f" xmlns:p={quoteattr(iri[: match.start()])}"
