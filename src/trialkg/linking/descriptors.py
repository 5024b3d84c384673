"""Links to MeSH descriptors: the registry's own derivation, and ours from terms and from their context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import msgspec

from trialkg.linking.clinical_names import DONE, NOT_GIVEN
from trialkg.linking.context import context_links, titled_links
from trialkg.linking.links import DescriptorLink, Evidence
from trialkg.linking.scopes import Scope
from trialkg.linking.short_forms import definition, is_short_form
from trialkg.linking.term_links import SCORES, TermLink
from trialkg.linking.terms import TermLinker
from trialkg.study import DerivedTerm, Finding, Intervention, Study
from trialkg.terminology import Mesh
from trialkg.terminology.keys import exact_key
from trialkg.vocabulary.codes import Asserter, InterventionType, Method

_ABSTAINED = "no MeSH descriptor found with enough confidence"


@dataclass(frozen=True)
class DescriptorLinker:
    """MeSH with what finds its names in terms of each kind; make one in a process and keep it."""

    mesh: Mesh

    @cached_property
    def conditions(self) -> TermLinker:
        """Finds conditions."""
        return TermLinker(self.mesh, Scope.CONDITION)

    @cached_property
    def diseases(self) -> TermLinker:
        """Finds conditions that are diseases, for texts that speak of other things too."""
        return TermLinker(self.mesh, Scope.DISEASE)

    @cached_property
    def titled(self) -> TermLinker:
        """Finds diseases and symptoms, for titles."""
        return TermLinker(self.mesh, Scope.TITLED)

    @cached_property
    def drugs(self) -> TermLinker:
        """Finds chemicals and drugs."""
        return TermLinker(self.mesh, Scope.DRUG)

    @cached_property
    def procedures(self) -> TermLinker:
        """Finds therapies, operations and trainings."""
        return TermLinker(self.mesh, Scope.PROCEDURE)

    def of_type(self, type_: InterventionType | None) -> tuple[TermLinker, ...]:
        """What to ask, in this order, for an intervention of a registered type."""
        if type_ in _DRUGS:
            return (self.drugs,)
        if type_ in _PROCEDURES:
            return (self.procedures,)
        return () if type_ in _NEITHER else (self.drugs, self.procedures)


_DRUGS = frozenset((InterventionType.DRUG, InterventionType.DIETARY_SUPPLEMENT, InterventionType.GENETIC))
_PROCEDURES = frozenset((InterventionType.PROCEDURE, InterventionType.BEHAVIORAL))
_NEITHER = frozenset((InterventionType.DIAGNOSTIC_TEST, InterventionType.DEVICE))
"""Types of which the names speak of substances that are measured, or part of a thing, and not given."""


@dataclass(frozen=True)
class DescriptorLinks:
    """Links of a study to MeSH, and a finding for each registered term that none was found for."""

    links: tuple[DescriptorLink, ...]
    findings: tuple[Finding, ...] = ()


def link_terms(texts: Iterable[str], linker: DescriptorLinker) -> Iterator[tuple[TermLink, ...]]:
    """The links of each text, of which it is not known whether it is a condition or an intervention.

    What is done about a disease names the disease after itself, and is no condition. Empty where nothing is
    sure enough.
    """
    for text in texts:
        links = (link for link in linker.conditions.links(text) if not _is_done(text, link))
        yield tuple(links) or linker.drugs.links(text)


def _is_done(text: str, link: TermLink) -> bool:
    """Whether a text speaks of something that is done before it comes to the words of the link."""
    return DONE.search(text, 0, text.find(link.quote)) is not None


def condition_links(study: Study, linker: DescriptorLinker) -> DescriptorLinks:
    """The registry's links of the study's conditions, then ours.

    Ours are those of the registered conditions, those of the context where neither these nor the registry
    name one, and those of what both titles name beside all this.
    """
    terms = _identified(study.condition_terms, linker.mesh)
    if study.derived_terms_mix_ancestors:
        terms = _without_ancestors(terms, linker.mesh)
    ours: list[DescriptorLink] = []
    abstained = []
    tells = False
    for position, text in enumerate(study.conditions, 1):
        links, found = _of_condition(study, position, text, linker.conditions)
        ours += links
        tells = tells or not all(link.is_generic for link in found)
        if not found:
            abstained.append(_finding(f"conditions[{position}]", text))
    if not tells and not terms:
        ours += context_links(study, linker.diseases)
    known = {link.descriptor for link in (*_registered(terms), *ours) if link.descriptor}
    ours += titled_links(study, linker.titled, known)
    return DescriptorLinks((*_registered(terms), *ours), tuple(abstained) if linker.mesh.complete else ())


def _of_condition(
    study: Study, position: int, text: str, linker: TermLinker
) -> tuple[list[DescriptorLink], tuple[TermLink, ...]]:
    """The links of one condition; of an abbreviation by what the record says it stands for, if it does."""
    evidence = definition(text, _prose(study)) if is_short_form(text) else None
    found = linker.links(evidence.quote) if evidence else ()
    if evidence and found:
        links = [_ours(link, position, evidence.field) for link in found]
        sure = SCORES[Method.NORMALISED]
        spelled = [msgspec.structs.replace(link, method=Method.NORMALISED, confidence=sure) for link in links]
        return spelled, found
    found = linker.links(text)
    return [_ours(link, position, f"conditions[{position}]") for link in found], found


def _prose(study: Study) -> list[tuple[str, str]]:
    """The texts of a study in which an abbreviation may be spelled out, by field."""
    fields = (
        *((f"conditions[{place}]", text) for place, text in enumerate(study.conditions, 1)),
        *((f"keywords[{place}]", text) for place, text in enumerate(study.keywords, 1)),
        ("briefTitle", study.brief_title),
        ("officialTitle", study.official_title),
        ("briefSummary", study.brief_summary),
        ("detailedDescription", study.detailed_description),
    )
    return [(field, text) for field, text in fields if text]


def intervention_links(study: Study, linker: DescriptorLinker) -> DescriptorLinks:
    """The registry's links of the study's interventions, then ours."""
    terms = _identified(study.intervention_terms, linker.mesh)
    ours: list[DescriptorLink] = []
    abstained = []
    for position, intervention in enumerate(study.interventions, 1):
        found = list(_of_intervention(intervention, position, linker))
        ours += found
        if not found and not NOT_GIVEN.search(intervention.name):
            abstained.append(_finding(f"interventions[{position}].name", intervention.name))
    return DescriptorLinks((*_registered(terms), *ours), tuple(abstained) if linker.mesh.complete else ())


def _of_intervention(
    intervention: Intervention, position: int, linker: DescriptorLinker
) -> Iterator[DescriptorLink]:
    field = f"interventions[{position}]"
    names = [(intervention.name, f"{field}.name")]
    names += (
        (name, f"{field}.otherNames[{place}]") for place, name in enumerate(intervention.other_names, 1)
    )
    seen = set()
    for name, path in names:
        for link in _first(name, linker.of_type(intervention.type)):
            if link.descriptor not in seen:
                seen.add(link.descriptor)
                yield _ours(link, position, path)


def _first(name: str, linkers: Iterable[TermLinker]) -> tuple[TermLink, ...]:
    return next(filter(None, (linker.links(name) for linker in linkers)), ())


def _ours(link: TermLink, position: int, field: str) -> DescriptorLink:
    return DescriptorLink(
        label=link.label,
        descriptor=link.descriptor,
        asserted_by=Asserter.TRIALKG,
        method=link.method,
        term=position,
        confidence=link.score,
        evidence=Evidence(quote=link.quote, field=field),
    )


def _finding(path: str, text: str) -> Finding:
    return Finding(path=path, value=text, reason=_ABSTAINED)


def _identified(terms: Iterable[DerivedTerm], mesh: Mesh) -> list[DerivedTerm]:
    """The terms, each once, with the descriptor of those given by label alone where the label is known."""
    identified = []
    for term in terms:
        known = () if term.descriptor else mesh.named(exact_key(term.label))
        identified.append(DerivedTerm(label=term.label, descriptor=known[0].id) if known else term)
    return list(dict.fromkeys(identified))


def _without_ancestors(terms: list[DerivedTerm], mesh: Mesh) -> list[DerivedTerm]:
    """The terms of a flat list that stand above no other term of it in MeSH's tree."""
    above = {ancestor for term in terms if term.descriptor for ancestor in mesh.ancestors(term.descriptor)}
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
