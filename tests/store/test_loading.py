"""What is loaded in a thread of its own: part by part, with its errors, broken off where the rest fails."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from itertools import repeat
from pathlib import Path
from threading import Event
from typing import BinaryIO, NamedTuple

import pytest

from trialkg.store import update, updating
from trialkg.store.loading import BesideLoader

_LARGE = 1 << 21
"""More than a stream has ready at once."""


class Text(NamedTuple):
    """A study to be loaded, of one triple."""

    iri: str
    text: bytes
    triples: int = 1


def test_parts_are_loaded_whole_and_in_order() -> None:
    loaded: list[bytes] = []

    def load(stream: BinaryIO) -> None:
        loaded.append(stream.read())

    with BesideLoader(load) as loader:
        for texts in ([b"a", b"b"], [], [b"c" * _LARGE, b"d"]):
            loader.wait()
            loader.begin(texts)
    assert loaded == [b"ab", b"", b"c" * _LARGE + b"d"]


def test_the_caller_goes_on_while_a_part_is_loaded() -> None:
    gathered = Event()

    def load(_: BinaryIO) -> None:
        assert gathered.wait(60)

    with BesideLoader(load) as loader:
        loader.begin([b"a"])
        gathered.set()
        loader.wait()


def test_what_loading_raises_is_raised_where_it_is_waited_for() -> None:
    def load(_: BinaryIO) -> None:
        raise OSError("no room")

    with BesideLoader(load) as loader:
        loader.begin([b"a"])
        with pytest.raises(OSError, match="no room"):
            loader.wait()


def test_a_part_is_broken_off_where_the_caller_fails() -> None:
    """A loader must not take what it was given so far for the whole part, nor be waited for."""
    begun = Event()
    ends: list[str] = []

    def load(stream: BinaryIO) -> None:
        begun.set()
        try:
            while stream.read(_LARGE):
                pass
        except InterruptedError:
            ends.append("broken off")
            raise

    with suppress(KeyboardInterrupt), BesideLoader(load) as loader:
        loader.begin(repeat(b"a" * _LARGE))
        assert begun.wait(60)
        raise KeyboardInterrupt
    assert ends == ["broken off"]


def test_the_first_parts_are_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the loader begins while the rest is mapped; later ones are as large as it takes them best."""
    begin, sizes = BesideLoader.begin, list[int]()

    def noted(loader: BesideLoader, texts: Iterable[bytes]) -> None:
        sizes.append(len(list(texts)))
        begin(loader, texts)

    line = b'<https://example.org/%d> <https://example.org/p> "v" .\n'
    studies = [Text(f"https://example.org/{number}", line % number) for number in range(10, 30)]
    monkeypatch.setattr(BesideLoader, "begin", noted)
    monkeypatch.setattr(update, "_FIRST_SLICES", (1, 2 * len(studies[0].text), 9 * len(studies[0].text)))
    monkeypatch.setattr(update, "_SLICE", 4 * len(studies[0].text))
    with updating(tmp_path / "store") as generation:
        generation.load_studies(([each] for each in studies), lambda: b"null")
    assert sizes == [1, 2, 4, 4, 4, 4, 1]
