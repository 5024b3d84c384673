"""Words that tell what part a thing named in a sentence plays: a table of patterns for each kind of cue.

``…_BEFORE`` is searched in the words before a mention, ``…_AFTER`` matched on the words behind it, the others
are searched in the whole sentence. All in any letter case.
"""

from __future__ import annotations

import re

_VERBS = (
    "will", r"receiv\w*", r"underg\w*", "are", "is", "be", "were", "was", "then", "plus", r"combin\w*",
    "followed", "before", r"randomi\w*", "study", "trial", "who", "whose", r"compar\w*", "versus", "vs",
    r"add\w*", r"evaluat\w*", r"assess\w*", r"determin\w*", "by", "using", "via", "until",
)  # fmt: skip
"""Words that part a cue from a mention: what stands behind them is said anew."""


def _any(*alternatives: str) -> str:
    return f"(?:{'|'.join(alternatives)})"


def _gap(words: int) -> str:
    """Up to so many words that part nothing, to the end of the text."""
    return rf"(?:[ \-/(,\[\]\"“’']+(?!{_any(*_VERBS)}\b)[\w/+.'’-]+){{0,{words}}}[ \-/(\[\],\"“:]*$"


def _before(words: int, *alternatives: str) -> str:
    """A cue at most so many words before the mention."""
    return rf"(?<!\w){_any(*alternatives)}{_gap(words)}"


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _words(*alternatives: str) -> str:
    return rf"\b{_any(*alternatives)}\b"


HAD_BEFORE = _compiled(
    _before(
        5,
        r"prior(?! to\b)", r"previous(?:ly)?", "earlier", r"pre-?treat\w*", r"refractory(?: to)?",
        "resistant to", r"with (?:\w+ ){0,2}resistance to",
        r"(?:recurr|relaps|progress)\w*[^.;]{0,40} (?:of|after|on|during)",
        r"(?:recurr|remission|relaps)\w* (?:after|following)",
        r"progress\w* (?:on|during|after|following|under|to|while|despite|through)",
        r"fail\w* (?:on|of|to|after)?", r"intoleran\w+ (?:to|of)", r"relaps\w+ (?:on|during|under)",
        "history of", r"contra-?indicat\w+ (?:to|for)",
        r"(?:have|has|had)(?: \w+)? (?:received|undergone|had|been treated with|completed|taken)",
        r"(?:not|in)?eligible (?:for|to)", r"candidates? (?:for|to)", r"(?:un)?suitable for", "amenable to",
        r"allerg\w+ to", r"hypersensitiv\w+ to", r"na[iï]ve (?:to|for)", r"expos(?:ure|ed) to",
        "completion of", "completed", r"(?:suspected|confirmed|documented) (?:on|by)",
        r"(?:detected|identified) (?:on|by|with)", "seen on", r"staged (?:by|with)",
        r"staging(?: by| with)?", "defined by", "evidenced by",
    )
)  # fmt: skip
"""An exposure or an examination that those who take part had, must have had or must not have had."""

HAD_AFTER = _compiled(
    r"\W{0,2}(?:therapy|treatment)?[ -]{0,2}"
    + _any(
        r"resistan\w+", "refractory", r"na[iï]ve", r"pre-?treated", "failure", "failed", r"intoleran\w+",
        "sensitive", "exposed", "experienced", "avid",
    )
    + r"\b",
    r"[^.;]{0,30}\b(?:is|are) (?:not )?(?:allowed|permitted|prohibited|excluded|required|recommended)",
    r"[^.;]{0,30}\b(?:is|are|was|were) (?:not )?(?:eligible|ineligible|candidates?|contraindicated)",
)  # fmt: skip

_DOCTOR = r"(?:physician|investigator|doctor|oncologist)['’]?s?['’]?"
STANDARD_BEFORE = _compiled(
    _before(
        4,
        r"standard(?!i[sz]|[- ](?:dos|fraction|arm|3|deviation|frequency))(?:[- ]of[- ]care)?",
        "usual", r"routine(?:ly)?", "conventional", r"clinically[- ]indicated",
        r"(?:standard(?:[- ]of[- ]care)?|classic(?:al)?|conventional|usual)"
        r" (?:approach|treatments?|strategy|therap(?:y|ies))(?: of| with|, (?:which is|i\.e\.))?(?: using)?",
        "background", rf"{_DOCTOR} choice(?: of)?", rf"{_DOCTOR} discretion", "approved",
    ),
    r"\b(?:(?:standard|usual)\b[^.;]{0,90}\b(?:defined as|consisting of|which (?:is|consists of))"
    r"|(?:standard|classic(?:al)?|conventional|usual) approach of(?: using)?)"
    r"(?:(?!\b(?:vs|versus|compared|randomi[sz]ed|without|added)\b)[^.;]){0,120}$",
    r"\bclinical (?:\w+ \(?(?:or|and) )?$",
)  # fmt: skip
"""What is given as usual care, not as what is tried."""

