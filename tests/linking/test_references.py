from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trialkg.linking.references import is_name, names_in, numbered_names, numbers_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("NCT01234567", "NCT01234567"),
        ("NCT 01234567", "NCT01234567"),
        ("NCT #: 01234567.", "NCT01234567"),
        ("(NCT-01234567)", "NCT01234567"),
        ("X-1/NCT01234567", "NCT01234567"),
        ("EudraCT 2009-012716-38", "2009-012716-38"),
        ("2022-500123-12-00", "EUCT 2022-500123-12-00"),
        ("EUCTR2010-018731-18-IT", "2010-018731-18"),
        ("CTIS2022-500123-12-00", "EUCT 2022-500123-12-00"),
        ("JPRN-JapicCTI-152898", "JapicCTI-152898"),
        ("JMA-IIA00123", "JMA-IIA00123"),
        ("LBCTR2019010203", "LBCTR2019010203"),
        ("RPCEC00000123", "RPCEC00000123"),
        ("ISRCTN: 12345678", "ISRCTN12345678"),
        ("NTR5262", "NTR5262"),
        ("ACTRN12612000123456", "ACTRN12612000123456"),
        ("ChiCTR-TRC-12001234", "ChiCTR-TRC-12001234"),
        ("DRKS00001234", "DRKS00001234"),
        ("JPRN-UMIN000012345", "JPRN-UMIN000012345"),
        ("CTRI/2012/01/002345", "CTRI/2012/01/002345"),
        ("IRCT2012010112345N1", "IRCT2012010112345N1"),
    ],
)
def test_a_number_is_read_in_its_registrys_own_form(text: str, number: str) -> None:
    (found,) = numbers_in(f"See {text} there.")
    assert found.reference.number == number


@pytest.mark.parametrize("text", ["NCT0123456", "NCT012345678", "XNCT01234567", "2009-0127-38", "ISRCTN123"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert list(numbers_in(text)) == []


@given(st.text(alphabet="NCT0123456789 #:-()ISRaé/", max_size=60))
def test_a_number_stands_where_it_is_said_to_stand(text: str) -> None:
    for found in numbers_in(text):
        digits = "".join(each for each in text[found.start : found.end] if each.isdigit())
        assert digits in (found.reference.number or "").replace("-", "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the SONIA trial", ["SONIA"]),
        ("the ET-TRANSCAN study", ["ET-TRANSCAN"]),
        ("PROactive randomized controlled trial", ["PROactive"]),
        ("Study CP-MGA271-01 goes on", ["CP-MGA271-01"]),
        ("study 205MS202", ["205MS202"]),
        ("a Phase II trial, a pilot study", []),
        ("a Multi-Center Study of MRI in an RCT", []),
        ("NCI trials", []),
    ],
)
def test_names_stand_beside_a_word_for_a_study(text: str, names: list[str]) -> None:
    assert [found.reference.name for found in names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the SONIA study (NCT03425838)", {"SONIA"}),
        ("the ARTESiA study registered as NCT03425838", {"ARTESiA"}),
        ("in ICATA (ICAC-08, NCT03425838)", {"ICATA", "ICAC-08"}),
        ("(Outcomes Study, COSMOS; NCT03425838)", {"COSMOS"}),
        ("TRUST trial (clinicaltrials.gov ID: NCT03425838)", {"TRUST"}),
        ("NCT03425838 is hereafter referred to as study X-2302", {"X-2302"}),
        ("in a randomized trial (NCT03425838)", set()),
        ("in an RCT (NCT03425838)", set()),
    ],
)
def test_a_number_explains_the_names_beside_it(text: str, names: set[str]) -> None:
    assert set(numbered_names(text)) == {(name, "NCT03425838") for name in names}


def test_common_abbreviations_name_no_study() -> None:
    assert not any(map(is_name, ("RCT", "NHLBI", "MRI", "III", "IL-2", "NCI-funded", "Phase")))
