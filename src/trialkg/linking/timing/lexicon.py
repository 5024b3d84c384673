"""What the words of time frames mean, as tables: marks that order times, senses of what times count from.

A phrase of several words stands with blanks; the longest phrase wins, and hyphens within one are alike to
blanks. Plurals in ``s`` need no entry of their own.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TypeAlias

from trialkg.linking.timing.durations import Duration


class Mark(Enum):
    """What a word does in a time frame."""

    __hash__ = object.__hash__  # enum's own is written in Python, and these are looked up all the time

    WORD = auto()
    NUMBER = auto()
    ORDINAL = auto()
    UNIT = auto()
    RATE = auto()
    CYCLE = auto()
    YEAR = auto()
    CALENDAR = auto()
    VISIT = auto()
    LABEL = auto()
    CAP = auto()
    MOST = auto()
    UNTIL = auto()
    LEAST = auto()
    OVER = auto()
    THROUGHOUT = auto()
    WITHIN = auto()
    FOR = auto()
    AT = auto()
    OF = auto()
    EVERY = auto()
    AVERAGE = auto()
    AFTER = auto()
    BEFORE = auto()
    FROM = auto()
    BETWEEN = auto()
    TO = auto()
    LAST = auto()
    ABOUT = auto()
    TOLERANCE = auto()
    UNLIMITED = auto()
    EACH_VISIT = auto()
    COMMA = auto()
    STOP = auto()
    AND = auto()
    OR = auto()
    SLASH = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()


class Sense(Enum):
    """What a word of a phrase speaks of."""

    __hash__ = object.__hash__

    BASELINE = auto()
    SCREENING = auto()
    RANDOMISATION = auto()
    ENROLMENT = auto()
    PARTICIPANT = auto()
    START = auto()
    END = auto()
    FIRST = auto()
    LAST = auto()
    LATER = auto()
    NEW = auto()
    STOP = auto()
    EARLY = auto()
    TREATMENT = auto()
    DOSE = auto()
    INFUSION = auto()
    SHOT = auto()
    SURGERY = auto()
    TRANSPLANT = auto()
    CELL = auto()
    BIRTH = auto()
    AGE = auto()
    STUDY = auto()
    WHOLE = auto()
    PERIOD = auto()
    FOLLOW_UP = auto()
    CONTACT = auto()
    LOST = auto()
    DEATH = auto()
    PROGRESSION = auto()
    RELAPSE = auto()
    SECOND_PRIMARY = auto()
    WITHDRAWAL = auto()
    DISCHARGE = auto()
    STAY = auto()
    CANCER = auto()
    CHANGE = auto()
    OCCASION = auto()


Meaning: TypeAlias = tuple[Mark, object]
"""A mark with what goes with it: the unit, the amount, or the sense of the word."""

MARKS: dict[Mark, str] = {
    Mark.CAP: "up to|upto|up until|up through|or up to",
    Mark.MOST: "no more than|not more than|no longer than|no later than|at most|maximum|maximum of|maximum duration|max"
    "|max of|less than|limited to|a maximum of|<|≤|at a maximum|or less|not exceeding|by the end of|maximal|maximally",
    Mark.UNTIL: "until|till|til|untill|and until|in the absence of|in absence of",
    Mark.LEAST: "at least|minimum|minimum of|a minimum of|minimal|more than|no less than|not less than|beyond"
    "|>|≥|at a minimum|or more|and beyond|or longer|longer than",
    Mark.WITHIN: "within|inside of",
    Mark.OVER: "over|during|while|across|along|peri|intra|over a period of|during a period of|over the period of",
    Mark.THROUGHOUT: "throughout|for the duration of|in the course of|over the course of|during the course of|for the entire"
    "|for the length of|over the duration of|during the entire|over the entire|for the whole|through the course of|throughout the duration of"
    "|throughout the course of|during the whole|throughout the entire",
    Mark.FOR: "for",
    Mark.AT: "at|on|in|by|upon|immediately upon|at the time of|at time of",
    Mark.OF: "of",
    Mark.EVERY: "every|each|once every|q",
    Mark.AVERAGE: "average|average of|an average of|on average|mean|mean of|median|median of|avarage|expected"
    "|expected average|anticipated|estimated|estimated average",
    Mark.AFTER: "after|post|following|since|afterwards of|subsequent to|from the end of the",
    Mark.BEFORE: "before|prior to|prior|pre|preceding|immediately before|ahead of",
    Mark.FROM: "from|starting from|starting at|starting on|beginning at|beginning on|beginning from|as of",
    Mark.BETWEEN: "between",
    Mark.TO: "to|through|thru|and to|trough|→",
    Mark.LAST: "in the last|in the past|over the last|over the past|during the last|during the past|previous"
    "|the past|within the last|within the past|past",
    Mark.ABOUT: "approximately|approx|about|around|roughly|circa|ca|nearly|almost|~|usually|typically"
    "|estimated to be|up approximately",
    Mark.UNLIMITED: "ongoing|unlimited|indefinitely|indefinite|lifelong|lifetime|life long|open ended"
    "|continuous|continuously|long term|infinite|permanently",
    Mark.EACH_VISIT: "each visit|every visit|each study visit|every study visit|each clinic visit|all visits"
    "|each follow up visit|every follow up visit|each assessment|every assessment|each follow up"
    "|each time point|every time point|each timepoint|all study visits|each follow up appointment"
    "|multiple time points|multiple timepoints|several time points|various time points|all time points"
    "|every follow up|each evaluation|multiple times|every follow up appointment|each session|every session"
    "|each treatment session",
    Mark.COMMA: ",|、|;",
    Mark.STOP: ".|:|then|thereafter|and then|followed by|•|?|!",
    Mark.AND: "and|&|+|as well as|plus|vs|versus|compared to|compared with",
    Mark.OR: "or|and or|whichever",
    Mark.SLASH: "/|\\",
    Mark.DASH: "-",
    Mark.OPEN: "(|[|{",
    Mark.CLOSE: ")|]|}",
    Mark.CYCLE: "cycle|course|treatment cycle|treatment course|chemotherapy cycle|therapy cycle",
    Mark.VISIT: "visit|visite|session number",
}

UNITS: dict[str, str] = {
    "S": "second|sec|secs",
    "TM": "minute|min|mins|minuts",
    "H": "hour|hr|hrs|h|hs",
    "D": "day|d|calendar day|study day|business day|working day|night|dy|days",
    "W": "week|wk|wks|w|study week",
    "M": "month|mo|mos|mon|mth|mths|m|calendar month|study month",
    "Y": "year|yr|yrs|y|study year",
}

SEVERAL: dict[tuple[float, str], str] = {(14, "D"): "fortnight", (10, "Y"): "decade"}

RATES: dict[tuple[float, str], str] = {
    (1, "H"): "hourly",
    (1, "D"): "daily|once daily|once a day|every day|each day|per day|a day",
    (2, "D"): "every other day",
    (1, "W"): "weekly|once weekly|once a week|every week|each week",
    (2, "W"): "biweekly|bi weekly|every other week|fortnightly|every second week",
    (1, "M"): "monthly|once a month|once monthly|every month|each month",
    (2, "M"): "bimonthly|bi monthly|every other month",
    (3, "M"): "quarterly|every quarter|trimonthly",
    (6, "M"): "semiannually|semi annually|biannually|bi annually|twice a year|half yearly|semi annual"
    "|twice yearly|every half year|biannual",
    (1, "Y"): "yearly|annually|annual|once a year|every year|each year|once yearly",
}

NUMBERS: dict[float, str] = {
    0.5: "half|half a|half an|one half",
    1: "one|single|a single",
    1.5: "one and a half",
    2: "two|a couple of",
    2.5: "two and a half",
    3: "three",
    4: "four",
    5: "five",
    6: "six",
    7: "seven",
    8: "eight",
    9: "nine",
    10: "ten",
    11: "eleven",
    12: "twelve|a dozen",
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    20: "twenty",
    21: "twenty one",
    24: "twenty four",
    25: "twenty five",
    28: "twenty eight",
    30: "thirty",
    36: "thirty six",
    40: "forty",
    45: "forty five",
    48: "forty eight",
    50: "fifty",
    52: "fifty two",
    60: "sixty",
    72: "seventy two",
    90: "ninety",
    100: "hundred|one hundred",
}

ORDINALS: dict[float, str] = {
    1: "1st",
    2: "second|2nd",
    3: "third|3rd",
    4: "fourth",
    5: "fifth",
    6: "sixth",
    7: "seventh",
    8: "eighth",
    9: "ninth",
    10: "tenth",
    12: "twelfth",
}

SENSES: dict[Sense, str] = {
    Sense.BASELINE: "baseline|base line|basal|bl|start point|starting point|basline|baselin|time zero|initial visit|first visit|initial assessment|initial evaluation|initial examination|study visit 1",
    Sense.SCREENING: "screening|screen|run in",
    Sense.RANDOMISATION: "randomization|randomisation|randomized|randomised|randomly assigned|randomize"
    "|random assignment|allocation|randomizing|randomising|randomizaton|treatment assignment"
    "|random allocation|rando",
    Sense.ENROLMENT: "enrolment|enrollment|enrolled|enroll|enrol|enrolling|registration|registered|register"
    "|consent|informed consent|consenting|at intake|intake visit|intake assessment|signing of informed consent|inclusion|included|recruitment|recruited"
    "|study entry|entry|trial entry|icf|accrual|recruiting|on study date"
    "|admission to study|entering the study",
    Sense.PARTICIPANT: "patient|subject|participant",
    Sense.START: "start|starting|started|initiation|initiating|initiated|beginning|begin|begins|commencement"
    "|commencing|onset|introduction|commence|on|receiving|launch|initial|starts|onset of|entry to",
    Sense.END: "end|completion|completing|completed|complete|conclusion|finish|finishing|termination|close"
    "|closure|cessation|finished|ending|off|ends|ended|closeout|terminated|ceasing|concluding|stopping"
    "|closing|completions|finalization|discontinuing",
    Sense.FIRST: "first|first ever|initial",
    Sense.LAST: "last|final|latest",
    Sense.NEW: "new|subsequent|another|next|alternative|additional|further|second line|other|non protocol",
    Sense.STOP: "discontinuation|discontinue|discontinued|discontiunuation|discontinuance|interruption|discontinues",
    Sense.EARLY: "early|premature|prematurely",
    Sense.TREATMENT: "treatment|therapy|chemotherapy|chemo|radiotherapy|radiation|radiation therapy|rt|crt"
    "|chemoradiation|chemoradiotherapy|immunotherapy|intervention|interventional|training|programme|program"
    "|medication|drug|study drug|study medication|protocol therapy|regimen|dosing period|sbrt|brachytherapy"
    "|exercise|supplementation|rehabilitation|treat|treated|bnct|tx|irradiation|session|treatment session"
    "|hormone therapy|endocrine therapy|maintenance|induction|adt|application|therapies|pembrolizumab"
    "|stimulation|fraction|consolidation|product|investigational product|imp|ip|agent|study agent|phototherapy"
    "|psychotherapy|physiotherapy|laser|usage|device use|prophylaxis|treatments|use|treating|study treatment"
    "|study intervention|counseling|lesson|course of radiotherapy|hormonotherapy|acupuncture|gel|cream|diet",
    Sense.DOSE: "dose|dosing|dosage|taking|administration|intake|vaccination"
    "|ingestion|immunization|immunisation|dosed|inhalation|vaccine|study drug administration"
    "|drug administration|medication intake|drug intake",
    Sense.INFUSION: "infusion|infused|instillation",
    Sense.SHOT: "injection|injected|inoculation",
    Sense.SURGERY: "surgery|operation|operative|operatively|op|surgical|surgical procedure|resection"
    "|surgical intervention|operated|surgeries|rarp|ralp|turp|rp|implantation of the device|graft|grafting"
    "|sling|repair|implantation|reconstruction|implant surgery|implant|excision|operating|incision|craniotomy|cabg"
    "|arthroplasty|surgery date|bypass|bariatric|fixation|amputation|anastomosis|circumcision|dissection|laparoscopy|implant placement",
    Sense.TRANSPLANT: "transplant|transplantation|hsct|bmt|asct|hct|transplanted",
    Sense.CELL: "cell|car t|cart|marrow|stem|stem cell|pbsc|hematopoietic|haematopoietic",
    Sense.BIRTH: "birth|delivery|partum|born|parturition|childbirth|birthdate|delivered|natal|postnatal|caesarean"
    "|cesarean|cesarean section|newborn|delivery date",
    Sense.AGE: "age|life|postnatal age|old|of age",
    Sense.STUDY: "study|trial|protocol|project|research|experiment|on study|investigation|registry",
    Sense.WHOLE: "length|duration|entire|whole|entirety|remainder",
    Sense.PERIOD: "period|course",
    Sense.FOLLOW_UP: "follow up|followup|follow ups|fu|f u|followed up",
    Sense.CONTACT: "contact|known alive|alive|clinical cutoff|data cutoff|cutoff|cut off|data cut off",
    Sense.LOST: "lost to|loss to|lost",
    Sense.DEATH: "death|died|die|dies|decease|deceased|dead|deaths|passing",
    Sense.PROGRESSION: "progression|progressive|progress|progressed|progresses|pd|disease worsening|dp"
    "|progressive disease|treatment failure",
    Sense.RELAPSE: "relapse|recurrence|recurrent|relapsed|recurs|recurred|disease return|rejection|relapsing",
    Sense.SECOND_PRIMARY: "second primary|second primary cancer|second cancer|secondary cancer|new primary"
    "|second malignancy|secondary malignancy|second primary tumor|second primary malignancy"
    "|second primary tumour|second invasive cancer",
    Sense.WITHDRAWAL: "withdrawal|withdraws|withdraw|withdrew|withdrawn|withdrawal of consent|consent withdrawal"
    "|withdrawal from study|withdrawal of informed consent|withdrawing|withdrawals",
    Sense.DISCHARGE: "discharge|hospital discharge|discharged|leaving the hospital|discharge home",
    Sense.STAY: "hospital stay|hospitalization|hospitalisation|length of stay|icu stay|hospital admission stay"
    "|inpatient stay|hospitalized|stay|intensive care stay",
    Sense.CANCER: "cancer|anticancer|anti cancer|antineoplastic|antitumor|anti tumor|tumor|tumour|neoplastic"
    "|myeloma|lymphoma|leukemia|systemic|salvage",
    Sense.OCCASION: "diagnosis|admission|hospital admission|conception|injury|stroke|hospitalization for|pregnancy"
    "|intubation|extubation|induction of anesthesia|anesthesia|ovulation|menarche|menopause|referral|exposure|biopsy|scan"
    "|imaging|procedure|embolization|ablation|transfusion|conversion|delivery of embryo|puberty|fasting",
    Sense.CHANGE: "change|changes|difference",
}

OPERATIONS = ("ectomy", "ectomies", "plasty", "otomy", "ostomy", "ostomies", "plasties", "orrhaphy", "pexy")
"""How names of operations end."""

MONTHS = (
    "january|february|march|april|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)

NOISE = frozenset(
    "the a an date of this that this these their its his her time timepoint timepoints point visit documented"
    " first day respective each all both any study subject participant patient assessed assessment".split()
)
"""Words that say nothing of what a time counts from."""


VERBS = frozenset("have has been is are was were will be can may".split())
"""Words that tell a sentence from a name."""


def meanings() -> dict[str, Meaning]:
    """Every phrase of the tables with its meaning; of two the later table's."""
    tables: list[tuple[Mark, dict[object, str]]] = [
        (Mark.WORD, dict(SENSES.items())),
        (Mark.NUMBER, dict(NUMBERS.items())),
        (Mark.ORDINAL, dict(ORDINALS.items())),
        (Mark.UNIT, {unit: words for unit, words in UNITS.items()}),
        (Mark.RATE, {Duration(*rate): words for rate, words in RATES.items()}),
    ]
    found: dict[str, Meaning] = {}
    for mark, table in tables:
        for value, words in table.items():
            found.update((phrase, (mark, value)) for phrase in words.split("|"))
    for mark, words in MARKS.items():
        found.update((phrase, (mark, None)) for phrase in words.split("|"))
    found.update((month, (Mark.CALENDAR, None)) for month in MONTHS.split("|"))
    return found