WITH_OR_WITHOUT_BEFORE = _compiled(r"\bwith(?: or |/| and )without\W*$")
"""What is tried, whatever stands before: standard care with or without it."""

STANDARD_MEANT_BEFORE = _compiled(
    r"\b(?:standard(?:[- ]of[- ]care)?|usual) (?:care|therap(?:y|ies)|treatments?)\b[ ,(]*"
    r"(?:compris\w+|consist\w+ of|includ\w+|i\.e\.,?|defined as|such as)[^.;]{0,60}$"
)
"""What a summary means by the standard care that those who take part have."""

STANDARD_AFTER = _compiled(
    r"[^.;]{0,60}\b(?:as|per|according to|in accordance with|following|within|under)\b[^.;]{0,25}\b"
    + _any(
        "standard", "routine", "usual", "guidelines?", "local practice", "institutional",
        "clinical practice", "label",
    ),
    r"[^.;]{0,60}\bas part of[^.;]{0,25}\b(?:standard|routine|usual|regular|clinical)",
    rf"[^.;]{{0,60}}\b(?:of (?:the )?{_DOCTOR} choice|at the discretion|by choice of)",
    r"[^.;]{0,60}\bfor clinical (?:purposes|indications?|reasons?)|[^.;]{0,60}\bclinically indicated",
    r"(?:(?!\b(?:plus|and|with|versus|vs|or|to|added)\b)[^.;+]){0,12}\bstandard[- ]of[- ]care\b",
)  # fmt: skip

_PEOPLE = _any(
    "patients?", "women", "men", "subjects?", "participants?", "those", "individuals", "people",
    "survivors", "population", "who", "whose", "cancers?", "carcinomas?", "disease", "tumou?rs?",
    r"metasta\w+", "cohort of",
)  # fmt: skip
UNDER_TREATMENT_BEFORE = _compiled(
    rf"\b{_PEOPLE}\b(?:(?!\bwill\b|\bto be\b|\bshall\b)[^.;:]){{0,90}}?\b(?P<how>"
    + "|".join(
        (
            "receiving", "undergoing", r"(?:being )?treated (?:with|by)", "on", "taking", "starting",
            "beginning", "initiating", r"scheduled (?:for|to \w+)", r"referred (?:for|to)",
            r"planned (?:for|to \w+)", "managed with", "prescribed", r"planning to \w+", "pursuing",
            "considering", "considered for", "awaiting", "electing", "opting for", "intended for",
            r"(?:who|that)(?: \w+){0,2} (?:receiv\w+|underg\w+|underwent|start\w*|beg[iau]n\w*|take|took)",
        )
    )
    + ")"
    + _gap(6)
)  # fmt: skip
"""Those whom the study takes are under the treatment; ``how`` begins the words that say so."""

TO_BE_TREATED = _compiled(
    r"\b(?:will|to|shall)(?: \w+)? be[^.;]{0,30}$",
    r"\b(?<!who )(?<!that )(?:are|is|be)(?: (?:then|also|all))? $",
)
"""Words before ``how`` that make it what the study does."""

MEANWHILE_BEFORE = _compiled(
    _before(
        4,
        r"continu\w+ (?:on |with )?their",
        r"continu(?:e|ing)(?: to receive| to take| on| with)?(?! \w+ing\b)",
        "related to",
        "caused by",
        "due to",
        "induced by",
        "secondary to",
        "resulting from",
        r"(?:during|while on|throughout)(?: and (?:after|before))?",
        r"(?:PFS\d?|survival|progression|outcomes?) (?:on|under|for|with)",
    )
)
"""What goes on beside what is looked at, or has brought it about."""

LATER_AFTER = _compiled(
    r"[^.;]{0,12}\b(?:will|may|can|is|are)(?: to)?(?: be)? (?:started|initiated|begun|given|offered|used)"
    r"[^.;]{0,40}\b(?:at|up ?on|after|in case of|on|for)\b[^.;]{0,40}"
    r"\b(?:progressi|relaps|recurr|polymetasta)\w*"
)
"""What is kept for the time when the disease has come back."""

