"""What the items of eligibility criteria demand, as constraints that can be computed with.

A constraint says what the item says: an exclusion of ``creatinine > 2 mg/dL`` has the comparator ``>``. What
is not understood stays text. Each item is read over a bounded length, and so many constraints of a study.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from trialkg.linking.classes import classes_in
from trialkg.linking.comparisons import AT_LEAST, AT_MOST, EQUAL
from trialkg.linking.decisive import with_decisive
from trialkg.linking.features import KIND_OF
from trialkg.linking.links import Constraint, Criterion
from trialkg.linking.measured import Measured, Wording
from trialkg.linking.measurements import measured
from trialkg.linking.named_features import without_strange_sizes
from trialkg.linking.phrases import Found, Phrases
from trialkg.linking.quantities import SPELT, Quantity, quantities
from trialkg.linking.states import states_in
from trialkg.linking.time_limits import WASHOUT
from trialkg.linking.told_state import PRESENT, State
from trialkg.linking.units import SCORE
from trialkg.linking.words import folded_words_of, lowered
from trialkg.study import Finding
from trialkg.terminology import ConceptKind, Terminology
from trialkg.vocabulary.codes import CriterionKind, Method

_MOST_TEXT = 4000
_MOST_CONSTRAINTS = 400
_DIGIT = re.compile("[0-9]")
_CLASS_WORDS = frozenset(
    ("nyha", "york", "fitzpatrick", "phototype", "phototypes", "skin", "asa", "ccs", "canadian")
)
_WORDS_OF_STATES = """
pregnant pregnancy gravid lactating lactation nursing breast breastfeeding consent metastases
metastasis mets leptomeningeal meningitis meningeal carcinomatosis hiv hepatitis hbv hcv hbsag er pr
pgr hr estrogen oestrogen progesterone hormone hormonal her2 tnbc triple measurable cirrhosis spinal
cauda cns brca brca1 brca2 gbrca immunodeficiency erbb2 hor her
"""
_STATE_WORDS = frozenset(_WORDS_OF_STATES.split())
"""Words without which no feature that is a state is named."""

_TREATMENT_WORDS = frozenset(
    (
        "prior", "previous", "previously", "concurrent", "concomitant", "current", "currently", "stage",
        "stages", "line", "treated", "received",
    )
)  # fmt: skip
"""Words without which no treatment that a person has had, stage or line of therapy is spoken of."""

_STATED = _STATE_WORDS | _TREATMENT_WORDS
_TELLING = SPELT | _CLASS_WORDS | _STATED
"""Words of which an item without figures must have one, that anything can be understood in it."""

_LONGEST_LABEL = 30

_OPEN = 0
"""The item of a constraint while it is read, since items of the same words are read once."""

_LONGEST_REMEMBERED, _MOST_REMEMBERED = 160, 1 << 13
"""Characters of an item that is remembered, and how many are: of real records one item in eight is known."""

_CONFIDENCE_NEAR, _CONFIDENCE_FAR, _CONFIDENCE_STATE = 0.95, 0.85, 0.9


class _Item(msgspec.Struct, frozen=True, gc=False):
    """An item in which something can be understood, with its numbers.

    ``lower`` is the text in small letters, ``label`` the feature that the heading above names; ``excluded``
    says that the item excludes, ``classed`` that it may name a class of a scale, ``stated`` that it may name
    a state.
    """

    text: str
    lower: str
    numbers: list[Quantity]
    label: tuple[Found, ...]
    excluded: bool
    classed: bool
    stated: bool


def _item(text: str, label: tuple[Found, ...], words: Sequence[str], *, excluded: bool) -> _Item | None:
    telling = _TELLING.intersection(words)
    has_digits = _DIGIT.search(text) is not None
    if not (telling or has_digits):
        return None
    spelt = not SPELT.isdisjoint(telling)
    lower = lowered(text)
    numbers = quantities(text, lower, spelt=spelt) if spelt or has_digits else []
    classed = not _CLASS_WORDS.isdisjoint(telling)
    stated = not _STATED.isdisjoint(telling)
    if not (numbers or classed or stated):
        return None
    return _Item(text, lower, numbers, label, excluded, classed, stated)


class ConstraintReader:
    """Reads constraints by the names of features and of treatments.

    Make one in a process and keep it: it remembers short items, which many studies have in the same words.
    """

    def __init__(self, features: Phrases, exposures: Phrases) -> None:
        self._features = features
        self._exposures = exposures
        self._label = lru_cache(maxsize=_MOST_REMEMBERED)(self._read_label)
        self._remembered = lru_cache(maxsize=_MOST_REMEMBERED)(self._read)

    def constraints(
        self, criteria: Sequence[Criterion]
    ) -> tuple[tuple[Constraint, ...], tuple[Finding, ...]]:
        """The constraints of all items of a study, and a finding where not all of them were read."""
        found: list[Constraint] = []
        for position, criterion in enumerate(criteria, 1):
            said = self._said(criterion)
            if said is None:
                continue
            if len(found) >= _MOST_CONSTRAINTS:
                reason = f"has more constraints than the {_MOST_CONSTRAINTS} that are read"
                finding = Finding(path="eligibility.criteria", value=criterion.position, reason=reason)
                return with_decisive(criteria, found), (finding,)
            found += [replace(each, criterion=position) for each in said]
        return with_decisive(criteria, found), ()

    def _said(self, criterion: Criterion) -> tuple[Constraint, ...] | None:
        """What an item says, as of no position; None where nothing can be understood in it."""
        text = criterion.text[:_MOST_TEXT]
        heading = _heading(criterion.group) if criterion.group else ""
        label = self._label(heading) if 0 < len(heading) < _LONGEST_LABEL else ()
        read = self._remembered if len(text) <= _LONGEST_REMEMBERED else self._read
        return read(text, label, criterion.kind is CriterionKind.EXCLUSION)

    def _read(self, text: str, label: tuple[Found, ...], excluded: bool) -> tuple[Constraint, ...] | None:
        words = folded_words_of(text)
        item = _item(text, label, words, excluded=excluded)
        return None if item is None else tuple(self._of(item, self._features.found_in(text, words)))

    def _of(self, item: _Item, mentions: Sequence[Found]) -> Iterator[Constraint]:
        if item.numbers or item.classed:
            yield from self._measured(item, mentions)
        if item.stated:
            for state in states_in(item.text, item.lower, mentions, self._exposures):
                if _makes_sense(state, excluded=item.excluded):
                    yield _of_state(item.text, state)

    def _measured(self, item: _Item, mentions: Sequence[Found]) -> Iterator[Constraint]:
        text = item.text
        classes = classes_in(text, mentions) if item.classed else []
        free = item.numbers if not classes else _outside(classes, item.numbers)
        words = Wording(text, item.lower, without_strange_sizes(mentions, item.lower), item.label)
        found = [*classes, *measured(words, free)] if free else classes
        said: set[tuple[str, str, float, str]] = set()
        for each in _listed(sorted(found, key=lambda each: each.quantity.start)):
            key = each.feature, each.quantity.comparator, each.quantity.value, each.unit
            if key not in said:
                said.add(key)
                yield self._constraint(text, each)

    def _read_label(self, heading: str) -> tuple[Found, ...]:
        """The feature that a heading names and nothing else: ``Age``."""
        found = self._features.found_in(heading)
        whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(heading))
        return tuple(found) if whole else ()

    def _constraint(self, text: str, each: Measured) -> Constraint:
        quote = text[each.start : each.end]
        return Constraint(
            criterion=_OPEN,
            feature=each.feature,
            comparator=each.quantity.comparator,
            value=each.quantity.value,
            unit=each.unit,
            exposures=self._washed_out(text, each) if each.feature == WASHOUT else (),
            logic=each.logic,
            text=quote,
            method=Method.CUE if each.near else Method.CONTEXT,
            confidence=_CONFIDENCE_NEAR if each.near else _CONFIDENCE_FAR,
        )

    def _washed_out(self, text: str, each: Measured) -> tuple[str, ...]:
        """The treatments that a washout is of: those named before the time, else after it."""
        before, after = text[each.start : each.quantity.start], text[each.quantity.end : each.end]
        found = self._exposures.found_in(before) or self._exposures.found_in(after)
        return tuple(dict.fromkeys(mention.notation for mention in found))


def constraint_reader(terminology: Terminology) -> ConstraintReader:
    """What reads constraints with the names of a terminology.

    Scores are concepts of the scheme of instruments. Their notations name them here, too: beside a number
    ``GCS`` means no other thing.
    """
    concepts = terminology.concepts.values()
    features = [each for each in concepts if each.kind is ConceptKind.FEATURE]
    scores = [
        replace(each, abbreviations=tuple({*each.abbreviations, each.notation}))
        for each in concepts
        if each.kind is ConceptKind.INSTRUMENT and each.notation in KIND_OF
    ]
    return ConstraintReader(
        features=Phrases.naming([*features, *scores]),
        exposures=Phrases.of_concepts(terminology, ConceptKind.INTERVENTION),
    )


def _heading(group: str) -> str:
    """The nearest of the headings above an item, without its colon."""
    return group.rstrip(" :").rpartition(":")[2].strip()


def _outside(classes: Sequence[Measured], numbers: Sequence[Quantity]) -> list[Quantity]:
    """The numbers that stand in no class of a scale."""
    taken = [(each.start, each.end) for each in classes]
    return [each for each in numbers if not any(start <= each.number < end for start, end in taken)]


def _makes_sense(state: State, *, excluded: bool) -> bool:
    """Nobody is excluded for giving consent: such an item speaks of it by the way, or denies it from afar."""
    return not (excluded and state.feature == "consent" and state.state == PRESENT)


def _of_state(text: str, state: State) -> Constraint:
    return Constraint(
        criterion=_OPEN,
        feature=state.feature,
        comparator=EQUAL,
        state=state.state,
        value=state.value,
        unit=state.unit,
        exposures=state.exposures,
        logic=state.logic,
        text=text[state.start : state.end],
        method=Method.CUE,
        confidence=_CONFIDENCE_STATE,
    )


def _listed(found: list[Measured]) -> list[Measured]:
    """The limits, a list of scores that follow each other (``0, 1 or 2``) made a range."""
    result: list[Measured] = []
    place = 0
    while place < len(found):
        end = place + 1
        while end < len(found) and _goes_on(found[end - 1], found[end]):
            end += 1
        run = found[place:end]
        if len(run) > 1:
            first, last = run[0], run[-1]
            lower = _as(first, AT_LEAST)
            result += [lower, _as(last, AT_MOST, like=first)]
        else:
            result += run
        place = end
    return result


def _goes_on(this: Measured, following: Measured) -> bool:
    bare = all(each.quantity.comparator == EQUAL and each.unit == SCORE for each in (this, following))
    return bare and this.feature == following.feature and following.quantity.value == this.quantity.value + 1


def _as(each: Measured, comparator: str, like: Measured | None = None) -> Measured:
    start = like.start if like else each.start
    return replace(each, quantity=replace(each.quantity, comparator=comparator), start=start)
