"""Words that say how a study stands to one named beside them.

A sentence is read with the study in question, other studies and the study itself put as one character each, so
that a pattern says where each stands. The patterns are general English of registries; none looks at a name.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from trialkg.linking.references import STUDY

TARGET, OTHER, OWN = "\ue000", "\ue001", "\ue002"
"""What stands for the study in question, for any other one, and for the study whose text is read."""


class Cue(Enum):
    """What a sentence says of the study in question, seen from the one whose text is read."""

    SUBSTUDY = auto()
    EXTENSION = auto()
    FOLLOW_UP = auto()
    SUCCESSOR = auto()
    MEMBERS = auto()
    DRAWN = auto()
    PARENT = auto()
    INTRODUCED = auto()
    FEEDERS = auto()
    HAS_SUBSTUDY = auto()
    HAS_EXTENSION = auto()
    HAS_FOLLOW_UP = auto()
    COHORT = auto()
    DATA = auto()
    SERIES = auto()
    DUPLICATE = auto()


_T = TARGET
_CLAUSE = (
    r"(?:(?!\b(?:show\w*|demonstrat\w*|compared (?:to|with)|similar|based on|according to|unlike|results?|suggest\w*|report\w*"
    r"|previously published|described|defined|definition)\b)[^;])"
)


def _gap(most: int) -> str:
    """Any words but those that turn to evidence or comparison."""
    return _CLAUSE + f"{{0,{most}}}?"


_PEOPLE = (
    r"\b(?:patients?|participants?|subjects?|individuals|people|wom[ae]n|m[ae]n|children|infants|neonates|toddlers|boys|girls"
    r"|adults|adolescents|volunteers|persons|those|donors|recipients|families|households|mothers|parents|survivors"
    r"|veterans|completers|who|whom|they|cases|probands|dyads|couples|offspring|cohort|students|residents|nurses|population)\b"
)
_SUBSTUDY = (
    r"(?:sub-?\s?(?:study|trial|project|protocol)|(?:side|ancillary|companion|nested|add-on|satellite|correlative|embedded|sub)"
    r"[- ](?:\w+\s+){0,2}?(?:study|trial|project|protocol|cohort|investigation))\b"
)
_EXTENSION = r"(?:(?:open[- ]label |long[- ]term |safety )*extension|roll-?\s?over|continuation|continued[- ]access|\bOLE\b)"
_FOLLOW_UP = r"(?:(?:long[- ]term |extended |post[- ]?\w* )*follow(?:ing)?[- ]?up|\bLTFU\b|\bLTE\b)"
_PARENT = (
    r"(?:parent|main|core|feeder|base|original|primary|lead[- ]?in|host|larger|overarching|antecedent|precursor|preceding"
    r"|qualifying|originating|index|companion|umbrella|master|mother|initial|parental|randomi[sz]ed treatment)"
)
_JOINED = (
    r"\b(?:(?<!was )(?<!were )(?<!been )(?<!is )complet(?:e|ed|es|ing|ion of)|(?:conclusion|end|termination|close) of|completers (?:of|from)|finish(?:ed|ing)|participa(?:ted?|ting|tes|tion|nts) (?:\w+ )?in"
    r"|t(?:ook|aken|aking) part in|enrol(?:l?ed|l?ing|l?ment|ls?)?(?: \w+)? (?:in|into|on|onto|to|for)|included in"
    r"|registered (?:on|to|in|into)"
    r"|randomi[sz]ed(?: \w+)? (?:in|into|to|within)|treated(?: \w+)? (?:in|on|under|during|within|with)|received"
    r"|vaccinated(?: \w+)? (?:in|during)|discontinued(?: \w+)? from|exit(?:ed|ing)|roll(?:ed|ing)?[- ]?over from"
    r"|transition(?:ed|ing)? from|continu(?:ed|ing) from|entered|on study|responded (?:in|to)|response in|exposed(?: \w+)? in)\b"
)
_MODAL = (
    r"\b(?:may|might|can|could|will|would|shall|should|eligible|option|optional|elect|elected|invited|offered|able|allowed|asked"
    r"|opportunity|choose|wish\w*|agree\w*|requir\w+|intend\w*|encouraged|planned|chance|permitted|willing\w*|consent\w*)\b"
)
_ONWARD = (
    r"\b(?:enter(?:ing)?|enrol(?:l|led|lment|ling|ment)?|roll(?:ed|ing)?[- ]?(?:over)?|continu(?:e|ed|ing)|transition(?:ed)?"
    r"|proceed(?:ing)?|participat(?:e|ing|ion)|transfer(?:red)?|move|follow(?:ed)?|switch(?:ed)?|join(?:ing)?|re-?treat(?:ed|ment)"
    r"|receive|go on|monitored|invited|offered|take part|rollover)\b"
)
_HERE = (
    r"(?:(?!\b(?:this|present|current|after|from|who|completed|following|previous|previously|prior|participated|enrolled in|"
    r"received|based on|results?)\b)[^.;])"
)
_LATER = (
    r"(?:extension|roll-?\s?over|follow(?:ing)?[- ]?up|LTFU|long[- ]term|continuation|sub-?\s?study|ancillary|optional|OLE|LTE"
    r"|subsequent|maintenance)"
)
_MATERIAL = (
    r"\b(?:data|datasets?|database|images|scans|(?:blood|serum|plasma|tissue|urine|stool|tumou?r|DNA) samples?|samples|specimens?|biospecimens?|biosamples?|sera|serum|plasma|tissues?"
    r"|recordings?|slides?|historical controls?|controls? (?:group|arm|subjects|patients)?(?= from\b))\b"
)


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


CUES: tuple[tuple[Cue, re.Pattern[str]], ...] = (
    (
        Cue.DUPLICATE,
        _cue(
            rf"\b(?:(?:also|re-?|previously|originally|formerly|first)[- ]?registered(?: \w+)? (?:as|under|at|with|on)|duplicate (?:of|registration|record)"
            rf"|same (?:study|trial) (?:as|is)|alias)\b[^.;]{{0,60}}{_T}"
        ),
    ),
    (Cue.SUBSTUDY, _cue(rf"\b{_SUBSTUDY}{_gap(80)}\b(?:of|to|within|in|for|from|under|alongside|with)\b{_gap(300)}{_T}")),
    (Cue.SUBSTUDY, _cue(rf"\b(?:nested|embedded|imbedded) (?:in|within|into|inside)\b{_gap(120)}{_T}|\bancillary to\b{_gap(120)}{_T}")),
    (
        Cue.SUBSTUDY,
        _cue(
            rf"\b(?:alongside|within the framework of|(?:process|economic|qualitative) (?:evaluation|study|analysis) (?:of|within|in|alongside))\b{_gap(120)}{_T}"
        ),
    ),
    (
        Cue.SUBSTUDY,
        _cue(
            rf"\b(?:this|our|present|current|it)\b[^.;]{{0,80}}\b(?:takes? place|conducted|performed|carried out|run|done|undertaken|executed|set up|recruits?) "
            rf"(?:within|inside|under|in the (?:context|frame|framework|setting) of)\b{_gap(100)}{_T}"
        ),
    ),
    (
        Cue.SUBSTUDY,
        _cue(
            rf"\bpart of (?:the|an?|our) (?:(?!broader|project|program|consortium|series)[^.;]){{0,140}}?{_T}"
        ),
    ),
    (Cue.SUBSTUDY, _cue(rf"{_T}\W{{0,3}}(?:(?!has|had|have|with|includ)\w+ ){{0,2}}{_SUBSTUDY}")),
    (Cue.EXTENSION, _cue(rf"\b{_EXTENSION}\b{_gap(80)}\b(?:of|to|for|from)\b{_gap(300)}{_T}")),
    (Cue.FOLLOW_UP, _cue(rf"\b{_FOLLOW_UP}\b(?:(?!\b(?:was|were|is|are|had|has)\b)[^.;]){{0,60}}?\b(?:of|to|for|on|from|in)\b{_gap(300)}{_T}")),
    (
        Cue.FOLLOW_UP,
        _cue(rf"\bfollow(?:s|ed|ing)?\b(?: \w+){{0,3}} (?:patients|participants|subjects|children|those|individuals)\b{_gap(160)}{_T}"),
    ),
    (Cue.MEMBERS, _cue(rf"{_JOINED}{_gap(170)}{_T}")),
    (
        Cue.DRAWN,
        _cue(
            rf"{_PEOPLE}{_gap(90)}\b(?:in|from|of|within|during|on|under|at)\b(?:(?!\b(?:is|are|was|were|will|who|which)\b)[^;]){{0,90}}?{_T}"
        ),
    ),
    (Cue.DRAWN, _cue(rf"\b(?:recruited|drawn|identified|selected|sampled|derived|come|coming|taken|originat\w+|rolled over) from\b{_gap(140)}{_T}")),
    (
        Cue.DRAWN,
        _cue(rf"{_T}[)\]\"”]?[ -](?:(?:study|trial|cohort|registry)[ -])?(?:participants|patients|subjects|survivors|families|children|volunteers|women|men)\b"),
    ),
    (Cue.PARENT, _cue(rf"\b{_PARENT} (?:[\w-]+ )?{STUDY}\b{_gap(220)}{_T}")),
    (
        Cue.PARENT,
        _cue(
            rf"\b(?:primary|first|initial|main|previous|core|preceding|vaccination) (?:\w+ )?(?:phase|study|part|course|vaccination|period)\b"
            rf"[^;]{{0,160}}\bseparate (?:\w+ )?(?:posting|registration|record|protocol|entry)\b[^;]{{0,40}}{_T}"
        ),
    ),
    (
        Cue.INTRODUCED,
        _cue(rf"{_T}\W{{0,3}}(?:(?:study|trial|cohort)\W{{0,2}})?(?:(?:is|was) (?:an?|the|currently|ongoing) [^.;]{{0,120}}\b{STUDY}\b|(?:compares?|tests?|evaluates?|investigates?|examines?|randomi[sz]es?|assesses|studies|recruits|enrolls?|is (?:\w+ )?(?:comparing|testing|evaluating|investigating|examining|assessing))\b)"),
    ),
    (Cue.PARENT, _cue(rf"{_T}\W{{0,3}}(?:is|was|being|,|;|\()\s*(?:the|a|its) {_PARENT} {STUDY}\b")),
    (
        Cue.HAS_SUBSTUDY,
        _cue(rf"\b(?:sub-?\s?stud(?:y|ies)|ancillary (?:study|studies)) (?:of|to|in|within) (?:the )?{OWN}"),
    ),
    (
        Cue.HAS_SUBSTUDY,
        _cue(
            rf"\b(?:sub-?\s?study|ancillary study) (?:of|to|in|within) (?:this|the present|the current) {STUDY}\W{{0,4}}{_T}"
            rf"|\bseparate(?:ly)? [^.;]{{0,30}}\b(?:sub-?\s?study|ancillary study)\W{{0,3}}{_T}"
        ),
    ),
    (
        Cue.HAS_FOLLOW_UP,
        _cue(
            rf"\bfollow[- ]?up\b[^.;]{{0,60}}\b(?:under|in|by|through|on|per|within)\b[^.;]{{0,30}}\b(?:separate|another|different|long[- ]term)\b[^.;]{{0,40}}{_T}"
        ),
    ),
    (Cue.HAS_EXTENSION, _cue(rf"{_MODAL}{_HERE}{{0,60}}?\broll[- ]?over (?:in)?to\b{_HERE}{{0,60}}?{_T}")),
    (
        Cue.HAS_SUBSTUDY,
        _cue(rf"\b(?:embedded|nested|ancillary|sub-?\s?stud(?:y|ies)|side)\b(?! (?:in|of|to|within|for|from)\b)(?:(?! (?:of|to|within) )[^.;]){{0,60}}\(?(?:see|registered|described|separate\w*)\b[^.;]{{0,60}}{_T}"),
    ),
    (
        Cue.HAS_SUBSTUDY,
        _cue(rf"{_MODAL}{_HERE}{{0,100}}?{_ONWARD}{_HERE}{{0,60}}?\b(?:sub-?\s?study|ancillary study|side study)\b{_HERE}{{0,60}}?{_T}"),
    ),
    (
        Cue.HAS_SUBSTUDY,
        _cue(rf"\b(?:sub-?\s?studies|ancillary studies)\b(?! (?:of|to|in|within|from|on)\b)[^;]{{0,400}}?{_T}"),
    ),
    (
        Cue.HAS_FOLLOW_UP,
        _cue(rf"{_MODAL}{_HERE}{{0,120}}?{_ONWARD}{_HERE}{{0,80}}?\b(?:follow(?:ing)?[- ]?up|LTFU|observational|registry)\b{_HERE}{{0,80}}?{_T}"),
    ),
    (
        Cue.HAS_FOLLOW_UP,
        _cue(rf"\b(?:agree\w*|willing\w*|consent\w*) to\b[^.;]{{0,60}}\bfollow[- ]?up\b[^.;]{{0,40}}{_T}"),
    ),
    (
        Cue.HAS_EXTENSION,
        _cue(rf"{_MODAL}{_HERE}{{0,140}}?{_ONWARD}{_HERE}{{0,100}}?\b(?:in|into|to|on|for|under|an?|the)\b{_HERE}{{0,100}}?{_T}(?=[^.;]{{0,60}}\b{_LATER}\b)"),
    ),
    (
        Cue.HAS_EXTENSION,
        _cue(
            rf"{_MODAL}{_HERE}{{0,140}}?{_ONWARD}{_HERE}{{0,100}}?\b(?:{_LATER}|open[- ]label (?:study|trial)|separate (?:study|trial|protocol))\b{_HERE}{{0,100}}?{_T}"
        ),
    ),
    (Cue.COHORT, _cue(rf"\bvalidat\w+\b[^.;]{{0,160}}\b(?:cohorts?|patients|populations?|data|scans|participants|datasets?)\b[^.;]{{0,140}}{_T}")),
    (Cue.DATA, _cue(rf"\b(?:secondary|retrospective|post[- ]?hoc|pooled|re-?) ?analys[ei]s (?:of|on|using)\b[^.;]{{0,140}}{_T}")),
    (
        Cue.DATA,
        _cue(
            rf"{_MATERIAL}[^.;]{{0,80}}?\b(?:from|of|in|collected|obtained|acquired|stored|banked|gathered|generated)\b"
            rf"(?:(?!\bfollow)[^.;]){{0,140}}?{_T}"
        ),
    ),
    (
        Cue.SUCCESSOR,
        _cue(rf"\b(?:follow[- ]?(?:up|on)|successor|subsequent|next) (?:study|trial) (?:to|of|from|on)\b{_gap(120)}{_T}"),
    ),
    (Cue.SERIES, _cue(rf"\b(?:pilot|feasibility|proof[- ]of[- ]concept) (?:[\w-]+ ){{0,3}}?{STUDY}\b[^;]{{0,140}}?{_T}")),
    (Cue.SERIES, _cue(rf"{_T}\W{{0,3}}(?:\w+ ){{0,2}}(?:pilot|feasibility) (?:study|trial)")),
    (
        Cue.SERIES,
        _cue(rf"\b(?:first|second|third|next|initial|previous|later|1st|2nd|3rd|I|II|III)[- ](?:phase|stage|part|period|step) of (?:an?|the|this|our)\b[^;]{{0,260}}?{_T}"),
    ),
    (Cue.SERIES, _cue(rf"\bregistered as the (?:first|second|third) \w+ (?:phase|period|part)\b|{_T}[^;]{{0,20}}registered as the (?:first|second|third)")),
    (Cue.SERIES, _cue(rf"\b(?:identical|sister|twin|replicate|duplicate|concurrent|parallel) {STUDY}\b(?! design)[^;]{{0,120}}?{_T}")),
    (Cue.SERIES, _cue(rf"{_T}\W{{0,3}}(?:is|was) (?:an?|the|its|our) (?:\w+ )?(?:identical|sister|twin|parallel|companion) {STUDY}")),
    (
        Cue.SERIES,
        _cue(rf"\b(?:part|phase|stage|step|period|cohort) (?:[A-Z]|\d|I{{1,3}}|one|two) (?:of|is|was)\b[^;]{{0,80}}\bregistered\b[^;]{{0,30}}{_T}"),
    ),
    (Cue.SERIES, _cue(rf"\b(?:in )?parallel (?:to|with)\b[^;]{{0,60}}{_T}")),
    (Cue.SERIES, _cue(rf"\b(?:reproduc|replicat)\w+\b[^;]{{0,140}}{_T}")),
    (Cue.SERIES, _cue(rf"\bbuil(?:d|ds|t|ding) (?:up)?(?:on|off|from|of)\b[^;]{{0,240}}{_T}")),
    (Cue.SERIES, _cue(rf"\b(?:successor|sequel|continuation of the (?:collaboration|work|program\w*))\b[^;]{{0,140}}{_T}")),
    (
        Cue.SERIES,
        _cue(rf"\b(?:our|we|investigators?'?|same (?:research )?(?:group|team))\b[^;]{{0,60}}\b(?:previous|earlier|prior|recent|recently|first|completed)\b[^;]{{0,60}}\b{STUDY}\b[^;]{{0,160}}{_T}"),
    ),
    (
        Cue.SERIES,
        _cue(rf"\b(?:recent|recently|previous|earlier|prior|first)\b.{{0,100}}{_T}[^;]{{0,60}}\b(?:our|we|investigators)\b"),
    ),
    (Cue.SERIES, _cue(rf"\bcombined with\b[^;]{{0,80}}{_T}|{_T}[^;]{{0,40}}\bw(?:as|ere) combined\b")),
    (Cue.SERIES, _cue(rf"\brelated stud(?:y|ies)\b[^;]{{0,200}}?{_T}|\bcomplement(?:s|ed|ary)?\b[^;]{{0,60}}{_T}")),
    (Cue.SERIES, _cue(rf"\b(?:together|along) with\b[^;]{{0,100}}{_T}[^;]{{0,60}}\b(?:constitute|form|make up|combined)\b")),
    (Cue.SERIES, _cue(rf"\bpart of (?:an?|the|our) (?:\w+ )?(?:broader|larger|wider|bigger)? ?(?:project|program\w*|series)\b[^;]{{0,240}}?{_T}")),
    (Cue.SERIES, _cue(rf"\bexpanded access\b[^;]{{0,60}}{_T}")),
    (Cue.SERIES, _cue(rf"\bsee also\b[^;]{{0,20}}{_T}")),
)
"""Each cue with the words that give it; the more telling cues stand first."""

NEGATION = _cue(
    rf"\b(?:unlike|rather than|instead of|other than|independent(?:ly)? of|separate from|excluding|exclu(?:ded|sion)|(?:may|can) (?:also )?(?:be )?co-?enrol\w*"
    rf"|concomitant(?:ly)? (?:participat|enrol)\w*)\b[^;]{{0,160}}{_T}"
    rf"|\b(?:not|never|neither|nor)\b(?! only)(?: \w+){{0,3}}? (?:participa\w+|enrol\w*|complet\w+|includ\w+|part of|received?|treated|randomi[sz]ed"
    rf"|(?:an? |the )?(?:\w+ )?(?:sub-?study|extension|follow-?up))\b[^;]{{0,160}}{_T}"
    rf"|\bno (?:\w+ ){{0,2}}(?:participation|enrol\w+|treatment|involvement)\b[^;]{{0,100}}{_T}"
    rf"|\b(?:not|never|neither|nor)\b(?! only)[^,;]{{0,40}}{_T}"
)
"""Words that deny what follows, up to the study in question."""

GATE = _cue(
    rf"\b(?:biology|classification|screening|registry|banking|registration|eligibility|tumou?r bank|tissue)\b[^.;]{{0,40}}{_T}"
    rf"|{_T}\W{{0,3}}(?:\w+ ){{0,2}}(?:biology|classification|screening|registry|banking|registration)\b"
)
"""Words for a protocol that all patients of a kind pass through before a trial."""

RECORDED = _cue(
    rf"\b(?:stored|archived|banked|existing|already|secondary|retrospective\w*|re-?analy\w+)\b[^.;]{{0,160}}{_T}"
    rf"|{_MATERIAL} (?:from|of|collected|obtained|acquired)\b[^.;]{{0,160}}{_T}"
)
"""Words for data, images or samples that are there already."""

PROSPECTIVE = _cue(
    r"\b(?:will be|are|is being|to be) (?:\w+ )?(?:collected|taken|obtained|drawn|acquired|gathered)\b|\bto (?:collect|gather|obtain|provide|evaluate|assess)\b|\bcollect(?:ing|s)\b"
)
"""Words for data or samples that the study itself takes."""

REFUSED = _cue(
    rf"{_T}[^.;]{{0,80}}\b(?:(?:is|are|will be|was|were) (?:also )?(?:not|excluded|allowed|permitted|acceptable|ineligible)|cannot|can not|may not|must not|should not)\b"
)
"""Words that shut out or merely let in those who took part in the study before them."""

TOLD = _cue(
    rf"{_T}[^.;]{{0,80}}?\b(?:had|has|have|showed|experienced|achieved|developed|improved|survived|reported|died|demonstrated|were found|lowered|reduced)\b"
)
"""Words that tell how it went in the study before them."""

EVIDENCE = _cue(
    r"\b(?:show(?:ed|n|s)|demonstrated|demonstrates|reported|found that|observed|suggest\w*|evidence|support(?:ed|s|ing)|results? of"
    r"|findings|published|efficacy of .{0,60} was|defin(?:ed|ition)|sample size|power|assum\w+|hypothes[ie]\w+|estimated"
    r"|preliminary|rationale|because|similar to|as (?:used|described|reported|in)|has been|have been|is testing|under ?way|currently ongoing)\b"
)
"""Words of a sentence that argues from another study rather than says where its own participants come from."""

YARDSTICK = _cue(
    r"\b(?:defin(?:ed|ition)|sample size|power (?:calculation|analysis)|published|meta-analys[ei]s|as (?:described|used|reported)"
    r"|criteria (?:of|from|used)|estimated from)\b"
)
"""Words of a sentence that takes a measure or a number from another study."""

NEW_PARTICIPANTS = _cue(
    r"\b(?:additional|new|further|different|another|separate|independent|larger) (?:\w+ ){0,4}?(?:patients|participants|subjects|cohort|group of|individuals|population|sample|men|women)\b"
    r"|\bonly (?:incident|newly)\b|\bincident patients\b|\bincrease the (?:size|number)|\bnewly (?:diagnosed|recruited|enrolled)\b"
)
"""Words that say the study has participants of its own."""

LIST_OPENS = _cue(
    r"\b(?:feeder|parent|core|base|lead[- ]?in|antecedent|qualifying|preceding|previous|originating|following|these|listed) (?:[\w-]+ ){0,2}?"
    r"(?:studies|trials|protocols)\b"
)
LIST_OPENS_WITH = re.compile(r"(?:as follows|:|following|are|were|include[sd]?)[^.;]{0,40}$|\bas follows\b|[:-]\s", re.I)
LIST_ITEM = re.compile(r"(?:^|\s)(?:[-•*–]|\(?\d{1,2}[.)]|[Tt]rial \d:?)\s*[^•*]{0,90}$|^[-•*–][^•*]{0,400}$")
"""What stands before a study that is an item of a list."""