MEANWHILE_AFTER = _compiled(
    r"\W{0,2}(?:therapy|treatment)?[ -]{0,2}"
    + _any("induced", "related", "associated", r"(?:late )?(?:cardiotoxicity|cardiomyopathy|neuropathy)")
    + r"\b"
)

FORETOLD_BEFORE = _compiled(
    _before(
        5,
        r"predict\w*[^.;]{0,80}\b(?:respon\w+|benefits?|outcomes?|resistance|efficacy|sensitivity)\b[^.;]{0,100}?"
        r" (?:to|from|of|after|on|under|with)",
        r"(?:describ|record|document|register)\w*[^.;]{0,40}\b(?:treatments?|therap(?:y|ies)|management)\b[^.;]{0,60}?"
        r"\b(?:such as|including|like|with)(?: (?:an? )?[\w/-]+,){0,4}(?: (?:\w+ )?and)?",
    )
)
"""A treatment whose effect is to be foretold, or whose use is to be described: it is given anyway."""

ALONE_AFTER = _compiled(r"[\s)]*(?:therapy |treatment )?(?:alone|only)\b")
"""What stands here for itself is the ground that something else is tried on."""

EXPOSURE = _compiled(
    _words(
        "real[- ]world", r"post-?(?:marketing|authori[sz]ation|approval)", "non-?interventional",
        r"(?:drug|medication) (?:use|utili[sz]ation)", "treatment patterns", "adherence", "persistence",
    )
)  # fmt: skip
"""Words of a title of a study that watches what a treatment in use does: it is the exposure evaluated."""

EFFECT_OF_BEFORE = _compiled(
    _before(
        4,
        r"(?:respon\w+|benefits?|outcomes?|resistance|efficacy|effect\w*|toxicit\w+|sensitivity"
        r"|effectiveness)"
        r" (?:to|from|of|after|on|under|with)",
    ),
    _before(3, "under", "before and after", "before", "after"),
)
"""A treatment whose effect is looked at; in a study that tries it, it is what is tried."""

TRIED_BEFORE = _compiled(
    _before(
        5,
        r"(?:effects?|efficacy|activity|impact|influence|safety|feasibility|tolerability|doses?"
        r"|addition|combination)"
        r"(?: and \w+)? (?:of|on|from)",
        r"(?:receiv|underg|start|beg[iau]n|initiat|administ|randomi|assign|deliver)\w*(?: (?:to|with))?",
        "given", "treated with", "treatment with", "adding", "comparing",
    )
)  # fmt: skip
TRIED_AFTER = _compiled(
    r"\W{0,2}(?:therapy |treatment )?(?:effects?|will be (?:given|administered|started))\b"
)

NOT_GIVEN_BEFORE = _compiled(
    _any(
        r"\bplacebos?(?: matching| for| of| to| identical to)?", r"\b(?<!with or )(?<!and/or )without",
        r"\bno", r"\bnot(?: (?:receiv\w+|undergo\w*|be given|be treated with|tak\w+|hav\w+))?",
        r"\bavoid\w*", r"\binstead of", r"\brather than", r"\bomi(?:t|ssion)\w*(?: of)?",
        r"\balternatives? to", r"\bsimilar to", r"\bsuch as(?: (?:an? )?[\w/-]+,){0,4}", r"\be\.g\.,?",
        r"\b(?:time|delay) (?:to|of|until)(?: the)?(?: (?:start|initiation|onset|beginning|use))?(?: of)?",
        r"\b(?:impact|effect) (?:[\w-]+ ){1,6}on(?: the)? (?:start|initiation|onset|need)(?: of| for)",
        r"\b(?:delay|defer|postpon)\w*(?: the)?(?: (?:start|initiation|use))?(?: of)?",
        r"\bresistance to(?: \w+)?", r"\blike", r"\bunlike", r"\bfor example",
    )
    + r"[ (,]+(?:the |a |an |any |other |full[- ]dose )?(?:palliative |systemic |further |subsequent )?$",
)  # fmt: skip
"""What is left out, put off, or named as an example."""

NOT_GIVEN_AFTER = _compiled(r"[ -](?:(?:matching )?placebo|free\b)")

EXAMPLE_OF_SCANS_BEFORE = _compiled(
    r"\b(?:imaging|scans?|examinations?|tests|work-?up)\W{1,3}(?:such as|e\.g\.)[^.;]{0,80}$"
)
"""One of the examinations that those who take part have, as care asks."""

