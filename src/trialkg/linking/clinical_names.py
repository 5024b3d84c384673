"""What clinicians write that MeSH does not: short forms, words around a disease, words that are used alike.

All of it is general knowledge of the field. Targets are names of MeSH, not ids, so they hold for every year;
a name that a year does not have links to nothing.
"""

from __future__ import annotations

import re

from trialkg.linking.clinical_abbreviations import CONDITION_ABBREVIATIONS
from trialkg.terminology.keys import normal_word, words_key

METASTASIS = "Neoplasm Metastasis"

CONDITION_NAMES = {
    words_key(name): (name, target)
    for name, target in {
        **CONDITION_ABBREVIATIONS,
        "alcohol use disorder": "Alcoholism",
        "Alzheimer": "Alzheimer Disease",
        "angina": "Angina Pectoris",
        "arterial hypertension": "Hypertension",
        "autonomic dysfunction": "Autonomic Nervous System Diseases",
        "benign prostate enlargement": "Prostatic Hyperplasia",
        "benign prostatic enlargement": "Prostatic Hyperplasia",
        "cancer cachexia": "Cachexia",
        "cancer of unknown primary": "Neoplasms, Unknown Primary",
        "cancer-related fatigue": "Fatigue",
        "cannabis use disorder": "Marijuana Abuse",
        "carcinoma of unknown primary": "Neoplasms, Unknown Primary",
        "cardiopathy": "Heart Diseases",
        "chemo-brain": "Chemotherapy-Related Cognitive Impairment",
        "chest infection": "Respiratory Tract Infections",
        "chronic coronary syndrome": "Coronary Artery Disease",
        "chronic pelvic pain": "Pelvic Pain",
        "chronic pelvic pain syndrome": "Pelvic Pain",
        "cirrhosis": "Liver Cirrhosis",
        "concussion": "Brain Concussion",
        "coronaropathy": "Coronary Artery Disease",
        "COVID-19 pneumonia": "COVID-19",
        "Crohn": "Crohn Disease",
        "cutaneous lupus": "Lupus Erythematosus, Cutaneous",
        "desmoid tumor": "Fibromatosis, Aggressive",
        "detrusor overactivity": "Urinary Bladder, Overactive",
        "diabetes": "Diabetes Mellitus",
        "diabetes with neuropathy": "Diabetic Neuropathies",
        "diabetic peripheral neuropathy": "Diabetic Neuropathies",
        "discoid lupus": "Lupus Erythematosus, Discoid",
        "drug/agent toxicity": "Drug-Related Side Effects and Adverse Reactions",
        "drug/agent toxicity by tissue/organ": "Drug-Related Side Effects and Adverse Reactions",
        "edentulism": "Mouth, Edentulous",
        "enteropathy": "Intestinal Diseases",
        "erectile disorder": "Erectile Dysfunction",
        "Fragile X": "Fragile X Syndrome",
        "gastropathy": "Stomach Diseases",
        "head lice": "Lice Infestations",
        "helminth infection": "Helminthiasis",
        "hepatopathy": "Liver Diseases",
        "high cholesterol": "Hypercholesterolemia",
        "human immunodeficiency virus": "HIV Infections",
        "human immunodeficiency virus type 1": "HIV Infections",
        "hydrocele": "Testicular Hydrocele",
        "impacted third molar": "Tooth, Impacted",
        "impacted third molar tooth": "Tooth, Impacted",
        "insulin dependent diabetes": "Diabetes Mellitus, Type 1",
        "intestinal worms": "Intestinal Diseases, Parasitic",
        "kidney dysfunction": "Renal Insufficiency",
        "kidney transplant rejection": "Graft Rejection",
        "latent TB": "Latent Tuberculosis",
        "lipid disorder": "Lipid Metabolism Disorders",
        "liver transplant rejection": "Graft Rejection",
        "low testosterone": "Hypogonadism",
        "lung infection": "Respiratory Tract Infections",
        "lupus": "Lupus Erythematosus, Systemic",
        "major depression": "Depressive Disorder, Major",
        "male erectile disorder": "Erectile Dysfunction",
        "male factor infertility": "Infertility, Male",
        "marginal zone lymphoma": "Lymphoma, B-Cell, Marginal Zone",
        "MDR-TB": "Tuberculosis, Multidrug-Resistant",
        "meniscal tear": "Tibial Meniscus Injuries",
        "meniscus tear": "Tibial Meniscus Injuries",
        "mental health disorder": "Mental Disorders",
        "metabolic dysfunction-associated steatohepatitis": "Non-alcoholic Fatty Liver Disease",
        "metabolic dysfunction-associated steatotic liver disease": "Non-alcoholic Fatty Liver Disease",
        "metastatic cancer": METASTASIS,
        "methamphetamine abuse": "Amphetamine-Related Disorders",
        "methamphetamine dependence": "Amphetamine-Related Disorders",
        "methamphetamine use disorder": "Amphetamine-Related Disorders",
        "myelodysplastic/myeloproliferative neoplasm": "Myelodysplastic-Myeloproliferative Diseases",
        "myeloproliferative neoplasm": "Myeloproliferative Disorders",
        "neovascular age-related macular degeneration": "Wet Macular Degeneration",
        "nephropathy": "Kidney Diseases",
        "neuroendocrine carcinoma of the skin": "Carcinoma, Merkel Cell",
        "neurogenic detrusor overactivity": "Urinary Bladder, Neurogenic",
        "nicotine addiction": "Tobacco Use Disorder",
        "nicotine dependence": "Tobacco Use Disorder",
        "opioid use disorder": "Opioid-Related Disorders",
        "oral cavity cancer": "Mouth Neoplasms",
        "oral cavity carcinoma": "Mouth Neoplasms",
        "Parkinson": "Parkinson Disease",
        "periprosthetic joint infection": "Prosthesis-Related Infections",
        "peritoneal cavity cancer": "Peritoneal Neoplasms",
        "post-prostatectomy incontinence": "Urinary Incontinence",
        "pregnancy loss": "Abortion, Spontaneous",
        "premature infant": "Premature Birth",
        "prematurity": "Premature Birth",
        "prosthesis infection": "Prosthesis-Related Infections",
        "prosthetic joint infection": "Prosthesis-Related Infections",
        "prurigo nodularis": "Prurigo",
        "psoriasis vulgaris": "Psoriasis",
        "pulmonary TB": "Tuberculosis, Pulmonary",
        "radiation dermatitis": "Radiodermatitis",
        "radiation toxicity": "Radiation Injuries",
        "recurrent pregnancy loss": "Abortion, Habitual",
        "retinopathy": "Retinal Diseases",
        "SARS-CoV-2": "COVID-19",
        "skeletal dysplasia": "Osteochondrodysplasias",
        "skin infection": "Skin Diseases, Infectious",
        "soil-transmitted helminth": "Helminthiasis",
        "solid tumor": "Neoplasms",
        "spasticity": "Muscle Spasticity",
        "stress incontinence": "Urinary Incontinence, Stress",
        "suicidal behavior": "Suicide",
        "testosterone deficiency": "Hypogonadism",
        "tobacco addiction": "Tobacco Use Disorder",
        "tooth decay": "Dental Caries",
        "transplant rejection": "Graft Rejection",
        "urosepsis": "Sepsis",
        "urothelial cancer": "Carcinoma, Transitional Cell",
        "urothelial carcinoma": "Carcinoma, Transitional Cell",
        "vaginal atrophy": "Atrophic Vaginitis",
        "vasculopathy": "Vascular Diseases",
        "vasomotor symptom": "Hot Flashes",
        "vulvovaginal atrophy": "Atrophic Vaginitis",
    }.items()
}
"""Names and unambiguous abbreviations of conditions, by ``words_key``: as they are
written, and a name that MeSH has for each."""


