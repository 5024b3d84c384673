"""The type of a relation, from the cue of a statement and from what the record calls its own study."""

from __future__ import annotations

from dataclasses import dataclass

from trialkg.linking.cautions import RESULT_TOLD
from trialkg.linking.cue_language import cue
from trialkg.linking.relation_cues import Cue
from trialkg.linking.study_kind import StudyKind, is_only_observed, is_timed_follow_up, is_titled, kind_of
from trialkg.study import Study
from trialkg.vocabulary.codes import RelationType

_OF_KIND = {
    StudyKind.SUBSTUDY: RelationType.SUBSTUDY_OF,
    StudyKind.EXTENSION: RelationType.EXTENSION_OF,
    StudyKind.FOLLOW_UP: RelationType.FOLLOW_UP_OF,
}
_PLAIN = {
    Cue.SUBSTUDY: RelationType.SUBSTUDY_OF,
    Cue.HAS_SUBSTUDY: RelationType.HAS_SUBSTUDY,
    Cue.HAS_EXTENSION: RelationType.HAS_EXTENSION,
    Cue.HAS_FOLLOW_UP: RelationType.HAS_FOLLOW_UP,
    Cue.COHORT: RelationType.USES_COHORT_OF,
    Cue.DATA: RelationType.REUSES_DATA_OF,
    Cue.SERIES: RelationType.SERIES_OF,
    Cue.SUCCESSOR: RelationType.SERIES_OF,
    Cue.DUPLICATE: RelationType.DUPLICATE_OF,
}
"""The cues that say the type by themselves."""

_LATER_PHASE = {None: RelationType.HAS_EXTENSION, StudyKind.FOLLOW_UP: RelationType.FOLLOW_UP_OF}
"""What a booster phase in a record of its own is to a study of each kind; to others it may be either."""

FROM_PARENT = frozenset(
    (Cue.MEMBERS, Cue.DRAWN, Cue.PARENT, Cue.INTRODUCED, Cue.FEEDERS, Cue.EXTENSION, Cue.FOLLOW_UP)
)
"""The cues that speak of the other study's participants coming to this one."""

LEADS_ON = frozenset((Cue.HAS_SUBSTUDY, Cue.HAS_EXTENSION, Cue.HAS_FOLLOW_UP))
"""The cues that speak of this study's participants going on to the other one."""

_BY_WORD_ONLY = frozenset((Cue.EXTENSION, Cue.FOLLOW_UP, Cue.PARENT, Cue.INTRODUCED))
"""The cues that a study with participants of its own may give too."""

_BY_NAME = frozenset((Cue.SUBSTUDY, Cue.EXTENSION, Cue.FOLLOW_UP, Cue.PARENT, Cue.DATA))
"""The cues that name the kind of a study, which may be another's (``The extension of … showed``)."""

_PAST = cue(
    r"""\b(?:completed|completion|completers|completing|(?:who|participants|subjects
    |patients) (?:successfully )?
    complete\b|previous|prior|former|finish|participated|took part|discontinu|exit|roll|after\b(?=<60.>{T})
    |after (?:the )?(?:(?:study|trial)\b(?! (?:treatment|drug))|end|completion|conclusion|participation
    |closure?)|earlier
    |(?:who|that) (?:received|got)|responders\b|(?:was|were) (?:dosed|primed|vaccinated|infused|given)
    |had received|had been|end of|primary (?:\w+ )?(?:phase|vaccination|course)\b
    |(?:last|final|concluding|exit)\b<30.>visit)"""
)
_NOW = cue(
    r"""\b(?:current|ongoing|participating|participates?\b|are enrolled|enrolled (?:in|on|into)|undergoing
    |being
    |enrolling|will (?:recruit|enrol|include|be|have|undergo|wear|provide|complete)|asked|invited|approached
    |subgroup|subset|(?:told|informed) (?:about|of)\b|eligible (?:for|to)\b)"""
)
_AT_ONCE = cue(
    r"""\b(?:currently|concurrent\w*|ongoing|simultaneous\w*) (?:\w+ )?(?:participat|enrol|trial|study
    |clinical)
    |\benrol\w* (?:on|in) one of"""
)
_TREATED_ON = cue(
    r"""\bcontinu\w+|\bfurther treatment\b|\bongoing treatment\b|\bre-?treat\w*|\broll\w* over\b
    |\bcross\w* over\b
    |\b(?:receiv\w+|given|offered|option)\b<40;>\bopen[- ]label\b
    |\boffered active\b
    |\b(?:second|third|fourth|fifth|another|booster) (?:dose|course|infusion|injection)\b"""
)
_THIS_EXTENSION = cue(
    r"""\b(?:this|the present|the current|our) (?:[\w-]+ ){0,3}(?:extension|roll-?\s?over)(?: \(\w+\))?
    \s(?:study|trial|protocol|phase)\b"""
)
"""A statement that calls the record's own study an extension, whatever its title says."""

