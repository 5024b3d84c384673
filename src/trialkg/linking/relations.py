"""Relations to other studies: what statements that name one say of it, weighed over the whole record.

Where the participants come from decides, before any word for the study. Participants of the other study who
go on with treatment make an extension, those who are only observed a follow-up, those who take part in both
at once a sub-study; a study with participants of its own is in a series with the other, whatever its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from trialkg.linking.cautions import NEW_PARTICIPANTS
from trialkg.linking.cue_language import TARGET, cue
from trialkg.linking.cue_reading import cues_of, is_spoken_of
from trialkg.linking.links import Evidence, StudyCitation, StudyReference, StudyRelation, study_named
from trialkg.linking.naming import Naming, masked
from trialkg.linking.registrations import ListedNumber, numbers_of_others
from trialkg.linking.relation_cues import LIST_ITEM, LIST_OPENS, Cue
from trialkg.linking.relation_types import FROM_PARENT, LEADS_ON, OwnKind, own_kind, relation_type
from trialkg.linking.statements import Place, Statement, statements_of
from trialkg.study import Finding, Study
from trialkg.vocabulary.codes import Method, RelationType

CONFIDENCE = {
    Cue.SUBSTUDY: 0.95,
    Cue.MEMBERS: 0.94,
    Cue.FEEDERS: 0.92,
    Cue.SERIES: 0.90,
    Cue.SUCCESSOR: 0.90,
    Cue.PARENT: 0.89,
    Cue.HAS_SUBSTUDY: 0.86,
    Cue.HAS_FOLLOW_UP: 0.86,
    Cue.HAS_EXTENSION: 0.86,
    Cue.EXTENSION: 0.80,
    Cue.FOLLOW_UP: 0.80,
    Cue.DATA: 0.75,
    Cue.INTRODUCED: 0.75,
    Cue.COHORT: 0.75,
    Cue.DUPLICATE: 0.75,
    Cue.LATER_PHASE: 0.75,
    Cue.DRAWN: 0.58,
}
"""How often each kind of evidence gives the right type: (right + 1) / (given + 2) over hand-made answers.

