"""Findings accepted before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from trialkg.errors import SourceError
from trialkg.validation import Location, Report, Result, Severity, compare, read_baseline, write_baseline

FOUND = Result(
    focus="https://w3id.org/trialkg/study/NCT00000000",
    rule="CORE-013",
    severity=Severity.VIOLATION,
    message="Correct it.",
    shape="https://w3id.org/trialkg/shapes#StudyEnrollmentPositive",
    component="OrConstraintComponent",
    location=Location("a.ttl", 5),
)


def test_what_is_accepted_is_taken_out_wherever_it_moved_to(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    write_baseline(path, [FOUND])
    moved = replace(FOUND, location=Location("b.ttl", 9), message="Other words.")
    compared = compare(Report((moved,), focus_nodes=1), read_baseline(path))
    assert (compared.report.results, compared.accepted, compared.stale) == ((), 1, ())
    assert compared.report.focus_nodes == 1


def test_another_value_of_the_same_rule_is_new_and_the_old_entry_stale(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    write_baseline(path, [FOUND])
    other = replace(FOUND, value="5")
    compared = compare(Report((other,)), read_baseline(path))
    assert compared.report.results == (other,)
    assert [entry.rule for entry in compared.stale] == ["CORE-013"]


def test_a_finding_that_stands_twice_has_to_be_accepted_twice(tmp_path: Path) -> None:
    path = tmp_path / "accepted.json"
    write_baseline(path, [FOUND])
    assert compare(Report((FOUND, FOUND)), read_baseline(path)).accepted == 1


@pytest.mark.parametrize("text", ["", "[]", '{"version": 2}', '{"accepted": [{}]}', '{"other": 1}'])
def test_a_file_that_is_no_baseline_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"accepted\.json"):
        read_baseline(path)


def test_a_missing_baseline_says_how_to_write_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--update-baseline"):
        read_baseline(tmp_path / "absent.json")
