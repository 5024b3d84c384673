"""Former versions of studies, kept in named graphs, out of the way of queries over the graph that stands.

What a study was before it was replaced for the n-th time stands in the graph ``<study>/version/n``, with
what it is a version of. A graph is written once, says nothing of the time of a build, and never changes; the
study that stands is the version after the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from trialkg.store.documents import ntriples
from trialkg.vocabulary.namespaces import PROV, RDF

_VERSION = "/version/"
_TYPE = ox.NamedNode(f"{RDF}type")
_ENTITY, _SPECIALIZATION, _REVISION = (
    ox.NamedNode(f"{PROV}{name}") for name in ("Entity", "specializationOf", "wasRevisionOf")
)


def version_iri(study: str, number: int) -> ox.NamedNode:
    """The IRI of a version of a study, and of the graph it stands in; they are numbered from 1."""
    return ox.NamedNode(f"{study}{_VERSION}{number}")


def versions_of(graph: ox.Store, study: str) -> Iterator[ox.NamedNode]:
    """The former versions of a study, the oldest first."""
    number = 1
    while graph.contains_named_graph(version := version_iri(study, number)):
        yield version
        number += 1


def former_version(graph: ox.Store, study: str, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """The quads that keep a study as it stands as one more former version."""
    number = 1 + sum(1 for _ in versions_of(graph, study))
    this, successor = version_iri(study, number), version_iri(study, number + 1)
    said = (
        (this, _TYPE, _ENTITY),
        (this, _SPECIALIZATION, ox.NamedNode(study)),
        (successor, _REVISION, this),
    )
    return {
        *(ox.Quad(quad.subject, quad.predicate, quad.object, this) for quad in quads),
        *(ox.Quad(*triple, this) for triple in said),
    }


def version_ntriples(graph: ox.Store, version: ox.NamedNode) -> bytes:
    """All that stands in the graph of a version, as sorted N-Triples."""
    return ntriples(graph.quads_for_pattern(None, None, None, version))
