"""The statements about one thing and its parts, grouped so that a page can ask for them by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from trialkg.publishing.ntriples import unescaped
from trialkg.vocabulary.namespaces import RDF, TKG

_TYPE = f"{RDF}type"
_DEFAULT = ox.DefaultGraph()
_END = " .\n"

Triple = tuple[str, str, str]
"""Subject, property and value: an IRI, or the lexical form of a literal."""


class Statements:
    """Statements by subject and property; properties of the ontology by their local names, others in full."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[str, dict[str, list[str]]] = {}
        names: dict[str, str] = {}
        last, said = "", {}
        for subject, predicate, value in triples:
            # Those of a subject mostly stand together.
            if subject != last:
                last, said = subject, self._said.setdefault(subject, {})
            name = names.get(predicate) or names.setdefault(predicate, predicate.removeprefix(TKG))
            if name in said:
                said[name].append(value)
            else:
                said[name] = [value]

    @classmethod
    def of_quads(cls, quads: Iterable[ox.Quad | ox.Triple]) -> Statements:
        """Those of quads, leaving out what is said of or by means of blank nodes."""
        return cls(filter(None, map(_plain, quads)))

    @classmethod
    def of_study(cls, graph: ox.Store, iri: str) -> Statements:
        """Those of a study and its parts: what ``study_quads`` gives, each term looked at once."""
        return cls(_walked(graph, iri))

    @classmethod
    def of_text(cls, text: bytes) -> Statements:
        """Those of N-Triples as this package writes them: a triple a line, some of them twice."""
        return cls(_read(dict.fromkeys(text.decode().removesuffix(_END).split(_END))))

    def __contains__(self, iri: str) -> bool:
        return iri in self._said

    def part(self, iri: str) -> Part:
        """What is said of a subject; a part without statements where there is none."""
        return Part(self, iri, self._said.get(iri, {}))

    def subjects(self) -> Iterator[str]:
        """Every subject, in the order met."""
        return iter(self._said)


class Part:
    """One subject and what is said of it."""

    __slots__ = ("_said", "_statements", "iri")

    def __init__(self, statements: Statements, iri: str, said: dict[str, list[str]]) -> None:
        self._statements = statements
        self._said = said
        self.iri = iri

    @property
    def fragment(self) -> str:
        """The name of the part within its document."""
        return self.iri.partition("#")[2]

    @property
    def properties(self) -> Iterable[tuple[str, list[str]]]:
        """All properties with their values, in the order met."""
        return self._said.items()

    def text(self, name: str) -> str:
        """The value of a property, the least where there are several, empty where there is none."""
        values = self._said.get(name)
        if not values:
            return ""
        return values[0] if len(values) == 1 else min(values)

    def texts(self, name: str) -> list[str]:
        """All values of a property, sorted."""
        return sorted(self._said.get(name, ()))

    def number(self, name: str) -> float | None:
        """The value of a property as a number; None where it has none or another."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def has_type(self, class_: str) -> bool:
        """Whether the subject is of this class of the ontology."""
        return TKG + class_ in self._said.get(_TYPE, ())

    def parts(self, name: str) -> list[Part]:
        """The things a property leads to, by their position where they have one, else by name."""
        found = [self._statements.part(iri) for iri in self.texts(name)]
        return sorted(found, key=_order)


def _plain(quad: ox.Quad | ox.Triple) -> Triple | None:
    subject, value = quad.subject, quad.object
    if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
        return subject.value, quad.predicate.value, value.value
    return None


def _walked(graph: ox.Store, iri: str) -> Iterator[Triple]:
    """The triples of a study, and of each part that one of them leads to."""
    parts = f"{iri}#"
    waiting = [iri]
    seen = set(waiting)
    while waiting:
        subject = waiting.pop()
        for quad in graph.quads_for_pattern(ox.NamedNode(subject), None, None, _DEFAULT):
            term = quad.object
            if not isinstance(term, ox.NamedNode | ox.Literal):
                continue
            value = term.value
            yield subject, quad.predicate.value, value
            if value.startswith(parts) and value not in seen and isinstance(term, ox.NamedNode):
                seen.add(value)
                waiting.append(value)


def _read(lines: Iterable[str]) -> Iterator[Triple]:
    """Lines of N-Triples without their ends, and without blank nodes."""
    for line in lines:
        subject, predicate, token = line.split(" ", 2)
        value = token[1:-1] if token[0] == "<" else token[1 : token.rindex('"')]
        yield subject[1:-1], predicate[1:-1], unescaped(value) if "\\" in value else value


def _order(part: Part) -> tuple[list[int], str]:
    """By position: 2 before 10, and 5 before 5.1; without one, after all others."""
    numbers = part.text("position").split(".")
    place = [int(number) if number.isdecimal() else 1 << 30 for number in numbers]
    return place, part.iri


def is_iri(text: str) -> bool:
    """Whether a text can be the IRI of something in a graph."""
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
