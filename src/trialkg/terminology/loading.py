"""Reads the concept schemes and the MeSH slice that ship with trialkg into a Terminology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox

from trialkg.errors import SourceError
from trialkg.resources import ontology_folder
from trialkg.terminology.entries import Concept, ConceptKind, Descriptor
from trialkg.terminology.index import Terminology
from trialkg.terminology.mesh.index import MeshIndex
from trialkg.terminology.mesh.memory import MemoryMesh
from trialkg.vocabulary.namespaces import CONCEPT, MESH, MESHV, OWL, RDF, RDFS, SKOS

Statements: TypeAlias = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The values of a file by subject and predicate, in the file's order; literals by their text."""

_TYPE = f"{RDF}type"
_LABEL = f"{RDFS}label"
_VERSION = f"{OWL}versionInfo"


@cache
def load_terminology(index: Path | None = None) -> Terminology:
    """The terminology that ships with trialkg, if asked with the MeSH of an index; read once in a process.

    Raises SourceError where the folder has no index, or one that this version cannot use.
    """
    shipped = _shipped()
    return shipped if index is None else replace(shipped, mesh=MeshIndex(index))


@cache
def _shipped() -> Terminology:
    return read_terminology(ontology_folder())


def read_terminology(folder: Path) -> Terminology:
    """The terminology of a folder with ``concepts.ttl`` and ``mesh-slice.ttl``; raises SourceError."""
    concepts = _statements(folder / "concepts.ttl")
    mesh = _statements(folder / "mesh-slice.ttl")
    years = [year for values in mesh.values() for year in values.get(_VERSION, ())]
    return Terminology(concepts=_concepts(concepts), mesh=MemoryMesh(_descriptors(mesh), " ".join(years)))


def _statements(path: Path) -> Statements:
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    try:
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            subject = found[_text(triple.subject)]
            predicate = triple.predicate.value
            subject[predicate] = (*subject.get(predicate, ()), _text(triple.object))
    except (OSError, SyntaxError) as error:
        raise SourceError(str(error), where=str(path), remedy="Install trialkg again.") from error
    return found


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _concepts(statements: Statements) -> dict[str, Concept]:
    entries = [
        _concept(values)
        for _, values in sorted(statements.items())
        if f"{SKOS}Concept" in values.get(_TYPE, ())
    ]
    return {entry.notation: entry for entry in entries}


def _concept(values: Mapping[str, tuple[str, ...]]) -> Concept:
    label = values[f"{SKOS}prefLabel"][0]
    return Concept(
        notation=values[f"{SKOS}notation"][0],
        label=label,
        kind=ConceptKind(values[f"{SKOS}inScheme"][0].removeprefix(CONCEPT)),
        names=(label, *values.get(f"{SKOS}altLabel", ())),
        abbreviations=values.get(f"{SKOS}hiddenLabel", ()),
        broader=_local_names(values.get(f"{SKOS}broader", ()), CONCEPT),
    )


def _descriptors(statements: Statements) -> list[Descriptor]:
    return [_descriptor(values) for _, values in sorted(statements.items()) if f"{MESHV}identifier" in values]


def _descriptor(values: Mapping[str, tuple[str, ...]]) -> Descriptor:
    label = values[_LABEL][0]
    return Descriptor(
        id=values[f"{MESHV}identifier"][0],
        label=label,
        names=(label, *values.get(f"{SKOS}altLabel", ())),
        broader=_local_names(values.get(f"{MESHV}broaderDescriptor", ()), MESH),
        tree_numbers=_local_names(values.get(f"{MESHV}treeNumber", ()), MESH),
    )


def _local_names(iris: tuple[str, ...], namespace: str) -> tuple[str, ...]:
    return tuple(iri.removeprefix(namespace) for iri in iris)