ON_CONDITION_BEFORE = _compiled(
    rf"\b{_PEOPLE} (?:who|with|without|found|having|in whom)\b[^.;]{{0,140}}\bwill(?: \w+)?"
    r" (?:undergo|receive|proceed to|go on to|be (?:treated with|offered|given|referred for))" + _gap(4)
)
"""What follows on the result of something else that the study does."""

COMPARED_BEFORE = _compiled(
    _before(
        3, r"compar(?:ed|ing|ison) (?:to|with)", "versus", r"vs\.?", r"control (?:arm|group):?",
        "comparator:?", "against",
    )
)  # fmt: skip

COMPARED_STANDARD_BEFORE = _compiled(
    _before(
        3,
        r"(?:compar(?:ed|ing|ison) (?:to|with)|versus|vs\.?|against)(?: the| an?)?"
        r" (?:current |usual |clinical )?(?:standard|conventional|usual)",
    )
)
"""Standard care that the thing tried is measured against."""

JOINED_BEFORE = _compiled(
    _before(
        3,
        r"(?:in combination|combin\w+|together|concurrent\w*)(?: \w+){0,2} with",
        r"(?:added|adding|addition)(?: [\w/-]+){0,5} to",
        "plus", r"(?<!treatment )(?<!therapy )(?<!treated )with", r"\+",
        r"combination of [\w/-]+ (?:and|with)",
    )
)  # fmt: skip
"""Words that join a thing to what is tried; what all receive may be the ground it is tried on."""

JOINED_AFTER = _compiled(
    r"[\s)]*(?:\([^)]*\)\s*)?(?:with (?:or|and|/) ?without|with/without|\+/-|±|plus or minus)"
)

ADJUVANT_BEFORE = _compiled(r"(?<!neo)(?<!neo-)\badjuvant\W*$")
"""What those operated on receive anyway."""

_TAKING_PART = (
    r"(?:patients?|subjects|participants?|they|women|men|groups?|arms?|cohorts?|volunteers|individuals)"
)
MANDATED = _compiled(
    rf"\b{_TAKING_PART}\b(?! who)[^.;]{{0,50}}?\b"
    + _any(
        r"(?:will|shall|must) (?:then |also |all |both |either |first |subsequently )*"
        r"(?:receive|undergo|start|have"
        r"|be (?:given|treated|randomi[sz]ed|assigned|scanned|imaged|injected|offered))",
        "are (?:randomi[sz]ed|assigned|randomly assigned)",
    )
    + r"\b"
)  # fmt: skip
"""What the protocol has those do who take part, whatever else a sentence reports."""

PLANNED = _compiled(
    _words(
        r"(?:will|shall|to|may(?: also)?|must|can|should)"
        r" (?:then |also |all |both |either |be |first |only |subsequently )*"
        + _any(
            r"receiv\w*", r"underg\w*", "given", "administered", "treated", r"start\w*", r"perform\w*",
            "take", "offered", r"randomi\w+", "assigned", "scanned", "imaged", "injected", "delivered",
            "added", "done", "obtained", "acquired", "used", "combined", "evaluated", "assessed",
            "compared", "investigated", "correlated", r"analy[sz]ed", "measured", "determined",
            "repeated", "have", "conducted", "carried", "included", "tested", "studied", "monitored",
            "examined", "collected", r"enrol\w*", "followed", "continue",
        ),
        "will",
        rf"(?:{_TAKING_PART}|lesions?|metastas[ei]s|tumou?rs?|sites?)\b(?! who)"
        r"[^.;]{0,50}?\b(?:undergo(?:es)?|receives?|gets?"
        r"|are (?:randomi[sz]ed|assigned|treated|given|imaged|injected|scanned))",
        r"(?:is|are) "
        + _any(
            "performed", "given", "administered", "delivered", "done", "obtained", "acquired", "scheduled",
            "carried out", "planned", "started", "added", "combined", "repeated", "offered", "injected",
            "studying", "evaluating", "testing", "comparing",
            "compared", "assessed", "evaluated", "monitored", "measured", "followed",
        ),
        r"(?:evaluations?|assessments?|procedures?|visits?|tests?|work-?up|examinations?|imaging)"
        r" (?:include|consist|compris)\w*",
        r"at (?:baseline|study entry|enrol\w+|inclusion)",
        r"\d+ ?(?:mg|c?Gy|MBq|mCi|mg/m2)",
    ),
    r"\b(?:arms?|groups?|cohorts?|stratum|stage|part)\b[\w ]{0,12}:",
)  # fmt: skip
"""What the protocol has done."""

