"""What words of phrases speak of: the senses that the rules of ``anchors`` put together."""

from __future__ import annotations

from enum import Enum, auto


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


SENSES: dict[Sense, str] = {
    Sense.BASELINE: (
        "baseline|base line|basal|bl|start point|starting point|basline|baselin|time zero"
        "|initial visit|first visit|initial assessment|initial evaluation|initial examination"
        "|study visit 1"
    ),
    Sense.SCREENING: "screening|screen|run in",
    Sense.RANDOMISATION: (
        "randomization|randomisation|randomized|randomised|randomly assigned|randomize"
        "|random assignment|allocation|randomizing|randomising|randomizaton|treatment assignment"
        "|random allocation|rando"
    ),
    Sense.ENROLMENT: (
        "enrolment|enrollment|enrolled|enroll|enrol|enrolling|registration|registered|register"
        "|consent|informed consent|consenting|at intake|intake visit|intake assessment"
        "|signing of informed consent|inclusion|included|recruitment|recruited|study entry|entry"
        "|trial entry|icf|accrual|recruiting|on study date|admission to study|entering the study"
    ),
    Sense.PARTICIPANT: "patient|subject|participant",
    Sense.START: (
        "start|starting|started|initiation|initiating|initiated|beginning|begin|commencement"
        "|commencing|onset|introduction|commence|on|receiving|initial|onset of|entry to"
    ),
    Sense.END: (
        "end|completion|completing|completed|complete|conclusion|finish|finishing|termination|close"
        "|closure|cessation|finished|ending|off|ended|closeout|terminated|ceasing|concluding|stopping"
        "|closing|finalization|discontinuing"
    ),
    Sense.FIRST: "first|first ever|initial",
    Sense.LAST: "last|final|latest",
    Sense.NEW: "new|subsequent|another|next|alternative|additional|further|second line|other|non protocol",
    Sense.STOP: "discontinuation|discontinue|discontinued|discontiunuation|discontinuance|interruption",
    Sense.EARLY: "early|premature|prematurely",
    Sense.TREATMENT: (
        "treatment|therapy|chemotherapy|chemo|radiotherapy|radiation|radiation therapy|rt|crt"
        "|chemoradiation|chemoradiotherapy|immunotherapy|intervention|interventional|training"
        "|programme|program|medication|drug|study drug|study medication|protocol therapy|regimen"
        "|dosing period|sbrt|brachytherapy|exercise|supplementation|rehabilitation|treat|treated|bnct"
        "|tx|irradiation|session|treatment session|hormone therapy|endocrine therapy|maintenance"
        "|induction|adt|application|therapies|stimulation|fraction|consolidation"
        "|investigational product|imp|agent|study agent|phototherapy|psychotherapy|physiotherapy"
        "|laser|usage|device use|prophylaxis|use|treating|study treatment|study intervention"
        "|counseling|hormonotherapy|acupuncture|diet"
    ),
    Sense.DOSE: (
        "dose|dosing|dosage|taking|administration|intake|vaccination|ingestion|immunization"
        "|immunisation|dosed|inhalation|vaccine|study drug administration|drug administration"
        "|medication intake|drug intake"
    ),
    Sense.INFUSION: "infusion|infused|instillation",
    Sense.SHOT: "injection|injected|inoculation",
    Sense.SURGERY: (
        "surgery|operation|operative|operatively|op|surgical|surgical procedure|resection"
        "|surgical intervention|operated|surgeries|rarp|ralp|turp|rp|implantation of the device"
        "|grafting|repair|implantation|reconstruction|implant surgery|implant|excision|operating"
        "|incision|craniotomy|cabg|arthroplasty|surgery date|bypass|bariatric|fixation|amputation"
        "|anastomosis|circumcision|dissection|laparoscopy|implant placement"
    ),
    Sense.TRANSPLANT: "transplant|transplantation|hsct|bmt|asct|hct|transplanted",
    Sense.CELL: "cell|car t|cart|marrow|stem|stem cell|pbsc|hematopoietic|haematopoietic",
    Sense.BIRTH: (
        "birth|delivery|partum|born|parturition|childbirth|birthdate|delivered|natal|postnatal"
        "|caesarean|cesarean|cesarean section|newborn|delivery date"
    ),
    Sense.AGE: "age|life|postnatal age|old|of age",
    Sense.STUDY: "study|trial|protocol|project|research|experiment|on study|investigation|registry",
    Sense.WHOLE: "length|duration|entire|whole|entirety|remainder",
    Sense.PERIOD: "period|course",
    Sense.FOLLOW_UP: "follow up|followup|follow ups|fu|f u|followed up",
    Sense.CONTACT: "contact|known alive|alive|clinical cutoff|data cutoff|cutoff|cut off|data cut off",
    Sense.LOST: "lost to|loss to|lost",
    Sense.DEATH: "death|died|die|decease|deceased|dead|passing",
    Sense.PROGRESSION: (
        "progression|progressive|progress|progressed|progresses|pd|disease worsening"
        "|progressive disease|treatment failure"
    ),
    Sense.RELAPSE: (
        "relapse|recurrence|recurrent|relapsed|recurs|recurred|disease return|rejection|relapsing"
    ),
    Sense.SECOND_PRIMARY: (
        "second primary|second primary cancer|second cancer|secondary cancer|new primary"
        "|second malignancy|secondary malignancy|second primary tumor|second primary malignancy"
        "|second primary tumour|second invasive cancer"
    ),
    Sense.WITHDRAWAL: (
        "withdrawal|withdraw|withdrew|withdrawn|withdrawal of consent|consent withdrawal"
        "|withdrawal from study|withdrawal of informed consent|withdrawing"
    ),
    Sense.DISCHARGE: "discharge|hospital discharge|discharged|leaving the hospital|discharge home",
    Sense.STAY: (
        "hospital stay|hospitalization|hospitalisation|length of stay|icu stay|inpatient stay"
        "|hospitalized|stay|intensive care stay"
    ),
    Sense.CANCER: (
        "cancer|anticancer|anti cancer|antineoplastic|antitumor|anti tumor|tumor|tumour|neoplastic"
        "|myeloma|lymphoma|leukemia|systemic|salvage"
    ),
    Sense.OCCASION: (
        "diagnosis|admission|hospital admission|conception|injury|stroke|pregnancy|intubation"
        "|extubation|induction of anesthesia|anesthesia|ovulation|menarche|menopause|referral"
        "|exposure|biopsy|scan|imaging|procedure|embolization|ablation|transfusion|conversion|puberty"
        "|fasting"
    ),
    Sense.CHANGE: "change|difference",
}
"""Words by what they speak of, joined by bars; the misspelt ones have been seen more than once."""

OPERATIONS = ("ectomy", "ectomies", "plasty", "otomy", "ostomy", "ostomies", "plasties", "orrhaphy", "pexy")
"""How names of operations end."""

NOISE = frozenset((
    "a", "all", "an", "any", "assessed", "assessment", "both", "date", "day", "documented", "each",
    "first", "her", "his", "its", "of", "participant", "patient", "point", "respective", "study",
    "subject", "that", "the", "their", "these", "this", "time", "timepoint", "timepoints", "visit",
))  # fmt: skip
"""Words that say nothing of what a time counts from."""

VERBS = frozenset((
    "are", "be", "been", "can", "has", "have", "is", "may", "was", "were", "will",
))  # fmt: skip
"""Words that tell a sentence from a name."""
