"""References between the studies of a graph: read as plain values, and put as they should stand.

A study that is only referred to stands as a ``tkg:UnresolvedStudy`` under its own IRI, with its number and
the names printed beside it, until its record comes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

import pyoxigraph as ox

from trialkg.linking.resolution import Reference
from trialkg.mapping import study_iri
from trialkg.store.changes import Changes
from trialkg.store.documents import document_of, has_study
from trialkg.store.evaluation import asked
from trialkg.vocabulary.namespaces import DCTERMS, RDF, RDFS, SKOS, TKG
from trialkg.vocabulary.terms import Class, Property

_NCT = re.compile(r"NCT\d{8}", re.ASCII)
_DEFAULT = ox.DefaultGraph()
_TYPE = ox.NamedNode(f"{RDF}type")
_LABEL = ox.NamedNode(f"{RDFS}label")
_NAME = ox.NamedNode(f"{SKOS}altLabel")
_IDENTIFIER = ox.NamedNode(f"{DCTERMS}identifier")
_UNRESOLVED = ox.NamedNode(f"{TKG}{Class.UNRESOLVED_STUDY}")
_REFERENCES = frozenset(f"{TKG}{name}" for name in (Class.STUDY_RELATION, Class.STUDY_REFERENCE))
_HAS_RELATION, _NAME_KEY, _RELATED, _RESOLVED_BY = (
    ox.NamedNode(f"{TKG}{name}")
    for name in (
        Property.HAS_RELATION,
        Property.NAME_KEY,
        Property.RELATED_STUDY,
        Property.RESOLVED_BY,
    )
)


def open_references(graph: ox.Store, base: str) -> list[Reference]:
    """The references that have to be looked for, with all relations of the studies they belong to."""
    nodes = [row["node"] for row in asked(graph, "open-references")]
    studies = dict.fromkeys(document_of(node.value) for node in nodes)
    related = (
        quad.object
        for study in studies
        for quad in graph.quads_for_pattern(ox.NamedNode(study), _HAS_RELATION, None, _DEFAULT)
    )
    found = (_reference(graph, node, base) for node in dict.fromkeys(chain(nodes, related)))
    return [reference for reference in found if reference is not None]


def _reference(graph: ox.Store, node: ox.NamedNode, base: str) -> Reference | None:
    """A relation or reference as a value; None for another node that names a study, such as a citation."""
    said = {
        quad.predicate.value: _text(quad.object)
        for quad in graph.quads_for_pattern(node, None, None, _DEFAULT)
    }
    if said.get(_TYPE.value) not in _REFERENCES:
        return None
    study = document_of(node.value)
    type_, number, related = (
        said.get(f"{TKG}{name}")
        for name in (Property.RELATION_TYPE, Property.RELATED_ID, Property.RELATED_STUDY)
    )
    return Reference(
        study=study,
        node=node.value,
        type=type_,
        number=number,
        name=said.get(f"{TKG}{Property.RELATED_NAME}"),
        own=study_iri(number, base) if number and _NCT.fullmatch(number) else None,
        confidence=float(said.get(f"{TKG}{Property.CONFIDENCE}", 0)),
        related=related,
        resolved_by=said.get(f"{TKG}{Property.RESOLVED_BY}"),
        stated=bool(type_ and related and _direct(study, type_, related) in graph),
    )


def bearers_of(graph: ox.Store, keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """The IRIs of the studies that bear each of these keys of names."""
    return {
        key: frozenset(
            _text(quad.subject)
            for quad in graph.quads_for_pattern(None, _NAME_KEY, ox.Literal(key), _DEFAULT)
        )
        for key in set(keys)
    }


def described(graph: ox.Store, iris: Iterable[str]) -> frozenset[str]:
    """Those of some studies that the graph describes."""
    return frozenset(iri for iri in set(iris) if has_study(graph, iri))


def write_references(changes: Changes, before: Iterable[Reference], after: Iterable[Reference]) -> None:
    """Put references as they should stand in place of how they stood; all else said of them stays."""
    standing = {quad for reference in before for quad in _quads(reference)}
    wanted = {quad for reference in after for quad in _quads(reference)}
    changes.replace(standing, wanted)


def _quads(reference: Reference) -> Iterator[ox.Quad]:
    if reference.related is None:
        return
    node = ox.NamedNode(reference.node)
    yield ox.Quad(node, _RELATED, ox.NamedNode(reference.related))
    if reference.resolved_by is not None:
        yield ox.Quad(node, _RESOLVED_BY, ox.Literal(reference.resolved_by))
    if reference.stated and reference.type is not None:
        yield _direct(reference.study, reference.type, reference.related)


def _direct(study: str, type_: str, related: str) -> ox.Quad:
    return ox.Quad(ox.NamedNode(study), ox.NamedNode(type_), ox.NamedNode(related))


def write_unresolved(graph: ox.Store, changes: Changes, base: str) -> None:
    """Let the graph hold exactly the unresolved studies that its references need."""
    names: dict[str, set[str]] = {}
    for row in asked(graph, "unresolved-studies"):
        found = names.setdefault(row["study"].value, set())
        if row["name"] is not None:
            found.add(row["name"].value)
    wanted = {quad for iri, found in names.items() for quad in _stub(iri, base, found)}
    standing = {quad for iri in unresolved_studies(graph) for quad in _standing_stub(graph, iri, base)}
    changes.replace(standing, wanted)


def _stub(iri: str, base: str, names: Iterable[str]) -> Iterator[ox.Quad]:
    study, number = ox.NamedNode(iri), ox.Literal(iri.removeprefix(base))
    yield ox.Quad(study, _TYPE, _UNRESOLVED)
    yield ox.Quad(study, _LABEL, number)
    yield ox.Quad(study, _IDENTIFIER, number)
    for name in names:
        yield ox.Quad(study, _NAME, ox.Literal(name))


def _standing_stub(graph: ox.Store, iri: str, base: str) -> Iterator[ox.Quad]:
    """What makes an unresolved study; of one that has come since, only what its own record does not say."""
    said = list(graph.quads_for_pattern(ox.NamedNode(iri), None, None, _DEFAULT))
    if not has_study(graph, iri):
        yield from said
        return
    number = ox.Literal(iri.removeprefix(base))
    labels = [quad for quad in said if quad.predicate == _LABEL]
    for quad in said:
        is_label = quad in labels and quad.object == number and len(labels) > 1
        if is_label or quad.predicate == _NAME or quad.object == _UNRESOLVED:
            yield quad


def unresolved_studies(graph: ox.Store) -> list[str]:
    """The IRIs of the studies that the graph knows by reference alone, sorted."""
    found = graph.quads_for_pattern(None, _TYPE, _UNRESOLVED, _DEFAULT)
    return sorted(_text(quad.subject) for quad in found)


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""
