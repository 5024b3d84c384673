"""The line on which each subject of a file first stands, in N-Triples, N-Quads and Turtle.

Parsers do not say where a triple stood. The text has been parsed before, so the reading here may be lenient.
Grammar: https://www.w3.org/TR/turtle/#sec-grammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from trialkg.formats import RdfFormat

_STATEMENT: Final = re.compile(r"[ \t]*(?:<([^>]*)>|(_:\S+))")
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LOCAL_ESCAPE: Final = re.compile(r"\\(.)")
_TOKEN: Final = re.compile(
    r"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''
                |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\x00-\x20]*>)
    | (?P<directive>@prefix\b|@base\b|(?i:PREFIX\b|BASE\b)(?=[ \t\r\n]))
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>[+-]?(?:[0-9]+\.[0-9]+|\.?[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<blank>_:[^\s;,.\[\]()]+(?:\.+[^\s;,.\[\]()]+)*)
    | (?P<name>(?:[^\s:;,.\[\](){}<>"'@^\#\\]|\.(?=[^\s:]*:))*:
               (?:[^\s;,.\[\](){}<>"'@^\#\\]|\\.|\.(?=[^\s;,.\[\](){}<>"'@^\#]))*)
    | (?P<open>[\[(])
    | (?P<close>[\])])
    | (?P<end>\.)
    | (?P<other>\^\^|[;,a-zA-Z]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


def subject_lines(text: str, rdf_format: RdfFormat, base: str = "") -> dict[str, int]:
    """The first line (from 1) of each subject IRI; nothing for formats whose statements have no lines."""
    if rdf_format.line_based:
        return _first(_statement_lines(text))
    if rdf_format is RdfFormat.TURTLE:
        return _first(_turtle_lines(text, base))
    return {}


def _first(found: Iterator[tuple[str, int]]) -> dict[str, int]:
    lines: dict[str, int] = {}
    for subject, line in found:
        lines.setdefault(subject, line)
    return lines


def _statement_lines(text: str) -> Iterator[tuple[str, int]]:
    for number, line in enumerate(text.split("\n"), 1):
        match = _STATEMENT.match(line)
        if match and match[1] is not None:
            yield _unescaped(match[1]), number


@dataclass(slots=True)
class _Scope:
    """What prefixes and the base stand for at a place of a Turtle file."""

    base: str
    prefixes: dict[str, str] = field(default_factory=dict)

    def resolve(self, kind: str, token: str) -> str:
        if kind == "iri":
            iri = _unescaped(token[1:-1])
            return iri if ":" in iri.partition("/")[0] else urljoin(self.base, iri) if iri else self.base
        prefix, _, local = token.partition(":")
        return self.prefixes.get(prefix, "") + _LOCAL_ESCAPE.sub(r"\1", local)


def _turtle_lines(text: str, base: str) -> Iterator[tuple[str, int]]:
    scope = _Scope(base)
    at_start, depth = True, 0
    tokens = _tokens(text)
    for kind, token, line in tokens:
        if kind == "directive":
            _declare(scope, token, tokens)
        elif kind == "open":
            depth += 1
            at_start = False
        elif kind == "close":
            depth -= 1
        elif kind == "end" and depth == 0:
            at_start = True
        elif at_start:
            at_start = False
            if kind in ("iri", "name"):
                yield scope.resolve(kind, token), line


def _declare(scope: _Scope, directive: str, tokens: Iterator[tuple[str, str, int]]) -> None:
    """Take the rest of a directive; the dot that closes ``@prefix`` is an end of statement like any other."""
    prefix = ""
    if directive.lower().endswith("prefix"):
        prefix = next(tokens)[1].rstrip(":")
        scope.prefixes[prefix] = scope.resolve("iri", next(tokens)[1])
    else:
        scope.base = scope.resolve("iri", next(tokens)[1])


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup != "space":
            yield match.lastgroup or "other", token, line
        line += token.count("\n")


def _unescaped(iri: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), iri) if "\\" in iri else iri