``benchmarks.accuracy.relations`` prints the counts; the rules were settled on the same texts. A kind that
these do not have stands at 0.75.
"""

_OF_A_NAME = 0.95
"""What is left of the confidence where a study is known by a name alone: 17 of 18 in registry records."""

_OVER = cue(r"\b(?:was|were|randomi[sz]ed|compared)\b")
_SAME_PEOPLE = cue(
    r"""^\W*(?:now,? )?(?:all |the )?(?:same|its|surviving|former) (?:[\w-]+ ){0,2}{PEOPLE}<40.>
    \b(?:are now|will (?:now )?be|are being) (?:[\w-]+ ){0,2}(?:invited|contacted|asked|mailed|sent|seen
    |followed|approached|traced|visited|tested|examined|assessed|interviewed|re-?\w+ed)\b"""
)
"""A study that is over, and the words after it that go on with those who took part."""

_LONGEST_QUOTE = 500


@dataclass(frozen=True, slots=True)
class Relations:
    """What a record says of other studies; ``findings`` are those of which it says two things equally."""

    relations: tuple[StudyRelation, ...] = ()
    citations: tuple[StudyCitation, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sign:
    """A statement that names another study, with its cues for it.

    ``words`` is the statement's text with the studies marked,
    ``place`` is where the study is named in the statement, ``after`` the statement that comes next,
    ``is_label`` says that the statement is the label of a number in an id field.
    """

    reference: StudyReference
    cues: tuple[Cue, ...]
    statement: Statement
    words: str
    place: int
    after: str
    is_label: bool = False


def study_relations(study: Study, naming: Naming) -> Relations:
    """All that a record says of other studies, in their order; of each the strongest evidence first."""
    signs: dict[str, list[_Sign]] = {}
    for sign in (*_signs(study, naming), *map(_labelled, numbers_of_others(study))):
        signs.setdefault(study_named(sign.reference), []).append(sign)
    if not any(sign.cues or sign.reference.number for found in signs.values() for sign in found):
        return Relations()
    own = own_kind(study, is_sole=naming.parent is not None)
    relations: list[StudyRelation] = []
    citations: list[StudyCitation] = []
    for found in signs.values():
        said = _strongest_first(_relations(found, own))
        relations += said
        if not said and found[0].reference.number:
            citations.append(StudyCitation(related=found[0].reference, evidence=_evidence(found[0])))
    return Relations(tuple(relations), tuple(citations), tuple(_ties(relations)))


def decided(relations: Iterable[StudyRelation]) -> tuple[StudyRelation, ...]:
    """One relation a related study, the strongest; none where two types are as strong and as often said."""
    return tuple(first for first, is_tied in _strongest(relations) if not is_tied)


def _strongest_first(relations: Iterable[StudyRelation]) -> list[StudyRelation]:
    """In the order of confidence; of types as sure, the one that is said more often first."""
    found = list(relations)
    often = Counter(each.type for each in found)
    return sorted(found, key=lambda each: (-each.confidence, -often[each.type]))


def _ties(relations: Iterable[StudyRelation]) -> Iterator[Finding]:
    for first, is_tied in _strongest(relations):
        if is_tied:
            reason = "is named as related in two ways, on evidence as strong: read the record and decide"
            yield Finding(path=first.evidence.field, value=study_named(first.related), reason=reason)


def _strongest(relations: Iterable[StudyRelation]) -> Iterator[tuple[StudyRelation, bool]]:
    for _, group in groupby(relations, key=lambda each: study_named(each.related)):
        same = list(group)
        often = Counter(each.type for each in same)
        rivals = {
            each.type
            for each in same
            if each.confidence == same[0].confidence and often[each.type] == often[same[0].type]
        }
        yield same[0], len(rivals) > 1


def _signs(study: Study, naming: Naming) -> Iterator[_Sign]:
    opener = ""
    statements = list(statements_of(study, naming.may_name_others))
    for place, statement in enumerate(statements):
        if not naming.may_name_others(statement.text):
            continue
        mentions = naming.mentions(statement.text)
        if _opens_list(statement.text):
            opener = statement.text
        elif not mentions and not LIST_ITEM.search(statement.text):
            opener = ""
        for reference, start in naming.others(mentions):
            words = masked(statement.text, mentions, naming, study_named(reference))
            cues = cues_of(words, statement, is_numbered=reference.number is not None)
            if opener and _is_listed(reference, words, statement):
                cues, words = (Cue.FEEDERS,), f"{opener} {words}"
            yield _Sign(reference, cues, statement, words, start, _next(statements, place))


def _labelled(listed: ListedNumber) -> _Sign:
    return _Sign(
        reference=StudyReference(number=listed.number),
        cues=(listed.says,) if listed.says else (),
        statement=listed.statement,
        words=listed.words,
        place=0,
        after="",
        is_label=True,
    )


def _opens_list(text: str) -> bool:
    is_possible = "studies" in text or "trials" in text or "rotocols" in text
    return is_possible and bool(LIST_OPENS.search(text))


def _is_listed(reference: StudyReference, words: str, statement: Statement) -> bool:
    before = words[: words.index(TARGET)]
    return bool(reference.number and LIST_ITEM.search(before) and statement.place is not Place.EXCLUSION)


def _next(statements: list[Statement], place: int) -> str:
    following = statements[place + 1] if place + 1 < len(statements) else None
    return following.text if following and following.field == statements[place].field else ""


def _relations(signs: list[_Sign], own: OwnKind) -> Iterator[StudyRelation]:
    is_new = any(NEW_PARTICIPANTS.search(f"{sign.words} {sign.after}") for sign in signs)
    leads_on = not own.is_titled and any(sign.cues and sign.cues[0] in LEADS_ON for sign in signs)
    for sign in signs:
        cues = sign.cues
        if not cues and is_spoken_of(sign.words, sign.statement):
            cues = _unsaid(sign, own)
        if not cues or (leads_on and cues[0] in FROM_PARENT) or (sign.is_label and _is_open(cues[0], own)):
            continue
        is_prose = sign.statement.place is Place.PROSE
        found = relation_type(cues, sign.words, own, is_new=is_new, is_prose=is_prose)
        if found is not None:
            yield _relation(sign, cues[0], found)


def _unsaid(sign: _Sign, own: OwnKind) -> tuple[Cue, ...]:
    """What a statement that introduces a study means by what follows it, or by what the record is."""
    if _OVER.search(sign.words) and _SAME_PEOPLE.search(sign.after):
        return (Cue.FOLLOW_UP,)
    return (Cue.INTRODUCED,) if own.is_part_of_sole else ()


def _is_open(given: Cue, own: OwnKind) -> bool:
    """Whether a label leaves open how the studies stand: a parent of no kind, or the extension of one."""
    return own.kind is None if given is Cue.PARENT else own.kind is not None and given in LEADS_ON


def _relation(sign: _Sign, given: Cue, found: RelationType) -> StudyRelation:
    confidence = CONFIDENCE[given]
    return StudyRelation(
        type=found,
        related=sign.reference,
        method=Method.CUE,
        confidence=confidence if sign.reference.number else round(confidence * _OF_A_NAME, 2),
        evidence=_evidence(sign),
    )


def _evidence(sign: _Sign) -> Evidence:
    """The statement; of a long one, the words about the place where the study is named."""
    text = sign.statement.text
    if len(text) > _LONGEST_QUOTE:
        start = max(0, sign.place - _LONGEST_QUOTE * 2 // 3)
        text = text[start : start + _LONGEST_QUOTE]
        text = text.partition(" ")[2] if start else text
        text = text.rpartition(" ")[0]
    return Evidence(quote=text, field=sign.statement.field)
