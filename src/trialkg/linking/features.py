"""What each feature of the scheme can be measured in: what tells ``creatinine < 2 mg/dL`` from an age.

The names of features are those of ``ontology/concepts.ttl``, where scores stand among the instruments; a test
holds the two equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """Features of one kind: the UCUM codes of their values, and the code of one printed without a unit.

    ``unit`` is None where a number without a unit is no value of the kind.
    """

    units: frozenset[str]
    unit: str | None
    features: frozenset[str]


def _kind(units: str, unit: str | None, features: str) -> Kind:
    return Kind(frozenset(units.split()), unit, frozenset(features.split()))


KINDS: tuple[Kind, ...] = (
    # Age
    _kind("a mo wk d", "a", "age"),
    # Mass of a body
    _kind("kg [lb_av]", None, "weight"),
    # Length
    _kind("mm cm um", None, "height lesion-size"),
    # Body mass index
    _kind("kg/m2", "kg/m2", "BMI"),
    # Area of a body
    _kind("m2", None, "body-surface-area"),
    # Share
    _kind(
        "%",
        None,
        "affected-area canal-compromise LVEF fractional-shortening oxygen-saturation DLCO Ki-67",
    ),
    # Lesion, its unit tells which of its features
    _kind("1 mm cm um mL cm3", "1", "lesion"),
    # Count
    _kind("1", "1", "lesion-count segment-count line-of-therapy prior-lines fractions"),
    # Volume
    _kind("mL L cm3", None, "lesion-volume post-void-residual voided-volume"),
    # Size of the prostate
    _kind("mL cm3 cm", None, "prostate-volume"),
    # Flow
    _kind("mL/s", None, "Qmax"),
    # Angle
    _kind("deg", None, "penile-curvature"),
    # Short time
    _kind("min s", None, "IELT"),
    # Concentration of a substance
    _kind(
        "g/dL g/L mg/dL mg/L ug/dL ug/L ug/mL ng/mL ng/dL ng/L pg/mL mmol/L umol/L nmol/L pmol/L meq/L {ULN}",
        None,
        "bilirubin direct-bilirubin creatinine BUN uric-acid albumin calcium potassium sodium "
        "magnesium phosphate glucose cholesterol LDL HDL triglycerides CRP ferritin AFP CEA troponin "
        "NT-proBNP vitamin-D blood-alcohol",
    ),
    # Clearance
    _kind("mL/min mL/min/{1.73_m2}", None, "creatinine-clearance eGFR"),
    # Concentration of haemoglobin
    _kind("g/dL g/L mmol/L g/mL mg/dL", None, "haemoglobin"),
    # Share, always in per cent
    _kind("%", "%", "haematocrit"),
    # Concentration of cells
    _kind(
        "/uL /mm3 10*9/L 10*6/L 10*3/uL 10*3/mm3 10*6/mL",
        None,
        "neutrophils leukocytes lymphocytes eosinophils platelets",
    ),
    # Concentration of cells or their share
    _kind("/uL /mm3 10*9/L 10*6/L 10*3/uL 10*3/mm3 %", None, "CD4"),
    # Copies of a virus
    _kind("{copies}/mL [IU]/mL", None, "viral-load"),
    # Activity of an enzyme
    _kind(
        "[IU]/L [IU]/mL {ULN}",
        None,
        "transaminases liver-enzymes ALT AST GGT alkaline-phosphatase LDH creatine-kinase amylase lipase",
    ),
    # Substance in urine
    _kind("g/(24.h) mg/(24.h) g/L mg/dL mg/g g/dL mg/L", None, "proteinuria UACR"),
    # Ratio
    _kind("1 {ULN}", "1", "INR ABI"),
    # Clotting time
    _kind("s {ULN} %", None, "prothrombin-time aPTT"),
    # Share of haemoglobin
    _kind("% mmol/mol", "%", "HbA1c"),
    # Concentration of a hormone
    _kind(
        "ng/dL ng/mL ng/L pg/mL nmol/L pmol/L ug/L ug/dL m[IU]/mL m[IU]/L [IU]/L u[IU]/mL {ULN}",
        None,
        "TSH testosterone free-testosterone oestradiol FSH LH prolactin",
    ),
    # Prostate-specific antigen
    _kind("ng/mL ug/L ng/dL", "ng/mL", "PSA"),
    # Concentration of a marker
    _kind("[IU]/mL {ULN}", None, "CA-125"),
    # Concentration of immunoglobulin E
    _kind("[IU]/mL ng/mL", None, "IgE"),
    # Interval of the electrocardiogram
    _kind("ms s", "ms", "QTc QRS PR-interval"),
    # Rate
    _kind("/min", "/min", "heart-rate respiratory-rate"),
    # Pressure
    _kind("mm[Hg]", "mm[Hg]", "blood-pressure systolic-blood-pressure diastolic-blood-pressure"),
    # Breath
    _kind("% L mL", None, "FEV1 FVC"),
    # Temperature
    _kind("Cel", None, "temperature"),
    # Time
    _kind(
        "h d wk mo a min {half-life}",
        None,
        "life-expectancy washout time-since duration gestational-age interval start-limit",
    ),
    # Count of courses
    _kind("1", None, "prior-cycles"),
    # Tobacco
    _kind("/d /wk {pack}.a", None, "smoking"),
    # Intake
    _kind("/d /wk g/d mL", None, "alcohol"),
    # Score
    _kind(
        "{score}",
        "{score}",
        "ECOG Child-Pugh MELD FIB-4 Gleason IIEF-EF IIEF-5 IIEF-score EHS PEDT IPSS FSFI AMS BDI "
        "PHQ-9 PHQ-8 GAD-7 HAM-D HAM-A MADRS CES-D PDSQ PSS PCL-5 YMRS PANSS ISI PSQI ESS AHI MMSE "
        "MoCA CDR EDSS AUDIT THI TFI EASI SCORAD PASI IGA DLQI UAS7 pain-NRS APACHE-II GCS NIHSS mRS "
        "CHA2DS2-VASc",
    ),
    # Score that is printed in per cent too
    _kind("{score} %", "{score}", "Karnofsky Lansky SALT"),
    # Class of a scale
    _kind("{score}", "{score}", "NYHA CCS-angina ASA Fitzpatrick"),
    # Receptor or gene, by share of cells or status
    _kind("%", None, "ER PR HR HER2 triple-negative BRCA"),
    # Share or score
    _kind("% {score}", None, "PD-L1"),
    # State that a person is in or not
    _kind(
        "",
        None,
        "HIV hepatitis-B hepatitis-C pregnancy breast-feeding consent brain-metastases "
        "leptomeningeal-disease measurable-disease cirrhosis spinal-cord-compression",
    ),
    # Stage
    _kind("", None, "stage"),
    # Treatment that a person has had or not
    _kind("", None, "prior-therapy concurrent-therapy"),
    # Effective dose
    _kind("mSv", None, "radiation-dose"),
    # Activity
    _kind("MBq MBq/kg mCi", None, "activity"),
    # Absorbed dose
    _kind("Gy cGy", None, "radiotherapy-dose"),
)

KIND_OF: Mapping[str, Kind] = {feature: kind for kind in KINDS for feature in kind.features}
"""The kind of each feature."""

STATES: frozenset[str] = frozenset(feature for kind in KINDS if not kind.units for feature in kind.features)
"""Features that a person has or has not, without a number."""
