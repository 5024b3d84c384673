"""The notation in which cues are written, and the words that many of them share.

A cue is a regular expression over a sentence in which the study in question, other studies and the study
itself stand as one character each. It is written over several lines, whose breaks and indentation do not
count, with ``{T}``, ``{OTHER}``, ``{OWN}`` for the three, ``{WORDS}`` in capitals for shared words, and gaps:

- ``<n>`` up to n characters with no semicolon and no word that turns to results or comparison,
- ``<n.>`` up to n characters with no semicolon or full stop,
- ``<n;>`` up to n characters with no semicolon,
- ``<n->`` up to n characters as ``<n.>``, with no word that speaks of the past or of this study.
"""

from __future__ import annotations

import re

from trialkg.linking.references import STUDY

TARGET, OTHER, OWN = "\ue000", "\ue001", "\ue002"
"""What stands for the study in question, for any other one, and for the study whose text is read."""

_TURNS = (
    r"\b(?:show\w*|demonstrat\w*|compared (?:to|with)|similar|based on|according to|unlike|results?"
    r"|suggest\w*|report\w*|per|previously published|described|defined|definition)\b"
)
_BACK = (
    r"\b(?:this|present|current|after|from|who|completed|following|previous|previously|prior|participated"
    r"|enrolled in|received|based on|results?)\b"
)
_GAPS = {
    "": rf"(?:(?!{_TURNS})[^;])",
    ".": r"[^.;]",
    ";": r"[^;]",
    "-": rf"(?:(?!{_BACK})[^.;])",
}
_GAP = re.compile(r"<(\d+)([.;-]?)>")
_BREAK = re.compile(r"\n\s*")

