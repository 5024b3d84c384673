"""References in a graph, read as values and put as they should stand."""

from __future__ import annotations

from itertools import permutations

import pyoxigraph as ox
import pytest
from tests.build.test_families import FAMILY

from trialkg.linking.resolution import key_of, resolved
from trialkg.store.changes import Changes
from trialkg.store.references import (
    bearers_of,
    described,
    open_references,
    write_references,
    write_unresolved,
)
from trialkg.vocabulary.namespaces import STUDY


def settled(graph: ox.Store) -> set[str]:
    references = open_references(graph, STUDY)
    bearers = bearers_of(graph, (key for each in references if (key := key_of(each))))
    studies = described(graph, (each.own for each in references if each.own))
    changes = Changes(graph)
    write_references(changes, references, resolved(references, bearers, studies))
    write_unresolved(graph, changes, STUDY)
    return {str(quad) for quad in graph}


def loaded(graph: ox.Store, *numbers: int) -> ox.Store:
    for number in numbers:
        graph.load(FAMILY[number][1], ox.RdfFormat.N_TRIPLES)
    return graph


def test_every_order_of_a_family_gives_the_same_graph() -> None:
    whole = settled(loaded(ox.Store(), *range(len(FAMILY))))
    for order in permutations(range(len(FAMILY))):
        graph = ox.Store()
        for number in order:
            alone = settled(loaded(graph, number))
        assert alone == whole, order


@pytest.mark.parametrize("missing", range(len(FAMILY)))
def test_a_family_without_one_study_is_the_same_whether_it_ever_was_there(missing: int) -> None:
    """A study that goes takes with it what its names resolved."""
    others = [number for number in range(len(FAMILY)) if number != missing]
    without = settled(loaded(ox.Store(), *others))
    graph = loaded(ox.Store(), *range(len(FAMILY)))
    settled(graph)
    iri = FAMILY[missing][0]
    for quad in list(graph):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.partition("#")[0] == iri:
            graph.remove(quad)
    assert settled(graph) == without


def test_nothing_to_look_for_is_nothing_to_do() -> None:
    graph = loaded(ox.Store(), 0)
    before = {str(quad) for quad in graph}
    assert settled(graph) == before