_TO_FIND_OUT = _any(
    "assess", "evaluate", "determine", "compare", "investigate", "test", "establish", "examine", "measure",
    "explore", "estimate", "identify", "demonstrate", "correlate", "define", "describe", "find", "see",
    "study", "learn", "look", "verify", "validate", r"analy[sz]e", r"characteri[sz]e", "show", "confirm",
)  # fmt: skip
_LISTED = r"^\W*(?:\d+[.)]\s*)?"
ASKED = _compiled(
    _words(

        r"(?:this|our|present|current|proposed)(?: [\w/,-]+){0,8}? (?:study|trial|protocol|project"
        r"|research|pilot)",
        r"the (?:study|trial|protocol|investigators?|researchers?)(?: \w+)? "
        + _any(
            "is", "are", "will", "aims?", "plans?", r"evaluat\w+", r"hop\w+", "intends?", r"investigat\w+",
            r"propos\w+", r"hypothesi\w+", r"want\w*", "tests?", "compares?", r"assess\w*", "expects?",
            r"wish\w*",
        ),
        "purpose", "objectives?", "aims?", "goals?", r"hypothes\w+",
        r"we (?:\w+ )?"
        + _any(
            "will", "aim", "plan", "propose", "hypothesi[sz]e", "intend", "want", "seek", "evaluate",
            "investigate", "study", "assess", "compare", "wish", "hope", "expect", "believe", "test",
            "try",
        ),
        r"(?:is|was) (?:a|an)\b[^.;]{0,90}\b(?:study|trial)",
    ),
    rf"(?:{_LISTED}|\baims? |\bdesigned |\bis |\bare |\bstudy |\btrial |\bconducted |: )"
    rf"to (?:also )?{_TO_FIND_OUT}\b",
    rf"{_LISTED}(?:{_TO_FIND_OUT}|document)s?\b",
)  # fmt: skip
"""What this study asks."""

REPORTED = _compiled(
    _words(
        r"(?:has|have) (?:\w+ )?"
        + _any(
            "been", "shown", "demonstrated", "emerged", "become", "led", "reported", "improved",
            "suggested", "proven", "failed", r"revolution\w+", "changed", "resulted", "addressed",
        ),
        r"(?:was|were|is|are)(?: \w+)? "
        + _any(
            "shown", "demonstrated", "reported", "associated", "approved", "known", "considered",
            "recommended", "suggested", "thought", "found", "developed", "established",
            "well[- ]tolerated", "accepted", "believed", "described",
        ),
        r"(?:was|were)(?: \w+)? "
        + _any(
            "superior", "inferior", "better", "worse", "longer", "shorter", "higher", "lower",
            "significantly", "similar", "safe", "feasible", "observed", "seen", "effective",
        ),
        "showed", "demonstrated", "reported", "revealed", "suggest(?:s|ed)?", "indicate[sd]?", "improved",
        "resulted", "achieved", "experienced",
        r"(?:recent|previous|several|many|prior|other|earlier|retrospective|preclinical|randomi[sz]ed"
        r"|phase \w+|few)"
        r" (?:\w+ ){0,2}(?:studies|trials|data|reports|series|experience)",
        r"meta-?analys\w+", "literature", "et al", "evidence", "approved by",
        "(?:may|might|could|can|cannot|would)"

        "(?! (?:also )?(?:undergo|receive|consist|include|continue|be (?:offered|given|treated"
        "|performed|delivered)))",
        r"(?:is|are) "
        + _any(
            "a", "an", "the", "now", "often", "increasingly", "widely", "commonly", "usually", "currently",
            "still", "one of", "effective", "used", "common",
        ),
        r"(?:standard|usual|preferred|conventional)"
        r" (?:of care|(?:\w+ ){0,2}(?:treatments?|therap(?:y|ies)|options?|approach))\b[^.;]{0,60}"
        r"\b(?:is|are|has|have|consists?|includes?|involves?)",
        "remains?", "calls? for", "most", "in general", "in vitro", "commonly", "mechanisms?",
        "in the past", "unclear", "yet to be",
        r"published (?:stud(?:y|ies)|data|reports|series|trials)",
        r"not (?:\w+ )?(?:fully|yet|well|clear|known|entirely)",
        "another (?:study|trial|protocol)",
    ),
    r"\b\d+(?:\.\d+)? ?%",
    r"^\W*(?:however|unfortunately|historically|traditionally)\b",
)  # fmt: skip
"""What others have found, what is known, what may be."""
