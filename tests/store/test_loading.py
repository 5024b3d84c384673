"""What is loaded in a thread of its own: part by part, with its errors, broken off where the rest fails."""

from __future__ import annotations

from contextlib import suppress
from itertools import repeat
from threading import Event
from typing import BinaryIO

import pytest

from trialkg.store.loading import BesideLoader

_LARGE = 1 << 21
"""More than a stream has ready at once."""


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
