from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.linking import Linker
from trialkg.linking.criteria import criteria_of
from trialkg.linking.features import KIND_OF, KINDS, STATES
from trialkg.linking.links import Constraint
from trialkg.linking.units import UNITS
from trialkg.terminology import ConceptKind, load_terminology
from trialkg.vocabulary.codes import Logic

LINKER = Linker(load_terminology())


def constraints(text: str) -> tuple[Constraint, ...]:
    found, _ = LINKER.constraints.constraints(criteria_of(text))
    return found


def limits(text: str) -> list[tuple[str, str | None, float | None, str | None]]:
    """The limits of one inclusion criterion."""
    found = constraints(f"Inclusion Criteria:\n\n* {text}")
    return [
        (each.feature, each.comparator, each.value, each.unit) for each in found if each.value is not None
    ]


def states(text: str) -> list[tuple[str, str | None]]:
    found = constraints(f"Inclusion Criteria:\n\n* {text}")
    return [(each.feature, each.state) for each in found if each.state is not None]


def test_the_table_of_kinds_has_the_features_of_the_scheme_and_no_others() -> None:
    concepts = load_terminology().concepts.values()
    scheme = {each.notation for each in concepts if each.kind is ConceptKind.FEATURE}
    instruments = {each.notation for each in concepts if each.kind is ConceptKind.INSTRUMENT}
    assert set(KIND_OF) - instruments == scheme


def test_a_feature_is_of_one_kind_whose_units_are_known() -> None:
    assert sum(len(kind.features) for kind in KINDS) == len(KIND_OF)
    assert {unit for kind in KINDS for unit in kind.units} <= UNITS
    assert "pregnancy" in STATES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is at least 18 years old", ("age", ">=", 18, "a")),
        ("Women over 50 years", ("age", ">", 50, "a")),
        ("No more than 3 metastases on the scan", ("lesion-count", "<=", 3, "1")),
        ("The largest lesion measures < 4 cm", ("lesion-size", "<", 4, "cm")),
        ("Tumour volume below 40 mL", ("lesion-volume", "<", 40, "mL")),
        ("Total bilirubin ≤ 1.5 x ULN", ("bilirubin", "<=", 1.5, "{ULN}")),
        ("Serum creatinine under 130 µmol/L", ("creatinine", "<", 130, "umol/L")),
        ("Creatinine clearance (Cockcroft) > 60 mL/min", ("creatinine-clearance", ">", 60, "mL/min")),
        ("eGFR of 45 mL/min/1.73 m2 or more", ("eGFR", ">=", 45, "mL/min/{1.73_m2}")),
        ("Haemoglobin at least 9 g/dL", ("haemoglobin", ">=", 9, "g/dL")),
        ("Absolute neutrophil count ≥ 1,500/mm3", ("neutrophils", ">=", 1500, "/mm3")),
        ("Platelets ≥ 100 x 10^9/L", ("platelets", ">=", 100, "10*9/L")),
        ("Platelets no fewer than 75,000", ("platelets", ">=", 75000, "/uL")),
        ("INR below 1.5", ("INR", "<", 1.5, "1")),
        ("Albumin of at least 30 g/L", ("albumin", ">=", 30, "g/L")),
        ("LVEF ≥ 50%", ("LVEF", ">=", 50, "%")),
        ("QTc > 470 ms", ("QTc", ">", 470, "ms")),
        ("Body mass index under 35", ("BMI", "<", 35, "kg/m2")),
        ("Weighs, body weight that is, 40 kg or more", ("weight", ">=", 40, "kg")),
        ("Life expectancy of three months or more", ("life-expectancy", ">=", 3, "mo")),
        ("ECOG performance status ≤ 2", ("ECOG", "<=", 2, "{score}")),
        ("Karnofsky index at least 70%", ("Karnofsky", ">=", 70, "%")),
        ("ER expression > 10 % of nuclei", ("ER", ">", 10, "%")),
        ("Ki-67 of at least 20%", ("Ki-67", ">=", 20, "%")),
        ("PSA above 4 ng/mL", ("PSA", ">", 4, "ng/mL")),
        ("Total testosterone less than 300 ng/dL", ("testosterone", "<", 300, "ng/dL")),
        ("HbA1c below 9%", ("HbA1c", "<", 9, "%")),
        ("At most 2 prior lines of chemotherapy", ("prior-lines", "<=", 2, "1")),
        ("No more than 4 cycles of chemotherapy so far", ("prior-cycles", "<=", 4, "1")),
        ("Smokes more than 10 cigarettes a day", ("smoking", ">", 10, "/d")),
        ("Heart failure of NYHA class III or more", ("NYHA", ">=", 3, "{score}")),
        ("IIEF-5 score of at most 21", ("IIEF-5", "<=", 21, "{score}")),
    ],
)
def test_each_feature_is_met_in_words_of_its_own(text: str, expected: tuple[str, str, float, str]) -> None:
    assert limits(text) == [expected]


