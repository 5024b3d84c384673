"""What a record calls its own study: a sub-study, an extension, a follow-up, or none of these."""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto

from trialkg.linking.cue_language import cue
from trialkg.linking.statements import prose_of, titles_of
from trialkg.study import Study
from trialkg.vocabulary.codes import StudyType


class StudyKind(Enum):
    """The kind of a study that goes on from, or runs within, another."""

    SUBSTUDY = auto()
    EXTENSION = auto()
    FOLLOW_UP = auto()


_TITLES = {
    StudyKind.SUBSTUDY: cue(
        r"""\bsub-?\s?study\b|\b(?:ancillary|side|nested|companion|correlative|add-on) (?:[\w-]+ ){0,2}?
    (?:study|studies|trial|project|cohort)\b|\bnested (?:in|within)\b
        |\bbio-?(?:repository|bank)\b"""
    ),
    StudyKind.EXTENSION: cue(
        r"""\bextension(?! for)\b|\broll-?\s?over\b|\bcontinuation\b|\bcontinued\b
        |\bpost-?trial (?:access|provision)\b
        |\bbooster\b|\bOLE\b
        |\bre-?treatment\b"""
    ),
    StudyKind.FOLLOW_UP: cue(
        r"""\bfollow(?:ing)?[- ]?up\b|\bpersist\w+\b
        |\blate (?:toxicit\w+|effects|outcomes?|morbidity|results|complications|sequelae)\b
        |\blong[- ]term (?:\w+ )?(?:outcomes?|impact|survival|results|immunity|registry)\b|\bvital status\b
        |\b{NUMBER}[- ](?:years?|months?)\b.{0,20}\b(?:later|after|outcomes?|surveillance)\b
        |\bLTFU\b|\bdurability\b"""
    ),
}
_LONG_TREATMENT = cue(
    r"""\blong[- ]term.{0,30}\b(?:open[- ]label|safety|treatment|use|tolerability)\b
    |\bopen[- ]label.{0,30}\blong[- ]term\b|\bmaintenance\b"""
)
"""Words of a title that leave open whether treatment goes on."""

_OF_ITSELF = r"""(?:\b(?:this|the (?:present|current|proposed|purpose|aim)|study (?:will|is designed|aims)
    |our|it|protocol|phase|is an?
    |was an?)\b[^.;]{0,90}?|(?:^|[.!?:]\s+|\n\s*)An? [^.;]{0,90}?|(?:^|[.!?:]\s+|\n\s*)
    (?:(?:open|long|phase|multi|random|prospect|option|safety|single|double|observ|treat
    |uncontr|non|\d)[\w\/-]*[, ]+){0,8})"""
"""What comes before the word by which a study calls itself: the study, or the beginning of a sentence."""

