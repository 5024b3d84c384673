"""The ontology and the shapes as they ship: documents with an IRI of their own, and what is in them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Final

import msgspec
import pyoxigraph as ox

from trialkg.endpoint.pages.addresses import ONTOLOGY, SHAPE_SETS
from trialkg.endpoint.pages.document import Part, Statements
from trialkg.formats import RdfFormat
from trialkg.publishing import write_rdf
from trialkg.resources import ontology_folder, shapes_folder
from trialkg.vocabulary.namespaces import DCTERMS, OWL, PREFIXES, RDFS, SH, SHAPES, SKOS, TKG

_KINDS: Final = (
    ("Classes", (f"{OWL}Class",)),
    ("Properties", (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{OWL}AnnotationProperty")),
    ("Values", (f"{OWL}NamedIndividual",)),
)
_SETS: Final = ("core", "registration", "families", "portal")
_TARGETS: Final = (f"{SH}targetClass", f"{SH}targetSubjectsOf", f"{SH}targetObjectsOf")
_WORDS: Final = (f"{SH}message", f"{RDFS}comment", f"{SH}namespace")
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Term(msgspec.Struct, frozen=True):
    """A term of the ontology."""

    name: str
    label: str
    definition: str


class Shape(msgspec.Struct, frozen=True):
    """A shape: its rule's number, how much it matters, what it asks for and of what; any may be empty."""

    name: str
    rule: str
    severity: str
    title: str
    message: str
    targets: tuple[str, ...]


class Terms(msgspec.Struct, frozen=True):
    """The terms of one kind."""

    title: str
    terms: tuple[Term, ...]


class ShapeSet(msgspec.Struct, frozen=True):
    """The shapes of one file, with what the file says of itself."""

    title: str
    text: str
    shapes: tuple[Shape, ...]


class Definition(msgspec.Struct, frozen=True):
    """A document with an IRI: the files it is made of, and the path that its IRI has on a server."""

    iri: str
    path: str
    files: tuple[Path, ...]

    @property
    def statements(self) -> Statements:
        """What the files say, of things that have an IRI."""
        return Statements.of_quads(triple for file in self.files for triple in _parsed(file))

    def rdf(self, rdf_format: RdfFormat) -> bytes:
        """The document; in Turtle a single file as it ships, with its comments."""
        if rdf_format is RdfFormat.TURTLE and len(self.files) == 1:
            return self.files[0].read_bytes()
        lines = "".join(f"{triple} .\n" for file in self.files for triple in _parsed(file))
        out = io.BytesIO()
        write_rdf([], out, rdf_format, vocabulary=lines.encode())
        return out.getvalue()


@cache
def definitions() -> dict[str, Definition]:
    """All documents by their paths: the ontology, its version, its alignments, the shapes and their sets."""
    ontology, folder = ontology_folder(), shapes_folder()
    main = Definition(TKG.rstrip("#"), ONTOLOGY, (ontology / "trialkg.ttl",))
    version = main.statements.part(main.iri).text(f"{OWL}versionIRI")
    sets = tuple((name, folder / f"{name}.ttl") for name in _SETS)
    all_ = (
        main,
        Definition(version, ONTOLOGY + version.removeprefix(main.iri), main.files),
        Definition(f"{main.iri}/alignments", f"{ONTOLOGY}/alignments", (ontology / "alignments.ttl",)),
        Definition(SHAPES.rstrip("#"), SHAPE_SETS, tuple(file for _, file in sets)),
        *(Definition(f"{SHAPES.rstrip('#')}/{name}", f"{SHAPE_SETS}/{name}", (file,)) for name, file in sets),
    )
    return {each.path: each for each in all_}


def ontology_sections(statements: Statements) -> list[Terms]:
    """The terms of the ontology by kind, each kind by name."""
    ours = [statements.part(iri) for iri in statements.subjects() if iri.startswith(TKG)]
    return [
        Terms(
            title, tuple(sorted((_term(part) for part in ours if _is(part, kinds)), key=attrgetter("name")))
        )
        for title, kinds in _KINDS
    ]


def shape_sections(files: Iterable[Path]) -> list[ShapeSet]:
    """The shapes of each file, in its order."""
    found = []
    for file in files:
        statements = Statements.of_quads(_parsed(file))
        parts = [statements.part(iri) for iri in statements.subjects()]
        head = next(part for part in parts if _is(part, (f"{OWL}Ontology",)))
        shapes = tuple(_shape(part) for part in parts if part.iri.startswith(SHAPES))
        title, text = head.text(f"{DCTERMS}title"), head.text(f"{DCTERMS}description")
        found.append(ShapeSet(title, text, shapes))
    return found


def alignments(statements: Statements) -> list[tuple[str, str, str]]:
    """The local name of each aligned term of ours, the relation, and the other term."""
    return sorted(
        (iri.removeprefix(TKG), short(name), value)
        for iri in statements.subjects()
        if iri.startswith(TKG)
        for name, values in statements.part(iri).properties
        for value in values
    )


def short(iri: str) -> str:
    """An IRI with the prefix of its namespace, where it has one of ours."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


@cache
def _parsed(file: Path) -> tuple[ox.Triple, ...]:
    return tuple(quad.triple for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE))


def _is(part: Part, kinds: Iterable[str]) -> bool:
    return not set(kinds).isdisjoint(part.texts(_TYPE))


def _term(part: Part) -> Term:
    return Term(part.iri.removeprefix(TKG), part.text(f"{RDFS}label"), part.text(f"{SKOS}definition"))


def _shape(part: Part) -> Shape:
    return Shape(
        name=part.iri.removeprefix(SHAPES),
        rule=part.text(f"{DCTERMS}identifier"),
        severity=part.text(f"{SH}severity").removeprefix(SH).lower(),
        title=part.text(f"{SH}name"),
        message=next(filter(None, map(part.text, _WORDS)), ""),
        targets=tuple(short(target) for name in _TARGETS for target in part.texts(name)),
    )
