"""The graph a validation works on: rdflib's for SHACL Core, with Oxigraph answering what is asked in SPARQL.

rdflib's SPARQL engine takes milliseconds to parse a query that Oxigraph answers in microseconds, and SHACL
asks each query once a focus node.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import pyoxigraph as ox
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor
from rdflib.query import Result as QueryResult
from rdflib.store import Store
from rdflib.term import Identifier, Node, Variable

from trialkg.errors import ShapesError

Terms = tuple[Node, Node, Node]

_STRING = str(XSD.string)


class TripleStore(Store):
    """Triples in two indexes, for reading only: no contexts or events, which is most of rdflib's cost."""

    # The engine wraps every graph as a dataset, which asks for a store that knows of graphs.
    context_aware = True
    graph_aware = True

    def __init__(self, triples: Iterable[Terms]) -> None:
        super().__init__()
        self._by_subject: dict[Node, dict[Node, list[Node]]] = {}
        self._by_predicate: dict[Node, dict[Node, list[Node]]] = {}
        distinct = dict.fromkeys(triples)
        self._size = len(distinct)
        for subject, predicate, value in distinct:
            self._by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self._by_predicate.setdefault(predicate, {}).setdefault(value, []).append(subject)

    def triples(
        self,
        triple_pattern: Any,
        context: Graph | None = None,  # noqa: ARG002 - rdflib's signature
    ) -> Iterator[tuple[Terms, Iterator[None]]]:
        """The triples that fit a pattern of terms and Nones."""
        return ((triple, iter(())) for triple in self._matching(*triple_pattern))

    def _matching(self, subject: Node | None, predicate: Node | None, value: Node | None) -> Iterator[Terms]:
        if subject is not None:
            found = self._by_subject.get(subject, {})
            for name in found if predicate is None else (predicate,):
                for each in found.get(name, ()):
                    if value is None or each == value:
                        yield subject, name, each
        else:
            for name in self._by_predicate if predicate is None else (predicate,):
                values = self._by_predicate.get(name, {})
                for each in values if value is None else (value,):
                    for owner in values.get(each, ()):
                        yield owner, name, each

    def add_graph(self, graph: Graph) -> None:
        """Nothing to do: the one graph stands for all."""

    def __len__(self, context: Graph | None = None) -> int:
        return self._size


class DataGraph(Graph):
    """A graph in memory, built from triples of the strict parser, whose queries Oxigraph evaluates."""

    def __init__(self, triples: Iterable[ox.Triple | ox.Quad]) -> None:
        self._parsed = [(each.subject, each.predicate, each.object) for each in triples]
        terms: dict[object, Identifier] = {}
        store = TripleStore(
            (_known(subject, terms), _known(predicate, terms), _known(value, terms))
            for subject, predicate, value in self._parsed
        )
        super().__init__(store=store, bind_namespaces="none")

    @cached_property
    def _oxigraph(self) -> ox.Store:
        store = ox.Store()
        store.extend(ox.Quad(*triple) for triple in self._parsed)
        return store

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",  # noqa: ARG002 - rdflib's signature
        result: str | type[QueryResult] = "sparql",  # noqa: ARG002 - rdflib's signature
        initNs: Mapping[str, Any] | None = None,  # noqa: N803 - the name rdflib gave it
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803 - the name rdflib gave it
        use_store_provided: bool = True,  # noqa: ARG002 - rdflib's signature
        **kwargs: Any,  # noqa: ARG002 - rdflib's signature
    ) -> QueryResult:
        """The answer of Oxigraph, with variables bound beforehand, in the form the SHACL engine reads."""
        bound = {ox.Variable(str(name)): to_oxigraph(term) for name, term in (initBindings or {}).items()}
        try:
            answer = self._oxigraph.query(str(query_object), prefixes=_texts(initNs), substitutions=bound)
        except SyntaxError as error:
            raise ShapesError(
                f"a query of the shapes is not SPARQL: {error}", remedy="Mend its sh:select or sh:prefixes."
            ) from error
        except RuntimeError as error:
            raise ShapesError(
                f"a query of the shapes cannot be asked: {error}", remedy="Let it select $this."
            ) from error
        return _query_result(answer)


class StandingGraph(DataGraph):
    """The default graph of a store where it stands, read as it is asked: slower, but nothing is held."""

    def __init__(self, store: ox.Store) -> None:
        Graph.__init__(self, store=_StandingTriples(store), bind_namespaces="none")
        self._oxigraph = store


class _StandingTriples(Store):
    """The triples of a store's default graph, for reading only."""

    context_aware = True
    graph_aware = True

    def __init__(self, store: ox.Store) -> None:
        super().__init__()
        self._store = store

    def triples(
        self,
        triple_pattern: Any,
        context: Graph | None = None,  # noqa: ARG002 - rdflib's signature
    ) -> Iterator[tuple[Terms, Iterator[None]]]:
        """The triples that fit a pattern of terms and Nones."""
        subject, predicate, value = (None if each is None else to_oxigraph(each) for each in triple_pattern)
        if isinstance(subject, ox.Literal) or not isinstance(predicate, ox.NamedNode | None):
            return
        for quad in self._store.quads_for_pattern(subject, predicate, value, ox.DefaultGraph()):
            yield (to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)), iter(())

    def add_graph(self, graph: Graph) -> None:
        """Nothing to do: the one graph stands for all."""

    def __len__(self, context: Graph | None = None) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


def _known(term: Any, terms: dict[object, Identifier]) -> Identifier:
    found = terms.get(term)
    if found is None:
        found = terms[term] = to_rdflib(term)
    return found


def to_rdflib(term: Any) -> Identifier:
    """A term of Oxigraph as rdflib has it, its lexical form untouched."""
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(datatype), normalize=False)


def to_oxigraph(term: Identifier) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    """A term of rdflib as Oxigraph has it."""
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or _STRING)))
    return ox.BlankNode(str(term)) if isinstance(term, BNode) else ox.NamedNode(str(term))


def _texts(prefixes: Mapping[str, Any] | None) -> dict[str, str]:
    return {name: str(iri) for name, iri in (prefixes or {}).items()}


def _query_result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> QueryResult:
    if isinstance(answer, ox.QueryBoolean):
        asked = QueryResult("ASK")
        asked.askAnswer = bool(answer)
        return asked
    if isinstance(answer, ox.QueryTriples):
        raise ShapesError("a query of the shapes builds a graph", remedy="Ask with SELECT or ASK.")
    selected = QueryResult("SELECT")
    names = [Variable(variable.value) for variable in answer.variables]
    selected.vars = names
    selected.bindings = [
        {name: to_rdflib(term) for name, term in zip(names, row, strict=True) if term is not None}
        for row in answer
    ]
    return selected
