"""Links to MeSH descriptors: the registry's own derivation, and names that are those of a descriptor."""

from __future__ import annotations

from collections.abc import Iterable

from trialkg.linking.links import DescriptorLink, Evidence
from trialkg.study import DerivedTerm, Study
from trialkg.terminology import Descriptor, Terminology
from trialkg.terminology.keys import exact_key
from trialkg.vocabulary.codes import Asserter, Method

_EXACT_CONFIDENCE = 0.99


def condition_links(study: Study, terminology: Terminology) -> tuple[DescriptorLink, ...]:
    """The registry's links of the study's conditions, then ours by exact name."""
    terms = _identified(study.condition_terms, terminology)
    if study.derived_terms_mix_ancestors:
        terms = _without_ancestors(terms, terminology)
    return (*_registered(terms), *_by_name(study.conditions, "conditions[{}]", terminology))


def intervention_links(study: Study, terminology: Terminology) -> tuple[DescriptorLink, ...]:
    """The registry's links of the study's interventions, then ours by exact name."""
    names = [each.name for each in study.interventions]
    terms = _identified(study.intervention_terms, terminology)
    return (*_registered(terms), *_by_name(names, "interventions[{}].name", terminology))


def _identified(terms: Iterable[DerivedTerm], terminology: Terminology) -> list[DerivedTerm]:
    """The terms, each once, with the descriptor of those given by label alone where the label is known."""
    identified = []
    for term in terms:
        known = None if term.descriptor else _named(term.label, terminology)
        identified.append(DerivedTerm(label=term.label, descriptor=known.id) if known else term)
    return list(dict.fromkeys(identified))


def _without_ancestors(terms: list[DerivedTerm], terminology: Terminology) -> list[DerivedTerm]:
    """The terms of a flat list that stand above no other term of it in MeSH's tree."""
    above = {
        ancestor
        for term in terms
        if term.descriptor
        for ancestor in terminology.mesh.ancestors(term.descriptor)
    }
    return [term for term in terms if term.descriptor not in above]


def _registered(terms: Iterable[DerivedTerm]) -> list[DescriptorLink]:
    return [
        DescriptorLink(
            label=term.label,
            descriptor=term.descriptor,
            asserted_by=Asserter.REGISTRY,
            method=Method.REGISTERED,
        )
        for term in terms
    ]


def _by_name(names: Iterable[str], field: str, terminology: Terminology) -> list[DescriptorLink]:
    links = []
    for position, name in enumerate(names, 1):
        descriptor = _named(name, terminology)
        if descriptor is not None:
            links.append(
                DescriptorLink(
                    label=descriptor.label,
                    descriptor=descriptor.id,
                    asserted_by=Asserter.TRIALKG,
                    method=Method.EXACT,
                    term=position,
                    confidence=_EXACT_CONFIDENCE,
                    evidence=Evidence(quote=name, field=field.format(position)),
                )
            )
    return links


def _named(name: str, terminology: Terminology) -> Descriptor | None:
    found = terminology.mesh.named(exact_key(name))
    return terminology.mesh.descriptor(found[0].id) if found else None
