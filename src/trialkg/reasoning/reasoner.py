"""Reasoning over a sample of studies, from text to findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from trialkg.reasoning.explanation import explain
from trialkg.reasoning.findings import Inference, Reasoned
from trialkg.reasoning.hermit import classified, is_consistent
from trialkg.reasoning.ontology import Ontology, concept_facts, load_ontology
from trialkg.reasoning.sample import usable
from trialkg.reasoning.statements import Statement
from trialkg.vocabulary.namespaces import CONCEPT, RDF, TKG
from trialkg.vocabulary.terms import Class

_TYPE = f"{RDF}type"
_EXPLAIN_SECONDS = 60.0


def reason(
    studies: Mapping[str, bytes],
    *,
    ontology: Ontology | None = None,
    explain_seconds: float = _EXPLAIN_SECONDS,
) -> Reasoned:
    """What follows of the ontology and the studies (N-Triples by IRI), or why they cannot all be true.

    Raises MissingDependencyError without Java, ReasoningError where HermiT fails.
    """
    known = ontology or load_ontology()
    sample = {iri: usable(text, known) for iri, text in studies.items()}
    statements = list(chain.from_iterable(sample.values()))
    world = classified(_graph(known, statements), with_relations=True)
    if world is None:
        clash = explain(sample, known, partial(_holds, known), explain_seconds)
        return Reasoned(studies=tuple(studies), clash=clash)
    try:
        return _findings(world, tuple(studies), statements, known)
    finally:
        world.close()


def _holds(ontology: Ontology, statements: Sequence[Statement]) -> bool:
    return is_consistent(_graph(ontology, statements))


def _graph(ontology: Ontology, statements: Sequence[Statement]) -> bytes:
    used = {each.object for each in statements if each.object.startswith(CONCEPT)}
    lines = [each.line for each in (*statements, *concept_facts(used))]
    return ontology.ntriples + "".join(lines).encode()


def _findings(
    world: Any, studies: tuple[str, ...], statements: Sequence[Statement], ontology: Ontology
) -> Reasoned:
    empty = {getattr(found, "iri", "") for found in world.inconsistent_classes()}
    told = {Inference(each.subject, each.predicate, each.object) for each in statements}
    inferred = {*_types(world), *_relations(world, ontology)} - told
    return Reasoned(
        studies=studies,
        unsatisfiable=tuple(sorted(iri for iri in empty if iri.startswith(TKG))),
        inferences=tuple(sorted(inferred)),
    )


def _types(world: Any) -> Iterator[Inference]:
    for study in world[TKG + Class.STUDY].instances():
        for parent in study.INDIRECT_is_a:
            iri = getattr(parent, "iri", "")
            if iri.startswith(TKG):
                yield Inference(study.iri, _TYPE, iri)


def _relations(world: Any, ontology: Ontology) -> Iterator[Inference]:
    studies = set(world[TKG + Class.STUDY].instances())
    for name in sorted(ontology.object_properties):
        prop = world[name]
        for subject, value in prop.get_relations() if prop is not None else ():
            if subject in studies:
                yield Inference(subject.iri, name, value.iri)
