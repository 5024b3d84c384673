"""Words by which an outcome tells what it measures: a table of phrases for each concept.

``DECIDING`` phrases win wherever they stand, ``NAMES`` say by themselves what is measured, ``HINTS`` only
where nothing better does; ``TIMES`` are of an event that nothing names, ``SIGNS`` part a text. Phrases are
parted by semicolons; ``(a|b)`` stands for either, ``(a|)`` for what may be missing. How they are compared
with texts is said in ``lexicon``. The concept ``NOTHING`` is of what the scheme has no concept for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from trialkg.linking.outcome_names import NAMES, NOTHING

Table = Mapping[str, str]

_CHOICE = re.compile(r"\(([^)]*)\)")


def phrases_of(cell: str) -> Iterator[str]:
    """The phrases of a cell of a table, every choice written out."""
    for phrase in filter(None, map(str.strip, cell.split(";"))):
        parts = _CHOICE.split(phrase)
        choices = [part.split("|") if place % 2 else [part] for place, part in enumerate(parts)]
        for chosen in product(*choices):
            yield " ".join("".join(chosen).split())


DECIDING: Table = {
    "DLT": "dose limiting (toxicity|toxicities|adverse event|event); DLT; DLTs",
    "MTD": """maxim(um|al|ally) tolera(ted|ble) dose; MTD; RP2D; RP2Ds; RDE; recommended (phase
        |)(2|II|3|III|Ib|1b|) (dose|dosage|dose level); recommended dose for expansion; recommended
        expansion dose; optimal biolog(ic|ical) dose; maximum target inhibiting dose; (highest|maximum)
        (safe|tolerable|tolerated) dose; phase (II|2) dose; maxim(um|al) administered dose; biologically
        (effective|active|optimal) dose; MAD; OBD; maximum feasible dose""",
    "diagnostic-accuracy": """sensitivity and specificity; sensitivity specificity; specificity and
        sensitivity; diagnostic (accuracy|performance|yield|value|sensitivity|efficacy|utility|ability);
        (positive|negative) predictive value; receiver operat(ing|or) characteristic; ROC curve; AUROC; AUC
        ROC; (inter|intra)(rater| rater|observer| observer|reader| reader)
        (agreement|reliability|variability|concordance); interrater (agreement|reliability); interobserver
        (agreement|variability); test retest (reliability|); (cancer|tumor|lesion|polyp|adenoma|) detection
        rate; false (positive|negative) (rate|); accuracy of (the|)
        (test|device|diagnosis|algorithm|prediction|model|detection); specificity of; sensitivity of the;
        sensitivity in detecting; sensitivity for (detecting|detection|the detection); reproducibility;
        repeatability; (degree of|) (agreement|concordance|discordance) (between|of); discordance rate;
        unconformity rate; predictive (accuracy|performance|ability); MARD; mean absolute relative
        difference; validity of the; (prognostic|predictive) value; (reference|comparator)
        (method|standard|system|instrument|device); (against|to|with) (the |a |)gold standard; compared
        (to|with) the reference; performance of the (test|assay|device|system|meter|algorithm)""",
}


HINTS: Table = {
    "OS": "time to death; survival; surviving; survive; survived; alive",
    "response-RECIST": "response; regression; RECIST; preliminary efficacy",
    "CR": "remission; complete clearance",
    "TTP": "time to (recurrence|relapse|first recurrence); time until (recurrence|relapse)",
    "toxicity-AE": """neutropenia; thrombocytopenia; mucositis; neuropathy; dermatitis; pneumonitis;
        bleeding; hemorrhage; haemorrhage; infection; infections; hypoglycemia; hypoglycaemia; hypotension;
        falls; nausea; vomiting; diarrhea; lymphedema; rash; thrombosis; thromboembol(ism|ic events);
        pneumonia; sepsis; (air |anastomotic )leak; air leaks; seroma; hematoma; delirium; retinopathy;
        hypersensitivity reaction; allergic reactions; tolerated; harm; harms; side effects; emesis; hot
        flashes; osteonecrosis; fracture; fractures; discontinuation due to; discontinue due to;
        discontinued due to; dyskinesia; tardive; extrapyramidal; weight gain; anemia; cardiomyopathy;
        arrhythmia; perforation; erythema; irritation; xerostomia; alopecia""",
    "QoL-PRO": """symptom; symptoms; fatigue; anxiety; depression; depressive; mood; satisfied;
        dissatisfied; hopelessness; distress; stress; loneliness; mindfulness; questionnaire;
        questionnaires; survey; diary; self report; self reported; self rated; self assessment; sleep
        (quality|disturbance); insomnia; confidence; bother; itch; pruritus; burden; coping; happiness;
        sleep; perceived; perception; perceptions; attitude; attitudes; self care; body image; fear; worry;
        stigma; resilience; motivation; empathy; decisional conflict; decision regret; responses to
        (question|questions|the question|the
        questionnaire|participant|item|items|global|patient|questionnaire|survey); categorical responses;
        discomfort; spiritual; sleepiness; dyspnea; breathlessness; Likert; embarrassment; patient global;
        hot flushes; therapeutic alliance; working alliance; intention; beliefs; social support;
        convenience; choice; preference; willing to; willingness; marital; intimacy; relationship
        satisfaction; emotional; psychological; psychosocial; impression""",
    "PK": """plasma (concentration|level|concentrations|levels); serum (concentration|concentrations) of;
        concentration of; concentrations; blood (level|levels|concentration) of; metabolite of;
        (level|levels) of (the drug|metabolite|study drug); clearance; exposure; absorption; metabolite;
        metabolites; excretion; area under; plasma level; plasma levels; kinetics; steady state; urinary
        excretion""",
    "PD-biomarker": """marker; markers; gene; genes; genetic; mutation; mutations; antibody; antibodies;
        protein; proteins; receptor; molecular; immune; immunological; immunologic; immunity; enzyme; DNA;
        RNA; inflammation; serum levels; serum; adipokine; adipokines; neurofilament; luteinizing hormone;
        follicle stimulating hormone; hormone; hormones; stem cells; allele; SNP; peptide; antigen; NGF;
        growth factor; factor levels; mononuclear cells; serum levels of; plasma levels of""",
    "imaging-uptake": "scintigraphy; SPECT",
    "diagnostic-accuracy": """sensitivity; accuracy; agreement; unconformity; nonconformity; concordance;
        discordance; detection; detect; predict; diagnostic; screening test; correlation between the test""",
    "feasibility": """sessions; enrolled; recruited; withdrawal; withdrawals; discontinuation; discontinue;
        discontinued; wear time; active use; logins; log ins; app; opened; practicality; utilization of""",
    "mortality": "death; dead; died; fatal; fatality",
    "hospitalisation": "hospital; visits; admission; admissions; admitted; discharge; ICU",
    "pain": "pain; ache; headache; migraine; soreness; cramps; analgesic; tenderness",
    "function": """erectogenic; functional; function; erectile; cavernous; continence; functioning;
        impairment; proprioception; dexterity; kinematic; kinematics; reaching; motor; walking; walk;
        memory; vision; hearing; speech; voiding; urination; urinary; bowel; desire; sexual; dysfunction;
        penetration; cognitive; neurocognitive; cardiac; doppler; duplex; echocardiogram; flowmetry;
        uroflow; hardness; firmness; urinary control; hemodynamic; hemodynamics; echocardiography; (WHO
        |)functional class; WHO FC; NYHA; electromyography; dysfunctions""",
    "lab-value": """magnesium; zinc; phosphate; sodium; ferritin; copper; selenium; cholesterol;
        creatinine; albumin; insulin; eosinophil; eosinophils; leukocyte; potassium; calcium; vitamin D;
        IgE; diabetes control""",
    NOTHING: """efficacy; effectiveness; recurrence; recurrences; relapse; severity; volume; size;
        thickness; weight; count; healing; improvement; score; scale; rating; pregnancy; dose; dosage;
        treatment; behavior; behaviour; smoking; alcohol; diet; knowledge; metastases; metastasis;
        incidence; prevalence; MRI; ultrasound; CT; angiography; X ray; photographs; lesions; exacerbation;
        stenosis; curvature; artery; stiffness; elasticity; identification; barriers; risk factor; risk
        factors; (kidney|renal) injury; characteristics; cancer; practice; screening; surgery; decision;
        success; restenosis; event; events; physical examination; use; physician; clinician; investigator;
        stroke; myocardial infarction; hypertension; cardiovascular disease; risk; quality; response""",
}

TIMES: Table = {
    NOTHING: """time (to|from|until|till|between|since|for|required|interval); time of; interval
        (from|between|to)""",
}

SIGNS: Table = {
    "how": """(as
        |)(measured|assessed|evaluated|determined|defined|graded|rated|scored|calculated|quantified|characterized)
        (by|with|using|through|via| according to|per|on|as|in|from|based on); as measured; as assessed; as
        determined; as defined; as evaluated; using (the|a|an|); according to; based on; by means of; per;
        evaluated using; in terms of; as per; by (the|a) (use of|validated)""",
    "people": """(in|among|for) (the |all |adult |adults |male |female |elderly |pediatric |healthy
        |)(patients|participants|subjects|men|women|children|
        adults|individuals|people|males|females|volunteers|survivors|persons|those|infants|population)""",
    "disease": "(in|with) (the |)(treatment of |)erectile dysfunction; (in|with) ED",
    "after": """(following|after|during|receiving|treated with|undergoing|while on|while receiving|prior
        to|before|with or without|in response to)""",
    "relation": """
        (correlation|correlations|association|associations|relationship|relation|correlate|relationships|correlating|link|comparison
        of the correlation) (of|between|to|among|with|in)""",
}

__all__ = ["DECIDING", "HINTS", "NAMES", "NOTHING", "SIGNS", "TIMES", "Table", "phrases_of"]
