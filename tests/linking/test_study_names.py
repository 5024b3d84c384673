"""The forms in which names and numbers of studies are compared."""

from __future__ import annotations

import pytest

from trialkg.linking.study_keys import keys_of
from trialkg.linking.study_names import distinctive, name_key, number_key
from trialkg.study import Identifier, Reading, Study
from trialkg.vocabulary.codes import IdentifierType

READING = Reading(source="ClinicalTrials.gov API v2")


def study(**values: object) -> Study:
    return Study(registry_id="NCT99999901", reading=READING, **values)  # type: ignore[arg-type]  # of any field


@pytest.mark.parametrize(
    "name", ["IMPACT-MBC", "Impact MBC", "the IMPACT\u2011MBC trial", "IMPACT_MBC Study"]
)
def test_hyphens_blanks_case_and_the_word_trial_make_no_difference(name: str) -> None:
    assert name_key(name) == "impactmbc"


def test_a_trial_and_the_next_of_its_series_differ() -> None:
    assert name_key("PALOMA-2") != name_key("PALOMA-3")


@pytest.mark.parametrize(
    "number", ["2009-013122-16", "EudraCT No.2009-013122-16", "EUCTR2009-013122-16-NL", "2009-013122-16-00"]
)
def test_a_number_of_the_eu_is_found_in_whatever_stands_around_it(number: str) -> None:
    assert number_key(number) == "eu200901312216"


@pytest.mark.parametrize(("one", "other"), [("NTR5262", "NTR 5262"), ("ISRCTN12345678", "isrctn 12345678")])
def test_numbers_of_other_registries_are_compared_as_names_are(one: str, other: str) -> None:
    assert number_key(one) == number_key(other)


@pytest.mark.parametrize("name", ["SONIA", "SONImage", "ET-TRANSCAN", "PALOMA-2", "T2D"])
def test_what_can_be_looked_for(name: str) -> None:
    assert distinctive(name) == (name != "T2D")


@pytest.mark.parametrize("name", ["HOPE", "the Heart Study", "PET", "AB", "2013024", ""])
def test_words_of_the_language_short_forms_and_bare_numbers_mean_no_study(name: str) -> None:
    assert not distinctive(name)


def test_a_study_is_known_by_acronym_aliases_and_identifiers() -> None:
    identifiers = (
        Identifier(value="2017-002334-23", type=IdentifierType.EUDRACT_NUMBER),
        Identifier(value="6494", issuer="NTR"),
        Identifier(value="7"),
    )
    found = keys_of(study(acronym="SONIA", aliases=("NCT00000007",), identifiers=identifiers))
    assert found == ("sonia", "nct00000007", "eu201700233423", "6494", "ntr6494")


@pytest.mark.parametrize("title", ["The SONImage Study", "SONImage", "SONImage trial"])
def test_a_title_that_is_a_bare_acronym_is_a_name(title: str) -> None:
    assert keys_of(study(brief_title=title)) == ("sonimage",)


@pytest.mark.parametrize("title", ["The Erection Study", "Scans of Bone", "SONImage of the Breast"])
def test_other_titles_are_none(title: str) -> None:
    assert keys_of(study(brief_title=title)) == ()


def test_a_study_of_another_registry_is_known_by_its_own_number() -> None:
    other = Study(registry_id="ISRCTN12345678", reading=READING)
    assert keys_of(other) == ("isrctn12345678",)
