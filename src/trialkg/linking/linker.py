"""All linking of one study on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from trialkg.linking import concepts, criteria, descriptors, passages, relations, uses
from trialkg.linking.constraints import ConstraintReader
from trialkg.linking.descriptors import DescriptorLinker
from trialkg.linking.links import Links
from trialkg.linking.mentions import Mentions
from trialkg.linking.phrases import Phrases
from trialkg.linking.stated import stated_quantities
from trialkg.study import Study
from trialkg.terminology import ConceptKind, Terminology


@dataclass(frozen=True)
class Linker:
    """The terminology with the phrase tables made from it; make one in a process and keep it."""

    terminology: Terminology

    @cached_property
    def descriptors(self) -> DescriptorLinker:
        """What finds MeSH descriptors."""
        return DescriptorLinker(self.terminology.mesh)

    @cached_property
    def interventions(self) -> Mentions:
        """Intervention concepts in names of interventions."""
        return Mentions.in_names(self.terminology)

    @cached_property
    def mentions(self) -> Mentions:
        """Intervention concepts in prose."""
        return Mentions.in_prose(self.terminology)

    @cached_property
    def outcomes(self) -> Phrases:
        """The names of outcome concepts."""
        return Phrases.of_concepts(self.terminology, ConceptKind.OUTCOME)

    @cached_property
    def instruments(self) -> Phrases:
        """The names of instruments and response criteria."""
        return Phrases.of_concepts(self.terminology, ConceptKind.INSTRUMENT)

    @cached_property
    def constraints(self) -> ConstraintReader:
        """What makes constraints of eligibility criteria."""
        return ConstraintReader(
            features=Phrases.of_concepts(self.terminology, ConceptKind.FEATURE),
            exposures=Phrases.of_concepts(self.terminology, ConceptKind.INTERVENTION),
        )


def link_study(study: Study, linker: Linker) -> Links:
    """Everything that can be linked in one study; looks at no other study."""
    conditions = descriptors.condition_links(study, linker.descriptors)
    interventions = descriptors.intervention_links(study, linker.descriptors)
    items = criteria.criteria_of(study.eligibility.criteria)
    constraints, unread = linker.constraints.constraints(items)
    return Links(
        conditions=conditions.links,
        interventions=interventions.links,
        concepts=uses.concept_uses(study, linker.interventions, linker.mentions, linker.terminology),
        outcomes=concepts.outcome_concepts(study, linker.outcomes, linker.instruments, linker.terminology),
        criteria=items,
        constraints=constraints,
        quantities=stated_quantities(study),
        relations=relations.study_relations(study),
        passages=passages.passages_of(study),
        findings=(*conditions.findings, *interventions.findings, *unread),
    )
