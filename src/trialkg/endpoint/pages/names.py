"""The names of terms, looked up in the graph as pages need them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Protocol

import pyoxigraph as ox

from trialkg.vocabulary.namespaces import DCTERMS, RDFS, SKOS, TKG

LABELS: Final = (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCTERMS}title")
"""What names a term, the first that it has."""

_DEFAULT: Final = ox.DefaultGraph()
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_REMEMBERED: Final = 20_000


class Names(Protocol):
    """What names terms."""

    def label(self, iri: str) -> str:
        """The label of a term; the words of its local name where it has none."""
        ...


class GraphNames:
    """The labels that a graph states, each looked up once: nothing is read beforehand."""

    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph
        self._properties = [ox.NamedNode(iri) for iri in LABELS]
        self.label = lru_cache(maxsize=_REMEMBERED)(self._label)

    def _label(self, iri: str) -> str:
        try:
            term = ox.NamedNode(iri)
        except ValueError:
            return local(iri)
        return next(filter(None, (self._value(term, name) for name in self._properties)), "") or local(iri)

    def _value(self, term: ox.NamedNode, name: ox.NamedNode) -> str:
        """The least value of a property, empty where it has none."""
        quads = self._graph.quads_for_pattern(term, name, None, _DEFAULT)
        return min((quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)), default="")


def code(names: Names, local_name: str) -> str:
    """The label of a term of the ontology."""
    return names.label(TKG + local_name)


def local(iri: str) -> str:
    """The local name of an IRI as words."""
    return spaced(re.split(r"[#/]", iri)[-1])


def spaced(name: str) -> str:
    """The words of a local name, as a person reads them: ``PhaseNotApplicable`` as "Phase not applicable"."""
    words = _WORDS.findall(name)
    if not words:
        return name
    return " ".join([words[0], *(word if word.isupper() else word.lower() for word in words[1:])])
