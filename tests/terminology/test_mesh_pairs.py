from __future__ import annotations

from zlib import crc32

from trialkg.terminology.mesh.pairs import Pairs


def sealed(*added: tuple[bytes, bytes]) -> Pairs:
    pairs = Pairs()
    for id_, value in added:
        pairs.add(id_, value)
    pairs.seal()
    return pairs


def test_the_values_of_an_id_come_in_their_order() -> None:
    pairs = sealed((b"T2", b"b"), (b"T1", b"x"), (b"T2", b"a"), (b"T2", b""))
    assert list(pairs.values(b"T2")) == [b"b", b"a", b""]


def test_an_unknown_id_has_no_values() -> None:
    assert list(sealed((b"T1", b"x")).values(b"T")) == []


def test_ids_of_the_same_hash_are_told_apart() -> None:
    assert crc32(b"plumless") == crc32(b"buckeroo")
    pairs = sealed((b"plumless", b"1"), (b"buckeroo", b"2"))
    assert list(pairs.values(b"buckeroo")) == [b"2"]


def test_all_pairs_come_in_the_order_they_were_added() -> None:
    added = [(b"T9", b"x"), (b"T1", b"y\nz"), (b"T9", b"")]
    assert list(sealed(*added)) == added
