"""How much of the sources is read can be watched, whatever they are packed in."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest
from tests.build.records import record, write_ndjson

from trialkg.registries import raw_records, source_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The same records plain, in a gzip file and in a zip; a hidden file is none of them."""
    folder = tmp_path / "records"
    folder.mkdir()
    plain = Path(write_ndjson(folder / "a.ndjson", *map(record, range(300))))
    (folder / "b.gz").write_bytes(gzip.compress(plain.read_bytes()))
    with zipfile.ZipFile(folder / "c.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(plain, "two.ndjson")
        archive.write(plain, "one.ndjson")
    (folder / ".hidden").write_text("not read")
    return folder


def test_what_is_read_adds_up_to_the_size_of_the_sources(folder: Path) -> None:
    sizes: list[int] = []
    records = sum(1 for _ in raw_records([str(folder)], watch=sizes.append))
    assert records == 4 * 300
    assert sum(sizes) == source_bytes([str(folder)])
    assert min(sizes) >= 0
    assert len(sizes) > 3


def test_the_size_of_standard_input_is_not_known(folder: Path) -> None:
    assert source_bytes([str(folder), "-"]) is None


def test_a_source_that_is_missing_has_no_size(tmp_path: Path) -> None:
    assert source_bytes([str(tmp_path / "missing")]) == 0
