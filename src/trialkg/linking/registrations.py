"""Registry numbers in the fields for ids: the same study under other numbers, and numbers of other studies.

ClinicalTrials.gov keeps the numbers of duplicate records as aliases of the one that stands, so an alias is
the study itself. A secondary id is by the registry's definition a further number of the study: one of another
registry is its registration there. A number of ClinicalTrials.gov among them is another study's, since no
study has two; how that one stands is said only where the field says it (``Parent study``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trialkg.linking.cue_language import OTHER, TARGET, cue
from trialkg.linking.links import Evidence, StudyReference, StudyRelation
from trialkg.linking.references import Mention, numbers_in
from trialkg.linking.relation_cues import Cue
from trialkg.linking.statements import Place, Statement
from trialkg.linking.study_names import number_key
from trialkg.study import Identifier, Study
from trialkg.vocabulary.codes import IdentifierType, Method, RelationType

_OF_ALIAS, _OF_OTHER_REGISTRY = 1.0, 0.9
"""How sure a registration is: the registry's own word, and a sponsor's, which was set, not measured."""

_GRANTS = frozenset(
    (
        IdentifierType.NIH,
        IdentifierType.FDA,
        IdentifierType.VA,
        IdentifierType.CDC,
        IdentifierType.AHRQ,
        IdentifierType.SAMHSA,
        IdentifierType.OTHER_GRANT,
    )
)
_NCT = re.compile(r"NCT\d{8}", re.ASCII)
_LIKE_A_NUMBER = re.compile(r"CT|\d{6}-\d\d|NTR|DRKS|UMIN|RBR-|IIA|RPCEC")
"""What every registry number holds; most ids are none, and this is fast."""

_STUDY = r"(?:study|studies|trials?|protocols?|cohorts?)"
"""No registry: the primary registry of a study is no other study."""

_NAMES_STUDY = rf"\W{{0,3}}(?:(?:{_STUDY}|phase|part|NCT|ID|number|no)\b|{TARGET})"
"""What shows that a word of a label is about a study: bodies have such words in their names, too."""

_LABELS = (
    (
        Cue.DUPLICATE,
        cue(
            r"""\b(?:duplicate|obsolete|superseded|replaced|withdrawn)\b<30.>(?:registration|record|number|{T})
            |\b(?:old|former|previous|earlier)
            \s(?:NCT|registration|registry|record|ClinicalTrials\.gov|identifier)
            |\b(?:previously|formerly|originally|also|re-?)[ -]?registered\b"""
        ),
    ),
    (Cue.SUBSTUDY, cue(r"\b{SUBSTUDY}\W{1,2}(?:of|to|within|in)\b")),
    (
        Cue.EXTENSION,
        cue(r"\b{EXTENSION}(?: (?:study|trial|protocol|phase))?\W{1,2}(?:of|to|for|from)\b"),
    ),
    (Cue.FOLLOW_UP, cue(r"\b{FOLLOWUP}(?: (?:study|trial|protocol))?\W{1,2}(?:of|to|for|from)\b")),
    (
        Cue.PARENT,
        cue(
            r"""\b(?:parent|parental|mother|main|core|feeder|base|lead[- ]in|host|larger|overarching
            |antecedent|preceding|qualifying|originating|master|umbrella) (?:[\w-]+ )?"""
            + _STUDY
            + r"\b|\b(?:original|initial|primary) (?:study|trial)\b|\b(?:parent|core|feeder|lead[- ]in)"
            + _NAMES_STUDY
            + r"|{T}\W{0,3}(?:parent|core|feeder)\b"
        ),
    ),
    (Cue.HAS_SUBSTUDY, cue(r"\b(?!companion){SUBSTUDY}|{T}\W{0,3}(?!companion){SUBSTUDY}")),
    (Cue.HAS_EXTENSION, cue(r"\b{EXTENSION}" + _NAMES_STUDY + r"|{T}\W{0,3}{EXTENSION}\b")),
    (Cue.HAS_FOLLOW_UP, cue(r"\b{FOLLOWUP}" + _NAMES_STUDY + r"|{T}\W{0,3}{FOLLOWUP}\b")),
    (
        Cue.SERIES,
        cue(
            r"\b(?:related|linked|associated|sister|twin|pilot|feasibility|expanded access"
            r"|phase (?:[1-4]|I{1,3}|IV)[ab]?) (?:clinical )?" + _STUDY + r"\b"
        ),
    ),
)
"""What the label of a number says of the study that bears it; the first that fits counts.