_RETREATED = cue(r"\bre-?treat\w*|\bcross\w* over to\b")
_FOLLOWED = cue(
    r"""\bfollow(?:ed|ing)?[- ]?(?:up|for|through|until)\b|\bsurvival data\b
    |\b(?:tested|examined|assessed|measured|seen|weighed)\b<40.>
    \b(?:at (?:the )?age|at {NUMBER} years|years? (?:later|after))\b"""
)
_FORMER = cue(
    r"""\b(?:survivors|former participants|graduates|late effects|(?:survival|vital) status)\b
    |\bcontact\w*\b<80.>\byears? (?:after|later)\b
    |\b(?:recalled|re-?(?:contacted|examined|assessed|visited))\b
    |\b(?:deaths?|mortality|survival)\b<100.>\b(?:linkage|linked|registers?|registry|index)\b
    |\btrac(?:e|ed|ing) (?:the )?{PEOPLE}
    |\b(?:infants|children|offspring) (?:whose|of|born to) (?:\w+ )?(?:mothers|women|parents)\b"""
)
_OURS = cue(r"\b(?:our|we|(?:the )?investigators?)\b")
_OF_THIS_STUDY = cue(
    r"""\b(?:this|our|the present|the current|the proposed) (?:[\w-]+ ){0,3}
    (?:stud(?:y|ies)|trial|protocol|extension|project|survey|sub-?study|research)\b|\bwill\b|\beligible\b"""
)
_RECORDED = cue(
    r"""\b(?:stored|archived|banked|existing|already|secondary|retrospective\w*|re-?analy\w+)\b<160.>{T}
    |{MATERIAL} (?:from|of|collected|obtained|acquired)\b<160.>{T}"""
)
_TAKEN_ANEW = cue(
    r"""\b(?:will be|are|is being|to be) (?:\w+ )?(?:collected|taken|obtained|drawn|acquired|gathered)\b
    |\bto (?:collect|gather|obtain|provide|evaluate|assess)\b|\bcollect(?:ing|s)\b"""
)


@dataclass(frozen=True, slots=True)
class OwnKind:
    """What a record says of its own study.

    ``is_titled``: a title says the kind. ``is_timed``: a title says how long the follow-up is. ``is_sole``:
    the record names one other study only. ``is_observed``: the study gives nothing to its participants.
    """

    kind: StudyKind | None
    is_titled: bool
    is_timed: bool
    is_sole: bool
    is_observed: bool

    @property
    def is_part_of_sole(self) -> bool:
        """Whether this is a sub-study, and the one other study of the record so most likely its parent."""
        return self.is_sole and self.kind is StudyKind.SUBSTUDY

    @property
    def explains(self) -> bool:
        """Whether the one other study is told of because this one goes with it."""
        kinds = (StudyKind.SUBSTUDY, StudyKind.EXTENSION) if self.is_titled else (StudyKind.SUBSTUDY,)
        return self.is_sole and self.kind in kinds


def own_kind(study: Study, *, is_sole: bool) -> OwnKind:
    """Read a record's own kind."""
    return OwnKind(
        kind=kind_of(study),
        is_titled=is_titled(study),
        is_timed=is_timed_follow_up(study),
        is_sole=is_sole,
        is_observed=is_only_observed(study),
    )


def relation_type(
    cues: tuple[Cue, ...], words: str, own: OwnKind, *, is_new: bool, is_prose: bool
) -> RelationType | None:
    """The type that a statement's cues give, the first deciding; None where they do not suffice.

    ``is_new`` says that the study has participants of its own, ``is_prose`` that the statement is no title
    and no criterion.
    """
    first = cues[0]
    if first is Cue.SERIES and own.is_timed and own.is_sole and not is_new and _OURS.search(words):
        return RelationType.FOLLOW_UP_OF
    if first is Cue.LATER_PHASE:
        return _LATER_PHASE.get(own.kind)
    if not own.is_titled and first in _BY_NAME and _is_result(words):
        return None
    if first in _PLAIN:
        return _PLAIN[first]
    if is_new and first in _BY_WORD_ONLY:
        return RelationType.SERIES_OF
    if first is Cue.INTRODUCED and not own.explains:
        return None
    if own.kind is StudyKind.FOLLOW_UP and not own.is_observed and _THIS_EXTENSION.search(words):
        return RelationType.EXTENSION_OF
    if own.kind is not None:
        return _OF_KIND[own.kind]
    return _type_by_words(cues, words, own, is_prose)


def _is_result(words: str) -> bool:
    """Whether a statement tells what came out of another study, and nothing of this one."""
    return bool(RESULT_TOLD.search(words)) and not _OF_THIS_STUDY.search(words)


def _type_by_words(cues: tuple[Cue, ...], words: str, own: OwnKind, is_prose: bool) -> RelationType | None:
    """The type by the words of one statement, where the record has no name for its own kind."""
    if Cue.DATA in cues and _RECORDED.search(words) and not _TAKEN_ANEW.search(words):
        return RelationType.REUSES_DATA_OF
    is_past, is_treated_on = _PAST.search(words), _TREATED_ON.search(words)
    if is_past and _RETREATED.search(words):
        return RelationType.EXTENSION_OF
    if Cue.FOLLOW_UP in cues or _FORMER.search(words) or (is_past and _FOLLOWED.search(words)):
        return RelationType.FOLLOW_UP_OF
    if _AT_ONCE.search(words) and not is_treated_on:
        return RelationType.SUBSTUDY_OF
    if Cue.EXTENSION in cues and own.is_observed:
        return RelationType.FOLLOW_UP_OF
    if is_treated_on or Cue.EXTENSION in cues or cues[0] is Cue.FEEDERS:
        return RelationType.EXTENSION_OF
    if is_past:
        return RelationType.FOLLOW_UP_OF if own.is_observed else RelationType.EXTENSION_OF
    if cues[0] is Cue.DRAWN and is_prose and not _NOW.search(words):
        return None
    return RelationType.SUBSTUDY_OF
