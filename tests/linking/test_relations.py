"""Relations to other studies, from texts of registries in invented words.

``relation_texts.tsv`` has a text a line: what it says of the study ``<A>`` (``none``: it only cites it), the
title of the record, the field the text stands in, the text. ``<B>`` is a third study.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.samples import READING

from trialkg.linking.glimpse import glimpse_of
from trialkg.linking.links import StudyReference, StudyRelation, study_named
from trialkg.linking.other_studies import other_studies
from trialkg.linking.relations import Relations, decided
from trialkg.study import Arm, Eligibility, Identifier, Study
from trialkg.vocabulary.codes import RelationType

A, B = "NCT99999902", "NCT99999903"
TEXTS = Path(__file__).with_name("relation_texts.tsv")


def study(
    summary: str | None = None, title: str | None = None, criteria: str | None = None, **more: object
) -> Study:
    base = Study(
        registry_id="NCT99999901",
        reading=READING,
        brief_title=title,
        brief_summary=summary,
        eligibility=Eligibility(criteria=criteria),
    )
    return Study(**{name: getattr(base, name) for name in base.__struct_fields__} | more)


def read(record: Study) -> Relations:
    return other_studies(record, ()).found


def types_of(record: Study) -> dict[str, RelationType]:
    return {study_named(each.related): each.type for each in decided(read(record).relations)}


def rows() -> Iterator[dict[str, str]]:
    lines = TEXTS.read_text(encoding="utf-8").replace("<A>", A).replace("<B>", B).splitlines()
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def record_of(row: dict[str, str]) -> Study:
    text = row["text"].replace("\\n", "\n")
    return Study(
        registry_id="NCT99999901",
        reading=READING,
        brief_title=row["title"],
        official_title=text if row["field"] == "officialTitle" else None,
        brief_summary=text if row["field"] == "briefSummary" else None,
        detailed_description=text if row["field"] == "detailedDescription" else None,
        eligibility=Eligibility(criteria=text if row["field"] == "criteria" else None),
    )


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: f"{row['relation']}: {row['text'][:50]}")
def test_a_text_gives_the_relation_it_states_and_no_other(row: dict[str, str]) -> None:
    assert types_of(record_of(row)).get(A, "none") == row["relation"]


@pytest.mark.parametrize(
    "row", [row for row in rows() if row["relation"] == "none"], ids=lambda row: row["text"][:50]
)
def test_a_study_only_spoken_of_is_cited_with_the_words(row: dict[str, str]) -> None:
    record = record_of(row)
    (citation,) = (each for each in read(record).citations if each.related.number == A)
    assert A in citation.evidence.quote
    assert citation.evidence.quote in row["text"].replace("\\n", "\n")


def test_the_evidence_is_the_sentence_to_the_letter() -> None:
    text = f"It is simple. A side study of MAIN ({A}), e.g. for scans. It ends in 2030."
    (found,) = read(study(text)).relations
    assert found.evidence.quote == f"A side study of MAIN ({A}), e.g. for scans."
    assert found.evidence.field == "briefSummary"


def test_of_a_long_sentence_the_words_about_the_name_are_kept() -> None:
    text = f"This is a substudy of {A} " + "in many words " * 80 + "and more."
    (found,) = read(study(text)).relations
    assert A in found.evidence.quote
    assert found.evidence.quote in text
    assert len(found.evidence.quote) < 600


def test_fields_are_named_by_their_place_in_the_study() -> None:
    record = study(
        title="A Substudy", arms=(Arm(label="One"), Arm(label="Two", description=f"Participants of {A}."))
    )
    (found,) = read(record).relations
    assert found.evidence.field == "arms[2].description"


def test_all_evidence_is_kept_and_the_strongest_stands_first() -> None:
    record = study(
        f"This study recruits subjects from trial {A}.", title=f"A Substudy of the MAIN Trial ({A})"
    )
    found = read(record).relations
    assert [each.evidence.field for each in found] == ["briefTitle", "briefSummary"]
    assert found[0].confidence > found[1].confidence


def relation(type_: RelationType, confidence: float) -> StudyRelation:
    (found,) = read(study(f"A substudy of {A}.")).relations
    return StudyRelation(
        type=type_, related=found.related, method=found.method, confidence=confidence, evidence=found.evidence
    )


def test_of_conflicting_evidence_the_stronger_decides() -> None:
    pair = (relation(RelationType.SUBSTUDY_OF, 0.9), relation(RelationType.SERIES_OF, 0.8))
    assert [each.type for each in decided(pair)] == [RelationType.SUBSTUDY_OF]


def test_conflicting_evidence_of_one_strength_decides_nothing() -> None:
    pair = (relation(RelationType.SUBSTUDY_OF, 0.9), relation(RelationType.SERIES_OF, 0.9))
    assert decided(pair) == ()


def test_a_record_that_says_two_things_as_strongly_is_found() -> None:
    record = study(
        f"This trial is a sister trial of {A}.", title=None, detailed_description=f"We follow up on {A}."
    )
    assert read(record).findings == ()
    tied = study(
        f"Participants may enter the long-term extension study {A}. "
        f"They may also be followed in the follow-up study {A}."
    )
    (finding,) = read(tied).findings
    assert (finding.value, finding.path) == (A, "briefSummary")


def test_each_of_several_studies_in_a_sentence_has_its_relation() -> None:
    text = f"Extension study for subjects who completed study X-1 ({A}) or study X-2 ({B})."
    assert types_of(study(text)) == {A: RelationType.EXTENSION_OF, B: RelationType.EXTENSION_OF}


def test_the_items_of_a_list_of_feeder_studies_are_parents() -> None:
    text = f"The feeder studies were as follows: - X-1 ({A}) was in adults. - X-2 ({B}) was in children."
    found = types_of(study(text, title="Extension Study of X"))
    assert found == {A: RelationType.EXTENSION_OF, B: RelationType.EXTENSION_OF}


def test_a_list_of_studies_does_not_reach_into_the_next_paragraph() -> None:
    text = (
        f"Subjects come from the following studies: - X-1 ({A}).\n\nOthers have studied X, too.\n\nAs in {B}."
    )
    assert B not in types_of(study(text, title="Extension Study of X"))


def test_a_name_that_a_number_explains_is_that_study_elsewhere() -> None:
    text = f"The MAIN study ({A}) tests a drug. Here, patients taking part in MAIN are scanned."
    assert types_of(study(text)) == {A: RelationType.SUBSTUDY_OF}


def test_the_parent_study_is_the_one_other_study_of_the_record() -> None:
    text = f"See {A}. This ancillary study asks participants of the parent study for a scan."
    assert types_of(study(text)) == {A: RelationType.SUBSTUDY_OF}


def test_the_parent_study_is_nobody_where_two_are_named() -> None:
    text = f"We read of {A} and {B}. This ancillary study asks participants of the parent study for a scan."
    assert types_of(study(text)) == {}


@pytest.mark.parametrize(
    ("text", "related", "type_"),
    [
        ("A substudy of the HEART-X trial.", "HEART-X", RelationType.SUBSTUDY_OF),
        ("Patients who participate in the SONIA trial are asked.", "SONIA", RelationType.SUBSTUDY_OF),
        ("Open-label extension study (parent study: AB-1234_III).", "AB-1234_III", RelationType.EXTENSION_OF),
        ("Subjects have completed study PR-01209.", "PR-01209", RelationType.EXTENSION_OF),
        (
            "The model is validated in two cohorts (IMPACT-MBC trial).",
            "IMPACT-MBC",
            RelationType.USES_COHORT_OF,
        ),
    ],
)
def test_a_study_known_by_name_alone_is_kept_by_its_name(
    text: str, related: str, type_: RelationType
) -> None:
    (found,) = read(study(text)).relations
    assert found.related == StudyReference(name=related)
    assert found.type is type_


@pytest.mark.parametrize(
    "text",
    [
        "Written consent of a parent or guardian who completed the form.",
        "As in the SONIA trial, scans are read twice.",
        "A pilot study of MRI in a Multi-Center Study.",
        "Patients enrolled in the RCT study were adults.",
        "Data from the MMAS cohort show that this is common.",
        "Participants of another NIH study may not take part.",
        "A substudy of the MAIN trial.",
    ],
)
def test_a_mere_name_without_a_plain_cue_is_nothing(text: str) -> None:
    assert read(study(text, acronym="MAIN")) == Relations()


def test_the_studys_own_numbers_and_names_are_no_other_study() -> None:
    text = f"A substudy known as {A}, and as the MAIN trial (this study, NCT99999909)."
    found = read(study(text, acronym="MAIN", aliases=(A,)))
    assert [(each.type, each.evidence.field) for each in found.relations] == [
        (RelationType.DUPLICATE_OF, "aliases[1]")
    ]
    assert not found.citations


def test_the_studys_own_number_in_another_registry_is_no_other_study() -> None:
    own = (Identifier(value="EudraCT-No.:2011-001234-56"),)
    found = read(study("A substudy with the EudraCT number 2011-001234-56.", identifiers=own))
    assert [each.evidence.field for each in found.relations] == ["identifiers[1].value"]
    assert not found.citations


def test_a_study_of_another_registry_is_related_by_its_number_there() -> None:
    found = types_of(study("This is a substudy of the WALK trial (ISRCTN 12345678)."))
    assert found == {"ISRCTN12345678": RelationType.SUBSTUDY_OF}


def test_a_study_with_a_name_is_known_by_the_number_of_the_eu_beside_it() -> None:
    found = types_of(study("Women enrolled in the MAMA-K trial (EudraCT 2011-001234-56) give blood."))
    assert found == {"2011-001234-56": RelationType.SUBSTUDY_OF}


def test_an_extension_of_a_study_known_by_name_is_kept_by_its_name() -> None:
    found = types_of(study("This open-label extension of the ALTITUDE-1 study gives drug V for 96 weeks."))
    assert found == {"ALTITUDE-1": RelationType.EXTENSION_OF}


def test_a_misprinted_own_number_is_still_the_study_itself() -> None:
    text = f"Two identical studies, X-1 (this posting, {B}) and X-2 ({A}), were combined."
    assert types_of(study(text)) == {A: RelationType.SERIES_OF}


def test_an_extension_that_only_observes_is_a_follow_up() -> None:
    text = f"Extension study of {A}. No study drug is administered."
    assert types_of(study(text)) == {A: RelationType.FOLLOW_UP_OF}


def test_a_record_that_names_no_study_gives_nothing() -> None:
    assert read(study("A phase III trial of X. The study is small.")) == Relations()


def test_of_types_as_sure_the_one_said_more_often_is_decided() -> None:
    record = study(
        f"Adults who completed study {A} are treated for two years. "
        f"Subjects who participated in study {A} receive open-label tablets. "
        f"Participants enrolled in {A} are seen every month."
    )
    (found,) = decided(read(record).relations)
    assert found.type is RelationType.EXTENSION_OF
    assert read(record).relations[0] == found
    assert read(record).findings == ()


def test_capitals_that_are_part_of_a_word_are_no_number_of_a_registry() -> None:
    record = study("A MULTICENTRE CONTROLLED TRIAL WITH CT SCANS AND AN INTRAVENOUS DRUG.")
    assert not glimpse_of(record)


def test_the_own_number_alone_is_no_reference() -> None:
    assert not glimpse_of(study("This is NCT99999901, a CT study."))
    assert glimpse_of(study(f"This is NCT99999901, after {A}.")).has_numbers