_PROSE = {
    StudyKind.SUBSTUDY: cue(
        _OF_ITSELF
        + r"""(?:\bsub-?\s?study\b|\b(?:ancillary|side|nested|companion|add-on|supplementary) (?:\w+ )?
        (?:study|project)\b|\bnested (?:in|within)\b)"""
    ),
    StudyKind.EXTENSION: cue(
        _OF_ITSELF
        + r"""(?:\b(?:open[- ]label|safety|treatment|optional|long[- ]term) extension\b
        |\bextension (?:study|trial|phase|protocol|of)\b|\broll-?\s?over\b
        |\bcontinu(?:ed|ing|ation)\b.{0,20}\b(?:treatment|access|of)\b|\bbooster (?:phase|study|trial)\b
        |\blong-term (?:safety|treatment) (?:study|trial|protocol)\b)
        |\bthis (?:[\w-]+ ){0,2}(?:extension|roll-?\s?over|continuation)\b(?! of)"""
    ),
    StudyKind.FOLLOW_UP: cue(
        _OF_ITSELF
        + r"""(?:\bfollow[- ]?up (?:study|survey|trial|of|protocol|investigation|project)\b
        |\b(?:is|was) an? (?:\w+ ){0,3}follow[- ]?up\b|\bpersistence (?:study|phase)\b
        |\bextended follow[- ]?up\b|\bfollow (?:the )?(?:participants|patients|subjects|children)\b)"""
    ),
}
_ONLY_OBSERVED = cue(
    r"""\bobservational\b|\bconduct (?:[\w-]+ )?surveillance\b
    |\bwithout (?:any|further) (?:study )?(?:intervention|treatment|drug|vaccine)\b
    |\bnon-?interventional\b|\bretrospective\b|\bchart review\b
    |\bno (?:\w+ ){0,3}(?:drugs?|vaccines?|vaccinations?|treatments?|products?|medications?|interventions?
    |therapy)\b
    \s(?:\w+ ){0,3}(?:administ|given|provid|receiv|envisaged|applied)
    |\b(?:gets?|receives?|given) no (?:\w+ )?(?:drug|vaccine|treatment|medication)\b
    |\bwill not receive (?:any )?(?:\w+ )?(?:drug|vaccine|treatment|product|medication)"""
)
_TIMED_FOLLOW_UP = cue(
    r"""\b(?:\d+|one|two|three|five|six|ten|twelve)[- ](?:year|month|week)s?[- ](?:\w+ )?follow[- ]?up\b
    |\blong[- ]term follow[- ]?up\b"""
)
_PERSISTENCE = cue(
    r"""\bpersistence of (?:the )?(?:[\w-]+ )?(?:antibod|immun|protect|response|vaccin)
    |\b(?:antibod\w+|immun\w+|long[- ]term) persistence\b"""
)
"""What a study of those vaccinated before looks at; it names the kind where nothing else does."""

_TITLE_WEIGHT, _MOST_FROM_PROSE = 3, 4


def kind_of(study: Study) -> StudyKind | None:
    """What titles and prose say most often that the study is; an extension that only observes follows up."""
    points: Counter[StudyKind] = Counter()
    for kind, pattern in _TITLES.items():
        points[kind] += _TITLE_WEIGHT * any(pattern.search(title) for _, title in titles_of(study))
    points[StudyKind.EXTENSION] += any(_LONG_TREATMENT.search(title) for _, title in titles_of(study))
    prose = "\n".join(text for _, text in prose_of(study))
    for kind, pattern in _PROSE.items():
        points[kind] += min(len(pattern.findall(prose)), _MOST_FROM_PROSE)
    first = {kind: _first(pattern, study) for kind, pattern in _TITLES.items()}
    kind, most = max(points.items(), key=lambda each: (each[1], -first[each[0]]))
    if not most:
        return StudyKind.FOLLOW_UP if _PERSISTENCE.search(prose) else None
    if kind is StudyKind.EXTENSION and is_only_observed(study):
        return StudyKind.FOLLOW_UP
    return kind


def is_titled(study: Study) -> bool:
    """Whether a title says the kind."""
    return any(
        cue.search(title) for cue in (*_TITLES.values(), _LONG_TREATMENT) for _, title in titles_of(study)
    )


def is_timed_follow_up(study: Study) -> bool:
    """Whether a title says that the study follows up for a time, long-term or so many months."""
    return any(_TIMED_FOLLOW_UP.search(title) for _, title in titles_of(study))


def _first(cue: re.Pattern[str], study: Study) -> int:
    """Where the titles say it first; of two kinds said as often, the one said first counts."""
    titles = " ".join(title for _, title in titles_of(study))
    found = cue.search(titles)
    return found.start() if found else len(titles)


def is_only_observed(study: Study) -> bool:
    """Whether the study gives nothing to its participants."""
    texts = (text for _, text in (*titles_of(study), *prose_of(study)))
    return study.study_type is StudyType.OBSERVATIONAL or any(_ONLY_OBSERVED.search(text) for text in texts)
