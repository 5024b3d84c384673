from __future__ import annotations

from tests.samples import READING

from trialkg.linking.descriptors import condition_links
from trialkg.study import DerivedTerm, Study
from trialkg.terminology import load_terminology
from trialkg.vocabulary.codes import Asserter, Method

TERMINOLOGY = load_terminology()
LISTED = tuple(
    DerivedTerm(label=label)
    for label in ("Breast Neoplasms", "Neoplasms by Site", "Breast Diseases", "Skin Diseases")
)


def test_a_derived_term_is_kept_as_the_registrys() -> None:
    study = Study(
        registry_id="NCT99999901",
        reading=READING,
        condition_terms=(DerivedTerm(label="Erectile Dysfunction", descriptor="D007172"),),
    )
    (link,) = condition_links(study, TERMINOLOGY)
    assert (link.descriptor, link.asserted_by, link.method) == (
        "D007172",
        Asserter.REGISTRY,
        Method.REGISTERED,
    )
    assert link.evidence is None


def test_a_term_given_by_label_alone_gets_its_descriptor() -> None:
    study = Study(registry_id="NCT99999901", reading=READING, condition_terms=LISTED[:1])
    assert [link.descriptor for link in condition_links(study, TERMINOLOGY)] == ["D001943"]


def test_a_label_that_is_not_known_stays_without_a_descriptor() -> None:
    study = Study(
        registry_id="NCT99999901", reading=READING, condition_terms=(DerivedTerm(label="Invented Disease"),)
    )
    (link,) = condition_links(study, TERMINOLOGY)
    assert (link.label, link.descriptor) == ("Invented Disease", None)


def test_ancestors_are_dropped_from_a_list_that_mixes_them_in() -> None:
    study = Study(
        registry_id="NCT99999901", reading=READING, condition_terms=LISTED, derived_terms_mix_ancestors=True
    )
    assert [link.label for link in condition_links(study, TERMINOLOGY)] == ["Breast Neoplasms"]


def test_a_list_that_is_not_mixed_is_kept_whole() -> None:
    study = Study(registry_id="NCT99999901", reading=READING, condition_terms=LISTED)
    assert len(condition_links(study, TERMINOLOGY)) == len(LISTED)


def test_an_entry_term_links_to_its_descriptor_with_evidence() -> None:
    study = Study(registry_id="NCT99999901", reading=READING, conditions=("Fatigue", "breast  CANCER"))
    link = next(each for each in condition_links(study, TERMINOLOGY) if each.term == 2)
    assert (link.descriptor, link.asserted_by, link.method) == ("D001943", Asserter.TRIALKG, Method.EXACT)
    assert link.evidence is not None
    assert (link.evidence.quote, link.evidence.field) == ("breast  CANCER", "conditions[2]")


def test_a_name_with_further_words_is_left_to_abler_methods() -> None:
    study = Study(
        registry_id="NCT99999901", reading=READING, conditions=("Stage IV breast cancer of some kind",)
    )
    assert condition_links(study, TERMINOLOGY) == ()
