"""Names by which an outcome says by itself what it measures: phrases for each concept.

How the table is written is said in ``outcome_cues``.
"""

from __future__ import annotations

from collections.abc import Mapping

NOTHING = ""
"""What is measured has a name, but no concept of the scheme."""

NAMES: Mapping[str, str] = {
    "PFS": """progression free (survival|surival|status|rate|time|duration|probability|at|interval|);
        progressive free survival; PFS; PFS1; rPFS; bPFS; iPFS; PFSR; time to progression or death;
        progression or death; (radiographic|radiological|clinical|biochemical|intracranial|PSA) progression
        free survival; survival without progression; alive and progression free; alive without
        (disease|tumor|tumour|) progression""",
    "OS": """overall (survival|surival) (rate|time|); OS; (median|mean|patient|one year|two year|five
        year|year) survival; survival (time|rate|status|duration|probability|from|at|of patient|of
        participant|analysis); (all cause|long term|total|landmark) survival; length of survival; duration
        of survival; death from any cause; survival and; improve survival; effect on survival""",
    "DFS": "(invasive |distant |)disease free (survival|interval|status|rate|at|); DFS; iDFS; IDFS; DDFS",
    "EFS": "event free (survival|rate|status|at|); EFS; events free survival",
    "RFS": """(relapse|recurrence|recurrent|leukemia|leukaemia) free (survival|rate|interval|); RFS; LFS;
        RFI; RFSR""",
    "TTP": """time to (disease|tumor|tumour|first|objective|clinical|radiographic|PSA|biochemical|)
        (progression|disease progression); TTP; time until (disease|tumor|tumour|) progression; (time
        to|freedom from) (disease|tumor|tumour|cancer|distant|first|any|biochemical|)
        (recurrence|relapse|failure|progression|metastasis|metastases); biochemical
        (failure|recurrence|relapse|disease free); PSA (progression|failure|recurrence|relapse); bNED; time
        to distant (failure|relapse); FFP; FFBF; freedom from biochemical (or clinical|) failure""",
    "ORR": """(objective|overall|best
        overall|tumor|tumour|clinical|radiographic|radiological|hematologic|haematologic|
        hematological|confirmed|major|total|cytogenetic|best|PSA|biochemical|intracranial|treatment|objective
        tumor| objective tumour|overall objective|overall tumor|therapeutic) response (rate|rates);
        objective (overall |disease | tumor |tumour |)(response|remission|rate of response); overall
        (objective |tumor |tumour |)(response|remission); ORR; ORRs; response (rate|rates); rate of
        (objective |overall |)response; (hematologic|haematologic|hematological| cytogenetic|PSA|very good
        partial) response; complete (and|or|plus) partial (response|remission); CR PR; clinical response;
        CR (and|or|plus) PR; complete response (and|or|plus) partial response; complete response CR
        (and|or|plus) partial response; partial (response|remission); VGPR; complete and partial
        (tumor|tumour) response; (number|rate|proportion|percentage) of responders; responder rate;
        proportion of (patients |participants |subjects |)(responding|responders)""",
    "CR": """complete
        (hematologic|haematologic|hematological|cytogenetic|molecular|metabolic|clinical|tumor|tumour|)
        (response|remission) (rate|); CR; CRR; CRs; CRi; CR CRi; composite complete remission; stringent
        complete response; (molecular|deep molecular|major
        molecular|cytogenetic|clinical|confirmed|disease|sustained) (remission|molecular response) (rate|);
        major molecular response; molecular response; remission (rate|rates|status| induction); rate of
        remission; MRD (negativity|negative|status|response|clearance); minimal residual disease
        (negativity|status|); measurable residual disease; complete disappearance""",
    "DCR": "disease control (rate|); DCR; disease stabilization rate; tumor control rate",
    "CBR": "clinical benefit (rate|response|); CBR",
    "DOR": """duration of (overall |objective |complete |partial |tumor |tumour |clinical |best |the
        |disease | hematologic |)(response|remission|responses); DOR; DoR; DOCR; DoCR; response duration;
        remission duration; length of (response|remission); durability of (response|remission); durable
        response (rate|)""",
    "pCR": """patholog(ic|ical|ically) (confirmed |)complete (response|remission) (rate|); pCR; PCR rate;
        tpCR; complete patholog(ic|ical) (response|remission); (major |)patholog(ic|ical) (tumor |tumour
        |)response (rate|); MPR; histolog(ic|ical) (complete |)response; residual cancer burden; path CR;
        histopathologic(al|) response""",
    "local-control": """(local|locoregional|loco regional|regional|in
        field|tumor|tumour|pelvic|lesion|lesional|locally| infield|intracranial) (tumor |tumour |disease
        |lesion |)(control|failure|recurrence|progression|relapse|recurrences) (rate|); local or regional
        (failure|recurrence|control|relapse|progression); local and regional (failure|
        recurrence|control|relapse); time to local (failure|recurrence|progression); freedom from local
        (failure| recurrence|progression); ipsilateral breast (tumor|tumour|cancer) recurrence; IBTR; LRC;
        tumor bed recurrence; local tumor progression; in breast recurrence; in breast tumor recurrence""",
    "response-RECIST": """(tumor|tumour|disease|objective
        tumor|radiologic|radiological|radiographic|lesion) (response|shrinkage|regression|size
        reduction|assessment); (anti|) (tumor|tumour) (activity|effect|efficacy); antitumor
        (activity|effect|efficacy|response); antitumour (activity|effect|efficacy|response); anti
        (tumor|tumour| cancer|leukemic|myeloma|lymphoma|neoplastic) (activity|effect|efficacy|response);
        antineoplastic (activity|effect); change in (tumor|tumour|target lesion|lesion)
        (size|burden|volume|diameter); (tumor|tumour) (size|burden|volume| shrinkage|growth); best overall
        response; BOR; best (objective |)response; response to (therapy|chemotherapy|
        radiotherapy|immunotherapy|neoadjuvant); time to (first |objective |overall |tumor |tumour |best
        |initial |complete |)response; TTR; sum of (the |)(longest |target lesion |)diameters; (percent
        |percentage |)change in target lesions; disease (response|status); metabolic response; depth of
        response; stable disease; radiographic progression""",
    "toxicity-AE": """(serious |severe |treatment emergent |treatment related |drug related |study drug
        related |immune related |device related |major |non serious |unanticipated |solicited |)adverse
        (drug |device |)(event|effect|reaction|experience|outcome| clinical
        event|incident|events|effects|reactions); AE; AEs; SAE; SAEs; TEAE; TEAEs; TRAE; TRAEs; irAE;
        irAEs; AESI; AESIs; ADR; ADRs; SUSAR; MAE;
        (cardiac|acute|late|renal|hepatic|skin|hematologic|pulmonary|gastrointestinal|
        genitourinary|rectal|urinary|neurologic|chronic|treatment related|)(toxicity|toxicities); toxic
        (effect|death|events); safety; tolerability; tolerance; tolerability profile; side effect; side
        effects; unwanted (effect|event); undesirable effect;
        (perioperative|postoperative|surgical|intraoperative|procedural|major|minor|pulmonary|)
        (complication|complications|morbidity|complication rate); cytokine release syndrome; CRS; ICANS;
        neurotoxicity; cardiotoxicity; nephrotoxicity; hepatotoxicity; ototoxicity; radiation
        (dermatitis|pneumonitis|proctitis| toxicity); (graft versus host|graft vs host) disease; GVHD;
        aGVHD; cGVHD; injection site (reaction|pain|reactions); device
        (deficiency|deficiencies|malfunction); (hypoglycemic|hypoglycaemic)
        (event|episode|events|episodes); severe hypoglycemia; febrile neutropenia; (surgical site|wound)
        (infection|complication|infections); serious event; serious events; suicid(e|al)
        (ideation|behavior|attempt|); abnormal(ities|ity|) (laboratory|lab|clinically significant)
        (values|findings| changes|)""",
    "QoL-PRO": """(health related |)quality of (life|live|lifes); QoL; QOL; HRQoL; HRQOL; HR QoL; HRQL;
        (patient|self|parent| participant|proxy|caregiver) reported
        (outcome|symptom|health|outcomes|symptoms|measure); PRO; PROs; PROMs; (patient|treatment|client|
        user|participant|sexual|life|partner|subject|overall|caregiver|parent|relationship|)(satisfaction|preference);
        self (efficacy|esteem|confidence|reported health); symptom
        (burden|severity|distress|score|index|questionnaire|control| improvement|relief); well being;
        wellbeing; psychological (distress|wellbeing|well being|outcome|adjustment| health|impact);
        psychosocial (adjustment|impact|distress|outcome|well being); emotional (distress|functioning|well
        being| state); (depression|depressive|anxiety|fatigue|stress|mood|insomnia|sleep
        quality|loneliness|itch|pruritus|
        PTSD|distress|dyspnea|nausea|worry|grief|burnout|resilience|hopelessness)
        (score|scale|symptom|symptoms|severity| level|levels|questionnaire|inventory|index|rating);
        (validated |)questionnaire (score|result); hot (flash|flush|flashes|flushes)
        (score|frequency|severity|)""",
    "PK": """pharmacokinetic (parameter|profile|parameters|); pharmacokinetics; PK; cmax; cmin; tmax;
        ctrough; Cavg; Css; Vd; Vd F; Vz F; Vss; t1 2; AUC; auc; AUClast; AUCinf; AUCtau; AUC0; AUCs; C
        max; T max; t max; C min; T1 2; t1 2; area under the (plasma|serum|blood|
        concentration|drug|time|curve from) (concentration|curve|time|versus|drug|); area under (the
        |)(plasma|serum| concentration) (concentration|time|curve|); area under the curve
        (AUC|from|of|0|to|from time); (terminal |elimination |plasma |serum | apparent |apparent terminal
        |)half life; (apparent |)volume of distribution; (apparent |oral |total |systemic | plasma |drug
        |renal |total body |apparent oral |apparent total )clearance of; (oral|apparent|total
        body|systemic|apparent oral) clearance; CL F; (relative |absolute |oral |)bioavailability;
        bioequivalen(ce|t); trough (concentration|level| plasma|serum|levels);
        (maxim(um|al)|peak|minimum|steady state|mean|average) (observed |measured |drug |)(plasma | serum
        |blood |drug |concentration)(concentration|level|drug concentration|of); time (to|of) (reach |)(the
        |) (maximum|peak|maximal) (observed |)(plasma |serum |drug |)concentration; drug uptake; drug
        (level|concentration|exposure| levels|concentrations);
        (plasma|serum|blood|tissue|systemic|tumor|intracellular) (drug |)(exposure|drug level| drug
        concentration|pharmacokinetics); (expansion|persistence) (and|of)
        (persistence|expansion|CAR|transgene| infused|the infused|modified); cellular kinetics;
        concentration time (curve|profile); time curve; elimination rate constant; accumulation ratio; MRT;
        population pharmacokinetic; transgene (level|copies)""",
    "PD-biomarker": """pharmacodynamic; pharmacodynamics; PD (marker|biomarker|parameter|effect);
        biomarker; biomarkers; bio marker; (gene|protein|genetic|receptor|mRNA|RNA|PD
        L1|HER2|tumor|microbial|marker|molecular|antigen|ER|target| enzyme|transgene) expression;
        expression (level|levels|of|profile|profiling); (gene|genetic|somatic|germline|EGFR|
        ESR1|KRAS|driver|BRCA|tumor|molecular|genomic)
        (mutation|mutations|variation|polymorphism|alteration|variant|
        variants|alterations|marker|markers|profile|profiling|signature); mutation
        (analysis|status|rate|burden); (genotypic|drug|antimicrobial|viral|antibiotic) resistance;
        resistance (mutation|mutations|associated); (polymorphism|polymorphisms); genotype; genomic
        (instability|analysis|); DNA (methylation|damage|level); methylation; ctDNA; cfDNA;
        (circulating|cell free) (tumor |tumour |free |)(DNA|cell|cells|biomarker|tumor cells); CTC count;
        CTCs; cytokine (level|profile|levels|); cytokines; interleukin; IL 6; IL 2; IL 10; IL 8; IL 1; IL
        17; TNF; TNF alpha; VEGF; T (cell|cells|lymphocyte|lymphocytes|reg); NK (cell|cells); B
        (cell|cells); T cell response; immune
        (response|cell|cells|function|profile|marker|markers|correlate|monitoring|parameter|phenotype|reconstitution|
        activation|infiltration|phenotyping|status|biomarker); immunologic(al|)
        (response|effect|parameter|marker| correlate); immunophenotyp(e|ing); humoral (immune |)response;
        cellular (immune |)response; (antibody|neutralizing antibody|IgG|serologic|seroconversion|geometric
        mean|neutralizing|GMT) (titer|titre|titers|titres|response| responses|level|rate|levels);
        seroconversion; seroprotection; ELISPOT; vaccine immunogenicity; immunogenicity of (the |)vaccine;
        microbiome; microbiota; (microbial|bacterial| viral)
        (gene|diversity|composition|community|colonization|flora); gut flora; Ki67; Ki 67; PD L1;
        proteomic; proteomics; metabolomic; metabolomics; transcriptom(e|ic|ics); miRNA; microRNA;
        immunohistochemi(cal|stry); receptor occupancy; telomere length;
        (proliferative|lymphoproliferative|delayed type hypersensitivity|DTH|CTL|T lymphocyte) response;
        histology; histopathology; histopathological (finding|findings|change|changes); oxidative stress;
        platelet reactivity; tumor infiltrating lymphocytes; TILs; inflammatory (marker|markers|biomarker|
        cytokines|mediator|mediators|cells|cell); melatonin;
        (testosterone|estradiol|oestradiol|LH|FSH|cortisol|IGF 1|
        leptin|ghrelin|adiponectin|estrogen|progesterone|DHEA|SHBG|prolactin|AMH|BDNF|ADMA|nitric
        oxide|hormone|hormonal) (level|levels|concentration|concentrations|profile|suppression); serum
        (testosterone|estradiol|LH|FSH|cortisol|BDNF| hormone); (total|free|bioavailable|salivary)
        (testosterone|cortisol); testosterone; castration rate; sperm (count|concentration|
        motility|parameters|); semen (parameters|quality|analysis); cell
        (proliferation|apoptosis|infiltration); apoptosis; angiogenesis; (endothelial|hematopoietic)
        progenitor cells; CD34 cells; CD34; chimerism; engraftment; (carotenoid|carotenoids);
        autoantibod(y|ies); tissue (marker|markers|biomarker); enzym(e|atic) activity; platelet
        aggregation; (tumor|tumour) (marker|markers); CA 125; CEA; neutralizing antibodies; viral shedding;
        gene analysis""",
    "imaging-uptake": """SUV; SUVmax; SUVmean; SUVpeak; SUVs; SUL; standard(ized|ised) uptake
        (value|values|ratio|); SUVR; (tracer| radiotracer|FDG|FES|PSMA|18F
        FDG|PET|radioactive|isotope|lesion|tumor|tumour|glucose|ligand|amyloid|FLT|FMISO|
        fluciclovine|choline|radioligand|FAPI) (uptake|binding|avidity); uptake of (the
        |)(tracer|radiotracer|FDG|FES| 18F|68Ga|89Zr|radiolabeled|radioligand|PET); uptake (on|in|by)
        (PET|tumor|lesion|FDG|the tumor); PET uptake; tumor to background ratio; metabolic tumor volume;
        total lesion glycolysis; biodistribution""",
    "feasibility": """feasibility; feasible;
        (recruitment|retention|enrollment|enrolment|accrual|attrition|dropout|drop
        out|completion|adherence|compliance|participation|refusal|consent|participant
        retention|uptake|engagement|study completion|withdrawal|treatment completion|follow up|response)
        (rate|rates); recruitment; (patient|participant|study) retention; retention (of|at|in); adherence;
        (treatment |medication |drug |patient |study |therapy |protocol |)compliance; attrition; dropouts;
        drop out; usability; acceptability; (patient|user|participant) acceptance; (user |patient
        |participant |app |program |)engagement; treatment (completion|
        discontinuation|adherence|persistence|fidelity); intervention
        (completion|fidelity|adherence|delivery|usage); fidelity;
        (app|program|website|intervention|system|device|module|session|platform) (usage|use|utilization|
        utilisation|attendance|completion|completed); persistence with;
        (session|clinic|program|class|visit|appointment) attendance; implementation;
        (number|percentage|proportion) of (sessions|modules|lessons|logins) (completed|attended|); pill
        (count|counts|bottle|bottles); technical (success| feasibility); ease of use; patient adherence;
        accrual""",
    "cost": """cost; costs; cost effectiveness; cost utility; cost benefit; economic
        (cost|costs|evaluation|impact|burden| outcome|analysis); ICER; QALY; QALYs; quality adjusted life
        years; incremental cost; (health|healthcare|medical|health care)
        (cost|costs|expenditure|expenditures|economics); direct medical costs; willingness to pay""",
    "mortality": """mortality (rate|); (all cause|overall|in hospital|treatment related|transplant
        related|cardiovascular| perioperative|operative|hospital|cancer specific|disease specific|non
        relapse|perinatal|neonatal|infant|maternal| cause specific|cardiac|28 day|30 day|90 day)
        (mortality|death|deaths|mortality rate); (number|rate|incidence| percentage|proportion|occurrence)
        of (deaths|death|deceased|fatalities); death rate; case fatality (rate|); NRM; TRM; stillbirth;
        cause of death; (patients|participants|subjects) (who died|that died|dying|who die)""",
    "hospitalisation": """hospitali(s|z)ation (rate|rates|duration|days|); hospitali(s|z)ations;
        hospitali(s|z)ed; length of (hospital |ICU |the hospital |inpatient |postoperative |intensive care
        unit |)(stay|hospitalization| hospitalisation); (hospital|ICU|postoperative|inpatient) (stay|length
        of stay|days|discharge|admission| admissions|readmission|visit|visits); (re
        admission|readmission|readmissions|rehospitalization); duration of (hospital
        stay|hospitalization|hospital admission|hospitalisation|stay); (emergency
        (department|room)|ED|ER|clinic| outpatient|office|physician|health
        care|healthcare|unscheduled|urgent care|doctor|GP|care) (visit|visits| presentation|contacts);
        emergency (care|department|room); (healthcare|health care|health service|health
        services|resource|medical resource| health resource|healthcare resource)
        (utilization|utilisation|use|consumption|usage); intensive care (unit|) (admission|stay); days in
        hospital; days alive and out of hospital; time to discharge; health service use; discharge from
        hospital""",
    "pain": """pain
        (intensity|score|scores|severity|relief|control|scale|level|levels|reduction|interference|at
        rest|rating| response|assessment|threshold|during|after|on|in|at|management|free|);
        (postoperative|post operative|acute|chronic|pelvic|back|low back|neck|neuropathic|bone|
        abdominal|perineal|muscle|joint|cancer|breakthrough|worst|average|knee|shoulder|phantom|chest)
        pain; painful; analgesia; analgesic (effect|efficacy|response); tender points; dysmenorrhea;
        dyspareunia; arthralgia; headache (severity|intensity|days|frequency|); migraine
        (days|frequency|attacks); monthly migraine days; pressure pain threshold; pain catastrophizing""",
    "function": """
        (erectile|sexual|urinary|renal|kidney|cardiac|heart|lung|pulmonary|liver|hepatic|cognitive|physical|motor|
        bowel|hand|vascular|endothelial|visual|ventricular|thyroid|swallowing|orgasmic|ejaculatory|neurocognitive|
        respiratory|shoulder|arm|executive|bladder|graft|knee|lower limb|upper limb|upper
        extremity|neurological|
        neurologic|muscle|social|role|daily|anorectal|voiding|ovarian|gonadal|diastolic|systolic|neuropsychological|
        penile|vestibular|hearing|facial|sensory|autonomic|platelet|microvascular|language|speech|salivary|gait|foot|
        limb|joint|physiological|everyday|sphincter|left ventricular|right
        ventricular|psychosocial|occupational| vocal|voice|nerve|sensorimotor|left ventricular
        systolic|beta cell) (function|functions|functioning|functional); function(al|)
        (status|outcome|outcomes|capacity|independence|ability|recovery|impairment|disability|score|
        limitation|assessment|improvement|limitations); (urinary |fecal |stress |urge
        |)(continence|incontinence) (rate| recovery|episodes|); (sexual |)potency (rate|recovery|);
        erection; erections; (penile |)rigidity; tumescence; erectile dysfunction; (successful |)(sexual |)
        intercourse; intercourse (satisfaction|success|); sexual
        (encounter|activity|desire|attempts|performance|arousal|
        functioning|health|dysfunction|drive|libido|relations|relationship|life|experience|score|attempt);
        libido; orgasm; ejaculation; ejaculat(ory|ory latency|ion latency) (time|latency|dysfunction|);
        IELT; FEV1; FEV 1; FVC; forced (expiratory|vital) (volume| capacity|flow); DLCO; peak (expiratory
        |urinary |)flow; spirometry; LVEF; ejection fraction; cardiac (output|index); fractional
        shortening; (best corrected |)visual acuity; BCVA; UCVA; contrast sensitivity; visual field; flow
        mediated (dilation|dilatation|vasodilation|vasodilatation); FMD; vasodilatation; vasodilation;
        vascular reactivity; (arterial |artery )stiffness; CAVI; ABI; cardio ankle vascular index; ankle
        brachial (pressure |)index; augmentation index; pulse wave velocity; penile (blood
        flow|hemodynamics|doppler|duplex|hemodynamic|brachial); peak systolic velocity; PSV; blood flow;
        (6|six) minute walk (test|distance|); 6MWT; 6MWD; walking (distance|speed|ability| capacity); gait
        (speed|velocity|); ambulat(ion|ory status); balance; (grip|muscle|hand grip|handgrip|quadriceps)
        strength; muscle power; exercise (capacity|tolerance|performance|duration|time); VO2 (max|peak);
        VO2max; peak VO2; cardiorespiratory fitness; physical (performance|activity|fitness|capacity);
        range of (motion|movement); performance status; activities of daily living; ADL; IADL; daily
        (functioning|living); mobility; postural (sway|stability|control);
        (center|centre) of pressure; contrast threshold;
        cognition; cognitive (performance|
        impairment|decline|ability|test|tests|assessment|outcome|status|change); (working |verbal |episodic
        |visual |spatial )memory; memory (function| performance|recall|test|); attention; reaction time;
        processing speed; neurocognitive (test|performance|decline| outcome|);
        (neuropsychological|neurobehavioral|neuropsychologic)
        (test|tests|testing|performance|outcome|outcomes|status|effect|effects); disability; GFR; eGFR;
        glomerular filtration rate; creatinine clearance; uroflowmetry; Qmax; maximum (urinary |)flow rate;
        post void residual; PVR; bladder capacity; hearing (loss|threshold|); audiometry; dysphagia;
        swallowing; nerve conduction; insulin (sensitivity|secretion); gastric emptying; bowel
        (movement|movements|habits); lower urinary tract symptoms; LUTS; voiding (symptom|
        symptoms|frequency|parameters); micturition (frequency|); nocturia; (corpus cavernosum|cavernous)
        electromyography; neurodevelopment(al|) (outcome|); sensation; motor (recovery|performance|skills);
        spasticity; (ovulation|menstruation|menstrual) (rate|function|recovery|resumption);
        sperm(atogenesis); stereoacuity; stereopsis; (arterial|artery|venous|pupil)
        (dilation|dilatation|diameter change)""",
    "lab-value": """laborator(y|ies)
        (value|parameter|test|values|parameters|tests|evaluation|assessments|assessment|data|
        measurements|findings|abnormality|abnormalities|results|marker|markers|change|changes|); lab
        (values|tests|parameters|results); hematology; haematology; (clinical |blood |serum |)biochemistry;
        clinical chemistry; HbA1c; HbA1C; hba1c; A1C; A1c; hemoglobin A1c; haemoglobin A1c;
        (glycated|glycosylated|glycosylated A1c) (hemoglobin|haemoglobin); (hemoglobin|haemoglobin)
        (level|concentration|levels| ); (blood|plasma|fasting|serum|postprandial|fasting blood|fasting
        plasma|mean|interstitial|capillary) (glucose|sugar) (level|levels|control|concentration|); glucose
        (level|levels|value|values|measurement|measurements|concentration|concentrations|control|metabolism|variability|tolerance|AUC|);
        glyc(a|)emic (control| variability|); time in range; target range; sensor glucose; glucose
        (reading|readings|excursion|excursions); CGM; (total |LDL |HDL |)cholesterol; LDL; HDL; LDL C; HDL
        C; lipid (profile|profiles|levels|panel|parameters| level); lipids; triglyceride; triglycerides;
        serum creatinine; creatinine (level|); urine (albumin|protein|culture) (creatinine ratio|); UACR;
        proteinuria; albuminuria; (liver|hepatic) (enzymes|function tests|enzyme); ALT; AST; alanine
        aminotransferase; bilirubin; CRP; hsCRP; hs CRP; C reactive protein; ESR; erythrocyte sedimentation
        rate; (platelet| neutrophil|eosinophil|lymphocyte|leukocyte|white blood cell|blood cell|red blood
        cell|reticulocyte|CD4|CD4 cell|CD4 T cell|CD8 T cell|WBC|ANC|leucocyte) (count|counts|recovery);
        (wheal|flare) (size|diameter|area|response); wheal; (complete |full |)blood count; CBC;
        (blood|sputum|peripheral) eosinophil(s|) (count|level|levels|); lymphocytes; (serum |total
        |specific |allergen specific |)IgE (level|levels|); (skin )prick test; skin (prick|test)
        (reactivity|); PSA (level|levels|value|decline|response|nadir|doubling time|); prostate specific
        antigen (level|levels|); vital signs; (systolic |diastolic |systolic and diastolic |mean arterial
        |arterial |ambulatory |office |)blood pressure; heart rate; SBP; DBP; ECG; ECGs; electrocardiogram;
        electrocardiogram(s|) (parameters|); 12 lead; QT (interval|); QTc; QTcF; QTcB; vitamin D
        (level|levels|status|); 25 hydroxyvitamin D; ferritin; (iron|calcium|potassium|sodium|phosphate|
        homocysteine|uric acid|magnesium|zinc|folate|vitamin
        B12|hematocrit|haematocrit|insulin|albumin|TSH|PTH|lactate| troponin|BNP|NT proBNP|fibrinogen|D
        dimer|INR|thyroxine|bicarbonate) (level|levels|concentration|concentrations); serum
        (iron|calcium|potassium|sodium|phosphate|uric
        acid|insulin|albumin|magnesium|ferritin|lipids|urea|chemistry); HOMA; HOMA IR; hematocrit;
        urinalysis; (viral|HIV) (load|RNA); HIV 1 RNA; plasma viral load; oxygen saturation; coagulation
        (parameters|tests); blood (chemistry|test|tests|urea|gas|lipids|parameters|levels); C peptide;
        fasting insulin; insulin resistance; NT proBNP; troponin; clinical laboratory; routine blood""",
    NOTHING: """anti drug antibod(y|ies); HACA; HAMA; HAHA; ADA; ADAs; antidrug antibodies; immunogenicity;
        (anti|neutralizing) antibodies (to| against) (study drug|the drug); (metastasis|metastases|distant
        metastasis|distant metastases|distant relapse|distant recurrence|distant failure|locoregional
        recurrence|locoregional relapse|local recurrence|loco regional recurrence| local relapse|regional
        recurrence|failure|treatment|cystectomy|laryngectomy|GVHD|colostomy|chemotherapy|seizure|
        mastectomy|explantation|ventilator|transplant|bladder intact event|laryngoesophageal
        dysfunction|amputation|fracture|toxicity) free (survival|rate|interval|days); MFS; DMFS; LRFS;
        LRRFS; DRFS; FFS; TFS; GRFS; (graft|implant|device|catheter|renal
        graft|allograft|stent|prosthesis|cell|islet|explantation|mechanical|kidney|flap|patch|embryo)
        survival; (cancer| disease|cause|prostate cancer|breast cancer) specific survival; CSS; DSS; time
        to (treatment failure|next treatment| next therapy|subsequent therapy|first subsequent therapy|next
        anti lymphoma treatment|surgery|first skeletal|skeletal| initiation|first
        symptomatic|symptomatic|treatment discontinuation|treatment|onset|recovery|healing|relief|
        castration|new anticancer therapy|first
        exacerbation|exacerbation|deterioration|chemotherapy|insulin); treatment failure (rate|); TTF;
        TTNT; skeletal related (event|events); skeletal events; SRE; SREs; major adverse
        (cardiac|cardiovascular) (event| events|and cerebrovascular events|and cerebral events); MACE;
        MACCE; dosimetr(y|ic); dose volume histogram; DVH; (absorbed|radiation|organ) dose; V100; D90; dose
        (coverage| homogeneity|to);
        (rescue|concomitant|topical|analgesic|opioid|morphine|insulin|steroid|medication|corticosteroid|antibiotic|
        narcotic|additional) (medication |drug |treatment |dose
        |)(use|used|consumption|usage|requirement|requirements|dosage|needed); use of (rescue|
        adjuvant|concomitant|opioid|opioids|antibiotics|analgesics|corticosteroids|steroids|steroid);
        (urine |)toxicology; (alcohol|drug|substance|cocaine|heroin|tobacco|opiate|
        cannabis|opioid|nicotine|marijuana|methamphetamine|cigarette|illicit drug|stimulant)
        (use|consumption|abstinence|
        dependence|craving|cravings|withdrawal|intake|relapse|misuse|reduction|abuse|positive|free);
        drinking (outcomes|days|); abstinence; smoking (cessation|
        abstinence|status|rate|reduction|behavior); quit (rate|attempt|attempts|); cigarettes; craving;
        craving(s); heavy drinking (days|); opioid withdrawal; body (weight|mass index|composition|fat);
        BMI; weight (loss|change|gain|reduction); change in weight; waist circumference; knowledge
        (score|test|about|of|); (bone mineral|bone) density; BMD; (retinal|endometrial|corneal|skin|intima
        media|wall|tissue|macular|central macular|cartilage| choroidal|central subfield) thickness;
        (prostate|plaque|thyroid|brain|lesion|kidney|spleen|gastric|liver|hippocampal|residual)
        (volume|size); lesion count(s|); number of lesions; disease
        (activity|severity|recurrence|relapse|incidence|exacerbation|flare|free|burden|specific); clinical
        (improvement|efficacy|outcome|cure|effectiveness|success|failure|activity|score|recovery|worsening);
        cure (rate|); (recurrence|relapse|
        exacerbation|metastasis|pregnancy|birth|success|failure|infection|cesarean|exacerbations|fertilization|implantation|healing|
        incidence|live birth|clinical pregnancy|ongoing
        pregnancy|patency|reoperation|conversion|fusion|union|seizure|attack|patient reported
        recurrence|closure|
        transfusion|screening|vaccination|referral|prescribing|detection|margin|eradication|clearance|biopsy|revision|ulcer
        healing|restenosis) rate; rate of
        (recurrence|relapse|exacerbation|exacerbations|metastasis|pregnancy|conversion|closure|reoperation|cure|healing|screening|exacerbations);
        blood loss; (operative|operating|surgical| operation|procedure|surgery|warm
        ischemia|console|ischemia|anesthesia|procedural) (time|duration); (positive |negative |)surgical
        margin(s|); margin (status|positivity); apnea hypopnea index; AHI;
        (wound|ulcer|fracture|bone|complete) healing; birth weight; gestational age; food (intake|
        challenge);
        (dietary|caloric|energy|fat|fruit|calorie|sodium|fiber|protein|nutrient|water|food|vegetable)
        (intake|consumption|habits|quality); second (primary|malignancy|malignancies); secondary
        malignancies; change in dose; dose of
        (medication|insulin|opioid|rescue|migraine|pain|analgesic|vasopressor); dose
        (intensity|reduction|modification|modifications|delays|interruptions); transfusion (requirement|
        requirements|independence|); asthma (exacerbation|exacerbations|control); exacerbations; cumulative
        reactive dose; urinary retention; composite of; quality adjusted (survival|time); time to (first
        |)(recurrence|relapse) of
        (atrial|AF|symptom|depression|infection|drinking|drug|seizure|smoking|bleeding|ulcer|pain);
        intraocular pressure; (seizure|relapse|attack|fall) frequency; angle of curvature; (penile
        )(curvature|length|girth|size); wrinkle(s|) (severity|score|); photograph(s|ic)
        (evaluation|assessment|); global (aesthetic|assessment|improvement|efficacy); acne
        (lesions|severity|scarring|lesion); scar (appearance|quality|assessment); hair (count|
        growth|density|regrowth|thickness); (prevalence|incidence) of
        (depression|cancer|diabetes|hypogonadism|disease|erectile dysfunction|VTE|breast cancer|prostate
        cancer|infection|malaria); (healthcare|physician| provider|clinician)
        (behavior|knowledge|decision); treatment (decision|decisions|pattern|patterns|change|success|
        received|modality|outcome|effectiveness|efficacy|regimen); change in management; surgical
        (success|outcome|technique); neonatal outcome; (employment|housing) status; sleep
        (apnea|time|duration|efficiency|latency|onset latency); respiratory disturbance index; total sleep
        time; wake after sleep onset; WASO; cosmesis; cosmetic (outcome|result|results|score|appearance);
        (angiographic|anatomical|anatomic|radiographic|histological|histologic|morphological|structural)
        (outcome| success|changes|improvement|restenosis|findings|damage|stenosis|severity); carotid
        intima; coronary (artery calcium|artery disease|stenosis); cancer (incidence|risk|progression);
        image quality;
        (pigmentation|lesion|stone|wart|mucociliary|bacterial|hair|tattoo|fungal|acne|airway|skin|plaque|psoriasis|debris)
        clearance; (development|creation) of (a |)(data |)(repository|registry|database|biobank);
        (kidney|renal|heart) (stone|stones|failure events|failure|transplant|injury|disease); development
        of (cancer|metastases|metastasis|disease|diabetes); tooth loss; (periodontal|pocket|probing)
        (disease|depth)""",
}
