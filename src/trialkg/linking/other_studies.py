"""All that one record says of other studies: relations, citations, criteria and outcomes taken over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trialkg.linking.inherited import outcome_references, referring_criteria
from trialkg.linking.links import Criterion, OutcomeReference
from trialkg.linking.naming import may_name_others, naming_of
from trialkg.linking.relations import Relations, study_relations
from trialkg.study import Study


@dataclass(frozen=True, slots=True)
class OtherStudies:
    """What a record says of other studies, and its criteria with the references some of them make."""

    found: Relations
    criteria: tuple[Criterion, ...]
    outcomes: tuple[OutcomeReference, ...] = ()


def other_studies(study: Study, criteria: tuple[Criterion, ...]) -> OtherStudies:
    """Read a record for other studies; ``criteria`` are its items of eligibility."""
    if not may_name_others(study):
        return OtherStudies(Relations(), criteria)
    naming = naming_of(study)
    found = study_relations(study, naming)
    known = frozenset(each.related.name for each in found.relations if each.related.name)
    naming = replace(naming, known=known | naming.numbers.keys())
    return OtherStudies(found, referring_criteria(criteria, naming), outcome_references(study, naming))