def test_an_alternative_of_two_units_is_two_constraints_that_the_text_joins() -> None:
    found = constraints("Inclusion Criteria:\n\n* Each lesion ≤ 10 cm or ≤ 500 mL")
    assert [(each.feature, each.value, each.unit, each.logic) for each in found] == [
        ("lesion-size", 10.0, "cm", None),
        ("lesion-volume", 500.0, "mL", Logic.OR),
    ]


def test_names_in_a_row_share_a_limit() -> None:
    assert limits("AST and ALT no more than 3 x ULN") == [
        ("AST", "<=", 3.0, "{ULN}"),
        ("ALT", "<=", 3.0, "{ULN}"),
    ]


def test_a_name_and_its_abbreviation_are_one() -> None:
    assert limits("Alanine aminotransferase (ALT) ≤ 2.5 x ULN") == [("ALT", "<=", 2.5, "{ULN}")]


def test_scores_that_follow_each_other_are_a_range() -> None:
    assert limits("ECOG 0, 1 or 2") == [("ECOG", ">=", 0.0, "{score}"), ("ECOG", "<=", 2.0, "{score}")]


def test_a_pair_of_pressures_is_systolic_and_diastolic() -> None:
    assert limits("Blood pressure < 160/95 mmHg") == [
        ("systolic-blood-pressure", "<", 160.0, "mm[Hg]"),
        ("diastolic-blood-pressure", "<", 95.0, "mm[Hg]"),
    ]


def test_a_denial_right_before_turns_the_comparison() -> None:
    assert limits("Must not have an ECOG status greater than 2") == [("ECOG", "<=", 2.0, "{score}")]


def test_classes_in_roman_numerals_are_numbers() -> None:
    assert limits("Fitzpatrick skin type II to IV") == [
        ("Fitzpatrick", ">=", 2.0, "{score}"),
        ("Fitzpatrick", "<=", 4.0, "{score}"),
    ]


def test_the_heading_above_an_item_can_name_the_feature() -> None:
    found = constraints("PATIENT CHARACTERISTICS:\n\nLife expectancy:\n\n* At least 12 weeks")
    assert [(each.feature, each.comparator, each.value, each.unit) for each in found] == [
        ("life-expectancy", ">=", 12.0, "wk")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Use of tamoxifen within 6 weeks before the scan", ("washout", "<=", 6, "wk")),
        ("At least 4 weeks since the last chemotherapy", ("washout", ">=", 4, "wk")),
        ("No radiotherapy in the last 3 months", ("washout", ">", 3, "mo")),
        ("Stroke within the past 6 months", ("time-since", "<=", 6, "mo")),
        ("Gave blood, a donation, within 8 weeks of screening", ("time-since", "<=", 8, "wk")),
        ("Symptoms lasting for more than 3 months", ("duration", ">", 3, "mo")),
        ("On a stable dose for at least 30 days", ("duration", ">=", 30, "d")),
        ("A 6-month history of back pain", ("duration", ">=", 6, "mo")),
    ],
)
def test_times_are_washouts_times_since_or_durations(
    text: str, expected: tuple[str, str, float, str]
) -> None:
    assert limits(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Agrees to use contraception until 6 months after the last dose",
        "Able to attend visits for 12 months",
        "Creatinine of no concern",
        "Partner is at least 18 years old",
        "Lives within 30 km of the hospital",
        "Meets 3 of the 5 rules",
    ],
)
def test_what_is_no_limit_of_the_person_at_entry_gives_none(text: str) -> None:
    assert limits(text) == []


