"""What linking adds to a study: values that say what was linked, by whom, how, and on which words."""

from __future__ import annotations

import msgspec

from trialkg.study import Finding, Value
from trialkg.vocabulary.codes import Asserter, CriterionKind, Logic, Method, PassageKind, RelationType, Role


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


class OutcomeConcepts(Value, frozen=True):
    """What an outcome measures and by which instruments, by notation. ``outcome`` is a position from 1."""

    outcome: int
    concept: str | None = None
    instruments: tuple[str, ...] = ()


class Criterion(Value, frozen=True):
    """One item of the eligibility criteria. ``position`` is its place in its list, sub-items as ``5.2``.

    ``group`` are the words of the headings it stands under, ``logic`` how it goes together with its siblings
    where the text says so.
    """

    kind: CriterionKind
    position: str
    text: str
    group: str | None = None
    logic: Logic | None = None


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
    """A relation from the study to another, known by its registry number or by name."""

    type: RelationType
    related_id: str
    method: Method
    confidence: float
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
    outcomes: tuple[OutcomeConcepts, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    quantities: tuple[StatedQuantity, ...] = ()
    relations: tuple[StudyRelation, ...] = ()
    passages: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
