"""The shapes to check against: a profile of this package, files of the user's own, or both.

SHACL lets a misspelt term pass as unknown data, and a shape whose target does not exist as fulfilled
(https://www.w3.org/TR/shacl/#validation-definition): both are refused here, by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph
from pyshacl.entrypoints import meta_validate
from pyshacl.errors import ReportableRuntimeError
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from trialkg import resources
from trialkg.errors import ShapesError, member_of
from trialkg.validation.report import Severity
from trialkg.vocabulary import CODE_SETS, Class, Code, Property
from trialkg.vocabulary.codes import CriterionKind, OutcomeLevel, RelationType, StudyType
from trialkg.vocabulary.namespaces import SH as SHACL
from trialkg.vocabulary.namespaces import TKG


class Profile(StrEnum):
    """A set of shapes that ships with the package.

    Registration includes core; both are about studies. Portal is about the description of a dataset.
    """

    CORE = "core"
    REGISTRATION = "registration"
    PORTAL = "portal"

    @classmethod
    def from_option(cls, option: str) -> Profile:
        """The profile an option names; raises UsageError with those that exist."""
        return member_of(cls, option, "profile")

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the profile, those it builds on first."""
        before = (Profile.CORE,) if self is Profile.REGISTRATION else ()
        return tuple(resources.shapes_folder() / f"{member.value}.ttl" for member in (*before, self))

    @property
    def of_studies(self) -> bool:
        """Whether it is about studies, each of which can be checked by itself."""
        return self is not Profile.PORTAL


FAMILIES: Final = "families.ttl"
"""The shapes of every profile of studies that look from study to study."""

TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_NOT_EVALUATED: Final = (SH.target, SH.rule, SH.js, SH.expression, SH.validator, SH.nodeValidator)
_LISTED: Final = 8
_DEEPEST: Final = 60
"""How deep the shapes of SHACL may go into shapes: a path in a list of shapes is past pySHACL's 15."""


SEVERITIES: Final[dict[Node, Severity]] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape asks for, under the identifier that reports name it by."""

    id: str
    name: str
    message: str
    severity: Severity
    shape: str


class Shapes:
    """Shapes that were found usable: those the engine works on, and those that are asked of a whole graph.

    The engine writes into that graph: use a Shapes in one thread at a time, and load one in each process.
    """

    __slots__ = ("families", "graph")

    def __init__(self, graph: Graph, families: Graph) -> None:
        self.graph = graph
        self.families = families

    @property
    def every(self) -> Graph:
        """All shapes in one graph, to be read."""
        return self.graph + self.families


def load_shapes(profile: str | None = Profile.CORE, paths: Sequence[Path] = ()) -> Shapes:
    """The shapes of a profile and of further files; raises ShapesError naming what cannot be used."""
    graph = Graph()
    for path in Profile.from_option(profile).files if profile else ():
        _read_into(graph, path)
    for path in paths:
        own = _read_into(Graph(), path)
        _check(own, path)
        graph += own
    if not any(True for target in TARGETS for _ in graph.subject_objects(target)):
        raise ShapesError(
            "no shape has a target, so nothing would be checked",
            where=", ".join(map(str, paths)),
            remedy="Give a shape sh:targetClass, sh:targetNode, sh:targetSubjectsOf or sh:targetObjectsOf.",
        )
    families = Graph()
    if profile and Profile.from_option(profile).of_studies:
        _read_into(families, resources.shapes_folder() / FAMILIES)
    return Shapes(graph, families)


def rules_of(shapes: Shapes) -> tuple[Rule, ...]:
    """The rules that shapes carry an identifier for, in its order; a rule of several shapes stands once."""
    found: dict[str, Rule] = {}
    graph = shapes.every
    for shape, identifier in sorted(graph.subject_objects(DCTERMS.identifier)):
        severity = graph.value(shape, SH.severity)
        if severity is not None and isinstance(shape, URIRef):
            name = graph.value(shape, SH.name)
            message = graph.value(shape, SH.message)
            rule = Rule(
                str(identifier), str(name or ""), str(message or ""), SEVERITIES[severity], str(shape)
            )
            found.setdefault(rule.id, rule)
    return tuple(found[identifier] for identifier in sorted(found))


def implicit_classes(shapes: Graph) -> Iterator[Node]:
    """The shapes that are classes too (https://www.w3.org/TR/shacl/#implicit-targetClass)."""
    kinds = {RDFS.Class, OWL.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)}
    declared = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}
    for shape in sorted(declared, key=str):
        if not kinds.isdisjoint(shapes.objects(shape, RDF.type)):
            yield shape


