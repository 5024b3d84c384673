"""Relations to other studies: what sentences that name one say of it, weighed over the whole record.

Where the participants come from decides, before any word for the study. Participants of the other study who
go on with treatment make an extension, those who are only observed a follow-up, those who take part in both
at once a sub-study; a study with participants of its own is in a series with the other, whatever it is called.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from trialkg.linking.cues import CUES, EVIDENCE, GATE, LIST_ITEM, LIST_OPENS, LIST_OPENS_WITH, NEGATION, NEW_PARTICIPANTS, PROSPECTIVE, RECORDED, REFUSED, TARGET, TOLD, YARDSTICK, Cue
from trialkg.linking.links import Evidence, StudyCitation, StudyReference, StudyRelation
from trialkg.linking.naming import Naming, masked, naming_of
from trialkg.linking.statements import Place, Statement, statements_of
from trialkg.linking.study_kind import StudyKind, is_later_follow_up, is_only_observed, is_titled, kind_of
from trialkg.study import Finding, Study
from trialkg.vocabulary.codes import Method, RelationType


@dataclass(frozen=True, slots=True)
class Relations:
    """What a record says of other studies; ``findings`` are those of which it says two things equally."""

    relations: tuple[StudyRelation, ...] = ()
    citations: tuple[StudyCitation, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A statement that names another study, with the cue it holds for it, if any."""

    reference: StudyReference
    cue: Cue | None
    statement: Statement
    words: str
    after: str = ""
    cues: frozenset[Cue] = frozenset()


_PARENTAL = frozenset((Cue.SUBSTUDY, Cue.EXTENSION, Cue.FOLLOW_UP, Cue.MEMBERS, Cue.DRAWN, Cue.PARENT, Cue.FEEDERS, Cue.INTRODUCED))
_ONWARD_CUES = frozenset((Cue.HAS_SUBSTUDY, Cue.HAS_EXTENSION, Cue.HAS_FOLLOW_UP))
_OF_KIND = {
    StudyKind.SUBSTUDY: RelationType.SUBSTUDY_OF,
    StudyKind.EXTENSION: RelationType.EXTENSION_OF,
    StudyKind.FOLLOW_UP: RelationType.FOLLOW_UP_OF,
}
_PLAIN = {
    Cue.HAS_SUBSTUDY: RelationType.HAS_SUBSTUDY,
    Cue.HAS_EXTENSION: RelationType.HAS_EXTENSION,
    Cue.HAS_FOLLOW_UP: RelationType.HAS_FOLLOW_UP,
    Cue.COHORT: RelationType.USES_COHORT_OF,
    Cue.DATA: RelationType.REUSES_DATA_OF,
    Cue.SERIES: RelationType.SERIES_OF,
    Cue.SUCCESSOR: RelationType.SERIES_OF,
    Cue.DUPLICATE: RelationType.DUPLICATE_OF,
}
_CONFIDENCE = {
    Cue.SUBSTUDY: 0.97,
    Cue.MEMBERS: 0.96,
    Cue.EXTENSION: 0.95,
    Cue.FOLLOW_UP: 0.94,
    Cue.FEEDERS: 0.93,
    Cue.HAS_SUBSTUDY: 0.92,
    Cue.HAS_FOLLOW_UP: 0.92,
    Cue.HAS_EXTENSION: 0.92,
    Cue.COHORT: 0.91,
    Cue.DUPLICATE: 0.90,
    Cue.PARENT: 0.89,
    Cue.DATA: 0.88,
    Cue.DRAWN: 0.87,
    Cue.INTRODUCED: 0.86,
    Cue.SERIES: 0.80,
    Cue.SUCCESSOR: 0.80,
}
_PAST = re.compile(r"\b(?:completed|completion|completers|completing|(?:who|participants|subjects|patients) (?:successfully )?complete\b|previous|prior|former|finish|participated|took part|discontinu|exit|roll|after|earlier|who received|had received|end of)", re.I)
_NOW = re.compile(r"\b(?:current|ongoing|participating|participates?\b|are enrolled|enrolled (?:in|on|into)|undergoing|being|enrolling|will (?:recruit|enrol|include|be)|asked|invited|approached)", re.I)
_HERE = re.compile(r"\b(?:eligible|invited|will|offered|enter(?:ed)? (?:in)?to|this (?:[\w-]+ )?(?:study|trial|protocol|extension|survey|project)|asked|can|may|were enrolled in th|is designed)\b", re.I)
_PERSONS = re.compile(
    r"\b(?:patients?|participants?|subjects?|individuals|wom[ae]n|m[ae]n|children|infants|adults|adolescents|volunteers|persons|those|families|households|who|they|survivors|completers)\b", re.I
)
_TOLD_OF_OTHER = re.compile(
    r"(?<!who )(?<!that )(?<!which )(?<!previously )\b(?:were|was|have been|has been) (?:enrolled|randomi[sz]ed|treated|included|recruited)(?: \w+)? (?:in|into|on|onto)\b[^;,]{0,60}"
    + TARGET, re.I
)
"""What is said of the other study's own participants, and nothing of ours."""

