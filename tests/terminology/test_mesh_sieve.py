from __future__ import annotations

from array import array
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from trialkg.terminology.mesh.sieve import ALL_PASS, Sieve, hashed


def _sieve(keys: list[bytes]) -> Sieve:
    return Sieve.of(array("L", map(crc32, keys)))


@given(keys=st.lists(st.binary(max_size=12)))
def test_all_keys_of_a_table_pass(keys: list[bytes]) -> None:
    assert all(map(_sieve(keys).passes, keys))


def test_of_keys_that_a_table_has_not_seven_of_eight_are_kept_back() -> None:
    sieve = _sieve([b"known %d" % number for number in range(1000)])
    assert sum(sieve.passes(b"unknown %d" % number) for number in range(8000)) <= 1000


def test_nothing_passes_the_sieve_of_an_empty_table() -> None:
    assert not any(map(_sieve([]).passes, (b"", b"a", b"abc")))


@given(key=st.binary())
def test_where_no_sieve_was_kept_all_pass(key: bytes) -> None:
    assert Sieve(ALL_PASS).passes(key)


def test_rows_come_as_they_are_while_their_keys_are_noted() -> None:
    rows = [(b"a", b"1"), (b"b", b"2")]
    hashes = array("L")
    assert list(hashed(rows, hashes)) == rows
    assert list(hashes) == [crc32(b"a"), crc32(b"b")]
