"""A store built again: only studies that changed are validated a second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

from trialkg.build import BuildOptions, Summary, build_store
from trialkg.store import read_manifest


def built(folder: Path, *numbers: int, profile: str | None = "core", status: str | None = None) -> Summary:
    records = [record(number) for number in numbers]
    if status is not None:
        records[0]["protocolSection"]["statusModule"]["overallStatus"] = status
    source = write_ndjson(folder / "source.ndjson", *records)
    return build_store([str(source)], folder / "store", BuildOptions(profile=profile))


def test_only_new_and_changed_studies_are_validated_again(tmp_path: Path) -> None:
    assert built(tmp_path, 1, 2, 3).checks.studies == 3
    assert built(tmp_path, 1, 2, 3).checks.studies == 0
    again = built(tmp_path, 2, 3, 4, status="TERMINATED")
    assert (again.replaced, again.unchanged, again.built) == (1, 1, 1)
    assert again.checks.studies == 2


@pytest.mark.parametrize("before", [None, "registration"])
def test_a_store_that_was_not_validated_with_these_shapes_is_validated_whole(
    tmp_path: Path, before: str | None
) -> None:
    built(tmp_path, 1, 2, profile=before)
    assert built(tmp_path, 1, 2).checks.studies == 2


def test_a_store_says_which_shapes_all_its_studies_were_held_against(tmp_path: Path) -> None:
    built(tmp_path, 1)
    manifest = read_manifest(tmp_path / "store")
    assert manifest is not None
    assert manifest.shapes.startswith("core:")
    built(tmp_path, 2, profile=None)
    later = read_manifest(tmp_path / "store")
    assert later is not None
    assert later.shapes == ""