_ACCESS = re.compile(r"\b(?:expanded|compassionate|early|managed) (?:access|use)\b", re.I)
_ONWARD = re.compile(r"\bcontinu\w+|\bfurther treatment\b|\bongoing treatment\b|\bre-?treat\w*|\broll\w* over\b|\bcross\w* over\b|\b(?:receiv\w+|given|offered|option)\b.{0,40}\bopen[- ]label\b", re.I)
_AT_ONCE = re.compile(r"\b(?:currently|concurrent\w*|ongoing|simultaneous\w*) (?:\w+ )?(?:participat|enrol|trial|study|clinical)|\benrol\w* (?:on|in) one of", re.I)
_OF_WORK = re.compile(r"\b(?:continuation|extension) of (?:the|our|this|previous|earlier) (?:\w+ )?(?:collaboration|work|program\w*|research|findings|concept|idea|results)\b", re.I)
_OURS_DONE = re.compile(r"\b(?:we|group|investigators?|sponsor|team|company)\b(?: \w+){0,3} (?:completed|finished|enrolled|treated|randomi[sz]ed|received)\b", re.I)
_FOLLOWED = re.compile(r"\bfollow(?:ed|ing)?[- ]?(?:up|for|through|until)\b|\bsurvival data\b", re.I)
_OURS = re.compile(r"\b(?:our|we|(?:the )?investigators?)\b", re.I)
_DURATION = re.compile(r"\b(?:\d+|one|two|three|four|five|six|ten)[- ]?(?:\w+ )?(?:years?|months?|weeks?|yr)\b|\blong[- ]term\b|\buntil\b", re.I)


def study_relations(study: Study) -> Relations:
    """All that a record says of other studies, the strongest evidence first for each of them."""
    naming = naming_of(study)
    signs: dict[str, list[_Sign]] = {}
    for sign in _signs(study, naming):
        signs.setdefault(sign.reference.number or sign.reference.name or "", []).append(sign)
    kind = kind_of(study)
    own_kind = _OwnKind(kind, is_later_follow_up(study), naming.parent is not None, is_only_observed(study), is_titled(study))
    relations: list[StudyRelation] = []
    citations: list[StudyCitation] = []
    for found in signs.values():
        said = list(_relations(found, own_kind))
        relations += sorted(said, key=lambda each: -each.confidence)
        if not said and found[0].reference.number:
            citations.append(StudyCitation(related=found[0].reference, evidence=_evidence(found[0])))
    return Relations(tuple(relations), tuple(citations))


def _signs(study: Study, naming: Naming) -> Iterator[_Sign]:
    opener = ""
    statements = list(statements_of(study))
    for statement, following in zip(statements, [*statements[1:], None], strict=True):
        after = following.text if following is not None and following.field == statement.field else ""
        mentions = naming.mentions(statement.text)
        references = {}
        for each in mentions:
            if not naming.is_own(each.reference):
                references.setdefault(each.reference.number or each.reference.name, each.reference)
        if (opens := LIST_OPENS.search(statement.text)) and LIST_OPENS_WITH.search(statement.text, opens.end()):
            opener = statement.text
        elif not mentions and not LIST_ITEM.search(statement.text):
            opener = ""
        for key, reference in references.items():
            words = masked(statement.text, mentions, naming, key)
            before = words[: words.index(TARGET)]
            if opener and reference.number and LIST_ITEM.search(before) and statement.place is not Place.EXCLUSION:
                cues = (Cue.FEEDERS,)
                words = f"{opener} {words}"
            else:
                cues = _cues_of(words, statement)
            yield _Sign(reference, next(iter(cues), None), statement, words, after, frozenset(cues))


def _cues_of(words: str, statement: Statement) -> tuple[Cue, ...]:
    """What a statement says, the most telling first."""
    if statement.place is Place.EXCLUSION or NEGATION.search(words) or REFUSED.search(words):
        return ()
    found = {cue: match for cue, pattern in reversed(CUES) if (match := pattern.search(words))}
    return tuple(cue for cue in CUE_ORDER if cue in found and _holds(cue, found[cue], words, statement))


CUE_ORDER = (
    Cue.DUPLICATE, Cue.HAS_SUBSTUDY, Cue.HAS_FOLLOW_UP, Cue.HAS_EXTENSION, Cue.COHORT, Cue.SUBSTUDY, Cue.MEMBERS,
    Cue.EXTENSION, Cue.FOLLOW_UP, Cue.DATA, Cue.PARENT, Cue.SERIES, Cue.DRAWN, Cue.SUCCESSOR, Cue.INTRODUCED,
)


