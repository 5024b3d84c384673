"""All linking of one study on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from trialkg.linking import criteria, descriptors, passages, uses
from trialkg.linking.constraints import ConstraintReader, constraint_reader
from trialkg.linking.descriptors import DescriptorLinker
from trialkg.linking.links import Links
from trialkg.linking.mentions import Mentions
from trialkg.linking.named_sites import unlisted_sites
from trialkg.linking.objectives import objectives_of
from trialkg.linking.other_studies import other_studies
from trialkg.linking.outcomes import OutcomeReader
from trialkg.linking.stated import stated_quantities
from trialkg.linking.time_frames import time_frames
from trialkg.study import Study
from trialkg.terminology import Terminology


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
    def outcomes(self) -> OutcomeReader:
        """What finds concepts, instruments and events of outcomes."""
        return OutcomeReader(self.terminology)

    @cached_property
    def constraints(self) -> ConstraintReader:
        """What makes constraints of eligibility criteria."""
        return constraint_reader(self.terminology)


def link_study(study: Study, linker: Linker) -> Links:
    """Everything that can be linked in one study; looks at no other study."""
    conditions = descriptors.condition_links(study, linker.descriptors)
    interventions = descriptors.intervention_links(study, linker.descriptors)
    others = other_studies(study, criteria.criteria_of(study.eligibility.criteria))
    constraints, unread = linker.constraints.constraints(others.criteria)
    told = passages.passages_of(study)
    frames = time_frames(study.outcomes)
    objectives = objectives_of(told)
    return Links(
        conditions=conditions.links,
        interventions=interventions.links,
        concepts=uses.concept_uses(study, linker.interventions, linker.mentions, linker.terminology),
        outcomes=linker.outcomes.links(study, objectives),
        objectives=objectives,
        time_frames=frames.frames,
        criteria=others.criteria,
        constraints=constraints,
        quantities=stated_quantities(study),
        relations=others.found.relations,
        citations=others.found.citations,
        outcome_references=others.outcomes,
        passages=told,
        findings=(
            *conditions.findings,
            *interventions.findings,
            *frames.findings,
            *unread,
            *others.found.findings,
            *unlisted_sites(study, told),
        ),
    )
