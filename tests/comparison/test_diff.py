"""What changed between two states of a study, as records and as stores."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from tests.build.records import record, write_ndjson
from tests.conftest import shared_data

from trialkg.build import BuildOptions, build_store
from trialkg.comparison import StudyChange, compare, field_names, opened_side, pair
from trialkg.comparison.snapshots import _PARTS, FIELDS
from trialkg.errors import InputError, StoreError
from trialkg.linking import Links
from trialkg.mapping import map_study
from trialkg.registries import RawRecord, raw_records, read_study
from trialkg.vocabulary.namespaces import TKG
from trialkg.vocabulary.terms import Property

CRITERIA = "Inclusion Criteria:\n\n* Adults\n* Consent given\n\nExclusion Criteria:\n\n* Pregnancy"
FULL = record(
    1,
    outcomesModule={
        "primaryOutcomes": [
            {"measure": "Overall survival", "timeFrame": "2 years"},
            {"measure": "Change in pain score on a visual scale", "timeFrame": "week 12"},
        ],
        "secondaryOutcomes": [{"measure": "Quality of life by questionnaire", "timeFrame": "1 year"}],
    },
    armsInterventionsModule={
        "armGroups": [
            {"label": "Active", "type": "EXPERIMENTAL", "interventionNames": ["Drug: Alphamab"]},
            {"label": "Placebo", "type": "PLACEBO_COMPARATOR"},
        ],
        "interventions": [{"type": "DRUG", "name": "Alphamab"}, {"type": "DRUG", "name": "Betanib"}],
    },
    eligibilityModule={
        "eligibilityCriteria": CRITERIA,
        "minimumAge": "18 Years",
    },
    sponsorCollaboratorsModule={"leadSponsor": {"name": "Invented Institute", "class": "OTHER"}},
)


def changed(*edits: tuple[str, Any]) -> dict[str, Any]:
    """The study with other values at these paths, such as ``statusModule.overallStatus``."""
    found = copy.deepcopy(FULL)
    for path, value in edits:
        *parents, last = path.split(".")
        place: Any = found["protocolSection"]
        for name in parents:
            place = place[int(name) if name.isdigit() else name]
        if isinstance(place, list):
            place[int(last)] = value
        else:
            place[last] = value
    return found


def compared(old: str, new: str) -> list[StudyChange]:
    with opened_side(old) as before, opened_side(new) as after:
        return list(compare(before, after))


def changes(folder: Path, *edits: tuple[str, Any]) -> set[tuple[str, str, str, str]]:
    """What changes where the study is edited, found in files and in stores alike."""
    old = write_ndjson(folder / "old.ndjson", FULL)
    new = write_ndjson(folder / "new.ndjson", changed(*edits))
    (study,) = compared(old, new)
    for name, source in (("old", old), ("new", new)):
        build_store([source], folder / name, BuildOptions(profile=None))
    assert compared(str(folder / "old"), str(folder / "new")) == [study]
    assert compared(str(folder / "old"), new) == [study]
    assert {each.field for each in study.changes} <= set(field_names())
    return {(each.field, each.change, each.before, each.after) for each in study.changes}


def test_facts_of_the_study_are_told_with_what_they_were(tmp_path: Path) -> None:
    assert changes(
        tmp_path,
        ("statusModule.overallStatus", "TERMINATED"),
        ("statusModule.startDateStruct", {"date": "2025-03", "type": "ACTUAL"}),
        ("designModule.enrollmentInfo", {"count": 20, "type": "ACTUAL"}),
        ("eligibilityModule.minimumAge", "21 Years"),
        ("sponsorCollaboratorsModule.leadSponsor.name", "Another Body"),
    ) == {
        ("status", "changed", "Completed", "Terminated"),
        ("start date", "added", "", "2025-03 (Actual)"),
        ("enrollment", "added", "", "20 (Actual)"),
        ("minimum age", "changed", "P18Y", "P21Y"),
        ("sponsor", "removed", "Invented Institute", ""),
        ("sponsor", "added", "", "Another Body"),
    }


def test_an_outcome_of_another_level_is_switched(tmp_path: Path) -> None:
    primary, secondary = (
        FULL["protocolSection"]["outcomesModule"][name] for name in ("primaryOutcomes", "secondaryOutcomes")
    )
    assert changes(
        tmp_path,
        ("outcomesModule.primaryOutcomes", [primary[1], secondary[0]]),
        ("outcomesModule.secondaryOutcomes", [primary[0]]),
    ) == {
        (
            "primary outcome",
            "switched",
            "primary: Overall survival [2 years]",
            "secondary: Overall survival [2 years]",
        ),
        (
            "secondary outcome",
            "switched",
            "secondary: Quality of life by questionnaire [1 year]",
            "primary: Quality of life by questionnaire [1 year]",
        ),
    }


def test_an_outcome_in_other_words_is_told_from_one_that_is_another(tmp_path: Path) -> None:
    assert changes(
        tmp_path,
        ("outcomesModule.primaryOutcomes.1.measure", "Change in the pain score on a visual analogue scale"),
        ("outcomesModule.primaryOutcomes.0.measure", "Serum sodium"),
    ) == {
        (
            "primary outcome",
            "reworded",
            "Change in pain score on a visual scale",
            "Change in the pain score on a visual analogue scale",
        ),
        ("primary outcome", "removed", "Overall survival [2 years]", ""),
        ("primary outcome", "added", "", "Serum sodium [2 years]"),
    }


def test_another_time_frame_of_an_outcome_is_told_with_the_outcome(tmp_path: Path) -> None:
    assert changes(tmp_path, ("outcomesModule.primaryOutcomes.0.timeFrame", "6 months")) == {
        ("primary outcome time frame", "changed", "Overall survival: 2 years", "Overall survival: 6 months")
    }


def test_outcomes_in_another_order_are_no_change_of_any(tmp_path: Path) -> None:
    primary = FULL["protocolSection"]["outcomesModule"]["primaryOutcomes"]
    old = write_ndjson(tmp_path / "old.ndjson", FULL)
    new = write_ndjson(tmp_path / "new.ndjson", changed(("outcomesModule.primaryOutcomes", primary[::-1])))
    assert compared(old, new) == []


def test_arms_interventions_and_criteria_are_told_one_by_one(tmp_path: Path) -> None:
    text = (
        "Inclusion Criteria:\n\n* Adults\n* Consent was given\n\nExclusion Criteria:\n\n* Pregnancy\n* Asthma"
    )
    assert changes(
        tmp_path,
        ("armsInterventionsModule.armGroups.0.type", "ACTIVE_COMPARATOR"),
        ("armsInterventionsModule.armGroups.1.label", "Sham"),
        ("armsInterventionsModule.interventions.1.name", "Gammavir"),
        ("eligibilityModule.eligibilityCriteria", text),
    ) == {
        ("arm type", "changed", "Active: ExperimentalArm", "Active: ActiveComparatorArm"),
        ("arm", "removed", "Placebo", ""),
        ("arm", "added", "", "Sham"),
        ("intervention", "removed", "Betanib", ""),
        ("intervention", "added", "", "Gammavir"),
        ("inclusion criterion", "reworded", "Consent given", "Consent was given"),
        ("exclusion criterion", "added", "", "Asthma"),
    }


def test_studies_that_came_and_went_are_told_in_the_order_of_their_ids(tmp_path: Path) -> None:
    old = write_ndjson(tmp_path / "old.ndjson", record(3, title="three"), record(2), record(1, title="one"))
    new = write_ndjson(tmp_path / "new.ndjson", record(2), record(4, title="four"))
    assert [(each.study, each.change, each.title) for each in compared(old, new)] == [
        ("NCT99990001", "removed", "one"),
        ("NCT99990003", "removed", "three"),
        ("NCT99990004", "added", "four"),
    ]


def test_of_several_records_of_a_study_the_newest_counts(tmp_path: Path) -> None:
    old = write_ndjson(tmp_path / "old.ndjson", FULL)
    older = changed(("statusModule.lastUpdateSubmitDate", "2020-01-01"), ("designModule.phases", ["PHASE4"]))
    assert compared(old, write_ndjson(tmp_path / "new.ndjson", FULL, older)) == []


def test_a_record_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    old = write_ndjson(tmp_path / "old.ndjson", FULL, "{ broken")
    new = write_ndjson(tmp_path / "new.ndjson", FULL, record(2))
    with opened_side(old) as before, opened_side(new) as after:
        (study,) = compare(before, after)
        assert study.study == "NCT99990002"
        assert [len(side.rejections) for side in (before, after)] == [1, 0]


def test_nothing_to_compare_is_an_error(tmp_path: Path) -> None:
    new = write_ndjson(tmp_path / "new.ndjson", FULL)
    with pytest.raises(InputError, match="has no study to compare"):
        compared(str(tmp_path / "missing"), new)


def test_a_store_that_is_damaged_is_told_as_such(tmp_path: Path) -> None:
    new = write_ndjson(tmp_path / "new.ndjson", FULL)
    build_store([new], tmp_path / "store", BuildOptions(profile=None))
    (tmp_path / "store" / "manifest.json").write_text("{")
    with pytest.raises(StoreError, match="manifest"):
        compared(str(tmp_path / "store"), new)


@pytest.mark.parametrize(
    ("before", "after", "alike"),
    [
        ("Overall survival", "Overall survival (OS)", True),
        ("Number of participants with adverse events", "Participants with adverse events", True),
        ("Overall survival", "Progression-free survival", False),
        ("Peak plasma concentration", "Area under the curve", False),
    ],
)
def test_wordings_are_alike_by_their_words(before: str, after: str, alike: bool) -> None:
    assert bool(pair([before], [after])) == alike


def test_the_most_alike_are_paired_and_none_twice() -> None:
    before = ["pain at rest after one week", "pain at rest after two weeks"]
    after = ["pain at rest after two weeks!", "pain at rest after one weeks", "pain at rest after two week"]
    assert sorted(pair(before, after)) == [(0, 1), (1, 0)]


def test_everything_that_records_say_of_a_study_is_compared() -> None:
    """What mapping without linking writes of a study is a field, reaches parts, or follows from others."""
    follows = {Property.NAME_KEY, Property.MINIMUM_AGE_DAYS, Property.MAXIMUM_AGE_DAYS, Property.HAS_RECORD}
    known = {TKG + name for _, properties in FIELDS for name in properties} | {
        TKG + name
        for name in (*follows, *(kind.reached_by for kind in _PARTS.values()), Property.HAS_OUTCOME)
    }
    folder = shared_data("ctgov_v2", "records")
    met = set()
    for path in sorted(folder.glob("*.json"))[:200]:
        (raw,) = raw_records([str(path)])
        assert isinstance(raw, RawRecord)
        mapped = map_study(read_study(raw), Links())
        for line in mapped.text.decode().splitlines():
            subject, predicate, _ = line.split(" ", 2)
            if subject == f"<{mapped.iri}>" and predicate.startswith(f"<{TKG}"):
                met.add(predicate.strip("<>"))
    assert len(met) > 30
    assert met <= known
