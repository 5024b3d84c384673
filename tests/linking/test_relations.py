from __future__ import annotations

import pytest
from tests.samples import READING

from trialkg.linking.relations import study_relations
from trialkg.study import Study
from trialkg.vocabulary.codes import RelationType


def study(summary: str, description: str | None = None) -> Study:
    return Study(
        registry_id="NCT99999901", reading=READING, brief_summary=summary, detailed_description=description
    )


@pytest.mark.parametrize(
    ("sentence", "relation"),
    [
        ("This is a substudy of the MAIN trial (NCT99999902).", RelationType.SUBSTUDY_OF),
        ("An imaging side study within MAIN (NCT 99999902).", RelationType.SUBSTUDY_OF),
        ("The cohort is nested within the trial NCT99999902.", RelationType.SUBSTUDY_OF),
        ("An open-label extension study of NCT99999902.", RelationType.EXTENSION_OF),
        ("A follow-up study of those who completed NCT99999902.", RelationType.FOLLOW_UP_OF),
    ],
)
def test_a_cue_before_the_number_tells_the_relation(sentence: str, relation: RelationType) -> None:
    (found,) = study_relations(study(sentence))
    assert (found.type, found.related_id) == (relation, "NCT99999902")


def test_the_evidence_is_the_sentence_to_the_letter() -> None:
    text = "It is simple. A side study of MAIN (NCT99999902), e.g. for scans. It ends in 2030."
    (found,) = study_relations(study(text))
    assert found.evidence.quote == "A side study of MAIN (NCT99999902), e.g. for scans."
    assert found.evidence.quote in text
    assert found.evidence.field == "briefSummary"


@pytest.mark.parametrize(
    "sentence",
    [
        "Results of NCT99999902 were encouraging.",
        "This is not a substudy of NCT99999902.",
        "Participants of the substudy of NCT99999902 are excluded.",
        "A substudy of NCT99999902 or NCT99999903.",
        "NCT99999902 has a substudy.",
        "Participants may then enter the extension study NCT99999902.",
        "Two sub-studies will be performed, one of them NCT99999902.",
        "This is the follow-up study to NCT99999902.",
        "A substudy of this trial, NCT99999901.",
    ],
)
def test_a_number_without_a_plain_cue_is_no_relation(sentence: str) -> None:
    assert study_relations(study(sentence)) == ()


def test_an_alias_is_the_study_itself() -> None:
    alias = Study(
        registry_id="NCT99999901",
        reading=READING,
        aliases=("NCT99999902",),
        brief_summary="A substudy known as NCT99999902.",
    )
    assert study_relations(alias) == ()


def test_one_relation_is_kept_for_each_other_study() -> None:
    found = study_relations(
        study("A substudy of NCT99999902.", "As a side study of NCT99999902 it is small.")
    )
    assert [each.evidence.field for each in found] == ["briefSummary"]
