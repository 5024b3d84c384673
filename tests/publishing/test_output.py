from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from trialkg.errors import UsageError
from trialkg.publishing import open_output


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    with open_output(target) as out:
        out.write(b"a")
        assert not target.exists()
    assert target.read_bytes() == b"a"


def fail_while_writing(target: Path) -> None:
    with open_output(target) as out:
        out.write(b"new")
        raise RuntimeError


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "graph.nt"
    target.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        fail_while_writing(target)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_gzip_has_neither_name_nor_time(tmp_path: Path) -> None:
    for name in ("a.nt.gz", "b.nt.gz"):
        with open_output(tmp_path / name) as out:
            out.write(b"content\n")
    packed = (tmp_path / "a.nt.gz").read_bytes()
    assert gzip.decompress(packed) == b"content\n"
    assert packed[4:8] == b"\0\0\0\0"
    assert packed == (tmp_path / "b.nt.gz").read_bytes()


def test_a_link_keeps_pointing_at_its_file(tmp_path: Path) -> None:
    link = tmp_path / "latest.nt"
    link.symlink_to(tmp_path / "real.nt")
    with open_output(link) as out:
        out.write(b"a")
    assert link.is_symlink()
    assert (tmp_path / "real.nt").read_bytes() == b"a"


def test_a_dash_is_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_output("-") as out:
        out.write(b"a")
    assert capfdbinary.readouterr().out == b"a"


def test_a_folder_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"), open_output(tmp_path):
        pass


def test_a_missing_folder_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"), open_output(tmp_path / "absent" / "graph.nt"):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_is_told_with_its_place() -> None:
    with pytest.raises(UsageError, match="/dev/full: cannot be written"), open_output("/dev/full") as out:
        out.write(b"a")


def test_a_reader_that_has_gone_is_no_error_of_the_output() -> None:
    with pytest.raises(BrokenPipeError), open_output("-"):
        raise BrokenPipeError
