"""The vocabulary that a store holds beside the studies, so that stored queries answer on any endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from trialkg.resources import ontology_folder
from trialkg.terminology import Descriptor, Mesh
from trialkg.vocabulary.namespaces import CONCEPT, DCTERMS, MESH, MESHV, OWL, RDF, RDFS, SKOS, VOID

_SLICE = "mesh-slice.ttl"

_TYPE = ox.NamedNode(f"{RDF}type")
_LABEL = ox.NamedNode(f"{RDFS}label")
_ENTRY_TERM = ox.NamedNode(f"{SKOS}altLabel")
_IDENTIFIER = ox.NamedNode(f"{MESHV}identifier")
_BROADER = ox.NamedNode(f"{MESHV}broaderDescriptor")
_TREE_NUMBER = ox.NamedNode(f"{MESHV}treeNumber")
_MAPPED_TO = ox.NamedNode(f"{MESHV}mappedTo")

_KINDS_BY_TREE = {"V": "PublicationType", "Z": "GeographicalDescriptor"}
_CHECK_TAGS = frozenset(("D005260", "D008297"))
"""Female and Male, the only descriptors of their class (https://hhs.github.io/meshrdf/descriptors)."""


def vocabulary_ntriples(mesh: Mesh | None = None, linked: Iterable[str] = ()) -> bytes:
    """The ontology folder as sorted N-Triples, without the axioms that need blank nodes.

    Those are for reasoners, who read the files; left out, a store can be loaded twice and stay the same.
    With a whole year of MeSH, its descriptors stand in place of the slice's: those linked to, those that the
    concepts match, and all above them.
    """
    files = sorted(ontology_folder().glob("*.ttl"))
    if mesh is None or not mesh.complete:
        return _sorted_lines(triple for file in files for triple in _triples(file))
    triples = [triple for file in files if file.name != _SLICE for triple in _triples(file)]
    named = {object_ for _, _, object_ in triples if isinstance(object_, ox.NamedNode)}
    matched = (node.value.removeprefix(MESH) for node in named if node.value.startswith(MESH))
    return _sorted_lines((*triples, *_mesh_triples(mesh, {*matched, *linked})))


def _triples(file: Path) -> Iterator[ox.Triple]:
    for triple in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
        if not isinstance(triple.subject, ox.BlankNode) and not isinstance(triple.object, ox.BlankNode):
            yield ox.Triple(triple.subject, triple.predicate, triple.object)


def _sorted_lines(triples: Iterable[ox.Triple]) -> bytes:
    return "".join(sorted({f"{triple} .\n" for triple in triples})).encode()


def _mesh_triples(mesh: Mesh, wanted: Iterable[str]) -> Iterator[ox.Triple]:
    dataset = ox.NamedNode(f"{CONCEPT}mesh")
    yield ox.Triple(dataset, _TYPE, ox.NamedNode(f"{VOID}Dataset"))
    yield ox.Triple(dataset, ox.NamedNode(f"{DCTERMS}source"), ox.NamedNode(MESH.rstrip("/")))
    if mesh.year:
        yield ox.Triple(dataset, ox.NamedNode(f"{OWL}versionInfo"), ox.Literal(mesh.year))
    for id_ in _closed_upwards(mesh, wanted):
        entry = mesh.descriptor(id_)
        if entry is not None:
            yield from _descriptor_triples(entry)


def _closed_upwards(mesh: Mesh, wanted: Iterable[str]) -> set[str]:
    """The ids, what supplementary concepts are mapped to, and all that stands above them."""
    entries = [entry for id_ in wanted if (entry := mesh.descriptor(id_)) is not None]
    ids = {id_ for entry in entries for id_ in (entry.id, *entry.mapped_to)}
    return ids.union(*(mesh.ancestors(id_) for id_ in ids))


def _descriptor_triples(entry: Descriptor) -> Iterator[ox.Triple]:
    subject = ox.NamedNode(MESH + entry.id)
    yield ox.Triple(subject, _TYPE, ox.NamedNode(MESHV + _kind(entry)))
    yield ox.Triple(subject, _LABEL, ox.Literal(entry.label, language="en"))
    yield ox.Triple(subject, _IDENTIFIER, ox.Literal(entry.id))
    for name in entry.names:
        if name != entry.label:
            yield ox.Triple(subject, _ENTRY_TERM, ox.Literal(name, language="en"))
    for predicate, names in (
        (_BROADER, entry.broader),
        (_TREE_NUMBER, entry.tree_numbers),
        (_MAPPED_TO, entry.mapped_to),
    ):
        for name in names:
            yield ox.Triple(subject, predicate, ox.NamedNode(MESH + name))


def _kind(entry: Descriptor) -> str:
    if entry.supplementary:
        return "SupplementaryConceptRecord"
    if entry.id in _CHECK_TAGS:
        return "CheckTag"
    tree = entry.tree_numbers[0][0] if entry.tree_numbers else ""
    return _KINDS_BY_TREE.get(tree, "TopicalDescriptor")