def test_a_washout_names_its_treatments() -> None:
    found = constraints("Exclusion Criteria:\n\n* Tamoxifen or fulvestrant ≤ 5 weeks before FES-PET")
    assert [(each.feature, each.exposures) for each in found] == [("washout", ("tamoxifen", "fulvestrant"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ER+ disease", ("ER", "positive")),
        ("HER2-negative tumour", ("HER2", "negative")),
        ("Her2+++ tumour", ("HER2", "positive")),
        ("No HER2 overexpression", ("HER2", "negative")),
        ("Hormone receptor positive cancer", ("HR", "positive")),
        ("Triple negative breast cancer", ("triple-negative", "present")),
        ("Pregnant women", ("pregnancy", "present")),
        ("Not pregnant", ("pregnancy", "absent")),
        ("A negative pregnancy test", ("pregnancy", "absent")),
        ("Has signed informed consent", ("consent", "present")),
        ("Unable to give informed consent", ("consent", "absent")),
        ("No brain metastases", ("brain-metastases", "absent")),
        ("HIV negative", ("HIV", "absent")),
        ("Breast cancer of stage IV", ("stage", "IV")),
        ("No prior chemotherapy", ("prior-therapy", "absent")),
    ],
)
def test_states_are_what_the_item_says(text: str, expected: tuple[str, str]) -> None:
    assert expected in states(text)


@pytest.mark.parametrize(
    "text",
    [
        "Untreated brain metastases",
        "Brain metastases are allowed if stable",
        "Plans to become pregnant",
        "Had a scan during pregnancy",
        "On HIV antiviral therapy",
    ],
)
def test_a_state_that_is_qualified_or_allowed_is_not_told(text: str) -> None:
    assert states(text) == []


def test_consent_in_an_exclusion_is_told_only_where_it_is_lacking() -> None:
    text = "Exclusion Criteria:\n\n* Seen for informed consent before\n* Refuses informed consent"
    assert [(each.criterion, each.state) for each in constraints(text)] == [(2, "absent")]


def test_who_lacks_a_negative_test_counts_as_pregnant() -> None:
    assert states("Women without a negative pregnancy test") == [("pregnancy", "present")]


def test_a_prior_therapy_names_its_concept() -> None:
    found = constraints("Exclusion Criteria:\n\n* Prior treatment with palbociclib")
    assert [(each.feature, each.state, each.exposures) for each in found] == [
        ("prior-therapy", "present", ("palbociclib",))
    ]


def test_a_line_of_therapy_is_counted() -> None:
    assert limits("Is to have first-line endocrine therapy") == [("line-of-therapy", "=", 1.0, "1")]


def test_only_a_limit_without_alternative_condition_or_exception_decides() -> None:
    items = "Age > 18 years", "Bilirubin < 2 mg/dL or ALT < 90 U/L", "If diabetic: HbA1c < 9%"
    text = "Inclusion Criteria:\n\n" + "\n".join(f"* {item}" for item in items)
    assert [(each.feature, each.decisive) for each in constraints(text)] == [
        ("age", True),
        ("bilirubin", False),
        ("ALT", False),
        ("HbA1c", False),
    ]


def test_a_criterion_that_neither_includes_nor_excludes_decides_nothing() -> None:
    assert [each.decisive for each in constraints("* Age > 18 years")] == [False]


def test_a_study_with_more_constraints_than_are_read_says_so() -> None:
    text = "Inclusion Criteria:\n" + "\n".join(f"{number}. ECOG < 2" for number in range(1, 450))
    found, findings = LINKER.constraints.constraints(criteria_of(text))
    assert len(found) == 400
    assert [each.path for each in findings] == ["eligibility.criteria"]


@given(st.text("age ≥1.8, years(old) or/<mg%\nECOG-0 within 3 weeks", max_size=120))
def test_the_words_of_a_constraint_stand_in_its_item(text: str) -> None:
    criteria = criteria_of(f"Inclusion Criteria:\n\n* {text}")
    found, _ = LINKER.constraints.constraints(criteria)
    assert all(each.text in criteria[each.criterion - 1].text for each in found)


@pytest.mark.parametrize(
    "hostile",
    [
        "age 1 " * 20_000,
        "AST " * 30_000 + "< 3 ULN",
        "within " * 30_000 + "3 weeks",
        "(" * 50_000 + "5 cm",
        "no " * 40_000,
    ],
)
def test_hostile_text_is_read_in_bounded_time(hostile: str) -> None:
    assert constraints(f"Inclusion Criteria:\n\n* {hostile}") is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Equal to or older than 30 years of age", ("age", ">=", 30, "a")),
        ("PSA under or equal to 3 ng/mL", ("PSA", "<=", 3, "ng/mL")),
        ("Must be off warfarin for at least 5 days", ("washout", ">=", 5, "d")),
        ("Any vaccine within a minimum of 21 days before screening", ("washout", "<=", 21, "d")),
        ("Stroke without known cause within 9 months", ("time-since", "<=", 9, "mo")),
        ("Prednisone started more than 4 weeks before entry", ("duration", ">", 4, "wk")),
        ("Surgery within 6 weeks (42 days) before entry", ("time-since", "<=", 6, "wk")),
        ("At most 4 measurable and growing lesions", ("lesion-count", "<=", 4, "1")),
        ("Blood pressure above 150 mmHg systolic", ("systolic-blood-pressure", ">", 150, "mm[Hg]")),
        ("No heart failure of recent onset (NYHA class III or IV)", ("NYHA", "<", 3, "{score}")),
    ],
)
def test_what_stands_around_a_limit_decides_what_it_is(
    text: str, expected: tuple[str, str, float, str]
) -> None:
    assert limits(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Another illness expected to end life in less than 8 months",
        "Other illness likely to cause death within 8 months",
        "A ring finger of at most 20 mm in diameter",
        "ECOG performance status 0/1",
        "Fitzpatrick wrinkle score of 8",
        "HbA1c of at least 40 mmol",
        "A fall of at least 20 mmHg in systolic blood pressure on standing",
        "Carcinoma (more than 18 cm from the incisors)",
        "No other trial drug during the first 6 weeks of the study",
        "An implant must be older than 2 years",
        "A cycle with a minimum of 20 days between periods",
    ],
)
def test_what_is_no_limit_of_a_feature_is_left_out(text: str) -> None:
    assert [limit for limit in limits(text) if limit[0] not in ("duration",)] == []


def test_an_item_that_was_read_before_stands_at_its_own_place() -> None:
    first = constraints("Inclusion Criteria:\n\n* Age over 40 years\n* ECOG 0-1")
    again = constraints("Inclusion Criteria:\n\n* ECOG 0-1\n* Age over 40 years")
    assert [(each.criterion, each.feature) for each in first] == [(1, "age"), (2, "ECOG"), (2, "ECOG")]
    assert [(each.criterion, each.feature) for each in again] == [(1, "ECOG"), (1, "ECOG"), (2, "age")]


def test_an_item_that_was_read_before_is_read_again_under_another_heading() -> None:
    bare = constraints("Inclusion Criteria:\n\n* > 40")
    headed = constraints("Inclusion Criteria:\n\nAge:\n\n* > 40")
    assert ([each.feature for each in bare], [each.feature for each in headed]) == ([], ["age"])
