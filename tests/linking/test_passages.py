from __future__ import annotations

from tests.samples import IMAGING_STUDY, READING

from trialkg.linking.passages import passages_of
from trialkg.linking.sentences import sentences
from trialkg.study import Study
from trialkg.vocabulary.codes import PassageKind

PROSE = (
    "The main objective of this pilot study is to count lesions. "
    "Secondary objectives are: 1. To see one thing. "
    "2. Determine another. It was funded. "
    "This study will concern a population of patients with a first relapse."
)


def test_objectives_of_a_record_without_outcomes_are_kept_with_those_listed_after() -> None:
    study = Study(registry_id="NCT99999901", reading=READING, detailed_description=PROSE)
    found = [each.text for each in passages_of(study) if each.kind is PassageKind.OBJECTIVE]
    assert found == [
        "The main objective of this pilot study is to count lesions.",
        "Secondary objectives are: 1. To see one thing.",
        "2. Determine another.",
    ]


def test_the_population_of_a_record_without_criteria_is_kept() -> None:
    study = Study(registry_id="NCT99999901", reading=READING, detailed_description=PROSE)
    found = [each.text for each in passages_of(study) if each.kind is PassageKind.POPULATION]
    assert found == ["This study will concern a population of patients with a first relapse."]


def test_a_passage_stands_where_it_says() -> None:
    study = Study(registry_id="NCT99999901", reading=READING, detailed_description=PROSE)
    for passage in passages_of(study):
        assert passage.field == "detailedDescription"
        assert PROSE[passage.start : passage.start + len(passage.text)] == passage.text


def test_sites_told_in_prose_are_kept() -> None:
    study = Study(
        registry_id="NCT99999901",
        reading=READING,
        brief_summary="It will be executed in two Dutch centers: A and B.",
    )
    assert [each.kind for each in passages_of(study)] == [PassageKind.SITES]


def test_an_aim_that_is_no_aim_of_the_study_is_no_objective() -> None:
    text = (
        "Diet is open to intervention with the aim of reducing risk. Charts were read for endpoints of gout."
    )
    study = Study(registry_id="NCT99999901", reading=READING, detailed_description=text)
    assert passages_of(study) == ()


def test_where_a_procedure_is_done_in_the_body_is_no_site_of_the_study() -> None:
    text = "Waves will be performed in six positions of the arm (distal, center and proximal)."
    study = Study(registry_id="NCT99999901", reading=READING, detailed_description=text)
    assert passages_of(study) == ()


def test_a_record_with_lists_of_its_own_needs_no_passages() -> None:
    assert passages_of(IMAGING_STUDY) == ()


def test_sentences_end_at_no_abbreviation_and_no_list_number() -> None:
    text = "One, e.g. Two, i.e. Three vs. Four. 1. Five! (Six?) Seven"
    assert [sentence for _, sentence in sentences(text)] == [
        "One, e.g. Two, i.e. Three vs. Four.",
        "1. Five!",
        "(Six?)",
        "Seven",
    ]
