from __future__ import annotations

import pytest

from trialkg.linking.units import UNITS, canonical, unit_at


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("mm", "mm"),
        ("centimeters", "cm"),
        ("ml", "mL"),
        ("mg/dL", "mg/dL"),
        ("mg / dl", "mg/dL"),
        ("mg per dL", "mg/dL"),
        ("µmol/L", "umol/L"),
        ("gm/dL", "g/dL"),
        ("x 10^9/L", "10*9/L"),
        ("× 10⁹/L", "10*9/L"),
        ("/mm3", "/mm3"),
        ("cells/mm^3", "/mm3"),
        ("/µL", "/uL"),
        ("ml/min", "mL/min"),
        ("mL/min/1.73 m2", "mL/min/{1.73_m2}"),
        ("mL/min per 1.73m²", "mL/min/{1.73_m2}"),
        ("IU/L", "[IU]/L"),
        ("mIU/mL", "m[IU]/mL"),
        ("x ULN", "{ULN}"),
        ("times the upper limit of normal", "{ULN}"),
        ("times the institutional upper limit of normal", "{ULN}"),
        ("-fold upper limit of normal", "{ULN}"),
        ("N,", "{ULN}"),
        ("%", "%"),
        ("kg/m²", "kg/m2"),
        ("mmHg", "mm[Hg]"),
        ("mm Hg", "mm[Hg]"),
        ("beats per minute", "/min"),
        ("msec", "ms"),
        ("weeks", "wk"),
        ("months", "mo"),
        ("-year", "a"),
        ("half-lives", "{half-life}"),
        ("mSv", "mSv"),
        ("MBq", "MBq"),
        ("Gy", "Gy"),
        ("pack-years", "{pack}.a"),
        ("points", "{score}"),
    ],
)
def test_printed_units_have_their_ucum_code(printed: str, code: str) -> None:
    unit = unit_at(f"5 {printed} and so on", 1 if printed[0] != "-" else 2) or unit_at(f"5{printed}", 1)
    assert unit is not None
    assert unit.code == code
    assert code in UNITS


@pytest.mark.parametrize("text", [" metastases", " and 6", ". Then", "", " Men", " Nausea"])
def test_words_that_are_no_units_are_none(text: str) -> None:
    assert unit_at(text, 0) is None


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (5, "wk", (35.0, "d")),
        (1, "a", (365.25, "d")),
        (20, "mm", (2.0, "cm")),
        (1500, "/mm3", (1.5, "10*9/L")),
    ],
)
def test_values_of_a_kind_are_compared_in_one_unit(
    value: float, code: str, expected: tuple[float, str]
) -> None:
    assert canonical(value, code) == expected


def test_a_unit_without_others_of_its_kind_is_its_own_canonical_one() -> None:
    assert canonical(1.5, "{ULN}") == (1.5, "{ULN}")