def _normal(words: str) -> frozenset[str]:
    return frozenset(map(normal_word, words.split()))


CONDITION_MODIFIERS = _normal(
    "ab active acute adolescent adolescents adult adults advanced aggressive ajcc anatomic"
    " asymptomatic bilateral biochemical castrate castration chemotherapy child childhood children"
    " chronic class clinical common complicated confirmed controlled decompensated diagnosed diffuse"
    " disseminated early elderly end episodic er established estrogen exacerbation exacerbations"
    " extensive female first grade her her2 high history hormone hr ia ib ic idiopathic iia iib iic"
    " iiia iiib iiic inactive incident induced infantile inoperable intermediate iva ivb known late left"
    " limited line local localised localized locally long low luminal male malignant man measurable men"
    " metastases metastasis metastatic mild moderate moderately naive negative new newly nonmetastatic"
    " oligometastatic operable paediatric pathologic patient patients pediatric people persistent"
    " persons phase poorly positive postmenopausal pr premenopausal presumed previously primary"
    " probable progesterone prognostic progressive protocol receptor recurrent recurring refractory"
    " relapse relapsed relapsing remission resectable resected resistant right risk second secondary"
    " severe severely specific stable stage standing subacute subject subjects suspected symptomatic"
    " term third treated treatment type uicc uncomplicated uncontrolled undifferentiated unilateral"
    " unresectable unspecified unstable untreated very volunteer volunteers woman women worsening year"
    " years young"
)
"""Words around the name of a disease that leave it the disease it is: stage, line, status, who has it."""

