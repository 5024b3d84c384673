from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import pytest

from trialkg.formats import RdfFormat
from trialkg.publishing.portal.files import PartFiles


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: gzip.decompress(path.read_bytes()) for path in sorted(folder.iterdir())}


def test_a_file_ends_before_the_text_that_would_make_it_too_long(tmp_path: Path) -> None:
    with PartFiles(tmp_path, "g", RdfFormat.NQUADS, 10) as files:
        for text in (b"aaaa\n", b"bbbb\n", b"c\n"):
            files.add(text)
    assert contents(tmp_path) == {"g-0001.nq.gz": b"aaaa\nbbbb\n", "g-0002.nq.gz": b"c\n"}


def test_the_text_between_two_counts_too(tmp_path: Path) -> None:
    with PartFiles(tmp_path, "g", RdfFormat.JSONLD, 10, separator=b", ") as files:
        for text in (b"12345", b"6789"):
            files.add(text)
    assert list(contents(tmp_path).values()) == [b"12345", b"6789"]


def test_a_text_longer_than_a_file_has_one_of_its_own(tmp_path: Path) -> None:
    with PartFiles(tmp_path, "g", RdfFormat.NQUADS, 4) as files:
        for text in (b"a\n", b"too long\n", b"b\n"):
            files.add(text)
    assert list(contents(tmp_path).values()) == [b"a\n", b"too long\n", b"b\n"]


def test_each_file_has_head_and_tail_and_separators_stand_between_texts_only(tmp_path: Path) -> None:
    with PartFiles(tmp_path, "g", RdfFormat.JSONLD, 9, head=b"[", separator=b",", tail=b"]") as files:
        for text in (b"123", b"456", b"789"):
            files.add(text)
    assert list(contents(tmp_path).values()) == [b"[123,456]", b"[789]"]


def test_no_text_makes_no_file(tmp_path: Path) -> None:
    with PartFiles(tmp_path, "g", RdfFormat.TURTLE, 10, head=b"@base") as files:
        pass
    assert contents(tmp_path) == {}
    assert files.files(tmp_path, "Nothing") == []


def test_the_files_are_described_as_they_stand(tmp_path: Path) -> None:
    with PartFiles(tmp_path, "g", RdfFormat.TURTLE, 1) as files:
        files.add(b"a")
        files.add(b"b")
    first, second = files.files(tmp_path, "Studies")
    packed = (tmp_path / "g-0001.ttl.gz").read_bytes()
    assert (first.path, first.title, first.size) == ("g-0001.ttl.gz", "Studies, part 1 of 2", len(packed))
    assert first.sha256 == hashlib.sha256(packed).hexdigest()
    assert second.sha256 != first.sha256


def fail(folder: Path) -> None:
    with PartFiles(folder, "g", RdfFormat.NQUADS, 100) as files:
        files.add(b"a\n")
        raise RuntimeError


def test_a_failure_leaves_no_file_that_looks_whole(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        fail(tmp_path)
    assert list(tmp_path.iterdir()) == []
