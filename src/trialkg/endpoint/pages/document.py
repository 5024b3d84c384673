"""The statements about one thing and its parts, grouped so that a page can ask for them by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from trialkg.vocabulary.namespaces import RDF, TKG

_TYPE = f"{RDF}type"
_DEFAULT = ox.DefaultGraph()


class Value(NamedTuple):
    """An object of a statement: an IRI, or the lexical form of a literal."""

    text: str
    is_iri: bool


class Statements:
    """Statements by subject and property; properties of the ontology by their local names, others in full."""

    def __init__(self, quads: Iterable[ox.Quad | ox.Triple]) -> None:
        self._said: dict[str, dict[str, list[Value]]] = {}
        names: dict[str, str] = {}
        for quad in quads:
            subject, object_ = quad.subject, quad.object
            if not (isinstance(subject, ox.NamedNode) and isinstance(object_, (ox.NamedNode, ox.Literal))):
                continue
            predicate = quad.predicate.value
            name = names.get(predicate) or names.setdefault(predicate, predicate.removeprefix(TKG))
            said = self._said.setdefault(subject.value, {})
            value = Value(object_.value, isinstance(object_, ox.NamedNode))
            said.setdefault(name, []).append(value)

    @classmethod
    def of_study(cls, graph: ox.Store, iri: str) -> Statements:
        """Those of a study and its parts: what ``study_quads`` gives, each term looked at once."""
        made = cls(())
        names: dict[str, str] = {}
        parts = f"{iri}#"
        waiting = [ox.NamedNode(iri)]
        while waiting:
            subject = waiting.pop()
            said = made._said[subject.value] = {}
            for quad in graph.quads_for_pattern(subject, None, None, _DEFAULT):
                term = quad.object
                if not isinstance(term, ox.NamedNode | ox.Literal):
                    continue
                is_iri = isinstance(term, ox.NamedNode)
                predicate, text = quad.predicate.value, term.value
                name = names.get(predicate) or names.setdefault(predicate, predicate.removeprefix(TKG))
                said.setdefault(name, []).append(Value(text, is_iri))
                if is_iri and text.startswith(parts) and text not in made._said:
                    made._said[text] = {}
                    waiting.append(ox.NamedNode(text))
        return made

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

    def __init__(self, statements: Statements, iri: str, said: dict[str, list[Value]]) -> None:
        self._statements = statements
        self._said = said
        self.iri = iri

    @property
    def fragment(self) -> str:
        """The name of the part within its document."""
        return self.iri.partition("#")[2]

    @property
    def properties(self) -> Iterable[tuple[str, list[Value]]]:
        """All properties with their values, in the order met."""
        return self._said.items()

    def text(self, name: str) -> str:
        """The value of a property, the least where there are several, empty where there is none."""
        values = self._said.get(name)
        if not values:
            return ""
        return values[0].text if len(values) == 1 else min(value.text for value in values)

    def texts(self, name: str) -> list[str]:
        """All values of a property, sorted."""
        return sorted(value.text for value in self._said.get(name, ()))

    def number(self, name: str) -> float | None:
        """The value of a property as a number; None where it has none or another."""
        try:
            return float(self.text(name))
        except ValueError:
            return None

    def has_type(self, class_: str) -> bool:
        """Whether the subject is of this class of the ontology."""
        return any(value.text == TKG + class_ for value in self._said.get(_TYPE, ()))

    def parts(self, name: str) -> list[Part]:
        """The things a property leads to, by their position where they have one, else by name."""
        found = [self._statements.part(iri) for iri in self.texts(name)]
        return sorted(found, key=_order)


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