DRUG_MODIFIERS = _normal(
    "acetate active adjuvant administered administration am application arm autologous besylate bid"
    " bitartrate blinded buccal cap caps capsule capsules chronic citrate coated combination combined"
    " continuous conventional cream cypionate dail daily day days dihydrochloride disodium ditartrate"
    " dose doses dosing drops drug durules enanthate er extended film fixed formulation free fumarate"
    " gel generic glucuronate group hcl high hour hours hr human hydrobromide hydrochloride implant"
    " infusion inhaled inhaler initial inj injectable injection injections intracavernosal"
    " intracavernous intramuscular intranasal intraperitoneal intrathecal intraurethral intravenous"
    " intravitreal iv kg label liposomal liquid long low lower maleate mcg medication mesylate mg"
    " microgram milligram ml mm monohydrate month months nasal nebulized odt ointment once open optimal"
    " oral orally orodispersible pamoate patch pegylated pen phosphate pill pills po powder prn product"
    " qd recombinant release replacement sachet sc sl sodium solution spray starting subcutaneous"
    " sublingual succinate sulfate supplement supplementation suspension sustained syringe syrup tab"
    " tablet tablets tabs tartrate therapeutic therapy tid time times topical tosylate transdermal"
    " treatment twice type unblinded undecanoate unit units week weekly weeks"
)
"""Words around the name of a drug that leave it the drug it is: dose, form, way in, salt."""

PROCEDURE_MODIFIERS = _normal("adjuvant arm bilateral group guided standard treatment unilateral")
"""Words around the name of a procedure that leave it what it is."""

NOT_GIVEN = re.compile(
    r"\b(?:placebos?|sham|dummy|sugar pills?|without|vehicle|non|not|no|eluting|control|levels?|gene|test)\b",
    re.IGNORECASE,
)
"""Words of an intervention that is not the thing named; a drug that a stent elutes is a device."""

DONE = re.compile(
    r"\b(?:therap(?:y|ies|eutics?)|treatments?|program(?:me)?s?|interventions?|questionnaires?|inventory|devices?"
    r"|services?|care|management|education|solutions?|injections?|app|software|\w+ectomy|surgery|training)\b",
    re.IGNORECASE,
)
"""Words of what is done about a disease."""

DRUG_NAMES = {
    words_key(name): (name, target)
    for name, target in {
        "alcohol": "Ethanol",
        "PDE5 inhibitor": "Phosphodiesterase 5 Inhibitors",
        "PDE-5 inhibitor": "Phosphodiesterase 5 Inhibitors",
        "phosphodiesterase type 5 inhibitor": "Phosphodiesterase 5 Inhibitors",
        "phosphodiesterase type 5 (PDE5) inhibitor": "Phosphodiesterase 5 Inhibitors",
    }.items()
}
"""The same for drugs."""

ARTICLES = frozenset(("d", "l", "de", "des", "du", "la", "le", "les", "et", "chez"))
"""French words that tell no two names apart."""

KINDS = _normal("disease disorder illness condition infection injury symptom wound")
"""What may stand after the name of a disease and add nothing to it."""

GENERIC = frozenset(
    words_key(label)
    for label in (
        "Disease",
        "Acute Disease",
        "Chronic Disease",
        "Syndrome",
        "Recurrence",
        "Infections",
        "Inflammation",
        "Neoplasms",
        METASTASIS,
        "Neoplasm, Residual",
        "Wounds and Injuries",
        "Signs and Symptoms",
        "Pathologic Processes",
        "Pathological Conditions, Signs and Symptoms",
        "Postoperative Complications",
        "Emergencies",
        "Critical Illness",
        "Rare Diseases",
    )
)
"""Labels that say no more than that somebody is ill; a link only where they are all that a term says."""