``Extension study`` beside a number means that the number is the extension's, ``extension of`` that this
study is one.
"""


@dataclass(frozen=True, slots=True)
class ListedNumber:
    """A registry number in an id field; ``place`` is that of the field, from 1.

    ``words`` are what stands there, the study marked, ``says`` is their cue.
    """

    number: str
    place: int
    statement: Statement
    words: str
    says: Cue | None = None

    @property
    def is_of_other(self) -> bool:
        """Whether it is the number of another study, not a further one of this."""
        return self.says not in (None, Cue.DUPLICATE) or (self.says is None and self.number.startswith("NCT"))


def registrations(study: Study) -> Iterator[StudyRelation]:
    """The study's other registrations: its older numbers, then its numbers in other registries, each once."""
    for place, alias in enumerate(study.aliases, 1):
        if _NCT.fullmatch(alias) and alias != study.registry_id:
            yield _registration(alias, Evidence(quote=alias, field=f"aliases[{place}]"), _OF_ALIAS)
    seen = {number_key(number) for number in (study.registry_id, *study.aliases)}
    for listed in listed_numbers(study):
        if not listed.is_of_other and number_key(listed.number) not in seen:
            seen.add(number_key(listed.number))
            evidence = Evidence(quote=listed.statement.text, field=listed.statement.field)
            yield _registration(listed.number, evidence, _OF_OTHER_REGISTRY)


def _registration(number: str, evidence: Evidence, confidence: float) -> StudyRelation:
    return StudyRelation(
        type=RelationType.DUPLICATE_OF,
        related=StudyReference(number=number),
        method=Method.REGISTERED,
        confidence=confidence,
        evidence=evidence,
    )


def numbers_of_others(study: Study) -> tuple[ListedNumber, ...]:
    """The numbers of other studies among the ids, in their order."""
    return tuple(each for each in listed_numbers(study) if each.is_of_other)


def own_identifiers(study: Study) -> tuple[Identifier, ...]:
    """The study's identifiers but those that hold the number of another."""
    if not any(map(_may_hold_number, study.identifiers)):
        return study.identifiers
    others = {each.place for each in numbers_of_others(study)}
    return tuple(each for place, each in enumerate(study.identifiers, 1) if place not in others)


def own_numbers(study: Study) -> frozenset[str]:
    """The numbers and codes that are the study's own, those of other registries also by their key.

    The number of the European Union is printed with and without its last part, so the key is needed.
    """
    codes = (each.value for each in own_identifiers(study))
    listed = [each.number for each in listed_numbers(study) if not each.is_of_other]
    return frozenset((study.registry_id, *study.aliases, *codes, *listed, *map(number_key, listed)))


def listed_numbers(study: Study) -> Iterator[ListedNumber]:
    """Every registry number in the id fields but the study's own there and grants."""
    known = {study.registry_id, *study.aliases}
    for place, identifier in enumerate(study.identifiers, 1):
        if identifier.type in _GRANTS:
            continue
        mentions = tuple(_numbers_of(identifier))
        for mention in mentions:
            if mention.reference.number not in known:
                yield _listed(identifier, place, mention, mentions)


def _numbers_of(identifier: Identifier) -> Iterator[Mention]:
    """The numbers in a field; bare digits are read behind the registry's name (``ISRCTN``, ``12345678``)."""
    value = identifier.value
    if not _may_hold_number(identifier):
        return
    if not value.isdigit():
        yield from numbers_in(value)
    elif found := next(numbers_in(f"{identifier.issuer}{value}"), None):
        yield Mention(found.reference, 0, len(value))


def _may_hold_number(identifier: Identifier) -> bool:
    """A look that costs little: most ids are a sponsor's."""
    if identifier.value.isdigit():
        return bool(identifier.issuer)
    return _LIKE_A_NUMBER.search(identifier.value) is not None


def _listed(
    identifier: Identifier, place: int, mention: Mention, mentions: Iterable[Mention]
) -> ListedNumber:
    number = mention.reference.number or ""
    field = f"identifiers[{place}]"
    words = _marked(identifier.value, mention, mentions)
    labels = [(identifier.value, f"{field}.value", words)]
    if identifier.issuer:
        labels.append((identifier.issuer, f"{field}.issuer", f"{identifier.issuer}: {TARGET}"))
    for text, where, said in labels:
        says = next((given for given, pattern in _LABELS if pattern.search(said)), None)
        if says is not None:
            return ListedNumber(number, place, Statement(text, where, Place.PROSE), said, says)
    text, where, said = labels[0]
    return ListedNumber(number, place, Statement(text, where, Place.PROSE), said)


def _marked(value: str, target: Mention, mentions: Iterable[Mention]) -> str:
    for each in sorted(mentions, key=lambda each: each.start, reverse=True):
        mark = TARGET if each is target else OTHER
        value = f"{value[: each.start]}{mark}{value[each.end :]}"
    return value
