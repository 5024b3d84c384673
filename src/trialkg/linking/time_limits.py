"""Times that a criterion sets a limit to: since something was done or happened, or how long it has lasted.

A time before the entry of a person into the study is a washout where it is one since a treatment. What a
person has to do later on, such as contraception after the last dose, is no limit at entry and is left out.
"""

from __future__ import annotations

import re
from functools import cache

from trialkg.linking.comparisons import AT_LEAST, AT_MOST, LESS, MORE, OPPOSITE
from trialkg.linking.quantities import Quantity

WASHOUT, TIME_SINCE, DURATION = "washout", "time-since", "duration"

_LATELY = re.compile(
    r"(?:\b(?:with)?in|\bduring|\bover|\bfor|\bat|\bfrom|\bany time in|\bwithin)?(?: the| a| his| her"
    r"| their)?(?: immediate(?:ly)?)?"
    r" ?\b(?:last|past|previous|preceding|prior|recent|most recent)(?: the)?\s*[(]?$|\bwithin(?: the| a"
    r"| an)?(?: period of| first| prior)?(?: last| past)?\s*[(]?$"
    r"|\bin the\s*$",
    re.IGNORECASE,
)
_IN = re.compile(r"\bin\s*$", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?:with)?in\b", re.IGNORECASE)
_LASTING_UP_TO_NOW = re.compile(
    r"\bfor(?: the| at least the)?(?: last| past| previous| preceding)\s*$", re.IGNORECASE
)
_FOR = re.compile(
    r"\b(?:for|lasting|lasted|duration(?: is| of)?|throughout|persisting|evolving for|evolving since"
    r"|existing|since|persist(?:ed|s)?)"
    r"(?: at| a| an| the| least| minimum| period| total| duration| of| about)*\s*[(,]?$",
    re.IGNORECASE,
)
_OF = re.compile(r"(?:\bof|\bhistory|\bfor|\bduration|[:)])\s*[(]?$", re.IGNORECASE)
_BEFORE = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:immediately\s|just\s)?(?:prior\b|before\b|preceding\b|previous(?:ly)?\b"
    r"|ago\b|earlier\b|pre-|leading up to\b"
    r"|of (?:the )?(?:screening|enrol|entry|entering|study|randomi|registration|baseline|first|start"
    r"|treatment|administration"
    r"|visit|day|inclusion|initiat|dosing|trial|receiving|planned|protocol|informed|signing|consent"
    r"|participation|IP\b|cycle|procedure|surgery)"
    r"|from (?:the )?(?:screening|enrol|entry|study|randomi|registration|baseline|first|start|visit|day"
    r"|inclusion|initiat|dosing|trial))",
    re.IGNORECASE,
)
_BEFORE_ENTRY = re.compile(r"\b(?:prior|before)(?: to)?(?: the| study)? \w+\s*[(]?$", re.IGNORECASE)
_SINCE = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:(?:must )?(?:have |has )?(?:elapsed|passed)?\s?(?:since|from|between|beyond"
    r"|out from|off|without|after|post)\b)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:after|following|post|from)[ -](?:the )?(?:(?:last|final|end|completion"
    r"|study|discontinu|stopping|treatment end|trial|conclusion"
    r"|administration|investigational|dosing|treatment|enrol|inclusion|first dose|randomi|IP|screening"
    r"|receiv|each|therapy)\b[^.;]{0,50}"
    r"(?:study|dos|trial|investigational|follow|IP\b|treatment|drug|admin|medication|product|injection"
    r"|enrol|$))",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:contracept\w*|birth control|agree\w*|willing\w*|refrain\w*|abstain\w*|abstinence|available"
    r"|availability|throughout|until|continu(?:e|ing|ation)"
    r"|follow-?\s?up|anticipat\w+|expected to|plans?|planned|planning|commit\w*|able to (?:come|attend"
    r"|return)|scheduled"
    r"|during the (?:study|trial)|study (?:duration|period)|for the duration|comply|willingness|intend\w*"
    r"|will be)\b",
    re.IGNORECASE,
)
_PLANNED_STEMS = (
    "contracept", "birth", "agree", "willing", "refrain", "abst", "avail", "througho", "until", "continu",
    "follow", "anticipat", "expected", "plan", "commit", "able to", "schedul", "during", "duration",
    "study period", "comply", "intend", "will be",
)  # fmt: skip
_NOT_PLANNED = re.compile(
    r"\b(?:has|have|had|having|was|were|been|history|prior|using)\b[^.;]{0,50}$", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:no(?! (?:more|less|fewer|greater|longer|later|older|earlier)\b)|not(?! (?:more|less|fewer"
    r"|greater|longer|limited|exceed\w*|within)\b)"
    r"|without|never|free (?:of|from)|absence of|none|neither|nor)\b|n't\b",
    re.IGNORECASE,
)
_UNSTABLE = re.compile(r"\bnot (?:been )?(?:\w+ ){0,2}?stable\b|\bnot been on\b", re.IGNORECASE)
_EVENT = re.compile(
    r"\b(?:participat\w+|enrol\w+|donat\w+|plasmapheresis|surg\w+|operation|transfus\w+|transplant\w*"
    r"|hospitali\w+"
    r"|infarct\w*|stroke|cerebrovascular|loss|TIA|abus\w+|dependen\w+|addict\w+|smok\w+|tobacco|alcohol\w*"
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
    r"|COVID-19|SARS-CoV-2|intercourse|menses|menstrua\w+|period|amenorrh\w+|migraine)\b",
    re.IGNORECASE,
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
    r"|tide|fenac))\b",
    re.IGNORECASE,
)
_INTAKE_OF_OTHERS = re.compile(
    r"\b(?:tobacco|alcohol|caffeine|nicotine|cigar\w+|grapefruit|abuse|blood|substance)\b", re.IGNORECASE
)
_OF_CANCER = frozenset(("cancer", "tumor", "tumour", "malignancy"))
_WORDS = re.compile(r"[A-Za-z][\w-]+")
_LONGEST_CLAUSE = 300
_LATE_WORDS = frozenset(
    (
        "within",
        "last",
        "past",
        "previous",
        "preceding",
        "prior",
        "during",
        "over",
        "immediate",
        "recent",
        "recently",
        "known",
        "history",
    )
)
TREATMENT, EVENT, _HABIT = "treatment", "event", "habit"
_CLAUSE = re.compile(
    r"(?:(?<!e\.g)(?<!i\.e)(?<!vs)(?<!etc)[.;:•](?=\s)|(?<=[a-z]), (?:and|or) (?=(?:no|not|have|has|are)\b)"
    r"|\bbut\b|\n)"
)
_ASSESSED = re.compile(
    r"\b(?:scans?|imaging|CT|MRI|PET|assays?|performed|measured|obtained|assessed|evaluated|determined"
    r"|tested|pregnancy test|results?|lab values?|x-ray"
    r"|ECG|echocardiogra\w+|mammogra\w+|laborator\w+|labs?|collected|demonstrated|recorded)\b[^.;]{0,45}$",
    re.IGNORECASE,
)
_STARTED = re.compile(
    r"\b(?:have|has|had|if|having|was|were|been)\s(?:been\s)?(?:started|initiated|begun|began"
    r"|commenced)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"[\s).,;]*$")


def time_limit(text: str, quantity: Quantity) -> tuple[str, str, int] | None:
    """The feature that a time limits, how it compares, and the offset at which the words for it begin.

    None where the text says neither that it is a time since something nor how long something has lasted.
    """
    begin = _clause_start(text, quantity.start)
    before = text[max(begin, quantity.start - 60) : quantity.start]
    clause = text[begin : quantity.start]
    if _is_planned(text, clause, quantity):
        return None
    lasting = _lasting(text, quantity, before)
    if lasting is not None:
        return DURATION, _denied(lasting, _UNSTABLE.search(clause) is not None), begin
    since = _since(text, quantity, before)
    if since is None or _ASSESSED.search(before):
        return None
    if since in (AT_LEAST, MORE) and _STARTED.search(clause):
        return DURATION, since, begin
    denied = since in (LESS, AT_MOST) and _DENIED.search(clause) is not None
    return _subject(text, clause, quantity), _denied(since, denied), begin


def _clause_start(text: str, place: int) -> int:
    begin = max(place - _LONGEST_CLAUSE, 0)
    for match in _CLAUSE.finditer(text, begin, place):
        begin = match.end()
    return begin


def _denied(comparator: str, denied: bool) -> str:
    return OPPOSITE[comparator] if denied else comparator


def _is_planned(text: str, clause: str, quantity: Quantity) -> bool:
    after = text[quantity.end : quantity.end + 80]
    if _LATER.match(after) and not re.match(
        r"[\s)]*(?:after|since) (?:completion|last|the last|prior|previous)[^.;]*\b(?:antibiotic|chemo"
        r"|radio|prior|surgery)",
        after,
        re.IGNORECASE,
    ):
        return True
    near = clause[-220:]
    lowered = near.lower()
    if not any(stem in lowered for stem in _PLANNED_STEMS):
        return False
    planned = [match.end() for match in _PLANNED.finditer(near)]
    return bool(planned) and not _NOT_PLANNED.search(near, planned[-1])


def _lasting(text: str, quantity: Quantity, before: str) -> str | None:
    """How a duration compares, where the time is one."""
    after = text[quantity.end : quantity.end + 40]
    comparator = quantity.comparator if quantity.compared else AT_LEAST
    if _LASTING_UP_TO_NOW.search(before):
        return comparator
    if _WITHIN.match(text, quantity.start):
        return None
    if _FOR.search(before) and not _SINCE.match(after):
        return comparator
    if re.match(r"[\s-]*(?:\w+ )?(?:history|duration|evolution)\b", after, re.IGNORECASE) or re.match(
        r"[\s]*(?:or (?:more|longer) )?in duration", after, re.IGNORECASE
    ):
        return comparator
    if _BEFORE.match(after) or _SINCE.match(after) or _is_late(before, quantity):
        return None
    if quantity.compared and not quantity.range:
        if _BEFORE_ENTRY.search(before):
            return None
        if (
            _OF.search(before)
            or re.match(r"\s*of (?!age\b|the (?:study|trial))", after)
            or _ENTRY.match(after)
        ):
            return comparator
    return None


def _is_late(before: str, quantity: Quantity) -> bool:
    """Whether the words before a time say that it reaches up to now; a bare ``in`` does where compared."""
    return _LATELY.search(before) is not None or (quantity.compared and _IN.search(before) is not None)


def _since(text: str, quantity: Quantity, before: str) -> str | None:
    """How a time since something compares, where it is one."""
    after = text[quantity.end : quantity.end + 60]
    if _is_late(before, quantity) or _WITHIN.match(text, quantity.start):
        return quantity.comparator if quantity.compared else AT_MOST
    if _BEFORE.match(after) or (quantity.compared and _BEFORE_ENTRY.search(before)):
        return quantity.comparator if quantity.compared or quantity.range else AT_MOST
    if _SINCE.match(after):
        return quantity.comparator if quantity.compared or quantity.range else AT_LEAST
    return None


def _subject(text: str, clause: str, quantity: Quantity) -> str:
    """Washout or time since: what the words before the time, or else after it, speak of first."""
    words = _WORDS.findall(clause)
    after = _SINCE.match(text, quantity.end) is not None
    if after or all(len(word) < 4 or word.lower() in _LATE_WORDS for word in words):
        words = _WORDS.findall(text[quantity.end : quantity.end + 90])
    kinds = [_kind_of_word(word) for word in words]
    if _HABIT in kinds or TREATMENT not in kinds:
        return TIME_SINCE
    treatment = kinds.index(TREATMENT)
    event = kinds.index(EVENT) if EVENT in kinds else len(kinds)
    of_cancer = event + 1 == treatment and words[event].lower() in _OF_CANCER
    return WASHOUT if treatment < event or of_cancer else TIME_SINCE


@cache
def _kind_of_word(word: str) -> str | None:
    """What a word speaks of: a treatment, an event, what people take of themselves; None for another."""
    for pattern, kind in ((_INTAKE_OF_OTHERS, _HABIT), (_EVENT, EVENT), (_TREATMENT, TREATMENT)):
        if pattern.fullmatch(word):
            return kind
    return None
