"""The role of a mention in its sentence: what is done with the thing named, by the words around it.

The words next to a mention go first (an exposure that some had before, care that is standard), then the voice of
the sentence (what this study will do; what others have found), then the place it stands in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from trialkg.linking.sections import Section
from trialkg.vocabulary.codes import Role

_NO_VERB = (
    r"(?!(?:will|receiv\w*|underg\w*|are|is|be|were|was|then|plus|combin\w*|followed|before|randomi\w*|study|trial"
    r"|who|whose|compar\w*|versus|vs|add\w*|evaluat\w*|assess\w*|determin\w*|by|using|via|until)\b)"
)


def _gap(words: int) -> str:
    """Up to so many words that hold no verb of a plan, to the end of the text."""
    return rf"(?:[ \-/(,\[\]\"“’']+{_NO_VERB}[\w/+.'’-]+){{0,{words}}}[ \-/(\[\],\"“:]*$"


_HAD_BEFORE = re.compile(
    r"\b(?:prior(?! to\b)|previous(?:ly)?|earlier|pre-?treat\w*|refractory(?: to)?|resistan(?:t|ce) to|(?:recurr|remission|relaps)\w* (?:after|following)"
    r"|progress\w+ (?:on|during|after|following|under|to|while|despite|through)|fail\w* (?:on|of|to|after)?"
    r"|intoleran\w+ (?:to|of)|relaps\w+ (?:on|after|during|under)|history of|contra-?indicat\w+ (?:to|for)"
    r"|(?:have|has|had)(?: \w+)? (?:received|undergone|had|been treated with|completed|taken)"
    r"|(?:not|in)?eligible (?:for|to)|candidates? (?:for|to)|suitable for|unsuitable for|amenable to"
    r"|allerg\w+ to|hypersensitiv\w+ to|na[iï]ve (?:to|for)|exposure to|exposed to|completion of|completed"
    r"|suspected (?:on|by)|detected (?:on|by|with)|identified (?:on|by)|seen on|staged (?:by|with)|staging(?: by| with)?"
    r"|confirmed (?:on|by)|defined by|evidenced by|documented (?:on|by))" + _gap(5),
    re.IGNORECASE,
)
_HAD_AFTER = re.compile(
    r"\W{0,2}(?:therapy|treatment)?[ -]{0,2}(?:resistan\w+|refractory|na[iï]ve|pre-?treated|failure|failed|intoleran\w+"
    r"|sensitive|exposed|experienced|induced|related|associated|avid)\b"
    r"|[^.;]{0,30}\b(?:(?:is|are) (?:not )?(?:allowed|permitted|prohibited|excluded|required|recommended)"
    r"|(?:is|are|was|were) (?:not )?(?:eligible|ineligible|candidates?|contraindicated|mandatory for))",
    re.IGNORECASE,
)
_STANDARD_BEFORE = re.compile(
    r"\b(?:standard(?!i[sz]|[- ](?:dos|fraction|arm|3|deviation|frequency))(?:[- ]of[- ]care)?|usual|routine(?:ly)?"
    r"|conventional|classic(?:al)? approach|clinically[- ]indicated|background|(?:physician|investigator|doctor)['’]?s?['’]? choice(?: of)?"
    r"|(?:physician|investigator|doctor|oncologist)['’]?s?['’]? discretion|approved)" + _gap(4),
    re.IGNORECASE,
)
_CLINICAL_BEFORE = re.compile(r"\bclinical (?:\w+ \(?(?:or|and) )?$", re.IGNORECASE)
_STANDARD_AFTER = re.compile(
    r"[^.;]{0,60}\b(?:(?:as|per|according to|in accordance with|following|within|under)\b[^.;]{0,25}"
    r"\b(?:standard|routine|usual|guidelines?|local practice|institutional|clinical practice|label)"
    r"|as part of[^.;]{0,25}\b(?:standard|routine|usual|regular|clinical)"
    r"|of (?:the )?(?:physician|investigator|doctor)['’]?s?['’]? choice|at the discretion|by choice of)"
    r"|[^.;]{0,12}\bstandard[- ]of[- ]care\b",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:patients?|women|men|subjects?|participants?|those|individuals|people|survivors|population|who|whose|cancers?"
    r"|carcinomas?|disease|tumou?rs?|metasta\w+|cohort of)"
)
_UNDER_TREATMENT = re.compile(
    rf"\b{_PEOPLE}\b(?:(?!\bwill\b|\bto be\b|\bshall\b)[^.;:]){{0,90}}?"
    r"\b(?P<how>receiving|undergoing|(?:being )?treated (?:with|by)|on|taking|starting|beginning|initiating"
    r"|scheduled (?:for|to \w+)|referred (?:for|to)|planned (?:for|to \w+)|managed with|prescribed|planning to \w+"
    r"|pursuing|considering|considered for|awaiting|electing|opting for|intended for"
    r"|(?:who|that)(?: \w+){0,2} (?:receiv\w+|underg\w+|underwent|start\w*|beg[iau]n\w*|take|took))"
    + _gap(6),
    re.IGNORECASE,
)
_TO_BE_TREATED = re.compile(
    r"\b(?:will|to|shall)(?: \w+)? be[^.;]{0,30}$|\b(?<!who )(?<!that )(?:are|is|be)(?: (?:then|also|all))? $",
    re.IGNORECASE,
)
_MEASURED_UNDER = re.compile(
    r"\b(?:respon\w+|benefits?|outcomes?|resistance|efficacy|effect\w*|toxicit\w+|sensitivity|effectiveness)"
    r" (?:to|from|of|after|on|under|with)"
    + _gap(4)
    + r"|\b(?:under|before and after|before|after)"
    + _gap(3),
    re.IGNORECASE,
)
_MEANWHILE = re.compile(
    r"\b(?:(?:during|while on|throughout)(?: and (?:after|before))?"
    r"|(?:PFS\d?|survival|progression|outcomes?) (?:on|under|for|with))" + _gap(4),
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"\b(?:(?:effects?|efficacy|activity|impact|influence|safety|feasibility|tolerability|doses?|addition|combination)"
    r"(?: and \w+)? (?:of|on|from)"
    r"|(?:receiv|underg|start|beg[iau]n|initiat|administ|randomi|assign|deliver)\w*(?: (?:to|with))?"
    r"|given|treated with|treatment with|adding|comparing)" + _gap(5),
    re.IGNORECASE,
)
_TRIED_AFTER = re.compile(
    r"\W{0,2}(?:therapy |treatment )?(?:effects?|will be (?:given|administered|started))\b", re.IGNORECASE
)
_NOT_GIVEN = re.compile(
    r"(?:\bplacebos?(?: matching| for| of| to| identical to)?|\b(?<!with or )(?<!and/or )without|\bno|\bnot|\bavoid\w*"
    r"|\binstead of|\brather than|\bomi(?:t|ssion)\w*(?: of)?|\balternatives? to|\bsimilar to|\bsuch as(?: (?:an? )?[\w/-]+,){0,4}|\be\.g\.,?"
    r"|\b(?:time|delay) (?:to|of|until)(?: the)?(?: start| initiation| commencement| onset| beginning| use)?(?: of)?"
    r"|\b(?:delay|defer|postpon)\w*(?: the)?(?: start| initiation| use)?(?: of)?|\blike|\bunlike|\bfor example|\bnot (?:receiv\w+|undergo\w*|be given|be treated with|tak\w+|hav\w+))"
    r"[ (,]+(?:the |a |an |any |other |full[- ]dose )?$",
    re.IGNORECASE,
)
_WANTING_AFTER = re.compile(r"[ -](?:(?:matching )?placebo|free\b)", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?:compar(?:ed|ing|ison) (?:to|with)|versus|vs\.?|control (?:arm|group):?|comparator:?|against)"
    + _gap(3),
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:will|shall|to|may(?: also)?|must|can|should) (?:then |also |all |both |either |be |first |only |subsequently )*"
    r"(?:receiv\w*|underg\w*|given|administered|treated|start\w*|perform\w*|take|offered|randomi\w+|assigned"
    r"|scanned|imaged|injected|delivered|added|done|obtained|acquired|used|combined|evaluated|assessed|compared"
    r"|investigated|correlated|analy[sz]ed|measured|determined|repeated|have|conducted|carried|included|tested|studied"
    r"|monitored|examined|collected|enrol\w*|followed|continue)\b"
    r"|\b(?:patients?|subjects|participants?|they|women|men|groups?|arms?|cohorts?|volunteers)\b(?! who)[^.;]{0,50}?"
    r"\b(?:undergo(?:es)?|receives?|gets?|are (?:randomi[sz]ed|assigned|treated|given|imaged|injected|scanned))\b"
    r"|\b(?:is|are) (?:performed|given|administered|delivered|done|obtained|acquired|scheduled|carried out|planned"
    r"|started|added|combined|repeated|offered|injected|studying|evaluating|testing|comparing)\b"
    r"|\b(?:evaluations?|assessments?|procedures?|visits?|tests?|work-?up|examinations?|imaging)"
    r" (?:include|consist|compris)\w*|\bat (?:baseline|study entry|enrol\w+|inclusion)\b|\bwill\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:this|our|present|current|proposed)(?: [\w/,-]+){0,8}? (?:study|trial|protocol|project|research|pilot)\b"
    r"|\bthe (?:study|trial|protocol|investigators?|researchers?)(?: \w+)? (?:is|are|will|aims?|plans?|evaluat\w+|hop\w+"
    r"|intends?|investigat\w+|propos\w+|hypothesi\w+|wants?|tests?|compares?|assess\w*|expects?|wish\w*|want\w*)\b"
    r"|\b(?:purpose|objectives?|aims?|goals?|hypothes\w+)\b"
    r"|\bwe (?:\w+ )?(?:will|aim|plan|propose|hypothesi[sz]e|intend|want|seek|evaluate|investigate|study|assess|compare"
    r"|wish|hope|expect|believe|test|try)\b"
    r"|(?:^\W*(?:\d+[.)]\s*)?|\baims? |\bdesigned |\bis |\bare |\bstudy |\btrial |\bconducted |: )to (?:also )?(?:assess|"
    r"evaluate|determine|compare|investigate|test|establish|examine|measure|explore|estimate|identify|demonstrate"
    r"|correlate|define|describe|find|see|study|learn|look|verify|validate|analy[sz]e|characteri[sz]e|show|confirm)\b"
    r"|^\W*(?:\d+[.)]\s*)?(?:Correlate|Compare|Determine|Assess|Evaluate|Estimate|Demonstrate|Measure|Test|Identify"
    r"|Describe|Explore|Establish|Validate|Document|Investigate)s?\b"
    r"|\b(?:is|was) (?:a|an)\b[^.;]{0,90}\b(?:study|trial)\b",
    re.IGNORECASE,
)
_FOUND_BY_OTHERS = re.compile(
    r"\b(?:has|have) (?:\w+ )?(?:been|shown|demonstrated|emerged|become|led|reported|improved|suggested|proven|failed"
    r"|revolution\w+|changed|resulted|addressed)\b"
    r"|\b(?:was|were|is|are)(?: \w+)? (?:shown|demonstrated|reported|associated|approved|known|considered|recommended"
    r"|suggested|thought|found|developed|established|well[- ]tolerated|accepted|believed|described)\b"
    r"|\b(?:showed|demonstrated|reported|revealed|suggested|suggests?|indicates?|indicated|improved|resulted|achieved"
    r"|experienced)\b"
    r"|\b(?:recent|previous|several|many|prior|other|earlier|retrospective|preclinical|randomi[sz]ed|phase \w+|few) "
    r"(?:\w+ ){0,2}(?:studies|trials|data|reports|series|experience)\b|\bmeta-?analys\w+|\bliterature\b|\bet al\b"
    r"|\b(?:may|might|could|can|cannot|would)(?! (?:also )?(?:undergo|receive|be (?:offered|given|treated|performed)))\b"
    r"|\b(?:is|are) (?:a|an|the|now|often|increasingly|widely|commonly|usually|currently|still|one of|effective|used|common)\b"
    r"|\bremains?\b|\b(?:standard|usual|preferred|conventional) (?:of care|(?:\w+ ){0,2}(?:treatments?|therap(?:y|ies)|options?|approach))\b[^.;]{0,60}"
    r"\b(?:is|are|has|have|consists?|includes?|involves?)\b|\bcalls? for\b|\b\d+(?:\.\d+)? ?%|\bmost\b|\bin general\b|\bin vitro\b|\bcommonly\b|\bmechanisms?\b|\bin the past\b"
    r"|\bnot (?:\w+ )?(?:fully|yet|well|clear|known|entirely)\b|\bunclear\b|\byet to be\b|\b(?:in )?another (?:study|trial|protocol)\b|\bevidence\b|\bapproved by\b",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:\b(?:in combination|combin\w+|together|concurrent\w*|added|addition|adding [\w/-]+)(?: \w+){0,2} (?:with|to)"
    r"|\bplus|\bwith|\+|\bcombination of [\w/-]+ (?:and|with))" + _gap(3),
    re.IGNORECASE,
)
"""Words that join a thing to what is tried; what all receive may be the ground it is tried on."""

_ADJUVANT = re.compile(r"(?<!neo)(?<!neo-)\badjuvant\W*$", re.IGNORECASE)
"""Adjuvant treatment that something is added to: what those operated on receive anyway."""

_REACH = 140


class Voice(Enum):
    """Who speaks in a sentence: this study of its plan, a report of what is known, or neither for sure."""

    PLAN = "plan"
    REPORT = "report"
    OPEN = "open"


@dataclass(frozen=True)
class Place:
    """Where a sentence stands: its section, whether it is a title or the summary.

    ``observes`` says that the study looks at what a treatment does, rather than trying it.
    """

    section: Section = Section.OPEN
    title: bool = False
    summary: bool = False
    observes: bool = False


@dataclass(frozen=True)
class Judgement:
    """A role, and how sure it is.

    ``by_words`` says that words give it, else it is the place alone; ``called_standard`` that the thing is said to
    be standard care, though it be in a report of what others do; ``joined`` that another thing is added to it.
    """

    role: Role
    by_words: bool = True
    called_standard: bool = False
    joined: bool = False


def role_of(sentence: str, start: int, end: int, place: Place) -> Judgement:
    """The role of what stands from start to end in a sentence."""
    if place.section is Section.ELIGIBILITY:
        return Judgement(Role.ELIGIBILITY)
    before, after = sentence[max(0, start - _REACH) : start], sentence[end : end + _REACH]
    voice = Voice.PLAN if place.title else _voice(sentence, place)
    if voice is Voice.REPORT:
        return Judgement(Role.MENTIONED, called_standard=_is_standard(before, after))
    if _NOT_GIVEN.search(before) or _WANTING_AFTER.match(after):
        return Judgement(Role.MENTIONED)
    return _by_neighbours(before, after, place) or _by_voice(voice, before, after, place)


def _voice(sentence: str, place: Place) -> Voice:
    if _ASKED.search(sentence):
        return Voice.PLAN
    told = place.section is Section.RATIONALE or _FOUND_BY_OTHERS.search(sentence) is not None
    if told:
        return Voice.REPORT
    return Voice.PLAN if _PLANNED.search(sentence) or place.section is not Section.OPEN else Voice.OPEN


def _by_neighbours(before: str, after: str, place: Place) -> Judgement | None:
    if _HAD_BEFORE.search(before) or _HAD_AFTER.match(after):
        return Judgement(Role.ELIGIBILITY)
    if _is_standard(before, after):
        return Judgement(Role.BACKGROUND, called_standard=True)
    under = _UNDER_TREATMENT.search(before)
    if under and not _TO_BE_TREATED.search(before[: under.start("how")]):
        return Judgement(Role.BACKGROUND)
    if _MEANWHILE.search(before) or (place.observes and _MEASURED_UNDER.search(before)):
        return Judgement(Role.BACKGROUND)
    return None


def _is_standard(before: str, after: str) -> bool:
    return bool(
        _STANDARD_BEFORE.search(before) or _CLINICAL_BEFORE.search(before) or _STANDARD_AFTER.match(after)
    )


def _by_voice(voice: Voice, before: str, after: str, place: Place) -> Judgement:
    if place.observes and not (_TRIED.search(before) or _TRIED_AFTER.match(after)):
        looks = voice is Voice.PLAN or place.summary
        return Judgement(Role.BACKGROUND if looks else Role.MENTIONED, by_words=False)
    if voice is Voice.PLAN:
        role = Role.COMPARATOR if _COMPARED.search(before) else Role.STUDIED
        joined = _JOINED.search(before) is not None
        return Judgement(role, joined=joined, called_standard=joined and _ADJUVANT.search(before) is not None)
    return Judgement(Role.STUDIED if place.summary else Role.MENTIONED, by_words=False)
