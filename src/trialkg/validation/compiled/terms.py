"""Terms as N-Triples writes them, as plain strings: ``<iri>``, ``_:label``, ``"text"@en``, ``"1"^^<type>``.

Equal terms are equal strings where both are canonical, which is how Oxigraph and the mapping write them
(https://www.w3.org/TR/n-triples/#canonical-ntriples).
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

import pyoxigraph as ox
from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from trialkg.validation.graphs import to_oxigraph, to_rdflib
from trialkg.vocabulary.namespaces import RDF, XSD

OxigraphTerm: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""What a variable of a query can stand for."""

STRING: Final = f"{XSD}string"
LANG_STRING: Final = f"{RDF}langString"

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_NAMED: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def written(term: Node) -> str:
    """A term of rdflib as N-Triples writes it."""
    if isinstance(term, URIRef | BNode | Literal):
        return str(to_oxigraph(term))
    raise TypeError(f"{term!r} is no term of a graph")


def read_term(text: str) -> Node:
    """The term of rdflib that a string stands for."""
    if text[0] == "<":
        return URIRef(iri_of(text))
    if text[0] == "_":
        return BNode(text[2:])
    literal = oxigraph_term(text)
    assert isinstance(literal, ox.Literal)
    return to_rdflib(literal)


def oxigraph_term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The term of Oxigraph that a string stands for."""
    if text[0] == "<":
        return ox.NamedNode(iri_of(text))
    if text[0] == "_":
        return ox.BlankNode(text[2:])
    lexical, datatype, language = literal_parts(text)
    if language:
        return ox.Literal(lexical, language=language)
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype))


def is_literal(term: str) -> bool:
    """Whether a term is a literal."""
    return term[0] == '"'


def iri_of(term: str) -> str:
    """The IRI between the brackets of a term that is one."""
    return _unescaped(term[1:-1])


def literal_parts(term: str) -> tuple[str, str, str]:
    """The lexical form, datatype IRI and language tag (empty where there is none) of a literal."""
    if term[-1] == '"':
        return _unescaped(term[1:-1]), STRING, ""
    if term[-1] == ">":
        end = term.rindex('"^^<')
        return _unescaped(term[1:end]), term[end + 4 : -1], ""
    end = term.rindex('"@')
    return _unescaped(term[1:end]), LANG_STRING, term[end + 2 :]


def string_of(term: str) -> str | None:
    """What SPARQL's STR gives of a term; None for a blank node."""
    if term[0] == '"':
        return literal_parts(term)[0]
    return iri_of(term) if term[0] == "<" else None


def language_of(term: str) -> str:
    """The language tag of a term in lower case; empty where it has none."""
    if term[0] != '"' or term[-1] in '">':
        return ""
    return term[term.rindex('"@') + 2 :].lower()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _NAMED.get(match[3], match[3])
