from __future__ import annotations

import io

import pytest

from trialkg.store.slices import sliced_lines

LINES = [b"a" * length + b"\n" for length in (0, 1, 5, 70, 2, 2, 2, 30)]


@pytest.mark.parametrize("size", [1, 2, 7, 50, 1_000])
@pytest.mark.parametrize("end", [b"", b"a last line without an end"])
def test_slices_are_whole_lines_and_all_there_is(size: int, end: bytes) -> None:
    text = b"".join(LINES) + end
    slices = [part.read() for part in sliced_lines(io.BytesIO(text), size)]
    assert b"".join(slices) == text
    assert all(part.endswith(b"\n") for part in slices[:-1])


def test_a_slice_is_hardly_longer_than_asked_for() -> None:
    slices = [part.read() for part in sliced_lines(io.BytesIO(b"ab\n" * 100), 30)]
    assert {len(part) for part in slices[:-1]} == {36}


def test_nothing_makes_no_slice() -> None:
    assert list(sliced_lines(io.BytesIO(), 10)) == []