def _holds(cue: Cue, match: re.Match[str], words: str, statement: Statement) -> bool:
    if cue is Cue.HAS_EXTENSION and _ACCESS.search(words):
        return False
    if cue in (Cue.SERIES, Cue.DATA):
        return not YARDSTICK.search(words)
    if cue is Cue.MEMBERS:
        if GATE.search(words) and statement.place is not Place.TITLE:
            return False
        said = words[: match.end()]
        if _TOLD_OF_OTHER.search(said) or _OURS_DONE.search(said):
            return False
        named = _PERSONS.search(words)
        if statement.place is not Place.PROSE or _HERE.search(words):
            return True
        return bool(named) and not EVIDENCE.search(words) and not TOLD.search(words)
    if cue is Cue.DRAWN:
        return not GATE.search(words) and not _TOLD_OF_OTHER.search(words[: match.end()]) and not EVIDENCE.search(words) and not TOLD.search(words)
    if cue is Cue.EXTENSION:
        return not _OF_WORK.search(match.group())
    if cue is Cue.FOLLOW_UP:
        return bool(_PERSONS.search(match.group()) or _DURATION.search(words))
    return True


@dataclass(frozen=True, slots=True)
class _OwnKind:
    """What the record calls its study; whether a title says how long it follows up; whether it names one other only."""

    kind: StudyKind | None
    is_later: bool
    is_sole: bool
    is_observed: bool
    is_titled: bool

    @property
    def is_introduced(self) -> bool:
        """Whether the one other study of the record is told of because this one goes with it."""
        return self.is_sole and (
            self.kind is StudyKind.SUBSTUDY or (self.kind is StudyKind.EXTENSION and self.is_titled)
        )


def _relations(signs: list[_Sign], own: _OwnKind) -> Iterator[StudyRelation]:
    is_new = any(NEW_PARTICIPANTS.search(f"{sign.words} {sign.after}") for sign in signs)
    leads_on = not own.is_titled and any(sign.cue in _ONWARD_CUES for sign in signs)
    for sign in signs:
        type_ = None if leads_on and sign.cue in _PARENTAL else _type(sign, own, is_new)
        if type_ is not None and sign.cue is not None:
            yield StudyRelation(
                type=type_,
                related=sign.reference,
                method=Method.CUE,
                confidence=_CONFIDENCE[sign.cue],
                evidence=_evidence(sign),
            )


def _type(sign: _Sign, own: _OwnKind, is_new: bool) -> RelationType | None:
    if sign.cue is None:
        return None
    if sign.cue is Cue.SERIES and own.is_later and own.is_sole and not is_new and _OURS.search(sign.words):
        return RelationType.FOLLOW_UP_OF
    if sign.cue in _PLAIN:
        return _PLAIN[sign.cue]
    if is_new and sign.cue in (Cue.EXTENSION, Cue.FOLLOW_UP, Cue.PARENT, Cue.INTRODUCED):
        return RelationType.SERIES_OF
    if sign.cue is Cue.INTRODUCED and not own.is_introduced:
        return None
    if sign.cue is Cue.SUBSTUDY:
        return RelationType.SUBSTUDY_OF
    return _OF_KIND[own.kind] if own.kind is not None else _type_by_words(sign, own)


def _type_by_words(sign: _Sign, own: _OwnKind) -> RelationType | None:
    """The type by the words of one sentence, where the record has no name for its own kind."""
    if Cue.DATA in sign.cues and RECORDED.search(sign.words) and not PROSPECTIVE.search(sign.words):
        return RelationType.REUSES_DATA_OF
    if Cue.FOLLOW_UP in sign.cues or (_FOLLOWED.search(sign.words) and _PAST.search(sign.words)):
        return RelationType.FOLLOW_UP_OF
    if _AT_ONCE.search(sign.words) and not _ONWARD.search(sign.words):
        return RelationType.SUBSTUDY_OF
    if Cue.EXTENSION in sign.cues or sign.cue is Cue.FEEDERS or _ONWARD.search(sign.words):
        return RelationType.EXTENSION_OF
    if _PAST.search(sign.words):
        return RelationType.FOLLOW_UP_OF if own.is_observed else RelationType.EXTENSION_OF
    if sign.cue is Cue.DRAWN and sign.statement.place is Place.PROSE and not _NOW.search(sign.words):
        return None
    return RelationType.SUBSTUDY_OF


def _evidence(sign: _Sign) -> Evidence:
    return Evidence(quote=sign.statement.text, field=sign.statement.field)
