"""Cuts the records out of a JSON text of any size without decoding them.

Understood are a list of records, a page ``{"studies": [...]}`` as the registry's interface returns it, and
values one after another, each over one or many lines. Memory holds about one record and one block of input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

import msgspec

_BLOCK = 1 << 20
_HEAD = 1 << 16
_DEPTH = 64

_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_SCALAR = rb'[^\s,:\[\]{}"]++'
_OPENING = re.compile(
    rb"\[|\{\s*+(?:"
    + _STRING
    + rb"\s*+:\s*+(?:"
    + _STRING
    + rb"|"
    + _SCALAR
    + rb')\s*+,\s*+)*+"studies"\s*+:\s*+\[',
    re.DOTALL,
)
_FIRST_KEY = re.compile(
    rb'\{\s*+("(?:protocol|results|annotation|document|derived)Section"|"hasResults")\s*+:', re.DOTALL
)
_BLANK = re.compile(rb"[ \t\r\n]*+")

_ANYTHING = msgspec.json.Decoder(msgspec.Raw)


class Damage(msgspec.Struct, frozen=True):
    """A stretch of the text that is no JSON value, and why."""

    reason: str


class _Window:
    """The part of the text that is held, and the place in it; ``key`` is the key records begin with."""

    def __init__(self, stream: BinaryIO, limit: int, block: int) -> None:
        self._stream = stream
        self._block = block
        self.limit = limit
        self.data = b""
        self.position = 0
        self.ended = False
        self.key: bytes | None = None

    def extend(self) -> bool:
        """Read on, at least as much again as is held; False at the end of the text."""
        held = self.data[self.position :]
        read = b"" if self.ended else self._stream.read(max(self._block, len(held)))
        self.data, self.position, self.ended = held + read, 0, not read
        return bool(read)

    def next_byte(self) -> bytes:
        """Skip blanks and look at what follows; empty at the end of the text."""
        while True:
            self.position = _blanks_end(self.data, self.position)
            if self.position < len(self.data) or not self.extend():
                return self.data[self.position : self.position + 1]

    def take(self, pattern: re.Pattern[bytes]) -> bytes | None:
        """Step over what the pattern finds here."""
        while len(self.data) - self.position < _HEAD and self.extend():
            pass
        found = pattern.match(self.data, self.position)
        if found is None:
            return None
        self.position = found.end()
        return found[0]

    def step(self, end: int) -> bytes:
        """What stands from here to the end given; the place moves there."""
        text, self.position = self.data[self.position : end], end
        return text

    def give_up(self) -> None:
        """Leave the rest of the text unread."""
        self.data, self.position, self.ended = b"", 0, True


def json_values(stream: BinaryIO, limit: int, block: int = _BLOCK) -> Iterator[bytes | Damage]:
    """Each record of the text, or what is damaged in its place; ``limit`` caps the bytes of one.

    ``block`` is how many bytes are read at a time.
    """
    window = _Window(stream, limit, block)
    while window.next_byte():
        opening = window.take(_OPENING)
        if opening is None:
            yield _value(window)
        else:
            yield from _list(window)
            if opening != b"[":
                yield from _page_end(window)


def _list(window: _Window) -> Iterator[bytes | Damage]:
    value: bytes | Damage = b""
    while (following := window.next_byte()) and following != b"]":
        if following == b",":
            window.position += 1
        else:
            value = _value(window)
            yield value
    if following:
        window.position += 1
    elif not isinstance(value, Damage):
        yield Damage("the text ends before the list of records is closed")


def _page_end(window: _Window) -> Iterator[Damage]:
    while (following := window.next_byte()) and following != b"}":
        if following in b",:":
            window.position += 1
        elif isinstance(value := _value(window), Damage):
            yield value
    if following:
        window.position += 1


def _value(window: _Window) -> bytes | Damage:
    """The value that begins here.

    Records of one text mostly begin with the same key, which stands nowhere else in them: the next place of
    that key is a guess at the end, and checked.
    """
    while True:
        guess = _next_record(window)
        found = _ending(window, guess)
        if found is not None:
            return window.step(found)
        if guess is not None:
            window.step(guess)
            return Damage("the record is no valid JSON")
        if len(window.data) - window.position > window.limit:
            window.give_up()
            return Damage(f"the record is larger than {window.limit} bytes; what follows it was not read")
        if not window.extend():
            window.give_up()
            return Damage("the text ends inside the record, or is damaged from here on")


def _ending(window: _Window, guess: int | None) -> int | None:
    data, start = window.data, window.position
    if guess is not None:
        end = len(data[start:guess].rstrip(b" \t\r\n,")) + start
        if _is_json(data, start, end):
            return end
    complete = guess is not None or window.ended
    value_end = _balanced_end(data, start, len(data) if guess is None else guess, complete)
    return value_end if value_end is not None and _is_json(data, start, value_end) else None


def _next_record(window: _Window) -> int | None:
    """Where the next object begins that has the first key of the records of this text."""
    if window.key is None:
        first = _FIRST_KEY.match(window.data, window.position)
        window.key = first[1] if first else None
    if window.key is None:
        return None
    own = window.data.find(window.key, window.position)
    place = own
    while (place := window.data.find(window.key, place + 1)) != -1:
        start = _opening_brace(window.data, place)
        if start is not None and start > window.position:
            return start
    return None


def _opening_brace(data: bytes, key: int) -> int | None:
    before = data[max(key - 64, 0) : key].rstrip()
    if not before.endswith(b"{"):
        return None
    brace = max(key - 64, 0) + len(before) - 1
    ahead = data[max(brace - 64, 0) : brace].rstrip()
    return brace if ahead.endswith((b",", b"}")) else None


def _balanced_end(data: bytes, start: int, stop: int, complete: bool) -> int | None:
    found = _value_pattern().match(data, start, stop)
    if found is None or (found.end() == stop and not complete and data[start : start + 1] not in b'{["'):
        return None
    return found.end()


def _is_json(data: bytes, start: int, end: int) -> bool:
    try:
        _ANYTHING.decode(memoryview(data)[start:end])
    except msgspec.DecodeError:
        return False
    return True


def _blanks_end(data: bytes, start: int) -> int:
    found = _BLANK.match(data, start)
    return found.end() if found else start


@cache
def _value_pattern() -> re.Pattern[bytes]:
    return re.compile(_nested(_DEPTH), re.DOTALL)


def _nested(depth: int) -> bytes:
    """A pattern of a JSON value, brackets balanced to a depth; whether it is valid is checked elsewhere."""
    inner = b""
    for _ in range(depth):
        inner = rb'[\[{](?:[^\[\]{}"]++|' + _STRING + inner + rb")*+[\]}]"
        inner = b"|" + inner
    return inner[1:] + b"|" + _STRING + b"|" + _SCALAR
