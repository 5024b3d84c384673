"""Turtle and TriG for reading (https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from trialkg.publishing.documents import Document, Node
from trialkg.publishing.names import Names
from trialkg.publishing.ntriples import literal
from trialkg.vocabulary.namespaces import RDF, XSD

_TYPE = f"<{RDF}type>"
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}double": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_ESCAPE = re.compile(r"\\.")
_READABLE = {r"\n": "\n", r"\"": '"'}


def header(names: Names, prefixes: Mapping[str, str] | None = None) -> str:
    """The base and the prefixes that were used, or those given where that is known only later."""
    lines = [f"@base <{names.base}> ."] if names.base else []
    declared = names.used if prefixes is None else prefixes
    lines += [f"@prefix {prefix}: <{namespace}> ." for prefix, namespace in declared.items()]
    return "\n".join([*lines, ""])


def turtle(document: Document, names: Names) -> Iterator[str]:
    """One study after another, its parts under it, a paragraph each."""
    yield "\n"
    for node in document.nodes:
        yield "\n" + paragraph(node, names)


def trig(document: Document, names: Names) -> Iterator[str]:
    """As in Turtle, each study in the graph of its own IRI."""
    if document.study is None:
        yield from turtle(document, names)
        return
    yield f"\n\n{term(f'<{document.study}>', names)} {{\n"
    for node in document.nodes:
        yield "\n" + paragraph(node, names)
    yield "\n}\n"


def paragraph(node: Node, names: Names) -> str:
    """All that is said of a subject, a line a value."""
    lines = [_property(predicate, objects, names) for predicate, objects in node.properties]
    return f"{term(node.subject, names)} " + " ;\n    ".join(lines) + " .\n"


def _property(predicate: str, objects: list[str], names: Names) -> str:
    values = [term(token, names) for token in objects]
    if predicate == _TYPE:
        return f"a {', '.join(values)}"
    name = term(predicate, names)
    if len(values) == 1:
        return f"{name} {values[0]}"
    return f"{name}\n        " + " ,\n        ".join(values)


def term(token: str, names: Names) -> str:
    """A term of N-Triples in the shortest form that Turtle has for it."""
    if token[0] == "<":
        iri = token[1:-1]
        relative = names.relative(iri)
        return f"<{relative}>" if relative else names.prefixed(iri) or token
    return _literal(token, names) if token[0] == '"' else token


def _literal(token: str, names: Names) -> str:
    if token[-1] == '"':
        return quoted(token[1:-1])
    lexical, language, datatype = literal(token)
    if language:
        return f"{quoted(lexical)}@{language}"
    bare = _BARE.get(datatype)
    if bare and bare.fullmatch(lexical):
        return lexical
    return f"{quoted(lexical)}^^{term(f'<{datatype}>', names)}"


def quoted(lexical: str) -> str:
    """A lexical form in quotes; in three of them, with its lines as lines, where it has several."""
    if r"\n" not in lexical:
        return f'"{lexical}"'
    text = _ESCAPE.sub(lambda escape: _READABLE.get(escape[0], escape[0]), lexical)
    text = text.replace('"""', r"\"\"\"")
    if text.endswith('"'):
        text = text[:-1] + r"\""
    return f'"""{text}"""'