def _read_into(graph: Graph, path: Path) -> Graph:
    try:
        triples = path.read_bytes()
        # rdflib's parser lets malformed Turtle pass, so the strict one reads the file first.
        for _ in pyoxigraph.parse(
            triples, format=pyoxigraph.RdfFormat.TURTLE, base_iri=path.absolute().as_uri()
        ):
            pass
    except OSError as error:
        raise ShapesError(
            f"the shapes cannot be read: {error.strerror}", where=str(path), remedy="Give a Turtle file."
        ) from error
    except SyntaxError as error:
        raise ShapesError(
            f"the shapes are not Turtle: {error.msg}",
            where=f"{path}:{error.lineno}",
            remedy="Mend that line.",
        ) from error
    graph.parse(data=triples, format="turtle", publicID=path.absolute().as_uri())
    return graph


def _check(graph: Graph, path: Path) -> None:
    _refuse(
        path,
        "uses terms that SHACL does not have",
        {f"sh:{term.removeprefix(SHACL)}" for term in _terms(graph, SHACL) if URIRef(term) not in SH},
        "Mend the spelling: SHACL ignores what it does not know.",
    )
    _refuse(
        path,
        "uses terms of SHACL that are not evaluated here",
        {f"sh:{term.removeprefix(SHACL)}" for term in _NOT_EVALUATED if (None, term, None) in graph},
        "Write the rule with SHACL Core or sh:sparql.",
    )
    known = ontology_terms()
    _refuse(
        path,
        "uses terms that the ontology does not have",
        {f"tkg:{name}" for term in _terms(graph, TKG) if (name := term.removeprefix(TKG)) not in known},
        "Mend the spelling; `docs/graph.md` lists the terms.",
    )
    _check_form(graph, path)


def _refuse(path: Path, what: str, terms: Iterable[str], remedy: str) -> None:
    found = sorted(terms)
    if found:
        more = f" and {len(found) - _LISTED} more" if len(found) > _LISTED else ""
        raise ShapesError(f"{what}: {', '.join(found[:_LISTED])}{more}", where=str(path), remedy=remedy)


def _check_form(graph: Graph, path: Path) -> None:
    """Check shapes against the shapes of SHACL itself (https://www.w3.org/TR/shacl/#shacl-shacl)."""
    try:
        conforms, _, text = meta_validate(graph, inference="none", max_validation_depth=_DEEPEST)
    except ReportableRuntimeError as error:
        conforms, text = False, f"Message: {error.message}"
    if not conforms:
        first = next((line.strip() for line in str(text).splitlines() if "Message:" in line), "")
        raise ShapesError(
            f"the shapes are not well-formed SHACL. {first}".strip(),
            where=str(path),
            remedy="Mend the shape.",
        )


def _terms(graph: Graph, namespace: str) -> Iterator[str]:
    for triple in graph:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(namespace):
                yield str(term)


@lru_cache(maxsize=1)
def ontology_terms() -> frozenset[str]:
    """The local names of the ontology's terms: what its files define and what the code writes."""
    code_sets: tuple[type[Code], ...] = (*CODE_SETS, StudyType, OutcomeLevel, CriterionKind, RelationType)
    names = {member.value for code_set in code_sets for member in code_set}
    names.update(Class, Property)
    for path in sorted(resources.ontology_folder().glob("*.ttl")):
        for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
            subject = quad.subject
            if isinstance(subject, pyoxigraph.NamedNode) and subject.value.startswith(TKG):
                names.add(subject.value.removeprefix(TKG))
    return frozenset(names)
