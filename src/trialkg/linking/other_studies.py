"""All that one record says of other studies: relations, citations, criteria and outcomes taken over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trialkg.linking.glimpse import glimpse_of
from trialkg.linking.inherited import outcome_references, referring_criteria
from trialkg.linking.links import Criterion, OutcomeReference
from trialkg.linking.naming import naming_of
from trialkg.linking.registrations import registrations
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
    registered = tuple(registrations(study))
    glimpse = glimpse_of(study)
    if not glimpse:
        return OtherStudies(Relations(registered), criteria)
    naming = naming_of(study, glimpse)
    found = study_relations(study, naming)
    if not (found.relations or found.citations):
        return OtherStudies(replace(found, relations=registered), criteria)
    known = frozenset(each.related.name for each in found.relations if each.related.name)
    found = replace(found, relations=(*registered, *found.relations))
    naming = replace(naming, known=known | naming.numbers.keys())
    return OtherStudies(found, referring_criteria(criteria, naming), outcome_references(study, naming))
