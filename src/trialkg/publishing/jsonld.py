"""JSON-LD for reading (https://www.w3.org/TR/json-ld11/): a context of prefixes, a node a subject."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from trialkg.publishing.documents import Document, Node
from trialkg.publishing.names import Names
from trialkg.publishing.ntriples import literal, unescaped
from trialkg.vocabulary.namespaces import RDF, XSD

_TYPE = f"<{RDF}type>"
# Beyond 2^53 a JSON number is not the same number to every reader.
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")
_BOOLEANS = ("true", "false")


def jsonld(documents: Iterable[Document], names: Names) -> Iterator[tuple[str, int]]:
    """The file in pieces, each with the number of triples it holds: a line a property."""
    context = {"@base": names.base, **names.prefixes} if names.base else dict(names.prefixes)
    yield f'{{\n"@context": {json.dumps(context, indent=2)},\n"@graph": [', 0
    separator = "\n"
    for document in documents:
        pieces = []
        for node in document.nodes:
            pieces.append(separator + _node(node, names))
            separator = ",\n"
        yield "".join(pieces), document.size
    yield "\n]\n}\n", 0


def _node(node: Node, names: Names) -> str:
    lines = [f'"@id": {_text(_iri(node.subject, names))}']
    lines += [_property(predicate, objects, names) for predicate, objects in node.properties]
    return "{\n  " + ",\n  ".join(lines) + "\n}"


def _property(predicate: str, objects: list[str], names: Names) -> str:
    if predicate == _TYPE:
        key, values = "@type", [_text(_name(token, names)) for token in objects]
    else:
        key, values = _name(predicate, names), [_value(token, names) for token in objects]
    if len(values) == 1:
        return f"{_text(key)}: {values[0]}"
    return f"{_text(key)}: [\n    " + ",\n    ".join(values) + "\n  ]"


def _name(token: str, names: Names) -> str:
    """A class or property: these are read against the vocabulary, never against the base."""
    return names.prefixed(token[1:-1]) or token.strip("<>")


def _iri(token: str, names: Names) -> str:
    iri = token.strip("<>")
    return names.relative(iri) or names.prefixed(iri) or iri


def _value(token: str, names: Names) -> str:
    if token[0] != '"':
        return f'{{"@id": {_text(_iri(token, names))}}}'
    lexical, language, datatype = literal(token)
    if language:
        return f'{{"@value": {_text(unescaped(lexical))}, "@language": {_text(language)}}}'
    if not datatype:
        return _text(unescaped(lexical))
    if is_native(lexical, datatype):
        return lexical
    return f'{{"@value": {_text(unescaped(lexical))}, "@type": {_text(_name(f"<{datatype}>", names))}}}'


def is_native(lexical: str, datatype: str) -> bool:
    """Whether the bare JSON value means the same literal."""
    if datatype == f"{XSD}integer":
        return _NUMBER.fullmatch(lexical) is not None
    return datatype == f"{XSD}boolean" and lexical in _BOOLEANS


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
