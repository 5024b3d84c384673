"""What linking adds to a study: values that say what was linked, by whom, how, and on which words."""

from __future__ import annotations

import msgspec

from trialkg.study import Finding, Value
from trialkg.vocabulary.codes import (
    Asserter,
    BoundingEvent,
    CriterionKind,
    Logic,
    Method,
    OutcomeAspect,
    OutcomeLevel,
    PassageKind,
    RelationType,
    Role,
    TimeAnchor,
    TimeFrameKind,
)


class Evidence(Value, frozen=True):
    """The words a link rests on. ``quote`` is a substring of the study's ``field``.

    ``field`` is a path in the study such as ``briefSummary`` or ``interventions[1].name`` (positions from 1).
    """

    quote: str
    field: str


class DescriptorLink(Value, frozen=True):
    """A link to a MeSH descriptor, from the whole study or from one of its registered terms.

    ``term`` is the position (from 1) in ``Study.conditions`` or ``Study.interventions``, None for the
    whole study.
    ``descriptor`` is None where a registry gives a label that the terminology does not know.
    """

    label: str
    asserted_by: Asserter
    method: Method
    descriptor: str | None = None
    term: int | None = None
    confidence: float | None = None
    evidence: Evidence | None = None


class ConceptUse(Value, frozen=True):
    """A concept of the trialkg scheme and the part it plays in the study.

    ``concept`` is its notation; ``interventions`` are the positions of the registered interventions it names.
    """

    concept: str
    role: Role
    method: Method
    confidence: float
    evidence: Evidence
    interventions: tuple[int, ...] = ()


class OutcomeLink(Value, frozen=True):
    """What an outcome measures, an instrument it is measured with, or an event it counts, by notation.

    ``outcome`` is a position from 1 in ``Study.outcomes``; of an objective, in ``Links.objectives``.
    """

    outcome: int
    aspect: OutcomeAspect
    concept: str
    method: Method
    confidence: float
    evidence: Evidence
    of_objective: bool = False


class Objective(Value, frozen=True):
    """An aim that prose states, of a study that lists no outcomes. ``text`` is a substring of the field."""

    level: OutcomeLevel
    text: str
    field: str


class TimeFrame(Value, frozen=True):
    """When an outcome is measured. ``outcome`` is a position from 1.

    ``start``, ``end``, ``points`` and ``intervals`` are ISO 8601 durations in the unit of the text, counted
    from the anchor; the end from ``end_anchor`` where that is another one. A point may be a visit by name,
    after an ``@``. The names of anchors are words of the text, where an anchor has no code of its own.
    """

    outcome: int
    kind: TimeFrameKind
    anchor: TimeAnchor
    method: Method
    confidence: float
    anchor_name: str | None = None
    start: str | None = None
    end: str | None = None
    points: tuple[str, ...] = ()
    intervals: tuple[str, ...] = ()
    events: tuple[BoundingEvent, ...] = ()
    end_anchor: TimeAnchor | None = None
    end_anchor_name: str | None = None


class StudyReference(Value, frozen=True):
    """What a text names as another study: at least one of the two.

    ``number`` is a registry number in its registry's own form (``NCT00057265``, ``ISRCTN12345678``,
    ``2009-012716-38``); ``name`` an acronym or protocol code as printed.
    """

    number: str | None = None
    name: str | None = None


def study_named(reference: StudyReference) -> str:
    """What tells one study from another: its number, else its name."""
    return reference.number or reference.name or ""


class Criterion(Value, frozen=True):
    """One item of the eligibility criteria. ``position`` is its place in its list, sub-items as ``5.2``.

    ``group`` are the words of the headings it stands under, ``logic`` how it goes together with its siblings
    where the text says so.
    ``refers_to`` is the other study whose criteria the item makes its own.
    """

    kind: CriterionKind
    position: str
    text: str
    group: str | None = None
    logic: Logic | None = None
    refers_to: StudyReference | None = None


class Constraint(Value, frozen=True):
    """What a criterion demands of one feature, as it stands in the item.

    ``criterion`` is a position (from 1) in ``Links.criteria``; whether the item includes or excludes is its
    own. A number stands in ``value`` with a UCUM code in ``unit`` and how the feature compares with it in
    ``comparator`` (``<``, ``<=``, ``=``, ``>=``, ``>``); a state in ``state`` (``present``, ``absent``,
    ``positive``, ``negative``, a stage). ``exposures`` are the notations of the treatments that a washout or
    a prior therapy is about. ``logic`` is how it goes together with the one before it, where the text says
    so. ``decisive`` says that who fails this one alone (or, of an exclusion, meets it) cannot take part: no
    other alternative, exception or condition goes with it. ``text`` is a substring of the item.
    """

    criterion: int
    feature: str
    text: str
    method: Method
    confidence: float
    comparator: str | None = None
    value: float | None = None
    unit: str | None = None
    state: str | None = None
    exposures: tuple[str, ...] = ()
    logic: Logic | None = None
    decisive: bool = False


class StatedQuantity(Value, frozen=True):
    """A quantity that an arm or an intervention states of itself, such as an activity or an interval.

    ``arm`` or ``intervention`` is the position (from 1) of the one that states it.
    """

    feature: str
    comparator: str
    value: float
    unit: str
    method: Method
    confidence: float
    evidence: Evidence
    arm: int | None = None
    intervention: int | None = None


class StudyRelation(Value, frozen=True):
    """A relation from the study to another. Several to one study differ in their evidence."""

    type: RelationType
    related: StudyReference
    method: Method
    confidence: float
    evidence: Evidence


class StudyCitation(Value, frozen=True):
    """Another study that a text names as background, without saying how this one stands to it."""

    related: StudyReference
    evidence: Evidence


class OutcomeReference(Value, frozen=True):
    """Another study by whose criteria an outcome is measured. ``outcome`` is a position from 1."""

    outcome: int
    related: StudyReference
    evidence: Evidence


class Passage(Value, frozen=True):
    """A sentence in which a text states what has no field of its own, with its place.

    ``start`` is the offset of the sentence in its field, in characters.
    """

    kind: PassageKind
    text: str
    field: str
    start: int


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """All that linking found for one study; ``findings`` are the terms for which it found nothing."""

    conditions: tuple[DescriptorLink, ...] = ()
    interventions: tuple[DescriptorLink, ...] = ()
    concepts: tuple[ConceptUse, ...] = ()
    outcomes: tuple[OutcomeLink, ...] = ()
    objectives: tuple[Objective, ...] = ()
    time_frames: tuple[TimeFrame, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    quantities: tuple[StatedQuantity, ...] = ()
    relations: tuple[StudyRelation, ...] = ()
    citations: tuple[StudyCitation, ...] = ()
    outcome_references: tuple[OutcomeReference, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
