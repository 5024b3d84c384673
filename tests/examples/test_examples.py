"""The example trials: they read cleanly, stand for what the demo shows, and name no person."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest
from tests.conftest import shared_data

from trialkg.linking.criteria import criteria_of
from trialkg.linking.links import Criterion, study_named
from trialkg.linking.other_studies import other_studies
from trialkg.linking.passages import passages_of
from trialkg.linking.relations import decided
from trialkg.registries.reading import read_study
from trialkg.registries.records import RawRecord, RecordFormat
from trialkg.registries.sources import raw_records
from trialkg.resources import examples_folder
from trialkg.study import Study
from trialkg.vocabulary.codes import CriterionKind, Method, OutcomeLevel, PassageKind, RelationType, StudyType

FILES = sorted(path for path in examples_folder().iterdir() if path.suffix in (".json", ".txt"))
NAMES = [path.name for path in FILES]
PAGES = {
    "NCT03873428": RecordFormat.SUMMARY_PAGE,
    "NCT04125277": RecordFormat.MEDPATH_PAGE,
    "NCT02089100": RecordFormat.CTGOV_PAGE_2017,
}
WITHOUT_OUTCOMES = {"NCT03873428", "NCT04692103", "NCT05068726"}
PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+"  # e-mail
    r"|\+?\d[\d ()-]{8,}\d(?![\d/-])"  # phone
    r"|\b(?:M\.?D\.?|Ph\.?D\.?|Prof\.?|Dr\.?|Principal Investigator|Study Chair|Contact:)(?=[\s,:])"
)


@cache
def raw(path: Path) -> RawRecord:
    (found,) = raw_records([str(path)])
    assert isinstance(found, RawRecord)
    return found


@cache
def study(path: Path) -> Study:
    return read_study(raw(path))


def example(registry_id: str) -> Study:
    (path,) = (path for path in FILES if path.stem == registry_id)
    return study(path)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_example_reads_without_findings(path: Path) -> None:
    assert study(path).reading.findings == ()


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_example_bears_its_number_as_name(path: Path) -> None:
    assert study(path).registry_id == path.stem


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_example_has_what_a_study_needs(path: Path) -> None:
    found = study(path)
    assert found.brief_title or path.stem == "NCT03873428"
    assert found.study_type
    assert found.status
    assert found.conditions
    assert found.brief_summary
    assert found.interventions or path.stem == "NCT03873428"


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_example_has_a_primary_outcome_where_one_could_be_looked_up(path: Path) -> None:
    primary = [outcome for outcome in study(path).outcomes if outcome.level is OutcomeLevel.PRIMARY]
    assert bool(primary) == (path.stem not in WITHOUT_OUTCOMES)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_an_example_names_no_person(path: Path) -> None:
    text = re.sub(r"https?://\S+|\b\d{4}-\d\d-\d\d\b|\b\d{4}-\d{6}-\d\d\b", "", path.read_text())
    assert PERSONAL.findall(text) == []


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".json"], ids=lambda p: p.stem)
def test_a_record_says_that_it_is_an_example_and_where_its_facts_are_from(path: Path) -> None:
    mark = json.loads(path.read_text())["trialkgExample"]
    assert "Abridged example" in mark["note"]
    assert f"https://clinicaltrials.gov/study/{path.stem}" in mark["sources"]


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".json"], ids=lambda p: p.stem)
def test_every_arm_of_an_example_uses_an_intervention(path: Path) -> None:
    assert all(arm.interventions for arm in study(path).arms)


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_the_readme_tells_why_an_example_is_here(path: Path) -> None:
    assert f"| `{path.name}` |" in (examples_folder() / "README.md").read_text()


@pytest.mark.parametrize(("registry_id", "layout"), PAGES.items())
def test_each_seed_stands_in_a_layout_of_its_own(registry_id: str, layout: RecordFormat) -> None:
    assert raw(examples_folder() / f"{registry_id}.txt").format is layout


SEEDS = {
    "NCT03873428": "NCT03873428.inclinicaltrials.txt",
    "NCT04125277": "NCT04125277.medpath.txt",
    "NCT02089100": "NCT02089100.clinicaltrials-2017.txt",
}


def facts(study: Study) -> Study:
    """The study without its prose and its source: what retelling may not change."""
    return msgspec.structs.replace(
        study,
        brief_summary=None,
        detailed_description=None,
        arms=tuple(msgspec.structs.replace(arm, description=None) for arm in study.arms),
        outcomes=tuple(msgspec.structs.replace(outcome, description=None) for outcome in study.outcomes),
        eligibility=msgspec.structs.replace(study.eligibility, criteria=None),
    )


def places(criteria: tuple[Criterion, ...]) -> list[tuple[CriterionKind, str]]:
    return [(item.kind, item.position) for item in criteria]


@pytest.mark.parametrize("registry_id", SEEDS)
def test_a_retold_seed_keeps_every_fact(registry_id: str) -> None:
    (found,) = raw_records([str(shared_data("seeds", SEEDS[registry_id]))])
    assert isinstance(found, RawRecord)
    original = read_study(found)
    assert facts(example(registry_id)) == facts(original)


@pytest.mark.parametrize("registry_id", SEEDS)
def test_a_retold_seed_keeps_every_criterion(registry_id: str) -> None:
    (found,) = raw_records([str(shared_data("seeds", SEEDS[registry_id]))])
    assert isinstance(found, RawRecord)
    original = criteria_of(read_study(found).eligibility.criteria)
    retold = criteria_of(example(registry_id).eligibility.criteria)
    assert [(item.kind, item.position) for item in retold] == [
        (item.kind, item.position) for item in original
    ]


def test_the_parent_and_the_cohort_of_sonimage_are_examples() -> None:
    assert {"NCT03425838.json", "NCT01957332.json"} <= set(NAMES)


def test_sonimage_names_its_parent_and_the_cohorts_it_validates_on() -> None:
    relations = decided(other_studies(example("NCT04125277"), ()).found.relations)
    assert [(found.type, study_named(found.related)) for found in relations] == [
        (RelationType.SUBSTUDY_OF, "NCT03425838"),
        (RelationType.USES_COHORT_OF, "IMPACT-MBC"),
        (RelationType.USES_COHORT_OF, "ET-TRANSCAN"),
    ]


VITAL = "NCT01169259"
ANCILLARY = {
    "NCT01633177",
    "NCT01669915",
    "NCT01684722",
    "NCT01696435",
    "NCT01704859",
    "NCT01747447",
    "NCT02239874",
}


def test_seven_examples_name_vital_as_their_parent() -> None:
    for registry_id in sorted(ANCILLARY):
        relations = decided(other_studies(example(registry_id), ()).found.relations)
        assert [(found.type, found.related.number) for found in relations] == [
            (RelationType.SUBSTUDY_OF, VITAL)
        ]


def test_no_other_example_is_given_a_relation_but_its_other_registrations() -> None:
    others = [study(path) for path in FILES if path.stem not in {"NCT04125277", *ANCILLARY}]
    found = [each for other in others for each in other_studies(other, ()).found.relations]
    assert {each.type for each in found} <= {RelationType.DUPLICATE_OF}
    assert {each.method for each in found} <= {Method.REGISTERED}


def test_the_page_without_outcomes_tells_its_objectives_and_population() -> None:
    kinds = [passage.kind for passage in passages_of(example("NCT03873428"))]
    assert kinds.count(PassageKind.OBJECTIVE) == 4
    assert PassageKind.POPULATION in kinds


def test_sonimage_tells_its_sites_in_prose() -> None:
    assert PassageKind.SITES in {passage.kind for passage in passages_of(example("NCT04125277"))}


def test_the_examples_hold_an_observational_study() -> None:
    assert StudyType.OBSERVATIONAL in {study(path).study_type for path in FILES}
