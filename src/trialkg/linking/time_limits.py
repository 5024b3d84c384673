"""Times that a criterion sets a limit to: since something was done or happened, or how long it has lasted.

A time before the entry of a person into the study is a washout where it is one since a treatment. What a
person has to do later on, such as contraception after the last dose, is no limit at entry and is left out.
"""

from __future__ import annotations

import re
from functools import lru_cache

from trialkg.linking.comparisons import AT_LEAST, AT_MOST, LESS, MORE, OPPOSITE
from trialkg.linking.quantities import Quantity

WASHOUT, TIME_SINCE, DURATION = "washout", "time-since", "duration"

_LATELY = re.compile(
    r"\b(?:last|past|previous|preceding|prior|recent)(?: the)?\s*[(]?$"
    r"|\bwithin(?: the| a| an)?(?: period of| first| prior)?(?: last| past)?\s*[(]?$"
    r"|\bin the\s*$"
)
_LATE_ENDS = (
    "last", "past", "previous", "preceding", "prior", "recent", "the", "within", "a", "an", "of", "first",
)  # fmt: skip
"""Ends without which no such words stand there."""

_IN = re.compile(r"\bin\s*$")
_WITHIN = re.compile(r"\s*(?:with)?in\b")
_LASTING_UP_TO_NOW = re.compile(r"\bfor(?: the| at least the)?(?: last| past| previous| preceding)\s*$")
_FOR = re.compile(
    r"\b(?:for|lasting|lasted|duration(?: is| of)?|throughout|persisting|evolving for|evolving since"
    r"|existing|since|persist(?:ed|s)?)"
    r"(?: at| a| an| the| least| minimum| period| total| duration| of| about)*\s*[(,]?$"
)
_STOPPED = re.compile(
    r"\b(?:off|stopped|discontinued|withdrawn(?: from)?)\b(?: [\w-]+){0,4} for"
    r"(?: at least| a minimum of)?\s*$"
)
_OF = re.compile(r"(?:\bof|\bhistory|\bfor|\bduration|[:)])\s*[(]?$")
_BEFORE = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:immediately\s|just\s)?(?:prior\b|before\b|preceding\b|previous(?:ly)?\b"
    r"|ago\b|earlier\b|pre-|leading up to\b"
    r"|of (?:the )?(?:screening|enrol|entry|entering|study|randomi|registration|baseline|first|start"
    r"|treatment|administration"
    r"|visit|day|inclusion|initiat|dosing|trial|receiving|planned|protocol|informed|signing|consent"
    r"|participation|ip\b|cycle|procedure|surgery)"
    r"|from (?:the )?(?:screening|enrol|entry|study|randomi|registration|baseline|first|start|visit|day"
    r"|inclusion|initiat|dosing|trial))"
)
_BEFORE_ENTRY = re.compile(r"\b(?:prior|before)(?: to)?(?: the| study)? \w+\s*[(]?$")
_SINCE = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:(?:must )?(?:have |has )?(?:elapsed|passed)?\s?(?:since|from"
    r"|between(?=[^.;]{0,60}\band\b)|beyond"
    r"|out from|off|without|after|post)\b)"
)
_LATER = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:after|following|post|from)[ -](?:the )?(?:(?:last|final|end|completion"
    r"|study|discontinu|stopping|treatment end|trial|conclusion"
    r"|administration|investigational|dosing|treatment|enrol|inclusion|first dose|randomi|ip|screening"
    r"|receiv|each|therapy)\b[^.;]{0,50}"
    r"(?:study|dos|trial|investigational|follow|ip\b|treatment|drug|admin|medication|product|injection"
    r"|enrol|$))"
)
_PLANNED = re.compile(
    r"\b(?:contracept\w*|birth control|agree\w*|willing\w*|refrain\w*|abstain\w*|abstinence|available"
    r"|availability|throughout|until|continu(?:e|ing|ation)"
    r"|follow-?\s?up|anticipat\w+|expected|prognosis|plans?|planned|planning|commit\w*"
    r"|likely to (?:be|cause|die|need|require|benefit|survive|progress)"
    r"|able to (?:come|attend|return)|scheduled"
    r"|during the (?:study|trial)|study (?:duration|period)|for the duration|comply|willingness|intend\w*"
    r"|will be)\b"
)
_PLANNED_STEMS = (
    "contracept", "birth", "agree", "willing", "refrain", "abst", "avail", "througho", "until", "continu",
    "follow", "anticipat", "expected", "likely to", "prognosis", "plan", "commit", "able to", "schedul",
    "during", "duration", "study period", "comply", "intend", "will be",
)  # fmt: skip
_INITIAL = re.compile(r"\b(?:initial|first)\s*$")
_OF_STUDY = re.compile(r"\s*of (?:the )?(?:study|trial|protocol|therapy|treatment)\b")
"""Words before and after a time that count it from the beginning of the study."""

_NOT_PLANNED = re.compile(r"\b(?:has|have|had|having|was|were|been|history|prior|using)\b[^.;]{0,50}$")
_DENIED = re.compile(
    r"\b(?:no(?! (?:more|less|fewer|greater|longer|later|older|earlier)\b)|not(?! (?:more|less|fewer"
    r"|greater|longer|limited|exceed\w*|within)\b)"
    r"|without(?! (?:\w+ )?(?:causes?|reasons?)\b)|never|free (?:of|from)|absence of|none|neither|nor)\b"
    r"|n't\b"
)
_DENIED_STEMS = ("no", "without", "never", "free ", "absence", "neither", "n't")
_UNSTABLE = re.compile(r"\bnot (?:been )?(?:\w+ ){0,2}?stable\b|\bnot been on\b")
_EVENT = re.compile(
    r"\b(?:participat\w+|enrol\w+|donat\w+|plasmapheresis|surg\w+|operation|transfus\w+|transplant\w*"
    r"|hospitali\w+"
    r"|infarct\w*|stroke|cerebrovascular|loss|tia|abus\w+|dependen\w+|addict\w+|smok\w+|tobacco|alcohol\w*"
    r"|pregnan\w+|child-?birth|deliver(?:y|ed)"
    r"|malignan\w+|cancers?|neoplas\w+|tumou?rs?|infections?|procedures?|trauma\w*|injur\w+|seizures?"
    r"|bleed\w+|h(?:a)?emorrhag\w+|thrombo\w+|embol\w+"
    r"|angina|fracture|biops\w+|angioplasty|stent\w*|bypass|revasculari\w+|diagnos\w+|illness\w*|diseases?"
    r"|disorders?|relaps\w+|exacerbation"
    r"|attempts?|ideation|behavio\w+|episodes?|symptoms?|attacks?|weight|sunburn|tattoo|travel\w*"
    r"|arrhythmia\w*|failure|ulcer\w*|events?"
    r"|coronary|relationship|measurement|blips?|examination|visit|study|trials?|arthroscopy|liposuction"
    r"|contouring|vasectomy|circumcision"
    r"|prostatectomy|resection|initiat\w+|chang\w+|modif\w+|switch\w*|psoriasis|hepatitis|pneumonia"
    r"|covid-19|sars-cov-2|intercourse|menses|menstrua\w+|period|amenorrh\w+|migraine)\b"
)
_TREATMENT = re.compile(
    r"\b(?:treat\w*|therap\w*|chemo\w*|radio\w*|radiation|irradiat\w*|immuno(?:therap|suppress|modulat)\w*"
    r"|drugs?|medicat\w*|medicines?|agents?|inhibit\w*|vaccin\w*"
    r"|(?:cortico)?steroids?|antibiotics?|antivirals?|us(?:e[ds]?|ing|age)|tak(?:e|en|ing|es)|took"
    r"|receiv\w+|receipt|administ\w+|dos(?:e[ds]?|age|ing)"
    r"|half|wash-?\s?out|ligands?|retinoids?|supplements?|botulinum|exposure|exposed|anticoagul\w+"
    r"|hormon\w+|nitrosoureas?|mitomycin|injections?|infusions?"
    r"|biologics?|products?|androgen|estrogen|oestrogen|testosterone|nitrates?|blockers?|ingest\w+|intake"
    r"|consum\w+|prescri\w+|preparations?|antacids?|shockwave"
    r"|insulin|prednisone|tamoxifen|interferon|methotrexate|warfarin|aspirin|heparin|isotretinoin|cream"
    r"|lotions?|laser\w*|phototherapy|\w+(?:mab|nib|statin|azole|mycin|cillin|olol|afil|sone|pril|sartan"
    r"|tide|fenac))\b"
)
_INTAKE_OF_OTHERS = re.compile(
    r"\b(?:tobacco|alcohol|caffeine|nicotine|cigar\w+|grapefruit|abuse|blood|substance)\b"
)
_OF_CANCER = frozenset(("cancer", "tumor", "tumour", "malignancy"))
_WORDS = re.compile(r"[a-z][\w-]+")
_LONGEST_CLAUSE = 300
_LATE_WORDS = frozenset(
    (
        "within", "last", "past", "previous", "preceding", "prior", "during", "over", "immediate", "recent",
        "recently", "known", "history",
    )
)  # fmt: skip
TREATMENT, EVENT, _HABIT = "treatment", "event", "habit"
_CLAUSE = re.compile(
    r"[.;:•,b\n](?:(?<=[.;:•])(?<!e\.g.)(?<!i\.e.)(?<!vs.)(?<!etc.)(?=\s)"
    r"|(?<=[a-z],) (?:and|or) (?=(?:no|not|have|has|are)\b)|(?<=\bb)ut\b|(?<=\n))"
)
"""The end of a clause; it begins with a set of characters, as such patterns are searched for quickest."""

_ASSESSED = re.compile(
    r"\b(?:scans?|imaging|ct|mri|pet|assays?|performed|measured|obtained|assessed|evaluated|determined"
    r"|tested|pregnancy test|results?|lab values?|x-ray"
    r"|ecg|echocardiogra\w+|mammogra\w+|laborator\w+|labs?|collected|demonstrated|recorded)\b[^.;]{0,45}$"
)
_STARTED = re.compile(r"\b(?:started|initiated|begun|began|commenced)\b[^.;]{0,60}$")
_ENTRY = re.compile(r"[\s).,;]*$")
_AFTER_TREATMENT = re.compile(
    r"[\s)]*(?:after|since) (?:completion|last|the last|prior|previous)[^.;]*\b(?:antibiotic|chemo"
    r"|radio|prior|surgery)"
)
_LONG = re.compile(r"[\s-]*(?:\w+ )?(?:history|duration|evolution)\b|\s*(?:or (?:more|longer) )?in duration")
_LONG_OF = re.compile(r"\s*of (?!age\b|the (?:study|trial))")


def time_limit(lower: str, quantity: Quantity) -> tuple[str, str, int] | None:
    """The feature that a time limits, how it compares, and the offset at which the words for it begin.

    The text is in small letters. None where it says neither that it is a time since something nor how long
    something has lasted.
    """
    begin = _clause_start(lower, quantity.start)
    before = lower[max(begin, quantity.start - 60) : quantity.start]
    clause = lower[begin : quantity.start]
    if _is_planned(lower, clause, quantity):
        return None
    lasting = _lasting(lower, quantity, before)
    if lasting is not None and _STOPPED.search(before):
        return WASHOUT, lasting, begin
    if lasting is not None:
        return DURATION, _denied(lasting, "not " in clause and _UNSTABLE.search(clause) is not None), begin
    since = _since(lower, quantity, before)
    if since is None or _ASSESSED.search(before):
        return None
    if since in (AT_LEAST, MORE) and _STARTED.search(clause):
        return DURATION, since, begin
    denied = since in (LESS, AT_MOST) and _is_denied(clause)
    return _subject(lower, clause, quantity), _denied(since, denied), begin


def _clause_start(lower: str, place: int) -> int:
    begin = max(place - _LONGEST_CLAUSE, 0)
    for match in _CLAUSE.finditer(lower, begin, place):
        begin = match.end()
    return begin


def _is_denied(clause: str) -> bool:
    return any(map(clause.__contains__, _DENIED_STEMS)) and _DENIED.search(clause) is not None


def _denied(comparator: str, denied: bool) -> str:
    return OPPOSITE[comparator] if denied else comparator


def _is_planned(lower: str, clause: str, quantity: Quantity) -> bool:
    after = lower[quantity.end : quantity.end + 80]
    if _LATER.match(after) and not _AFTER_TREATMENT.match(after):
        return True
    if _INITIAL.search(clause[-12:]) and _OF_STUDY.match(after):
        return True
    near = clause[-220:]
    if not any(map(near.__contains__, _PLANNED_STEMS)):
        return False
    planned = [match.end() for match in _PLANNED.finditer(near)]
    return bool(planned) and not _NOT_PLANNED.search(near, planned[-1])


def _lasting(lower: str, quantity: Quantity, before: str) -> str | None:
    """How a duration compares, where the time is one."""
    after = lower[quantity.end : quantity.end + 40]
    comparator = quantity.comparator if quantity.compared else AT_LEAST
    if _LASTING_UP_TO_NOW.search(before):
        return comparator
    if _WITHIN.match(lower, quantity.start):
        return None
    if _FOR.search(before) and not _SINCE.match(after):
        return comparator
    if _LONG.match(after):
        return comparator
    if _BEFORE.match(after) or _SINCE.match(after) or _is_late(before, quantity):
        return None
    if quantity.compared and not quantity.range:
        if _BEFORE_ENTRY.search(before):
            return None
        if _OF.search(before) or _LONG_OF.match(after) or _ENTRY.match(after):
            return comparator
    return None


def _is_late(before: str, quantity: Quantity) -> bool:
    """Whether the words before a time say that it reaches up to now; a bare ``in`` does where compared."""
    tail = before.rstrip().removesuffix("(").rstrip()
    if tail.endswith(_LATE_ENDS) and _LATELY.search(before) is not None:
        return True
    return quantity.compared and _IN.search(before) is not None


def _since(lower: str, quantity: Quantity, before: str) -> str | None:
    """How a time since something compares, where it is one."""
    after = lower[quantity.end : quantity.end + 60]
    if _is_late(before, quantity) or _WITHIN.match(lower, quantity.start):
        return quantity.comparator if quantity.compared else AT_MOST
    if _BEFORE.match(after) or (quantity.compared and _BEFORE_ENTRY.search(before)):
        return quantity.comparator if quantity.compared or quantity.range else AT_MOST
    if _SINCE.match(after):
        return quantity.comparator if quantity.compared or quantity.range else AT_LEAST
    return None


def _subject(lower: str, clause: str, quantity: Quantity) -> str:
    """Washout or time since: what the words before the time, or else after it, speak of first."""
    words = _WORDS.findall(clause)
    after = _SINCE.match(lower, quantity.end) is not None
    if after or all(len(word) < 4 or word in _LATE_WORDS for word in words):
        words = _WORDS.findall(lower[quantity.end : quantity.end + 90])
    kinds = [_kind_of_word(word) for word in words]
    if _HABIT in kinds or TREATMENT not in kinds:
        return TIME_SINCE
    treatment = kinds.index(TREATMENT)
    event = kinds.index(EVENT) if EVENT in kinds else len(kinds)
    of_cancer = event + 1 == treatment and words[event] in _OF_CANCER
    return WASHOUT if treatment < event or of_cancer else TIME_SINCE


@lru_cache(maxsize=1 << 14)
def _kind_of_word(word: str) -> str | None:
    """What a word speaks of: a treatment, an event, what people take of themselves; None for another."""
    for pattern, kind in ((_INTAKE_OF_OTHERS, _HABIT), (_EVENT, EVENT), (_TREATMENT, TREATMENT)):
        if pattern.fullmatch(word):
            return kind
    return None