_WORDS = {
    "T": TARGET,
    "OTHER": OTHER,
    "OWN": OWN,
    "STUDY": STUDY,
    "NUMBER": r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)",
    "PEOPLE": r"""\b(?:patients?|participants?|subjects?|individuals|people|wom[ae]n|m[ae]n|children
        |infants|neonates
        |toddlers|boys|girls|adults|adolescents|volunteers|persons|those|donors|recipients|families|households
        |mothers|parents|survivors|veterans|completers|who|whom|they|cases|probands|dyads|couples|offspring|cohort
        |students|residents|nurses|staff|clinicians|caregivers|carers|population|(?:non-?)?responders|enrollees|attendees)\b""",
    "SUBSTUDY": r"""(?:sub-?\s?(?:study|trial|project|protocol)
        |(?:side|ancillary|companion|nested|add-on|satellite|correlative|embedded|sub)[- ](?:\w+\s+){0,2}?
        (?:study|trial|project|protocol|cohort|investigation))\b""",
    "EXTENSION": r"""(?:open[- ]label follow[- ]on|(?:open[- ]label |long[- ]term |safety )*extension
        |roll-?\s?over|continuation
        |continued[- ]access|post-?trial (?:access|provision)|\bOLE\b)""",
    "FOLLOWUP": r"(?:(?:long[- ]term |extended |post[- ]?\w* )*follow(?:ing)?[- ]?up|\bLTFU\b|\bLTE\b)",
    "PARENT": r"""(?:parent|main|core|feeder|base|original|primary|lead[- ]?in|host|larger|overarching
        |antecedent
        |precursor|preceding|qualifying|originating|index|companion|umbrella|master|mother|initial|parental
        |randomi[sz]ed treatment)""",
    "JOINED": r"""\b(?:(?<!was )(?<!were )(?<!been )(?<!is )complet(?:e|ed|es|ing|ion of)
        |(?:conclusion|end|termination|closure?) of|completers (?:of|from)|finish(?:es|ed|ing)?
        |participa(?:ted?|ting|tes|tion|nts) (?:\w+ )?in|t(?:ook|aken|aking) part (?:as \w+ )?in
        |enrol(?:l?ed|l?ing|l?ment|ls?)?(?: \w+)? (?:in|into|on|onto|to|for)|included in
        |registered (?:on|to|in|into)|randomi[sz]ed(?: \w+){0,3} (?:in|into|to|within)
        |treated(?: \w+)? (?:in|on|under|during|within)
        |(?:treated|infused|injected|implanted|transplanted) with [^.;,]{1,60} (?:in|on|under|during|within)
        |(?:treatment|therapy|infusion) with [^.;,]{1,40} (?:in|on|under|during|within)
        |attended [^.;,]{1,40} (?:visit|assessment)s? (?:of|in)
        |received
        |(?:on|under) (?:active |study )?treatment (?:in|on|within|under)
        |(?<!not )(?<!well )(?<!well-)tolerated (?!by\b)\w+(?: \w+){0,3} (?:in|during)
        |(?:vaccinated|primed|boosted|dosed|recruited|screened)(?: \w+)? (?:in|into|to|during)
        |given(?: \w+){1,2} in
        |got(?: [\w-]+){0,4} (?:doses?|series|vaccine|infusions?|injections?|treatment|drug|placebo) in
        |(?:assigned|allocated)(?: \w+){0,4} (?:in|within|during)
        |(?:assigned|allocated) to(?: [\w-]+){1,5} (?:group|arm) (?:of|in)
        |(?:was|were|been|being) (?:a )?part of
        |(?:relapsed|progressed|benefit\w*)(?: \w+){0,3} (?:in|on|during)
        |consent(?:ed)?(?: form)? (?:to|for|in)
        |discontinued(?: \w+)? from|exit(?:ed|ing)|roll(?:ed|ing)?[- ]?over from|transition(?:ed|ing)? from
        |continu(?:ed|ing) from|entered|on study|responded (?:in|to)|response in(?! \d)
        |exposed(?: \w+)? in)\b""",
    "MODAL": r"""\b(?:may|might|can|could|will|would|shall|should|eligible|option|optional|elect|elected
        |invited
        |offered|able|allowed|asked|opportunity|choose|wish\w*|agree\w*|requir\w+|intend\w*|encouraged|planned
        |chance|permitted|willing\w*|consent\w*)\b""",
    "ONWARD": r"""\b(?:enter(?:ing)?|enrol(?:l|led|lment|ling|ment)?|roll(?:ed|ing)?[- ]?(?:over)?
        |continu(?:e|ed|ing)|transition(?:ed)?|proceed(?:ing)?|participat(?:e|ing|ion)|transfer(?:red)?|move
        |follow(?:ed)?|switch(?:ed)?|join(?:ing)?|re-?treat(?:ed|ment)|receive|go on|monitored|invited|offered
        |take part|rollover)\b""",
    "LATER": r"""(?:extension|roll-?\s?over|follow(?:ing)?[- ]?up|LTFU|long[- ]term|continuation|sub-?\s?study
        |ancillary|optional|OLE|LTE|subsequent|maintenance)""",
    "MATERIAL": r"""\b(?:data|datasets?|database|images|scans|(?:photo|radio|electrocardio)graphs|videos
        |(?:de-?identified|anonymi[sz]ed|electronic|medical) records
        |(?:blood|serum|plasma|tissue|urine|stool|tumou?r|DNA) samples?|samples|specimens?|biospecimens?
        |biosamples?
        |sera|serum|plasma|tissues|recordings?|slides?|historical controls?
        |controls? (?:group|arm|subjects|patients)?(?= from\b))\b""",
}


def cue(pattern: str) -> re.Pattern[str]:
    """A pattern in the notation of cues, ready to search in any letter case."""
    written = _BREAK.sub("", pattern)
    for name, words in _WORDS.items():
        written = written.replace(f"{{{name}}}", _BREAK.sub("", words))
    written = _GAP.sub(lambda gap: f"{_GAPS[gap[2]]}{{0,{gap[1]}}}?", written)
    return re.compile(written, re.IGNORECASE)
