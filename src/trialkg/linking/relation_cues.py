"""Words that say how a study stands to one named beside them: general English of registries, no study's name.

``cue_language`` has the notation.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from trialkg.linking.cue_language import cue


class Cue(Enum):
    """What a sentence says of the study in question, seen from the one whose text is read.

    In the order in which one is believed before another that the same sentence gives.
    """

    DUPLICATE = auto()
    HAS_SUBSTUDY = auto()
    HAS_FOLLOW_UP = auto()
    HAS_EXTENSION = auto()
    COHORT = auto()
    SUBSTUDY = auto()
    MEMBERS = auto()
    EXTENSION = auto()
    FOLLOW_UP = auto()
    DATA = auto()
    PARENT = auto()
    LATER_PHASE = auto()
    SERIES = auto()
    DRAWN = auto()
    SUCCESSOR = auto()
    INTRODUCED = auto()
    FEEDERS = auto()


CUES: dict[Cue, tuple[re.Pattern[str], ...]] = {
    Cue.DUPLICATE: (
        cue(
            r"""\b(?:(?:also|re-?|previously|originally|formerly|first)[- ]?registered(?: \w+)? (?:as
            |under|at|with|on)
            |duplicate (?:of|registration|record)|same (?:study|trial) (?:as|is)|alias)\b<60.>{T}
            |{T}\W{0,3}(?:is|was) an? (?:duplicate|(?:older|earlier|previous|second) registration)\b"""
        ),
    ),
    Cue.HAS_SUBSTUDY: (
        cue(r"\b(?:sub-?\s?stud(?:y|ies)|ancillary (?:study|studies)) (?:of|to|in|within) (?:the )?{OWN}"),
        cue(
            r"""\b(?:sub-?\s?study|ancillary study) (?:of|to|in|within) (?:this|the present
            |the current) {STUDY}
            \W{0,4}{T}|\bseparate(?:ly)? <30.>\b(?:sub-?\s?study|ancillary study)\W{0,3}{T}"""
        ),
        cue(
            r"""\b(?:embedded|nested|ancillary|sub-?\s?stud(?:y|ies)|side)\b(?! (?:in|of|to|within|for
            |from)\b)
            (?:(?! (?:of|to|within) )[^.;]){0,60}\(?(?:see|registered|described|separate\w*)\b<60.>{T}"""
        ),
        cue(r"{MODAL}<100->{ONWARD}<60->\b(?:sub-?\s?study|ancillary study|side study)\b<60->{T}"),
        cue(
            r"""\ban? (?:[\w-]+ ){0,2}(?:sub-?\s?study|ancillary study)\W{1,3}(?:[\w-]+\W{1,2})?{T}\W{0,3}\s?
            (?:will|is|looks|examines|investigates|assesses|has|recruits)\b"""
        ),
        cue(r"\b(?:sub-?\s?studies|ancillary studies)\b(?! (?:of|to|in|within|from|on)\b)<400;>{T}"),
    ),
    Cue.HAS_FOLLOW_UP: (
        cue(
            r"""\bfollow[- ]?up\b<60.>\b(?:under|in|by|through|on|per|within)\b<30.>
            \b(?:separate|another|different|long[- ]term)\b<40.>{T}"""
        ),
        cue(
            r"""{MODAL}<120->{ONWARD}<80->
            \b(?:follow(?:ing)?[- ]?up|LTFU|observational|registry)\b<80->{T}"""
        ),
        cue(
            r"""\b(?:are|were|is) (?:then )?(?:rolled|transferred|transitioned|moved|entered)(?: over)?
            \s(?:in)?to (?:(?!this)[^.;]){0,60}?\b(?:follow[- ]?up|LTFU)\b<60->{T}"""
        ),
        cue(r"\b(?:agree\w*|willing\w*|consent\w*) to\b<60.>\bfollow[- ]?up\b<40.>{T}"),
    ),
    Cue.HAS_EXTENSION: (
        cue(r"{MODAL}<60->\broll[- ]?over (?:in)?to\b<60->{T}"),
        cue(
            r"""{MODAL}<140->{ONWARD}<100->\b(?:in|into|to|on|for|under|an?|the)\b<100->{T}
            (?=<60.>\b{LATER}\b)"""
        ),
        cue(
            r"""{MODAL}<140->{ONWARD}<100->
            \b(?:{LATER}|open[- ]label (?:study|trial)|separate (?:study|trial|protocol))\b<100->{T}"""
        ),
    ),
    Cue.COHORT: (
        cue(
            r"""\b(?:validat(?:e|es|ing|ion)|(?:be|and|is|are|being) (?:\w+ )?validated)\b<160.>
            \b(?:cohorts?|patients|populations?|data|scans|participants|datasets?)\b
            <140.>{T}"""
        ),
    ),
    Cue.SUBSTUDY: (
        cue(r"\b{SUBSTUDY}<80>\b(?:of|to|within|in|for|from|under|alongside|with)\b<300>{T}"),
        cue(
            r"""\b(?:(?:nested|embedded|imbedded) (?:in|within|into|inside)|ancillary to
            |add-?on (?:to|in)|(?:adjunct|companion) to)\b<120>{T}"""
        ),
        cue(
            r"""\b(?:us(?:es?|ing)|utili[sz](?:es?|ing)|leverag(?:es?|ing)|mak(?:es?|ing) use of
            |tak(?:es?|ing) advantage of|piggy-?back(?:s|ed|ing) on(?:to)?) the
            \s(?:(?:infrastructure|platform|visits|participants) of\b|ongoing|running)<80>{T}"""
        ),
        cue(
            r"""\b(?:alongside|within the framework of|(?:process|economic|qualitative)
            \s(?:evaluation|study|analysis) (?:of|within|in|alongside|(?:\w+ )?in parallel (?:with|to)))\b
            <120>{T}"""
        ),
        cue(
            r"""\b(?:translational|correlative|biomarker|imaging|scientific) (?:[\w-]+ )?
            (?:project|programme?|research|study) (?:associated with|linked to|attached to|accompanying)\b
            <60>{T}"""
        ),
        cue(
            r"""\b(?:this|our|present|current|it)\b<80.>
            \b(?:takes? place|conducted|performed|carried out|run|done|undertaken|executed|set up|recruits?)
            \s(?:within|inside|under|in the (?:context|frame|framework|setting) of)\b<100>{T}"""
        ),
        cue(r"\b(?:within-trial|trial-based)\b<60>{T}"),
        cue(
            r"\bshar(?:es?|ing) (?:its |the |all )?(?:participants|patients|population|cohort) with\b<40>{T}"
        ),
        cue(r"\bpart of (?:the|an?|our) (?:(?!broader|project|program|consortium|series)[^.;]){0,140}?{T}"),
        cue(r"\b(?:amendment|addendum|sub-?protocol|optional (?:arm|part)) (?:to|of)\b<60>{T}"),
        cue(r"{T}\W{0,3}(?:(?!has|had|have|with|includ)\w+ ){0,2}{SUBSTUDY}"),
    ),
    Cue.MEMBERS: (
        cue(r"{JOINED}<170>{T}"),
        cue(
            r"""{PEOPLE} (?:who|that) (?:had |have )?(?:previously|formerly|earlier)
            \s?\((?:in )?(?:study|trial|protocol)? ?{T}\)"""
        ),
    ),
    Cue.EXTENSION: (cue(r"\b{EXTENSION}\b<80>\b(?:of|to|for|from)\b<300>{T}"),),
    Cue.FOLLOW_UP: (
        cue(
            r"""\b{FOLLOWUP}\b(?:(?!\b(?:was|were|is|are|had|has)\b)[^.;]){0,60}?
            \b(?:of|to|for|on|from|in)\b<300>{T}"""
        ),
        cue(
            r"""\bfollow(?:s|ed|ing)?\b(?: \w+){0,3}
            \s(?:patients|participants|subjects|children|those(?! of)|individuals)\b<160>{T}"""
        ),
        cue(r"\b(?:years?|months?) after (?:the (?:end of )?)?(?:[\w-]+ ){0,3}?\(?{T}<80>{PEOPLE}"),
    ),
    Cue.DATA: (
        cue(r"{T}<100.>\bfor (?:this|a|the present) (?:secondary|post[- ]?hoc|pooled) analys[ei]s\b"),
        cue(
            r"\b(?:secondary|retrospective|post[- ]?hoc|pooled|re-?) ?analys[ei]s (?:of|on|using)\b<140.>{T}"
        ),
        cue(
            r"""{MATERIAL}<80.>\b(?:from|of|in|collected|obtained|acquired|stored|banked|gathered|generated)\b
            (?:(?!\bfollow)[^.;]){0,140}?{T}"""
        ),
    ),
    Cue.PARENT: (
        cue(r"\b{PARENT} (?:[\w-]+ )?{STUDY}\b<220>{T}"),
        cue(
            r"""\b(?:primary|first|initial|main|previous|core|preceding|vaccination) (?:\w+ )?
            (?:phase|study|part|course|vaccination|period)\b<160;>
            \bseparate (?:\w+ )?(?:posting|registration|record|protocol|entry)\b<40;>{T}"""
        ),
        cue(r"{T}\W{0,3}(?:is|was|being|,|;|\()\s*(?:the|a|its) {PARENT} {STUDY}\b"),
        cue(
            r"""\b(?:primary|initial|main|preceding|priming|primary vaccination|double-blind)
            \s(?:phase|course|series|vaccination|part|period)(?: of (?:the|this) (?:\w+ )?{STUDY})?
            \s?[(\[,]\s?(?:[\w-]+\W{1,2}){0,2}{T}"""
        ),
    ),
    Cue.LATER_PHASE: (
        cue(
            r"""\b(?:booster|extension|additional|challenge) (?:\w+ )?(?:phase|study|part|dose|vaccination)\b
            <120;>\bseparate (?:\w+ )?(?:posting|registration|record|protocol|entry)\b<40;>{T}"""
        ),
    ),
    Cue.SERIES: (
        cue(r"\b(?:pilot|feasibility|proof[- ]of[- ]concept) (?:[\w-]+ ){0,3}?{STUDY}\b<140;>{T}"),
        cue(r"{T}\W{0,3}(?:\w+ ){0,2}(?:pilot|feasibility) (?:study|trial)"),
        cue(r"\b(?:our|initial|previous|preceding|earlier) (?:[\w-]+ )?pilot\b<30;>{T}"),
        cue(r"\b(?:is|are) (?:the )?(?:first|second|third|one) of (?:the )?{NUMBER} <80;>{STUDY}\b<80;>{T}"),
        cue(r"\b(?:an?|our|the) (?:[\w-]+ )?pilot\W{1,3}{T}"),
        cue(r"\b(?:its|a) (?:twin|sister|replicate)\b<20;>{T}"),
        cue(r"\bthe (?:other|second|first) (?:study |trial |one )?(?:is |being |was )?registered<20.>{T}"),
        cue(
            r"""\b(?:first|second|third|next|initial|previous|later|1st|2nd|3rd|I|II|III)[- ]
            (?:phase|stage|part|period|step) of (?:an?|the|this|our)\b<260;>{T}"""
        ),
        cue(
            r"""\bregistered as the (?:first|second|third) \w+ (?:phase|period|part)\b
            |{T}<20;>registered as the (?:first|second|third)"""
        ),
        cue(
            r"""\b(?:identical|sister|twin|replicate|duplicate|concurrent
            |parallel) {STUDY}\b(?! design)<120;>{T}"""
        ),
        cue(
            r"""{T}\W{0,3}(?:is|was) (?:an?|the|its|our) (?:\w+ )?
            (?:identical|sister|twin|parallel|companion) {STUDY}"""
        ),
        cue(
            r"""\b(?:study|trial|part|phase|stage|step|period|cohort) (?:[A-Z]|\d|I{1,3}|one|two)
            \s(?:of|is|was)\b<80;>\bregistered\b<30;>{T}"""
        ),
        cue(r"\b(?:in )?parallel (?:to|with)\b<60;>{T}"),
        cue(r"\b(?:reproduc|replicat)\w+\b<140;>{T}"),
        cue(r"\bbuil(?:d|ds|t|ding) (?:up)?(?:on|off|from|of)\b<240;>{T}"),
        cue(r"\b(?:successor|sequel|continuation of the (?:collaboration|work|program\w*))\b<140;>{T}"),
        cue(
            r"""\b(?:our|we|investigators?'?|same (?:research )?(?:group|team))\b<60;>
            \b(?:previous|earlier|prior|recent|recently|first|completed)\b<60;>\b{STUDY}\b<160;>{T}"""
        ),
        cue(
            r"""\b(?:recent|recently|previous|earlier|prior|first)\b.{0,100}{T}<60;>
            \b(?:our|we|investigators)\b"""
        ),
        cue(r"\bcombined with\b<80;>{T}|{T}<40;>\bw(?:as|ere) combined\b"),
        cue(r"\brelated stud(?:y|ies)\b<200;>{T}|\bcomplement(?:s|ed|ary)?\b<60;>{T}"),
        cue(r"\b(?:together|along) with\b<100;>{T}<60;>\b(?:constitute|form|make up|combined)\b"),
        cue(
            r"""\bpart of (?:an?|the|our) (?:\w+ )?(?:broader|larger|wider|bigger)? ?
            (?:project|program\w*|series)\b<240;>{T}"""
        ),
        cue(r"\bexpanded access\b<60;>{T}"),
        cue(r"\bsee also\b<20;>{T}|\bthe same design\b<30;>{T}"),
    ),
    Cue.DRAWN: (
        cue(
            r"""{PEOPLE}<90>\b(?:in|from|of|within|during|on|under|at)\b
            (?:(?!\b(?:is|are|was|were|will|who|which)\b)[^;]){0,90}?{T}"""
        ),
        cue(r"\bat (?:the|their) [^.;,]{0,30}\bvisits? (?:of|in|for)\b<60>{T}"),
        cue(r"\bbetween (?:the )?(?:\w+ )?(?:arms|groups) (?:of|in)\b<60>{T}"),
        cue(
            r"""\b(?:recruited|drawn|identified|selected|sampled|derived|come|coming|taken|originat\w+
            |rolled over)
            \sfrom\b<140>{T}"""
        ),
        cue(
            r"""{T}[)\]"”]?[ -](?:(?:study|trial|cohort|registry)[ -])?
            (?:participants|patients|subjects|enrollees|completers|survivors|families|children|volunteers|women|men)\b"""
        ),
    ),
    Cue.SUCCESSOR: (
        cue(
            r"""\b(?:follow[- ]?(?:up|on)|successor|subsequent|next) (?:study|trial)
            \s(?:to|of|from|on)\b<120>{T}"""
        ),
    ),
    Cue.INTRODUCED: (
        cue(
            r"""{T}\W{0,3}(?:(?:study|trial|cohort)\W{0,2})?
            (?:(?:is|was) (?:an?|the|currently|ongoing) <120.>\b{STUDY}\b
            |(?:compares?|tests?|evaluates?|investigates?|examines?|randomi[sz]es?|assesses|studies|recruits|enrolls?
            |is (?:\w+ )?(?:comparing|testing|evaluating|investigating|examining|assessing))\b)"""
        ),
    ),
}
"""What gives each cue; for FEEDERS see ``LIST_OPENS``."""

LIST_OPENS = cue(
    r"""\b(?:feeder|parent|core|base|lead[- ]?in|antecedent|qualifying|preceding|previous|originating
    |following
    |these|listed) (?:[\w-]+ ){0,2}?(?:studies|trials|protocols)\b
    (?=<40.>(?:as follows|:|following|are|were|include[sd]?)[^.;]{0,40}$|.*\bas follows\b|.*[:-]\s)"""
)
"""Words that open a list of the studies whose participants come here."""

LIST_ITEM = re.compile(
    r"(?:^|\s)(?:[-•*–]|\(?\d{1,2}[.)]|[Tt]rial \d:?)\s*[^•*]{0,90}$|^[-•*–][^•*]{0,400}$", re.DOTALL
)
"""What stands before a study that is an item of a list."""
